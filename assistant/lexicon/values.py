"""One canonical spelling for a facet value, used for what products have and for what shoppers ask."""

import re
from collections.abc import Iterator

from assistant.lexicon.concepts import Lexicon
from assistant.lexicon.words import fold

KINDS = {"color": "colour", "material": "material"}
"""Facets whose values are concepts of one lexicon kind."""

_GENDERS = {
    "men": "men", "man": "men", "male": "men", "m": "men", "mens": "men", "남": "men", "남성": "men",
    "남자": "men", "women": "women", "woman": "women", "female": "women", "f": "women", "womens": "women",
    "여": "women", "여성": "women", "여자": "women", "unisex": "unisex", "남녀공용": "unisex",
    "남여공용": "unisex", "공용": "unisex", "유니섹스": "unisex",
}  # fmt: skip
_CHILDREN = frozenset({"children", "toddler", "baby", "boys", "girls", "junior", "elementary school student"})
_KIDS = frozenset({"kid", "kids", "infant", "newborn", "boys", "girls"})
GENDER_WORDS = _GENDERS.keys() | _KIDS
"""Folded words of gender that are known without the lexicon."""
_STORAGE = {"refrigerated": "chilled", "shelf stable": "room"}
_TRUTH = {
    "y": "yes", "yes": "yes", "true": "yes", "o": "yes", "예": "yes", "네": "yes", "있음": "yes",
    "인증": "yes",
    "n": "no", "no": "no", "false": "no", "x": "no", "아니오": "no", "아니요": "no", "없음": "no",
}  # fmt: skip
_SIZE_UNIT = re.compile(r"^(\d+(?:\.\d+)?)\s*(?:mm|cm|밀리미터|밀리|센티미터|센티|센치|호|사이즈)?$")
_TIMES = re.compile(r"(?<=\d)\s*[*×x]\s*(?=\d)")
_SIZE_WORD = re.compile(r"\s*(?:사이즈|size)\s*")
_LETTER = re.compile(r"^(?:\d?x{0,2})?[sml]$")
_REPEATED_X = re.compile(r"^(x{2,5})([sl])$")
_SPELT = re.compile(r"^(?:(\d?)(x{0,5})|extra)[\s-]?(small|medium|large)$")
_PATH = re.compile(r"\s*(?:>|›|»)\s*")


def canonical_value(facet: str, surface: str, lexicon: Lexicon) -> str:
    """The spelling under which `surface` is kept and asked for in `facet`. Colours and materials become
    their canonical English form ("블랙" -> "black"), gender men|women|unisex|kids, sizes bare ("250 mm" and
    "250" -> "250", "XL", "엑스라지" -> "xl"), yes/no words "yes" or "no"; other properties the lexicon knows
    their English form, all else folded. "" stays ""."""
    folded = fold(surface)
    if facet in KINDS:
        return lexicon.canonical(KINDS[facet], folded) or folded
    if facet == "size":
        return _size(folded, lexicon)
    if facet == "gender":
        return _gender(folded, lexicon)
    if facet == "category":
        return " > ".join(step for step in _PATH.split(folded) if step)
    if facet == "brand":
        return lexicon.canonical("brand", folded) or folded
    if facet in ("store", "allergen", "diet", "availability"):
        return folded
    if facet == "storage":
        known = lexicon.canonical("attribute", folded) or folded
        return _STORAGE.get(known, known)
    if folded in _TRUTH:
        return _TRUTH[folded]
    return lexicon.canonical("attribute", folded) or folded


def parts(facet: str, surface: str, lexicon: Lexicon) -> Iterator[str]:
    """Every canonical value one cell holds: the whole, and for colours, materials and sizes each of several
    ("black/white") and the known values named inside it ("dark green" is also green)."""
    yield canonical_value(facet, surface, lexicon)
    if facet not in KINDS and facet != "size":
        return
    for piece in re.split(r"\s*[/,&+|·;()\[\]]\s*|\s+and\s+", surface):
        if not piece.strip():
            continue
        yield canonical_value(facet, piece, lexicon)
        if facet in KINDS:
            yield from _inside(KINDS[facet], fold(piece), lexicon)


def _inside(kind: str, piece: str, lexicon: Lexicon) -> Iterator[str]:
    words = re.split(r"[\s\-]+", piece)
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            if known := lexicon.canonical(kind, " ".join(words[start : start + length])):
                yield known


def _size(folded: str, lexicon: Lexicon) -> str:
    spaced = _TIMES.sub("x", folded)
    bare = _SIZE_WORD.sub("", spaced) or spaced
    if match := _SIZE_UNIT.match(bare):
        return match[1].rstrip("0").rstrip(".") if "." in match[1] else match[1]
    if match := _SPELT.match(bare):
        bare = f"{match[1] or ''}{'x' if match[2] is None else match[2]}{match[3][0]}"
    if match := _REPEATED_X.match(bare.replace("-", "")):
        return f"{len(match[1])}x{match[2]}"
    if _LETTER.match(bare):
        return bare
    known = lexicon.canonical("size", spaced) or lexicon.canonical("size", bare)
    if known is None:
        return bare
    return "free" if known == "free size" else known.removeprefix("size ")


def _gender(folded: str, lexicon: Lexicon) -> str:
    for form in (folded, folded.removesuffix("용")):
        if form in _GENDERS:
            return _GENDERS[form]
        person = lexicon.canonical("person", form)
        if person in _CHILDREN or form in _KIDS:
            return "kids"
        if person:
            return person
    return folded
