"""Some of several needs are left: just the bag, 와인잔은 됐고 접시만요."""

import re
from dataclasses import replace

from assistant.domain.dialogue import Session
from assistant.understanding.hear import Heard
from assistant.understanding.query import first_named
from assistant.understanding.terms import key_of

_ONLY = re.compile(r"\b(?:just|only)\b|[가-힣]만(?:요|은|을)?(?=[\s,.!?~]|$)")


def of_fewer_needs(heard: Heard, session: Session) -> tuple[Heard, Session]:
    """The utterance and the running request once some of its needs are turned down, or only some are named
    still; both unchanged where all of them stay. What is turned down is only no longer looked for."""
    refused = [need for need in session.needs if _is_named(need, heard.rejected)]
    named = [need for need in session.needs if need not in refused and _is_named(need, heard.keys)]
    stay = [need for need in session.needs if need not in refused]
    left = named if named and _ONLY.search(heard.low) else stay
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
    return heard, replace(session, query=" ".join(left), needs=tuple(left) if len(left) > 1 else ())


def _head(need: str) -> str:
    words = first_named(need)
    return key_of(words[-1]) if words else ""


def _is_named(need: str, keys: tuple[str, ...]) -> bool:
    return _head(need) in keys or key_of(need) in keys
