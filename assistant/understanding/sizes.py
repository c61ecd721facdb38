# ruff: noqa: E501 - patterns are data: one line each reads best
"""Clothes, shoe and frame sizes."""

import re

from assistant.domain.dialogue import Constraint
from assistant.lexicon import canonical_value
from assistant.understanding.measures import unit_follows
from assistant.understanding.negation import refused
from assistant.understanding.numerals import ENGLISH_WORD, count
from assistant.understanding.reading import Reading
from assistant.understanding.vocabulary import Ids, Vocabulary

_LETTER = r"(?:\d?x{0,4}-?[sml]|[sml]|\dxl)"
_WORD = r"\d?x{0,3}-?(?:small|large)|extra[- ](?:small|large)|medium|엑스스몰|스몰|미디움|미디엄|투?엑스라지|엑스엘|라지|프리"
_LETTERS = {"엘": "L", "엠": "M", "에스": "S", "엑스엘": "XL"}
_NUMBER = rf"\dx|(?:\d{{1,3}}(?:\.5)?|(?:{ENGLISH_WORD})(?![a-z]))(?:(?: and)?(?: a)? half| 1/2|½)?"
_ANOTHER = re.compile(
    rf"\s?(?:or|/|이나|나|또는)\s?(?:sizes? |an? )?(?P<n>{_LETTER}|{_NUMBER})(?![a-z\d]|\.\d)"
)
"""A second size: "8 or 8.5"."""
_EXPLICIT = re.compile(
    rf"(?:프레임\s?|frame )?(?:사이즈|싸이즈|치수)(?:는|은|를|을|가|로)?\s?(?P<a>{_LETTER}|{_WORD}|\d{{2,3}}(?:\.5)?)(?![a-z\d.]|\s?(?:개|원|만))\s?(?:cm|mm|호)?(?:로|으로|이야|예요|요|이에요|입니다|짜리)?|"
    rf"(?<![a-z\d.])(?P<b>{_LETTER}|{_WORD}|엘|엠|에스|\d{{2,3}}(?:\.5)?)\s?(?:사이즈|싸이즈|호)(?:로|으로|는|은|를|을|가|도|의|요|인)?|"
    rf"(?:\b(?:us|uk|eu) )?\bsizes?\s{{1,16}}(?:us |uk |eu |is |of |an? |(?:should|must) be )?(?P<c>{_LETTER}|{_WORD}|{_NUMBER})\b(?!\s?(?:by|[x×*])\s?\d)|(?<![\w.])(?P<d>{_LETTER}|{_WORD}|{_NUMBER})[- ]sized?\b|"
    rf"\bin (?:an? )?(?P<e>{_LETTER}|{_WORD})\b(?! (?:bag|box|amount|number|quantit|pack))|"
    rf"(?<![a-z\d])(?P<f>\d?x{{1,4}}-?[sl]|\dxl)(?![a-z\d])(?:로|으로|는|은)?|"
    rf"(?<!\d)(?P<g>2[0-9][05])\s?(?:mm|밀리|미리)(?!리터)|(?<!\d)(?P<h>\d{{2}}(?:\.5)?)\s?cm\s?(?:프레임|사이즈|frame|size)|(?:프레임|frame)(?: size)?\s?(?P<i>\d{{2}})(?:\s?cm)?(?!\d)"
)
_SAID = re.compile(rf"(?P<n>\d{{1,3}}(?:\.5)?|{ENGLISH_WORD})(?P<half>(?: and)?(?: a)? half| 1/2|½)?")
_SPOKEN = re.compile(
    rf"(?<![a-z가-힣\d'’])(?P<w>{_WORD}|[sml]|엘|엠)(?:로|으로|는|은|요|이요)?(?=[\s,.!?]|$)"
)
_BARE = re.compile(
    r"(?<![\d.,가-힣a-z])(?P<n>\d{2,3}(?:\.5)?|\d\.5)(?:으로|로|은|는|요|이요|짜리|이고|인데|이에요|이예요)?(?=[\s,.!?]|$)(?!\s?(?:개|원|만|g\b|kg|ml|cm|인치|%))"
)


def _value(said: str, vocabulary: Vocabulary) -> str:
    """The canonical size: "nine and a half" is 9.5, "4x" is 4xl."""
    if match := _SAID.fullmatch(said):
        number = count(match["n"])
        said = f"{match['n'] if number is None else number}{'.5' if match['half'] else ''}"
    elif re.fullmatch(r"\dx", said):
        said = f"{said}l"
    return canonical_value("size", _LETTERS.get(said, said), vocabulary.lexicon)


def is_size(word: str, vocabulary: Vocabulary) -> bool:
    """Whether some goods of the shop come in this size: 42, XL."""
    return canonical_value("size", word, vocabulary.lexicon) in vocabulary.facets.get("size", {})


def take_sizes(reading: Reading, vocabulary: Vocabulary, relevant: Ids) -> tuple[Constraint, ...]:
    """Sizes asked for, taken. A word like "large" or a bare number counts only where the relevant products
    come in that size."""
    values: list[str] = []
    unwanted: list[str] = []
    known = vocabulary.facets.get("size", {})
    for match in reading.find(_EXPLICIT):
        surface = next(found for found in match.groupdict().values() if found)
        value = _value(surface, vocabulary)
        if match["f"] and (not known or (relevant and not vocabulary.share("size", relevant))):
            continue
        refusal = refused(reading.low, *match.span())
        (unwanted if refusal and refusal[0] == "strong" else values).append(value)
        named = match["i"] and vocabulary.is_goods("frame")
        reading.take(*(match.span("i") if named else match.span()))
        if (more := _ANOTHER.match(reading.low, match.end())) and _value(more["n"], vocabulary) in known:
            values.append(_value(more["n"], vocabulary))
            reading.take(*more.span())
    if not (values or unwanted) and vocabulary.share("size", relevant) > 0.05:
        for pattern, name in ((_SPOKEN, "w"), (_BARE, "n")):
            for match in reading.find(pattern):
                if reading.low[match.end(name) :][:1] == "%" or unit_follows(reading.low, match.end(name)):
                    continue
                value = _value(match[name], vocabulary)
                if value in known and (
                    known[value] & relevant
                    or (
                        not relevant
                        and (
                            name == "w"
                            or len(reading.runs) < 3
                            or reading.low[: match.start()].endswith("in ")
                        )
                    )
                ):
                    values.append(value)
                    reading.take(*match.span())
    unique = tuple(dict.fromkeys(values))
    out = tuple(Constraint("size", "ne", value) for value in dict.fromkeys(unwanted))
    if not unique:
        return out
    wanted = Constraint("size", "eq", unique[0]) if len(unique) == 1 else Constraint("size", "in", unique)
    return (wanted, *out)
