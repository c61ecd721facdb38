"""Our own sentences pass the check that holds back what has no receipt."""

import pytest

from tests.minds.conftest import Say
from tests.seen import reply


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("en", "gluten free pasta", "gluten-free"),
        ("en", "vegan cheese please", "vegan"),
        ("ko", "글루텐 프리 파스타 있어요?", "글루텐 프리"),
        ("ko", "비건 치즈 있어요?", "비건"),
        ("en", "what do you know about me", "stored"),
        ("ko", "저에 대해 뭘 알고 있어요?", "저장된"),
    ],
)
def test_that_there_is_none_is_said(say: Say, language: str, words: str, said: str) -> None:
    assert said in reply(say(language=language)(words)).split("AI")[0]
