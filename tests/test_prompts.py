"""The texts of both languages say the same things with the same fields."""

import string

import pytest

from prompts import PromptError, Replies, particle, render

KO, EN = Replies("ko"), Replies("en")


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_both_languages_have_the_same_texts() -> None:
    assert set(KO.texts) == set(EN.texts)


@pytest.mark.parametrize("key", sorted(KO.texts))
def test_both_languages_use_the_same_fields(key: str) -> None:
    assert fields(KO.texts[key]) == fields(EN.texts[key])


@pytest.mark.parametrize(
    ("word", "pair", "chosen"),
    [
        ("사과", "을/를", "를"),
        ("우유 1kg", "을/를", "을"),
        ("물 2L", "을/를", "를"),
        ("서울", "으로/로", "로"),
        ("용산점", "으로/로", "으로"),
        ("3", "이/가", "이"),
        ("2", "이/가", "가"),
        ("로드-250", "은/는", "은"),
        ("배(과일)", "이에요/예요", "이에요"),
        ("", "은/는", "는"),
        ("$34.99", "이에요/예요", "예요"),
        ("$3.00", "으로/로", "로"),
        ("67,500원", "이에요/예요", "이에요"),
        ("Red Lipstick", "을/를", "을"),
        ("Dual Screen Laptop", "은/는", "은"),
        ("Phone", "을/를", "을"),
        ("Water Bottle", "으로/로", "로"),
        ("Mountain Helmet", "을/를", "을"),
        ("Flash Light", "을/를", "를"),
        ("Sofa", "을/를", "를"),
        ("Case - Black", "이/가", "이"),
    ],
)
def test_a_particle_follows_how_the_word_is_read(word: str, pair: str, chosen: str) -> None:
    assert particle(word, pair) == chosen


def test_missing_surplus_and_unknown_are_errors() -> None:
    with pytest.raises(PromptError, match="needs title"):
        KO.say("cart.removed")
    with pytest.raises(PromptError, match="no place for colour"):
        KO.say("cart.empty", colour="red")
    with pytest.raises(PromptError, match="no text"):
        KO.say("cart.nonsense")
    with pytest.raises(PromptError, match="no prompt"):
        render("ko", "nonsense")
