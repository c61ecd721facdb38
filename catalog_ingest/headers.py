"""What a column heading means: common Korean and English headings to our field names (words/headings.tsv)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from catalog_ingest.amount import currency_word
from catalog_ingest.vocabulary import word_table

# Ids of a product beside which a SKU column names its variants.
PRODUCT_IDS = frozenset(["id", "productid", "itemid", "상품번호", "상품코드", "상품id"])
LEVELS = re.compile(
    r"(?:category(?:name)?|카테고리|분류|cat|categorylevel|level)(?P<a>[1-9])(?:name|명)?|(?P<b>[1-9])차(?:카테고리|분류)"
)
_NAMED_LEVELS = {
    "대분류": 1, "중분류": 2, "소분류": 3, "세분류": 4, "대카테고리": 1, "중카테고리": 2, "소카테고리": 3,
    "대분류명": 1, "중분류명": 2, "소분류명": 3, "세분류명": 4, "parentcategory": 1, "상위카테고리": 1,
    "subcategory": 8, "하위카테고리": 8, "subsubcategory": 9,
}  # fmt: skip
_PAIR = re.compile(
    r"(?:variant)?(?P<kind>option|옵션|attribute|속성)(?P<n>[1-9]?)(?P<part>name|명|이름|values?|값|linkedto)"
)
_SPLIT = re.compile(r"[\W_]+|(?<=[a-z0-9])(?=[A-Z])")
_KOREAN = frozenset({"ko", "kr", "kor", "korean", "krkr", "kokr"})
_ENGLISH = frozenset({"en", "eng", "english", "enus", "engb"})
_DYNAMIC = re.compile(
    r"^(?:attr|attribute|attributes|spec|specs)[_.:/ ](?:[tnbsifd][_.])?(?=.)", re.IGNORECASE
)

Kind = Literal["field", "attribute", "level", "option_name", "option_value", "unused"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one heading stands for. name: a field ("title", "title_ko"), an attribute's name, or the number
    of a category level or option pair as text.  rank: lower is the better heading for the field.
    currency: a code the heading itself names ("price_usd", "판매가(원)"), or ""."""

    kind: Kind
    name: str
    rank: int = 0
    currency: str = ""


@lru_cache(maxsize=1)
def _known_headings() -> dict[str, "Meaning"]:
    """Every heading of words/headings.tsv by its folded form; of a field's several the first is the best."""
    known: dict[str, Meaning] = {}
    for kind, name, headings in word_table("headings"):
        for rank, key in enumerate(headings.split()):
            known.setdefault(key, Meaning(kind, name, rank))  # type: ignore[arg-type]
    return known


def fold(heading: str) -> str:
    """A heading without case, spaces and marks: "Product ID" and "product_id" are one."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", heading).casefold())


LOCALISED = frozenset(
    {"title", "description", "brand", "category", "color", "size", "options", "group_title"}
)
DIRECT = frozenset({"color", "size", "category"})
PRICES = frozenset({"price", "sale_price", "list_price"})


@lru_cache(maxsize=8192)
def meaning(heading: str) -> Meaning:
    """The Meaning of a heading; one that no rule knows is an attribute under its own name."""
    own = unicodedata.normalize("NFC", heading).strip().lstrip("\ufeff")
    key = fold(own)
    if key.startswith("g") and own[:2].casefold() == "g:":
        key = fold(own[2:])
        own = own[2:]
    if known := _known(key):
        return known
    if pair := _PAIR.fullmatch(key):
        part = pair["part"]
        if part == "linkedto":
            return Meaning("unused", own)
        kind: Kind = "option_name" if part in ("name", "명", "이름") else "option_value"
        return Meaning(kind, pair["n"] or "1", 0 if pair["kind"] in ("option", "옵션") else 1)
    words = [word.casefold() for word in _SPLIT.split(unicodedata.normalize("NFKC", own)) if word]
    if localised := _localised(key, words):
        return localised
    if priced := _priced(words):
        return priced
    name = _DYNAMIC.sub("", own)
    if name != own and (inner := _known(fold(name))) and (inner.kind == "attribute" or inner.name in DIRECT):
        return Meaning(inner.kind, inner.name, inner.rank + 50)
    return Meaning("attribute", name)


def _known(key: str) -> Meaning | None:
    if found := _known_headings().get(key):
        return found
    if key in _NAMED_LEVELS:
        return Meaning("level", str(_NAMED_LEVELS[key]))
    if level := LEVELS.fullmatch(key):
        return Meaning("level", level["a"] or level["b"])
    if re.fullmatch(r"(?:img|image)\d+x\d+", key):
        return Meaning("field", "image", 90)
    return None


def _localised(key: str, words: list[str]) -> Meaning | None:
    """title_en, 영문상품명, "English name", nameKo, 상품명(영문): a field with its language."""
    base, language = "", ""
    for marks, code in ((_KOREAN, "ko"), (_ENGLISH, "en")):
        if len(words) > 1 and words[-1] in marks:
            base, language = "".join(words[:-1]), code
        elif len(words) > 1 and words[0] in marks:
            base, language = "".join(words[1:]), code
    for mark, code in (("영문", "en"), ("영어", "en"), ("한글", "ko"), ("국문", "ko"), ("한국어", "ko")):
        if key.startswith(mark):
            base, language = key.removeprefix(mark), code
        elif key.endswith(mark):
            base, language = key.removesuffix(mark), code
    if not language:
        return None
    base = {"명": "상품명", "설명": "상품설명"}.get(base, base)
    found = _known_headings().get(base)
    if found and found.name in LOCALISED:
        return Meaning("field", f"{found.name}_{language}", found.rank)
    return None


def _priced(words: list[str]) -> Meaning | None:
    """price_krw, "Price (USD)", 판매가(원), 판매가 원화: a price whose heading names the currency."""
    if len(words) < 2 or not (code := currency_word({"원화": "원"}.get(words[-1], words[-1]))):
        return None
    found = _known_headings().get("".join(words[:-1]))
    return Meaning("field", found.name, found.rank, code) if found and found.name in PRICES else None


def renamed(mapping: Mapping[str, str]) -> dict[str, Meaning]:
    """`--map their=ours` as Meanings by folded heading. Ours is a field, a heading we know, or a new name."""
    return {fold(theirs): _first(meaning(ours)) for theirs, ours in mapping.items()}


def _first(found: Meaning) -> Meaning:
    return Meaning(found.kind, found.name, -1, found.currency)


def known_count(headings: Iterable[str]) -> int:
    """How many headings we know: what tells a heading row from a row of data."""
    return sum(1 for heading in headings if heading and len(heading) < 60 and _recognised(heading))


def _recognised(heading: str) -> bool:
    return meaning(heading).kind != "attribute" or fold(heading) in _known_headings()
