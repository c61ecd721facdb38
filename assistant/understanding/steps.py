"""What one message does one after another, told by what each of its sentences does: he'd love the second.
stick it in the basket, and how much have I got in there now?
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.domain.dialogue import Session
from assistant.domain.product import Product
from assistant.understanding.acting import slot_of
from assistant.understanding.allergens import keys_named
from assistant.understanding.asks import topics_in
from assistant.understanding.clauses import LONG, speaks_of_health
from assistant.understanding.dealing import Deed
from assistant.understanding.intent import cues_of
from assistant.understanding.kin import KIN
from assistant.understanding.lines import RESIZED
from assistant.understanding.meant import Meaning
from assistant.understanding.mentions import Mention, mentions
from assistant.understanding.normalise import lowered
from assistant.understanding.questions import second_asked
from assistant.understanding.reading import runs_of
from assistant.understanding.returning import BACK_TO
from assistant.understanding.sentence import likely_deeds
from assistant.understanding.terms import key_of, strip_particle
from assistant.understanding.vocabulary import Vocabulary

_CUT = re.compile(
    r"(?<=[.!?])\s+(?=\S)|,\s+(?=(?:and|but|plus|oh|also)\b)"
    r"|\s(?=(?:and|but) (?:do|how|what|is|are|can|could|show|some|tell|where|when"
    r"|add|put|forget|drop|remove|take|swap|make|give|throw|skip|lose|leave)\b)"
    r"|(?<=[가-힣])[,]?\s(?=(?:그리고|근데|그런데|그럼)\s)|(?<=[담넣빼하]고)[,]?\s|(?<=주시고)[,]?\s"
    r"|(?<=[ㅋㅎㅠㅜ~])\s+(?=\S)|(?<=[네어아해예에게래죠]요)\s+(?=\S)"
)
"""Where another sentence, or another clause that does something, may begin."""
_TAKEN_BACK = re.compile(
    r"^\W*(?:(?:oh|ah|um+|hm+)\W+)?"
    r"(?:no\b|wait\b|actually\b|hold on\b|sorry\b|scratch that\b|아니\b|아니다|잠깐|아\s?참)"
)
_ON_CONDITION = re.compile(r"\b(?:if|unless|as long as|provided)\b|(?:으|라|다|있|없|괜찮)면\s")
_IT = re.compile(
    r"\b(?:it|them|that|this|these|those|ones?|both|all|first|second|third|last|cheapest)\b"
    r"|(?:그|이|저|요)(?:거|것|걸|건)|걸로|번째|하나|둘\s?다|모두|전부"
)
_TAKES_OUT = re.compile(
    r"\b(?:remove|forget|drop|skip|lose|delete|scrap|without|out)\b|빼|삭제|취소|지워|없애|됐고"
)
_MATTERS = re.compile(
    r"\b(?:for|not?|without|only|cheap\w*|small\w*|big\w*|large\w*|light\w*|size|budget|colou?r|afford)\b"
    r"|예산|사이즈|싸|비싸|저렴|말고|빼고|만\s|큰|작은|가벼|색"
)
"""Words by which a remark may tell what is wanted."""
_SURE, _IDLE = 0.7, 0.8
"""How likely a sentence must do its deed to be heard apart, and be a remark to be left out."""
_MOST = 4
"""Sentences of a message at most: more is a story."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A sentence, where it stands, and what it does: "" where that is in doubt. points: at goods seen; names:
    by name; goods: others are named; idle: it is a mere remark."""

    start: int
    end: int
    does: str
    points: bool
    names: bool
    goods: bool
    idle: bool


def steps(
    text: str,
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
    meaning: Meaning | None,
) -> tuple[str, ...]:
    """The parts of `text` to be heard one after another, where one orders and another asks or looks for
    goods, one asks of goods shown and another looks for others, or two things are asked; one part otherwise,
    and where it speaks of an allergy. What is a mere remark, and names nothing, is left out."""
    low = lowered(text)
    if len(text) > LONG or len(low) != len(text):
        return (text,)
    spans, second = list(_spans(low)), second_asked(low)
    if speaks_of_health(text) or (keys_named(low) and not (second and "allergen" not in topics_in(low))):
        return (text,)
    if second:
        both = [(0, second), (second, len(low))]
        told = _told(low, both, session, vocabulary, shown, meaning)
        if told[0].does in ("asks", "") and told[1].does == "asks":
            return text[:second].strip(" ,"), text[second:]
    if BACK_TO.match(text) or keys_named(low) or not 2 <= len(spans) <= _MOST or _ON_CONDITION.search(low):
        return (text,)
    told = _told(low, spans, session, vocabulary, shown, meaning)
    if any(one.does and _TAKEN_BACK.search(low[one.start : one.end]) for one in told[1:]):
        return (text,)
    counted = [one for one in told if not one.idle]
    if counted and (session.shown or any(one.goods for one in counted)):
        told = counted
    groups = _groups(told)
    if not session.shown or not _are_apart(groups):
        groups = [told]
    return tuple(" ".join(text[one.start : one.end].strip(" ,") for one in group) for group in groups)


def _spans(low: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _CUT.finditer(low):
        if runs_of(low[start : match.start()]):
            yield start, match.start()
            start = match.end()
    if runs_of(low[start:]):
        yield start, len(low)


def _told(
    low: str,
    spans: Sequence[tuple[int, int]],
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
    meaning: Meaning | None,
) -> list[_Step]:
    pieces = [(low[start:end], mentions(low[start:end], session, vocabulary, shown)) for start, end in spans]
    deeds = likely_deeds(pieces, slot_of(vocabulary), meaning)
    return [
        _step(span, piece, found, likely, vocabulary)
        for span, (piece, found), likely in zip(spans, pieces, deeds, strict=True)
    ]


def _step(
    span: tuple[int, int],
    piece: str,
    found: Sequence[Mention],
    likely: Mapping[Deed, float],
    vocabulary: Vocabulary,
) -> _Step:
    does = _does(piece, likely)
    points = any(one.seen for one in found) or bool(_IT.search(piece))
    idle = likely.get("talk", 0.0) >= _IDLE and not found and not _tells_something(piece, vocabulary)
    return _Step(*span, does, points, bool(found), not found and _names_goods(piece, vocabulary), idle)


def _does(piece: str, likely: Mapping[Deed, float]) -> str:
    """ "takes", "alters", "asks" or "finds", "" in doubt. What goes out is no order, however it sounds."""
    take, alter = likely.get("take", 0.0), likely.get("alter", 0.0)
    if take + alter >= _SURE:
        return "alters" if alter > take or _TAKES_OUT.search(piece) else "takes"
    ask, find = likely.get("ask", 0.0), likely.get("find", 0.0)
    if ask + find >= _SURE and ("?" in piece or max(ask, find) >= _SURE):
        return "asks" if ask > find else "finds"
    if RESIZED.search(piece):
        return "alters"
    cues = cues_of(piece.strip())
    return "takes" if "cart_add" in cues and "question" not in cues else ""


def _tells_something(piece: str, vocabulary: Vocabulary) -> bool:
    """Whether it has a number, somebody, a word of the shop's or a condition."""
    if any(char.isdigit() for char in piece) or _MATTERS.search(piece):
        return True

    def known(word: str) -> bool:
        return word in KIN or bool(vocabulary.terms.get(key_of(word)))

    return any(known(strip_particle(run.text, known)) for run in runs_of(piece))


