# ruff: noqa: E501 - rows are data: one line each reads best
"""The one at an end of those shown, two held against each other, and what is asked of one by its colour."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from assistant.domain.text import Language
from tests.seen import answered, said, skus
from tests.selling import selling

ROWS = [
    {
        "sku": "JG-1", "rating": 3.1, "title_ko": "솔 물통", "title_en": "Pine Jug", "category": "home > jugs", "capacity_l": 1.5,
        "weight_kg": 0.9, "price": 30, "currency": "USD", "dimensions_width": 11.5, "dimensions_height": 23.4,
        "description_ko": "맑은 유리.", "description_en": "Clear glass.",
        "reviews": [{"rating": 3, "comment": "Fine.", "reviewerName": "Ann", "date": "2026-03-01"}],
    },
    {
        "sku": "JG-2", "rating": 4.2, "title_ko": "참 물통", "title_en": "Oak Jug", "category": "home > jugs", "capacity_l": 2.8,
        "weight_kg": 1.6, "price": 42, "currency": "USD", "description_ko": "두툼한 유리.",
        "description_en": "Thick glass.",
        "reviews": [{"rating": 4, "comment": "Sturdy.", "reviewerName": "Bo", "date": "2026-03-02"}],
    },
    {
        "sku": "JG-3", "rating": 4.9, "title_ko": "사과 물통", "title_en": "Apple Jug", "category": "home > jugs",
        "capacity_l": 0.7, "weight_kg": 0.4, "price": 25, "currency": "USD", "description_ko": "작은 유리.",
        "description_en": "Small glass.",
        "reviews": [{"rating": 5, "comment": "Lovely.", "reviewerName": "Cy", "date": "2026-03-03"}],
    },
    {
        "sku": "LP-1", "title_ko": "달 전등", "title_en": "Moon Lamp", "category": "home > lamps", "price": 15,
        "currency": "USD", "description_ko": "은은한 빛.", "description_en": "A soft glow.",
    },
    *(
        {
            "sku": f"TN-{number}", "title_ko": f"양철통 {number}", "title_en": f"Tin {number}",
            "category": "home > tins", "price": price, "currency": "USD", "description_ko": "양철통.",
            "description_en": "A tin.",
        }
        for number, price in (("ash", 5), ("elm", 5), ("fir", 9))
    ),
    *(
        {
            "product_id": f"CL-{colour}", "title_ko": f"들 앞치마 {ko}", "title_en": f"Field Apron {colour}",
            "category": "kitchen > aprons", "price": price, "currency": "USD", "color": colour,
            "description_ko": "면 앞치마.", "description_en": "A cotton apron.",
            "variants": [
                {"sku": f"CL-{colour}-{size}", "price": price, "options": {"size": size}} for size in sizes
            ],
        }
        for colour, ko, price, sizes in (("White", "흰색", 20, ("S", "M")), ("Green", "초록", 24, ("M", "L", "XL")))
    ),
]  # fmt: skip
JUGS = {"en": "show me jugs", "ko": "물통 보여줘"}
APRONS = {"en": "show me aprons", "ko": "앞치마 보여줘"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("ends"), language="en") as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("language", "ask", "sku", "told"),
    [
        ("en", "which one is the biggest?", "JG-2", "2.8"),
        ("en", "which holds the most?", "JG-2", "2.8"),
        ("en", "what's the smallest one?", "JG-3", "0.7"),
        ("en", "and the lightest?", "JG-3", "0.4"),
        ("en", "which is best rated?", "JG-3", "Apple Jug"),
        ("en", "which jug has the highest rating?", "JG-3", "Apple Jug"),
        ("ko", "제일 큰 게 뭐예요?", "JG-2", "2.8"),
        ("ko", "제일 용량 큰 거 뭐야?", "JG-2", "2.8"),
        ("ko", "그럼 제일 작은 건?", "JG-3", "0.7"),
        ("ko", "평점이 제일 높은 건 뭐예요?", "JG-3", "사과 물통"),
        ("ko", "뭐가 제일 무거워?", "JG-2", "1.6"),
    ],
)
def test_the_one_at_an_end_is_told_with_its_figure(
    shop: Assistant, language: Language, ask: str, sku: str, told: str
) -> None:
    session_id = shop.open_session(language=language).session.session_id
    said(shop, session_id, JUGS[language])
    events = said(shop, session_id, ask)
    assert skus(events) == [sku]
    assert told in str(events[-1]["text"])


@pytest.mark.parametrize(
    ("language", "ask"),
    [("en", "which is the biggest?"), ("ko", "제일 큰 건 뭐예요?")],
)
def test_a_size_none_states_is_said_to_be_unstated(shop: Assistant, language: Language, ask: str) -> None:
    text = answered(shop, language, APRONS[language], ask)
    assert ("does not state" in text) if language == "en" else ("적혀 있지 않" in text), text


@pytest.mark.parametrize(
    ("language", "first", "ask", "told"),
    [
        ("en", "compare the Pine Jug and the Oak Jug", "which one is lighter?", ("Pine Jug",)),
        ("en", "how much is the Oak Jug?", "how much more is it than the Apple Jug?", ("$17",)),
        ("ko", "참 물통 얼마예요?", "사과 물통보다 비싸요?", ("$42", "$25", "$17")),
        ("ko", "참 물통 얼마야?", "솔 물통보다 비싸?", ("$42", "$30", "$12")),
        ("ko", "앞치마 보여줘", "흰색이랑 초록색 중에 뭐가 더 싸요?", ("$20", "$24")),
    ],
)
def test_two_are_held_against_each_other(
    shop: Assistant, language: Language, first: str, ask: str, told: tuple[str, ...]
) -> None:
    text = answered(shop, language, first, ask)
    assert all(one in text for one in told), text


@pytest.mark.parametrize(
    ("language", "first", "ask"),
    [("en", "how much is the Oak Jug?", "anything cheaper?"), ("ko", "참 물통 얼마야?", "더 싼 거 있어?")],
)
def test_something_cheaper_is_of_the_same_kind(
    shop: Assistant, language: Language, first: str, ask: str
) -> None:
    session_id = shop.open_session(language=language).session.session_id
    said(shop, session_id, first)
    assert set(skus(said(shop, session_id, ask))) == {"JG-1", "JG-3"}


@pytest.mark.parametrize(
    ("language", "ask", "told"),
    [
        ("ko", "초록색 거 사이즈 뭐 있어?", "M, L, XL"),
        ("en", "does the green one come in large?", "M, L, XL"),
    ],
)
def test_sizes_are_asked_of_the_one_in_a_colour(
    shop: Assistant, language: Language, ask: str, told: str
) -> None:
    assert told in answered(shop, language, APRONS[language], ask)


def test_a_weight_is_no_price(shop: Assistant) -> None:
    text = answered(shop, "en", JUGS["en"], "how much does the first one weigh?")
    assert "weight" in text
    assert "$" not in text
    assert "$" in answered(shop, "en", JUGS["en"], "how much does the first one cost?")


@pytest.mark.parametrize(
    ("language", "first", "ask"),
    [("en", "Pine Jug", "what are the dimensions?"), ("ko", "솔 물통 보여줘", "크기가 어떻게 돼요?")],
)
def test_its_sides_are_its_size(shop: Assistant, language: Language, first: str, ask: str) -> None:
    text = answered(shop, language, first, ask)
    assert "11.5" in text
    assert "23.4" in text


@pytest.mark.parametrize(
    ("language", "first", "ask"),
    [
        ("en", "Moon Lamp", "will it work with glass jugs?"),
        ("ko", "달 전등 보여줘", "물통에도 쓸 수 있어요?"),
    ],
)
def test_whether_it_is_used_with_something_is_asked_of_it(
    shop: Assistant, language: Language, first: str, ask: str
) -> None:
    session_id = shop.open_session(language=language).session.session_id
    said(shop, session_id, first)
    assert set(skus(said(shop, session_id, ask))) <= {"LP-1"}


def test_goods_with_a_use_are_still_looked_for(shop: Assistant) -> None:
    session_id = shop.open_session(language="en").session.session_id
    said(shop, session_id, "Moon Lamp")
    assert "JG-1" in skus(said(shop, session_id, "do you have jugs?"))


def test_those_that_differ_are_not_said_to_cost_the_same(shop: Assistant) -> None:
    text = answered(shop, "en", "show me tins", "compare all three")
    assert "same" not in text, text


@pytest.mark.parametrize(
    ("language", "first", "ask", "told"),
    [
        ("en", "show me aprons", "which has the best reviews?", "no reviews"),
        ("ko", "앞치마 보여줘", "후기가 제일 좋은 건 뭐예요?", "후기는 아직 없어요"),
    ],
)
def test_none_is_best_reviewed_where_none_is_reviewed(
    shop: Assistant, language: Language, first: str, ask: str, told: str
) -> None:
    text = answered(shop, language, first, ask)
    assert told in text
    assert "$" not in text


@pytest.mark.parametrize(
    ("language", "first", "ask"),
    [
        ("en", "Moon Lamp", "how long does the battery last?"),
        ("ko", "달 전등 보여줘", "배터리 얼마나 가?"),
    ],
)
def test_a_battery_has_no_shelf_life(shop: Assistant, language: Language, first: str, ask: str) -> None:
    text = answered(shop, language, first, ask)
    assert "shelf life" not in text
    assert "소비기한" not in text


@pytest.mark.parametrize(
    ("language", "ask"), [("en", "what's the price difference?"), ("ko", "가격 차이가 얼마예요?")]
)
def test_the_difference_is_of_the_two_asked_about(shop: Assistant, language: Language, ask: str) -> None:
    turns = (
        (JUGS["en"], "how much is the Oak Jug?", "and the Apple Jug?")
        if language == "en"
        else (JUGS["ko"], "참 물통 얼마예요?", "사과 물통은요?")
    )
    text = answered(shop, language, *turns, ask)
    assert "$17" in text
    assert "Pine" not in text
    assert "솔" not in text
