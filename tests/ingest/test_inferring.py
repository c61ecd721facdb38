"""A feed of bare titles: what is inferred filters, is marked, and is never told or made a promise."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from assistant.domain.allergen import DIETS
from assistant.domain.product import Product
from assistant.lexicon import facets_of, load_lexicon
from catalog_ingest import ingest
from catalog_ingest.inferring import Inferring
from tests.ingest.conftest import RecordingShop

Put = Callable[..., str]
LEXICON = load_lexicon()
BARE = """id,title
ko,나이키 남성 면 티셔츠 블랙 XL
en,Nike men's cotton t-shirt black XL
rice,이천 쌀 10kg x 2
cookie,비건 글루텐프리 땅콩 쿠키 200g
"""


@pytest.fixture
def bare(shop: RecordingShop, put: Put) -> dict[str, Product]:
    ingest(shop, [put(BARE, "bare.csv")])
    return {product.product_id: product for product in shop.products}


def facets(product: Product) -> dict[str, object]:
    return dict(facets_of(product, product.variants[0], LEXICON))


def test_bare_titles_get_facets_alike_in_both_languages(bare: dict[str, Product]) -> None:
    for sku in ("ko", "en"):
        found = facets(bare[sku])
        assert found["color"] == {"black"}
        assert found["gender"] == {"men"}
        assert found["size"] == {"xl"}
        assert found["brand"] == {"nike"}
        assert {"티셔츠", "t-shirt"} <= found["category"]  # type: ignore[operator]
    rice = facets(bare["rice"])
    assert (rice["weight"], rice["pack_count"]) == (10_000.0, 2.0)


def test_what_is_inferred_stays_apart_from_what_is_declared(bare: dict[str, Product]) -> None:
    for product in bare.values():
        assert product.inferred
        assert not product.attributes
        assert not product.category
        assert not product.brand


def test_allergens_and_diet_are_never_inferred(bare: dict[str, Product]) -> None:
    cookie = bare["cookie"]
    assert cookie.allergens.status == "unknown"
    assert not cookie.allergens.contains
    assert not cookie.inferred.keys() & {"diet", "allergen", "organic", *DIETS}
    assert "diet" not in facets(cookie)


def test_what_the_feed_says_itself_is_kept(shop: RecordingShop, put: Put) -> None:
    """The control: the same title with columns of its own gets none of these from the title."""
    row = {
        "id": "1", "title": "나이키 남성 면 티셔츠 블랙 500g", "color": "네이비", "brand": "자체제작",
        "category": "패션 > 셔츠", "weight_kg": 0.4, "성별": "여성", "소재": "린넨",
    }  # fmt: skip
    ingest(shop, [put(json.dumps([row], ensure_ascii=False), "full.json")])
    product = shop.products[0]
    assert not product.inferred
    found = facets(product)
    assert (found["color"], found["gender"], found["material"]) == ({"navy"}, {"women"}, {"linen"})
    assert "weight" not in found


def test_an_apple_notebook_is_no_apple(shop: RecordingShop, put: Put) -> None:
    ingest(shop, [put("id,title\n1,Apple 2024 M4 실버\n2,사과 3kg\n", "apples.csv")])
    computer, fruit = shop.products
    assert "category" not in computer.inferred
    assert fruit.inferred["category"][0].endswith("사과")


def test_what_another_thread_forgets_meanwhile_is_not_missed() -> None:
    class Forgetful(dict[str, Any]):
        """As if cleared right after each title was kept."""

        def __setitem__(self, title: str, read: object) -> None:
            return None

    inferring = Inferring(LEXICON)
    wanted = inferring._read("Nike men's cotton t-shirt black XL")
    inferring._known = Forgetful()
    assert inferring._read("Nike men's cotton t-shirt black XL") == wanted
