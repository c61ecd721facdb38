"""Which of those shown has a colour, a size or another value that is said."""

from collections.abc import Mapping, Sequence

from assistant.domain.dialogue import Constraint, Session
from assistant.domain.product import Product
from assistant.lexicon import facets_of
from assistant.understanding.names import known_skus
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

OF_THE_REQUEST = frozenset(
    {"category", "title", "price", "store", "allergen", "diet", "availability", "occasion"}
)
"""Conditions on what is looked for, which tell no shown product from the others."""


def variant_for(sku: str, product: Product, wanted: Sequence[Constraint], vocabulary: Vocabulary) -> str:
    """The SKU of the same product that has the wanted options ("L로 담아줘"); `sku` when it has them or none
    does."""
    options = [one for one in wanted if one.facet in ("color", "size") and one.op in ("eq", "in")]
    if not options:
        return sku

    def fits(one: str) -> bool:
        facets = facets_of(product, product.variant(one), vocabulary.lexicon)
        return all(holds(facets.get(option.facet), option) for option in options)

    if fits(sku):
        return sku
    return next((variant.sku for variant in product.variants if fits(variant.sku)), sku)


def has_options(product: Product, sku: str, wanted: Sequence[Constraint], vocabulary: Vocabulary) -> bool:
    """Whether it is of every one of these colours and sizes."""
    facets = facets_of(product, product.variant(sku), vocabulary.lexicon)
    return all(holds(facets.get(one.facet), one) for one in wanted)


def holding(
    session: Session, shown: Mapping[str, Product], wanted: Sequence[Constraint], vocabulary: Vocabulary
) -> tuple[str, ...]:
    """Shown SKUs, those last spoken of and then the newest first, of products that have a variant with all of
    these facet values."""
    found = []
    for sku in dict.fromkeys((*session.spoken, *known_skus(session))):
        product = shown.get(sku)
        if product and not still_looked_for(sku, product, session, vocabulary, wanted):
            continue
        facets = (
            [facets_of(product, variant, vocabulary.lexicon) for variant in product.variants]
            if product
            else []
        )
        if any(all(holds(one.get(option.facet), option) for option in wanted) for one in facets):
            found.append(sku)
    return tuple(found)


def has_size(product: Product, number: str) -> bool:
    """True when the product comes in this size: 270, 9.5."""
    return any(
        number in text.split()
        for one in product.variants
        if (size := one.options.get("size"))
        for text in size.both()
    )


def holds(held: object, option: Constraint) -> bool:
    values = option.value if isinstance(option.value, tuple) else (option.value,)
    return any(value in held if isinstance(held, frozenset) else value == held for value in values)


def still_looked_for(
    sku: str, product: Product, session: Session, vocabulary: Vocabulary, named: Sequence[Constraint]
) -> bool:
    """Whether a product of an older list may be meant by its colour alone: it was spoken of or put in, or it
    is what is looked for now. The white one, after only those from Sony, is none of another maker."""
    near = (*session.last_shown, *session.spoken, *session.focus, *(line.sku for line in session.cart.lines))
    if sku in near:
        return True
    running = vocabulary.relevant([key_of(word) for word in session.query.split()])
    if running and vocabulary.number_of(sku) not in running:
        return False
    facets = facets_of(product, product.variant(sku), vocabulary.lexicon)
    now = {one.facet for one in named}
    held = (one for one in session.constraints if one.hard and one.op in ("eq", "in"))
    return all(holds(facets.get(one.facet), one) for one in held if one.facet not in now | OF_THE_REQUEST)
