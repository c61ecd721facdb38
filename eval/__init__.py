"""The suites: they drive the public entry only, and their figures carry n, interval and versions."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from assistant.errors import BadRequest

SUITES: Mapping[str, str] = {
    "retrieval": "eval.retrieval",
    "understanding": "eval.understanding",
    "dialogue": "eval.dialogue",
    "safety": "eval.safety",
}
"""Where each suite lives: a module with run(data=, json_out=, report_dir=) -> its figures as JSON data."""
SHARED = ("safety",)
"""Suites of which a share can be held: their run takes share= as well."""
LATER = ("recommend",)
"""Suites of the contract that this version does not have yet."""


def run_suite(
    name: str,
    data: Path | None = None,
    json_out: Path | None = None,
    report_dir: Path | None = None,
    share: float | None = None,
) -> dict[str, Any]:
    """Run suite `name`, or "all" that are here; its figures ("all": by suite). BadRequest for one that is
    not. data: what the suite runs on, its own default when None. share: of the safety suite to hold, whole
    when None; BadRequest for a suite without one.
    """
    if name == "all":
        return {
            suite: run_suite(
                suite, data, _beside(json_out, suite), report_dir, share if suite in SHARED else None
            )
            for suite, module in SUITES.items()
            if find_spec(module)
        }
    if name in LATER:
        raise BadRequest(
            f"suite {name!r} is not part of this version yet; there are {', '.join(SUITES)}, all"
        )
    if name not in SUITES or not find_spec(SUITES[name]):
        raise BadRequest(f"suite {name!r} is not known; there are {', '.join(SUITES)}, all")
    if share is not None and name not in SHARED:
        raise BadRequest(f"suite {name!r} is held whole; leave --share out, or hold {', '.join(SHARED)}")
    run = import_module(SUITES[name]).run
    part = {} if share is None else {"share": share}
    figures: dict[str, Any] = run(data=data, json_out=json_out, report_dir=report_dir, **part)
    return figures


def _beside(path: Path | None, suite: str) -> Path | None:
    return path and path.with_name(f"{path.stem}-{suite}{path.suffix}")
