"""Amounts and price conditions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.numerals import count, korean_number
from assistant.understanding.prices import take_prices
from assistant.understanding.reading import Reading

UNITS = "영일이삼사오육칠팔구"


def prices(text: str, currency: str = "KRW") -> list[tuple[str, object]]:
    return [(one.op, one.value) for one in take_prices(Reading(text), currency).constraints]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("3만원 이하", [("le", 30000)]),
        ("3만 이하", [("le", 30000)]),
        ("30,000원 미만", [("lt", 30000)]),
        ("이만오천원 이상", [("ge", 25000)]),
        ("1만5천원 넘는", [("gt", 15000)]),
        ("만오천원까지", [("le", 15000)]),
        ("2.5만원 안쪽", [("le", 25000)]),
        ("5만원 안 넘는", [("le", 50000)]),
        ("만원대", [("ge", 10000), ("le", 19999)]),
        ("십만원대", [("ge", 100000), ("le", 199999)]),
        ("2~5만원대", [("ge", 20000), ("le", 59999)]),
        ("2만원에서 4만원 사이", [("ge", 20000), ("le", 40000)]),
        ("3만원대 초반", [("ge", 30000), ("le", 34000)]),
        ("3만원 정도", [("ge", 24000), ("le", 36000)]),
        ("5만원 넘으면 곤란해요", [("le", 50000)]),
        ("오만원 넘어가면 못 사요", [("le", 50000)]),
        ("3만원 넘으면 좋겠어요", [("gt", 30000)]),
        ("cut anything above half a million won", [("le", 500000)]),
        ("leave out the ones over 40,000 won", [("le", 40000)]),
        ("not a won over 20,000", [("le", 20000)]),
        ("under 30000", [("lt", 30000)]),
        ("30k or less", [("le", 30000)]),
        ("3만원이하헬멧", [("le", 30000)]),
        ("under $30", []),
        ("예산은 80까지", [("le", 800000)]),
        ("100 이하로", [("le", 1000000)]),
        ("5000 이하로", [("le", 5000)]),
    ],
)
def test_won(text: str, wanted: list[tuple[str, object]]) -> None:
    assert prices(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("under $30", [("lt", 3000)]),
        ("between 20 and 40 dollars", [("ge", 2000), ("le", 4000)]),
        ("$20-$40", [("ge", 2000), ("le", 4000)]),
        ("$19.99 or less", [("le", 1999)]),
        ("at least 50 bucks", [("ge", 5000)]),
        ("no more than twenty dollars", [("le", 2000)]),
        ("over 100", [("gt", 10000)]),
        ("around $50", [("ge", 4000), ("le", 6000)]),
        ("at least a thousand dollars", [("ge", 100000)]),
        ("less than two grand", [("lt", 200000)]),
        ("should not cost more than $15", [("le", 1500)]),
        ("between 8 and 12 quid", []),
        ("30불 이하", [("le", 3000)]),
        ("천달러 안쪽이요", [("le", 100000)]),
        ("이백오십 달러 이하", [("le", 25000)]),
        ("sandals under forty", [("lt", 4000)]),
        ("a recliner under six hundred in navy", [("lt", 60000)]),
        ("less than two fifty", [("lt", 25000)]),
        ("for less than half a grand", [("lt", 50000)]),
        ("under ninety-five dollars", [("lt", 9500)]),
        ("twenty-five to forty dollars", [("ge", 2500), ("le", 4000)]),
        ("a table for more than six", []),
        ("under forty minutes", []),
        ("3만원 이하", []),
    ],
)
def test_dollars(text: str, wanted: list[tuple[str, object]]) -> None:
    assert prices(text, "USD") == wanted


@pytest.mark.parametrize(
    "text",
    ["120cm 이하", "500g 이상", "27인치", "under 5 kg", "2인용", "iphone 15", "별점 4점 이상", "계란 30구",
     "at least 16 gigs", "about 5 ounces", "under 5 by 8 feet", "no more than 20 pounds", "가로 120 넘는",
     "size between 8 and 10"],
)  # fmt: skip
def test_other_numbers_are_no_prices(text: str) -> None:
    assert prices(text) == []


def test_another_currency_is_named_and_not_converted() -> None:
    found = take_prices(Reading("headphones under $30"), "KRW")
    assert found.foreign
    assert found.constraints == ()


@given(st.integers(1, 9_999), st.integers(0, 9))
def test_korean_numbers_read_back(man: int, thousand: int) -> None:
    text = f"{man}만" + (f"{thousand}천" if thousand else "")
    assert korean_number(text) == man * 10_000 + thousand * 1_000


@given(st.integers(1, 9), st.integers(1, 9))
def test_sino_korean_numbers_read_back(man: int, thousand: int) -> None:
    assert korean_number(f"{UNITS[man]}만{UNITS[thousand]}천") == man * 10_000 + thousand * 1_000


@given(st.integers(1_000, 99_999_999))
def test_a_limit_is_exact_however_it_is_written(won: int) -> None:
    for text in (f"{won}원 이하", f"{won:,}원 이하", f"₩{won:,} 이하"):
        assert prices(text) == [("le", won)]


@pytest.mark.parametrize(
    ("word", "number"),
    [("두", 2), ("열두", 12), ("a dozen", 12), ("twenty five", 25), ("7", 7), ("many", None)],
)
def test_counts(word: str, number: int | None) -> None:
    assert count(word) == number


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("백오십만원 이하", 1_500_000),
        ("이백오십만원 이하", 2_500_000),
        ("천오백원 이하", 1_500),
        ("만오천원 이하", 15_000),
        ("삼백만원 이하", 3_000_000),
    ],
)
def test_worded_korean_amounts_are_read_whole(text: str, amount: int) -> None:
    found = take_prices(Reading(text), "KRW").constraints
    assert [(one.op, one.value) for one in found] == [("le", amount)]


@pytest.mark.parametrize(
    "text",
    ["tents above 375 pesos", "tents from 27 to 46 PHP", "텐트 500위안 이하", "tents under 900 rupees"],
)
def test_money_of_another_country_bounds_nothing(text: str) -> None:
    assert take_prices(Reading(text), "KRW").constraints == ()
    assert take_prices(Reading(text), "KRW").foreign


def test_pesos_are_the_shops_own_where_it_has_any() -> None:
    assert [one.value for one in take_prices(Reading("tents under 500 pesos"), "MXN").constraints] == [50_000]
