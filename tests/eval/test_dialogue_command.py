"""`python -m eval.dialogue SUITE`: what it prints and how it ends, and a run in which nothing was held."""

import json
from pathlib import Path

import pytest

from eval import dialogue
from eval.casebook import Case, suites
from eval.report import Outcome, Trouble, markdown

TURNS = ({"say": "안녕", "expect": {}},)


def test_help_names_the_suites(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        dialogue.main(["--help"])
    assert not ended.value.code
    said = capsys.readouterr().out
    assert all(name in said for name in suites())
    assert "dialogue_fourth" in said


def test_a_suite_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert dialogue.main(["dialogue_unwritten"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "'dialogue_unwritten'" in said
    assert "dialogue_fourth" in said


def _held(monkeypatch: pytest.MonkeyPatch, cases: list[Case], outcomes: list[Outcome]) -> None:
    """As if `outcomes` came of holding `cases`; catalogues other than the demo shop's are away."""
    found = {one.case_id: one for one in outcomes}
    monkeypatch.setattr(dialogue, "load_cases", lambda name: cases)
    monkeypatch.setattr(dialogue, "absent", lambda name: f"{name}: no feed here")
    monkeypatch.setattr(dialogue, "hold", lambda assistant, case, truth: found[case.case_id])
    monkeypatch.setattr("catalog_ingest.ingest_demo", lambda assistant: None)
    monkeypatch.setenv("DANGOL_EMBEDDER", "fast-use")


def test_both_halves_and_what_was_left_out_are_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = [Case(f"c{number}", "area", "ko", TURNS) for number in range(8)]
    away = Case("c8", "area", "ko", TURNS, catalogue="dummyjson")
    wrong = (Trouble(1, "안녕", "shown", "nothing"),)
    outcomes = [
        Outcome(one.case_id, "area", "ko", () if one.half == "dev" else wrong, (0.1,)) for one in cases
    ]
    _held(monkeypatch, [*cases, away], outcomes)
    assert dialogue.main([]) == 1
    said = capsys.readouterr().out
    dev = sum(one.half == "dev" for one in cases)
    assert 0 < dev < 8
    assert f"dev ko             {dev}/{dev} = 100.0%" in said
    assert f"test ko            0/{8 - dev} = 0.0%" in said
    assert "not held: 1 cases over dummyjson: no feed here" in said


def test_nothing_held_is_no_success(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _held(monkeypatch, [Case("c", "area", "ko", TURNS, catalogue="dummyjson")], [])
    assert dialogue.main([]) == 1
    said = capsys.readouterr().out
    assert "no case was held" in said
    assert "dummyjson: no feed here" in said
    figures = dialogue.run(json_out=tmp_path / "out.json", report_dir=tmp_path)
    assert figures["n"] == 0
    assert figures["rate"] is None
    assert "nan" not in said + markdown(figures)
    for written in ("out.json", "dialogue.json"):
        text = (tmp_path / written).read_text(encoding="utf-8")
        assert json.loads(text, parse_constant=pytest.fail)["latency_ms"]["p50"] is None
