"""Which Korean particle follows a word, in whatever script the word is written."""

import re

_DIGIT_ENDS_IN_CONSONANT = {"0": True, "1": True, "3": True, "6": True, "7": True, "8": True}
_RIEUL_DIGITS = "178"
_UNIT = re.compile(r"\d\s?(kg|mg|g|ml|cm|mm|km|m|l)\W*$", re.IGNORECASE)
_AMOUNT = re.compile(r"[$€£]\s?[\d,.]*\d$")
"""Read as 달러, 유로, 파운드."""
_ENGLISH_CLOSED = re.compile(r"(?:[lmn]|[lmn]e|ng|c|ck|ook|(?:^|[^aeiou])[aeiou][ptk])$")
"""Read with a final consonant: 필름, 케이블, 헤드폰, 블랙, 노트북, 립스틱; 라이트, 하드 are not."""


def particle(word: str, pair: str) -> str:
    """Which of a Korean pair follows `word`: 은/는, 이/가, 을/를, 과/와, 으로/로, 이에요/예요.

    Judged by the last letter or digit as it is read aloud; anything else counts as ending in a vowel.
    """
    after_consonant, after_vowel = pair.split("/", 1)
    if _AMOUNT.search(word):
        return after_vowel
    if unit := _UNIT.search(word):  # read as 그램, 리터, 미터
        return after_consonant if unit[1].lower().endswith("g") else after_vowel
    last = next((char for char in reversed(word) if char.isalnum()), "")
    rieul = pair.startswith("으로")
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        if rieul and final == 8:
            return after_vowel
        return after_consonant if final else after_vowel
    if rieul and last and last in _RIEUL_DIGITS:
        return after_vowel
    spelt = re.sub(r"[^a-z]+$", "", word.lower()).rpartition(" ")[2] if last.isalpha() else ""
    if rieul and re.search(r"le?$", spelt):
        return after_vowel
    closed = _DIGIT_ENDS_IN_CONSONANT.get(last, bool(_ENGLISH_CLOSED.search(spelt)))
    return after_consonant if closed else after_vowel
