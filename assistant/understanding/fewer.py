"""Some of several needs are left: just the bag, 와인잔은 됐고 접시만요."""

import re
from dataclasses import replace

from assistant.domain.dialogue import Session
from assistant.understanding.hear import Heard
from assistant.understanding.query import first_named
from assistant.understanding.reading import runs_of
from assistant.understanding.terms import key_of

_ONLY = re.compile(r"\b(?:just|only)\b|[가-힣]만(?:요|은|을)?(?=[\s,.!?~]|$)")


def of_fewer_needs(heard: Heard, session: Session) -> tuple[Heard, Session]:
    """The utterance and the running request once some of its needs are turned down, or only some are named
    still; both unchanged where all of them stay. What is turned down is only no longer looked for."""
    refused = [need for need in session.needs if _is_named(need, heard.rejected)]
    named = [need for need in session.needs if need not in refused and _is_named(need, heard.keys)]
    whole = [need for need in named if set(_keys(need)) <= set(heard.keys)]
    named = whole if len(whole) == 1 else named  # laundry detergents, beside those for the dishwasher
    stay = [need for need in session.needs if need not in refused]
    alone = len(named) == 1 and _names_no_other(named[0], heard)
    left = named if named and (alone or _ONLY.search(heard.low)) else stay
    if len(session.needs) < 2 or not left or len(left) == len(session.needs):
        return heard, session
    gone = {_head(need) for need in refused}
    heard = replace(
        heard,
        rejected=tuple(key for key in heard.rejected if key not in gone),
        conditions=tuple(
            one
            for one in heard.conditions
            if not (gone and one.facet == "category" and one.op in ("ne", "not_in"))
        ),
    )
    of_plan = session.plan is not None and set(session.needs) <= set(session.plan.needs)
    session = replace(session, query=" ".join(left), needs=tuple(left) if len(left) > 1 else ())
    if of_plan:
        # What the whole plan may cost is no limit of one of its needs.
        kept = tuple(one for one in session.constraints if one.facet != "price")
        session = replace(session, constraints=kept, budget=None)
    return heard, session


def _names_no_other(need: str, heard: Heard) -> bool:
    """Whether all the goods named are those of the need: red helmets, and no helmet bag."""
    own = {*_keys(need), *(key_of(word) for word in need.lower().split())}
    return all(noun in own for noun in heard.nouns if noun in heard.keys)


def _head(need: str) -> str:
    words = _keys(need)
    return words[-1] if words else ""


def _keys(need: str) -> list[str]:
    """The words that name it, as they are heard: t and shirt of a T-shirt."""
    return [key_of(run.text) for run in runs_of(" ".join(first_named(need)).lower())]


def _is_named(need: str, keys: tuple[str, ...]) -> bool:
    return _head(need) in keys or key_of(need) in keys
