# ruff: noqa: E501 - patterns are data: one line each reads best
"""What a sentence puts into the cart when its goods are pointed at, told by what they are like, or not at all."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.cart import MAX_QUANTITY
from assistant.domain.dialogue import Constraint, Order, Request, Session
from assistant.domain.product import Product
from assistant.lexicon.opposites import opposed
from assistant.understanding.changing import (
    MORE,
)
from assistant.understanding.followup import price_of
from assistant.understanding.hear import Heard, fallback
from assistant.understanding.intent import PUTS_IN
from assistant.understanding.names import by_name
from assistant.understanding.needs import split_needs
from assistant.understanding.optioned import but_for
from assistant.understanding.references import is_one_meant
from assistant.understanding.valued import has_options, holding
from assistant.understanding.vocabulary import NONE, Vocabulary


def _within_price(product: Product, sku: str, heard: Heard) -> bool:
    price = price_of(product, sku)
    limits = [one for one in heard.conditions if one.facet == "price" and isinstance(one.value, int)]
    return price is not None and all(
        price <= one.value if one.op in ("le", "lt") else price >= one.value
        for one in limits
        if isinstance(one.value, int)
    )


def _of_the_price(heard: Heard, session: Session, shown: Mapping[str, Product]) -> tuple[str, ...]:
    """one for 100 dollars, please: the only one of the list at that price."""
    told = [one.value for one in heard.conditions if one.facet == "price"]
    at = [sku for sku in session.last_shown if sku in shown and price_of(shown[sku], sku) in told]
    return tuple(at) if len(told) == 1 and len(at) == 1 else ()


def _of_the_spoken(
    wanted: Sequence[Constraint], session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[str, ...]:
    """54 사이즈로 담아 주세요: what was spoken of, in the size or colour said and nothing else, before any other
    that has it."""
    sku = next(iter(session.spoken), "")
    if sku not in shown or any(one.facet not in ("color", "size") for one in wanted):
        return ()
    found = but_for(sku, shown[sku], wanted, vocabulary)
    return (found,) if found != sku or has_options(shown[sku], sku, wanted, vocabulary) else ()


def _is_of_others(
    skus: Sequence[str],
    told: Sequence[Constraint],
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
) -> bool:
    """In yellow, add it, where nothing was spoken of and the first that was shown does not come in yellow."""
    first = next(iter(skus), "")
    if session.spoken or first not in shown or any(one.facet not in ("color", "size") for one in told):
        return False
    number = vocabulary.number_of
    own = {number(first)}
    fits = {number(sku) for sku in holding(session, shown, told, vocabulary)} if told else set[int]()
    return bool(fits) and not fits & own


def _is_sized_otherwise(
    wanted: Sequence[Constraint], session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> bool:
    """아 44로 할게요, of shoes spoken of that come in 42 and 43: no other shoes are meant."""
    sku = next(iter(session.spoken), "")
    carried = vocabulary.carrying.get("size", NONE)
    sized = all(one.facet == "size" for one in wanted) and vocabulary.number_of(sku) in carried
    return sized and sku in shown and not _of_the_spoken(wanted, session, vocabulary, shown)


def _names_any(heard: Heard, vocabulary: Vocabulary) -> bool:
    """Whether any word left is one of goods, here or anywhere: 귀엽당, 두 분이니 are none."""
    return bool(heard.nouns) or any(
        vocabulary.products_for(key) or vocabulary.lexicon.of(key) for key in heard.keys
    )


_OBJECT = re.compile(
    r"\b(?:add|put|buy|order|get|take|throw|pop|stick)\s+(?:me\s)?(?:the|that|those|these|some|an?|two|three|four|five|six|\d+)\s+(?P<what>(?:[a-z'-]+\s+){0,4}?)(?:in|into|to|on)\s(?:my|the)\s(?:cart|basket|bag|order)\b"
)


def _unknown_goods(heard: Heard) -> bool:
    """put the Ariel pods in my cart: words that name goods nothing here bears are no other goods."""
    match = _OBJECT.search(heard.low)
    return match is not None and any(
        match.start("what") <= one.start < match.end("what") for one in heard.words
    )


def added(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request:
    pointed = heard.pointed
    skus = pointed.skus
    hard = [one for one in heard.conditions if one.hard and one.facet != "price"]
    if pointed.how == "pronoun" and _is_of_others(skus, hard, session, vocabulary, shown):
        skus = ()
    if not skus and hard and not any(vocabulary.is_goods(key) for key in heard.keys):
        named = [found for key in heard.keys if (found := vocabulary.products_for(key))]
        held = tuple(
            sku
            for sku in holding(session, shown, hard, vocabulary)
            if all(vocabulary.number_of(sku) in found for found in named)
            and not any(opposed(heard.low, title) for title in shown[sku].title.both())
        )
        skus = tuple(sku for sku in held if _within_price(shown[sku], sku, heard))[:1] or held[:1]
        skus = _of_the_spoken(hard, session, vocabulary, shown) or skus
        if not heard.words and _is_sized_otherwise(hard, session, vocabulary, shown):
            skus = ()
        measured = {gauge.facet for gauge in vocabulary.gauges}
        if not skus and not heard.words and all(one.facet in measured for one in hard):
            skus = fallback(heard, session)
        if not skus and not heard.words and session.query and all(one.facet == "brand" for one in hard):
            return replace(
                base,
                intent="cart_add",
                query=session.query,
                quantity=heard.quantity,
                constraints=(*base.constraints, *heard.conditions),
            )  # One by ZAGG: of what is looked for.
        if not skus and not heard.words and all(one.facet in ("color", "size") for one in hard):
            skus = session.spoken[:1]
            words = tuple(str(one.value) for one in hard)
            orders = tuple(Order(sku, quantity=heard.quantity or 1, words=words) for sku in skus)
            if orders:
                return replace(base, intent="cart_add", references=skus, orders=orders)
    elif not skus and not heard.words and (priced := _of_the_price(heard, session, shown)):
        skus = priced
    elif not skus and not heard.words:
        skus = (
            fallback(heard, session)
            if PUTS_IN.search(heard.low) or is_one_meant(session, shown, vocabulary)
            else ()
        )
        said_again = session.topic == "cart" and heard.quantity is None and not MORE.search(heard.low)
        if said_again and skus and session.cart.quantity(skus[0]):
            return replace(base, intent="cart_show")
    elif (
        not skus
        and PUTS_IN.search(heard.low)
        and not _names_any(heard, vocabulary)
        and not _unknown_goods(heard)
    ):
        skus = fallback(heard, session)
    if heard.words and pointed.how == "pronoun" and heard.nouns and not by_name(session, shown, heard.keys):
        skus = ()
    query = "" if skus else heard.query
    needs = () if skus else split_needs(heard, vocabulary)
    conditions = () if skus else heard.conditions
    quantity = None if heard.quantity is None else min(heard.quantity, MAX_QUANTITY + 1)
    return replace(
        base,
        intent="cart_add",
        references=skus,
        query=query,
        needs=needs,
        quantity=quantity,
        sort=None if skus else heard.sort,
        constraints=(*base.constraints, *conditions),
    )
