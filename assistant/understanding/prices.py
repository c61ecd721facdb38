# ruff: noqa: E501 - patterns are data: one line each reads best
"""Prices a shopper names: limits, ranges, bands like 3만원대, and how strictly they are meant."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.domain.dialogue import Constraint, Op
from assistant.lexicon.amounts import units
from assistant.lexicon.words import has_hangul
from assistant.understanding.money import (
    AMOUNT,
    NAME,
    PLAIN,
    POUNDS,
    SYMBOLS,
    amount_in,
    digits_k,
    in_pounds,
    is_foreign,
    minor,
    number_said,
    pattern_of,
)
from assistant.understanding.numerals import DIGITS, ENGLISH_AMOUNT, ENGLISH_WORD, KOREAN, korean_number
from assistant.understanding.reading import Reading

_MAN_WON = 10_000
_LEAST_WON = 1_000
"""A bare number below this, said in Korean in a shop that sells for won, counts 만: 예산 80 정도, 100까지."""
ABOUT = Decimal("0.2")
"""How far "around 30,000" reaches, either way."""

_MEASURED = "|".join(
    re.escape(form)
    for form in sorted(units(), key=len, reverse=True)
    if len(form) > 2 and form not in ("can", *POUNDS)
)
_UNITS = (
    r"(?!\d|[.,]\d|\s?(?:by|[x×*])\s?\d|\s?(?:%|퍼센트|percent|cm|mm|m\b|km|kg|g\b|mg|l\b|ml|oz|lb|in\b(?! (?!long|wide|tall|high|deep|thick|or\b|and\b)[a-z])|\"|개|병|"
    r"봉|팩|장|매|명|단|구|호|살|세\b|개월|년|시|분|일|번|점|item|year|month|day|minute|ft|w\b|gb|tb|hz|x\b|reviews?|"
    rf"ratings?|후기|리뷰|mp\b|stars?|(?:{_MEASURED})(?![a-z])))"
)
_OF_A_MEASURE = re.compile(
    r"(?:가로|폭|너비|세로|깊이|높이|길이|두께|지름|직경|램|메모리|무게|중량|용량|화면|사이즈|크기|차단지수|"
    r"\b(?:width|height|length|depth|diameter|thickness|weight|sizes?|ram|spf))(?:가|이|는|은|:| of| is)?\s?$"
)
"""What stands right before a number that is no price: 가로 120 이하."""
_BARE = rf"(?P<bare{{n}}>{PLAIN}|\b(?:a|one|half a|{ENGLISH_WORD}) (?:hundred )?(?:thousand|grand|million)\b){_UNITS}"
_WORDED = (
    rf"(?P<bare{{n}}>\b(?:a |one )?{ENGLISH_AMOUNT})(?![\w-])"
    r"(?=\s?(?:[.,!?;)]|$|\b(?:in|for|with|and|or|please|pls|on|from|by|but|that|which|if|to|max|total|all in|each)\b))"
)
"""Spelt out and followed by nothing it counts: under forty, less than two fifty."""
_ROUND = (
    r"(?P<bare{n}>(?!(?:19|20)\d\d\b)(?:\d{4,}|\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?\s?k))(?![\w-])"
    r"(?=\s?(?:[.,!?;)]|$|\b(?:in|or|please|pls|max|total|all|altogether|tops|and|with)\b))"
)
"""A kit for 400k: a sum that can be nothing else."""
_TENS = re.compile(r"[a-z]+ty-(?:one|two|three|four|five|six|seven|eight|nine)\b(?! ?(?:to|and)\b)")
"""Ninety-five: one number."""
_LEAST_WORDED = 20
"""More than six may be people."""

_LEFT_OUT = (
    r"\b(?:cut|drop|skip|hide|remove|exclude|lose|ditch|leave|rule|filter|avoid|without|no|not|nothing)(?: out| off)?"
    r"(?: (?:anything|everything|all|any|the ones?|ones?|those|what))?(?: that)?(?:(?:'s| is| are| goes| costs?))?(?: priced)?"
)
"""Cut anything above half a million: what is dearer is left out."""
_BEFORE = (
    rf"(?P<before>{_LEFT_OUT} (?:over|above|more than|beyond|past)|not (?:a|one|a single) (?:won|penny|cent|dollar|buck|pound|euro) (?:more than|over|above)|(?:not|n't|never) (?:to )?(?:cost|be|go|run|spend)(?:ing)?(?: me)? (?:more than|over|above)|(?:not|n't|never) exceed(?:ing)?|not (?:more|over|exceeding) than|not over|not above|nothing (?:above|over|more than)|no (?:higher|more) than|less than|under|below|cheaper than|lower than|beneath|"
    r"up to|at most|at or under|max(?:imum)?(?: of)?|within|over|above|more than|higher than|north of|at least|"
    r"min(?:imum)?(?: of)?|starting (?:at|from)|from|around|(?<!what )(?<!how )about|roughly|approximately|approx\.?|circa|near|~|"
    r"budget (?:is|of|:)?|budget|최대|최소|약|대략|한)\s*(?:price[ds]?\s*(?:at)?\s*)?"
)
_AFTER = (
    r"\s?(?:을|를|은|는|이|가)?\s?(?P<after>대\s?(?:이하|미만|까지|안쪽|안으로|이내)|대\s?초반|대\s?중반|대\s?후반|대|이하|미만|이내|안쪽|안으로|안\s?넘|넘지\s?않|넘기지|(?:넘으|넘어가|초과하)면(?!\s?(?:무료|할인|배송|적립|쿠폰|사은|무이자|포인트|좋|돼|되|괜찮))(?:\s안)?|까지|"
    r"밑|아래|언더|내로|내에서|선에서|한도|보다\s?(?:더\s?)?(?:싼|싸|저렴|낮)|이상|부터|초과|넘|보다\s?(?:더\s?)?(?:비싼|비싸|높)|위로|"
    r"정도|쯤|내외|전후|가량|안팎|언저리|선|짜리|or less|or under|or below|or lower|and under|and below|at (?:the )?(?:very )?most|max\b|maximum|"
    r"tops|or more|or over|or above|or higher|and up|and over|and above|\+|budget|이면|으로|로)(?P<tail>\s?(?:에서|으로|로|의|는|은|인|도)(?=[\s.?!,]|$))?"
)
_BAND_END = re.compile(r"이하|미만|까지|안|이내")
_OPS: dict[str, Op] = {}
for _op, _words in (
    ("lt", "less than|under|below|cheaper than|lower than|beneath|미만"),
    (
        "le",
        "not more than|not over|not above|nothing above|nothing over|nothing more than|no higher than|not exceeding than|no more than|up to|at most|at or under|within|최대|이하|이내|안쪽|안으로|"
        "까지|밑|아래|언더|내로|내에서|선에서|한도|or less|or under|or below|or lower|and under|and below|max|maximum|"
        "tops|budget|이면|으로|로|한",
    ),
    ("gt", "over|above|more than|higher than|north of|초과|넘|위로"),
    (
        "ge",
        "at least|starting at|starting from|from|최소|이상|부터|or more|or over|or above|or higher|and up|and over|"
        "and above|+",
    ),
):
    _OPS.update(dict.fromkeys(_words.split("|"), _op))  # type: ignore[arg-type]
_ABOUT_WORDS = frozenset(
    [
        "around",
        "about",
        "roughly",
        "approximately",
        "approx",
        "approx.",
        "circa",
        "near",
        "~",
        "약",
        "대략",
        "정도",
        "쯤",
        "내외",
        "전후",
        "가량",
        "안팎",
        "언저리",
        "선",
        "짜리",
    ]
)
_BUDGET = re.compile(r"예산|budget|have|spend|이면|으로\b|가지고|있(?:어|는데)|안에서|afford")
_COUNTED = re.compile(r"\s?(?:%|퍼센트|percent|off\b|할인|세일|점\b|stars?\b)")


_LOW_PART = (
    rf"(?P<low>[₩$€£¥]?\s?(?:{KOREAN}|{DIGITS}(?:\s?[만천])?(?:\s?k\b)?|\b{ENGLISH_AMOUNT}))\s?(?:{NAME})?"
)
_RANGE = pattern_of(
    rf"(?:between\s+|from\s+)?{_LOW_PART}\s*(?:~|-|to\b|and\b|에서|부터|이상)\s*<b>(?P<band>\s?대)?"
    r"(?P<rest>\s?(?:사이|까지|정도|이하|미만|로|의|쯤|선)?)",
    b=AMOUNT,
)
_RANGE_BARE = re.compile(
    rf"(?:between\s+(?P<low>{PLAIN})\s+(?:and|to)\s+|from\s+(?P<low2>{PLAIN})\s+to\s+|(?P<low3>{PLAIN})\s?(?:에서|~|부터)\s?|(?P<low5>[₩$€£¥]\s?{PLAIN})\s?(?:to|~|-)\s?|(?P<low4>\d{{4,}}|\d{{1,3}}(?:,\d{{3}})+)\s?(?:to|~|-)\s?)"
    rf"(?P<high>{PLAIN}){_UNITS}\s?(?P<need>사이|까지)?"
)
_ONE = pattern_of(rf"(?:{_BEFORE})?<a>(?:{_AFTER})?", a=AMOUNT)
_ONE_BARE = pattern_of(rf"{_BEFORE}<a>", a=_BARE)
_ONE_WORDED = pattern_of(rf"{_BEFORE}<a>", a=_WORDED)
_ONE_FOR = pattern_of(r"(?P<before>\b(?:for|on|spend)\s+)<a>", a=_ROUND)
_ONE_BARE_AFTER = pattern_of(rf"<a>{_AFTER}", a=_BARE)


_WORD = re.compile(r"\s([a-z]{3,}|[가-힣]{2,})")
_ONE_OF_THEM = r"(?:는|은|인|짜리)?\s?(?:거|건|것|걸|게)?(?:은|는|들은)?\s?(?:다\s)?"
_REFUSED = re.compile(
    rf"{_ONE_OF_THEM}(?:빼(?:고|줘|주)\S*|말고|제외\S*|싫\S*|안\s?(?:살|사|볼|봐)\S*|필요\s?없\S*)|\s?(?:is|are|would be) (?:out|a no)\b"
)
_TOO_DEAR = re.compile(
    rf"{_ONE_OF_THEM}(?:안\s?(?:돼|되)(?!\S*\s?\?)\S*|부담(?!\S*\s?(?:없|안|적))\S*|너무\s?비싸\S*)|\s?(?:is|are|would be) (?:too much|too expensive)\b"
)
_OPPOSITE: dict[Op, Op] = {"gt": "le", "ge": "lt", "lt": "ge", "le": "gt"}
_NEGATED = re.compile(r"(?:not|n't|never) (?:to )?(?:cost|be|go|run|spend|exceed)")
_WEIGHED = re.compile(r"\s?(?:" + "|".join(POUNDS) + r")(?![a-z])")


_TOGETHER = (
    r"(?:(?:다|모두|전부|둘이?|셋이?)\s)?(?:합쳐서?|합해서?|합하여|통틀어서?)|(?<![가-힣])(?:다|모두|전부|둘\s?다|셋\s?다|총)\s?해서|(?<![가-힣])총(?:액|합)?(?=\s?(?:\d|예산|[일이삼사오육칠팔구]?[십백]?만))"
    r"|\b(?:in )?total\b|\baltogether\b|\ball together\b|\bin all\b|\ball in\b|\bcombined\b|\boverall\b|\bfor (?:both|everything|it all|the (?:lot|pair|two|set))\b"
)
TOGETHER = re.compile(_TOGETHER)
_NO_LIMIT = re.compile(
    r"\b(?:lend|lends|lent|borrow|borrowed|owes?|owed|saved?|saves|saving|earn|earned|lost|won|found|paid|charged|asked)\b"
    r"(?: (?:me|us|him|her|them|you|another|an extra|about|my|the|\w+ly))*\s*$"
)
"""My brother can lend me 30,000 won: a sum told of, and no limit."""
_MOVED = re.compile(
    r"(?<![가-힣])(?:올[려리릴]|늘[려리릴]|줄[여이일]|낮[춰추출]|높[여이일])(?!\S*(?:바지|스커트))\S*|\b(?:raise|increase|lower|bump|stretch|extend|reduce)\b(?: (?:it|my|the|that|budget|up|to|down))*"
)
"""The budget is set anew: 10만원으로 올릴게요."""
_FOR_ALL = re.compile(
    rf"{_TOGETHER}|예산|어치|안에서|안으로|내에서|내로|가지고|있(?:는데|어)|맞춰|(?:원|만)(?:으로|에)(?![가-힣])|\bbudget\b|\bspend\b|\b(?:i|we)(?:'ve| have|'ve only| only have)(?: only)?(?: got)? [₩$€£\d]|\bfor [₩$€£]?\d"
)
_FOR_EACH = re.compile(
    r"각각|각자|(?<!하나)(?<!한 개)(?<!한개)씩|하나에|개당|(?<!one of )(?<!one )\beach\b|\bapiece\b|\bper\b|\bevery one\b"
)
"""One of each, 하나씩: so many goods, and no sum for each of them."""


SAME_BUDGET = re.compile(
    r"(?:예산|가격대?|금액|돈)(?:은|는|도|이)?\s?(?:(?:아까|전)(?:랑|와|하고)\s)?(?:그대로|같|똑같|동일|유지|변함|안\s?바뀌|아까)(?:고|은데|이고|하고|예요|이에요|요|로|하게|해요?|아요)*|(?:같은|동일한|똑같은|아까)\s?(?:예산|가격대?|금액)|그\s?(?:예산|가격|금액)(?:대|안|에|으로|선)"
    r"|\b(?:same|that|this) (?:budget|price(?: range| limit)?|limit|money|amount)\b|\bbudget (?:is|stays|remains|hasn't|has not|is still)\b(?: the)? ?(?:same|unchanged|changed)\b|\b(?:still|stick(?:ing)?|keep(?:ing)?) (?:to |with(?:in)? |the )*(?:the |my |that |same )*(?:budget|price|limit)\b|\bfor the same (?:price|money)\b"
)
"""The limit said before still holds."""


def is_for_all(low: str) -> bool:
    """True where an amount is what several things may cost together: 합쳐서 50만원, 500,000 won in total."""
    return bool(_FOR_ALL.search(low)) and not is_for_each(low)


def is_for_each(low: str) -> bool:
    """True where an amount is what each of several things may cost: 3만원씩, $20 apiece."""
    return bool(_FOR_EACH.search(low))


@dataclass(frozen=True, slots=True)
class Prices:
    """Price constraints found, and whether one was in a currency that is not the shop's."""

    constraints: tuple[Constraint, ...] = ()
    foreign: bool = False


