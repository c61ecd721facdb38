"""What need hold no more: drop the price limit, any other brand is fine; forget lamps, show me mirrors."""

import re
from dataclasses import replace

from assistant.domain.dialogue import Session
from assistant.understanding.followup import SAFETY
from assistant.understanding.hear import Heard
from assistant.understanding.needless import takes_back
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

_NAMES = {
    "price": r"가격|예산|한도|상한|비싸도|price|money|budget|cap|ceiling|minimum|maximum|limit"
    r"|\b(?:cost|be) more\b",
    "color": r"색|colou?r",
    "size": r"사이즈|size",
    "brand": r"브랜드|brand",
    "material": r"소재|material",
    "gender": r"성별",
}
_ALL = re.compile(r"상관\s?없|아무|무관|any\b|matter|care|조건|필터|filter|clear|reset|뭐든")
_LIMIT = re.compile(r"\b(?:limit|budget|cap|ceiling)s?\b|예산|한도|상한")
_FORGOTTEN = re.compile(r"\b(?:forget(?: about)?|never ?mind(?: about)?|scrap|skip|no need for)\s")


def let_go(heard: Heard, session: Session) -> tuple[str, ...]:
    """The facets that may be anything from now on."""
    if "drop" not in heard.cues and not lets_go(heard, session):
        return ()
    named = tuple(facet for facet, words in _NAMES.items() if re.search(words, heard.low))
    if named or not _ALL.search(heard.low):
        return named
    return tuple(one.facet for one in session.constraints if one.facet not in SAFETY)


def lets_go(heard: Heard, session: Session) -> bool:
    """Whether a condition that holds is let go, and no more is asked of the shop or of a product."""
    named = {facet for facet, words in _NAMES.items() if re.search(words, heard.low)}
    running = {one.facet for one in session.constraints if one.hard}
    limit = "drop" in heard.cues and bool(session.query) and _LIMIT.search(heard.low) is not None
    if takes_back(heard, session):
        return True
    return limit or (("drop" in heard.cues or heard.likely == "drop") and bool(named & running))


def without_forgotten(heard: Heard) -> Heard:
    """Goods that are to be forgotten are looked for no more; the others named need not be without them."""
    goods = [noun for noun in heard.nouns if noun not in heard.rejected]
    if not (_FORGOTTEN.search(heard.low) and goods):
        return heard
    kept = tuple(
        one
        for one in heard.conditions
        if one.facet not in ("category", "title") or one.op not in ("ne", "not_in")
    )
    return replace(heard, rejected=(), conditions=kept)


def without_words(session: Session, facets: tuple[str, ...], vocabulary: Vocabulary) -> Session:
    """The running request without the words that said a value let go: of blue check shirts, the blue."""

    def says(word: str) -> bool:
        senses = vocabulary.terms.get(key_of(word), ())
        told = {"brand" if one.kind == "brand" else one.facet for one in senses if one.kind in _VALUES}
        if any(one.kind in ("type", "category") for one in senses):
            return False
        return bool(told & set(facets)) or (
            "color" in facets and vocabulary.lexicon.names(key_of(word), "colour")
        )

    kept = [word for word in session.query.split() if not says(word)]
    return replace(session, query=" ".join(kept)) if kept else session


_VALUES = frozenset({"facet", "brand"})
