"""Something in place of something else: named, its difference said, and taken only on the shopper's word."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.domain.card import Card, Claim
from assistant.domain.dialogue import Constraint, Pending
from assistant.domain.events import Event, Products, Suggestions, TextDelta
from assistant.domain.product import Product
from assistant.lexicon import facet_name
from assistant.minds import finding
from assistant.minds.phrasing import listed, short
from assistant.toolbox.comparison import attribute_text, is_fact
from assistant.toolbox.desk import Desk

LOOK_AT = 12
OFFERED = 3
TOLD = 2
"""Differences said beside the price."""
_LONGEST = 30
"""Characters of a value that is said; longer ones are prose."""
_UNTOLD = frozenset({"popularity", "rating", "review_count", "ingredients"})


def substitute(desk: Desk) -> Iterator[Event]:
    """Others of the kind of what was pointed at, each difference of the nearest one said; without a product
    to stand in for, a plain search."""
    request = desk.request
    named = request.rejected or request.references or desk.session.focus
    product = next(iter(desk.products(named[:1]).values()), None)
    if product is None or request.query:
        yield from finding.substitute(desk)
        return
    cards = _alternatives(desk, product)
    if not cards:
        yield from finding.substitute(desk)
        return
    yield from _offered(desk, product, named[0], cards)


def offer(desk: Desk, product: Product, sku: str) -> Iterator[Event]:
    """For something sold out: the nearest that is in stock, offered by name. Nothing is put in the cart."""
    cards = _alternatives(desk, product, sku)
    if cards:
        yield from _offered(desk, product, sku, cards)


def _alternatives(desk: Desk, product: Product, sold_out: str = "") -> tuple[Card, ...]:
    """In stock, safe for this shopper and of the same shelf; another variant of the product itself first
    when one of its variants is sold out."""
    own = frozenset(variant.sku for variant in product.variants)
    siblings = [
        variant.sku
        for variant in product.variants
        if sold_out
        and variant.sku != sold_out
        and variant.offer.availability == "in_stock"
        and variant.offer.quantity != 0
    ]
    in_stock = Constraint("availability", "ne", "out_of_stock")
    held = (one for one in desk.request.constraints if one.facet != "category")
    title = product.title.in_(desk.language)
    results = desk.search(title, (*held, in_stock), LOOK_AT, exclude=own | frozenset(desk.request.rejected))
    leaf = product.category.in_(desk.language)
    near = [] if results.relaxed else [card for card in results.cards if not leaf or card.category == leaf]
    return (*desk.cards(siblings[:1]), *near)[:OFFERED]


def _offered(desk: Desk, product: Product, sku: str, cards: tuple[Card, ...]) -> Iterator[Event]:
    texts, best = desk.texts, cards[0]
    yield Products(cards, len(cards))
    desk.mark_shown(cards)
    desk.focus = (best.sku,)
    differences = _differences(desk, product, sku, best)
    said = texts.say(
        "substitute.offer", title=short(best.title), instead=short(product.title.in_(desk.language))
    )
    yield TextDelta(said)
    if differences:
        yield TextDelta(texts.say("substitute.differs", differences=listed(differences)))
    yield TextDelta(texts.say("substitute.ask"))
    desk.session = replace(desk.session, pending=Pending("add", choices=(best.sku,)))
    yield Suggestions(
        (texts.say("suggest.add_substitute"), texts.say("suggest.compare"), texts.say("suggest.more"))
    )


def _differences(desk: Desk, product: Product, sku: str, card: Card) -> list[str]:
    """What sets `card` apart from the variant it would stand in for: price, options, brand, what it holds."""
    texts, language = desk.texts, desk.language
    other, told = desk.product(card.sku), []
    own = desk.fact_card(sku)
    if other is None or own is None:
        return []
    if own.price and card.price and own.price.currency == card.price.currency and own.price != card.price:
        lower = card.price < own.price
        gap = own.price - card.price if lower else card.price - own.price
        desk.claim_money("substitute", "price_difference", gap, card.sku)
        told.append(texts.say(f"substitute.{'lower' if lower else 'higher'}", amount=gap.format(language)))
    for name, value in card.options.items():
        if value and value != own.options.get(name):
            told.append(texts.say("substitute.value", name=texts.label("attribute", name), value=value))
    if card.brand and card.brand != own.brand:
        told.append(texts.say("substitute.value", name=texts.label("attribute", "brand"), value=card.brand))
    for name, values in other.attributes.items():
        known = product.attributes.get(name)
        if not known or values == known or not is_fact(name) or facet_name(name) in _UNTOLD:
            continue
        text = attribute_text(name, values, language, desk.shop.lexicon, texts)
        if len(text) <= _LONGEST:
            desk.evidence_of(_claims(other, name, text, card.sku))
            told.append(texts.say("substitute.value", name=texts.label("attribute", name), value=text))
    return told[: TOLD + 1]


def _claims(product: Product, name: str, text: str, sku: str) -> Iterator[Claim]:
    yield Claim(text, f"product:{product.product_id}", name, text, "", sku)
