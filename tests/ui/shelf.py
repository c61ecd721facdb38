"""A small shop of its own: nothing here comes from the demo data."""

from datetime import UTC, datetime

from assistant import Assistant
from assistant.domain.money import Money
from assistant.domain.product import Allergens, Offer, Product, UnitPrice, Variant
from assistant.domain.shopper import Consents, Profile
from assistant.domain.store import StockLevel, Store
from assistant.domain.text import Text

AS_OF = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
HOURS = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat"), ("09:00", "21:00"))


def _offer(price: int, listed: int | None = None, unit: UnitPrice | None = None) -> Offer:
    return Offer(Money(price, "KRW"), Money(listed, "KRW") if listed else None, unit, "in_stock", 20, AS_OF)


PRODUCTS = (
    Product(
        "P-LAMP",
        Text("접이식 책상 스탠드 조명", "Foldable desk lamp"),
        (
            Variant("LAMP/BK", _offer(32000, 40000), {"color": Text("블랙", "Black")}),
            Variant("LAMP/WH", _offer(33000), {"color": Text("화이트", "White")}),
        ),
        description=Text("밝기 3단계 LED 조명이에요.", "LED with three levels."),
        category=Text("가구 > 조명", "Furniture > Lighting"),
        brand=Text("빛나", "Bitna"),
    ),
    Product(
        "P-COOKIE",
        Text("땅콩버터 쿠키 120g", "Peanut butter cookies 120 g"),
        (Variant("COOKIE-1", _offer(3500, unit=UnitPrice(Money(2917, "KRW"), 100, "g"))),),
        category=Text("식품 > 과자", "Food > Cookies"),
        brand=Text("바삭", "Basak"),
        allergens=Allergens(frozenset({"peanut", "wheat"}), frozenset({"milk"}), "declared"),
    ),
    Product(
        "P-RICE",
        Text("쌀과자 담백한 맛 80g", "Plain rice crackers 80 g"),
        (Variant("RICE-1", _offer(2800)),),
        category=Text("식품 > 과자", "Food > Cookies"),
        brand=Text("들녘", "Deulnyeok"),
        allergens=Allergens(frozenset(), frozenset(), "declared"),
    ),
    Product(
        "P-MUG",
        Text("도자기 머그컵 350ml", "Ceramic mug 350 ml"),
        (Variant("MUG-1", _offer(12000)),),
        category=Text("주방 > 컵", "Kitchen > Mugs"),
        brand=Text("온기", "Ongi"),
    ),
)
STORES = (
    Store("s-north", Text("북점", "North"), Text("북로 1", "1 North rd"), 37.60, 127.00, HOURS, HOURS),
    Store("s-south", Text("남점", "South"), Text("남로 1", "1 South rd"), 37.40, 127.00, HOURS, HOURS),
)
STOCK = (
    StockLevel("s-north", "LAMP/BK", 4, AS_OF, "A3"),
    StockLevel("s-south", "LAMP/BK", 0, AS_OF, "B1"),
    StockLevel("s-south", "COOKIE-1", 9, AS_OF, "C2"),
)
SHOPPER = Profile(
    "shopper-1",
    Text("보라", "Bora"),
    language="en",
    allergens=frozenset({"peanut"}),
    consents=Consents(health=True),
)


def fill(assistant: Assistant) -> None:
    """Everything above into an open assistant."""
    assistant.facts.replace(stores=STORES, stock=STOCK)
    assistant.shoppers.save(SHOPPER)
    assistant.publish(PRODUCTS, full=True)