def take_prices(reading: Reading, currency: str, counted: Callable[[str], bool] = lambda _: False) -> Prices:
    """Read and take every price condition. Amounts in another currency than the shop's are taken but become
    no constraint: nothing is converted. counted: whether a word behind a bare number is what it counts."""
    with reading.reread(in_pounds(reading.low, currency)):
        return _taken(reading, currency, counted)


def _taken(reading: Reading, currency: str, counted: Callable[[str], bool]) -> Prices:
    found: list[Constraint] = []
    foreign = False
    for match in reading.find(_RANGE):
        value, code = amount_in(match, "b")
        low = _low(match["low"], match)
        if value is None or low is None or not reading.is_free(*match.span()):
            continue
        if _TENS.match(reading.low[match.start("low") :].lstrip()):
            continue
        low, value = min(low, value), max(low, value)
        reading.take(*match.span())
        if is_foreign(code, currency):
            foreign = True
            continue
        top = value + _step(value) - 1 if match["band"] else value
        found += [_price("ge", low, currency), _price("le", top, currency)]
    for match in reading.find(_RANGE_BARE):
        values = [
            digits_k(match[name].lstrip("₩$€£¥ "))
            for name in ("low", "low2", "low3", "low4", "low5")
            if match[name]
        ]
        high = digits_k(match["high"])
        if (match["low3"] and not match["need"]) or not values or high is None or values[0] is None:
            continue
        if _measures(reading, match, "high", currency):
            continue
        reading.take(*match.span())
        if match["low5"] and SYMBOLS[match["low5"][0]] != currency:
            foreign = True
            continue
        ends = sorted((values[0], high))
        found += [_price("ge", ends[0], currency), _price("le", ends[1], currency)]
    for pattern, kind in (
        (_ONE, "a"),
        (_ONE_BARE, "bare"),
        (_ONE_WORDED, "bare"),
        (_ONE_FOR, "bare"),
        (_ONE_BARE_AFTER, "bare"),
    ):
        for match in reading.find(pattern):
            groups = match.groupdict()
            before, after = groups.get("before"), groups.get("after")
            if kind == "bare":
                value, code = _in_man(digits_k(match["barea"]), reading, currency), ""
            else:
                value, code = amount_in(match, "a")
            if (
                value is None
                or not reading.is_free(*match.span())
                or _COUNTED.match(reading.rest, match.end())
            ):
                continue
            if pattern is _ONE_WORDED and value < _LEAST_WORDED:
                continue
            if kind == "bare" and reading.low[: match.start("barea")][-1:].isalpha():
                continue
            if kind == "bare" and _measures(reading, match, "barea", currency):
                continue
            if kind == "bare" and (word := _WORD.match(reading.low, match.end("barea"))) and counted(word[1]):
                continue
            if kind == "bare" and (
                after in ("대", "으로", "로", "선", "짜리", "이면") or before in ("from", "near", "한", "~")
            ):
                continue
            if (
                kind == "a"
                and groups.get("mana")
                and not (before or after)
                and not _BUDGET.search(reading.low)
            ):
                continue
            end = match.end() if not groups.get("tail") else match.end("tail")
            reading.take(match.start(), end)
            if not (before or after) and _NO_LIMIT.search(reading.low, 0, match.start()):
                continue
            if is_foreign(code, currency):
                foreign = True
                continue
            made = _conditions(value, before, after, currency)
            found += _wanted(made, reading, match.end(), bounded=bool(before or after))
    for match in TOGETHER.finditer(reading.low) if found else ():
        reading.take(*match.span())
    reading.take_all(SAME_BUDGET)
    if found:
        reading.take_all(_MOVED)
    return Prices(tuple(dict.fromkeys(found)), foreign)


