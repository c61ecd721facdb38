# ruff: noqa: E501 - patterns are data: one line each reads best
"""A second value of what one product has one of: blue ones, then red too."""

import re
from collections.abc import Sequence

from assistant.domain.dialogue import Constraint
from assistant.understanding.intent import HAVE_YOU
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

_BESIDE = re.compile(
    r"\b(?:too|as well)\b(?=\W*$|[,.;!?]|\s(?:please|then|now|if|though)\b)|\balso (?:in|from|the|be|like|consider)\b|(?<=[가-힣])도\s?(?:다\s)?(?:괜찮|상관\s?없|좋아|돼요|돼(?![가-힣])|됩니다|됨)"
)
ASKS_WHETHER = re.compile(rf"^\W*(?:(?:and|but|ok(?:ay)?|so|oh)\W+)*(?:{HAVE_YOU}|does it come)\b")
"""Is there a black one as well: what there is of that value is asked, alone."""
_EITHER = frozenset({"color", "size", "brand", "material"})
"""Facets of which one product has one value: a second is wanted instead of the first, or as well."""

_SO = re.compile(r"[가-힣](?:서|니까|는데|지만)[\s,]|\b(?:so|but|because|since)\b")
_ONLY_BEFORE = re.compile(r"\bonly (?:in |the )?$")
_ONLY_BEHIND = re.compile(r"(?:색|색상|컬러)?(?:으로|로)?만(?!큼)|(?: ones?)? only\b")


def is_only_one(low: str, since: int, start: int, end: int) -> bool:
    """까만 건 자꾸 잃어버려서 하얀색으로만요, black shows the dirt so only white: the value that ends at `since` is
    spoken of, the one from `start` to `end` is wanted."""
    only = _ONLY_BEFORE.search(low[:start]) or _ONLY_BEHIND.match(low, end)
    return bool(only) and _SO.search(low, since, start) is not None


def either(running: Sequence[Constraint], new: Sequence[Constraint], low: str) -> tuple[Constraint, ...]:
    """The new conditions; of one said beside what holds already, both values: blue ones, then red too."""
    if not _BESIDE.search(low) or ASKS_WHETHER.search(low):
        return tuple(new)
    return tuple(_or_else(one, running) for one in new)


def of_any(query: str, held: Sequence[Constraint], vocabulary: Vocabulary) -> str:
    """The query without words of values of which any will do: silver or black, where titles tell which."""
    any_of = {one.facet for one in held if one.op == "in"} & vocabulary.titled
    values = {
        word
        for word in query.split()
        for sense in vocabulary.terms.get(key_of(word), ())
        if sense.facet in any_of
    }
    return " ".join(word for word in query.split() if word not in values)


def _or_else(one: Constraint, running: Sequence[Constraint]) -> Constraint:
    if one.facet not in _EITHER or not one.hard or one.op not in ("eq", "in"):
        return one
    old = [
        value
        for held in running
        if held.facet == one.facet and held.hard and held.op in ("eq", "in")
        for value in _values(held)
    ]
    values = tuple(dict.fromkeys((*old, *_values(one))))
    return Constraint(one.facet, "in", values) if old and len(values) > 1 else one


def _values(one: Constraint) -> tuple[str, ...]:
    return tuple(map(str, one.value)) if isinstance(one.value, tuple) else (str(one.value),)
