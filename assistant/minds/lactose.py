"""What a shopper who does not digest lactose is told of products that hold milk, or may."""

from collections.abc import Iterator, Sequence

from assistant.domain.allergen import LACTOSE
from assistant.domain.card import Card
from assistant.domain.events import TextDelta
from assistant.domain.product import Product
from assistant.lexicon.lactose import made_for
from assistant.minds.phrasing import listed, short
from assistant.toolbox.desk import Desk


def disclose(desk: Desk, cards: Sequence[Card]) -> Iterator[TextDelta]:
    """Of products shown to somebody who avoids lactose: which are made for them, and which may hold traces of
    milk; nothing for anybody else."""
    if LACTOSE not in desk.avoid:
        return
    held = [(card, product) for card in cards if (product := desk.product(card.sku))]
    for made in ("free", "less"):
        if titles := [short(card.title) for card, product in held if made_for(product) == made]:
            yield TextDelta(desk.texts.say(f"find.lactose_{made}", titles=listed(titles)))
    if traces := [short(card.title) for card, product in held if "milk" in product.allergens.may_contain]:
        yield TextDelta(desk.texts.say("find.lactose_traces", titles=listed(traces)))


def answer(desk: Desk, card: Card, product: Product) -> Iterator[TextDelta]:
    """Whether this product is free of lactose, as far as its record tells."""
    title, label, made = short(card.title), product.allergens, made_for(product)
    if made:
        yield TextDelta(desk.texts.say(f"find.lactose_{made}", titles=title))
    if made == "less" or (not made and ("milk" in label.contains or label.status == "unknown")):
        yield TextDelta(desk.texts.say("ask.lactose_unknown", title=title))
    elif not made and "milk" not in label.may_contain:
        yield TextDelta(desk.texts.say("ask.lactose_none", title=title))
