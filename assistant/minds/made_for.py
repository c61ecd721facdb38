"""For whom goods are made: a child's bag comes before all other bags for a child."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.card import Card
from assistant.domain.dialogue import Constraint
from assistant.lexicon import facets_of
from assistant.toolbox.desk import Desk, Results


def first_for(desk: Desk, wearers: Sequence[Constraint], results: Results) -> Results:
    """What is made for those it is to be for first, in their order; then the others in theirs."""
    meant, lexicon = {one.value for one in wearers}, desk.shop.lexicon
    products = desk.products([card.sku for card in results.cards])

    def is_made(card: Card) -> bool:
        product = products[card.sku]
        held = facets_of(product, product.variant(card.sku), lexicon).get("gender", frozenset())
        return isinstance(held, frozenset) and not meant.isdisjoint(held)

    order = sorted(range(len(results.cards)), key=lambda at: not is_made(results.cards[at]))
    scores = tuple(results.scores[at] for at in order) if results.scores else ()
    return replace(results, cards=tuple(results.cards[at] for at in order), scores=scores)
