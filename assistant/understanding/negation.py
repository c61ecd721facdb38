# ruff: noqa: E501 - patterns are data: one line each reads best
"""What a shopper turns down: 가죽 말고, 향 없는, not leather, without buttons."""

import re
from typing import Literal

_AFTER = re.compile(
    r"(?:으로|로)?(?:은|는|이|가|을|를|도|만|류는|류)?\s?(?:된|만든|계열|쪽|제품|같은|들어간|있는)?\s?(?:거|것|건|걸)?(?:은|는|이|가|을|를|도)?\s?"
    r"(?P<word>말고|말구|빼고|빼곤|빼\s?(?:줘|주(?!고)|요|달)|제외(?:하고|한|하|해)?|아닌|아니고|아니라|아니면서|없는|없이|없고|안\s?들어(?:간|가)|안\s?든|안\s?나는|들어가지|무첨가|싫(?:어|은|고|다|음)|(?<![이가]\s)(?<![이가])안\s?좋아|안\s?좋아[하해했]|별로|대신|(?:좀\s?)?그렇(?:죠|지|네|고|다|습)[가-힣]*)"
)
_REASONED = re.compile(
    r"(?:은|는|이|가|을|를|도)?\s[^,.!?]{1,16}?(?:니까|라서|여서|어서|아서|해서|라|데)\s?(?:좀\s|다\s|그냥\s)?(?P<word>빼고|빼줘|빼주|빼요|빼\s?주|말고|제외|싫)"
)
"""흰색은 민폐니까 빼고: the reason stands between."""
_BEFORE = re.compile(
    r"(?:\b(?:not?|without|w/o|non|except(?: for)?|excluding|exclude|other than|(?:any|every|all)(?:thing|one)?(?: [a-z]+){0,2} but|but not|(?:nothing|none|no one|not|no)(?: \w+)? (?:from|by)|avoid|minus|instead of|rather than|sick of|hate|"
    r"(?:don'?t|do not|doesn'?t|didn'?t) (?:want|like|need)|isn'?t|aren'?t|not too|(?:don'?t|do not|no need to|needn'?t) (?:bother (?:showing|with|suggesting)|show|suggest|recommend|offer)(?: me| us)?)[\s-]+(?:any |the |a |an |ones? |in |for |about |meant for |used for |designed for |one for |ones for |made (?:of|from|with|for) |have |with |real |that )*(?:[a-z]+ (?:or|nor) (?:a |an |any |the )?)?)$"
)
_HARMS = re.compile(
    r"\s(?:always |just |really )?(?:makes? (?:me|him|her|my \w+) (?:itch\w*|scratch|sweat)|itches|is (?:so |too )?(?:itchy|scratchy|uncomfortable)|irritates|gives? (?:me|him|her) (?:a rash|hives))"
    r"|(?:은|는|이|가)?\s?(?:입으면\s|닿으면\s)?(?:너무\s|좀\s)?(?:가려워|가렵|따가워|따갑|간지러|까슬)[가-힣]*"
)
"""polyester makes me itch, 폴리는 가려워요."""
_OF_DEGREE = re.compile(
    r"not too\b|non\b|not? (?:included|required|needed|necessary)\b|.*(?:알레르기|알러지|알레지|\ballerg)"
)
_FREE = re.compile(r"[\s-]free\b(?! shipping| delivery| size)")


def refused(
    low: str, start: int, tail: int, end: int = 0
) -> tuple[Literal["strong", "lack"], int, int] | None:
    """When the word at start..tail is turned down: how, and the span with the words that say so. "lack":
    it must not have it (없는, without); "strong": not that one (말고, not). None when it is not refused. end: where the word's own stem ends: what
    stands inside it ("향 없는" as a value) turns nothing down."""
    if match := (
        _AFTER.match(low, tail) or _after_stem(low, max(start, end - 1), tail) or _REASONED.match(low, tail)
    ):
        lack = re.match(r"없|안\s?들|들어가지|무첨가|안\s?든|안\s?나", match["word"])
        return ("lack" if lack else "strong"), start, match.end()
    if match := _FREE.match(low, tail):
        return "lack", start, match.end()
    if match := _HARMS.match(low, tail):
        return "lack", start, match.end()
    window = low[max(0, start - 40) : start]
    if match := _BEFORE.search(window):
        lack = re.match(r"without|w/o|no\b|minus", match[0])
        return ("lack" if lack else "strong"), start - len(match[0]), tail
    return None


def names_nothing(refusal: str) -> bool:
    """True for a refusal that only tells how the goods are ("not too big", "not included", 알러지 없는): there
    is nothing that they must not bear."""
    return _OF_DEGREE.match(refusal) is not None


def _after_stem(low: str, start: int, tail: int) -> "re.Match[str] | None":
    """The refusing word may already be part of the word's own ending: "가죽말고"."""
    for cut in range(tail - 1, start, -1):
        if (match := _AFTER.match(low, cut)) and match.end() >= tail and match.start("word") <= tail:
            return match
    return None
