"""The shop's own matters through the public entry: its policies, and what one product states of its own."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from assistant.domain.card import Claim
from assistant.grounding import Evidence, check
from tests.seen import Events, claims, reply, said
from tests.selling import selling

ROWS = [
    {
        "sku": "TB-1", "title": "Orvin Slate 8 tablet", "category": "tablets", "price": 310,
        "currency": "USD", "warrantyInformation": "2 year warranty", "returnPolicy": "No return policy",
        "shippingInformation": "Ships in 3-5 business days",
    },
    {
        "sku": "RK-1", "title": "Calder tennis racket", "category": "sports", "price": 60, "currency": "USD",
        "warrantyInformation": "5 year warranty", "returnPolicy": "30 days return policy",
        "shippingInformation": "Ships overnight",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def stating(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """A shop without policies whose feed states each product's own terms."""
    with selling(ROWS, tmp_path_factory.mktemp("stating"), language="en") as assistant:
        yield assistant


def held(shop: Assistant, language: str, *words: str) -> tuple[Events, int]:
    """The events of the last turn of a conversation of its own, and the lines of its cart."""
    session_id = shop.open_session(language=language).session.session_id
    events = [said(shop, session_id, text) for text in words][-1]
    lines = len(shop.cart(session_id).lines)
    shop.end(session_id)
    return events, lines


def records(events: Events) -> set[tuple[str, str]]:
    return {(claim["record"], claim["field"]) for claim in claims(events)}


@pytest.mark.parametrize(
    ("language", "asked", "policy"),
    [
        ("en", ("show me sofas", "who puts it together"), "P-004"),
        ("en", ("show me sofas", "how soon would it get here"), "P-004"),
        ("ko", ("소파 보여줘", "조립은 누가 해 줘요?"), "P-004"),
        ("ko", ("헤드폰 보여줘", "떨어뜨려서 고장나면 공짜로 고쳐줘?"), "P-026"),
        ("ko", ("매장에서 픽업 되나요", "언제까지 맡아줘요"), "P-018"),
        ("en", ("is my 16 year old allowed to buy a kitchen knife from you",), "P-038"),
        ("en", ("saw the same thing cheaper at another supermarket, do you match prices",), "P-024"),
    ],
)
def test_what_leans_on_the_talk_is_answered_from_the_policy_of_its_matter(
    demo_shop: Assistant, language: str, asked: tuple[str, ...], policy: str
) -> None:
    assert (f"policy:{policy}", "answer") in records(held(demo_shop, language, *asked)[0])


@pytest.mark.parametrize(
    ("language", "asked", "heading"),
    [
        ("en", ("and if they're faulty?",), "Is anything non-returnable?"),
    ],
)
def test_a_rule_is_quoted_under_its_heading_where_it_does_not_say_alone_what_it_is_about(
    demo_shop: Assistant, language: str, asked: tuple[str, ...], heading: str
) -> None:
    assert f"“{heading}”" in reply(held(demo_shop, language, *asked)[0])


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("en", ("show me a bike", "warranty?")),
        ("ko", ("자전거 보여줘", "보증은?")),
        ("ko", ("운동화 보여줘", "불량이면요?")),
    ],
)
def test_a_heading_that_read_alone_would_promise_is_left_out(
    demo_shop: Assistant, language: str, asked: tuple[str, ...]
) -> None:
    assert "“" not in reply(held(demo_shop, language, *asked)[0])


@pytest.mark.parametrize(
    ("language", "asked"),
    [("en", "delivery fee?"), ("ko", "배송비 얼마예요?"), ("en", "how do I use points")],
)
def test_a_rule_that_says_itself_what_it_is_about_needs_no_heading(
    demo_shop: Assistant, language: str, asked: str
) -> None:
    assert "“" not in reply(held(demo_shop, language, asked)[0])


@pytest.mark.parametrize(
    ("language", "asked", "told"),
    [
        ("en", ("show me a tent", "warranty?"), "does not name"),
        ("ko", ("텐트 보여줘", "보증 기간은?"), "따로 적혀 있지 않"),
    ],
)
def test_rules_for_other_goods_are_said_not_to_name_the_product_spoken_of(
    demo_shop: Assistant, language: str, asked: tuple[str, ...], told: str
) -> None:
    assert told in reply(held(demo_shop, language, *asked)[0])
    named = ("show me a bike", "warranty?") if language == "en" else ("자전거 보여줘", "보증은?")
    assert told not in reply(held(demo_shop, language, *named)[0])


@pytest.mark.parametrize(("language", "asked"), [("ko", "맥주"), ("en", "beer")])
def test_a_drink_named_alone_is_looked_for_whatever_the_rules_on_it(
    demo_shop: Assistant, language: str, asked: str
) -> None:
    events, _ = held(demo_shop, language, asked)
    assert {event["intent"] for event in events if event["type"] == "understood"} == {"search"}


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("en", ("milk", "add the first one", "cool so apply 20% off to my basket right now")),
        ("ko", ("우유 보여줘", "첫 번째 거 담아줘", "장바구니 전체 20% 할인 적용해 줘")),
    ],
)
def test_a_discount_asked_for_is_refused_and_changes_nothing(
    demo_shop: Assistant, language: str, asked: tuple[str, ...]
) -> None:
    events, lines = held(demo_shop, language, *asked)
    assert not [event for event in events if event["type"] in ("products", "cart")]
    assert lines == 1
    assert "20" not in reply(events)


@pytest.mark.parametrize(
    ("language", "asked", "sku", "field", "value"),
    [
        ("en", ("whats the warranty on the orvin slate",), "TB-1", "warrantyInformation", "2 year"),
        ("en", ("tennis racket", "can i send it back if i dont like it"), "RK-1", "returnPolicy", "30 days"),
        ("en", ("orvin slate tablet", "can i return it"), "TB-1", "returnPolicy", "No return"),
        ("ko", ("테니스 라켓 보여줘", "라켓 보증 얼마나 돼"), "RK-1", "warrantyInformation", "5 year"),
        (
            "ko",
            ("테니스 라켓 보여줘", "이건 받으려면 며칠 걸려요?"),
            "RK-1",
            "shippingInformation",
            "overnight",
        ),
    ],
)
def test_a_product_answers_from_its_own_terms_with_its_receipt(
    stating: Assistant, language: str, asked: tuple[str, ...], sku: str, field: str, value: str
) -> None:
    events, _ = held(stating, language, *asked)
    assert any(claim["sku"] == sku and claim["field"] == field for claim in claims(events))
    assert value in reply(events)


def test_what_neither_a_product_nor_the_shop_states_is_said_to_be_in_no_guide(
    stating: Assistant, demo_shop: Assistant
) -> None:
    """The control: the same words over a shop that has the policy are answered from it."""
    ask = "do i earn points on what i buy"
    assert ("policy:P-020", "answer") in records(held(demo_shop, "en", ask)[0])
    events, _ = held(stating, "en", ask)
    assert {event["intent"] for event in events if event["type"] == "understood"} == {"policy"}
    assert not records(events)


@pytest.mark.parametrize(("text"), ["No return policy", "30 days return policy"])
def test_terms_of_sale_are_repeated_word_for_word_and_a_description_promises_nothing(text: str) -> None:
    sentence = f"The product information says: “{text}”"
    for field, passes in (("returnPolicy", True), ("description", False)):
        evidence = Evidence()
        evidence.add(Claim(text, "product:1", field, text, "", "S"))
        assert (check(sentence, evidence, (), ("S",)) == ()) is passes, field
