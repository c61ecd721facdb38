"""Wishes in whole sentences that a rule takes for something else: is there a tube that seals itself? i ride a
mountain bike.
"""

import re

from assistant.domain.dialogue import Intent, Request
from assistant.understanding import finding
from assistant.understanding.intent import HAVE_YOU
from assistant.understanding.sentence import Sentence

_SURE = 0.8
"""How likely goods must be looked for, by the whole or by the part that decides."""
_ASKED_FOR = re.compile(
    rf"\b(?:{HAVE_YOU}|got)"
    r" (?:an?|any|some|one|ones)\b(?!.*\b(?:in|on|with) (?:it|this|that|them|these|those)\b)"
    r"|\b(?:which|what) (?:[\w-]+ ){1,3}(?:come|comes|are available|do you have|have you got) in\b"
)
"""do you have a hoodie in grey, whatever it costs? which sneakers come in 43?"""
_PUTS = re.compile(
    r"\b(?:add|put|take|basket|cart|order|buy|i'?ll have|get me|give me)\b|담|넣|주문|살게|살래"
)
_DOUBTED: frozenset[Intent] = frozenset(
    {"ask_product", "complement", "thanks", "recommend", "handoff", "service_book", "policy"}
)
"""What such a sentence is taken for."""


def sought(sentence: Sentence) -> Request | None:
    """search or refine, where goods are looked for and none of those shown is pointed at; None otherwise."""
    ruled, heard = sentence.ruled, sentence.heard
    refuses = ruled.intent == "cart_add" and _only_refuses(sentence)
    if not (refuses or ruled.intent in _DOUBTED) or ruled.wish or heard.health.avoid or heard.changes:
        return None
    if (ruled.intent == "recommend" and ruled.query) or ruled.policy_ids:
        return None
    if set(ruled.references) - set(sentence.session.focus) and not refuses:
        return None  # What is asked of was pointed at.
    if ruled.intent == "policy" and not _names_goods(sentence):
        return None
    asked_for = _ASKED_FOR.search(sentence.low) is not None
    if any(one.seen and not one.vague for one in sentence.meant if not asked_for) or not (
        heard.words or heard.conditions
    ):
        return None
    if not (refuses or _looks(sentence) or (asked_for and _names_goods(sentence))):
        return None
    return finding.products(heard, sentence.base, heard.meant, sentence.vocabulary, sentence.shown)


def _looks(sentence: Sentence) -> bool:
    """Whether the whole looks for goods, and no part of it asks something sure."""
    parts = sentence.parts
    if any(part.deeds.get("ask", 0.0) > _SURE for part in parts):
        return False
    told = [sentence.whole, *(part.deeds for part in parts)]
    return max((one.get("find", 0.0) for one in told), default=0.0) > _SURE


def _names_goods(sentence: Sentence) -> bool:
    """Whether it names goods of the shop, by their kind or by words of a name."""
    vocabulary = sentence.vocabulary
    return any(vocabulary.is_goods(key) and vocabulary.products_for(key) for key in sentence.heard.keys)


def _only_refuses(sentence: Sentence) -> bool:
    """Whether something is turned down and nothing is put anywhere: no mophie please, two of those died. What
    goes out of the cart for another is an exchange."""
    if not all(one.quantity for one in sentence.ruled.orders):
        return False
    refused = any(one.op in ("ne", "not_in") for one in sentence.heard.conditions)
    return refused and not sentence.meant and not _PUTS.search(sentence.low)
