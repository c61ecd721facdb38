"""How a name sounds in either script: down to its consonants Spigen and 스피젠 are one, and with its vowels
하모니 is near harmony and far from Hyman."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

SHORTEST = 3
"""Consonants a name must have to be told by them."""
_JAMO = {
    **dict.fromkeys("ᄀᄁᄏᆨᆩᆿ", "k"), **dict.fromkeys("ᄃᄄᄐᆮᇀᆺᆻᆽᆾ", "t"), **dict.fromkeys("ᄇᄈᄑᆸᇁ", "p"),
    **dict.fromkeys("ᄉᄊᄌᄍᄎ", "s"), **dict.fromkeys("ᄂᆫᆼ", "n"), **dict.fromkeys("ᄆᆷ", "m"),
    **dict.fromkeys("ᄅᆯ", "l"),
}  # fmt: skip
_LATIN = (
    (re.compile(r"sch|sh|ch|th(?=[eiy])"), "s"), (re.compile(r"ph"), "p"), (re.compile(r"ck|qu?"), "k"),
    (re.compile(r"c(?=[eiy])|g(?=[ei])"), "s"), (re.compile(r"x"), "ks"), (re.compile(r"ng"), "n"),
    (re.compile(r"r(?![aeiouy])|h|w|[aeiouy]"), ""), (re.compile(r"[cg]"), "k"), (re.compile(r"[dt]"), "t"),
    (re.compile(r"[bfvp]"), "p"), (re.compile(r"[jz]"), "s"), (re.compile(r"r"), "l"),
)  # fmt: skip


def skeleton(name: str) -> str:
    """The consonants of a Korean or Latin name as classes that both scripts share, doubled ones once; "" for
    a name with fewer than SHORTEST, which would be too many names at once."""
    low = name.casefold()
    if low.isascii():
        found = re.sub(r"[^a-z]", "", low)
        for pattern, sound in _LATIN:
            found = pattern.sub(sound, found)
    else:
        found = "".join(_JAMO.get(char, "") for char in unicodedata.normalize("NFD", low))
    found = re.sub(r"(.)\1+", r"\1", found)
    return found if len(found) >= SHORTEST else ""


_VOWELS = {
    **dict.fromkeys("ᅡᅣᅪ", "a"), **dict.fromkeys("ᅢᅤᅦᅨᅫᅬᅰ", "e"), **dict.fromkeys("ᅥᅧᅯᅮᅲ", "u"),
    **dict.fromkeys("ᅩᅭ", "o"), **dict.fromkeys("ᅵᅱᅴ", "i"),
}  # fmt: skip
_SPOKEN = (
    (re.compile(r"iz(?=e(?:r|d)?\b|ing\b)"), "aiz"), (re.compile(r"[eo]r\b"), "u"),
    (re.compile(r"(?<=[a-z]{3})age\b"), "iji"), (re.compile(r"[sc]h\b"), "si"),
    (re.compile(r"[ts]ion\b"), "shun"), (re.compile(r"gh"), ""),
    (re.compile(r"a(?=[b-df-hj-np-tv-z](?:e\b|ing|shun))"), "ey"), (re.compile(r"ai|ay|ei|ey"), "E"),
    (re.compile(r"ge\b"), "ji"), (re.compile(r"ce\b"), "s"), (re.compile(r"oo|ou"), "u"),
    (re.compile(r"ea|ee|ie|y\b"), "i"), (re.compile(r"(?<=[^aeiouE])e\b"), ""),
    (re.compile(r"y"), "ai"), (re.compile(r"sch|sh|ch|th(?=[eiy])"), "s"), (re.compile(r"ph"), "p"),
    (re.compile(r"ck|qu?"), "k"), (re.compile(r"c(?=[ei])|g(?=[ei])"), "s"), (re.compile(r"x"), "ks"),
    (re.compile(r"ng"), "n"), (re.compile(r"r(?![aeiouE])|h|w"), ""), (re.compile(r"[cg]"), "k"),
    (re.compile(r"[dt]"), "t"), (re.compile(r"[bfvp]"), "p"), (re.compile(r"[jz]"), "s"),
    (re.compile(r"r"), "l"), (re.compile(r"E"), "ei"),
)  # fmt: skip
_ALIKE = 0.7
_LEAST = 4
"""Sounds a word must have to be told by them."""


def sound(word: str) -> str:
    """How a Korean or Latin word sounds, roughly, in letters both scripts share; "" for one of neither."""
    low = word.casefold()
    if low.isascii():
        found = re.sub(r"[^a-z]", "", low)
        for pattern, said in _SPOKEN:
            found = pattern.sub(said, found)
    else:
        found = "".join(_JAMO.get(char, _VOWELS.get(char, "")) for char in unicodedata.normalize("NFD", low))
    return re.sub(r"(.)\1+", r"\1", found)


def hardened(name: str) -> str:
    """A Latin name as those say it who read its letters: Spigen with the g of gift, Dior with its r."""
    hard = re.sub(r"g(?=[ei])", "k", name.casefold())
    return re.sub(r"(?<=[aeiou])r$", "l", hard)


def by_sound(words: Iterable[str]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Latin words and their sounds, by the consonants these begin with; for `nearest`."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for word in words:
        if len(word) >= _LEAST and word.isascii() and word.isalpha():
            said = sound(word)
            found[_beginning(said)].append((said, word))
    return {begin: tuple(held) for begin, held in found.items()}


def nearest(word: str, words: Mapping[str, tuple[tuple[str, str], ...]], least: float) -> str:
    """The Latin word a Korean one is the sound of ("하모니": harmony); "" for none as near as `least`, 0..1,
    or for a word too short to tell."""
    said = sound(word)
    if len(said) < _LEAST:
        return ""
    matcher = SequenceMatcher(None, b=said)
    best, name = (least, False), ""
    for other, latin in words.get(_beginning(said), ()):
        matcher.set_seq1(other)
        if (
            matcher.real_quick_ratio() >= best[0]
            and (matcher.ratio(), _voiced(latin) == _voiced(word)) >= best
        ):
            best, name = (matcher.ratio(), _voiced(latin) == _voiced(word)), latin
    return name


def _voiced(word: str) -> bool:
    """Whether a word begins with a voice: of 블룸's equals bloom is meant, not plum."""
    return unicodedata.normalize("NFD", word.casefold())[:1] in tuple("ᄀᄃᄇᄌgdbvjz")


def alike(korean: str, latin: str) -> bool:
    """Whether names whose consonants agree have like vowels too: 스피젠 and Spigen, not 비싼 and Fashion."""
    return SequenceMatcher(None, sound(korean), sound(latin)).ratio() >= _ALIKE


def _beginning(said: str) -> str:
    return re.sub(r"[aeiou]", "", said)[:2]
