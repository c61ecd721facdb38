"""Figures of a dialogue run with their intervals, as JSON, Markdown and a drawn chart."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from eval.keeping import keep

_BAR = 320
_ROW = 24
_LEFT = 190


@dataclass(frozen=True, slots=True)
class Trouble:
    """One problem of one turn: turn number from 1, what was said, the cause it counts under."""

    turn: int
    said: str
    cause: str
    detail: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case held. It passed when it has no trouble; `seconds` is the time of each turn."""

    case_id: str
    area: str
    language: str
    troubles: tuple[Trouble, ...]
    seconds: tuple[float, ...]
    prompt_version: str = ""
    mind: str = ""


def wilson(right: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % score interval of right / n (Wilson 1927), both ends in [0, 1]; n = 0 gives (0, 1)."""
    if n == 0:
        return (0.0, 1.0)
    share, square = right / n, z * z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = z * math.sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return (max(0.0, middle - half), min(1.0, middle + half))


def _milliseconds(values: Sequence[float], share: float) -> float | None:
    """The nearest-rank percentile of seconds; None when there is none."""
    if not values:
        return None
    return round(sorted(values)[max(0, math.ceil(share * len(values)) - 1)] * 1000, 1)


def summary(
    outcomes: Sequence[Outcome],
    suite: str = "dialogue",
    catalog_version: int = 0,
    halves: Mapping[str, str] | None = None,
    skipped: Sequence[str] = (),
) -> dict[str, Any]:
    """Everything a report needs as JSON-ready data, and `text`: the same for a terminal. No turns, no case:
    None where a figure would be.

    halves: which half of its suite each case belongs to, by id.  skipped: cases that could not be held, and
    why, a line a catalogue.
    """
    seconds = [one for outcome in outcomes for one in outcome.seconds]
    causes = Counter(trouble.cause for outcome in outcomes for trouble in outcome.troubles)
    figures: dict[str, Any] = {
        "suite": suite,
        "catalog_version": catalog_version,
        "prompt_versions": sorted({outcome.prompt_version for outcome in outcomes} - {""}),
        "minds": sorted({outcome.mind for outcome in outcomes} - {""}),
        **_rate(outcomes),
        "allergen_breaches": causes["allergen breach"],
        "diet_breaches": causes["diet breach"],
        "latency_ms": {
            "p50": _milliseconds(seconds, 0.5),
            "p95": _milliseconds(seconds, 0.95),
            "max": _milliseconds(seconds, 1.0),
        },
        "by_language": _by(outcomes, lambda outcome: outcome.language),
        "by_area": _by(outcomes, lambda outcome: outcome.area),
        "by_half": _by(
            [outcome for outcome in outcomes if halves and outcome.case_id in halves],
            lambda outcome: f"{(halves or {})[outcome.case_id]} {outcome.language}",
        ),
        "skipped": list(skipped),
        "by_cause": dict(causes.most_common()),
        "failures": [
            {
                "id": outcome.case_id,
                "area": outcome.area,
                "language": outcome.language,
                "problems": [
                    {"turn": one.turn, "said": one.said, "cause": one.cause, "detail": one.detail}
                    for one in outcome.troubles
                ],
            }
            for outcome in outcomes
            if outcome.troubles
        ],
    }
    figures["text"] = text(figures)
    return figures


def _rate(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    n = len(outcomes)
    passed = sum(not outcome.troubles for outcome in outcomes)
    low, high = wilson(passed, n)
    turns = sum(len(outcome.seconds) for outcome in outcomes)
    wrong = sum(len({trouble.turn for trouble in outcome.troubles}) for outcome in outcomes)
    return {
        "turns": turns,
        "turns_right": turns - wrong,
        "n": n,
        "passed": passed,
        "failed": n - passed,
        "rate": round(passed / n, 4) if n else None,
        "interval": [round(low, 4), round(high, 4)],
    }


def _by(outcomes: Sequence[Outcome], name: Callable[[Outcome], str]) -> dict[str, dict[str, Any]]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[name(outcome)].append(outcome)
    return {group: _rate(groups[group]) for group in sorted(groups)}


def text(figures: Mapping[str, Any]) -> str:
    """A compact table for a terminal: what failed and why, then the figures."""
    lines = []
    for failure in figures["failures"]:
        lines.append(f"FAIL {failure['id']} ({failure['language']}, {failure['area']})")
        for one in failure["problems"]:
            lines.append(f"   {one['turn']} {one['said'][:40]!r}: {one['cause']}: {one['detail'][:200]}")
    lines.append(f"{figures['suite']}: {_figure(figures)}")
    for group in ("by_language", "by_half", "by_area"):
        lines += [f"  {name:18} {_figure(rate)}" for name, rate in figures[group].items()]
    latency = figures["latency_ms"]
    lines.append(
        f"  allergen breaches {figures['allergen_breaches']}, diet breaches {figures['diet_breaches']}, "
        f"turns {figures['turns']}, p50 {latency['p50']} ms, p95 {latency['p95']} ms"
        if figures["n"]
        else "  no case was held, so nothing is known"
    )
    lines += [f"  {count:4} {cause}" for cause, count in figures["by_cause"].items()]
    lines += [f"  not held: {one}" for one in figures["skipped"]]
    return "\n".join(lines) + "\n"


def _figure(rate: Mapping[str, Any]) -> str:
    low, high = rate["interval"]
    share = f" = {rate['rate']:.1%} [{low:.1%}, {high:.1%}]" if rate["n"] else ""
    turns = f", turns right {rate['turns_right']}/{rate['turns']}" if rate["n"] else ""
    return f"{rate['passed']}/{rate['n']}{share}{turns}"


def write_report(figures: Mapping[str, Any], folder: Path) -> Path:
    """`<suite>.json`, `<suite>.svg` and `<suite>.md` in `folder`; the path of the Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    name = str(figures["suite"])
    keep(figures, folder / f"{name}.json")
    (folder / f"{name}.svg").write_text(chart(figures), encoding="utf-8")
    path = folder / f"{name}.md"
    path.write_text(markdown(figures), encoding="utf-8")
    return path


def markdown(figures: Mapping[str, Any]) -> str:
    """The report a person reads: figures with n and interval, versions, failures by cause."""
    name = figures["suite"]
    latency = figures["latency_ms"]
    lines = [
        f"# Conversations over the demo shop: {name}",
        "",
        f"Mind {', '.join(figures['minds']) or '-'}, prompts {', '.join(figures['prompt_versions']) or '-'}, "
        f"catalogue version {figures['catalog_version']}. A case passes when every turn of it does; "
        "brackets are 95 % Wilson intervals.",
        "",
        f"![pass rate by area]({name}.svg)",
        "",
        "| what | figure |",
        "|---|---|",
        f"| cases passed | {_figure(figures)} |",
        *(f"| {name} | {_figure(rate)} |" for name, rate in figures["by_language"].items()),
        *(f"| {name} | {_figure(rate)} |" for name, rate in figures["by_half"].items()),
        *(f"| not held | {one} |" for one in figures["skipped"]),
        f"| allergen breaches | {figures['allergen_breaches']} |",
        f"| diet breaches | {figures['diet_breaches']} |",
        f"| turns | {figures['turns']} |",
        f"| turn time | p50 {latency['p50']} ms, p95 {latency['p95']} ms, max {latency['max']} ms |",
        "",
        "| area | passed |",
        "|---|---|",
        *(f"| {area} | {_figure(rate)} |" for area, rate in figures["by_area"].items()),
    ]
    if figures["failures"]:
        lines += ["", "## What failed", "", "| case | turn | said | cause | seen |", "|---|---|---|---|---|"]
        for failure in figures["failures"]:
            for one in failure["problems"]:
                cells = (failure["id"], str(one["turn"]), one["said"], one["cause"], one["detail"][:200])
                lines.append(
                    "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in cells) + " |"
                )
    return "\n".join(lines) + "\n"


def chart(figures: Mapping[str, Any]) -> str:
    """Pass rate by language and area as SVG: a bar each, its interval as a whisker."""
    rows = [("all", figures), *figures["by_language"].items(), *figures["by_area"].items()]
    height = _ROW * len(rows) + 46
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_LEFT + _BAR + 110}" height="{height}" '
        'font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="8" y="18" font-size="14" font-weight="bold">{escape(str(figures["suite"]))}: '
        "cases passed, 95 % interval</text>",
    ]
    for place, (name, rate) in enumerate(rows):
        top, share = 32 + place * _ROW, rate["rate"] or 0.0
        low, high = (_LEFT + _BAR * end for end in rate["interval"])
        middle = top + 8
        parts += [
            f'<text x="{_LEFT - 8}" y="{top + 12}" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{_LEFT}" y="{top}" width="{_BAR}" height="16" fill="#eee"/>',
            f'<rect x="{_LEFT}" y="{top}" width="{_BAR * share:.1f}" height="16" '
            f'fill="{"#2f7d4f" if share >= 0.95 else "#d08b1d"}"/>',
            f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{middle}" y2="{middle}" '
            'stroke="#222" stroke-width="1.5"/>',
            f'<text x="{_LEFT + _BAR + 8}" y="{top + 12}">{rate["passed"]}/{rate["n"]} ({share:.0%})</text>',
        ]
    target = _LEFT + 0.95 * _BAR
    parts.append(
        f'<line x1="{target}" x2="{target}" y1="28" y2="{height - 14}" stroke="#b00" stroke-dasharray="3 3"/>'
        f'<text x="{target - 12}" y="{height - 2}" fill="#b00" font-size="10">95 %</text>'
    )
    return "\n".join([*parts, "</svg>"]) + "\n"
