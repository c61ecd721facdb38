"""Which of those shown has what is asked: which is for bad weather, 주머니에 들어가는 건 어느 거예요."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.dialogue import Request, Session
from assistant.domain.product import Product
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


def which_of_shown(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """ask_product of the one product shown whose record tells most of what the question says; None when it is
    ranked by a figure, when nothing is said beside "which", and when none or several tell it alike."""
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
