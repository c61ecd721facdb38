"""Allergen declarations of labels and feeds, read on the safe side."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from assistant.domain.allergen import ALLERGENS
from assistant.domain.product import Allergens
from catalog_ingest.text import absent, plain
from catalog_ingest.vocabulary import word_table

_NONE = frozenset(
    {"없음", "무", "해당없음", "해당사항없음", "none", "no", "nil", "noallergens", "nonedeclared", "free"}
)
_UNSAID = frozenset(
    {"unknown", "미확인", "확인불가", "모름", "미표시", "notdeclared", "undeclared", "확인필요", "미상"}
)
_DECLARED = frozenset({"y", "yes", "true", "1", "o", "declared", "표시", "있음", "예", "complete"})
_FILLER = re.compile(
    r"^(?:알레르기\s*(?:유발)?\s*(?:성분|물질)?\s*[:：]|본\s*제품(?:은|에는)|contains?\b\s*[:：]?|"
    r"allergens?\s*[:：]|allergy advice\s*[:：])\s*"
    r"|\s*(?:을|를)?\s*(?:함유|포함)"
    r"(?:됨|하고 있습니다|하고 있음|되어 있습니다|합니다)?\.?$",
    re.IGNORECASE,
)
_MAY = re.compile(
    r"^\s*(?:may (?:also )?contain(?:\s+traces?(?: of)?)?|(?:contains )?traces of)"
    r"\s*[:：]?\s*(?P<list>.+?)\.?\s*$"
    r"|^\s*(?:(?:이|본)\s*제품은\s*)?(?P<korean>.+?)(?:을|를|이|가)?"
    r"\s*(?:사용한|사용하는|함유한|포함한)?"
    r"\s*(?:제품과|원료와)?\s*같은\s*(?:제조)?\s*시설.*$",
    re.IGNORECASE | re.DOTALL,
)
_LANGUAGE = re.compile(r"^[a-z]{2}:")


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    """Keys by word; a wide word ("nuts") covers every key it may mean."""
    words = {key.replace("_", ""): frozenset({key}) for key in ALLERGENS}
    for keys, known in word_table("allergens"):
        words |= {word: frozenset(keys.split()) for word in known.split()}
    return words


def allergens(contains: Any, may_contain: Any, status: Any) -> tuple[Allergens, tuple[str, ...]]:
    """The declaration in keys of domain.allergen, and the words that name no key, in the feed's spelling.

    Unless `status` says otherwise, words on what it contains make a declaration, and so does "none"; nothing
    written, or only what it may contain, is unknown.
    One word without a key makes the whole declaration unknown: the keys found stay, and still exclude.
    """
    has: set[str] = set()
    may: set[str] = set()
    strange: list[str] = []
    said = False
    for value, target in ((contains, has), (may_contain, may)):
        if absent(value):
            continue
        for sentence, found in _sentences(value, has, target is may, may):
            said = said or found is has
            _read(sentence, found, strange)
    declared = said if absent(status) else _key(plain(status)) in _DECLARED
    unsaid = any(_key(word) in _UNSAID for word in strange)
    words = tuple(dict.fromkeys(word for word in strange if _key(word) not in _UNSAID))
    known = declared and not words and not unsaid
    return Allergens(frozenset(has), frozenset(may - has), "declared" if known else "unknown"), words


def _sentences(
    value: Any, has: set[str], only_may: bool, may: set[str]
) -> Iterable[tuple[str | list[str], set[str]]]:
    if isinstance(value, list):
        yield [plain(part) for part in value], may if only_may else has
        return
    for sentence in re.split(r"\n|[.](?=\s|$)|(?=\bmay (?:also )?contain)", str(value), flags=re.IGNORECASE):
        if match := _MAY.match(sentence):
            yield match["list"] or match["korean"], may
        elif sentence.strip():
            yield sentence, may if only_may else has


def _read(sentence: str | list[str], found: set[str], strange: list[str]) -> None:
    words = sentence if isinstance(sentence, list) else _split(_FILLER.sub("", sentence.strip()))
    for word in words:
        word = _FILLER.sub("", _LANGUAGE.sub("", word.strip())).strip(" .·•-")
        if not word or _key(word) in _NONE:
            continue
        keys = _keys(word)
        if keys:
            found.update(keys)
        else:
            strange.append(word)


def _keys(word: str) -> frozenset[str]:
    """The keys of one word; "견과류(호두, 잣)" gives what stands inside the brackets too, () when any part of
    it is not known."""
    if exact := _words().get(_key(word)):
        return exact
    bracket = re.fullmatch(r"(?P<outer>[^(]+)\((?P<inner>[^()]*)\)", word)
    if bracket is None:
        return frozenset()
    outer = _words().get(_key(bracket["outer"]), frozenset())
    inner = [part for part in re.split(r"[,·/;、]|\band\b", bracket["inner"]) if part.strip()]
    inside = [_words().get(_key(part.replace("포함", "")), frozenset()) for part in inner]
    return outer.union(*inside) if all(inside) and (outer or inside) else frozenset()


def _split(text: str) -> list[str]:
    """Words at commas and the like, but not inside brackets."""
    parts, depth, start = [], 0, 0
    for index, mark in enumerate(text):
        depth += (mark in "([") - (mark in ")]")
        if depth <= 0 and mark in ",;/|·、，+&":
            parts.append(text[start:index])
            start = index + 1
    parts.append(text[start:])
    return [word for part in parts for word in re.split(r"\s+and\s+|\s+및\s+", part)]


def _key(word: str) -> str:
    return re.sub(r"[\W_]+", "", word.casefold())