def _names_goods(piece: str, vocabulary: Vocabulary) -> bool:
    return any(
        vocabulary.is_goods(key_of(strip_particle(run.text, vocabulary.is_goods))) for run in runs_of(piece)
    )


def _groups(told: Sequence[_Step]) -> list[list[_Step]]:
    """Neighbours that do the same, remarks with what they follow, or stand before."""
    labels: list[str] = []
    for one in told:
        labels.append(one.does or (labels[-1] if labels else ""))
    if not labels[0]:
        labels[0] = next((label for label in labels if label), "")
    numbered = groupby(zip(labels, told, strict=True), key=lambda pair: pair[0])
    return [[one for _, one in group] for _, group in numbered]


def _are_apart(groups: Sequence[Sequence[_Step]]) -> bool:
    """Whether each part does something of its own: an order points at what it takes, what is looked for
    beside a question is other goods than those asked of."""
    if len(groups) < 2:
        return False
    kinds = {next((one.does for one in group if one.does), "") for group in groups}
    for group in groups:
        does = {one.does for one in group if one.does}
        if does & {"takes", "alters"} and not any(one.points for one in group if one.does):
            return False
    if kinds & {"takes", "alters"}:
        return not _finds_first(groups)
    asks = [one for group in groups for one in group if one.does == "asks"]
    finds = [one for group in groups for one in group if one.does == "finds"]
    return any(one.points and not one.goods for one in asks) and any(
        one.goods and not one.points for one in finds
    )


def _finds_first(groups: Sequence[Sequence[_Step]]) -> bool:
    """Whether an order that names nothing follows a search: what was seen before is ordered."""
    found = False
    for group in groups:
        does = {one.does for one in group if one.does}
        if found and does & {"takes", "alters"} and not any(one.names for one in group):
            return True
        found = found or "finds" in does
    return False
