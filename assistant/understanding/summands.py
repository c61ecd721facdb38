# ruff: noqa: E501 - patterns are data: one line each reads best
"""Of which goods a sum is asked, and how many of each: 2 octopus and 3 cartons of milk."""

import re
from collections.abc import Mapping, Sequence

from assistant.domain.dialogue import Session
from assistant.domain.product import Product
from assistant.understanding.hear import Heard, fallback, hear
from assistant.understanding.mentions import mentions
from assistant.understanding.named import bearing, named
from assistant.understanding.names import known_skus
from assistant.understanding.numerals import ENGLISH_WORD, KOREAN_COUNT, count
from assistant.understanding.query import keys_left
from assistant.understanding.reading import Reading
from assistant.understanding.story import asking
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

COUNTER = (
    r"개|병|봉지?|팩|박스|상자|켤레|벌|장|권|대|캔|통|송이|마리|단|모|자루|세트|묶음|판|잔|컵|줄|그루|자리"
)
_OF_SEVERAL = re.compile(
    r"(?<![가-힣])(?:뭐가|어느|어떤|더|싸\S*|싼\S*|비싸\S*|비싼\S*|저렴\S*|비교\S*|알려\S*|있는지|인지|각각|총|전부|모두|그럼|그러면)(?![가-힣])|\b(?:is|are|was|what(?:'?s)?|which|the|a|an|me|tell|know|i|want to|u|you|can|please|pls|and|so|then|ok|with|if|we|they|them|does|cheaper|less|more|of)\b|합(?:치|쳐|하|해|산)\S*|다\s?(?:하면|해서)|총액\S*|합계\S*|나[와오]\S*|(?<![가-힣])나나\S*|들[어까]\S*|둘\s?다|셋\s?다|같이\s?(?:사|하)면|가격\S*|값\S*|차이\S*|얼마\S*|사면|\b(?:together|both|altogether|total|combined|in all|sum|prices?|prices? of|how much|cost|costs|difference|diff|between|for|would|it|be|more|extra|me|than|compared (?:with|to)|if i (?:buy|get|take)|add up to|come to|each|do they|do|they|whats|what's)\b"
)
_PARTS = re.compile(
    r"(?<=[가-힣a-z0-9])보다\s|(?<=[가-힣a-z0-9])(?:이|가|은|는)\s(?=(?:\S+\s){0,2}\S+보다\s)|(?<=[가-힣a-z0-9])(?:이랑|랑|하고)\s|(?<=[가-힣])(?:와|(?<![사모약한유])과)\s|그리고|,|&|\+|/|\bvs\.?\b|\bversus\b|\b(?:together|along) with\b|\band\b|\bplus\b|\bthan\b|\bor\b"
)
_SO_MANY_OF = rf"(?:(?:{KOREAN_COUNT}|\d{{1,2}})\s?(?:{COUNTER})|하나|둘|셋|넷)"
_COUNTED = re.compile(
    rf"^(?:(?P<n>[1-9]\d?|{ENGLISH_WORD}) (?!l\b|ml\b|g\b|kg\b|pack\b|in\b)(?P<what>.+)|(?P<what2>\S.*?)\s(?P<n2>하나|둘|셋|넷|(?:{KOREAN_COUNT}|\d{{1,2}})(?=\s?(?:{COUNTER})))(?:\s?(?:{COUNTER}))?(?:이?면|은|는|을|를|만|씩|요|이요)?)$"
)
"""2 octopus, 3 cartons of milk, 사과 세 개면, 우유 1l 하나."""
_CONTAINER = re.compile(
    rf"\b(\d{{1,2}}|an?|{ENGLISH_WORD}) [a-z]{{3,}} of (?!them|those|these|the\b|it\b|that|this|each)"
)
"""Three cartons of milk."""
_COUNTED_OFF = re.compile(rf"(?<=\s)({_SO_MANY_OF})\s+(?=\S+\s(?:\S+\s)?{_SO_MANY_OF})")
"""사과 3개 배 2개: what was counted ends there."""
_MEASURED = re.compile(
    r"(?<![\d.])(?P<n>\d+)\s?(?P<unit>ml|l|g|kg|gb|tb|cm|mm|w|그램|킬로|리터|미리)(?: ones?)?$"
)
_UNIT_WRITTEN = {"그램": "g", "킬로": "kg", "리터": "l", "미리": "ml"}
MOST_NAMED = 4
"""Products named in one sum at most."""


