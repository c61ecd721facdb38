"""Catalogues of other shapes, where the shared dev data is at hand."""

from pathlib import Path

import pytest

from assistant.domain.money import Money
from catalog_ingest import ingest
from tests.ingest.conftest import RecordingShop

DATA = Path(__file__).parents[2] / ".." / "shared" / "data"


def dev(name: str) -> str:
    place = DATA / name
    if not place.exists():
        pytest.skip(f"dev set {name} is not here")
    return str(place)


@pytest.mark.parametrize(
    ("name", "read", "accepted"),
    [
        ("dummyjson/products.jsonl", 194, 194),
        ("saleor_demo/products.jsonl", 73, 73),
        ("bestbuy_typesense/products.jsonl.gz", 3291, 3291),
        ("korean_dev/products.jsonl", 721, 721),
        ("ko_naver_items/products.jsonl", 340, 339),
        ("open_food_facts/korean_and_880.jsonl.gz", 993, 992),
        ("adventureworks/products.jsonl", 295, 285),
        ("online_retail_uci/products.jsonl", 3900, 3863),
    ],
)
def test_other_catalogues(shop: RecordingShop, name: str, read: int, accepted: int) -> None:
    summary = ingest(shop, [dev(name)])
    assert (summary.read, summary.accepted) == (read, accepted)
    assert len(shop.skus) == accepted


def test_saleor_variants_and_prices_by_currency(shop: RecordingShop) -> None:
    ingest(shop, [dev("saleor_demo/products.jsonl")])
    shoes, variant = shop.skus["918223582"]
    assert len(shoes.variants) == 7
    assert variant.offer.price == Money(8000, "USD")
    assert variant.options["size"].en == "39"
    assert shoes.category.en == "Apparel > Sneakers"


def test_dummyjson_fields(shop: RecordingShop) -> None:
    ingest(shop, [dev("dummyjson/products.jsonl")])
    product, variant = shop.skus["BEA-ESS-ESS-001"]
    assert product.product_id == "1"
    assert variant.offer.price == Money(999, "USD")
    assert (variant.offer.quantity, variant.offer.availability) == (99, "in_stock")
    assert product.attributes["rating"] == (2.56,)
    assert product.attributes["dimensions_width"] == (15.14,)
    assert not any("@" in str(value) for values in product.attributes.values() for value in values)
