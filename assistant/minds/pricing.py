"""What a product costs, from the record."""

from collections.abc import Iterator

from assistant.domain.card import Card, Claim
from assistant.domain.events import Event, TextDelta
from assistant.domain.money import Money
from assistant.domain.product import Product
from assistant.minds.phrasing import short
from assistant.toolbox.cards import unit_price_text
from assistant.toolbox.desk import Desk
from assistant.toolbox.told import counted_in


def price(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    """The price, what it was before, and that of a unit; that none is stated."""
    title, texts = short(card.title), desk.texts
    if card.price is None:
        yield TextDelta(texts.say("ask.no_price", title=title))
        return
    now = card.price.format(desk.language)
    if card.list_price:
        percent = round(100 * (card.list_price.minor - card.price.minor) / card.list_price.minor)
        was = card.list_price.format(desk.language)
        yield TextDelta(texts.say("ask.price_off", title=title, price=now, list_price=was, percent=percent))
    else:
        yield TextDelta(texts.say("ask.price", title=title, price=now))
    if card.unit_price:
        unit = unit_price_text(card.unit_price, desk.language)
        yield TextDelta(texts.say("ask.unit_price", unit_price=unit))


def unit_price(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    """The price, and that of one of what its name says it holds: 30 rolls, 22개입."""
    yield from price(desk, card, product)
    held = counted_in(product, desk.request.text)
    if card.price is None or held is None:
        return
    number, written = held
    each = Money(round(card.price.minor / number), card.price.currency)
    desk.claim_money("sum", "apiece", each, card.sku)
    desk.evidence.add(Claim(written, f"product:{product.product_id}", "title", written, "", card.sku))
    yield TextDelta(desk.texts.say("sum.apiece", number=written, each=each.format(desk.language)))
