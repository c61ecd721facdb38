"""The fault matrix, small: it sees every turn answered, and would see a write done twice."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from assistant.minds.agent_said import Said
from eval import safety
from eval.safety import faults
from eval.safety.faults import Met, Tally
from eval.servers.chaos import FAULTS, MODES, Chaos
from eval.transcript import Turn


@pytest.fixture
def shop(demo_data: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    shutil.copytree(demo_data, folder)
    return folder


def test_every_turn_is_answered_labelled_and_written_once(shop: Path) -> None:
    figures = faults.run(shop, turns=5, modes=("unauthorised", "cut"), ways=("tools",))
    assert json.loads(json.dumps(figures)) == figures
    worst = figures["worst"]
    assert {name: worst[name] for name in ("unanswered", "unlabelled", "writes_doubled", "problems")} == {
        "unanswered": 0,
        "unlabelled": 0,
        "writes_doubled": 0,
        "problems": 0,
    }
    for mode in ("unauthorised", "cut"):
        assert figures["faults"]["tools"][mode]["writes_asked"] == 1
        assert figures["faults"]["tools"][mode]["met_the_fault"] >= 4
    assert figures["breaker"]["tools"]["unauthorised"]["not_called"] == 4


def test_control_a_fallback_that_forgets_the_write_is_seen(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Said, "has_written", property(lambda said: False))
    figures = faults.run(shop, turns=5, modes=("cut",), ways=("tools",))
    assert figures["worst"]["writes_doubled"] > 0


def test_control_a_server_that_never_fails_is_no_proof(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Chaos, "switch", lambda self, mode: None)
    figures = faults.run(shop, turns=5, modes=("unauthorised",), ways=("tools",))
    assert figures["worst"]["unmet"] == 2, "with the breaker off, and on"
    assert not safety.withstood(figures["worst"])


def _figures(met: int, turns: int = 10) -> dict[str, Any]:
    """What `turns` turns make, all answered and labelled, of which `met` met the fault."""
    done = Turn("", ({"type": "done", "text": "네.", "degraded": True},), {"lines": []}, {}, 0.1)
    return Tally([Met(done, 0.1, number < met, 0, 0, ()) for number in range(turns)]).figures()


@pytest.mark.parametrize(
    ("off", "on", "unmet"), [(10, 1, 0), (3, 1, 0), (2, 1, 1), (0, 1, 1), (10, 0, 1), (0, 0, 2)]
)
def test_a_mode_whose_turns_met_no_fault_does_not_pass(off: int, on: int, unmet: int) -> None:
    worst = faults._worst({"tools": {"cut": _figures(off)}}, {"tools": {"cut": _figures(on)}}, turns=10)
    assert worst["unmet"] == unmet
    assert safety.withstood(worst) is (unmet == 0)


def test_no_mode_tried_is_no_proof() -> None:
    assert not safety.withstood(faults._worst({}, {}, turns=5))


def test_behind_the_breaker_only_the_first_turns_that_tell_of_a_refusal_have_called() -> None:
    done = Turn("", ())
    told = [True, False, True, True, False, True]
    held = faults._refused_first([Met(done, 0.1, each, 0, 0, ()) for each in told])
    assert [one.reached for one in held] == [True, False, True, False, False, False]


def test_every_fault_can_be_switched_on() -> None:
    assert len(MODES) == len(FAULTS) + 1
    assert {"refused", "unauthorised", "rate_limited", "rate_limited_wait", "broken", "silent", "drip", "cut",
            "malformed", "unknown_tool", "endless_loop", "empty", "wrong_language"} <= set(MODES)  # fmt: skip
