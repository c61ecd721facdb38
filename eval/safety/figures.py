"""Counts of what went wrong, by language, with intervals; each measure beside its control."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eval.report import wilson

EXAMPLES = 12


@dataclass
class Tally:
    """How often one thing went wrong. `most`: the share that may, 0 where none may. `why` says of what."""

    name: str
    why: str = ""
    most: float = 0.0
    seen: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    bad: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    examples: list[str] = field(default_factory=list)
    control: "tuple[int, int] | None" = None
    """(gone wrong, seen) with the defence off."""

    def note(self, language: str, wrong: bool, example: str = "") -> None:
        """One case in `language`."""
        self.seen[language] += 1
        if wrong:
            self.bad[language] += 1
            if len(self.examples) < EXAMPLES:
                self.examples.append(example[:300])

    def add(self, other: "Tally") -> None:
        """Count what `other` saw as well."""
        for language, seen in other.seen.items():
            self.seen[language] += seen
            self.bad[language] += other.bad[language]
        self.examples = [*self.examples, *other.examples][:EXAMPLES]

    @property
    def n(self) -> int:
        return sum(self.seen.values())

    @property
    def wrong(self) -> int:
        return sum(self.bad.values())

    @property
    def met(self) -> bool:
        """The target holds, something was measured, and the control failed as it must."""
        failed = self.control is None or self.control[0] > 0
        return self.n > 0 and self.wrong <= self.most * self.n and failed

    def data(self) -> dict[str, Any]:
        """As JSON data: counts and 95 % Wilson intervals, all and by language."""
        return {
            "what": self.name,
            "of": self.why,
            "most": self.most,
            "met": self.met,
            "all": _rate(self.wrong, self.n),
            "by_language": {name: _rate(self.bad[name], seen) for name, seen in sorted(self.seen.items())},
            "control": None if self.control is None else _rate(*self.control),
            "examples": self.examples,
        }


def _rate(wrong: int, n: int) -> dict[str, Any]:
    low, high = wilson(wrong, n)
    return {
        "wrong": wrong,
        "n": n,
        "share": round(wrong / n, 5) if n else None,
        "interval": [round(low, 5), round(high, 5)],
    }


def controlled(tallies: Mapping[str, Tally], off: Mapping[str, Tally]) -> None:
    """Give each tally the counts of its twin taken with the defence off."""
    for name, tally in tallies.items():
        if name in off:
            tally.control = (off[name].wrong, off[name].n)
