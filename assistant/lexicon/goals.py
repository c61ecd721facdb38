"""What people set out to do, and the product types it takes: a table shipped as data."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assistant.domain.text import Language
from assistant.lexicon.words import fold


@dataclass(frozen=True, slots=True)
class Need:
    """One kind of thing a goal takes: `kinds` are English lexicon forms, any of which will do, the most
    fitting first. `essential` ones come before the rest."""

    kinds: tuple[str, ...]
    essential: bool


@dataclass(frozen=True, slots=True)
class Goal:
    """`ko`, `en`: words that name it. `wide`: so general that any other goal named beside it is meant."""

    goal_id: str
    ko: tuple[str, ...]
    en: tuple[str, ...]
    needs: tuple[Need, ...]
    wide: bool = False

    def name(self, language: Language) -> str:
        return self.ko[0] if language == "ko" else self.en[0]


@dataclass(frozen=True, slots=True)
class Named:
    """A goal found in an utterance, and where its words stand."""

    goal: Goal
    start: int
    end: int


class Goals:
    """The goals, found by their words."""

    def __init__(self, goals: Iterable[Goal]) -> None:
        self.by_id = {goal.goal_id: goal for goal in goals}
        self._patterns = [(goal, _pattern(goal)) for goal in self.by_id.values()]

    def named_in(self, text: str) -> Named | None:
        """The goal `text` names: the most particular, then the longest words, then the first of the table;
        None when it names none."""
        folded = fold(text)
        found = [
            (goal.wide, match.start() - match.end(), place, Named(goal, *match.span()))
            for place, (goal, pattern) in enumerate(self._patterns)
            for match in pattern.finditer(folded)
        ]
        if not found:
            return None
        return min(found, key=lambda one: (one[0], 0 if one[0] else one[1], one[2]))[3]


@lru_cache(maxsize=1)
def load_goals() -> Goals:
    """The goals shipped with the product."""
    text = files("assistant.lexicon").joinpath("data", "goals.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return Goals(
        Goal(
            goal_id=row["goal"],
            ko=tuple(row["ko"].split("|")),
            en=tuple(row["en"].split("|")),
            needs=tuple(
                Need(tuple(need.removesuffix("*").split("/")), need.endswith("*"))
                for need in row["needs"].split("|")
            ),
            wide=row["wide"] == "yes",
        )
        for row in rows
    )


def _pattern(goal: Goal) -> "re.Pattern[str]":
    """English words whole; Korean ones from the start of a word, whatever follows, spaces free."""
    korean = (r"\s?".join(map(re.escape, form.split())) for form in sorted(goal.ko, key=len, reverse=True))
    english = "|".join(map(re.escape, sorted(goal.en, key=len, reverse=True)))
    return re.compile(rf"(?<![가-힣])(?:{'|'.join(korean)})|\b(?:{english})\b")
