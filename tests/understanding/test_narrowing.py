"""A remark that narrows what is looked for, told from a new wish, a question and an order."""

import pytest

from assistant.understanding.narrowing import of_some, tells_more


@pytest.mark.parametrize(
    "said",
    [
        "for a mountain bike",
        "and with two ports, please",
        "any in pink?",
        "actually make that for men",
        "without a zip",
        "something made of wool",
        "what about for kids?",
        "it needs wheels, ideally black",
        "they should be waterproof",
    ],
)
def test_tells_more_of_the_goods(said: str) -> None:
    assert tells_more(said)


@pytest.mark.parametrize(
    "said",
    [
        "for dinner i need some chicken",
        "for my brother's birthday, a watch",
        "do you have gloves",
        "is it in stock",
        "with it i want a helmet",
        "from what i see this is fine",
    ],
)
def test_a_wish_or_a_question_does_not(said: str) -> None:
    assert not tells_more(said)


@pytest.mark.parametrize(
    "said", ["only waterproof ones.", "glass only", "the full finger kind only", "just the red ones please"]
)
def test_asks_for_some(said: str) -> None:
    assert of_some(said)


@pytest.mark.parametrize(
    "said", ["just looking", "only because my old one broke", "show me lamps", "no, the third"]
)
def test_asks_for_no_part(said: str) -> None:
    assert not of_some(said)
