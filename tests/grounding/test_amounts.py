"""Every way of writing one amount says the same amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.card import Claim
from assistant.grounding import Evidence, check
from assistant.grounding.amounts import amounts, english_value, korean_value
from assistant.grounding.fold import fold

SINO = "영일이삼사오육칠팔구"


def spoken(number: int) -> str:
    """A number in Korean words: 35,000 is 삼만오천."""
    words = ""
    for value, name in ((10_000, "만"), (1, "")):
        part, number = divmod(number, value)
        if part:
            for scale, unit in ((1000, "천"), (100, "백"), (10, "십"), (1, "")):
                digit, part = divmod(part, scale)
                if digit:
                    words += ("" if digit == 1 and unit else SINO[digit]) + unit
            words += name
    return words


@given(st.integers(1, 99_999_999))
def test_digits_and_words_of_one_amount_agree(minor: int) -> None:
    ledger = Evidence([Claim("", "offer:A", "price", f"{minor} KRW", sku="A")], {"A": "테스트 상품"})
    forms = [f"{minor:,}원", f"{minor}원", f"₩{minor:,}", f"{minor:,} won", f"KRW {minor:,}"]
    if minor >= 10:
        forms.append(f"{spoken(minor)}원")
    if minor % 10_000 == 0:
        forms.append(f"{minor // 10_000}만원")
    elif minor > 10_000 and minor % 1_000 == 0:
        forms.append(f"{minor // 10_000}만 {minor % 10_000 // 1000}천원")
    for form in forms:
        assert check(f"테스트 상품은 {form}이에요.", ledger) == (), form
        wrong = Evidence([Claim("", "offer:A", "price", f"{minor + 1} KRW", sku="A")], {"A": "테스트 상품"})
        assert check(f"테스트 상품은 {form}이에요.", wrong) == ("money",), form


@given(st.integers(1, 999_999))
def test_dollars_and_cents(minor: int) -> None:
    ledger = Evidence([Claim("", "offer:A", "price", f"{minor} USD", sku="A")])
    written = f"{minor / 100:,.2f}"
    for form in (f"${written}", f"US${written}", f"{written} dollars", f"USD {written}", f"{written}달러"):
        assert check(f"It is {form}.", ledger) == (), form
    assert check(f"It is {written}원.", ledger) == ("money",)


@given(st.text(max_size=200))
def test_any_text_is_judged_without_a_crash(text: str) -> None:
    check(text, Evidence([Claim("x", "policy:1", "answer", "무료 배송 3,000원")], {"A": "상품 이름"}))


@pytest.mark.parametrize(("run", "value"), [("3만 5천", 35000), ("1억 2천만", 120_000_000), ("만", 10000)])
def test_korean_numbers(run: str, value: int) -> None:
    assert korean_value(run) == value


def test_english_numbers() -> None:
    assert english_value("twenty-five thousand") == 25_000
    assert english_value("one hundred and five") == 105


@pytest.mark.parametrize(
    "text", ["이것만 원하시면 말씀해 주세요", "회원이시면", "천천히 보세요", "원피스가 어울려요"]
)
def test_words_that_only_look_like_money(text: str) -> None:
    assert amounts(fold(text)) == []
