"""The ledger of a turn: what the tools read, ready to be asked."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from assistant.domain.card import Claim
from assistant.domain.money import Money
from assistant.grounding.amounts import Amount, amounts
from assistant.grounding.clock import dates, times
from assistant.grounding.fold import fold
from assistant.grounding.promises import Promise, promises
from assistant.grounding.titles import Titles

_OF_THE_SHOP = ("policy", "service", "store")
_TERMS_OF_SALE = (
    "return", "refund", "exchange", "warrant", "guarant", "shipping", "delivery", "반품", "환불", "교환",
    "보증", "배송",
)  # fmt: skip


def is_term_of_sale(attribute: str) -> bool:
    """Whether by its own name an attribute states the terms one product is sold on: such a one is repeated
    word for word, never worded anew."""
    return any(word in attribute.casefold() for word in _TERMS_OF_SALE)


@dataclass(frozen=True, slots=True)
class Read:
    """One claim and what can be read out of it."""

    claim: Claim
    kind: str
    money: Money | None
    amounts: tuple[Amount, ...]
    times: frozenset[int]
    dates: frozenset[tuple[int, int]]
    promises: tuple[Promise, ...]
    text: str

    @property
    def keys(self) -> frozenset[str]:
        """The value as a set: "milk,egg" is {milk, egg}; empty or "none" is the empty set."""
        parts = (part.strip().casefold().replace("-", "_") for part in self.claim.value.split(","))
        return frozenset(part.replace(" ", "_") for part in parts if part and part != "none")


class Evidence:
    """Claims in the order they were added, none ever taken back; `titles` names the SKUs a sentence may
    speak of, as the shopper reads them.

    A claim's value by its field: money (price, list_price, unit_price, total...) "<minor> <CUR>"; quantity a
    whole number; discount "20%"; availability as Availability; allergens.status declared or unknown;
    allergens.contains, allergens.may_contain, allergens.excluded and diet keys joined by commas; rating
    "4.5"; anything else its wording. Records: offer:SKU, product:ID, stock:STORE/SKU, policy:ID, service:ID,
    store:ID, cart, cart:SKU, order:ID, profile:ID, review:ID, search.
    """

    def __init__(self, claims: Iterable[Claim] = (), titles: dict[str, str] | None = None) -> None:
        self.titles: dict[str, str] = dict(titles or {})
        self._claims: list[Claim] = []
        self._known: set[Claim] = set()
        self._by_kind: dict[str, list[Read]] = {}
        self._titles = Titles({})
        for claim in claims:
            self.add(claim)

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(self._claims)

    def add(self, claim: Claim) -> None:
        """Append `claim`; one already there is left as it is."""
        if claim in self._known:
            return
        self._known.add(claim)
        self._claims.append(claim)
        read = _read(claim)
        for kind in {read.kind, "all"}:
            self._by_kind.setdefault(kind, []).append(read)

    def index(self) -> Titles:
        """The titles, ready to be found in a sentence."""
        if self._titles.source != self.titles:
            self._titles = Titles(self.titles)
        return self._titles

    def reads(self, kind: str = "all", skus: Collection[str | None] | None = None) -> Iterator[Read]:
        """Claims of one kind; with `skus`, only those that belong to one of them."""
        for read in self._by_kind.get(kind, ()):
            if skus is None or read.claim.sku in skus:
                yield read


@lru_cache(maxsize=8192)
def _read(claim: Claim) -> Read:
    kind = _kind(claim)
    worded = kind in ("shop", "worded", "stated", "review")
    text = fold(f"{claim.text} {claim.value}" if claim.text != claim.value else claim.text)
    number_text = text if worded or claim.field == "unit_price" else fold(claim.value)
    return Read(
        claim,
        kind,
        _money(claim.value),
        tuple(amounts(number_text)),
        frozenset(minute for _, minutes in times(text) for minute in minutes),
        frozenset(day for _, day in dates(text)),
        tuple(promises(text)) if kind == "shop" else (),
        text,
    )


def _kind(claim: Claim) -> str:
    name, record = claim.field.casefold(), claim.record.split(":", 1)[0]
    if record in _OF_THE_SHOP:
        return "shop"
    if record == "reviews" or name.startswith(("rating", "review")):
        return "rating"
    if record == "review":
        return "review"
    if record in ("order", "booking", "reservation", "profile"):
        return "deed"
    if record == "stock" or (name in ("quantity", "stock") and not record.startswith("cart")):
        return "quantity"
    if name.startswith("allergens"):
        return "allergens"
    if name in ("availability", "discount") or name.rsplit(".", 1)[-1] == "diet":
        return name.rsplit(".", 1)[-1]
    if _money(claim.value):
        return "money"
    if record == "product" and is_term_of_sale(name):
        return "stated"
    return "cart" if record.startswith("cart") else "worded"


@lru_cache(maxsize=8192)
def _money(value: str) -> Money | None:
    minor, _, currency = value.partition(" ")
    if not (minor.lstrip("-").isdigit() and len(currency) == 3 and currency.isascii() and currency.isupper()):
        return None
    try:
        return Money(int(minor), currency)
    except (ValueError, InvalidOperation):
        return None


@lru_cache(maxsize=8192)
def major(money: Money) -> Decimal:
    """The amount in major units."""
    return money.major
