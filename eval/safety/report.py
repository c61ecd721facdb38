"""The safety report: text for a terminal, Markdown and a chart for people."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.chart import bars
from eval.keeping import keep


def text(figures: Mapping[str, Any]) -> str:
    """A line a measure, then what went wrong."""
    lines = []
    for part in figures["parts"]:
        lines.append(f"{part['part']} ({part['seconds']:.0f} s)")
        for one in part["measures"]:
            mark = "ok  " if one["met"] else "MISS"
            lines.append(f"  {mark} {one['what']} ({one['of']}): {_counts(one)}")
            if not one["met"]:
                lines += [f"         {example}" for example in one["examples"][:5]]
    speed = figures["speed"]
    if speed:
        mark = "ok  " if speed["met"] else "MISS"
        lines.append(f"  {mark} {speed['what']}: {speed['ratio']} (at most {speed['most']})")
    if faults := figures["faults"]:
        mark = "ok  " if faults["met"] else "MISS"
        lines.append(f"  {mark} faults of the endpoint, at their worst: {json.dumps(faults['worst'])}")
    return "\n".join(lines) + "\n"


def write_report(figures: Mapping[str, Any], folder: Path) -> Path:
    """`safety.json`, `safety.md` and `safety.svg` in `folder`; the path of the Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    keep(figures, folder / "safety.json")
    (folder / "safety.svg").write_text(_chart(figures["parts"]), encoding="utf-8")
    path = folder / "safety.md"
    path.write_text(_markdown(figures), encoding="utf-8")
    return path


def _markdown(figures: Mapping[str, Any]) -> str:
    lines = [
        "# Safety",
        "",
        f"Minds attacked: {', '.join(figures['minds'])}. Prompts {figures['prompt_version']}. Counts are "
        "cases gone wrong of all held; brackets are 95 % Wilson intervals; the control is the same with the "
        "defence off and must go wrong.",
        "",
        "![share of cases held](safety.svg)",
    ]
    for part in figures["parts"]:
        lines += [
            "",
            f"## {part['part'].capitalize()}",
            "",
            "| what | of | wrong | Korean | English | at most | control |",
            "|---|---|---|---|---|---|---|",
        ]
        for one in part["measures"]:
            languages = [_rate(one["by_language"].get(name)) for name in ("ko", "en")]
            control = _rate(one["control"])
            name = one["what"] if one["met"] else f"**{one['what']}: not met**"
            lines.append(
                f"| {name} | {one['of']} | {_rate(one['all'])} | {languages[0]} | {languages[1]} "
                f"| {one['most']:.0%} | {control} |"
            )
    if speed := figures["speed"]:
        lines += [
            "",
            "## Speed",
            "",
            f"Turn 20 against turn 1: {speed['ratio']} ({speed['turn_1_ms']} ms, then "
            f"{speed['turn_20_ms']} ms of processor time; medians of {speed['sessions']} sessions; "
            f"at most {speed['most']}).",
        ]
    missed = [
        one
        for part in figures["parts"]
        for one in part["measures"]
        if one["examples"] and one["all"]["wrong"]
    ]
    if missed:
        lines += ["", "## What went wrong", ""]
        lines += [f"- {one['what']}: {_cell(example)}" for one in missed for example in one["examples"][:5]]
    return "\n".join(lines) + "\n"


def _chart(parts: Sequence[Mapping[str, Any]]) -> str:
    """The share of cases that held, a bar each, worst last."""
    held: dict[str, Mapping[str, float]] = {}
    for part in parts:
        for one in part["measures"]:
            low, high = one["all"]["interval"]
            mind = one["of"].rpartition(", ")[2].removesuffix(" mind") if "mind" in one["of"] else ""
            name = f"{one['what'][:24]} {mind[:9]}".strip()
            held[name] = {"mean": 1 - (one["all"]["share"] or 0.0), "low": 1 - high, "high": 1 - low}
    return bars("share of cases that held", held, highlight="")


def _counts(one: Mapping[str, Any]) -> str:
    parts = [f"{name} {_rate(rate)}" for name, rate in one["by_language"].items()]
    control = f"; control {_rate(one['control'])}" if one["control"] else ""
    return f"{_rate(one['all'])} ({', '.join(parts)}){control}"


def _rate(rate: Mapping[str, Any] | None) -> str:
    if not rate or not rate["n"]:
        return "-"
    low, high = rate["interval"]
    return f"{rate['wrong']}/{rate['n']} [{low:.1%}, {high:.1%}]"


def _cell(words: str) -> str:
    return " ".join(words.replace("|", "/").split())[:240]
