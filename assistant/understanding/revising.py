"""The catalogue's own words after some products have changed."""

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

from assistant.domain.product import Product
from assistant.lexicon import OFFER_NUMBERS
from assistant.understanding.compiling import Build
from assistant.understanding.gathering import Gathering
from assistant.understanding.vocabulary import Ids, Vocabulary

K = TypeVar("K")
V = TypeVar("V")


def revised(before: Vocabulary, products: Iterable[Product], removed: Collection[str]) -> Vocabulary:
    """`before` with these products new or in place of what they were, and those `removed` gone. Products keep
    their numbers; new ones get the next. What only a product that is gone said of a value that others still
    have (another wording of it, that a feed states the facet) stays until everything is compiled anew."""
    old, new = before.made, Gathering(before.lexicon)
    changed = {product.product_id: product for product in products}
    known = {one: at for at, one in enumerate(before.product_ids) if one in changed or one in removed}
    following = len(before.product_ids)
    for product_id, product in changed.items():
        new.add(known.get(product_id, following), product)
        following += product_id not in known
    gone = frozenset(known.values())
    # Offers may have been told anew since: not what was compiled counts, but what is said now.
    told = {name: before.numbers[name] for name in OFFER_NUMBERS if name in before.numbers}
    facets = {
        facet: _merged(old.every_facet.get(facet, {}), gone, new.facets.get(facet, {}))
        for facet in (*old.every_facet, *(new.facets.keys() - old.every_facet.keys()))
    }
    brands = facets.get("brand", {})
    build = Build(
        lexicon=before.lexicon,
        index=_merged(old.index, gone, new.index),
        every_facet={facet: values for facet, values in facets.items() if values},
        every_number=_told({**old.every_number, **told}, gone, new.numbers),
        gauges=old.gauges.revised(gone, new.gauges),
        heads=_merged(old.heads, gone, new.heads),
        paths=_merged(old.paths, gone, new.paths),
        brands={name: one for name, one in {**old.brands, **new.brands}.items() if not one or one in brands},
        surfaces=_merged(old.surfaces, frozenset(), new.surfaces),
        roots=_merged(old.roots, gone, new.roots),
        declared=old.declared | new.declared,
        food_roots=old.food_roots | new.food_roots,
        sold={number: skus for number, skus in old.sold.items() if number not in gone} | new.sold,
        product_ids={**old.product_ids, **new.product_ids},
    )
    return build.finish(before.currency, before.shop, before)


def _merged(
    old: Mapping[K, frozenset[V]], gone: Ids, new: Mapping[K, AbstractSet[V]]
) -> dict[K, frozenset[V]]:
    """What `old` holds by key without what is gone, and what `new` does; what has not changed is the same
    object."""
    found = dict(old)
    touched = [key for key, held in old.items() if not gone.isdisjoint(held)] if gone else []
    for key in dict.fromkeys((*touched, *new)):
        was = old.get(key, frozenset())
        now = was - gone | new.get(key, frozenset())
        if not now:
            found.pop(key, None)
        elif now != was:
            found[key] = now
    return found


def _told(
    old: Mapping[str, Mapping[int, float]], gone: Ids, new: Mapping[str, Mapping[int, float]]
) -> dict[str, dict[int, float]]:
    found: dict[str, dict[int, float]] = {}
    for facet in (*old, *(new.keys() - old.keys())):
        left = {number: value for number, value in old.get(facet, {}).items() if number not in gone}
        if held := left | dict(new.get(facet, {})):
            found[facet] = held
    return found
