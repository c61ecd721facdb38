# ruff: noqa: E501 - patterns are data: one line each reads best
"""A sentence that does nothing but point: 두 번째 거, TI-M823?, which one's cheapest, I like the second one."""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.domain.dialogue import Request
from assistant.domain.product import Product
from assistant.understanding.asks import beside_topics, topics_in
from assistant.understanding.followup import turns_down, wants_cheaper
from assistant.understanding.hear import Heard
from assistant.understanding.intent import SHOWING, Cue
from assistant.understanding.names import bears
from assistant.understanding.narrowing import of_some
from assistant.understanding.references import THAN
from assistant.understanding.terms import key_of

_OTHER_ACTS: frozenset[Cue] = frozenset(
    {"compare", "prefer", "complement", "substitute", "more", "stock", "aisle", "policy", "drop", "back"}
)
_WEIGHS = re.compile(r"\b(?:light|heavi)(?:er|est)\b|가벼[운워]|무거[운워]")
_RANKS = re.compile(r"(?:cheap|light|heavi|pric|dear|small|larg|bigg|long|short|tall)(?:er|est|ier|iest)")
"""Words that only say by what figure one is chosen."""
_DEFINITE = re.compile(r"\W*(?:(?:and|ok|hm+|um) )*the ")
_WHICH_OF = re.compile(
    r"(?:어느|어떤|뭐가|무슨|둘\s?중|그\s?중|이\s?중|여기서|셋\s?중).{0,12}(?:젤|제일|가장|더)?\s?(?:싼|싸|저렴)|which (?:one )?(?:of (?:them|these|those) )?(?:is|are|was|were) (?:the )?(?:cheap|least expensive|lowest)|cheapest (?:one )?(?:of|among) (?:them|these|those)"
)


def only_pointed(heard: Heard, base: Request, shown: Mapping[str, Product]) -> Request | None:
    """두 번째 거, TI-M823?, which one's cheapest: a sentence that does nothing but point asks about it."""
    pointed, topics = heard.pointed, topics_in(heard.low)
    instead = heard.low.rstrip(" .!?").endswith("instead")
    others = _OTHER_ACTS - {"substitute"} if instead else _OTHER_ACTS
    by_weight = pointed.how == "rank" and bool(_WEIGHS.search(heard.low))
    if heard.guessed and pointed.how in ("ordinal", "sku"):
        others = others - {"back"}
    if _WHICH_OF.search(heard.low) or by_weight or (pointed.how == "rank" and heard.guessed):
        others = others - {"compare", "prefer"}
    if (
        _LIKES.match(heard.low)
        and pointed.how in ("ordinal", "rank", "value", "name")
        and not _says_other(heard, shown)
    ):
        return replace(base, intent="ask_product", references=pointed.skus[:1], asks=("description",))
    if _of_the_two(heard):
        return replace(base, intent="ask_product", references=pointed.skus[:1], asks=topics or ("price",))
    told = any(one.hard for one in heard.conditions) or (heard.conditions and pointed.how != "rank")
    if told or heard.stores or heard.cues & others or not pointed.skus:
        return None
    if turns_down(heard.low) or wants_cheaper(heard.low):
        return None
    beside = beside_topics(heard.low)
    named = shown.get(pointed.skus[0])
    others_named = [
        key_of(word.text)
        for word in heard.words
        if beside[word.start].strip() and not (pointed.how == "rank" and _RANKS.fullmatch(word.text.lower()))
    ]
    if others_named and (named is None or not all(bears(named, key) for key in others_named)):
        return None
    if pointed.how == "rank" and _WHICH_OF.search(heard.low):
        others_asked = tuple(topic for topic in topics if topic != "price")
        return replace(
            base, intent="ask_product", references=pointed.skus[:1], asks=others_asked or ("price",)
        )
    asked = heard.is_question or heard.likely == "ask" or instead
    if heard.sort == "unit_price_asc" or THAN.search(heard.low):
        return None
    if pointed.how in ("ordinal", "sku") and heard.sort is None:
        asks = topics or (("description",) if _SHOWN_AGAIN.search(heard.low) and not heard.words else ())
        return replace(base, intent="ask_product", references=pointed.skus, asks=asks)
    if pointed.how == "name" and of_some(heard.low):
        return None
    if pointed.how == "name" and _DEFINITE.match(heard.low) and heard.sort is None:
        return replace(base, intent="ask_product", references=pointed.skus[:1], asks=topics)
    if pointed.how == "rank" and asked and not wants_cheaper(heard.low):
        asks = topics or (("weight",) if by_weight else ("price",))
        return replace(base, intent="ask_product", references=pointed.skus[:1], asks=asks)
    return None


_SHOWN_AGAIN = re.compile(rf"{SHOWING.pattern}|\bagain\b|\bwhat (?:was|were)\b|다시|뭐였")
"""Show me the second again, what was the first one again."""
_LIKES = re.compile(
    r"\W*(?:(?:oh|hm+|well|ok(?:ay)?|and|yes)\W+)*(?:i|we) (?:really |quite |do |think i |rather )*(?:like|love|prefer|fancy) (?:the|that|this)\b[^?.,]*[.!]*$"
    r"|\W*(?:(?:oh|hm+|well|ok(?:ay)?|and|yes)\W+)*(?:the|that|this) [^?.,]{2,40} (?:looks?|sounds?|seems?) (?:so |really |very |quite )?(?:nice|good|great|lovely|beautiful|pretty|perfect|interesting|cool|neat)[.! ]*$"
)
"""I like the second one: nothing is asked, and nothing taken yet."""
_OF_LIKING = frozenset(
    {"like", "love", "prefer", "fancy", "best", "look", "looks", "nice", "good", "great", "lovely", "pretty"}
)


def _says_other(heard: Heard, shown: Mapping[str, Product]) -> bool:
    """Whether words are said that the product pointed at does not bear."""
    product = shown.get(heard.pointed.skus[0]) if heard.pointed.skus else None
    keys = [key for key in heard.keys if key not in _OF_LIKING]
    return product is None or not all(bears(product, key) for key in keys)


_THE_ONE = re.compile(r"\bthe (?:cheaper|dearer|pricier|(?:less|more) expensive) one\b")


def _of_the_two(heard: Heard) -> bool:
    """can I see the cheaper one in 50: of two that were shown, the one so called, in whatever colour and size."""
    return (
        heard.pointed.how == "rank"
        and len(heard.meant.last_shown) == 2
        and bool(_THE_ONE.search(heard.low))
        and all(one.facet in ("color", "size") for one in heard.conditions)
        and not heard.cues & (_OTHER_ACTS | {"cart_add", "cart_change"})
        and not heard.words
    )
