"""The Korean two-set keyboard: what was meant when Korean was typed with Latin keys, or the reverse."""

import unicodedata

_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_KEYS = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnmQWERTOP",
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
        strict=True,
    )
)
_TYPED = {jamo: key for key, jamo in _KEYS.items()}
_PAIRS = {
    "ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ", "ㅡㅣ": "ㅢ",
    "ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ", "ㄹㅅ": "ㄽ",
    "ㄹㅌ": "ㄾ", "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ",
}  # fmt: skip
_PARTED = {whole: pair for pair, whole in _PAIRS.items()}
_FIRST = 0xAC00


def is_jamo(char: str) -> bool:
    """A single Korean letter that is part of no syllable."""
    return char in _LEADS or char in _VOWELS or char in _PARTED


def letters(text: str) -> str:
    """Syllables taken apart into the letters of the keyboard; every other character as it is."""
    found: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        if "가" <= char <= "힣":
            at = ord(char) - _FIRST
            three = (_LEADS[at // 588], _VOWELS[at % 588 // 28], _FINALS[at % 28].strip())
            found.extend(_PARTED.get(one, one) for one in three)
        else:
            found.append(_PARTED.get(char, char))
    return "".join(found)


def syllables(jamo: str) -> str:
    """Letters put together into syllables as a keyboard does it; what fits into none stays a letter."""
    found: list[str] = []
    at = 0
    while at < len(jamo):
        if jamo[at] not in _LEADS or jamo[at + 1 : at + 2] not in tuple(_VOWELS):
            found.append(jamo[at])
            at += 1
            continue
        lead = jamo[at]
        vowel, at = _pair(jamo, at + 1, _VOWELS)
        final, after = _pair(jamo, at, _FINALS.strip()) if at < len(jamo) else ("", at)
        if after - at == 2 and jamo[after : after + 1] in tuple(_VOWELS):
            final, after = jamo[at], at + 1
        if final not in _FINALS.strip() or jamo[after : after + 1] in tuple(_VOWELS):
            final, after = "", at
        at = after
        place = _FINALS.index(final) if final else 0
        found.append(chr(_FIRST + _LEADS.index(lead) * 588 + _VOWELS.index(vowel) * 28 + place))
    return "".join(found)


def as_korean(typed: str) -> str:
    """What these Latin keys give on the Korean layout: "gksrmf" is "한글". Other characters stay."""
    return syllables("".join(_KEYS.get(char, _KEYS.get(char.lower(), char)) for char in typed))


def as_latin(typed: str) -> str:
    """What these Korean letters give on the Latin layout, in lower case: "ㅑㅔㅙㅜㄷ" is "iphone"."""
    return "".join(_TYPED.get(char, char) for char in letters(typed)).lower()


def _pair(jamo: str, at: int, among: str) -> tuple[str, int]:
    """The one or two letters from `at` that make one of `among`, and where they end."""
    two = _PAIRS.get(jamo[at : at + 2], "")
    return (two, at + 2) if two and two in among else (jamo[at], at + 1)
