"""Does a new wording say the same? What a writer may change is the tone, never the matter."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import snowballstemmer

from assistant.domain.text import Language
from assistant.grounding import Evidence, check, sentences
from assistant.grounding.facts import facts
from assistant.grounding.fold import fold
from assistant.minds.agent_words import presentable
from prompts import Replies

LONGER = 2.0
"""How much longer a wording may be than the sentence it stands for."""
MANNERS = ("find.", "compare.", "talk.")
"""Groups of the shop's own texts whose words anybody may use: courtesy and the talk of finding things."""
_NEGATED = re.compile(
    r"않|없|못|아니|아닌|아닙|말고|빼고|제외|(?<![가-힣])안(?=\s)|n't\b|\b(?:no|not|never|nothing|none|neither|nor|without"
    r"|except|cannot|unlike|hardly|lacks?|free of)\b|-free\b|\bnon-"
)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_HANGUL = re.compile(r"[가-힣]+")
_LATIN = re.compile(r"[a-z]+(?:'[a-z]+)?")
_HEAD = 2
"""Hangul words that begin with these many syllables alike are taken for forms of one word."""
_ENDED = (
    "이에요 예요 이네요 네요 세요 어요 아요 해요 여요 에요 거든요 군요 지요 죠 답니다 습니다 입니다 니다"
    " 는데요 은데요 드려요 드릴게요 볼게요 할게요 게요 으로 로 에서 에게 에는 에도 에 은 는 이 가 을 를"
    " 도 만 과 와 의 요 고 면 며 서 해 한 할"
)
_ENDINGS = tuple(sorted(_ENDED.split(), key=len, reverse=True))
_GRAMMATICAL = (
    "a an the and or but so with for of to in on at by from as is are was were be been it its it's this that"
    " these those i i'm i've we we've our you your you're me my they them their there here have has had do"
    " does can could will would may might just also then than very really s"
)
_GRAMMAR = frozenset(_GRAMMATICAL.split())


def wording(new: str, old: str, language: Language, evidence: Evidence, allowed: Sequence[str]) -> str:
    """`new` cleaned when it may stand for `old`, else "". It names the same products, figures and deeds in
    the same order, denies as often, and uses no word that neither `old` nor the shop's courtesies have."""
    words = presentable(new, language, evidence).strip()
    if not words or len(words) > LONGER * len(old) + 20 or not _grounded(words, evidence, allowed):
        return ""
    same = _said(words, evidence) == _said(old, evidence) and _denials(words) == _denials(old)
    return words if same and not strange(words, [old], language) else ""


def reason(why: str, sku: str, about: Sequence[str], language: Language, evidence: Evidence) -> str:
    """`why` cleaned when every word of it comes from the record `about` this SKU, it denies nothing and names
    no figure and no other product, else ""."""
    words = presentable(why, language, evidence).strip().rstrip(".。")
    if not words or _denials(words) or _FIGURE.search(words) or len(sentences(words)) != 1:
        return ""
    mentions, _ = evidence.index().find(fold(words))
    if any(sku not in mention.skus for mention in mentions) or check(words, evidence, (), (sku,)):
        return ""
    return words if not strange(words, about, language, courtesy=False) else ""


def strange(text: str, sources: Iterable[str], language: Language, courtesy: bool = True) -> list[str]:
    """The words of `text` that stand in no source; `courtesy`: nor in the shop's own small talk."""
    known = set(_GRAMMAR) | (_courtesies(language) if courtesy else frozenset())
    for source in sources:
        known |= _keys(source)
    hangul = [word for word in known if _HANGUL.fullmatch(word)]
    heads, stems = {word[:_HEAD] for word in hangul if len(word) >= _HEAD}, {_stem(word) for word in hangul}
    return [
        word
        for word in _keys(text)
        if word not in known
        and not (_HANGUL.fullmatch(word) and (word[:_HEAD] in heads or _stem(word) in stems))
    ]


def _stem(word: str) -> str:
    """A Hangul word without its commonest ending."""
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) > len(one)), "")
    return word.removesuffix(ending)


def _grounded(words: str, evidence: Evidence, allowed: Sequence[str]) -> bool:
    pieces = sentences(words)
    return 0 < len(pieces) <= 2 and not any(check(piece, evidence, allowed) for piece in pieces)


def _said(text: str, evidence: Evidence) -> tuple[object, ...]:
    """What of `text` may not change: products in order, figures in order, kinds of facts."""
    mentions, masked = evidence.index().find(fold(text))
    kinds = Counter((fact.kind, fact.role) for fact in facts(masked) if fact.kind != "number")
    products = [mention.skus for mention in mentions]
    return (products, [one.replace(",", "") for one in _FIGURE.findall(masked)], kinds)


def _denials(text: str) -> int:
    return len(_NEGATED.findall(fold(text)))


def _keys(text: str) -> set[str]:
    """Words as they are compared: Hangul as written, Latin by stem."""
    low = fold(text)
    stem = _stemmer()
    return {*_HANGUL.findall(low), *(one if one in _GRAMMAR else stem(one) for one in _LATIN.findall(low))}


@lru_cache(maxsize=2)
def _courtesies(language: Language) -> frozenset[str]:
    texts = Replies(language).texts
    return frozenset(
        word
        for key, text in texts.items()
        if key.startswith(MANNERS)
        for word in _keys(re.sub(r"\{.*?\}", " ", text))
    )


@lru_cache(maxsize=1)
def _stemmer() -> Callable[[str], str]:
    english = snowballstemmer.stemmer("english")
    return lru_cache(maxsize=4096)(lambda word: str(english.stemWord(word)))
