"""The same in another colour or size: do you have the same in blue, same bike but in 60."""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.domain.dialogue import Order, Request, Session
from assistant.domain.product import Product
from assistant.understanding.asks import topics_in
from assistant.understanding.hear import Heard, fallback
from assistant.understanding.optioned import but_for
from assistant.understanding.ordering import heard_count
from assistant.understanding.terms import key_of
from assistant.understanding.valued import has_options
from assistant.understanding.vocabulary import Vocabulary

_SAME = re.compile(r"\b(?:the |that )?same\b(?! (?:day|time|budget|price|brand|order|store|address))")
_INSTEAD = re.compile(r"\bbut\b|\b(?:instead|rather|actually|swap|change|switch|sorry|meant)\b")
"""It is to go in for what was put in."""
_TOO = re.compile(r"\b(?:too|also|as well)\b|^\W*(?:and|plus)\b|\bfor (?:my|me|him|her|us|them|the)\b")
_BESIDE = frozenset({"same", "size", "colour", "color", "model", "style", "say"})


def in_other_options(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """Asked of, or ordered, in the options said and else in its own; None when nothing is the same but for
    those."""
    sku = next(iter(fallback(heard, session)), "")
    told = [one for one in heard.conditions if one.facet in ("color", "size") and one.op == "eq"]
    if not _SAME.search(heard.low) or sku not in shown or not told:
        return None
    if any(one.facet not in ("color", "size", "category", "model") for one in heard.conditions):
        return None
    keys = [key_of(word.text) for word in heard.words]
    number = vocabulary.number_of(sku)
    others = (found for key in keys if key not in _BESIDE and (found := vocabulary.products_for(key)))
    if any(number not in found for found in others):
        return None
    other = but_for(sku, shown[sku], told, vocabulary)
    if other == sku:
        if has_options(shown[sku], sku, told, vocabulary) or not heard.is_question:
            return None
        return replace(base, intent="ask_product", references=(sku,), asks=(told[0].facet,))
    held = session.cart.quantity(sku)
    if held and session.topic == "cart" and _INSTEAD.search(heard.low) and not heard.is_question:
        swapped = (Order(sku, quantity=0), Order(other, quantity=heard_count(heard.low) or held))
        return replace(base, intent="cart_add", references=(other,), orders=swapped)
    ordered = "cart_add" in heard.cues and not heard.guessed
    if ordered or (session.topic == "cart" and _TOO.search(heard.low) and not heard.is_question):
        return replace(base, intent="cart_add", references=(other,), quantity=heard_count(heard.low))
    return replace(base, intent="ask_product", references=(other,), asks=topics_in(heard.low) or ("price",))
