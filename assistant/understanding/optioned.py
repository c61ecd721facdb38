"""The size or colour of a product that is meant, whichever of them was shown."""

import re
from collections.abc import Sequence

from assistant.domain.dialogue import Constraint
from assistant.domain.product import Product
from assistant.lexicon import Lexicon, canonical_value, facets_of
from assistant.understanding.hear import Heard
from assistant.understanding.named import listed_apart, variant_said
from assistant.understanding.reading import runs_of
from assistant.understanding.valued import has_options, variant_for
from assistant.understanding.vocabulary import Vocabulary


def of_the_option(sku: str, product: Product, wanted: Sequence[Constraint], vocabulary: Vocabulary) -> str:
    """The SKU of the product in the size or colour wanted, its own variant or one the feed lists apart; `sku`
    when it has them, and when none does."""
    found = variant_for(sku, product, wanted, vocabulary)
    return found if found != sku else listed_apart(product, sku, wanted, vocabulary)


_IN_SIZE = re.compile(
    r"\b(?:in|size) (?P<size>\d{2,3}(?:\.5)?|x{0,4}[sml])\b(?! (?:stores?|stock|days?|minutes?))"
)


_INTO_SIZE = re.compile(
    r"(?<![가-힣a-z\d.])(?P<size>\d{2,3}(?:\.5)?|x{0,4}[sml])\s?(?:사이즈|싸이즈|호)?(?:으로|로)(?![가-힣])"
)


def comes_in(sku: str, product: Product, low: str, vocabulary: Vocabulary) -> bool:
    """False where an order says a size (in 42; 250으로) the product does not come in: another is not what was
    ordered."""
    lexicon = vocabulary.lexicon
    said = [match["size"] for pattern in (_IN_SIZE, _INTO_SIZE) for match in pattern.finditer(low)]
    values = [canonical_value("size", one, lexicon) for one in said]
    sizes = _sizes(product, lexicon)
    if len(values) != 1 or not sizes:
        return True
    if values[0] not in vocabulary.facets.get("size", {}):
        alike = (size for size in sizes if values[0].isdigit() and size.isdigit())
        return not any(len(size) == len(values[0]) for size in alike)
    wanted = [Constraint("size", "eq", values[0])]
    found = of_the_option(sku, product, wanted, vocabulary)
    return found != sku or has_options(product, sku, wanted, vocabulary)


def is_its_size(number: int, product: Product, low: str, lexicon: Lexicon) -> bool:
    """Whether a number that stands without what it counts is a size the product comes in: 43 then, of shoes,
    are no 43 pairs."""
    counts = re.search(rf"\b{number}\s?(?:x\b|of\b|pairs?|pieces?|pcs|켤레|[개벌장족])", low)
    return counts is None and str(number) in _sizes(product, lexicon)


def _sizes(product: Product, lexicon: Lexicon) -> frozenset[str]:
    found = (facets_of(product, variant, lexicon).get("size") for variant in product.variants)
    return frozenset(size for sizes in found if isinstance(sizes, frozenset) for size in sizes)


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
