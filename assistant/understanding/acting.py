"""What an utterance does: the rules' cues where they are exact, else what the examples make likely."""

import re
from collections.abc import Callable
from typing import NamedTuple

from assistant.domain.dialogue import Session
from assistant.understanding.acts import GOODS, STORE, VALUE, Act, Classifier
from assistant.understanding.intent import Cue
from assistant.understanding.reading import Reading
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

_SURE = 0.55
"""From here on the classifier may say what no rule says: measured on held-out lines, four in five are right."""
_RULED: frozenset[Cue] = frozenset(
    {
        "profile_show", "cart_show", "cart_clear", "cart_change", "cart_add", "order_status", "reserve",
        "compare", "prefer", "complement", "substitute", "more", "policy", "stock", "aisle", "drop",
        "forget_me", "handoff", "help", "thanks", "greeting",
    }
)  # fmt: skip
"""Cues that name an act: where one fires, the rules decide."""
_CUES: dict[Act, Cue] = {
    "cart_add": "cart_add", "cart_change": "cart_change", "cart_remove": "cart_change",
    "cart_clear": "cart_clear", "cart_show": "cart_show", "more": "more", "drop": "drop",
    "compare": "compare", "greeting": "greeting", "thanks": "thanks", "handoff": "handoff",
    "back": "back", "decline": "decline",
}  # fmt: skip
_UNRULED: frozenset[Act] = frozenset({"back", "decline"})
"""Acts no rule knows; they may stand beside a rule's cue when they are very likely."""
_VERY_SURE = 0.75
_TELLS = 0.6
"""How much more than others a word must speak of the act to be one of its words."""
_WORD = re.compile(r"[가-힣]+|[a-z']+")


class Doing(NamedTuple):
    """The cues that hold and the act the classifier added, "" when the rules spoke or nobody knows."""

    cues: frozenset[Cue]
    act: Act | str


def doing(low: str, cues: frozenset[Cue], session: Session, vocabulary: Vocabulary) -> Doing:
    """`cues` and what else the utterance does in this session."""
    likely = vocabulary.acts.hear(low, _slot(vocabulary))
    if not likely:
        return Doing(cues, "")
    act, sure = likely[0].act, likely[0].sure
    if act not in _CUES or not _possible(act, session):
        return Doing(cues, "")
    ruled = bool(cues & _RULED)
    if sure < (_VERY_SURE if ruled else _SURE) or (ruled and act not in _UNRULED):
        return Doing(cues, "")
    return Doing(cues | {_CUES[act]}, act)


def take_words(reading: Reading, act: Act | str, vocabulary: Vocabulary) -> None:
    """Take the words that say the act: what is left names what it is done to."""
    if act not in _CUES:
        return
    known, classifier = _slot(vocabulary), vocabulary.acts
    spans = [
        match.span() for match in _WORD.finditer(reading.rest) if _says(match[0], act, classifier, known)
    ]
    for start, end in spans:
        reading.take(start, end)


def _says(word: str, act: Act | str, classifier: Classifier, known: Callable[[str], str]) -> bool:
    return not known(word) and classifier.speaks_of(word, act) > _TELLS  # type: ignore[arg-type]


def _possible(act: Act, session: Session) -> bool:
    """Acts that lean on what was shown or lies in the cart need it."""
    if act in ("cart_change", "cart_remove", "cart_clear"):
        return bool(session.cart.lines)
    if act in ("cart_add", "more", "compare", "back"):
        return bool(session.shown)
    return act != "drop" or bool(session.constraints)


def _slot(vocabulary: Vocabulary) -> Callable[[str], str]:
    def slot(word: str) -> str:
        senses = vocabulary.terms.get(key_of(word), ())
        if any(sense.kind in ("type", "category") for sense in senses):
            return GOODS
        if senses:
            return VALUE
        if word in vocabulary.shop.store_words:
            return STORE
        return GOODS if len(word) > 1 and vocabulary.knows(word) else ""

    return slot
