# ruff: noqa: E501 - patterns are data: one line each reads best
"""Words of asking ("cheepest") and allergens a shopper misspells: "alergic to penuts", "땅꽁 알래르기". Allergens are
read beside a word of allergy or avoiding only, and only where the shop knows no such word: the wider reading is the safe one there."""

import re
import unicodedata
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from rapidfuzz.distance import OSA

from assistant.lexicon.allergens import allergen_words
from assistant.lexicon.particles import without_particle
from assistant.understanding.terms import singular

_ALLERGY = ("allergy", "allergic", "allergies", "allergen", "intolerant", "알레르기", "알러지")
AVOIDING = re.compile(
    r"알레르기|알러지|알르레기|알레지|과민|불내증|못\s?(?:먹|마시|드시)|안\s?(?:먹|마셔|마시|드|돼|되)|먹으면|피하|피해야|두드러기"
    r"|allerg|intoleran|\b(?:can'?t|cannot|can not|don'?t|do not|must not|mustn'?t|never) (?:eat|have|drink)"
    r"|\bavoid|\breact|\bwithout\b|\bfree (?:of|from)\b|\bno \w+|makes? me sick|stay away from"
    r"|\bhives\b|\brash(?:es)?\b|\bswell|\banaphyla|\bthrows? up|\bvomit|\b(?:gets?|got|feels?|felt) (?:\w+ )?(?:sick|ill)\b"
)
"""Words of allergy and of avoiding."""
_ASKING = (
    "cheapest", "cheaper", "second", "compare", "difference", "expensive", "delivery", "shipping", "refund",
    "exchange", "warranty", "another", "instead", "remove", "basket", "recommend", "without", "cheap",
    "total",
)  # fmt: skip
"""English words that say what is to be done, not with what."""
_SHORT, _LONG_ENOUGH, _LONG = 4, 5, 8
_WORD = re.compile(r"[a-z]{4,}|[가-힣]{2,}")
_TO = re.compile(r"(?<=allergic )(?:2|too)(?= )")


def mended(
    text: str,
    known: Callable[[str], bool],
    goods: Container[str] = (),
    shop: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> str:
    """`text` with misspelt words of allergy and of asking and, beside one of allergy, misspelt allergens put right;
    other words stay as they are, and so does every word that `known` says the shop has. goods: words of goods
    anywhere, which ask for nothing (skipping rope, remover). shop: the shop's own words for goods, brands and what
    they are like, by first letter: an English word nobody knows that is a slip away from one is meant for it."""
    low = text.lower()
    if len(low) != len(text):
        return text
    fixed = _replaced(text, low, lambda word: None if known(word) else _allergy(word))
    fixed = _TO.sub("to", fixed)
    fixed = _replaced(
        fixed, fixed.lower(), lambda word: None if known(word) or word in goods else _asking(word)
    )
    fixed = _replaced(
        fixed,
        fixed.lower(),
        lambda word: (
            None if known(word) or word in goods else _of_the_shop(word, shop.get(word[0], frozenset()))
        ),
    )
    low = fixed.lower()
    if not AVOIDING.search(low):
        return fixed
    return _replaced(fixed, low, lambda word: None if known(word) else _allergen(word), AVOIDING)


def _asking(word: str) -> str | None:
    """The word of asking `word` is one slip away from ("cheepest"), its first letter the same; None when there
    is none, and for another form of one ("seconds")."""
    if len(word) < _SHORT or any(word.startswith(other) for other in _ASKING):
        return None
    near = (
        other for other in _ASKING if other[0] == word[0] and (len(word) > _SHORT or len(other) > len(word))
    )
    return next((other for other in near if OSA.distance(word, other) == 1), None)


def _of_the_shop(word: str, shop: frozenset[str]) -> str | None:
    """The shop's word of the same first letter that `word` slipped from: one slip away, two for a long one. A
    short one lost a letter or swapped two; with another letter it is another word (click, clock). None for another form of one of its words."""
    if (
        not word.isascii()
        or len(word) < _LONG_ENOUGH
        or any(one in shop for one in (word, word.removesuffix("s"), singular(word)))
    ):
        return None
    allowed = 1 if len(word) < _LONG else 2
    near = [
        (away, other)
        for other in shop
        if abs(len(other) - len(word)) <= 1
        and len(other) > _SHORT
        and (len(word) >= _LONG or len(other) > len(word) or sorted(other) == sorted(word))
        and (away := OSA.distance(word, other, score_cutoff=allowed)) <= allowed
    ]
    return min(near)[1] if near else None


def _replaced(
    text: str, low: str, better: Callable[[str], "str | None"], spared: re.Pattern[str] | None = None
) -> str:
    """`text` with its words put right, but for those `spared` begins with: to react is no peach."""
    pieces, end = [], 0
    for match in _WORD.finditer(low):
        if spared and spared.match(low, match.start()):
            continue
        if (word := better(match[0])) is not None:
            pieces += [text[end : match.start()], word]
            end = match.end()
    return "".join([*pieces, text[end:]])


def _allergy(word: str) -> str | None:
    """The word of allergy `word` is meant for; None when it begins with one, or is near none."""
    if word.startswith(_ALLERGY):
        return None
    for stem, tail in _stems(word):
        if (near := _near(stem, _ALLERGY, 2 if word.isascii() else 1)) is not None:
            return near + tail
    return None


def _allergen(word: str) -> str | None:
    """The allergen word `word` is meant for, its particle kept; None when it is one, or near none."""
    for stem, tail in _stems(word):
        if stem in _said():
            return None
        if (near := _near(stem, _said(), 1 if len(stem) < 6 or stem[0] >= "가" else 2)) is not None:
            return near + tail
    return None


def _stems(word: str) -> Iterator[tuple[str, str]]:
    """The word, and what it is without a particle, of two syllables or more."""
    yield word, ""
    yield from (pair for pair in without_particle(word) if len(pair[0]) >= 2)


def _near(word: str, targets: tuple[str, ...], most: int) -> str | None:
    """The nearest of `targets` within `most` slips, one with the same beginning first; None when none is, or
    when the word is one of them. Hangul is compared letter by letter."""
    if word in targets:
        return None
    letters = _letters(word)
    best: tuple[int, bool, str] | None = None
    for target in targets:
        if (target[0] < "가") != word.isascii() or len(target) < 3 - (not word.isascii()):
            continue
        aim = _letters(target)
        away = OSA.distance(letters, aim, score_cutoff=most)
        if (
            away <= most
            and away * 3 <= len(aim)
            and (best is None or (away, aim[0] != letters[0]) < best[:2])
        ):
            best = (away, aim[0] != letters[0], target)
    return best[2] if best else None


@cache
def _said() -> tuple[str, ...]:
    """Every single word the table has for an allergen, with English plurals."""
    words = [word for row in allergen_words() for word in (*row.ko, *row.en) if " " not in word]
    return tuple(dict.fromkeys([*words, *(f"{word}s" for word in words if word.isascii())]))


@lru_cache(maxsize=4096)
def _letters(word: str) -> str:
    return unicodedata.normalize("NFD", word)
