"""Misspelt allergies are heard; words the shop knows, and words beside no allergy, stay as they are."""

from dataclasses import replace

import pytest

from assistant.understanding import understand
from assistant.understanding.misspelt import mended
from tests.understanding.judge import avoided
from tests.understanding.shops import demo, session


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("I'm alergic to penuts", "peanut"),
        ("allergic 2 milk", "milk"),
        ("my kid can't eat shirmp", "shrimp"),
        ("no walnutts please", "walnut"),
        ("저 땅꽁 알레르기 있어요", "peanut"),
        ("게란 알러쥐 있어요", "egg"),
        ("세우 못 먹어요", "shrimp"),
        ("복숭와 알르레기가 있어요", "peach"),
    ],
)
def test_a_misspelt_allergy_is_heard(text: str, key: str) -> None:
    assert key in avoided(understand(text, session(), demo(), {}))


@pytest.mark.parametrize(
    "text", ["알려줘", "show me a desk", "no pens please", "조개껍데기 액자", "penuts and millk"]
)
def test_what_is_no_misspelt_allergy_stays(text: str) -> None:
    assert mended(text, lambda word: word in ("pens",)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [("ko", "이번 한 번만 땅콩 알레르기 지워줘"), ("en", "forget my peanut allergy just this once")],
)
def test_an_exception_for_once_takes_no_allergy_back(language: str, text: str) -> None:
    first = understand("나 땅콩 알레르기 있어", session(), demo(), {})
    later = understand(text, replace(session(), constraints=first.constraints), demo(), {})
    assert "peanut" in avoided(later)
    assert not [one for one in later.changes if one.action == "remove"]


def by_letter(words: list[str]) -> dict[str, frozenset[str]]:
    return {word[0]: frozenset(one for one in words if one[0] == word[0]) for word in words}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("blakc gloves", "black"), ("gloves in purpel", "purple"), ("lether gloves", "")],
)
def test_a_slip_in_a_value_is_a_condition_where_the_shop_has_it(typed: str, meant: str) -> None:
    words = ["black", "purple", "gloves"]
    fixed = mended(typed, lambda word: word in ("gloves", "in"), (), by_letter(words))
    assert (meant in fixed) if meant else fixed == typed


@pytest.mark.parametrize("typed", ["gloves", "glove", "skis", "hoodies"])
def test_another_form_of_a_word_is_no_slip(typed: str) -> None:
    assert mended(typed, lambda _: False, (), by_letter(["glove", "ski", "hoodie"])) == typed
