"""The same machinery over catalogues of other shapes, languages and currencies."""

from dataclasses import replace

import pytest

from assistant.domain.dialogue import Request, Shown
from assistant.domain.money import Money
from assistant.domain.product import Offer, Product, Variant
from assistant.domain.text import Language, Text
from assistant.understanding import compile_vocabulary, understand
from tests.understanding.judge import condition_faults
from tests.understanding.shops import by_sku, lexicon, other, session

Wanted = list[tuple[str, str, str]]


def hear(name: str, currency: str, text: str, language: Language) -> Request:
    return understand(text, session(language), other(name, currency)[0], {})


@pytest.mark.parametrize(
    ("text", "query", "wanted"),
    [
        ("mascara under $10", "mascara", [("price", "<", "1000")]),
        (
            "laptops between $1000 and $2000",
            "laptops",
            [("price", ">=", "100000"), ("price", "<=", "200000")],
        ),
        ("apple phone", "phone", [("brand", "=", "apple")]),
        ("apples", "apples", []),
        ("rolex watch", "watch", [("brand", "=", "rolex")]),
        ("show me red lipstick", "red lipstick", []),
        (
            "women's shoes size 40",
            "women's shoes",
            [("size", "=", "40"), ("gender", "!=", "men"), ("category", "!=", "mens-shoes")],
        ),
        ("tablets rated at least 4 stars", "tablets", [("rating", ">=", "4")]),
        ("i'm allergic to nuts, any snacks?", "snacks", [("allergen", "!=", "nuts")]),
        ("kitchen knife", "kitchen knife", []),
        ("50달러 이하 향수", "향수", [("price", "<=", "5000")]),
    ],
)
def test_an_english_shop_in_dollars(text: str, query: str, wanted: Wanted) -> None:
    request = hear("dummyjson/products.jsonl", "USD", text, "en")
    assert request.intent in ("search", "recommend")
    assert request.query == query
    assert condition_faults(wanted, request.constraints) == []


@pytest.mark.parametrize(
    ("text", "query", "wanted"),
    [
        ("white plimsolls size 42", "white plimsolls", [("size", "=", "42")]),
        ("t-shirt in XL", "t-shirt", [("size", "=", "xl")]),
        ("hoodie under 40", "hoodie", [("price", "<", "4000")]),
        ("tee under 35 in L", "tee", [("price", "<", "3500"), ("size", "=", "l")]),
        ("red wine", "red wine", []),
    ],
)
def test_a_shop_that_states_few_facets(text: str, query: str, wanted: Wanted) -> None:
    request = hear("saleor_demo/products.jsonl", "USD", text, "en")
    assert request.query == query
    assert condition_faults(wanted, request.constraints) == []


@pytest.mark.parametrize(
    ("text", "query", "wanted"),
    [
        ("방충망 만원 이하", "방충망", [("price", "<=", "10000")]),
        ("두루마리 휴지 30롤", "두루마리 휴지 30롤", []),
        ("강아지 간식 5천원 이하", "강아지 간식", [("price", "<=", "5000")]),
        ("메쉬코리아 방충망", "방충망", [("brand", "=", "메쉬코리아")]),
        ("종량제봉투 20L", "종량제봉투 20L", []),
        ("바퀴벌레약", "바퀴벌레약", []),
        ("욕실 슬리퍼 검정색", "욕실 슬리퍼 검정색", []),
        ("cat litter under 20000 won", "cat litter", [("price", "<", "20000")]),
    ],
)
def test_korean_listings(text: str, query: str, wanted: Wanted) -> None:
    request = hear("ko_naver_items/products.jsonl", "KRW", text, "ko")
    assert request.query == query
    assert condition_faults(wanted, request.constraints) == []


@pytest.mark.parametrize(
    "text", ["우유 3천원 이하", "red shoes", "안녕", "배송비 얼마야?", "가까운 매장", "haircut"]
)
def test_an_empty_shop_understands_too(text: str) -> None:
    empty = compile_vocabulary((), (), (), (), lexicon(), "KRW")
    assert understand(text, session(), empty, {}).intent != "unsafe"


@pytest.mark.parametrize(
    "text", ["티셔츠 검은색 있어요?", "스웨트셔츠 파란색 있나요", "선글라스 흰색은 있어?"]
)
def test_goods_in_a_colour_are_looked_for_though_one_is_called_so(text: str) -> None:
    assert hear("saleor_demo/products.jsonl", "USD", text, "ko").intent == "search"


def test_the_colours_of_one_product_are_still_asked() -> None:
    request = hear("saleor_demo/products.jsonl", "USD", "what colours does the Dash Force come in?", "en")
    assert (request.intent, request.asks) == ("ask_product", ("color",))


def of_brand(number: int, title: str, brand: str) -> Product:
    offer = Offer(Money(900, "USD"))
    return Product(f"p{number}", Text("", title), (Variant(f"S-{number}", offer),), brand=Text("", brand))


def test_a_brand_that_few_of_other_brands_name_is_a_brand_alone() -> None:
    products = [of_brand(at, f"Velmora steel mug {at}", "Velmora") for at in range(8)]
    products += [of_brand(at + 20, f"Kettrick steel mug {at}", "Kettrick") for at in range(8)]
    products.append(of_brand(40, "Lid for Velmora mug", "Kettrick"))
    vocabulary = compile_vocabulary(products, (), (), (), lexicon(), "USD")
    now = replace(session("en"), query="steel mug", shown=(Shown(0, ("S-20",)),), focus=("S-20",), turns=1)
    request = understand("only velmora please", now, vocabulary, by_sku(tuple(products)))
    assert (request.intent, request.query) == ("refine", "steel mug")
    assert [(one.facet, one.op, one.value) for one in request.constraints] == [("brand", "eq", "velmora")]
