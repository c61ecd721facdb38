# ruff: noqa: E501 - patterns are data: one line each reads best
"""What was asked of one product, asked of another by its name alone: and the dell, 델은요?"""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.domain.dialogue import Request, Session
from assistant.domain.product import Product
from assistant.understanding.asks import topics_in
from assistant.understanding.hear import Heard
from assistant.understanding.intent import SHOWING
from assistant.understanding.named import named
from assistant.understanding.query import keys_left
from assistant.understanding.reading import Reading
from assistant.understanding.vocabulary import Vocabulary

_AGAIN = re.compile(
    r"^\W*(?:(?:hm+|ok(?:ay)?|oh|so|right|um+|well)\W+)*(?:and|n|what about|how about|also)\W+(?:the|that|your|ur|for the|with the)?\s?[^?,.!]{2,40}\W*$"
    r"|^\W*(?:(?:그럼|그러면|그리고|아|음|오)\s)?[^?,.!]{2,30}?[가-힣a-z\d](?:은|는)(?:요)?\W*$"
)
"""and the dell, 델은요?"""
_OF_A_KIND = re.compile(
    r"^\W*(?:\w+\s)?(?:and|what about|how about)\s(?:for\s)?(?:the\s)?[a-z ]{3,30}\W*$|(?:은|는)요?\W*$"
)
_AND_NOW = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?)\W+)?(?:how about |what about |what is it |how much )?now\W*$|^\W*(?:(?:그럼|그러면)\s)?(?:이제|지금)(?:은|는)?(?:요|얼마\S*)?\W*$"
)


def asked_again(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """What was asked of one product, asked of another by its name alone, or the total after a change of the
    cart: and now? None when it is not."""
    if session.topic == "cart" and _AND_NOW.match(heard.low):
        return replace(base, intent="cart_show")
    if not session.asked or not _AGAIN.match(heard.low) or heard.changes or SHOWING.search(heard.low):
        return None
    if (
        heard.cues - {"question", "more"}
        or topics_in(heard.low)
        or any(one.facet == "price" for one in heard.conditions)
    ):
        return None
    reading = Reading(heard.low)
    keys = [key for key in keys_left(reading, vocabulary) if vocabulary.products_for(key)]
    sku = named(keys, session, vocabulary, partly=len(keys) > 1, shown=shown) if keys else None
    if sku is None and session.topic == "policy" and (ids := _of_goods(heard, session, vocabulary, keys)):
        return replace(base, intent="policy", policy_ids=ids, asks=session.asked)
    if sku is None or sku in session.focus:
        return None
    asked = replace(base, references=(sku,), asks=session.asked)
    if session.topic != "policy":
        return replace(asked, intent="ask_product")
    ids = vocabulary.shop.guide.answering("", ((session.asked[0], 1.0),), " ".join(keys))
    return replace(asked, intent="policy", policy_ids=ids)


def _of_goods(heard: Heard, session: Session, vocabulary: Vocabulary, keys: list[str]) -> tuple[str, ...]:
    """The policies that answer the matter asked last for goods of this kind: and for shoes?"""
    kinds = [key for key in keys if vocabulary.is_goods(key)]
    if not kinds or len(kinds) < len(keys) or not _OF_A_KIND.search(heard.low):
        return ()
    held = vocabulary.facets.get("category", {})
    relevant = vocabulary.relevant(kinds)
    most = sorted(held, key=lambda name: (-len(held[name] & relevant), name))[:1] if relevant else []
    return vocabulary.shop.guide.answering(heard.low, ((session.asked[0], 1.0),), " ".join((*kinds, *most)))
