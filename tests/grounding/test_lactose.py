"""That something is free of lactose needs a record that says so, or a label without milk."""

import pytest

from assistant.domain.card import Claim
from assistant.grounding import Evidence, check

FREE, PLAIN, SOY, COOKIE = "M-1", "M-2", "M-3", "M-4"


@pytest.fixture
def evidence() -> Evidence:
    ledger = Evidence(
        titles={FREE: "새벽 우유 락토프리", PLAIN: "들판 우유 1L", SOY: "아침 두유", COOKIE: "보름 쿠키"}
    )
    for sku, status, contains, may in (
        (FREE, "declared", "milk", ""),
        (PLAIN, "declared", "milk", ""),
        (SOY, "declared", "soybean", ""),
        (COOKIE, "unknown", "", ""),
    ):
        record = f"product:{sku}"
        ledger.add(Claim(status, record, "allergens.status", status, sku=sku))
        if status == "declared":
            ledger.add(Claim(contains, record, "allergens.contains", contains, sku=sku))
            ledger.add(Claim(may or "none", record, "allergens.may_contain", may, sku=sku))
    ledger.add(Claim("예", f"product:{FREE}", "lactose_free", "yes", sku=FREE))
    return ledger


@pytest.mark.parametrize(
    "sentence",
    [
        "새벽 우유 락토프리는 락토프리예요.",
        "새벽 우유 락토프리는 락토프리로 표시된 상품이에요.",
        "새벽 우유 락토프리에는 유당이 없어요.",
        "새벽 우유 락토프리 is lactose-free.",
        "새벽 우유 락토프리 contains no lactose.",
        "아침 두유에는 유당이 없어요.",
        "아침 두유 contains no lactose.",
        "들판 우유 1L가 락토프리인지는 표시되어 있지 않아요.",
        "The label of 들판 우유 1L does not say whether it is lactose-free.",
        "들판 우유 1L에는 유당이 들어 있어요.",
    ],
)
def test_what_the_record_bears_out_may_be_said(evidence: Evidence, sentence: str) -> None:
    assert check(sentence, evidence) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "들판 우유 1L는 락토프리예요.",
        "들판 우유 1L는 무유당 우유예요.",
        "들판 우유 1L에는 유당이 없어요.",
        "들판 우유 1L is lactose-free.",
        "들판 우유 1L has no lactose.",
        "아침 두유 is lactose-free.",
        "보름 쿠키는 락토프리예요.",
        "보름 쿠키 contains no lactose.",
        "새벽 우유 락토프리에는 우유가 들어 있지 않아요.",
        "새벽 우유 락토프리 contains lactose.",
        "새벽 우유 락토프리와 들판 우유 1L는 락토프리예요.",
    ],
)
def test_what_no_record_says_is_held_back(evidence: Evidence, sentence: str) -> None:
    """The control."""
    assert check(sentence, evidence)
