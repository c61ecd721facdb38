"""A vocabulary whose prices and stock have moved on: no word of it changes with them."""

import math
from collections.abc import Iterable
from dataclasses import replace

from assistant.domain.product import Product
from assistant.lexicon import OFFER_NUMBERS, offer_numbers
from assistant.understanding.vocabulary import Vocabulary


def reoffered(vocabulary: Vocabulary, products: Iterable[Product]) -> Vocabulary:
    """`vocabulary` with the numbers of these products' present offers; unknown products are left out."""
    known = {product.product_id: product for product in products}
    if not known:
        return vocabulary
    numbers = {facet: dict(held) for facet, held in vocabulary.numbers.items() if facet in OFFER_NUMBERS}
    for number, product_id in enumerate(vocabulary.product_ids):
        product = known.get(product_id)
        if product is None:
            continue
        told = [offer_numbers(variant.offer) for variant in product.variants]
        for at, facet in enumerate(OFFER_NUMBERS):
            values = [float(one[at]) for one in told if not math.isnan(one[at])]
            held = numbers.setdefault(facet, {})
            held.pop(number, None)
            if values:
                held[number] = min(values)
    present = {facet: held for facet, held in numbers.items() if held or facet in vocabulary.numbers}
    carrying = {facet: frozenset(held) for facet, held in present.items()}
    return replace(
        vocabulary,
        numbers={**vocabulary.numbers, **present},
        carrying={**vocabulary.carrying, **carrying},
    )
