"""The size or colour of a product that is meant, whichever of them was shown."""

from collections.abc import Sequence

from assistant.domain.dialogue import Constraint
from assistant.domain.product import Product
from assistant.understanding.hear import Heard
from assistant.understanding.named import listed_apart, variant_said
from assistant.understanding.reading import runs_of
from assistant.understanding.references import variant_for
from assistant.understanding.vocabulary import Vocabulary


def of_the_option(sku: str, product: Product, wanted: Sequence[Constraint], vocabulary: Vocabulary) -> str:
    """The SKU of the product in the size or colour wanted, its own variant or one the feed lists apart; `sku`
    when it has them, and when none does."""
    found = variant_for(sku, product, wanted, vocabulary)
    return found if found != sku else listed_apart(product, sku, wanted, vocabulary)


def as_said(
    sku: str, product: Product, wanted: Sequence[Constraint], heard: Heard, vocabulary: Vocabulary
) -> str:
    """The size or colour that is asked for of it, whichever was shown."""
    found = of_the_option(sku, product, wanted, vocabulary)
    if found != sku or heard.quantity is not None:
        return found
    return variant_said(product, sku, [run.text for run in runs_of(heard.low)], vocabulary)
