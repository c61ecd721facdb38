"""Values and category names as a reader of one language says them, whichever the merchant wrote them in.

`data/said_values.tsv` holds words that are no goods and no conditions of a search, or read otherwise as a
value than as a word in a title; the lexicon knows the rest. What neither knows stays the merchant's word.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from assistant.domain.text import LANGUAGES, Language
from assistant.lexicon.concepts import Lexicon
from assistant.lexicon.words import fold, has_hangul

_KINDS = {"color": ("colour",), "material": ("material",), "category": ("product_type",)}
_DESCRIBING = ("attribute", "material", "colour", "occasion", "season", "purpose")
"""Kinds of concepts that a value may name where its facet tells no kind."""
_LITERAL = frozenset({"size", "brand", "model", "sku", "mpn", "gtin"})
"""Facets whose values are names and letters: an M is no metre."""
_FROM = "산"
_PIECES = re.compile(r"(\s*[·/,&]\s*)")
_SHORTEST = 3
"""Letters of the shortest Latin value that is a word and no code."""


def said(facet: str, value: str, language: Language, lexicon: Lexicon) -> str:
    """`value` of `facet` in `language`: ("condition", "new") -> 새 상품, ("origin", "페루산") -> Peru.

    Several ("leather/metal") are said one by one; `value` itself comes back when one of them is unknown, or
    all of it is in `language` already."""
    if facet in _LITERAL or not is_foreign(value, language):
        return value
    if whole := _one(facet, value, language, lexicon):
        return whole
    pieces = _PIECES.split(value)
    words = [
        piece if at % 2 or not is_foreign(piece, language) else _one(facet, piece, language, lexicon)
        for at, piece in enumerate(pieces)
    ]
    return "".join(words) if all(words) else value


def category_said(path: str, language: Language, lexicon: Lexicon) -> str:
    """A category path in `language`, step by step: 식품 > 베이커리 -> Grocery > Bakery. A step with a word
    that nobody knows stays as the merchant wrote it; "" for ""."""
    return " > ".join(_step(step, language, lexicon) for step in path.split(" > ")) if path else ""


def part_said(word: str) -> str:
    """What a part of a product is called in the other language: 열쇠 -> key; "" for a word of no part."""
    return next((found for one in LANGUAGES if (found := _table(one).get(("part", fold(word))))), "")


def is_foreign(text: str, language: Language) -> bool:
    """Whether `text` is written in the other language; one without letters is in any."""
    return any(char.isalpha() for char in text) and has_hangul(text) != (language == "ko")


def _step(step: str, language: Language, lexicon: Lexicon) -> str:
    name = said("category", step, language, lexicon)
    if name == step:
        return step
    return name[:1].upper() + name[1:].replace("·", " & ") if language == "en" else name


def _one(facet: str, value: str, language: Language, lexicon: Lexicon) -> str:
    """One value in `language`: as a whole, else word by word; "" when a word of it is unknown."""
    if value.isascii() and (len(value.strip()) < _SHORTEST or value.isupper()):
        return _listed(facet, value, language)
    if known := _known(facet, value, language, lexicon):
        return known
    words = [_known(facet, word, language, lexicon) for word in value.split()]
    return " ".join(words) if all(words) and facet != "category" else ""


def _known(facet: str, value: str, language: Language, lexicon: Lexicon) -> str:
    if listed := _listed(facet, value, language):
        return listed
    kinds = _KINDS.get(facet, _DESCRIBING)
    forms = (value, value.removesuffix("s"), value.removesuffix("es"))
    concept = next((one for form in forms for one in lexicon.of(form) if one.kind in kinds and one.ko), None)
    if concept is None:
        return ""
    return concept.ko[0] if language == "ko" else concept.en[0]


def _listed(facet: str, value: str, language: Language) -> str:
    key = fold(value)
    for name in dict.fromkeys((facet, "")):
        if (facet, language) == ("origin", "en") and key.endswith(_FROM) and name == facet:
            key = key.removesuffix(_FROM)
        if found := _table(language).get((name, key)):
            return f"{found}{_FROM}" if (facet, language, name) == ("origin", "ko", facet) else found
    return ""


@lru_cache(maxsize=2)
def _table(language: Language) -> Mapping[tuple[str, str], str]:
    """The other language's folded word, by facet ("" for any), to this one's; a word's first row counts."""
    table: dict[tuple[str, str], str] = {}
    for facet, ko, en in _rows():
        word, given = (ko, en) if language == "ko" else (en, ko)
        table.setdefault((facet, fold(given)), word)
    return table


def _rows() -> Iterator[tuple[str, str, str]]:
    text = (files("assistant.lexicon") / "data" / "said_values.tsv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        yield row["facet"] or "", row["ko"], row["en"]
