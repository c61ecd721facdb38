# ruff: noqa: E501 - patterns are data: one line each reads best
"""Which of the shop's two languages an utterance is in."""

import re

from assistant.domain.text import Language

_HANGUL = re.compile(r"[가-힣]")
_JAMO = re.compile(r"[ㄱ-ㅎㅏ-ㅣ]{2,}")
_LATIN = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
_KOREAN_WORDS = re.compile(
    r"(?:줘|주세요|요|까|니|나요|어|해|을|를|은|는|이|가|에|로|만|도|랑|하고|의|거|것|건)(?=[\s?!.,~]|$)"
)
_ENGLISH = frozenset(
    ["a", "an", "the", "i", "i'm", "im", "me", "my", "you", "your", "it", "is", "are", "do", "does", "have", "has", "can", "could", "would", "show", "find", "need", "want", "looking", "for", "to", "in", "of", "with", "without", "under", "over", "between", "and", "or", "not", "no", "what", "which", "where", "how", "when", "who", "any", "some", "this", "that", "these", "those", "please", "add", "remove", "cheap", "cheaper", "compare", "recommend", "thanks", "thank", "hi", "hello", "hey", "yes", "sure", "more", "than", "there", "ones", "one", "buy", "get", "give", "tell", "about", "from", "at", "on", "by", "if", "be", "will", "let", "something"]
)  # fmt: skip
_CODE = re.compile(r"^(?:[A-Z0-9]{1,4}|[A-Za-z]*\d[\w-]*|[xX]*[smlSML])$")


def detect_language(text: str, fallback: Language) -> Language:
    """ "ko" or "en". Mixed text goes to the language its grammar is in ("show me 김치" is English, "air max
    있어?" Korean). Text without words of either (emoji, sizes, codes, other scripts) gives `fallback`."""
    hangul = len(_HANGUL.findall(text))
    words = _LATIN.findall(text)
    if not hangul:
        return _latin_only(text, words, fallback)
    if not words:
        return "ko"
    english = sum(word.lower() in _ENGLISH for word in words)
    korean = len(_KOREAN_WORDS.findall(text))
    if english >= 2 and english > korean:
        return "en"
    if korean or english == 0:
        return "ko"
    return "ko" if hangul * 2 >= sum(map(len, words)) else "en"


def _latin_only(text: str, words: list[str], fallback: Language) -> Language:
    if not words:
        return "ko" if _JAMO.search(text) else fallback
    if any(word.lower() in _ENGLISH and len(word) > 1 for word in words):
        return "en"
    if all(_CODE.match(word) for word in text.split() if any(char.isalpha() for char in word)):
        return fallback
    return "en" if any(len(word) >= 3 for word in words) else fallback
