"""Which of a few products suits this shopper best, and on what grounds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.domain.card import Card
from assistant.domain.dialogue import Constraint
from assistant.lexicon import canonical_value, facet_name, facets_of
from assistant.toolbox.desk import Desk

_WEIGHTS = {"asked": 3.0, "liked": 2.0, "rated": 1.5, "unit_price": 1.2, "price": 1.0, "store": 0.5}
"""What was asked now outweighs a taste, a taste what others say, and that the price."""
_NOT_OF_ONE = frozenset({"allergen", "diet", "category", "availability", "title", "store"})


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that speaks for a product: `constraint` for what was asked, `what` for a taste."""

    kind: Literal["asked", "liked", "rated", "unit_price", "price", "store"]
    what: str = ""
    constraint: Constraint | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    card: Card
    grounds: tuple[Ground, ...]


def pick(desk: Desk, cards: Sequence[Card]) -> Pick | None:
    """READ. The card with the most on its side: conditions of the running request it meets and others do not,
    tastes in the profile under consent, reviews, price by unit or as such. None when nothing tells them
    apart, or two are level in everything but order."""
    grounds = {card.sku: tuple(_grounds(desk, card, cards)) for card in cards}
    scored = sorted(cards, key=lambda card: -_weight(grounds[card.sku]))
    if len(scored) < 2 or _weight(grounds[scored[0].sku]) <= _weight(grounds[scored[1].sku]):
        return None
    return Pick(scored[0], grounds[scored[0].sku])


def _weight(grounds: Sequence[Ground]) -> float:
    return sum(_WEIGHTS[ground.kind] for ground in grounds)


def _grounds(desk: Desk, card: Card, cards: Sequence[Card]) -> Iterator[Ground]:
    others = [other for other in cards if other.sku != card.sku]
    for constraint in desk.session.constraints:
        if constraint.origin != "text" or constraint.facet in _NOT_OF_ONE:
            continue
        if _meets(desk, card, constraint) and not all(_meets(desk, other, constraint) for other in others):
            yield Ground("asked", constraint=constraint)
    yield from (Ground("liked", what) for what in _liked(desk, card, others))
    rating = _rating(desk, card)
    rated = [one for other in others if (one := _rating(desk, other)) is not None]
    if rating is not None and rated and rating > max(rated):
        yield Ground("rated")
    if _lower_unit_price(card, others):
        yield Ground("unit_price")
    elif card.price and all(other.price and card.price < other.price for other in others):
        yield Ground("price")
    if card.store and card.store.quantity and not all(o.store and o.store.quantity for o in others):
        yield Ground("store")


def _rating(desk: Desk, card: Card) -> float | None:
    """The mean of its reviews, else the rating its feed states."""
    product = desk.product(card.sku)
    stated = product.attributes.get("rating", ()) if product else ()
    return desk.rating(card.sku) or next((one for one in stated if isinstance(one, float)), None)


def _liked(desk: Desk, card: Card, others: Sequence[Card]) -> Iterator[str]:
    """Brands and colours of the profile that this card has and not every other."""
    profile = desk.session.profile
    if not profile.consents.personalisation:
        return
    for facet, tastes in (("brand", profile.brands), ("color", profile.colors)):
        for taste in tastes:
            one = Constraint(facet, "eq", canonical_value(facet, taste, desk.shop.lexicon))
            if _meets(desk, card, one) and not all(_meets(desk, other, one) for other in others):
                yield card.brand if facet == "brand" else card.options.get("color", taste)


def _lower_unit_price(card: Card, others: Sequence[Card]) -> bool:
    mine = card.unit_price
    if mine is None:
        return False
    theirs = [other.unit_price for other in others if other.unit_price]
    return len(theirs) == len(others) and all(
        (one.base, one.unit) == (mine.base, mine.unit) and mine.price < one.price for one in theirs
    )


def _meets(desk: Desk, card: Card, constraint: Constraint) -> bool:
    product = desk.product(card.sku)
    if product is None:
        return False
    facets = facets_of(product, product.variant(card.sku), desk.shop.lexicon)
    held = facets.get(facet_name(constraint.facet))
    wanted = constraint.value if isinstance(constraint.value, tuple) else (constraint.value,)
    if isinstance(held, float):
        limit = wanted[0]
        if isinstance(limit, str):
            return False
        compared = {"le": held <= limit, "lt": held < limit, "ge": held >= limit, "gt": held > limit}
        return compared.get(constraint.op, held == limit)
    known = held or frozenset()
    met = any(canonical_value(constraint.facet, str(one), desk.shop.lexicon) in known for one in wanted)
    return not met if constraint.op in ("ne", "not_in") else met
