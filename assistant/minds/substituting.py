"""Something in place of something else: named, its difference said, and taken only on the shopper's word."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.domain.card import Card, Claim
from assistant.domain.dialogue import Constraint, Pending
from assistant.domain.events import Event, Products, Suggestions, TextDelta
from assistant.domain.product import Product
from assistant.lexicon import Concept, facet_name
from assistant.lexicon.saying import category_said
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
_KEPT = frozenset({"allergen", "diet", "price", "store"})
"""What still holds of a request for goods that are kept out, of those in their place."""
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
    cards = alternatives(desk, product)
    if not cards:
        yield from finding.substitute(desk)
        return
    yield from _offered(desk, product, named[0], cards)


def offer(desk: Desk, product: Product, sku: str, akin: bool = False) -> Iterator[Event]:
    """For something sold out or kept out: the nearest that is in stock, offered by name. Nothing is put in
    the cart. akin: as `alternatives` says."""
    cards = alternatives(desk, product, "" if akin else sku, akin)
    if cards:
        yield from _offered(desk, product, sku, cards)


def alternatives(desk: Desk, product: Product, sold_out: str = "", akin: bool = False) -> tuple[Card, ...]:
    """In stock, safe for this shopper and of the same shelf; a variant of the product itself first when one
    of its variants is sold out. akin: that fit, of the same kind on another shelf first (soy milk for milk),
    whatever else was asked of the product."""
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
    if akin:
        return _akin(desk, product, own, in_stock)
    held = (one for one in desk.request.constraints if one.facet != "category")
    title = product.title.in_(desk.language)
    results = desk.search(title, (*held, in_stock), LOOK_AT, exclude=own | frozenset(desk.request.rejected))
    leaf = category_said(product.category.in_(desk.language), desk.language, desk.shop.lexicon)
    near = [] if results.relaxed else [card for card in results.cards if not leaf or card.category == leaf]
    return (*desk.cards(siblings[:1]), *near)[:OFFERED]


def _akin(desk: Desk, product: Product, own: frozenset[str], in_stock: Constraint) -> tuple[Card, ...]:
    """What fits this shopper and is called the same, with or without a word before (milk, soy milk), then
    what stands on the same shelf."""
    kinds = _kinds(desk, product)
    forms = frozenset(form.lower() for one in kinds for form in (*one.ko, *one.en))
    words = next((one.ko[0] if desk.language == "ko" else one.en[0] for one in kinds), "")
    held = (one for one in desk.request.constraints if one.facet in _KEPT)
    text = words or product.title.in_(desk.language)
    results = desk.search(text, (*held, in_stock), LOOK_AT, exclude=own, sure=False)
    fitting = [] if results.relaxed else [card for card in results.cards if not desk.unfit(card.sku)]
    leaf = product.category.in_(desk.language)
    called = [card for card in fitting if _is_called(desk, card, forms)]
    beside = [card for card in fitting if leaf and card.category == leaf and card not in called]
    return tuple([*called, *beside][:OFFERED])


def _kinds(desk: Desk, product: Product) -> list[Concept]:
    """The narrowest kinds of goods its name speaks of."""
    types = sorted(desk.shop.searcher.types_of(product.title.in_(desk.language)))
    named = [desk.shop.lexicon.concepts[kind] for kind in types]
    return [one for one in named if one.concept_id not in {other.broader for other in named}]


def _is_called(desk: Desk, card: Card, forms: frozenset[str]) -> bool:
    product = desk.product(card.sku)
    own = (form.lower() for one in (_kinds(desk, product) if product else ()) for form in (*one.ko, *one.en))
    return any(name == form or name.endswith(f" {form}") for name in own for form in forms)


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
            desk.evidence_of(_claims(other, name, value, card.sku))
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
