"""Whether somebody may have this product, and whether it is free of lactose, is asked of the product."""

import pytest

from tests.understanding.judge import avoided, hear, scene


@pytest.mark.parametrize(
    "text", ["이거 락토프리인가요?", "이거 락토프리예요?", "이거 유당 들어있어요?", "is it lactose free?"]
)
def test_asking_whether_it_is_free_of_lactose_is_about_the_product(text: str) -> None:
    heard = hear(text, scene("milk", "ko" if text[0] == "이" else "en"))
    assert (heard.intent, heard.asks) == ("ask_product", ("lactose",))
    assert avoided(heard) == set()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("유당불내증인데 이거 마셔도 돼요?", "lactose"),
        ("이거 마셔도 되나요? 유당불내증 있어요", "lactose"),
        ("땅콩 알레르기 있는데 이거 먹어도 돼요?", "peanut"),
        ("유당불내증인데 이거 먹어도 되나요", "lactose"),
        ("can I drink this with lactose intolerance?", "lactose"),
        ("I'm lactose intolerant. Can I drink this?", "lactose"),
        ("I have a peanut allergy, is this one ok?", "peanut"),
    ],
)
def test_whether_it_may_be_had_is_asked_of_the_product(text: str, key: str) -> None:
    now = scene("milk", "en" if text.isascii() else "ko")
    heard = hear(text, now)
    assert (heard.intent, heard.asks) == ("ask_product", ("allergen",))
    assert heard.references == now.last_shown[:1]
    assert key in avoided(heard)


@pytest.mark.parametrize(
    "text",
    [
        "유당불내증이 있어요",
        "that one is fine. I have a peanut allergy",
        "유당불내증인데 이거 말고 마실 수 있는 거 있어요?",
        "땅콩 알레르기인데 이 중에 어떤 게 괜찮아요?",
        "I have a peanut allergy, which of these is ok?",
        "I'm lactose intolerant, is there something else I can drink?",
    ],
)
def test_whoever_asks_for_another_is_not_told_of_this_one(text: str) -> None:
    """The control."""
    assert hear(text, scene("milk", "en" if text.isascii() else "ko")).asks == ()
