"""Of the running goods, those a word tells apart: the leather ones, after bags."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.card import Card
from assistant.toolbox.desk import Desk, Results
from assistant.understanding.names import names
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import head_end

LOOK_AT = 18
"""Products looked at."""


def narrowed(desk: Desk, results: Results) -> Results:
    """Of the running goods those that bear all the words that told them apart, or at least the newest; where
    none does, what is no such goods is left out all the same."""
    keys, lexicon = [key_of(word) for word in desk.request.narrowing], desk.shop.lexicon
    vocabulary, said = desk.shop.vocabulary, [key_of(word) for word in desk.request.query.split()]
    if not keys or not said:
        return results
    head = said[head_end(said) - 1]
    kind = frozenset() if head in keys else vocabulary.products_for(head)
    cards = tuple(card for card in results.cards if vocabulary.number_of(card.sku) in kind) or results.cards
    products = desk.products([card.sku for card in cards])
    for wanted in (keys, keys[:1]):
        named = tuple(card for card in cards if names(products[card.sku], wanted, lexicon))
        if named:
            return replace(results, cards=named, total=len(named))
    return results if len(cards) == len(results.cards) else replace(results, cards=cards, total=len(cards))


def beyond_the_limit(desk: Desk, results: Results, exclude: frozenset[str]) -> Results:
    """Of a leather one under 50 dollars, where all leather ones cost more: those, and that the limit bites.
    As they are where some fit, or where none bears the word at any price."""
    request, lexicon = desk.request, desk.shop.lexicon
    limits = tuple(one for one in request.constraints if one.facet == "price")
    told = next((word for word in request.narrowing if word in request.query.split()), "")
    if results.relaxed or not limits or not told:
        return results

    def bearing(cards: Sequence[Card]) -> tuple[Card, ...]:
        products = desk.products([card.sku for card in cards])
        return tuple(card for card in cards if names(products[card.sku], [key_of(told)], lexicon))

    if bearing(results.cards):
        return results
    others = tuple(one for one in request.constraints if one not in limits)
    wider = desk.search(request.query, others, LOOK_AT, request.sort, exclude)
    cards = () if wider.relaxed else bearing(narrowed(desk, wider).cards)
    return replace(wider, cards=cards, total=len(cards), relaxed=limits, scores=()) if cards else results
