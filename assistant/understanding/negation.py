# ruff: noqa: E501 - patterns are data: one line each reads best
"""What a shopper turns down: 가죽 말고, 향 없는, not leather, without buttons."""

import re
from typing import Literal

_AFTER = re.compile(
    r"(?:으로|로)?(?:은|는|이|가|을|를|도|만|류는|류)?\s?(?:된|만든|계열|쪽|제품|타입|형태|방식|스타일|같은|들어간|있는)?\s?(?:거|것|건|걸)?(?:은|는|이|가|을|를|도)?\s?"
    r"(?P<word>말고|말구|빼고|빼곤|빼\s?(?:줘|주(?!고)|요|달)|제외(?:하고|한|하|해)?|아닌|아니고|아니라|아니면서|없는|없이|없고|안\s?들어(?:간|가)|안\s?든|안\s?나는|들어가지|무첨가|싫(?:어|은|고|다|음)|(?<![이가]\s)(?<![이가])안\s?좋아|안\s?좋아[하해했]|별로|대신|(?:좀\s?)?그렇(?:죠|지|네|고|다|습)[가-힣]*)"
)
_REASONED = re.compile(
    r"(?:\s?(?:건|거는|것은|꺼는)|은|는|이|가|을|를|도)?\s[^,.!?]{0,24}?[가-힣](?:니까?|서|라|데)\s?(?:(?:좀|다|그냥|그\s?[가-힣]{1,3}(?:은|는|만)|그건|그거|걔는)\s)*(?P<word>빼고|빼줘|빼주|빼요|빼\s?주|말고|제외|싫)"
)
"""흰색은 민폐니까 빼고: the reason stands between."""
_DISLIKED = re.compile(
    r"(?:\s?(?:건|거는|것은|꺼는|제품은)|은|는|도)\s(?:(?:절대로?|진짜|정말|너무|영|아예|원래|거의|이제|좀|딱)\s)*"
    r"(?P<word>(?:안|못)\s?(?:(?:신|입|써|쓰)(?!\S{0,1}\s?[봤보본봐])|사(?!이즈)|끌리|끌려|땡|당[기겨]|키우)|싫|됐[고어으네습]|필요\s?없|패스|관두|질색|질[려리렸릴]|지겨|지겹|뻔하|뻔해|촌스|식상|사양|별로|극혐)[가-힣]*"
)
"""핑크는 절대 안 신어요, 검은색은 지겨워서: what is spoken of is what is not wanted."""
_MANNER = r"(?:(?:really|ever|even|actually|simply|just|particularly|much|quite) )?"
_NEVER = rf"(?:(?:wo|would|ca|could|do|does|did)n'?t|(?:will|would|can|could|do|does|did) not|cannot|never|refuses? to) {_MANNER}"
_SPURNED = (
    rf"{_NEVER}(?:touch|wear|eat|drink|buy|use|stand|bear|abide|tolerate|like|want|need|fancy|care for|go for|go near|be seen (?:dead )?in)"
    r"|never (?:wears|touches|eats|drinks|buys|uses)|hates?|dislikes?|loathes?|detests?|despises?"
    r"|not (?:a |much of a )?(?:big |huge |great )?(?:fan of|keen on|fond of|into|big on|crazy about)|(?:sick|tired|bored) of|fed up with"
)
"""He won't touch pink, who can't stand tartan."""
_BEFORE = re.compile(
    rf"(?:\b(?:not?|without|w/o|non|except(?: for)?|excluding|exclude|other than|(?:any|every|all)(?:thing|one)?(?: [a-z]+){{0,2}} but|but not|(?:nothing|none|no one|not|no)(?: \w+)? (?:from|by)|avoid|minus|skip|scrap|forget(?: about)?|never ?mind(?: about)?|no need for|instead of|rather than|nothing|{_SPURNED}|"
    r"isn'?t|aren'?t|not too|(?:don'?t|do not|no need to|needn'?t) (?:bother (?:showing|with|suggesting)|show|suggest|recommend|offer)(?: me| us)?)[\s-]+(?:any |the |those |these |a |an |ones? |in |for |about |meant for |used for |designed for |one for |ones for |made (?:of|from|with|for) |have |with |real |that )*(?:[a-z]+ (?:or|nor) (?:a |an |any |the |with |in |of )*)?)$"
)
_HARMS = re.compile(
    r"\s(?:always |just |really )?(?:makes? (?:me|him|her|my \w+) (?:itch\w*|scratch|sweat)|itches|is (?:so |too )?(?:itchy|scratchy|uncomfortable)|irritates|gives? (?:me|him|her) (?:a rash|hives))"
    r"|(?:은|는|이|가)?\s?(?:입으면\s|닿으면\s)?(?:너무\s|좀\s)?(?:가려워|가렵|따가워|따갑|간지러|까슬)[가-힣]*"
)
"""polyester makes me itch, 폴리는 가려워요."""
_DULL = re.compile(
    r"\s(?:is|are|looks?|feels?|would be) (?:(?:just|really|a bit|a little|far|way|so|much) )*"
    r"(?:too (?!small|big|large|much|many|expensive|dear|pricey)\w+|boring|dull|ugly|hideous|not for (?:me|him|her|us))\b"
)
"""Blue is too cold, black is boring: neither is wanted."""
_OF_DEGREE = re.compile(
    r"not too\b|non\b|not? (?:included|required|needed|necessary)\b|.*(?:알레르기|알러지|알레지|\ballerg)"
)
_FREE = re.compile(r"[\s-]free\b(?! shipping| delivery| size)")


