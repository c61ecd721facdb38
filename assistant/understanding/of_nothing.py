# ruff: noqa: E501 - patterns are data: one line each reads best
"""A question about "it" where nothing was shown yet: which product is meant is asked back."""

import re
from dataclasses import replace

from assistant.domain.dialogue import Request, Session
from assistant.understanding.asks import topics_in
from assistant.understanding.hear import Heard
from assistant.understanding.vocabulary import Vocabulary

_OF_IT = re.compile(
    r"^\W*(?:(?:and|so|ok|but|hi|hello)\W+)*(?:is|are|does|do|can|will|what(?:'s| is| are)|how (?:\w+ )?(?:is|are|does|do)) (?:it|this one|that one|they)\b"
    r"|^\W*(?:이거|그거|이건|그건|이것|그것)(?:는|은|이|가|도)?\s.{2,}[?요까나]\W*$"
)


def asked_of_nothing(heard: Heard, base: Request, session: Session, vocabulary: Vocabulary) -> Request | None:
    """ask_product of no product; None where one was shown or named, or where the words ask nothing of one."""
    if session.shown or session.focus or session.cart.lines or heard.stores or heard.pointed.skus:
        return None
    if not _OF_IT.search(heard.low) or not topics_in(heard.low) or session.topic:
        return None
    if any(map(vocabulary.is_goods, heard.nouns)) and "allergen" not in topics_in(heard.low):
        return None
    return replace(base, intent="ask_product")
