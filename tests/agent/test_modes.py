"""Which way a model is used, and what stands before every call of it."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.adapters.llm import open_chat_model
from assistant.errors import SettingsError
from assistant.minds.agent import AgentMind
from assistant.minds.embedded import EmbeddedMind
from assistant.turn import Minds
from tests.agent.openai_server import Calls, Fails, Hangs, Says, Server
from tests.agent.talking import Talk, search, show

Opened = Callable[..., Assistant]
NOTED = Calls([("note_down", {"word": "dangol", "count": 7})])
NOTHING = Says('{"lines": [], "picks": []}')


@pytest.fixture
def opened(
    shop: Assistant, model: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Opened]:
    """The small shop with a mind of these settings, what it remembers in the same folder each time."""
    with ExitStack() as stack:

        def open_with(**given: object) -> Assistant:
            settings = Settings(
                **{  # type: ignore[arg-type]
                    "data_dir": tmp_path,
                    "openai_base_url": model.url,
                    "openai_model": "some-model",
                    "model_rest_seconds": 0.0,
                    "model_first_token_seconds": 1.5,
                    **given,
                }
            )
            mind = AgentMind(open_chat_model(settings), settings)
            stack.callback(mind.close)
            monkeypatch.setattr(shop, "_minds", Minds(EmbeddedMind(), mind))
            return shop

        yield open_with


ASK = "자전거 헬멧 추천해 줘"
TOOLS = (search("헬멧"), show("HELM-1"), Says("이 헬멧이 잘 맞아요."))


def test_a_model_that_calls_tools_is_asked_once(opened: Opened, model: Server) -> None:
    with model.play(NOTED, *TOOLS, *TOOLS):
        shop = opened()
        assert Talk(shop, "ko").say(ASK).done.mind == "agent"
        assert Talk(shop, "ko").say(ASK).text.strip() == "이 헬멧이 잘 맞아요."
    with model.play(*TOOLS):
        assert not Talk(opened(), "ko").say(ASK).done.degraded


@pytest.mark.parametrize(
    "answer",
    [
        Says("Sure, I will note that down!"),
        Calls([("note_down", {"word": "other", "count": 7})]),
        Calls([("note_down", "{nonsense")]),
        Calls([("something_else", {"word": "dangol", "count": 7})]),
        Fails(400),
        Fails(501),
    ],
)
def test_a_model_that_cannot_becomes_a_writer(
    answer: Calls | Says | Fails, opened: Opened, model: Server
) -> None:
    with model.play(answer, NOTHING, NOTHING) as played:
        shop = opened()
        turn = Talk(shop, "ko").say(ASK)
        assert (turn.done.degraded, turn.skus) == (False, ["HELM-1"])
        Talk(shop, "ko").say(ASK)
        assert "response_format" in played.requests[-1]
    with model.play(NOTHING):
        Talk(opened(), "ko").say(ASK)


@pytest.mark.parametrize("answer", [Fails(401), Fails(500), Fails(429), Hangs(), Says("I will", cut=1)])
def test_a_fault_says_nothing_about_the_model(
    answer: Fails | Hangs | Says, opened: Opened, model: Server
) -> None:
    with model.play(answer, NOTED, *TOOLS):
        shop = opened()
        turn = Talk(shop, "ko").say(ASK)
        assert (turn.done.mind, turn.done.degraded) == ("embedded", True)
        assert Talk(shop, "ko").say(ASK).done.mind == "agent"


def test_another_model_is_asked_anew(opened: Opened, model: Server, tmp_path: Path) -> None:
    with model.play(NOTED, *TOOLS):
        Talk(opened(), "ko").say(ASK)
    with model.play(Says("no"), NOTHING):
        Talk(opened(openai_model="another"), "ko").say(ASK)
    kept = json.loads((tmp_path / "model_modes.json").read_text())
    assert sorted(kept.values()) == ["tools", "writer"]
    assert model.url not in str(kept)


def test_a_mode_that_is_set_is_not_asked(opened: Opened, model: Server) -> None:
    with model.play(NOTHING):
        Talk(opened(agent_mode="writer"), "ko").say(ASK)
    with model.play(*TOOLS):
        Talk(opened(agent_mode="tools"), "ko").say(ASK)


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(SettingsError, match="auto, tools or writer"):
        Settings.from_env({"DANGOL_AGENT_MODE": "magic"})


def test_the_cap_ends_the_models_part_not_the_answer(opened: Opened, model: Server) -> None:
    shop = opened(agent_mode="tools", model_session_cap="calls=4")
    talk = Talk(shop, "ko")
    with model.play(*TOOLS, search("헬멧")):
        assert talk.say(ASK).done.mind == "agent"
        turn = talk.say(ASK)
    assert (turn.done.mind, turn.done.degraded) == ("embedded", True)
    assert turn.skus == ["HELM-1"]
    with model.play(*TOOLS):
        assert Talk(shop, "ko").say(ASK).done.mind == "agent"


def test_an_open_breaker_asks_nothing_and_stays_fast(opened: Opened, model: Server) -> None:
    shop = opened(agent_mode="tools", model_rest_seconds=60.0)
    with model.play(Fails(401)):
        talk = Talk(shop, "en")
        turns = [talk.say("recommend a bike helmet") for _ in range(4)]
    assert all(turn.done.degraded and turn.skus for turn in turns)
    assert max(turn.done.latency_ms for turn in turns[1:]) < 300
