# ruff: noqa: E501 - utterances read best on one line
"""Which language an utterance is in."""

import pytest

from assistant.domain.text import Language
from assistant.understanding import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("우유 보여줘", "ko"), ("show me milk", "en"), ("show me 김치", "en"), ("nike air max 있어?", "ko"),
        ("helmet", "en"), ("GPS 시계 추천", "ko"), ("ㅇㅇ", "ko"), ("do you have 떡볶이?", "en"), ("iPhone 케이스", "ko"),
    ],
)  # fmt: skip
def test_the_grammar_decides(text: str, language: Language) -> None:
    assert detect_language(text, "ko" if language == "en" else "en") == language


@pytest.mark.parametrize("text", ["", "😀", "XL", "270", "M", "G-0001", "牛奶"])
@pytest.mark.parametrize("fallback", ["ko", "en"])
def test_texts_of_neither_keep_the_conversation_in_its_language(text: str, fallback: Language) -> None:
    assert detect_language(text, fallback) == fallback
