"""Benchmarks beside peers, in one process and one run. They build everything they need from a seed."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from assistant.errors import BadRequest
from eval.bench.machine import machine
from eval.bench.options import Options
from eval.keeping import keep

BENCHES: Mapping[str, str] = {
    "retrieval": "eval.bench.retrieval",
    "freshness": "eval.bench.freshness",
    "lexical": "eval.bench.lexical",
    "ingest": "eval.bench.ingest",
}
"""Where each benchmark lives: a module with run(options) -> its figures as JSON data, and its COVERS."""


def run_bench(
    name: str,
    options: Options | None = None,
    json_out: Path | None = None,
    report_dir: Path | None = None,
) -> dict[str, Any]:
    """Run benchmark `name`; its figures with the machine they are of. json_out: also written here.
    report_dir: gets bench-NAME.md and a chart. BadRequest for one that is not."""
    if name not in BENCHES:
        raise BadRequest(f"benchmark {name!r} is not known; there are {', '.join(BENCHES)}")
    options = options or Options()
    before = machine()
    figures = import_module(BENCHES[name]).run(options)
    after = machine()
    report: dict[str, Any] = {
        "bench": name,
        "seed": options.seed,
        "machine": {**after, "load": before["load"]},
        "load_after": after["load"],
        **figures,
    }
    keep(report, json_out)
    if report_dir:
        from eval.bench.page import write

        write(report, report_dir)
    return report


__all__ = ["BENCHES", "Options", "run_bench"]
