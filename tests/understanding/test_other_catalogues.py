"""The same machinery over catalogues of other shapes, languages and currencies."""

import pytest

from assistant.domain.dialogue import Request
from assistant.domain.text import Language
from assistant.understanding import compile_vocabulary, understand
from tests.understanding.judge import condition_faults
from tests.understanding.shops import lexicon, other, session

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
