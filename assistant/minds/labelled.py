"""What a product's label says of allergens."""

from collections.abc import Iterator

from assistant.domain.allergen import LACTOSE
from assistant.domain.card import Card
from assistant.domain.events import Event, TextDelta
from assistant.domain.product import Product
from assistant.minds import lactose
from assistant.minds.phrasing import allergens, short
from assistant.toolbox.desk import Desk


def of_allergens(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    """What it contains or may contain, or that nothing is declared; a warning where the shopper avoids it."""
    title, label, texts = short(card.title), product.allergens, desk.texts
    if label.contains:
        yield TextDelta(
            texts.say("ask.allergens_contains", title=title, contains=allergens(desk, label.contains))
        )
    if label.may_contain:
        yield TextDelta(texts.say("ask.allergens_may", title=title, may=allergens(desk, label.may_contain)))
    if label.status == "unknown":
        yield TextDelta(texts.say("ask.allergens_unknown", title=title))
    elif not label.contains and not label.may_contain:
        yield TextDelta(texts.say("ask.allergens_none", title=title))
    if LACTOSE in desk.avoid and "milk" not in desk.avoid:
        yield from lactose.answer(desk, card, product)
    if not desk.safe(product):
        yield TextDelta(texts.say("ask.allergens_warn"))


def of_lactose(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    """Whether it is free of lactose; what its label says of milk is part of the answer."""
    label = product.allergens
    for key, held in (("contains", label.contains), ("may", label.may_contain)):
        if "milk" in held:
            milk = desk.texts.label("allergen", "milk")
            yield TextDelta(desk.texts.say(f"ask.allergens_{key}", title=short(card.title), **{key: milk}))
    yield from lactose.answer(desk, card, product)
    if not desk.safe(product):
        yield TextDelta(desk.texts.say("ask.allergens_warn"))
