"""Formal Korean endings put plainly."""

import pytest

from assistant.understanding.clauses import clauses
from assistant.understanding.formal import plain


@pytest.mark.parametrize(
    ("formal", "said"),
    [
        ("모두 얼마입니까?", "모두 얼마인가요?"),
        ("반품됩니까?", "반품되나요?"),
        ("있으십니까", "있나요"),
        ("하나 보여 주십시오.", "하나 보여 주세요."),
        ("두 장 주시겠어요?", "두 장 주세요"),
        ("그걸로 하겠습니다", "그걸로 할게요"),
        ("두 개만 담겠습니다.", "두 개만 담을게요."),
        ("추우니까 두꺼운 걸로", "추우니까 두꺼운 걸로"),
        ("잘 알겠습니다", "잘 알겠습니다"),
        ("선물 포장 해주시겠어요?", "선물 포장 해주시겠어요?"),
    ],
)
def test_formal_endings_are_put_plainly(formal: str, said: str) -> None:
    assert plain(formal) == said


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("하나 담아 주시고, 비니도 있으면 보여 주십시오.", ("하나 담아줘", "비니도 있으면 보여 주세요.")),
        ("그 비니도 하나 주십시오. 모두 얼마입니까?", ("그 비니도 하나 주세요.", "모두 얼마인가요?")),
        ("아이가 우유 알레르기라 안되겠네.. 빵 빼주세요", ("아이가 우유 알레르기라 안되겠네", "빵 빼주세요")),
    ],
)
def test_what_is_done_and_what_is_asked_are_heard_apart(said: str, parts: tuple[str, ...]) -> None:
    assert clauses(said) == parts
