# ruff: noqa: E501 - patterns are data: one line each reads best
"""A question about what was spoken of before, named first: back to the bike - is the saddle comfortable?"""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.domain.dialogue import Request, Session
from assistant.domain.product import Product
from assistant.understanding.asks import answered_by, topics_in
from assistant.understanding.intent import Cue, cues_of
from assistant.understanding.named import is_other
from assistant.understanding.names import by_meaning, known_skus, own_words
from assistant.understanding.query import keys_left
from assistant.understanding.reading import Reading
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

_BACK_TO = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|now|and|but|hm+|wait|going|coming|let'?s go|can we go)\W+)*back to (?:the|that|those|my|your) (?P<thing>[^,.?!:;–—-]{3,40}?)(?: for (?:a|one) (?:moment|second|minute|sec))?\s*[,.?!:;–—-]+\s*(?P<asked>.{8,})$"
    r"|^\W*(?:(?:다시|그럼|자|아|음)\W+)?(?:아까\s)?(?:(?:본|보던|말한|그)\s)?(?P<ko>[^,.?!]{2,20}?)(?:\s?(?:얘기|이야기))?(?:으로|로)\s(?:다시\s)?돌아가(?:서|면|자면|볼게요|보면)?[,.\s]+(?P<ko_asked>.{5,})$"
)
_DONE: frozenset[Cue] = frozenset({"cart_add", "cart_change", "compare", "reserve"})


def of_what_was_named(
    low: str, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """ask_product of the product gone back to, whatever part of it the question then names; None where none
    is, or nothing is asked of it."""
    match = _BACK_TO.match(low)
    if match is None:
        return None
    asked = match["asked"] or match["ko_asked"]
    cues = cues_of(asked)
    if "question" not in cues or cues & _DONE:
        return None
    keys = keys_left(Reading(match["thing"] or match["ko"]), vocabulary)
    seen = [
        sku
        for sku in known_skus(session)
        if sku in shown and keys and _is_a(sku, keys[-1], shown, vocabulary)
    ]
    found = by_meaning(session, shown, keys, vocabulary, seen) or tuple(seen[:1])
    if not found:
        return None
    asks = answered_by(topics_in(asked), shown.get(found[0]), asked, vocabulary.lexicon, base.language)
    return replace(base, intent="ask_product", references=found, asks=asks)


def _is_a(sku: str, key: str, shown: Mapping[str, Product], vocabulary: Vocabulary) -> bool:
    """True when the product is called so, or stands on a shelf that is, by this word or another for it: a
    helmet for cyclists is no bike."""
    product = shown[sku]
    leaves = " ".join(path.rpartition(" > ")[2] for path in product.category.both()).lower()
    forms = {key, *(key_of(form) for one in vocabulary.lexicon.of(key) for form in (*one.ko, *one.en))}
    called = any(form in own_words(product) or form in leaves for form in forms)
    return called and not is_other(sku, key, shown, vocabulary)