def _in_man(value: Decimal | None, reading: Reading, currency: str) -> Decimal | None:
    if value is None or currency != "KRW" or value >= _LEAST_WON or not has_hangul(reading.low):
        return value
    return value * _MAN_WON


def _measures(reading: Reading, match: "re.Match[str]", number: str, currency: str) -> bool:
    """True when a bare number is how wide or heavy the goods are."""
    if currency != "GBP" and _WEIGHED.match(reading.low, match.end(number)):
        return True
    return bool(_OF_A_MEASURE.search(reading.low[max(0, match.start() - 16) : match.start()]))


def _wanted(made: list[Constraint], reading: Reading, end: int, *, bounded: bool) -> list[Constraint]:
    """`made`, or what is wanted where the words behind turn it down: of a bound (넘는 건 빼고) the other side,
    of what is too dear (5만원은 너무 비싸요) anything below. An amount or a band left out sets no limit."""
    dear = _TOO_DEAR.match(reading.low, end)
    refused = dear or _REFUSED.match(reading.low, end)
    if not refused or not made:
        return made
    reading.take(*refused.span())
    one = made[0]
    if bounded and len(made) == 1 and (not dear or one.op in ("gt", "ge")):
        return [replace(one, op=_OPPOSITE[one.op])] if one.op in _OPPOSITE else []
    return [replace(one, op="lt")] if dear else []


