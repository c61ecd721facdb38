# ruff: noqa: E501 - patterns are data: one line each reads best
"""A question about "it" where nothing was shown yet, or about a place no list has: which product is meant is
asked back."""

import re
from dataclasses import replace

from assistant.domain.dialogue import Request, Session
from assistant.understanding.asks import topics_in
from assistant.understanding.hear import Heard
from assistant.understanding.intent import Cue
from assistant.understanding.references import NTH
from assistant.understanding.vocabulary import Vocabulary

_OF_IT = re.compile(
    r"^\W*(?:(?:and|so|ok|but|hi|hello)\W+)*(?:is|are|does|do|can|will|what(?:'s| is| are)|how (?:\w+ )?(?:is|are|does|do)) (?:it|this one|that one|they)\b"
    r"|^\W*(?:이거|그거|이건|그건|이것|그것)(?:는|은|이|가|도)?\s.{2,}[?요까나]\W*$"
)
_PLACE = re.compile(
    rf"\bthe (?:{'|'.join(NTH)}|\d{{1,2}}(?:st|nd|rd|th)|last)(?: (?:one|item|option|product|result)\b|\W*$)"
    r"|(?:째|\d\s?번)\s?(?:거|것|건|꺼|걸|상품|제품)"
)
"""How much is the ninth one, of six that are shown; 아홉 번째 거 얼마예요?"""
_ELSE: frozenset[Cue] = frozenset(
    {"more", "substitute", "complement", "compare", "cart_add", "cart_change", "reserve"}
)


def asked_of_nothing(heard: Heard, base: Request, session: Session, vocabulary: Vocabulary) -> Request | None:
    """ask_product of no product; None where one was shown or named, or where the words ask nothing of one."""
    if heard.astray and heard.is_question and _PLACE.search(heard.low) and not heard.cues & _ELSE:
        return None if any(map(vocabulary.is_goods, heard.nouns)) else replace(base, intent="ask_product")
    if session.shown or session.focus or session.cart.lines or heard.stores or heard.pointed.skus:
        return None
    if not _OF_IT.search(heard.low) or not topics_in(heard.low) or session.topic:
        return None
    if any(map(vocabulary.is_goods, heard.nouns)) and "allergen" not in topics_in(heard.low):
        return None
    return replace(base, intent="ask_product")
