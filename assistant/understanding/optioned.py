"""The size or colour of a product that is meant, whichever of them was shown."""

import re
from collections.abc import Sequence

from assistant.domain.dialogue import Constraint
from assistant.domain.product import Product
from assistant.lexicon import canonical_value, facets_of
from assistant.understanding.hear import Heard
from assistant.understanding.named import listed_apart, variant_said
from assistant.understanding.reading import runs_of
from assistant.understanding.valued import variant_for
from assistant.understanding.vocabulary import Vocabulary


def of_the_option(sku: str, product: Product, wanted: Sequence[Constraint], vocabulary: Vocabulary) -> str:
    """The SKU of the product in the size or colour wanted, its own variant or one the feed lists apart; `sku`
    when it has them, and when none does."""
    found = variant_for(sku, product, wanted, vocabulary)
    return found if found != sku else listed_apart(product, sku, wanted, vocabulary)


_IN_SIZE = re.compile(
    r"\b(?:in|size) (?P<size>\d{2,3}(?:\.5)?|x{0,4}[sml])\b(?! (?:stores?|stock|days?|minutes?))"
)


def in_the_size(sku: str, product: Product, low: str, vocabulary: Vocabulary) -> str:
    """What does it cost in 52: of the product spoken of, in a size that nothing else named."""
    known = vocabulary.facets.get("size", {})
    said = (canonical_value("size", match["size"], vocabulary.lexicon) for match in _IN_SIZE.finditer(low))
    wanted = [Constraint("size", "eq", value) for value in said if value in known]
    return but_for(sku, product, wanted, vocabulary) if len(wanted) == 1 else sku


def but_for(sku: str, product: Product, wanted: Sequence[Constraint], vocabulary: Vocabulary) -> str:
    """The same in blue: the SKU of the product in the colour or size wanted, and else in those it has;
    `sku` when there is none."""
    facets = facets_of(product, product.variant(sku), vocabulary.lexicon)
    changed = {one.facet for one in wanted}
    kept = [
        Constraint(facet, "eq", next(iter(held)))
        for facet in {"color", "size"} - changed
        if isinstance(held := facets.get(facet), frozenset) and len(held) == 1
    ]
    return of_the_option(sku, product, [*kept, *wanted], vocabulary)


def as_said(
    sku: str, product: Product, wanted: Sequence[Constraint], heard: Heard, vocabulary: Vocabulary
) -> str:
    """The size or colour that is asked for of it, whichever was shown."""
    found = of_the_option(sku, product, wanted, vocabulary)
    if found != sku or heard.quantity is not None:
        return found
    return variant_said(product, sku, [run.text for run in runs_of(heard.low)], vocabulary)
