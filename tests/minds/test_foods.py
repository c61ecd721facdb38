"""A food no label declares: kept from the shelf shown and warned of in the cart, turn after turn."""

import pytest

from tests.minds.conftest import Say
from tests.seen import cards, reply


@pytest.mark.parametrize(
    ("language", "told", "wish", "word"),
    [
        ("en", "my son is allergic to strawberries", "show me strawberries", "strawberr"),
        ("en", "i get hives from bananas. what fruit do you have?", "and bananas?", "banana"),
        ("ko", "아이가 딸기 먹으면 두드러기 나요", "딸기 보여 주세요", "딸기"),
        ("ko", "바나나 알레르기 있어요. 과일 뭐 있어요?", "바나나는요?", "바나나"),
    ],
)
def test_what_names_the_food_is_not_shown(say: Say, language: str, told: str, wish: str, word: str) -> None:
    turn = say(language=language)
    shown = [card for words in (told, wish) for card in cards(turn(words))]
    assert not any(word in card["title"].lower() for card in shown)
    control = cards(say(language=language)(wish.replace("and ", "show me ").replace("는요?", " 보여 주세요")))
    assert any(word in card["title"].lower() for card in control)


@pytest.mark.parametrize(
    ("language", "told", "food"),
    [
        ("en", "i'm allergic to kiwi. fruit please", "kiwi"),
        ("ko", "키위 알레르기가 있어요. 과일 추천해 주세요", "키위"),
    ],
)
def test_it_is_said_that_labels_need_not_name_it(say: Say, language: str, told: str, food: str) -> None:
    events = say(language=language)(told)
    assert cards(events)
    assert food in reply(events)
    assert ("package" if language == "en" else "포장") in reply(events)
