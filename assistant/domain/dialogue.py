"""A conversation as values: what was asked, what was shown, where the session stands."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from assistant.domain.cart import Cart
from assistant.domain.shopper import Profile
from assistant.domain.text import Language
from assistant.domain.wish import Plan, Wish

Channel = Literal["web", "widget", "kiosk", "api"]
Intent = Literal[
    "search", "recommend", "refine", "compare", "ask_product", "complement", "substitute",
    "cart_add", "cart_change", "cart_show", "reserve", "store_find", "stock_check", "service_book",
    "order_status", "policy", "profile_show", "profile_change", "greeting", "thanks", "handoff",
    "out_of_scope", "unsafe",
]  # fmt: skip
FINDING: frozenset[Intent] = frozenset({"search", "recommend", "refine", "substitute", "complement"})
"""Those that look for products."""
Op = Literal["eq", "ne", "in", "not_in", "lt", "le", "gt", "ge"]
Origin = Literal["text", "profile", "session"]
Sort = Literal["price_asc", "price_desc", "unit_price_asc", "popularity", "rating", "newest"]


@dataclass(frozen=True, slots=True)
class Constraint:
    """One condition on products. `facet` is price, brand, category, color, size, gender, material, allergen,
    diet, organic, spicy_level, store, availability, rating, discount, or an attribute's own name.
    `value`: minor units of the shop's currency for price; a canonical key for allergen (ne) and diet (eq);
    a number or a catalogue value otherwise; a tuple with in / not_in. Hard ones never relax silently."""

    facet: str
    op: Op
    value: str | int | float | bool | tuple[str, ...]
    hard: bool = True
    origin: Origin = "text"


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """A wish to change the profile: add or remove `value` under `field` (allergens, diet, dislikes,
    sizes, colors, brands, home_store, max_spicy, language, budget)."""

    field: str
    action: Literal["add", "remove", "set"]
    value: str


@dataclass(frozen=True, slots=True)
class Order:
    """One cart change: `quantity` units of `sku`, 0 takes it out. Without a SKU, `query` are the words for
    goods not shown yet, of which the `cheapest` may be meant. words: what was said of it, which may name a
    size or a colour."""

    sku: str = ""
    query: str = ""
    quantity: int = 1
    cheapest: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What one utterance asks, merged with the running request where it refines that.

    query: the product need in free words without constraints, or "".  constraints: all that hold now.
    references: SKUs it points at, resolved against what was shown.  asks: attributes or topics asked about.
    rejected: SKUs it turns down.  needs: the separate needs when one sentence holds several, else empty.
    orders: its cart changes when one sentence holds several, else empty.  unsold: the goods it names when the
    catalogue has none of that kind, else "".
    wish: a sum, goal, plan or fit it asks for.  budget: what may be spent (minor units) on whatever is looked
    for to the same end.  narrowing: words by which a refined request tells the running goods apart ("only
    iPhones"): where some bear them, no others are meant.
    """

    text: str
    language: Language
    intent: Intent
    query: str = ""
    constraints: tuple[Constraint, ...] = ()
    references: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    orders: tuple[Order, ...] = ()
    unsold: str = ""
    quantity: int | None = None
    sort: Sort | None = None
    more: bool = False
    changes: tuple[ProfileChange, ...] = ()
    answer: Literal["yes", "no"] | None = None
    store_ids: tuple[str, ...] = ()
    service_id: str | None = None
    policy_ids: tuple[str, ...] = ()
    wish: Wish | None = None
    budget: int | None = None
    narrowing: tuple[str, ...] = ()

    @property
    def settles_the_cart(self) -> bool:
        """Whether it says what goes into the cart or out of it."""
        return self.intent in ("cart_add", "cart_change") and bool(self.references or self.orders)


@dataclass(frozen=True, slots=True)
class Shown:
    """SKUs of one turn's cards in the order the shopper saw them. best: of cards for several needs, the first
    of each: what "one of each" means."""

    turn: int
    skus: tuple[str, ...]
    best: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """Something looked for in this conversation that the shopper may come back to: the request as it last
    ran."""

    query: str
    constraints: tuple[Constraint, ...] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """A question we asked and wait on. kind: consent_health (changes to store on yes), clarify (choices
    offered), add (which of the products shown to put in, `quantity` of it; choices: the SKU of the one that a
    yes puts in, where one is offered; kept_out: that one was kept out for the shopper's safety), reserve (a
    draft). It lapses with the next turn that does not answer it."""

    kind: Literal["consent_health", "clarify", "add", "reserve"]
    changes: tuple[ProfileChange, ...] = ()
    choices: tuple[str, ...] = ()
    quantity: int | None = None
    kept_out: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """Everything one conversation remembers. `query`, `narrowing`, `needs` and `constraints` are the
    running request, `told` the words the query was made of; `shown` the last turns' cards and `topics` what
    was looked for, newest last; `focus` the SKUs last spoken of; `spoken` those spoken of one at a time
    since the last list of several, newest first; `asked` what the last turn asked of a product or of the
    shop; `rejected` what was turned down; `cart_before` what the cart held before its last change; `plan`
    the basket put together last; `budget` what may be spent (minor units) on whatever is looked for to the
    same end; `profile` the shopper's, or a guest's that lives with the session."""

    session_id: str
    channel: Channel
    language: Language
    profile: Profile
    created_at: datetime
    expires_at: datetime
    store_id: str | None = None
    turns: int = 0
    query: str = ""
    told: str = ""
    narrowing: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    shown: tuple[Shown, ...] = ()
    focus: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    rejected: frozenset[str] = frozenset()
    topics: tuple[Topic, ...] = ()
    cart: Cart = Cart()
    cart_before: Cart = Cart()
    pending: Pending | None = None
    plan: Plan | None = None
    budget: int | None = None
    topic: str = ""
    """What the last turn was about beside products: service:ID, store:ID, stock, cart, policy, plan, aim,
    gift, fits:SKU, or ""."""
    said: tuple[tuple[str, str], ...] = field(default=())
    """The last exchanges as (shopper, assistant) texts, newest last; only for the agent mind's context."""

    @property
    def last_shown(self) -> tuple[str, ...]:
        """SKUs of the newest cards, in the order the shopper saw them; () before any."""
        return self.shown[-1].skus if self.shown else ()

    @property
    def only_took_out(self) -> bool:
        """Whether the last change of the cart took something out and put nothing in."""
        now, before = self.cart, self.cart_before
        fewer = any(now.quantity(line.sku) < line.quantity for line in before.lines)
        return fewer and all(line.quantity <= before.quantity(line.sku) for line in now.lines)

    def seen(self) -> frozenset[str]:
        """Every SKU shown in this session's kept turns or in the cart: what write tools accept."""
        return frozenset(sku for shown in self.shown for sku in shown.skus) | {
            line.sku for line in self.cart.lines
        }