def _conditions(value: Decimal, before: str | None, after: str | None, currency: str) -> list[Constraint]:
    word = re.sub(r"\s+", "", after or "")
    if word.startswith("대"):
        step = _step(value)
        if _BAND_END.search(word):
            return [_price("le", value + step - 1, currency)]
        low, high = {"대초반": ("0", "0.4"), "대중반": ("0.3", "0.7"), "대후반": ("0.6", "1")}.get(
            word, ("0", "1")
        )
        top = value + step * Decimal(high) - (1 if high == "1" else 0)
        return [_price("ge", value + step * Decimal(low), currency), _price("le", top, currency)]
    leading = re.sub(r"\s+(?:of|is|:)$", "", (before or "").strip())
    if word in _ABOUT_WORDS or (leading in _ABOUT_WORDS and word in ("", "으로", "로")):
        return [_price("ge", value * (1 - ABOUT), currency), _price("le", value * (1 + ABOUT), currency)]
    if word.startswith("보다"):
        return [_price("lt" if re.search("(?<!비)[싼싸]|저렴|낮", word) else "gt", value, currency)]
    if re.match("안넘|넘지|넘기지|(?:넘으|넘어가|초과하)면", word):
        return [_price("le", value, currency)]
    if _NEGATED.match(leading):
        return [_price("le", value, currency)]
    op = _OPS.get((after or "").strip()) or _OPS.get(word) or _OPS.get(leading)
    if op == "gt" and leading.startswith("not"):
        op = "le"
    return [_price(op or "le", value, currency)]


def _low(text: str, match: "re.Match[str]") -> Decimal | None:
    """The lower end; without its own 만 or 천 it borrows that of the upper end: "2~5만원"."""
    text = text.strip().lstrip("₩$€£¥").strip()
    value = number_said(text)
    if value is None:
        return None
    upper = match["numberb"] or match["manb"] or ""
    if not re.search("[십백천만억]", text) and (unit := re.search(r"([십백천]*[만억천])\s?$", upper.strip())):
        return value * (korean_number(unit[1]) or 1)
    if match["signedb"] and match["signedb"].endswith("k") and not text.endswith("k"):
        return value * 1000
    return value


def _step(value: Decimal) -> Decimal:
    """Width of the band "...대": 30,000 -> 10,000; 100,000 -> 100,000; 25,000 -> 1,000; 5,000 -> 1,000."""
    step = Decimal(1)
    while value >= step * 10 and value % (step * 10) == 0:
        step *= 10
    return step


def _price(op: Op, value: Decimal, currency: str) -> Constraint:
    return Constraint("price", op, minor(value, currency))
