"""What an utterance does: the rules' cues where they are exact, else what the examples make likely."""

import re
from collections.abc import Callable
from typing import NamedTuple

from assistant.domain.dialogue import Session
from assistant.understanding.acts import GOODS, STORE, VALUE, Act, Classifier, slotted
from assistant.understanding.followup import turns_down
from assistant.understanding.intent import PUTS_IN, Cue
from assistant.understanding.reading import Reading
from assistant.understanding.references import THAN
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

_SURE = 0.5
"""From here on the classifier may say what no rule says."""
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
NAMELESS: frozenset[Act] = frozenset({"more", "greeting", "thanks", "handoff", "decline"})
"""Acts of sentences that name nothing: with goods or a value named, the sentence looks for them."""
_NOT_SHOWING: frozenset[Act] = frozenset({"cart_add", "cart_change", "cart_remove", "thanks", "decline"})
"""What nobody does who wants to see goods."""
_VERY_SURE = 0.75
_TELLS = 0.6
"""How much more than others a word must speak of the act to be one of its words."""
_COLOURED = re.compile(r"[가-힣]{1,3}[란얀간런란은]")
"""파란, 하얀, 빨간, 검은: colours without their 색."""
_LESS = re.compile(
    r"(?:더|좀)\s?(?:싼|저렴|비싼|작은|큰|가벼운|좋은)"
    r"|(?<!the )(?<!'d )(?<!had )\b"
    r"(?:cheaper|pricier|lighter|heavier|smaller|bigger|larger|nicer|better|warmer|softer)\b(?!\))"
)
_WORD = re.compile(r"[가-힣]+|[a-z']+")
_SHOWN = re.compile(
    r"(?:보여|찾아|골라|추천해)\s?(?:줘|주|줄|달라)\S*\W*$|(?:으?로|도|을|를)\s(?:좀\s)?볼(?:게|래)\S*\W*$"
    r"|^\W*(?:\w+,? ){0,2}(?:(?:can|could|would) you )?(?:please )?(?:show|find) me\b"
)
"""만원 이하로 보여 주세요, 세단으로 볼게요: wants to see goods."""


class Doing(NamedTuple):
    """The cues that hold; the act the classifier added or agrees with, "" when the rules alone spoke or none
    knows; and the act it thinks likely, whatever the rules say.
    guessed: the act stands on the examples alone, which are so `sure`."""

    cues: frozenset[Cue]
    act: Act | str = ""
    likely: Act | str = ""
    guessed: bool = False
    sure: float = 1.0


def doing(low: str, cues: frozenset[Cue], session: Session, vocabulary: Vocabulary) -> Doing:
    """`cues` and what else the utterance does in this session."""
    text = slotted(low, slot_of(vocabulary))
    heard = vocabulary.acts.hear(text)
    if not heard or heard[0].sure < _SURE:
        return Doing(cues)
    act, sure = heard[0].act, heard[0].sure
    if _CUES.get(act) in cues:
        return Doing(cues, act, act)
    names = any(sign in text for sign in (GOODS, VALUE))
    ruled = bool(cues & _RULED) and (act not in _UNRULED or sure < _VERY_SURE)
    if act == "cart_add" and (looks_for_less(low, session) or turns_down(low)):
        return Doing(cues, "", act)
    if act in _NOT_SHOWING and only_shows(low):
        return Doing(cues)
    if act not in _CUES or ruled or not _possible(act, session) or (names and act in NAMELESS):
        return Doing(cues, "", act)
    return Doing(cues | {_CUES[act]}, act, act, guessed=True, sure=sure)


def only_shows(low: str) -> bool:
    """Whether goods are to be shown, and nothing is put in: 만원 이하로 보여 주세요."""
    return bool(_SHOWN.search(low)) and not PUTS_IN.search(low)


def looks_for_less(low: str, session: Session) -> bool:
    """더 싼 걸로 주세요 wants others, unless two were just held side by side."""
    return bool(THAN.search(low) or _LESS.search(low)) and len(session.focus) != 2


def take_words(reading: Reading, act: Act | str, vocabulary: Vocabulary) -> None:
    """Take the words that say the act: what is left names what it is done to."""
    if act not in _CUES:
        return
    known, classifier = slot_of(vocabulary), vocabulary.acts
    spans = [
        match.span() for match in _WORD.finditer(reading.rest) if _says(match[0], act, classifier, known)
    ]
    for start, end in spans:
        reading.take(start, end)


def _says(word: str, act: Act | str, classifier: Classifier, known: Callable[[str], str]) -> bool:
    return slotted(word, known) == word and classifier.speaks_of(word, act) > _TELLS  # type: ignore[arg-type]


def _possible(act: Act, session: Session) -> bool:
    """Acts that lean on what was shown or lies in the cart need it."""
    if act in ("cart_change", "cart_remove", "cart_clear"):
        return bool(session.cart.lines)
    if act in ("cart_add", "more", "compare", "back"):
        return bool(session.shown)
    return act != "drop" or bool(session.constraints)


def slot_of(vocabulary: Vocabulary) -> Callable[[str], str]:
    """What stands for a word of an utterance over this catalogue (acts.Slot)."""

    def slot(word: str) -> str:
        senses = vocabulary.terms.get(key_of(word), ())
        if any(sense.kind in ("type", "category") for sense in senses):
            return GOODS
        if senses:
            return VALUE
        if _COLOURED.fullmatch(word) and vocabulary.terms.get(f"{word}색"):
            return VALUE
        if word in vocabulary.shop.store_words:
            return STORE
        return GOODS if len(word) > 1 and vocabulary.knows(word) else ""

    return slot
