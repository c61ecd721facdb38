# ruff: noqa: E501 - patterns are data: one line each reads best
"""What the cart comes to, asked of all that lies in it: what are we at with both? 장갑이랑 양말만 해서 얼마예요?"""

import re
from dataclasses import replace

from assistant.domain.dialogue import Intent, Request
from assistant.understanding.names import names
from assistant.understanding.sentence import Sentence

_ALL = re.compile(
    r"\b(?:both|the (?:two|three|four|lot)|all|everything|altogether|together|in total|total|so far|left to pay|damage|bill)\b"
    r"|둘|셋|모두|전부|다\s?(?:해서|합쳐|합하|더하)|합(?:쳐|하|계)|만\s?해서|총|까지\s?해서"
)
_HOW_MUCH = re.compile(
    r"\b(?:how much|what(?:'s|s| is| are| do| does| will| would)?|total|sum|add)\b|얼마|얼만|합계|총액|가격"
)
_ASKED = 0.7
"""How likely it must be asked."""
_DOUBTED: frozenset[Intent] = frozenset(
    {"ask_product", "cart_add", "search", "refine", "out_of_scope", "thanks", "recommend", "compare"}
)
"""What it is taken for."""


def asked_of_cart(sentence: Sentence) -> Request | None:
    """cart_show, where the price of all is asked and nothing is named but what lies in the cart, every line of
    it or none; None otherwise."""
    session, vocabulary = sentence.session, sentence.vocabulary
    lines = {vocabulary.number_of(line.sku) for line in session.cart.lines}
    if not lines or sentence.ruled.intent not in _DOUBTED or sentence.heard.health.avoid:
        return None
    if not (_ALL.search(sentence.low) and _HOW_MUCH.search(sentence.low)):
        return None
    named = {vocabulary.number_of(one.sku) for one in sentence.found if one.how not in ("all", "rank")}
    if named and named != lines and not _names_every_line(sentence):
        return None
    if not named and not _is_of_cart(sentence):
        return None
    return replace(sentence.base, intent="cart_show") if sentence.whole.get("ask", 0.0) > _ASKED else None


def _is_of_cart(sentence: Sentence) -> bool:
    """Whether the talk is of the cart, and no other goods are named."""
    vocabulary = sentence.vocabulary
    return sentence.session.topic == "cart" and not any(map(vocabulary.is_goods, sentence.heard.keys))


def _names_every_line(sentence: Sentence) -> bool:
    """Whether each line of the cart is named by its kind, and nothing else is."""
    lexicon, shown = sentence.vocabulary.lexicon, sentence.shown
    goods = [key for key in sentence.heard.keys if sentence.vocabulary.is_goods(key)]
    lines = [shown[line.sku] for line in sentence.session.cart.lines if line.sku in shown]
    called = [[names(line, [key], lexicon) for line in lines] for key in goods]
    return bool(called) and all(map(any, called)) and all(map(any, zip(*called, strict=True)))
