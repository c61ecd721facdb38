"""What people set out to do or want to be rid of, and the product types it takes: a table shipped as data."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

from assistant.domain.text import Language
from assistant.lexicon.words import fold

About = Literal["", "problem", "food", "meal", "gift"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Need:
    """One kind of thing a goal takes: `kinds` are English lexicon forms, any of which will do, the most
    fitting first. `essential` ones come before the rest."""

    kinds: tuple[str, ...]
    essential: bool


@dataclass(frozen=True, slots=True)
class Goal:
    """`ko`, `en`: words that name it; the first is also what it is called.

    about: "problem", something to be rid of or put up with: naming it is asking for help; "food", something
    to eat or drink: naming it is asking for it; "meal", food whose name also tells the time of day; "gift",
    somebody to give to; "", anything else one sets out to do.
    wide: so general that any other goal named beside it is meant."""

    goal_id: str
    ko: tuple[str, ...]
    en: tuple[str, ...]
    needs: tuple[Need, ...]
    wide: bool = False
    about: About = ""

    def name(self, language: Language) -> str:
        return self.ko[0] if language == "ko" else self.en[0]

    @property
    def eaten(self) -> bool:
        return self.about in ("food", "meal")

    def words(self) -> tuple[str, ...]:
        """What a text that speaks of the goal may say."""
        forms = (form.removesuffix("*") for form in (*self.ko, *self.en) if "+" not in form)
        return tuple(form for form in forms if len(form) > 1)


@dataclass(frozen=True, slots=True)
class Named:
    """A goal found in an utterance, and where its words stand: from `start` to `end`, each of them in
    `spans`."""

    goal: Goal
    start: int
    end: int
    spans: tuple[Span, ...] = ()


class Goals:
    """The goals, found by their words."""

    def __init__(self, goals: Iterable[Goal]) -> None:
        self.by_id = {goal.goal_id: goal for goal in goals}
        self._patterns = [(goal, _pattern(goal), _parted(goal)) for goal in self.by_id.values()]

    def named_in(self, text: str) -> Named | None:
        """The goal `text` names: the most particular, a problem before what one was doing when it came up,
        then the longest words, then the first of the table; None when it names none."""
        return _named(self, fold(text))

    def find(self, folded: str) -> Named | None:
        """`named_in` of a folded text."""
        found = [
            Named(goal, min(spans)[0], max(end for _, end in spans), spans)
            for goal, whole, parted in self._patterns
            for spans in _spans(folded, whole, parted)
        ]
        found = [one for one in found if not any(_is_begun(one, other) for other in found)]
        found = [one for one in found if _is_cause(one, folded)] or found
        return min(found, key=lambda one: _rank(one.goal, one.spans), default=None)


_BECAUSE = re.compile(r"because of (?:\w+ )?$|(?:thanks|due) to (?:\w+ )?$|from (?:all )?the $")
_CAUSES = re.compile(r"(?:들)?\s?(?:때문|탓|덕)")


def _is_cause(one: Named, folded: str) -> bool:
    """Whether the rest comes of it: 모기 때문에 잠을 못 자요, no sleep because of mosquitoes."""
    start, end = one.spans[0][0], one.spans[-1][1]
    return bool(_CAUSES.match(folded, end) or _BECAUSE.search(folded[:start]))


def _is_begun(one: Named, other: Named) -> bool:
    """Whether the words of one goal end inside those of another of its sort: make kimchi, said of kimchi
    stew. A wide one never takes another's place."""
    alike = one.goal.about == other.goal.about and not other.goal.wide
    start, end = one.spans[-1]
    return alike and any(start < begins < end < ends for begins, ends in other.spans)


@lru_cache(maxsize=256)
def _named(goals: Goals, folded: str) -> Named | None:
    """One turn asks several times."""
    return goals.find(folded)


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
            about=cast(About, row["about"]),
        )
        for row in rows
    )


Pattern = re.Pattern[str]
_PARTICLE = (
    r"(?=$|[^가-힣]|(?:이|가|은|는|을|를|의|도|에|에서|에는|와|과|랑|이랑|하고|들|들이|들은|들을|들도|한테|에게|께|때문에|땜에)(?![가-힣])"
    r"|(?:때문|땜|없애|심[한해]|많|생기|생겨|나는|나서|나요|나고|난|났|날|핀|걱정))"
)
"""What may follow a noun for it to be that noun: 모기가, but not 모기장."""


def _pattern(goal: Goal) -> Pattern:
    forms = [form for form in (*goal.ko, *goal.en) if "+" not in form]
    return re.compile("|".join(_part(form, goal) for form in sorted(forms, key=len, reverse=True)) or r"(?!)")


def _parted(goal: Goal) -> list[list[Pattern]]:
    """Forms of several parts ("차+냄새"), all of which must stand somewhere, in any order."""
    forms = [form.split("+") for form in (*goal.ko, *goal.en) if "+" in form]
    return [[re.compile(_part(part, goal, apart=True)) for part in parts] for parts in forms]


def _part(form: str, goal: Goal, *, apart: bool = False) -> str:
    """English words whole, unless "*" leaves the end open, and no dust-proof for dust; Korean ones from the
    start of a word, spaces free, whatever follows; of a problem or a person, standing alone, as a noun and
    its particle."""
    open_end, words = form.endswith("*"), form.removesuffix("*")
    if words.isascii():
        guarded = r"(?![\s-](?:proof|resistant|free)\b)" if goal.about == "problem" else ""
        return rf"\b{re.escape(words)}" + ("" if open_end else r"\b") + guarded
    korean = r"\s?".join(map(re.escape, words.split()))
    noun = goal.about in ("problem", "gift") and not open_end and not apart and " " not in words
    return rf"(?<![가-힣]){korean}" + (_PARTICLE if noun else "")


def _rank(goal: Goal, spans: tuple[Span, ...]) -> tuple[bool, bool, int]:
    length = sum(end - start for start, end in spans)
    return goal.wide, goal.about != "problem", 0 if goal.wide else -length


def _spans(text: str, whole: Pattern, parted: list[list[Pattern]]) -> Iterator[tuple[Span, ...]]:
    for match in whole.finditer(text):
        yield (match.span(),)
    for parts in parted:
        found = [one.span() for one in (part.search(text) for part in parts) if one]
        if len(found) == len(parts):
            yield tuple(sorted(set(found)))
