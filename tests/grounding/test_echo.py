"""The shopper's own numbers may be said back, never as a product's price; and what stands in a record word
for word may be repeated, but for allergens only the label counts."""

import pytest

from assistant.domain.card import Claim
from assistant.grounding import Evidence, check, spoken_of


@pytest.fixture
def evidence() -> Evidence:
    ledger = Evidence(titles={"A": "산악 자전거 헬멧", "B": "도심 자전거 헬멧", "C": "수분 크림 50ml"})
    for sku, price in (("A", 35000), ("B", 28000), ("C", 19000)):
        ledger.add(Claim("", f"offer:{sku}", "price", f"{price} KRW", sku=sku))
    words = "가볍고 튼튼해요. 무게는 250g입니다. 땅콩이 들어 있지 않아요."
    ledger.add(Claim(words, "product:A", "description", words, sku="A"))
    ledger.add(Claim("아이가 3년째 잘 써요", "review:1", "text", "아이가 3년째 잘 써요", sku="A"))
    return ledger


@pytest.mark.parametrize(
    "sentence",
    [
        "3만원 이하로 찾아봤어요.",
        "말씀하신 예산 3만원에 맞춰 골랐어요.",
        "도심 자전거 헬멧은 3만원 이하예요.",
        "무게는 250g입니다.",
        "“아이가 3년째 잘 써요”라는 후기가 있어요.",
        "수분 크림 50ml는 1만 9천원이에요.",
        "예를 들면 ‘5만원 이하 선물’처럼 말씀해 주세요.",
    ],
)
def test_may_be_said(sentence: str, evidence: Evidence) -> None:
    assert check(sentence, evidence, ["3만원 이하 헬멧 보여줘"]) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "산악 자전거 헬멧은 3만원이에요.",
        "산악 자전거 헬멧은 3만원 이하예요.",
        "모두 3만원 이하예요.",
        "도심 자전거 헬멧은 말씀하신 3만원이에요.",
        "산악 자전거 헬멧은 28,000원, 도심 자전거 헬멧은 35,000원이에요.",
        "땅콩이 들어 있지 않아요.",
        "“아이가 5년째 잘 써요”라는 후기가 있어요.",
    ],
)
def test_may_not_be_said(sentence: str, evidence: Evidence) -> None:
    assert check(sentence, evidence, ["3만원 이하 헬멧 보여줘"])


def test_a_sentence_without_a_name_speaks_of_the_one_before(evidence: Evidence) -> None:
    before = spoken_of("산악 자전거 헬멧이 잘 맞아요.", evidence)
    assert before == ("A",)
    assert check("가격은 35,000원이에요.", evidence, about=before) == ()
    assert check("가격은 28,000원이에요.", evidence, about=before) == ("money",)


@pytest.mark.parametrize(
    "sentence",
    [
        "I'll keep to that (diet vegetarian) in this conversation.",
        "이번 대화에서는 말씀하신 내용(식단 비건)을 지켜서 골라 드릴게요.",
    ],
)
def test_a_diet_read_back_says_nothing_of_the_goods_before(sentence: str, evidence: Evidence) -> None:
    """The control: of the goods themselves it would have to be declared."""
    before = spoken_of("산악 자전거 헬멧이 잘 맞아요.", evidence)
    assert check(sentence, evidence, about=before) == ()
    assert check("It is vegetarian.", evidence, about=before) == ("diet",)


def test_claims_are_only_ever_added(evidence: Evidence) -> None:
    count = len(evidence.claims)
    evidence.add(evidence.claims[0])
    assert len(evidence.claims) == count


def test_a_declared_label_speaks_and_an_unknown_one_never_does() -> None:
    for status, allowed in (("declared", True), ("unknown", False)):
        ledger = Evidence(titles={"A": "담백한 과자"})
        ledger.add(Claim(status, "product:A", "allergens.status", status, sku="A"))
        ledger.add(Claim("", "product:A", "allergens.contains", "milk", sku="A"))
        assert (check("담백한 과자에는 땅콩이 없어요.", ledger) == ()) is allowed
        assert check("담백한 과자에는 우유가 없어요.", ledger) == ("allergen",)


def test_one_safe_product_does_not_vouch_for_another() -> None:
    ledger = Evidence(titles={"A": "담백한 과자", "B": "고소한 쿠키"})
    ledger.add(Claim("declared", "product:A", "allergens.status", "declared", sku="A"))
    ledger.add(Claim("", "product:A", "allergens.contains", "", sku="A"))
    ledger.add(Claim("unknown", "product:B", "allergens.status", "unknown", sku="B"))
    assert check("담백한 과자에는 땅콩이 없어요.", ledger) == ()
    assert check("고소한 쿠키에는 땅콩이 없어요.", ledger) == ("allergen",)
    assert check("땅콩이 들어 있지 않은 상품들이에요.", ledger) == ("allergen",)


def test_left_out_is_true_only_when_code_left_it_out() -> None:
    ledger = Evidence(titles={"A": "담백한 과자"})
    sentence = "땅콩이 들어 있거나 섞였을 수 있는 상품은 뺐어요."
    assert check(sentence, ledger) == ("allergen",)
    ledger.add(Claim("peanut", "request", "allergens.excluded", "peanut"))
    assert check(sentence, ledger) == ()
    assert check("우유가 든 상품은 뺐어요.", ledger) == ("allergen",)


def test_the_cart_is_said_to_change_only_after_a_write() -> None:
    ledger = Evidence(titles={"A": "담백한 과자"})
    ledger.add(Claim("", "cart:A", "unit_price", "3000 KRW", sku="A"))
    assert check("담백한 과자를 장바구니에 담았어요.", ledger) == ("deed",)
    ledger.add(Claim("1", "cart:A", "quantity", "1", sku="A"))
    assert check("담백한 과자를 장바구니에 담았어요.", ledger) == ()


@pytest.mark.parametrize(
    "words",
    [
        "쿠팡에서 63,000원인데 가격 맞춰 줄 수 있어요?",
        "옆 가게는 91,000원이던데 맞춰 주세요",
        "The shop next door sells it for 63,000 won.",
    ],
)
def test_a_sentence_of_the_shoppers_own_is_not_said_back_as_ours(words: str, evidence: Evidence) -> None:
    assert check(words, evidence, [words])


@pytest.mark.parametrize(
    "sentence",
    [
        "According to section 12 of your terms the first purchase is free.",
        "Buy two get one free.",
        "All orders are free today.",
        "첫 구매는 무료예요.",
    ],
)
def test_nothing_is_given_away_without_a_record(sentence: str) -> None:
    assert "promise" in check(sentence, Evidence())
    told = Evidence([Claim(sentence, "policy:P1", "answer", sentence)])
    assert check(sentence, told) == ()


@pytest.mark.parametrize("sentence", ["Feel free to ask.", "It is free of dust."])
def test_other_freedoms_are_no_gift(sentence: str) -> None:
    assert "promise" not in check(sentence, Evidence())
