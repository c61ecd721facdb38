"""A shop of six products that answers by script, with the assistant's methods and its real events.

Loud when asked for something outside the script. For tests of the page; the real shop has its own tests.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from assistant.domain.action import Action
from assistant.domain.card import AtStore, Card, Claim, Reason
from assistant.domain.dialogue import Constraint, Session, Shown
from assistant.domain.events import (
    CartChanged,
    CartLineView,
    CartView,
    Comparison,
    ComparisonRow,
    Done,
    Event,
    Products,
    Receipts,
    Status,
    Suggestions,
    TextDelta,
    Understood,
    event_json,
)
from assistant.domain.money import Money
from assistant.domain.product import Allergens, UnitPrice
from assistant.domain.shopper import Consents, Profile
from assistant.domain.store import Policy, Store
from assistant.domain.text import Language, Text
from assistant.errors import NotAllowed, NotFound
from assistant.settings import Settings


def won(amount: int) -> Money:
    return Money(amount, "KRW")


@dataclass(frozen=True)
class Item:
    sku: str
    title: Text
    category: Text
    brand: Text
    price: int
    list_price: int = 0
    unit: UnitPrice | None = None
    quantity: int = 5
    aisle: str = "A-01"
    allergens: Allergens = Allergens()
    options: tuple[tuple[str, Text], ...] = ()
    image: str = ""
    reason: Text = Text()

    def card(self, language: Language, store_id: str | None) -> Card:
        return Card(
            sku=self.sku,
            product_id=self.sku,
            title=self.title.in_(language),
            price=won(self.price) if self.price else None,
            list_price=won(self.list_price) if self.list_price else None,
            unit_price=self.unit,
            image=self.image,
            brand=self.brand.in_(language),
            category=self.category.in_(language),
            availability="in_stock" if self.quantity else "out_of_stock",
            store=AtStore(store_id, self.quantity, self.aisle) if store_id else None,
            allergens=self.allergens,
            options={name: value.in_(language) for name, value in self.options},
            reason=Reason(self.reason.in_(language), ("title",)),
        )


def per_100g(amount: int) -> UnitPrice:
    return UnitPrice(won(amount), 100, "g")


ITEMS: tuple[Item, ...] = (
    Item("G-1", Text("현미 누룽지 200g", "Brown rice crisps, 200 g"),
         Text("식품 > 과자 > 전통과자", "Grocery > Snacks > Traditional"), Text(), 4200, 5600,
         per_100g(2100), 12, "A-07", Allergens(status="declared"),
         reason=Text("맵지 않고 가볍게 드시기 좋아요", "Mild, and light to nibble on")),
    Item("G-2", Text("구운 아몬드 20개입, 짜지 않게 살짝만 간한 대용량 모음", "Roasted almonds, 20 pouches"),
         Text("식품 > 쌀·견과 > 견과", "Grocery > Rice, grains & nuts > Nuts"),
         Text("단골식품", "Dangol Foods"), 15900, 0, per_100g(3975), 3, "A-07",
         Allergens(frozenset({"tree_nut"}), frozenset({"peanut", "milk"}), "declared"),
         reason=Text("다른 분들도 많이 담았어요", "Often chosen by others")),
    Item("G-3", Text("우유 크림 크로와상 5개", "Milk cream croissants x5"),
         Text("식품 > 베이커리 > 간식빵·크로와상", "Grocery > Bakery > Buns & pastries"), Text(), 10000,
         quantity=0, allergens=Allergens(frozenset({"milk", "egg", "wheat"}), status="declared")),
    Item("G-4", Text("사과 1kg", "Apples, 1 kg"), Text("식품 > 과일 > 사과·배", "Grocery > Fruit > Apples"),
         Text(), 2500, 0, per_100g(250), 41, "A-01",
         reason=Text("100g 값이 가장 낮아요", "Lowest price per 100 g")),
    Item("B-1", Text("로드-250 로드 자전거", "Road-250"),
         Text("스포츠 > 자전거 > 로드 자전거", "Sports > Bikes > Road Bikes"),
         Text("어드벤처 웍스", "Adventure Works"), 3298500, 3880000, None, 2, "S-01",
         options=(("color", Text("블랙", "Black")), ("size", Text("44 cm", "44 cm"))),
         image="/images/aw-177.webp", reason=Text("찾으시는 종류예요", "The kind you asked for")),
    Item("L-1", Text("더스티 로즈 발수 트렌치코트", "Urban Chic Trench Coat"),
         Text("패션 > 의류 > 재킷·코트", "Fashion > Apparel > Jackets & Coats"),
         Text("단골 클로젯", "Dangol Closet"), 256500, 0, None, 9, "L-01",
         options=(("color", Text("핑크", "Pink")), ("size", Text("M", "M")))),
)  # fmt: skip
STORES = (("st-1", "단골마트 용산점", "Dangol Mart Yongsan"), ("st-2", "단골마트 마포점", "Dangol Mart Mapo"))
SAID = {
    "ko": "조건에 맞는 상품을 골라 봤어요. 가장 잘 맞는 건 현미 누룽지 200g, 4,200원이에요.",
    "en": "Here is what fits. The best match is Brown rice crisps, 200 g, at ₩4,200.",
}
NEXT = {
    "ko": ("더 저렴한 거 보여줘", "첫 번째 거 담아 줘", "후기 어때?"),
    "en": ("Something cheaper", "Add the first one", "How are the reviews?"),
}


class PageShop:
    """Stands where `Assistant` does. `words` replaces what it says; `breaks` makes every turn fail."""

    def __init__(self, items: Sequence[Item] = ITEMS, words: str = "") -> None:
        self.items = {item.sku: item for item in items}
        self.settings = Settings()
        self.sessions: dict[str, Session] = {}
        self.turns: dict[str, list[dict[str, Any]]] = {}
        self.rated: list[tuple[str, str, str]] = []
        self.words = words
        self.breaks = False
        self.policies = [Policy("P-1", "returns", Text("반품은요?", "Returns?"), Text("30일", "30 days"))]

    @property
    def facts(self) -> SimpleNamespace:
        return SimpleNamespace(policies=lambda: list(self.policies))

    def stores(self) -> list[Store]:
        return [Store(key, Text(ko, en), Text(), 37.5, 127.0, {}, {}) for key, ko, en in STORES]

    def personas(self) -> list[Profile]:
        careful = Consents(health=True)
        return [
            Profile("p-1", Text("김민지", "Minji Kim"), "ko", frozenset({"peanut"}), home_store="st-2",
                    consents=careful),
            Profile("p-2", Text("박준", "Jun Park"), "en"),
        ]  # fmt: skip

    def catalog_version(self) -> int:
        return 1

    def open_session(
        self,
        channel: str = "web",
        language: Language | None = None,
        store_id: str | None = None,
        shopper_id: str | None = None,
    ) -> Any:
        profile = next((one for one in self.personas() if one.shopper_id == shopper_id), None)
        if shopper_id and profile is None:
            raise NotFound(f"shopper {shopper_id!r} is not known here")
        profile = profile or Profile("", guest=True)
        now = datetime.now(UTC)
        session = Session(
            session_id=uuid4().hex,
            channel="web",
            language=language or profile.language or "ko",
            profile=profile,
            created_at=now,
            expires_at=now + timedelta(hours=1),
            store_id=store_id or profile.home_store,
        )
        self.sessions[session.session_id] = session
        self.turns[session.session_id] = []
        return SimpleNamespace(session=session, token=f"token-{session.session_id}")

    def check_token(self, session_id: str, token: str) -> None:
        if token != f"token-{session_id}":
            raise NotAllowed("the token is not this session's")

    def session(self, session_id: str) -> Session:
        if session_id not in self.sessions:
            raise NotFound(f"session {session_id} is not here")
        return self.sessions[session_id]

    def history(self, session_id: str) -> list[dict[str, Any]]:
        return self.turns[session_id]

    def feedback(self, session_id: str, turn_id: str, rating: str, reason: str = "") -> None:
        self.rated.append((session_id, turn_id, rating))

    def search(self, text: str, language: Language = "ko", k: int = 10) -> Any:
        assert text == "", "the script only knows how to browse"
        return SimpleNamespace(cards=tuple(item.card(language, None) for item in self.items.values())[:k])

    def product(self, sku: str, language: Language) -> Any:
        return SimpleNamespace(card=self.items[sku].card(language, None))

    def cart(self, session_id: str) -> CartView:
        session = self.session(session_id)
        lines = []
        for line in session.cart.lines:
            item = self.items[line.sku]
            title, total = item.title.in_(session.language), won(item.price * line.quantity)
            lines.append(CartLineView(line.sku, title, line.quantity, won(item.price), total))
        return CartView(tuple(lines), won(sum(line.line_total.minor for line in lines if line.line_total)))

    def turn(self, session_id: str, said: str | Action) -> Iterator[Event]:
        if self.breaks:
            raise RuntimeError("the script was told to break")
        events = []
        for event in self._script(self.session(session_id), said):
            events.append(event_json(event))
            yield event
        text = "".join(event["delta"] for event in events if event["type"] == "text")
        done = Done(uuid4().hex, "embedded", False, "0" * 12, 12, text)
        words = said if isinstance(said, str) else ""
        kept = {"turn_id": done.turn_id, "said": words, "events": [*events, event_json(done)]}
        self.turns[session_id].append(kept)
        yield done

    def _script(self, session: Session, said: str | Action) -> Iterator[Event]:
        korean = session.language == "ko"
        match said:
            case str():
                yield from self._find(session, said)
            case Action(type="cart_add" | "cart_set" | "cart_remove", sku=sku):
                held = session.cart.quantity(sku)
                wanted = {"cart_add": held + said.quantity, "cart_set": said.quantity}.get(said.type, 0)
                self._keep(session, cart=session.cart.put(sku, wanted))
                yield CartChanged(self.cart(session.session_id))
                title = self.items[sku].title.in_(session.language)
                yield TextDelta(f"{title} 담았어요." if korean else f"Added {title}.")
            case Action(type="set_language", value=value):
                self._keep(session, language=value)
                yield TextDelta("네." if value == "ko" else "Sure.")
            case Action(type="set_store", value=value):
                self._keep(session, store_id=value)
                yield TextDelta("이 매장 기준으로 알려드릴게요." if korean else "I'll go by this store.")
            case Action(type="constraint_remove", facet=facet):
                kept = tuple(one for one in session.constraints if one.facet != facet)
                self._keep(session, constraints=kept)
                yield from self._products(session, tuple(self.items)[:2])
            case Action(type="details", sku=sku):
                yield from self._products(session, (sku,))
            case Action(type="more"):
                yield from self._products(session, tuple(self.items)[2:])
            case Action(type="compare", skus=skus):
                prices = tuple(won(self.items[sku].price).format(session.language) for sku in skus)
                rows = (ComparisonRow("가격", prices, True), ComparisonRow("소재", ("-",) * len(skus), False))
                yield Comparison(skus, rows)
                yield TextDelta("나란히 놓고 봤어요." if korean else "Side by side.")
            case _:
                raise AssertionError(f"no script for {said}")

    def _find(self, session: Session, said: str) -> Iterator[Event]:
        language: Language = "ko" if any("가" <= char <= "힣" for char in said) else "en"
        constraints = (Constraint("price", "le", 30000), Constraint("color", "eq", "black", hard=False))
        self._keep(session, language=language, constraints=constraints)
        session = self.session(session.session_id)
        yield Understood("search", said, language, constraints, ())
        yield Status("search", "상품을 찾고 있어요" if language == "ko" else "Looking for products")
        yield from self._products(session, tuple(self.items))
        for word in (self.words or SAID[language]).split(" "):
            yield TextDelta(word + " ")
        at = "2026-11-01T09:30:00"
        yield Receipts(
            (
                Claim("현미 누룽지 200g 4,200원", "offer:G-1", "price", "4200", at, "G-1"),
                Claim("용산점 재고 12개", "stock:st-1/G-1", "quantity", "12", at, "G-1"),
            )
        )
        yield Suggestions(NEXT[language])

    def _products(self, session: Session, skus: Sequence[str]) -> Iterator[Event]:
        cards = tuple(self.items[sku].card(session.language, session.store_id) for sku in skus)
        self._keep(session, shown=(*session.shown, Shown(session.turns, tuple(skus))))
        yield Products(cards, len(cards) + 14)

    def _keep(self, session: Session, **changes: Any) -> None:
        self.sessions[session.session_id] = replace(self.sessions[session.session_id], **changes)
