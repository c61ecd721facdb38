# ruff: noqa: E501 - patterns are data: one line each reads best
"""What need not hold any more: 한우 아니어도 돼요, it doesn't have to be waterproof."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.domain.dialogue import Session
from assistant.domain.product import Product
from assistant.understanding.hear import Heard, hear
from assistant.understanding.reading import Reading, runs_of
from assistant.understanding.terms import key_of, strip_particle
from assistant.understanding.vocabulary import Vocabulary

_EN = re.compile(
    r"(?:\b(?:it|they|that|these|those|the \w+) )?\b(?:(?:doesn'?t|does not|don'?t|do not|needn'?t)(?: (?:have|need))?(?: to)? (?:have to )?be|not necessarily)\s(?:in |of |from |made of |an? |the )*(?P<phrase>[^.,;!?]+?)(?=\s(?:and|but|as|so|if|any ?more|either|though|really|at all)\b|\W*$|[.,;!?])"
)
_KO = re.compile(
    r"(?P<phrase>[^\s,.!?]+)(?:\s(?:제품|거|것))?\s?(?:아니어도|아니라도|아녀도|아니여도|안\s?(?:돼|되어)도|없어도|안\s?이어도)\s?(?:돼|되|됨|됩|된|괜찮|상관|좋)[가-힣]*(?:\s없\S*)?"
)


@dataclass(frozen=True)
class Needless:
    """The utterance and the running request without what need not be so, and the facets let go."""

    heard: Heard
    session: Session
    dropped: tuple[str, ...]


def needless(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Needless | None:
    """None where nothing is let go."""
    text = heard.reading.text
    match = _EN.search(heard.low) or _KO.search(heard.low)
    if match is None:
        return None
    phrase = text[match.start("phrase") : match.end("phrase")]
    rest = f"{text[: match.start()]}{' ' * (match.end() - match.start())}{text[match.end() :]}"
    alone = hear(Reading(phrase), heard.language, session, vocabulary, shown)
    if not (alone.conditions or alone.words):
        return None
    words = [strip_particle(run.text, vocabulary.knows) for run in runs_of(phrase.lower())]
    gone = {key_of(word) for word in words}
    query = " ".join(word for word in session.query.split() if key_of(word) not in gone)
    if not alone.conditions and query == session.query:
        return None
    dropped = tuple(dict.fromkeys(one.facet for one in alone.conditions))
    beside = hear(Reading(rest), heard.language, session, vocabulary, shown)
    return Needless(beside, replace(session, query=query), dropped)
