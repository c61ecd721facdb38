"""The fault matrix, small: it sees every turn answered, and would see a write done twice."""

import json
import shutil
from pathlib import Path

import pytest

from assistant.minds.agent_said import Said
from eval.safety import faults
from eval.servers.chaos import FAULTS, MODES


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


def test_every_fault_can_be_switched_on() -> None:
    assert len(MODES) == len(FAULTS) + 1
    assert {"refused", "unauthorised", "rate_limited", "rate_limited_wait", "broken", "silent", "drip", "cut",
            "malformed", "unknown_tool", "endless_loop", "empty", "wrong_language"} <= set(MODES)  # fmt: skip
