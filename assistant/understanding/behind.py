"""A question that stands behind something told: 우리 집 자전거가 네 대인데 몇 대까지 실려요?

Where the whole sentence says nothing sure, the part of it that asks is heard alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from assistant.domain.dialogue import Intent, Request, Session
from assistant.domain.product import Product
from assistant.understanding import ours
from assistant.understanding.acting import slot_of
from assistant.understanding.hear import Heard, fallback, hear
from assistant.understanding.intent import cues_of
from assistant.understanding.matters import asked
from assistant.understanding.names import bears
from assistant.understanding.reading import Reading
from assistant.understanding.sentence import Sentence
from assistant.understanding.telling import spans
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

Decide = Callable[[Heard, Request, Session, Vocabulary, Mapping[str, Product]], Request]
_VAGUE: frozenset[Intent] = frozenset(
    {"search", "refine", "recommend", "complement", "out_of_scope", "ask_product", "stock_check", "policy"}
)
"""What a sentence of any words may be taken for, as long as it refers to nothing."""
_ANSWERED: frozenset[Intent] = frozenset({"ask_product", "stock_check", "compare"})
_LOOKS = 0.8
"""How likely goods are looked for, to ask nothing of those shown."""
_SENTENCE = re.compile(r"[.!?;]+\s+")


def asked_behind(sentence: Sentence, decide: Decide) -> Request | None:
    """What the asking part alone is understood as, where it is asked of a product shown or of a matter of the
    shop's; None otherwise, and where the rest names other goods."""
    ruled, heard, base, session = sentence.ruled, sentence.heard, sentence.base, sentence.session
    vocabulary, shown = sentence.vocabulary, sentence.shown
    sure = ruled.references or ruled.policy_ids or ruled.wish or ruled.needs or heard.health.avoid
    if ruled.intent not in _VAGUE or sure or heard.changes or heard.stores:
        return None
    if sentence.whole.get("find", 0.0) > _LOOKS:
        return None
    for start, end in _parts(heard.low):
        others = [word.text for word in heard.words if not start <= word.start < end]
        part = hear(
            Reading(heard.reading.text[start:end].strip()), heard.language, session, vocabulary, shown
        )
        again = decide(part, base, session, vocabulary, shown)
        if again.intent == "policy" and again.policy_ids and again.asks:
            about = asked(part.low, slot_of(vocabulary))
            found = ours.policy(heard, base, session, vocabulary, shown, about)
            return found if found.policy_ids else None
        if again.intent == "store_find" and again.asks:
            return again
        if (
            again.intent in _ANSWERED
            and again.references
            and not _names_others(others, part, session, vocabulary, shown)
        ):
            return again
    return None


def _parts(low: str) -> Iterator[tuple[int, int]]:
    """Where the part that asks may stand: the last sentence that does, then the last clause of it."""
    ends = [0, *(match.end() for match in _SENTENCE.finditer(low)), len(low)]
    tried = {(0, len(low))}
    for parts in (list(pairwise(ends)), list(spans(low))):
        asking = [(start, end) for start, end in parts if "question" in cues_of(low[start:end].strip())]
        if asking and asking[-1] not in tried:
            tried.add(asking[-1])
            yield asking[-1]


def _names_others(
    words: list[str],
    part: Heard,
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
) -> bool:
    """Whether goods are named in what is told that the product spoken of is not."""
    focus = fallback(part, session)
    product = shown.get(focus[0]) if focus else None
    goods = [key for word in words if vocabulary.is_goods(key := key_of(word))]
    return any(product is None or not bears(product, key) for key in goods)
