# ruff: noqa: E501 - patterns are data: one line each reads best
"""What a sentence says fits or works with what."""

import re
from dataclasses import dataclass

_KO = re.compile(
    r"(?P<other>[^\s,.!?]+(?:\s[^\s,.!?]+)?)\s?(?:와|과|이랑|랑|하고|에|에도|에서도|용으로)\s?(?:도\s)?(?:모두\s|다\s|완벽하게\s|바로\s)?호환"
    r"|(?P<every>(?:모든|어떤|전)\s[^\s,.!?]+?)(?:에|와|과|에도|에서|이든|든지)\s?(?:다\s|모두\s|잘\s)*(?:맞|호환|쓸\s?수|사용)"
    r"|(?P<exact>[^\s,.!?]{2,})에\s?(?:딱|꼭|정확히)\s?맞(?:아|는|습|고|게)"
)
_EN = re.compile(
    r"\bcompatible with (?P<other>[^,.!?;]{2,40})|\b(?:fits?|works? with|suits?|matches) (?P<every>(?:all|every|any|most) [^,.!?;]{2,40})"
    r"|\bworks? with (?P<exact>(?:your |the )?[^,.!?;]{2,40})"
)
_OPEN = re.compile(
    r"호환(?:되는지|되나요|돼요\?|성\s?정보|\s?여부)|whether|not sure|can't say|don't know|does not (?:say|state)"
    r"|알\s?수\s?없|적혀\s?있지\s?않|확인"
)
_LOOSE = re.compile(
    r"(?:예산|조건|취향|요청|말씀|입맛|상황|용도|목적|스타일|계절|필요)\S{0,2}$|budget|taste|needs?|request|style|you\b"
)
_EVERY = re.compile(r"(?:모든|어떤|전|all|every|any|most)\s")
_WORD = re.compile(r"[a-z0-9]{2,}|[가-힣]{2,}")
_IDLE = frozenset({"your", "the", "all", "every", "any", "most", "and", "of", "모든", "어떤", "제품", "상품"})


@dataclass(frozen=True, slots=True)
class Fit:
    """One statement that a product goes with something else; `other` are the words for that, () when it is
    said of everything."""

    other: tuple[str, ...]
    start: int


def fits(text: str) -> list[Fit]:
    """The statements folded `text` makes; questions and admissions of not knowing are none."""
    if _OPEN.search(text):
        return []
    found = []
    for match in (*_KO.finditer(text), *_EN.finditer(text)):
        name = next(group for group in ("other", "every", "exact") if match[group])
        said = match[name]
        if name == "exact" and _LOOSE.search(said):
            continue
        every = name == "every" or _EVERY.match(said)
        words = tuple(word for word in _WORD.findall(said) if word not in _IDLE)
        found.append(Fit(() if every else words, match.start()))
    return found
