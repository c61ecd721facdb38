# ruff: noqa: E501 - patterns are data: one line each reads best
"""How many of something: for carts, never for searches."""

import re
from collections.abc import Iterator

from assistant.understanding.numerals import ENGLISH_WORD, KOREAN_COUNT, count
from assistant.understanding.reading import Reading

COUNTER = r"개입?|가지|병|봉지?|팩|박스|상자|켤레|벌|장|권|대|캔|통|포대|포|송이|마리|단|모|자루|세트|셋트|묶음|판|잔|컵|줄|알|그루|송이|인분|점|채"
SO_MANY = rf"(?:하나|둘|셋|넷|다섯|(?:{KOREAN_COUNT}|\d+)\s?(?:{COUNTER}))"
"""하나, 세 개, 5병."""
SO_MANY_EN = r"\d+|one|two|three|four|five|six|a couple|a few"
EACH = re.compile(
    rf"\b(?:{SO_MANY_EN}) (?:of |in )?each\b|(?<![가-힣])(?:하나|둘|셋|[한두세네]\s?\S{{1,2}}|\d+\s?\S{{1,2}})씩(?:으로|만)?(?![가-힣])"
)
"""2 of each, one in each colour, 각각 두 개씩, three each: so many of every one."""
FEWER = rf"\b(?:{ENGLISH_WORD}|\d+)(?: (?!(?:for|with|that|is|are|costs?|of|or|and|which|dollars?|bucks|won|cents|euros?|pounds?|percent|inch(?:es)?)\b)[a-z]+){{0,2}} (?:less|fewer)(?:,? (?:please|pls|then|now))*\W*$"
"""One bottle less: so many are to go."""
DOUBLE = re.compile(
    r"\bdouble (?:the|it|that|them|up)\b|\btwice as (?:many|much)\b|두\s?배(?:로|\s?해|$)|더블로"
)
_KOREAN = re.compile(
    rf"(?P<n>(?<![\d.,a-z])\d{{1,4}}|(?<![가-힣\d.,])(?!네모|세모|세대)(?:{KOREAN_COUNT}))\s?(?P<unit>{COUNTER})(?P<rest>씩(?:으로|만)?|만|로|으로|를|을|이랑|랑|하고|와|과|이요|요|는|은|이면|면|이|가|도|더|정도)?(?![가-힣]*째)(?=[\s,.!?]|$|담|넣|추가|주|빼|줘|사|살|더|해|할|바|변|줄|늘|예약|구매)"
)
_ALONE = re.compile(
    rf"(?<![가-힣])(?P<n>하나|둘|셋|넷|다섯(?!\s(?:{COUNTER})(?![가-힣]{{2}})))(?P<rest>씩(?:으로|만)?|만|로|으로|를|을|이랑|랑|하고|와|과|이면|면)?(?=\s|$|담|넣|추가|빼|줘|주|더|요[.!~ ]*$)"
)
UNITS = r"(?:bags?|packs?|packets?|bottles?|box(?:es)?|cans?|cartons?|pairs?|pieces?|pcs|jars?|tubs?|units?|sets?|rolls?|bunch(?:es)?|punnets?|tins?|loa(?:f|ves))"
"""What goods are counted in. Some of them are goods themselves, unless "of" follows."""
_UNIT = rf"(?: (?:more )?(?:pairs?|packs?|packets?|cartons?|pieces?|pcs|units?)\b(?: of)?| {UNITS} of)?"
"""A pair, two packs, 3 bags of: no goods, but what they are counted in."""
_ENGLISH = re.compile(
    rf"\b(?:x\s?(?P<x>\d{{1,3}})|(?P<y>\d{{1,3}})\s?x)\b|\b(?P<n>half a dozen|a dozen|a couple|(?:a )?pair|(?<![-#.\d])\d{{1,4}}|{ENGLISH_WORD})\b{_UNIT}(?! ?%|\.\d|-|k\b| ?(?:won|dollars?|bucks?|quid|usd|euros?|pounds?|krw|cm|mm|kg|g|ml|l|inch|st|nd|rd|th|(?:hundred|thousand|million|grand)\b|[mgt]b|gigs?|gigabytes?|watts?|volts?|amps?|mah|hz|years?|months?|weeks?|days?|hours?|minutes?)\b)"
)
_ALL_OF_THEM = re.compile(
    r"\s?다(?![가-힣])|\s?중(?:에|에서)?(?![가-힣])|\s?(?:든|들어\s?있는|들어간|짜리|주는)(?![가-힣]{2})"
)
"""둘 다, 둘 중, 다섯 개 든 거: both, of the two, what is in a pack."""
_NOT_SO_MANY = re.compile(rf"(?:는|은|가|를)?\s?(?:말고|아니고|아니라)[\s,].*{SO_MANY}")
"""두 개 말고 하나만: another count is meant."""
_NOT_A_COUNT = re.compile(
    r"(?:\bof (?:the|those|these)\s|\b(?:the|which|number|no\.?|option|item|#|cheaper|blue|red|black|white|green|last|first|second|third|other|size|(?<!put )in|under|below|over|above|than|least|most|max|maximum|budget|turn(?:s|ed|ing)?|aged?|about|around|up to|for under)\s?|[$₩€£]\s?)$"
)
_AT_AN_EDGE = re.compile(
    r"(?:^\s*|\b(?:add|take|just|only|get|want|put|put in|need|buy|and|n|have|grab|of|make it|make that|give me|order|like|x|then|is|actually|ok|okay|yes|me)\s|[,.;:&+]\s?)$"
)
"""What a count stands behind; behind another word it may be part of a name: iphone 7."""
_ONE_COUNTS = re.compile(
    r"(?:^\s*|\b(?:add|take|just|only|get|want|put|put in|need|buy|and|n|have|grab|of|for|to|by|reserve|then|ok|okay|alright|yes|plus|with|back to|down to)\s|[,.]\s?)$"
)


def find_quantity(reading: Reading) -> tuple[int, int, int] | None:
    """(quantity, start, end) of the likeliest count in what is left, or None. "더" (more) is not read here."""
    return next(counts_in(reading), None)


def counts_in(reading: Reading) -> Iterator[tuple[int, int, int]]:
    """Every count in what is left, the likeliest first: what stands behind "iphone" may be part of a name."""
    for pattern in (_KOREAN, _ALONE):
        for match in reading.find(pattern):
            value = count(match["n"])
            if value is not None and not any(
                one.match(reading.low, match.end()) for one in (_ALL_OF_THEM, _NOT_SO_MANY)
            ):
                yield value, match.start(), match.end()
    english = sorted(
        reading.find(_ENGLISH), key=lambda match: not _AT_AN_EDGE.search(reading.low, 0, match.start())
    )
    for match in english:
        word = match["x"] or match["y"] or match["n"]
        if word == "half" or _NOT_A_COUNT.search(reading.low, 0, match.start()):
            continue
        if word == "one" and not _ONE_COUNTS.search(reading.low, 0, match.start()):
            continue
        value = count(word)
        if value is not None:
            yield value, match.start(), match.end()
