"""The assistant as every door sees it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from assistant.domain.action import Action
from assistant.domain.card import Card, Claim
from assistant.domain.cart import Cart
from assistant.domain.dialogue import FINDING, Channel, Constraint, Request, Session, Sort
from assistant.domain.events import CartView, Event
from assistant.domain.product import Product
from assistant.domain.shopper import Profile
from assistant.domain.store import StockLevel, Store
from assistant.domain.text import Language
from assistant.errors import BadRequest, NotFound
from assistant.ports import ShopFacts, Shoppers
from assistant.settings import Settings
from assistant.tokens import Tokens
from assistant.toolbox.desk import Desk
from assistant.toolbox.shop import Shop
from assistant.turn import Minds, run_turn
from assistant.understanding import understand
from prompts import Replies

Progress = Callable[[int, int], None]
_NAMED_STORES = 10


@dataclass(frozen=True, slots=True)
class Opened:
    session: Session
    token: str


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What was understood, and cards best first with their scores; `relaxed` as in the products event."""

    request: Request
    cards: tuple[Card, ...]
    scores: tuple[float, ...]
    total: int
    relaxed: tuple[Constraint, ...]


@dataclass(frozen=True, slots=True)
class ProductAnswer:
    product: Product
    card: Card
    stock: tuple[StockLevel, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class PublishAnswer:
    """`updated`, `unchanged` and `deleted` as in ports.Published; `embedded` products got a new vector."""

    version: int
    updated: int
    unchanged: int
    deleted: int
    embedded: int


class Assistant:
    """One running shop. Made by `open_assistant`; safe to call from many threads; `close` releases it."""

    def __init__(
        self,
        shop: Shop,
        minds: Minds,
        tokens: Tokens,
        renewed: Callable[[Shop], Shop],
        release: Callable[[], None],
    ) -> None:
        self._shop = shop
        self._minds = minds
        self.tokens = tokens
        self._renewed = renewed
        self._release = release

    def __enter__(self) -> "Assistant":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        self._release()

    @property
    def settings(self) -> Settings:
        return self._shop.settings

    @property
    def facts(self) -> ShopFacts:
        return self._shop.facts

    @property
    def shoppers(self) -> Shoppers:
        return self._shop.shoppers

    # conversations

    def open_session(
        self,
        channel: Channel = "web",
        language: Language | None = None,
        store_id: str | None = None,
        shopper_id: str | None = None,
    ) -> Opened:
        """A new conversation. NotFound for an unknown shopper or store."""
        profile = self._profile(shopper_id)
        if store_id:
            self._check_store(store_id)
        now = self._shop.clock()
        session = Session(
            session_id=uuid4().hex,
            channel=channel,
            language=language or profile.language or self.settings.language,
            profile=profile,
            created_at=now,
            expires_at=now + timedelta(minutes=self.settings.session_minutes),
            store_id=store_id or profile.home_store,
        )
        self._shop.sessions.create(session)
        return Opened(session, self.tokens.for_session(session.session_id))

    def _check_store(self, store_id: str) -> None:
        ours = sorted(store.store_id for store in self.stores())
        if store_id not in ours:
            remedy = (
                f"name one of {', '.join(ours[:_NAMED_STORES])}" if ours else "there is none; leave it out"
            )
            raise NotFound(f"store {store_id[:60]!r} is not one of ours; {remedy}")

    def _profile(self, shopper_id: str | None) -> Profile:
        if shopper_id is None:
            return Profile("", guest=True)
        profile = self._shop.shoppers.profile(shopper_id)
        if profile is None:
            raise NotFound(f"shopper {shopper_id!r} is not known here; leave it out for a guest")
        return profile

    def check_token(self, session_id: str, token: str) -> None:
        """NotAllowed unless `token` belongs to this session."""
        self.tokens.check_session(session_id, token)

    def turn(self, session_id: str, said: str | Action) -> Iterator[Event]:
        """One turn as a stream of events; see turn.run_turn."""
        return run_turn(self._shop, self._minds, session_id, said)

    def session(self, session_id: str) -> Session:
        return self._shop.sessions.load(session_id, self._shop.clock())

    def history(self, session_id: str) -> list[dict[str, Any]]:
        """What was said and shown, turn by turn: {"turn_id", "said", "events"}."""
        self.session(session_id)
        return self._shop.sessions.history(session_id)

    def end(self, session_id: str) -> None:
        """End the conversation and wipe it."""
        self.session(session_id)
        self._shop.sessions.delete(session_id)

    def feedback(self, session_id: str, turn_id: str, rating: str, reason: str = "") -> None:
        """Keep how a turn was found. BadRequest: another rating; NotFound: no such turn in this session."""
        if rating not in ("up", "down"):
            raise BadRequest(f"rating {rating!r} is not known; send up or down")
        # Whoever is quick rates a turn that is still being written down.
        with self._shop.sessions.lock(session_id):
            if turn_id not in {turn["turn_id"] for turn in self.history(session_id)}:
                raise NotFound(
                    f"turn {turn_id[:60]!r} is not of this session; send the turn_id its done event names"
                )
            self._shop.sessions.feedback(session_id, turn_id, rating, reason)

    # the cart

    def cart(self, session_id: str) -> CartView:
        session = self.session(session_id)
        return self._desk(session, _plain_request(session.language)).cart_view()

    def replace_cart(self, session_id: str, lines: Sequence[tuple[str, int]]) -> CartView:
        """The cart becomes exactly these lines. NotFound for an unknown SKU, BadRequest for a quantity no
        cart holds; nothing changes then."""
        known = self._shop.catalogue.products([sku for sku, _ in lines])
        cart = Cart()
        for sku, quantity in lines:
            if sku not in known:
                raise NotFound(f"SKU {sku!r} is not in the catalogue; search for another")
            try:
                cart = cart.add(sku, quantity) if quantity > 0 else cart.put(sku, quantity)
            except ValueError as error:
                raise BadRequest(str(error)) from error
        with self._shop.sessions.lock(session_id):
            self._shop.sessions.save(replace(self.session(session_id), cart=cart))
        return self.cart(session_id)

    # the catalogue

    def search(
        self,
        text: str,
        language: Language | None = None,
        k: int = 10,
        store_id: str | None = None,
        constraints: Sequence[Constraint] = (),
        sort: Sort | None = None,
        deep: bool = False,
    ) -> SearchAnswer:
        """One search outside a conversation, by a stranger. `store_id`: only what that store has, NotFound
        for one that is not ours. `deep`: every candidate, down to the unlikely, to measure a ranking."""
        now = self._shop.clock()
        if store_id:
            self._check_store(store_id)
            constraints = (*constraints, Constraint("store", "eq", store_id))
        stranger = Session("", "api", language or self.settings.language, Profile("", guest=True), now, now)
        stranger = replace(stranger, store_id=store_id)
        request = understand(text, stranger, self._shop.vocabulary, {})
        asked = (*request.constraints, *constraints)
        desk = self._desk(
            stranger, replace(request, constraints=asked, language=language or request.language)
        )
        # A search box searches: what a talk would take for a goal or a question is looked for as typed.
        query = request.query if request.wish is None and request.intent in FINDING else text
        found = desk.search(query, asked, k, sort or request.sort, deep=deep, sure=False)
        return SearchAnswer(desk.request, found.cards, found.scores, found.total, found.relaxed)

    def product(self, sku: str, language: Language | None = None) -> ProductAnswer:
        """One product with stock and receipts; NotFound when the catalogue has no such SKU."""
        now = self._shop.clock()
        language = language or self.settings.language
        desk = self._desk(
            Session("", "api", language, Profile("", guest=True), now, now), _plain_request(language)
        )
        product, card = desk.product(sku), desk.fact_card(sku)
        if product is None or card is None:
            raise NotFound(f"SKU {sku!r} is not in the catalogue; search for another")
        stock = tuple(desk.stock([sku]))
        return ProductAnswer(product, card, stock, tuple(desk.evidence.claims))

    def stores(self) -> list[Store]:
        return self._shop.facts.stores()

    def personas(self) -> list[Profile]:
        """The shoppers this shop knows, for a demo's picker."""
        return self._shop.shoppers.profiles()

    @property
    def currency(self) -> str:
        """The shop's currency, ISO 4217."""
        return self._shop.currency

    def catalog_version(self) -> int:
        return self._shop.catalogue.version()

    def ready(self) -> bool:
        return self.catalog_version() > 0

    # the merchant's side

    def publish(
        self, products: Sequence[Product], full: bool, progress: Progress | None = None
    ) -> PublishAnswer:
        """Embed what is new, then switch to the new catalogue at once; `full` drops what is absent."""
        embedded = self._shop.searcher.prepare(products, progress)
        published = self._shop.catalogue.publish(products, full=full)
        self.refresh()
        return PublishAnswer(
            published.version, published.updated, published.unchanged, published.deleted, embedded
        )

    def refresh(self) -> None:
        """Bring indexes and vocabulary to what SQL holds: after a publish, or new stores and policies."""
        self._shop = self._renewed(self._shop)

    def _desk(self, session: Session, request: Request) -> Desk:
        return Desk(self._shop, session, request, Replies(request.language, self._shop.settings.texts_dir))


def _plain_request(language: Language) -> Request:
    return Request(text="", language=language, intent="search")
