"""Suites from the shell: what `dangol eval` hands on, and what it refuses."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.errors import BadRequest
from eval import SUITES, run_suite, safety
from ui.cli import app


def test_a_share_of_the_safety_suite_can_be_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[dict[str, Any]] = []
    for module in SUITES.values():
        monkeypatch.setattr(f"{module}.run", lambda **given: asked.append(given) or {"met": True})

    def shell(*words: str) -> None:
        done = CliRunner().invoke(app, ["eval", *words, "--data-dir", str(tmp_path)])
        assert done.exit_code == 0, done.output

    shell("safety", "--share", "0.1")
    shell("safety")
    shell("all", "--share", "0.1")
    assert [given.get("share") for given in asked[:2]] == [0.1, None]
    assert [given.get("share") for given in asked[2:]] == [
        0.1 if suite == "safety" else None for suite in SUITES
    ]
    assert "--share" in CliRunner().invoke(app, ["eval", "--help"], env={"COLUMNS": "120"}).output


def test_a_share_that_means_nothing_is_refused() -> None:
    with pytest.raises(BadRequest, match=r"'dialogue'.*--share"):
        run_suite("dialogue", share=0.5)
    for share in (0.0, 1.5, float("nan")):
        with pytest.raises(BadRequest, match="above 0 and at most 1"):
            safety.run(share=share)
