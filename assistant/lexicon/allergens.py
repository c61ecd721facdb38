"""The words for allergens, one table for whoever reads them: what a shopper says, what a mind says, what a
name or an ingredient list says."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from assistant.domain.allergen import ALLERGEN_GROUPS, LACTOSE

_TABLE = "allergen_words.tsv"
_WIDER: dict[str, frozenset[str]] = {
    **ALLERGEN_GROUPS,
    "mollusc": frozenset({"shellfish"}),
    "shellfish": frozenset({"shellfish", "crab", "shrimp"}),
    "meat": frozenset({"pork", "beef", "chicken"}),
}
_PARTICLES = (
    "이|가|은|는|을|를|도|과|와|나|이나|랑|이랑|만|류|하고|에|에는|에도|예요|이에요|요|이요|입니다|이라|라서"
)
_ENDINGS = rf"(?=(?:{_PARTICLES})?(?:[\s,/·.!?()\[\]]|$))"
# Syllables that end in ㄴ or ㄹ: after "먹는 ", "좋은 ", "살 " stands the bound noun 게 (thing), no crab.
_ADNOMINAL = "".join(chr(0xAC00 + syllable * 28 + final) for syllable in range(399) for final in (4, 8))
_PEOPLE = (
    "저는",
    "나는",
    "애는",
    "아내는",
    "집은",
    "딸은",
    "아들은",
    "남편은",
    "부모님은",
    "동생은",
    "친구는",
    "알레르기는",
    "알러지는",
)
_AFTER_PEOPLE = "|".join(rf"(?<={who}\s)" for who in _PEOPLE)
_NOT_AFTER = {"게": rf"(?:{_AFTER_PEOPLE}|(?<![{_ADNOMINAL}]\s))"}
_FREED = re.compile(r"\s?-?\s?(?:free\b|프리(?![가-힣])|무첨가|미함유|zero\b)")


@dataclass(frozen=True, slots=True)
class AllergenWords:
    """The words of one allergen key, group or wider word, lower case, longest first. `alone`: Korean words
    that stand in others (밀 in 비밀) and count only as whole words. `made_ko`, `made_en`: goods made of it.
    `unlike`: phrases that hold a word of this row and are none of it."""

    key: str
    ko: tuple[str, ...]
    alone: tuple[str, ...]
    en: tuple[str, ...]
    made_ko: tuple[str, ...]
    made_en: tuple[str, ...]
    unlike: tuple[str, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """What people call it, in both languages."""
        return (*self.ko, *self.alone, *self.en)


@cache
def allergen_words() -> tuple[AllergenWords, ...]:
    """Every row of the table, in its order."""
    text = files("assistant.lexicon").joinpath("data", _TABLE).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:] if line]
    return tuple(AllergenWords(row[0], *(_longest_first(cell) for cell in row[1:])) for row in rows)


def keys_of(word_key: str) -> frozenset[str]:
    """The allergen keys a row of the table may mean: a wider word covers every one of them."""
    return _WIDER.get(word_key, frozenset({word_key}))


def korean(words: tuple[str, ...], alone: tuple[str, ...] = ()) -> str:
    """A pattern for these Korean words anywhere, and those of `alone` as whole words; "" for none."""
    whole = [f"(?<![가-힣]){stem(word)}{_ENDINGS}" for word in alone]
    return "|".join([*(re.escape(word).replace(r"\ ", r"\s?") for word in words), *whole])


def stem(word: str) -> str:
    """A pattern for one of the `alone` words where what follows it is checked elsewhere."""
    return f"{_NOT_AFTER.get(word, '')}{re.escape(word)}"


def english(words: tuple[str, ...]) -> str:
    """A pattern for these English words, singular and plural, as whole words; "" for none."""
    spaced = (re.escape(word).replace(r"\ ", r"[\s-]?") for word in words)
    inner = "|".join(spaced)
    return rf"(?<![a-z])(?:{inner})(?:e?s)?(?![a-z])" if inner else ""


@lru_cache(maxsize=8192)
def keys_named(text: str, made: bool = False) -> frozenset[str]:
    """Every allergen key that the words of lower-cased `text` may mean. `made`: also what is made of it, for
    names and ingredient lists (치즈, whey); there lactose is milk. What is said to be free of it is not
    named."""
    found: set[str] = set()
    for key, pattern, unlike in _patterns(made):
        if keys_of(key) <= found:
            continue
        masked = unlike.sub("□", text) if unlike else text
        if any(not is_freed(masked, match.end()) for match in pattern.finditer(masked)):
            found |= keys_of(key)
    return frozenset(found)


def is_freed(text: str, end: int) -> bool:
    """True when what ends there is said to be absent: "caffeine free", 설탕 무첨가."""
    return _FREED.match(text, end) is not None


@cache
def _patterns(made: bool) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    made_rows = []
    for row in allergen_words():
        ko, en = (row.ko + row.made_ko, row.en + row.made_en) if made else (row.ko, row.en)
        parts = [part for part in (korean(ko, row.alone), english(en)) if part]
        unlike = re.compile("|".join(map(re.escape, row.unlike))) if row.unlike else None
        key = "milk" if made and row.key == LACTOSE else row.key
        made_rows.append((key, re.compile("|".join(parts)), unlike))
    return tuple(made_rows)


def _longest_first(cell: str) -> tuple[str, ...]:
    return tuple(sorted((word for word in cell.split("|") if word), key=lambda word: (-len(word), word)))
