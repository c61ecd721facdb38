"""A model's sentence as the shop may say it: plain words in the shopper's language, no foreign address, none
of our own instructions."""

import re
import unicodedata
from collections.abc import Sequence

from assistant.domain.text import Language
from assistant.grounding import Evidence
from assistant.grounding.fold import fold
from assistant.grounding.planted import orders

LONGEST = 400
LEAKED = 24
"""So many letters in a row of our own instructions are a leak; of a shorter sentence, all of them."""
SHORTEST = 6
_IMAGE = re.compile(r"!\[|<\s*/?\s*[a-z][^>]*>?|&lt;|\]\s*\(|\{\{|\{\s*\"", re.IGNORECASE)
_MARKS = re.compile(r"\*{1,3}|_{2,3}|~~|`+|^\s*(?:#{1,6}|>+|[-*+•])\s+", re.MULTILINE)
_TABLE = re.compile(r"\|.*\||^\s*[-|:]{3,}\s*$")
_DOMAINS = (
    "com net org info biz io co kr jp cn uk de fr eu us ru tk top xyz shop store site online link click live"
    " app dev me tv ly gg cc ai example test invalid local page web club vip asia"
)
_ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,12}\s*:\s*/\s*/|\bhxxps?\b|\bwww\s*\.|\bdata:[a-z]+/|\bjavascript:"
    r"|[\w.+-]+@[\w-]|(?<!\w)@[a-z0-9_]{3,}"
    rf"|[a-z0-9가-힣-]{{2,}}\s?(?:\.|\[\.\]|\(\.\)|\s(?:dot|닷)\s)\s?(?:{'|'.join(_DOMAINS.split())})\b(?![가-힣]*[a-z])"
    r"|[가-힣]{2,}\.(?:한국|닷컴|닷넷)|\b\d{1,3}(?:\.\d{1,3}){3}\b|\bt\.me\b|\bbit\.ly\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\d,.])\+?\d{2,4}[-).\s]\s?\d{3,4}[-.\s]\d{3,4}(?!\d)|(?<![\d,.])0\d{8,10}(?!\d)")
_COMMON = (
    "the is are it its it's you your and to for of this that these those i we our with have has had can will"
    " would be if not no what which how there here they them at by from do does let my sure yes hello hi"
    " thanks thank welcome great please sorry"
)
_ENGLISH = frozenset(_COMMON.split())
_WORD = re.compile(r"[a-z']+")
_LATIN_LETTERS = 5


def presentable(sentence: str, language: Language, evidence: Evidence, own: Sequence[str] = ()) -> str:
    """`sentence` without its markdown, "" when it may not be said whatever it states: an image, a link, an
    address or a phone number no record holds, another language, `own` words (instructions, tool names), or
    an order to a machine, which stays unsaid even where a seller put it into a product's name.

    `own`: folded texts. A short one may not be named; of a long one no whole sentence may be repeated, nor
    LEAKED characters of it.
    """
    if _IMAGE.search(sentence) or _TABLE.search(sentence) or len(sentence) > LONGEST:
        return ""
    plain = _MARKS.sub("", sentence)
    folded = fold(plain)
    if not any(char.isalnum() for char in folded):
        return ""
    if _foreign(folded, evidence) or orders(folded) or _leaks(folded, own):
        return ""
    return plain if _spoken_in(folded, language, evidence) else ""


def _foreign(folded: str, evidence: Evidence) -> bool:
    found = [match[0] for pattern in (_ADDRESS, _PHONE) for match in pattern.finditer(folded)]
    if not found:
        return False
    known = [read.text for read in evidence.reads("shop")]
    titles = [fold(title) for title in evidence.titles.values()]
    return not all(any(one in text for text in (*known, *titles)) for one in found)


def _leaks(folded: str, own: Sequence[str]) -> bool:
    for text in own:
        if len(text) < LEAKED:
            if text in folded:
                return True
            continue
        bare = folded.strip(" .!?:-·•")
        starts = range(0, max(1, len(bare) - LEAKED + 1), 4)
        if len(bare) >= SHORTEST and any(bare[at : at + LEAKED] in text for at in starts):
            return True
    return False


def _spoken_in(folded: str, language: Language, evidence: Evidence) -> bool:
    """Whether what is no product's name is in `language`. Names, sizes and numbers belong to none."""
    _, rest = evidence.index().find(folded)
    hangul = sum("가" <= char <= "힣" for char in rest)
    latin = sum(char.isascii() and char.isalpha() for char in rest)
    if any(char.isalpha() and not _readable(char) for char in rest):
        return False
    if language == "ko":
        return latin < _LATIN_LETTERS if not hangul else latin <= 4 * hangul
    if hangul:
        return False
    words = _WORD.findall(rest)
    return len(words) < 4 or bool(_ENGLISH & set(words))


def _readable(char: str) -> bool:
    """Latin, Hangul, and signs such as ℃; not kana, Han, Cyrillic or Arabic."""
    name = unicodedata.name(char, "")
    return name.startswith(
        ("LATIN", "HANGUL", "MASCULINE", "FEMININE", "MICRO", "DEGREE", "GREEK SMALL LETTER MU")
    )