_THAN = re.compile(r"\bthan\b|보다")
"""What stands behind it is held beside the other, and not turned down."""


def beside_focus(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[str, ...]:
    """How much more is the 2 kg one: the one spoken of, and the one named beside it; () for any other number."""
    found = mentions(heard.low, session, vocabulary, shown)
    than = bool(_THAN.search(heard.low))
    named = {one.sku for one in found if (than or not one.refused) and not one.vague and one.how != "all"}
    focus = fallback(heard, session)[:1]
    others = tuple(named - set(focus))
    return (*focus, *others) if focus and len(others) == 1 else ()


def each_named(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]:
    """The SKUs the parts of the sentence name; else, where one names none for sure, the names; and how many of
    each. All () when a part names nothing, or all of them name one product."""
    low = _COUNTED_OFF.sub(r"\1, ", _CONTAINER.sub(r"\1 ", asking(heard.low)))
    parts = [" ".join(_OF_SEVERAL.sub(" ", one).split()).strip(" ?.!~") for one in _PARTS.split(low)]
    counted = [_COUNTED.match(one) for one in parts if one]
    parts = [
        (match["what"] or match["what2"]) if match else one
        for match, one in zip(counted, filter(None, parts), strict=True)
    ]
    numbers = tuple((count(match["n"] or match["n2"]) or 1) if match else 1 for match in counted)
    if not 2 <= len(parts) <= MOST_NAMED:
        return (), (), ()
    parts = [_as_written(part, vocabulary) for part in parts]
    keys = [keys_left(Reading(part), vocabulary) for part in parts]
    just = [_looked_for(one, session) for one in keys]
    if not all(keys) or not all(
        seen or any(_is_sold(key, vocabulary) for key in one) for one, seen in zip(keys, just, strict=True)
    ):
        return (), (), ()
    called = [
        [key for key in one if not (key[0].isdigit() and vocabulary.products_for(key))] or one for one in keys
    ]
    if any(not seen and not _is_sold(one[-1], vocabulary) for one, seen in zip(called, just, strict=True)):
        return (), (), ()
    words = [key for one in keys for key in one]
    own = [key for key in words if not any(key in other and key != other for other in words)]
    if len(own) > 1 and not all(counted) and frozenset.intersection(*map(vocabulary.naming, own)):
        return (), (), ()
    found = [
        _one(part, one, heard, session, vocabulary, shown) or seen
        for part, one, seen in zip(parts, keys, just, strict=True)
    ]
    if all(found) and len(set(found)) == len(found):
        return tuple(one for one in found if one), (), numbers
    return (), tuple(parts), numbers


def _looked_for(keys: Sequence[str], session: Session) -> str:
    """The one in focus, where it was found by these very words; "" else."""
    query = {key_of(word) for word in session.query.split()}
    return next(iter(session.focus), "") if keys and query.issuperset(keys) else ""


def _as_written(part: str, vocabulary: Vocabulary) -> str:
    """The 887 ml one, as the shop writes it: 887ml, or 887 alone."""
    match = _MEASURED.search(part)
    if match is None:
        return part
    whole = match["n"] + _UNIT_WRITTEN.get(match["unit"], match["unit"])
    return part[: match.start()] + (whole if vocabulary.products_for(whole) else match["n"])


def _one(
    part: str,
    keys: list[str],
    heard: Heard,
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
) -> str | None:
    again = hear(Reading(part), heard.language, session, vocabulary, shown).pointed
    if again.skus and again.how in ("sku", "ordinal", "value", "rank"):
        return again.skus[0]
    for among in (session.last_shown, [*session.spoken, *session.focus, *known_skus(session)]):
        if found := named(keys, session, vocabulary, among, shown=shown):
            return found
    return named(keys, session, vocabulary, partly=len(keys) > 1, shown=shown)


def _is_sold(key: str, vocabulary: Vocabulary) -> bool:
    return bool(bearing(key, vocabulary)) or vocabulary.is_goods(key)
