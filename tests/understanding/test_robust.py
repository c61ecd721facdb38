# ruff: noqa: E501 - utterances read best on one line
"""Any string is heard calmly, and soon."""

from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.lexicon.keyboard import as_korean
from assistant.understanding import understand
from assistant.understanding.normalise import MAX_CHARACTERS, clean
from tests.understanding.judge import everything, scene
from tests.understanding.shops import demo, session

SECONDS = 1.0
"""Far above what it takes (tens of milliseconds), far below what backtracking would."""
_PIECES = [
    "우유",
    "헬멧",
    "3만원",
    "이하",
    "두 번째",
    "거",
    "말고",
    "없는",
    "알레르기",
    "담아줘",
    "the",
    "red",
    "one",
    "under",
    "$30",
    "no",
    "and",
    "~",
    "<b>",
    "'",
    "\u200b",
    "\ud800",
    "😀",
    "cart",
    "사이즈",
    "M",
    "2",
    "개",
]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_a_request(text: str) -> None:
    request = understand(text, session(), demo(), {})
    assert len(request.text) <= MAX_CHARACTERS


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(_PIECES), max_size=14), st.sampled_from(["fresh", "helmets", "cart", "consent"])
)
@example(["2", "2", "말고"], "fresh")
def test_any_mixture_of_shop_words_gives_references_the_shop_has(pieces: list[str], name: str) -> None:
    now = scene(name, "ko")
    shown = {sku: everything()[sku] for sku in now.seen()}
    request = understand(" ".join(pieces), now, demo(), shown)
    assert set(request.references) <= set(everything())


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "😀😀", "\ud800", "\x00\x01", "(((((", "[a-z", "{{7*7}}", "a" * 10_000, "가" * 10_000, "1" * 10_000,
        "만" * 10_000, "1," * 5_000, "우유 " * 3_300, "우유랑 " * 3_000, "no " * 3_300, "일이삼사오" * 2_000, "$" * 10_000,
        "a b " * 2_500, "안 매운 " * 2_000, "' OR 1=1; --", "<script>alert(1)</script>", "牛奶", "молоко",
    ],
    ids=lambda text: ascii(text[:12]),
)  # fmt: skip
def test_hostile_and_broken_input_is_calm_and_quick(text: str) -> None:
    began = perf_counter()
    request = understand(text, session(), demo(), {})
    assert perf_counter() - began < SECONDS
    assert request.references == ()


def test_markup_is_dropped_and_the_wish_kept() -> None:
    request = understand(
        "<img src=x onerror=alert(1)> 우유 <script>alert(1)</script>보여줘", session(), demo(), {}
    )
    assert (request.intent, request.query) == ("search", "우유")


@pytest.mark.parametrize("text", ["", "😀😀", "<script>alert(1)</script>", "..."])
def test_nothing_readable_is_out_of_scope(text: str) -> None:
    assert understand(text, session(), demo(), {}).intent == "out_of_scope"


def test_invisible_characters_and_widths_do_not_matter() -> None:
    assert clean("３만원\u200b 이하\x00 헬멧") == "3만원 이하 헬멧"


def test_keyboard_jamo_stay() -> None:
    assert clean("ㅋㅋㅋ") == "ㅋㅋㅋ"


def test_korean_typed_on_the_latin_layout() -> None:
    assert as_korean("gpfapt") == "헬멧"
    assert understand("gpfapt", session("en"), demo(), {}).query == "헬멧"
    assert understand("helmet", session("en"), demo(), {}).query == "helmet"