Refusal = tuple[Literal["strong", "lack"], int, int]
"""How something is turned down, and where the words stand that say so."""


def refused(low: str, start: int, tail: int, end: int = 0) -> Refusal | None:
    """When the word at start..tail is turned down: how, and the span with the words that say so. "lack":
    it must not have it (없는, without); "strong": not that one (말고, not). None when it is not refused. end: where the word's own stem ends: what
    stands inside it ("향 없는" as a value) turns nothing down."""
    if match := (
        _AFTER.match(low, tail) or _after_stem(low, max(start, end - 1), tail) or _ended(low, end, tail)
    ):
        lack = re.match(r"없|안\s?들|들어가지|무첨가|안\s?든|안\s?나", match["word"])
        return ("lack" if lack else "strong"), start, match.end()
    if match := _FREE.match(low, tail):
        return "lack", start, match.end()
    if match := _HARMS.match(low, tail):
        return "lack", start, match.end()
    if match := _DULL.match(low, tail):
        return "strong", start, match.end()
    window = low[max(0, start - 40) : start]
    if match := _BEFORE.search(window):
        lack = re.match(r"without|w/o|no\b|minus", match[0])
        return ("lack" if lack else "strong"), start - len(match[0]), tail
    return None


OF_MANNER = frozenset({"타입", "형태", "방식", "스타일", "종류", "type", "kind", "style", "sort"})
"""젤 타입 말고, not the powder kind: what is before them is turned down."""


def names_nothing(refusal: str) -> bool:
    """True for a refusal that only tells how the goods are ("not too big", "not included", 알러지 없는): there
    is nothing that they must not bear."""
    return _OF_DEGREE.match(refusal) is not None


def _ended(low: str, end: int, tail: int) -> "re.Match[str] | None":
    """The reason or the dislike said behind a word, whose own particle may be part of it."""
    for at in (tail, end) if end else (tail,):
        if match := _REASONED.match(low, at) or _DISLIKED.match(low, at):
            return match
    return None


def _after_stem(low: str, start: int, tail: int) -> "re.Match[str] | None":
    """The refusing word may already be part of the word's own ending: "가죽말고"."""
    for cut in range(tail - 1, start, -1):
        if (match := _AFTER.match(low, cut)) and match.end() >= tail and match.start("word") <= tail:
            return match
    return None
