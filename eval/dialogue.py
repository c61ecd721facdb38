"""Conversations over the demo shop, judged on what was shown, the cart, the language and the constraints.

The cases are data (eval/casebook.py); keys of `expect` are in eval/expectations.py, predicates in
eval/truth.py, and what holds on every turn whatever the case says in eval/invariants.py.
"""

import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import Action, event_json
from assistant.domain.events import plain
from assistant.domain.shopper import Profile
from assistant.errors import DangolError
from eval.casebook import Case, load_cases, suites
from eval.catalogues import absent, open_catalogue, truth_of
from eval.expectations import judge
from eval.invariants import Problem, invariants
from eval.keeping import keep
from eval.report import Outcome, Trouble, summary, write_report
from eval.transcript import CannotResolve, Turn, resolve
from eval.truth import Truth

if TYPE_CHECKING:
    from assistant import Assistant


@dataclass(slots=True)
class _Told:
    """What this shopper has told us so far that every card must respect."""

    allergens: frozenset[str] = field(default_factory=frozenset)
    diet: frozenset[str] = field(default_factory=frozenset)

    def hear(self, active: Mapping[str, Any]) -> None:
        self.allergens = frozenset(active["allergens"]) if "allergens" in active else self.allergens
        self.diet = frozenset(active["diet"]) if "diet" in active else self.diet


def run(
    data: Path | None = None,
    json_out: Path | None = None,
    report_dir: Path | None = None,
    cases: str | Path | Sequence[Case] | None = None,
) -> dict[str, Any]:
    """Hold every case and report: figures by language and area with Wilson intervals, problems by cause.

    data: an existing data folder (the demo shop is ingested into it when it is empty); None: a temporary
    one.  cases: "dialogue" (default), another folder under `cases/` ("dialogue_goals", "dialogue_third",
    ...; BadRequest for one that is not there), a folder of YAML files, or cases themselves.  Cases over
    another catalogue than the demo shop are skipped, and said to be, when its feed is not there.
    Writes `json_out` and, in `report_dir`, dialogue.md, dialogue.json and dialogue.svg.
    """
    chosen = load_cases(cases or "dialogue") if isinstance(cases, str | Path | None) else list(cases)
    name = str(cases) if isinstance(cases, str) else "dialogue"
    outcomes: list[Outcome] = []
    version, skipped = 0, []
    for catalogue in dict.fromkeys(case.catalogue for case in chosen):
        group = [case for case in chosen if case.catalogue == catalogue]
        if catalogue and (reason := absent(catalogue)):
            skipped.append(f"{len(group)} cases over {reason}")
            continue
        truth = truth_of(catalogue) if catalogue else Truth.load()
        with open_catalogue(catalogue, _kept(catalogue)) if catalogue else open_shop(data) as assistant:
            outcomes += [hold(assistant, case, truth) for case in group]
            version = version or assistant.catalog_version()
    halves = {case.case_id: case.half for case in chosen}
    figures = summary(outcomes, suite=name, catalog_version=version, halves=halves, skipped=skipped)
    keep(figures, json_out)
    if report_dir:
        write_report(figures, report_dir)
    return figures


def _kept(catalogue: str) -> Path:
    """Where another catalogue's shop stays, so that a second run embeds nothing."""
    from assistant import Settings

    return Settings.from_env().data_dir / "eval" / catalogue


@contextmanager
def open_shop(data: Path | None = None) -> Iterator["Assistant"]:
    """The demo shop behind the public entry, the embedded mind speaking whatever the environment says."""
    # Here, not at the head: judging needs no engine, so a case can be checked without loading one.
    from assistant import Settings, open_assistant
    from catalog_ingest import ingest_demo

    with tempfile.TemporaryDirectory(prefix="dangol-eval-") as scratch:
        settings = Settings(data_dir=Path(data) if data else Path(scratch))
        with open_assistant(settings) as assistant:
            if assistant.catalog_version() == 0:
                ingest_demo(assistant)
            yield assistant


def hold(assistant: "Assistant", case: Case, truth: Truth) -> Outcome:
    """Hold one conversation in a session of its own; the persona's profile is put back afterwards."""
    before = assistant.shoppers.profile(case.persona) if case.persona else None
    opened = assistant.open_session(
        channel="web", language=None, store_id=case.store or None, shopper_id=case.persona or None
    )
    session_id = opened.session.session_id
    told = _Told(*((before.safe_allergens, before.safe_diet) if before else ()))
    turns: list[Turn] = []
    troubles: list[Trouble] = []
    try:
        for number, step in enumerate(case.turns, start=1):
            told.hear(step.get("active", {}))
            problems = _take(assistant, session_id, step, turns, truth, told, case)
            troubles += [Trouble(number, _label(step), problem.cause, problem.detail) for problem in problems]
    finally:
        assistant.end(session_id)
        if before:
            assistant.shoppers.save(before)
    return Outcome(
        case.case_id,
        case.area,
        case.language,
        tuple(troubles),
        tuple(turn.seconds for turn in turns),
        prompt_version=next((str(e.get("prompt_version", "")) for t in turns for e in t.of("done")), ""),
        mind=next((str(e.get("mind", "")) for t in turns for e in t.of("done")), ""),
    )


def _take(
    assistant: "Assistant",
    session_id: str,
    step: Mapping[str, Any],
    turns: list[Turn],
    truth: Truth,
    told: _Told,
    case: Case,
) -> list[Problem]:
    """One turn: taken, appended to `turns`, and judged."""
    said = str(step.get("say", "")) * int(step.get("repeat", 1))
    try:
        given = said if "say" in step else _action(step["action"], turns, truth)
    except CannotResolve as lost:
        turns.append(Turn(said="", events=()))
        return [Problem("reference", str(lost))]
    turns.append(_turn(assistant, session_id, said, given))
    expect = step.get("expect", {})
    language = str(step.get("language", case.language))
    problems = list(invariants(turns, truth, language, told.allergens, told.diet))
    return problems if turns[-1].crashed else problems + list(judge(expect, turns, truth))


def _turn(assistant: "Assistant", session_id: str, said: str, given: str | Action) -> Turn:
    started = time.perf_counter()
    try:
        events = tuple(event_json(event) for event in assistant.turn(session_id, given))
    except Exception as error:  # noqa: BLE001  what leaves the public entry is a failed turn, not a failed run
        return Turn(said=said, events=(), crashed=f"{type(error).__name__}: {error}")
    seconds = time.perf_counter() - started
    profile: Profile = assistant.session(session_id).profile
    return Turn(said, events, plain(assistant.cart(session_id)), plain(profile), seconds)


def _action(action: Mapping[str, Any], turns: Sequence[Turn], truth: Truth) -> Action:
    def one(selector: Any) -> str:
        return min(resolve(selector, turns, truth))

    given = dict(action)
    if "sku" in given:
        given["sku"] = one(given["sku"])
    if "skus" in given:
        given["skus"] = tuple(one(selector) for selector in given["skus"])
    return Action(**given)


def _label(step: Mapping[str, Any]) -> str:
    said = str(step["say"])[:80] if "say" in step else f"[{step['action']['type']}]"
    return said.encode("utf-8", "backslashreplace").decode()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what failed and the figures; 1 when a case failed or none was held, 2 for a suite not there."""
    parser = ArgumentParser("python -m eval.dialogue", description="Hold the conversations of a suite.")
    parser.add_argument("suite", nargs="?", default="dialogue", help=f"one of {', '.join(suites())}")
    try:
        figures = run(cases=parser.parse_args(arguments).suite)
    except DangolError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(figures["text"])
    return 1 if figures["failed"] or not figures["n"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
