"""Sums, plans and what fits are worked out by code, whatever model is at hand."""

import pytest

from tests.agent.openai_server import Says, Server
from tests.agent.talking import Talk, search, show

SAID = {
    "ko": ("자전거 헬멧 추천해 줘", "이거 3개면 얼마야?", "이 헬멧이 잘 맞아요.", "105,000원"),
    "en": ("recommend a bike helmet", "how much for 3 of these?", "Here is one for you.", "105,000"),
}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_sum_is_right_though_the_model_cannot_count(
    language: str, model: Server, request: pytest.FixtureRequest
) -> None:
    ask, sum_of, line, total = SAID[language]
    talk: Talk = request.getfixturevalue(language)
    with model.play(search("헬멧" if language == "ko" else "helmet"), show("HELM-1"), Says(line)):
        assert talk.say(ask).skus == ["HELM-1"]
    with model.play():
        turn = talk.say(sum_of)
    assert total in turn.text.replace("₩", "")
    assert not turn.done.degraded


@pytest.mark.parametrize(("language", "ask"), [
    ("ko", "3만원으로 2명 저녁 장보기"), ("en", "groceries for a dinner for two under 30,000 won"),
])  # fmt: skip
def test_a_plan_is_made_by_code(
    language: str, ask: str, model: Server, request: pytest.FixtureRequest
) -> None:
    talk: Talk = request.getfixturevalue(language)
    with model.play():
        turn = talk.say(ask)
    assert turn.text.strip()
    assert not turn.done.degraded
