"""Prices are read exactly or refused."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.money import Money, exponent
from catalog_ingest.amount import amount, infer_currency
from catalog_ingest.item import BadValue


@pytest.mark.parametrize(
    ("text", "default", "minor", "currency"),
    [
        ("15000 KRW", "USD", 15000, "KRW"),
        ("₩15,000", "USD", 15000, "KRW"),
        ("￦ 15,000", "USD", 15000, "KRW"),
        ("15,000원", "USD", 15000, "KRW"),
        ("15000", "KRW", 15000, "KRW"),
        ("15000.00", "KRW", 15000, "KRW"),
        ("$9.99", "KRW", 999, "USD"),
        ("$9.99", "CAD", 999, "CAD"),
        ("US$ 9.99", "CAD", 999, "USD"),
        ("9.99 USD", "KRW", 999, "USD"),
        ("$10 CAD", "USD", 1000, "CAD"),
        ("usd 9.9", "KRW", 990, "USD"),
        ("€1,234.5", "KRW", 123450, "EUR"),
        ("¥1200", "KRW", 1200, "JPY"),
        ("40.000", "USD", 4000, "USD"),
        (9.99, "USD", 999, "USD"),
        (9.989999771118164, "USD", 999, "USD"),
        (0.1 + 0.2, "USD", 30, "USD"),
        (3000, "KRW", 3000, "KRW"),
        (3000.0, "KRW", 3000, "KRW"),
        ("0", "KRW", 0, "KRW"),
    ],
)
def test_readable_amounts(text: Any, default: str, minor: int, currency: str) -> None:
    assert amount(text).money(default) == Money(minor, currency)


@pytest.mark.parametrize(
    "text",
    [
        "12,00원", "1_000", "NaN", "inf", "１２００", "-5", "−5", "$-5", "1 200,50 EUR", "1.200,50", "12,50",
        "1,2345", ".99", "5.", "1e3", "0x10", "abc", "원", "1200원/kg", "10 USD KRW", "$10 EUR", "3만원",
        "1,000-2,000", "=1+1", "10%", "٣", "9" * 40, float("nan"), float("inf"), -1, True, "5 XXX", "5 QQQ",
    ],
)  # fmt: skip
def test_unreadable_amounts(text: Any) -> None:
    with pytest.raises(BadValue) as error:
        amount(text).money("KRW")
    assert error.value.problem
    assert error.value.remedy


@pytest.mark.parametrize(("text", "currency"), [("9.99", "KRW"), ("9.999", "USD"), ("60.745", "USD")])
def test_more_decimals_than_the_currency_has(text: str, currency: str) -> None:
    with pytest.raises(BadValue, match="decimals"):
        amount(text).money(currency)


@given(minor=st.integers(0, 10**12), currency=st.sampled_from(["KRW", "USD", "JPY", "EUR", "KWD"]))
def test_every_amount_comes_back(minor: int, currency: str) -> None:
    """Plain, grouped, with code before and after: the same money."""
    money = Money(minor, currency)
    digits = exponent(currency)
    for text in (f"{money.major:.{digits}f}", f"{money.major:,.{digits}f}"):
        for written in (text, f"{text} {currency}", f"{currency} {text}"):
            assert amount(written).money(currency) == money


@given(st.text(max_size=20))
def test_no_text_is_read_as_another_amount(text: str) -> None:
    """What is accepted holds exactly its own digits, all of them ASCII."""
    try:
        money = amount(text).money("USD")
    except BadValue:
        return
    digits = "".join(c for c in text if c in "0123456789.")
    assert Decimal(digits) == Decimal(money.minor) / 10 ** exponent(money.currency)


@pytest.mark.parametrize(
    ("numbers", "korean", "currency"),
    [
        (["3000", "2500"], True, "KRW"),
        (["3000", "2500"], False, "KRW"),
        (["9.99", "19"], False, "USD"),
        (["9.99", "19.50"], True, "USD"),
        (["3000", "2500", "9.5"], True, "KRW"),
        (["199.00", "250.00"], False, "USD"),
        (["15000.00"], True, "KRW"),
        (["5", "12"], False, "USD"),
        ([], True, "KRW"),
        ([], False, "USD"),
    ],
)
def test_inferred_currency(numbers: list[str], korean: bool, currency: str) -> None:
    assert infer_currency([Decimal(number) for number in numbers], korean) == currency
