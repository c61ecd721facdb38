import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.money import Money

amounts = st.integers(min_value=-(10**12), max_value=10**12)


@given(amounts, amounts)
def test_adding_and_taking_away_is_exact(a: int, b: int) -> None:
    assert Money(a, "KRW") + Money(b, "KRW") - Money(b, "KRW") == Money(a, "KRW")


@given(amounts, st.integers(0, 99))
def test_times_is_repeated_adding(a: int, n: int) -> None:
    assert sum((Money(a, "USD").minor for _ in range(n)), 0) == (Money(a, "USD") * n).minor


@pytest.mark.parametrize(
    ("money", "language", "text"),
    [
        (Money(1000, "KRW"), "ko", "1,000원"),
        (Money(1000, "KRW"), "en", "₩1,000"),
        (Money(999, "USD"), "en", "$9.99"),
        (Money(999, "USD"), "ko", "$9.99"),
        (Money(0, "KRW"), "ko", "0원"),
    ],
)
def test_format_is_what_a_shopper_reads(money: Money, language: str, text: str) -> None:
    assert money.format(language) == text


def test_two_currencies_do_not_add_up() -> None:
    with pytest.raises(ValueError, match="KRW and USD"):
        Money(1, "KRW") + Money(1, "USD")


@pytest.mark.parametrize("code", ["won", "", "krw", "KRWW", "원화"])
def test_a_currency_is_an_iso_code(code: str) -> None:
    with pytest.raises(ValueError, match="ISO 4217"):
        Money(1, code)
