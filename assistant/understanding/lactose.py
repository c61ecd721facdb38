# ruff: noqa: E501 - patterns are data: one line each reads best
"""What is said of lactose: whoever does not digest it may have milk made for them; an allergy to milk may not."""

import re

from assistant.domain.allergen import LACTOSE
from assistant.lexicon.lactose import FREE, LESS

_ALLERGIC = re.compile(
    r"알레르기|알러지|알르레기|알레지|과민|두드러기|가려[워움운]|숨[이\s]|붓|부어|부었|쇼크|쓰러|응급실"
    r"|allerg|hives|\brash|\bitch|\bswell|\bswollen|anaphyla|epi-?pen|throat"
)
"""An allergy, or what only an allergy does; an upset stomach is none of it."""
_FREE = re.compile(FREE)
_ASKED = re.compile(
    rf"(?:{FREE})\s?(?:인(?:가|지|거|건)|이?에요|예요|이?야(?![가-힣])|이?죠|맞|입니까|(?:거|건|제품|상품)(?:야|예요|인가|이에요|맞|죠))"
    r"|(?<!that )(?<!which )\b(?:is|are)\b(?! there)[^.,;!]{0,40}\blactose[\s-]?free\W*$"
)
"""Whether this product is, and no wish for one that is."""
_MADE_BEFORE = re.compile(rf"(?:{FREE}|{LESS})\s?$")
_LESS = re.compile(LESS)


def as_milk(keys: frozenset[str], words: str) -> frozenset[str]:
    """`keys` with lactose read as milk where `words` speak of an allergy: nobody's body makes that difference
    for them, and the wider reading is the safe one."""
    return keys - {LACTOSE} | {"milk"} if LACTOSE in keys and _ALLERGIC.search(words) else keys


def wished_free(low: str) -> list[tuple[int, int]]:
    """Where goods free of lactose are wished for; none in a question whether something is."""
    return [] if asks_whether_free(low) else [match.span() for match in _FREE.finditer(low)]


def asks_whether_free(low: str) -> bool:
    """True for a question whether a product is free of lactose."""
    return _ASKED.search(low) is not None


def is_firm(low: str, start: int) -> bool:
    """True when the milk named at `start` is the kind made without lactose: who cannot have that cannot have milk."""
    return _MADE_BEFORE.search(low, 0, start) is not None


def explains(low: str, avoid: set[str]) -> bool:
    """True when milk that does not agree with somebody is explained by its lactose: they say they do not digest
    it, or ask for less of it, and speak of no allergy."""
    return (LACTOSE in avoid or _LESS.search(low) is not None) and not _ALLERGIC.search(low)
