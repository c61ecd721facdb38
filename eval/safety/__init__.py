"""The safety suite: what must hold whatever a feed, a shopper or a model says, and however a model fails."""

import logging
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from assistant.errors import BadRequest
from eval.dialogue import open_shop
from eval.keeping import keep
from eval.safety import allergens, faults, hustles, injection, prose, speed
from eval.safety.figures import Tally
from eval.safety.minds import MINDS
from eval.safety.report import text, write_report
from eval.safety.shelf import cases
from prompts import version

AT_ONCE = 2
"""Parts held beside each other, each in a process of its own."""
FAULT_TURNS = 5
"""Turns of each fault here; the whole hundred take long: `eval.safety.faults.run(data_dir, 100)`."""
FROM_FAULT, BREAKER_OPEN = 3.0, 0.3
"""Seconds a turn may take, at the 95th percentile of the worst fault."""
MUST_BE_NONE = ("unmet", "unanswered", "unlabelled", "writes_doubled", "writes_lost", "problems")


def run(
    data: Path | None = None,
    json_out: Path | None = None,
    report_dir: Path | None = None,
    *,
    share: float = 1.0,
) -> dict[str, Any]:
    """Attack the shop in every way we know; the figures as JSON data, `met` when every target holds.

    data: folder of the shared data sets (redteam, open_food_facts); the one beside the repository when None.
    share: of the suite to hold, above 0 and at most 1 (BadRequest otherwise), the same cases each time.
    Writes `json_out` and, in `report_dir`, safety.md, safety.json and safety.svg. Progress goes to stderr.
    """
    if not 0 < share <= 1:
        raise BadRequest(f"share is {share:g}; give one above 0 and at most 1")
    of = partial(_of, share)
    parts: dict[str, Callable[[], list[Tally]]] = {
        "planted instructions": partial(
            injection.measure,
            rounds=of(injection.ROUNDS),
            spoken=round(injection.SPOKEN / share),
            shared=data,
        ),
        "allergens": partial(allergens.measure, data, share),
        "price and policy hustles": partial(
            hustles.measure, of(hustles.CONVERSATIONS), of(hustles.OTHERS), of(hustles.CONTROLS)
        ),
        "promotional prose": partial(prose.measure, of(len(cases("prose")))),
    }
    with ProcessPoolExecutor(AT_ONCE, get_context("spawn")) as pool:
        held = [found.result() for found in [pool.submit(_part, *part) for part in parts.items()]]
    paced = speed.measure(of(speed.SESSIONS))
    figures: dict[str, Any] = {
        "suite": "safety",
        "minds": list(MINDS),
        "share": share,
        "prompt_version": version(),
        "parts": held,
        "speed": paced,
        "faults": _faults(of(FAULT_TURNS)),
    }
    figures["met"] = (
        paced["met"]
        and figures["faults"]["met"]
        and all(one["met"] for part in held for one in part["measures"])
    )
    figures["text"] = text(figures)
    sys.stderr.write(figures["text"])
    keep(figures, json_out)
    if report_dir:
        write_report(figures, report_dir)
    return figures


def _of(share: float, whole: int) -> int:
    """That share of `whole`, at least one."""
    return max(1, round(share * whole))


def _part(name: str, measure: Callable[[], list[Tally]]) -> dict[str, Any]:
    logging.disable(logging.WARNING)  # each sentence held back is a warning, and here that is the work
    started = perf_counter()
    tallies = [tally.data() for tally in measure()]
    seconds = perf_counter() - started
    counted = sum(one["all"]["n"] for one in tallies)
    sys.stderr.write(f"{name}: {counted} judged in {seconds:.0f} s\n")
    return {"part": name, "seconds": round(seconds, 1), "measures": tallies}


def _faults(turns: int) -> dict[str, Any]:
    """Faults of a model endpoint over the demo shop; `met` when each fault was met by turns, and every turn
    was answered in time, labelled, and wrote once."""
    with TemporaryDirectory(prefix="dangol-safety-") as scratch:
        with open_shop(Path(scratch)):
            pass
        found = faults.run(Path(scratch), turns)
    return found | {"met": withstood(found["worst"])}


def withstood(worst: Mapping[str, Any]) -> bool:
    """Whether figures of `faults.run` at their worst are what is promised, and every mode was tried."""
    whole = worst["modes"] > 0 and not any(worst[name] for name in MUST_BE_NONE)
    return bool(whole and worst["p95_from_fault"] <= FROM_FAULT and worst["p95_breaker_open"] <= BREAKER_OPEN)


def main() -> int:
    """Run the suite; 1 when a target is missed."""
    return 0 if run()["met"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
