# ruff: noqa: E501 - patterns are data: one line each reads best
"""Which of those shown has what is asked: which is for bad weather, 주머니에 들어가는 건 어느 거예요."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.dialogue import Request, Session
from assistant.domain.product import Product
from assistant.understanding.asks import answered_by
from assistant.understanding.ends import SIZE, end_asked, size_stated
from assistant.understanding.followup import wants_cheaper, wants_dearer
from assistant.understanding.hear import Heard
from assistant.understanding.overlap import words_of
from assistant.understanding.record import told_of
from assistant.understanding.vocabulary import Vocabulary

WHICH = re.compile(
    r"\bwhich (?:ones?\b|of (?:the|these|those|them)\b|(?:is|are|has|have|does|do|was|would|will|can)\b)"
    r"|(?:어느|어떤)\s?(?:거|것|게|쪽|걸)|(?:둘|셋|이|그|저|여기|얘네)\s?중"
)
_OTHERWISE = frozenset({"cart_add", "cart_change", "compare", "stock", "aisle", "policy", "store", "reserve"})
_IDLE = frozenset(
    {
        "made", "good", "best", "better", "nice", "these", "those", "ones", "shown", "would", "want", "need",
        "like", "more", "most", "really", "two", "three", "four", "one", "which", "product", "item", "model",
    }
)  # fmt: skip
_MOST = 6
"""Products of a list that a question is held against."""


_END = re.compile(
    r"(?:제일|가장|젤)\s.*(?:뭐|뭔|어느|어떤|무엇)|(?:뭐|뭔|어느|어떤|무엇).*(?:제일|가장|젤)\s|[더덜]\s?(?:매워|매울|맵)"
    r"|(?:제일|가장|젤)\s[가-힣]{1,4}\s?(?:거|것|건|게)(?:는|은)?(?:요)?\s?\?"
    r"|\b(?:which|what(?:'?s)?)\b(?!.*\b(?:you|u) (?:have|sell|got|carry)\b).*\b(?:\w{3,}est|most|least|best|top)\b"
    r"|^\W*(?:(?:and|so|or|ok)\W+)*(?:(?:what|how) about )?the \w{3,}est(?: ones?| of (?:them|these|those))?\W*$"
)
"""이 중에 뭐가 제일 무거워요, which one is best rated?"""
_SORTS = (None, "price_asc", "price_desc", "rating")


def _at_an_end(
    heard: Heard, base: Request, shown: Mapping[str, Product], vocabulary: Vocabulary
) -> Request | None:
    """ask_product of the one that has most or least of what is asked, by its figures."""
    skus, facet = heard.pointed.skus, end_asked(heard.low)
    if heard.pointed.how != "rank" or len(skus) != 1 or not facet or not _END.search(heard.low):
        return None
    otherwise = _OTHERWISE - {"compare"} if heard.guessed else _OTHERWISE
    if heard.sort not in _SORTS:
        return None
    if not heard.is_question or heard.cues & otherwise or heard.health.avoid:
        return None
    product = shown.get(skus[0])
    facet = size_stated(product) if facet == SIZE else facet
    asks = answered_by((facet,), product, heard.low, vocabulary.lexicon, heard.language)
    return replace(base, intent="ask_product", references=skus, asks=asks)


def which_of_shown(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """ask_product of the one product shown whose record tells most of what the question says; None when it is
    ranked by a figure, when nothing is said beside "which", and when none or several tell it alike."""
    if ended := _at_an_end(heard, base, shown, vocabulary):
        return ended
    if not WHICH.search(heard.low) or heard.cues & _OTHERWISE or heard.sort or heard.health.avoid:
        return None
    if (
        heard.pointed.how not in ("", "all", "pronoun", "name")
        or wants_cheaper(heard.low)
        or wants_dearer(heard.low)
    ):
        return None
    several = next(
        (held for held in (heard.pointed.skus, session.focus) if len(held) > 1), session.last_shown
    )
    among = [shown[sku] for sku in several if sku in shown][:_MOST]
    words = {word.text.lower() for word in heard.words}
    words |= {word for word in words_of(heard.low) if word not in _IDLE}
    told = [told_of(product, words, vocabulary.lexicon) for product in among]
    best = _only_best(told)
    if best is None or told[best] <= min(told):
        return None
    sku = next(sku for sku in several if shown.get(sku) is among[best])
    return replace(base, intent="ask_product", references=(sku,))


def _only_best(told: Sequence[int]) -> int | None:
    """The place of the highest number; None when it stands more than once, or alone in the list."""
    most = max(told, default=0)
    return told.index(most) if len(told) > 1 and most and told.count(most) == 1 else None
