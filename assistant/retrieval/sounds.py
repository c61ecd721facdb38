"""How a Korean word sounds, as far as spellings of loan-words differ."""

import unicodedata
from functools import lru_cache

_SAME = str.maketrans(
    {
        "ᅢ": "ᅦ", "ᅤ": "ᅦ", "ᅨ": "ᅦ", "ᅫ": "ᅬ", "ᅰ": "ᅬ",
        "ᆻ": "ᆮ", "ᆺ": "ᆮ", "ᆽ": "ᆮ", "ᆾ": "ᆮ", "ᇀ": "ᆮ", "ᆿ": "ᆨ", "ᆩ": "ᆨ", "ᇁ": "ᆸ",
    }
)  # fmt: skip
"""Vowels no longer told apart, and finals that close the mouth alike."""
_PLAIN = str.maketrans({"ᄁ": "ᄀ", "ᄄ": "ᄃ", "ᄈ": "ᄇ", "ᄊ": "ᄉ", "ᄍ": "ᄌ"})
_SOFT = {"ᅣ": "ᅡ", "ᅧ": "ᅥ", "ᅭ": "ᅩ", "ᅲ": "ᅮ"}
"""After ㅈ and ㅊ these are one sound: 쥬스, 주스."""


@lru_cache(maxsize=262_144)
def sound(word: str) -> str:
    """A key that different spellings of one sound share. Tense consonants count as plain ones in words of
    three syllables or more (돈까스, 돈가스): shorter ones are told apart by them (꿀, 굴)."""
    jamo = unicodedata.normalize("NFD", word).translate(_SAME)
    if len(word) > 2:
        jamo = jamo.translate(_PLAIN)
    found = []
    for at, char in enumerate(jamo):
        found.append(_SOFT.get(char, char) if at and jamo[at - 1] in "ᄌᄍᄎ" else char)
    return "".join(found)
