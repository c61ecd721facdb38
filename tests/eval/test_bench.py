"""Benchmarks run from end to end at tiny sizes. Nothing here looks at a time."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from assistant.errors import BadRequest
from eval.bench import Options, run_bench
from eval.bench.page import page, tables
from eval.bench.retrieval import HYBRID, OURS, SHARES
from eval.bench.timing import Summary, Times, interleaved, per_second
from ui.cli import app

TINY = Options(items=(260,), queries=4, rounds=1, seconds=0.2, clients=3)


@pytest.fixture(scope="module")
def retrieval(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, object], Path]:
    folder = tmp_path_factory.mktemp("bench")
    kept = replace(TINY, keep=folder / "kept")
    return run_bench("retrieval", kept, folder / "r.json", folder / "report"), folder


def test_search_is_measured_beside_its_peers(retrieval: tuple[dict[str, object], Path]) -> None:
    report, folder = retrieval
    assert json.loads((folder / "r.json").read_text(encoding="utf-8")) == report
    figures = json.loads((folder / "r.json").read_text(encoding="utf-8"))["sizes"]["260"]
    assert list(figures["filters"]) == list(SHARES)
    for cell in figures["filters"].values():
        assert cell["violations"] == 0
        assert {OURS, HYBRID} <= set(cell["ms"])
        assert all(summary["n"] == 4 for summary in cell["ms"].values())
    assert figures["filters"]["100 %"]["held"] == 260
    # So small a catalogue leaves nothing approximate to lose.
    assert all(
        share == 1.0 for share in figures["recall"]["plain"]["candidates"].values() if share is not None
    )
    assert figures["busy"]["per_second"][OURS] > 0


def test_the_page_holds_every_table_and_a_picture(retrieval: tuple[dict[str, object], Path]) -> None:
    report, folder = retrieval
    text = (folder / "report" / "bench-retrieval.md").read_text(encoding="utf-8")
    assert all(title in text for title, _, _ in tables(report))
    assert OURS in page(report)
    assert (folder / "report" / "bench-retrieval-0.svg").read_text(encoding="utf-8").startswith("<svg")


def test_new_prices_are_seen_right_after_an_update() -> None:
    figures = run_bench("freshness", TINY)["sizes"]["260"]
    assert figures["seen"][OURS] == 1.0
    assert figures["update"]["3 products"]["ms"][OURS]["n"] >= 1


def test_words_are_measured_and_korean_particles_do_not_hide_them() -> None:
    report = run_bench("lexical", TINY)
    assert report["sizes"]["260"]["words"]["4 queries"]["ms"][OURS]["n"] > 0
    for found in report["particles"].values():
        if "skipped" in found:
            pytest.skip(found["skipped"])
        assert found["dangol"] > found["fts5 unicode61"]


def test_a_kept_folder_is_opened_and_not_built_again(retrieval: tuple[dict[str, object], Path]) -> None:
    _, folder = retrieval
    first = json.loads((folder / "r.json").read_text(encoding="utf-8"))["sizes"]["260"]
    again = run_bench("retrieval", replace(TINY, queries=1, keep=folder / "kept"))["sizes"]["260"]
    assert "publish" in first["build_seconds"][OURS]
    assert list(again["build_seconds"][OURS]) == ["open"]
    assert again["filters"]["5 %"]["held"] == first["filters"]["5 %"]["held"]


def test_sizes_too_large_for_the_peers_are_measured_without(
    retrieval: tuple[dict[str, object], Path],
) -> None:
    _, folder = retrieval
    report = run_bench("retrieval", replace(TINY, peers=False, keep=folder / "kept"))
    figures = report["sizes"]["260"]
    assert all(list(cell["ms"]) == [OURS] for cell in figures["filters"].values())
    assert figures["memory_mb"]["opened"] > 0
    assert OURS in page(report)


def test_an_unknown_benchmark_is_refused() -> None:
    with pytest.raises(BadRequest, match="retrieval"):
        run_bench("speed")


def test_the_command_prints_the_page_of_an_ingest_that_embeds_only_what_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.bench.ingest._SHARE", 0.5)
    out = tmp_path / "out.json"
    asked = ["bench", "ingest", "--items", "8", "--rounds", "1", "--seed", "2", "--json", str(out)]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0, done.output
    assert "embedding alone" in done.output
    report = json.loads(out.read_text(encoding="utf-8"))
    embedded = report["sizes"]["8"]["runs"]["8 items"]["embedded"]
    assert embedded == {"full run": 8, "refresh, 1 % prices": 0, "refresh, 1 % titles": 4}


def test_rounds_are_interleaved_and_warm_up_is_not_counted() -> None:
    order: list[str] = []
    systems = {name: lambda task, name=name: order.append(f"{name}{task}") for name in "ab"}
    times = interleaved(systems, 4, 2, 60.0)
    assert order == ["a0", "b0", "a0", "b0", "b1", "a1", "a2", "b2", "b3", "a3",
                     "b0", "a0", "a1", "b1", "b2", "a2", "a3", "b3"]  # fmt: skip
    assert times.summary("a").n == times.summary("b").n == 8


@settings(deadline=None)
@given(st.lists(st.floats(0.1, 1000), min_size=1, max_size=20), st.floats(0.5, 50))
def test_a_system_that_takes_longer_by_a_factor_has_that_ratio(values: list[float], factor: float) -> None:
    times = Times()
    for task, value in enumerate(values):
        times.add("ours", task, value)
        times.add("theirs", task, factor * value)
    ratio = times.ratio("theirs", "ours")
    assert ratio.times == pytest.approx(factor, rel=0.05, abs=0.05)
    assert ratio.low <= ratio.high


def test_no_calls_give_no_figure() -> None:
    assert Summary.of([]).n == 0


def test_clients_raise_what_their_calls_raise() -> None:
    def broken(task: int) -> None:
        raise ValueError(f"task {task}")

    with pytest.raises(ValueError, match="task"):
        per_second(broken, 2, 2, 0.1)
