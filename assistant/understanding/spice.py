# ruff: noqa: E501 - patterns are data: one line each reads best
"""How hot it may be: 안 매운, 맵지 않은, not spicy, 매콤한."""

import re

from assistant.domain.dialogue import Constraint
from assistant.understanding.reading import Reading
from assistant.understanding.vocabulary import Vocabulary

_NOT = re.compile(
    r"(?:안|하나도\s?안|전혀\s?안|별로\s?안)\s?(?:매운|매워|맵)\S{0,3}|맵지\s?않\S{0,3}|매운\s?(?:거|것|건|맛|음식)?(?:은|는|이|을|를)?\s?(?:말고|빼고|싫\S{0,4}|못\s?먹\S{0,4}|안\s?먹\S{0,4}|제외\S{0,2}|없는)|\b(?:not|non|isn'?t|aren'?t|nothing|no)[\s-](?:too |very |that |so |at all )?(?:spicy|hot)\b(?! (?:dog|chocolate|water))|without (?:any )?(?:spice|heat)\b"
)
_MILD = re.compile(
    r"덜\s?매운|(?:많이|너무|그렇게)\s?안\s?매운|순한\s?맛|순한(?=\s)|약간\s?매운|살짝\s?매운|조금\s?매운|\bless spicy\b|\bmild(?:ly)?\b(?! soap| shampoo| cleanser)|\ba (?:little|bit) spicy\b"
)
_HOT = re.compile(r"(?:매운|매콤한|얼큰한|화끈한|칼칼한)(?=\s|[가-힣]|$)|\b(?:spicy|fiery)\b")


def take_spice(reading: Reading, vocabulary: Vocabulary) -> tuple[Constraint, ...]:
    """A hard upper bound for not spicy and mild; a soft wish, its word kept, for spicy. () in a catalogue
    without spice levels."""
    if "spicy_level" not in vocabulary.carrying:
        return ()
    if match := _MILD.search(reading.rest):
        reading.take(*match.span())
        return (Constraint("spicy_level", "le", 1),)
    if match := _NOT.search(reading.rest):
        reading.take(*match.span())
        return (Constraint("spicy_level", "le", 0),)
    if _HOT.search(reading.rest):
        return (Constraint("spicy_level", "ge", 1, hard=False),)
    return ()
