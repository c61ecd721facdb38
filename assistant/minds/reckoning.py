"""Sums with their parts: what several cost, each one's share, what is left, the lower unit price."""

from collections.abc import Iterator, Sequence

from assistant.domain.card import Card, Claim
from assistant.domain.events import Event, Products, TextDelta
from assistant.domain.money import Money
from assistant.domain.wish import Sum
from assistant.minds.phrasing import short
from assistant.minds.talking import suggestions
from assistant.toolbox.cards import unit_price_text
from assistant.toolbox.desk import Desk

MOST = 4
"""So many prices are said in one answer."""


def reckon(desk: Desk, wish: Sum) -> Iterator[Event]:
    """The answer to a sum over the product meant, or over the cart when none is."""
    if wish.kind == "unit":
        yield from _unit_prices(desk, wish)
        return
    if wish.kind == "each":
        yield from _each(desk, wish)
        return
    card = None if wish.of_cart else _meant(desk)
    if card is None and (desk.request.references or desk.request.query):
        yield TextDelta(desk.texts.say("sum.which"))
        return
    if card is not None and card.price is None:
        yield TextDelta(desk.texts.say("ask.no_price", title=short(card.title)))
        return
    price = card.price if card else desk.cart_view().total
    if price is None:
        yield TextDelta(desk.texts.say("cart.empty"))
        return
    if card is not None:
        yield from _show(desk, card)
    say = {"total": _total, "split": _split, "left": _left}[wish.kind]
    yield from say(desk, wish, card, price)
    yield suggestions(desk, "add_first", "more") if card else suggestions(desk, "cart")


def _meant(desk: Desk) -> Card | None:
    if desk.request.references:
        return desk.fact_card(desk.request.references[0])
    if desk.request.query:
        found = desk.search(desk.request.query, desk.request.constraints, k=1)
        return found.cards[0] if found.cards and not found.relaxed else None
    if desk.session.topic == "cart" and desk.session.cart.lines:
        return None
    return desk.fact_card(desk.session.focus[0]) if desk.session.focus else None


def _show(desk: Desk, card: Card) -> Iterator[Event]:
    """The product, unless it is what was shown last or is kept back for this shopper's safety."""
    desk.focus = (card.sku,)
    product = desk.product(card.sku)
    if card.sku not in desk.session.last_shown and product and desk.safe(product):
        yield Products((card,), 1)
        desk.mark_shown([card])


def _total(desk: Desk, wish: Sum, card: Card | None, price: Money) -> Iterator[Event]:
    if card is None:
        return
    total = price * wish.number
    desk.claim_money("sum", "total", total, card.sku)
    desk.claim_quantity(card.sku, wish.number)
    yield TextDelta(
        desk.texts.say(
            "sum.total",
            title=short(card.title),
            price=price.format(desk.language),
            number=wish.number,
            total=total.format(desk.language),
        )
    )
    quantity = card.store.quantity if card.store else _stocked(desk, card)
    if quantity is not None and quantity < wish.number:
        yield TextDelta(desk.texts.say("cart.limited", title=short(card.title), quantity=quantity))


def _stocked(desk: Desk, card: Card) -> int | None:
    product = desk.product(card.sku)
    return product.variant(card.sku).offer.quantity if product else None


def _split(desk: Desk, wish: Sum, card: Card | None, price: Money) -> Iterator[Event]:
    """Each one's share, rounded up to a payable amount; what that pays too much is said."""
    if wish.numbers:
        price = price * wish.numbers[0]
        desk.claim_money("sum", "shared", price, card.sku if card else None)
    share = Money(-(-price.minor // wish.number), price.currency)
    over = share * wish.number - price
    sku = card.sku if card else None
    desk.claim_money("sum", _field("share", sku), share, sku)
    desk.evidence.add(Claim(str(wish.number), "request", "people", str(wish.number), "", sku))
    texts, language = desk.texts, desk.language
    total = price.format(language)
    if card:
        said = texts.say(
            "sum.split",
            title=short(card.title),
            total=total,
            number=wish.number,
            share=share.format(language),
        )
    else:
        said = texts.say("sum.split_cart", total=total, number=wish.number, share=share.format(language))
    yield TextDelta(said)
    if over.minor:
        desk.claim_money("sum", "total.over", over, sku)
        yield TextDelta(texts.say("sum.over", over=over.format(language)))


def _left(desk: Desk, wish: Sum, card: Card | None, price: Money) -> Iterator[Event]:
    amount = Money(wish.amount or 0, price.currency)
    sku = card.sku if card else None
    texts, language = desk.texts, desk.language
    desk.claim_money("request", _field("budget", sku), amount, sku)
    gap = amount - price if price <= amount else price - amount
    desk.claim_money("sum", _field("left", sku), gap, sku)
    key = "sum.left" if price <= amount else "sum.short"
    name = short(card.title) if card else texts.say("sum.cart")
    yield TextDelta(
        texts.say(
            key,
            title=name,
            price=price.format(language),
            amount=amount.format(language),
            gap=gap.format(language),
        )
    )


def _field(name: str, sku: str | None) -> str:
    """A sum over one product is a figure of it; one over the cart is part of its total."""
    return name if sku else f"total.{name}"


def _unit_prices(desk: Desk, wish: Sum) -> Iterator[Event]:
    """Unit prices of the products named, the lowest said when they share a unit."""
    cards = _named(desk, wish.names) if wish.names else desk.cards(desk.request.references[:4])
    if len(cards) < 2:
        yield TextDelta(desk.texts.say("compare.need_two"))
        return
    yield Products(tuple(cards), len(cards))
    desk.mark_shown(cards)
    desk.focus = tuple(card.sku for card in cards)
    texts, language = desk.texts, desk.language
    for card in cards:
        if card.unit_price:
            text = unit_price_text(card.unit_price, language)
            yield TextDelta(texts.say("sum.unit", title=short(card.title), unit_price=text))
        else:
            yield TextDelta(texts.say("sum.no_unit", title=short(card.title)))
    known = [card for card in cards if card.unit_price]
    units = {(card.unit_price.base, card.unit_price.unit) for card in known if card.unit_price}
    if len(known) > 1 and len(units) == 1:
        ordered = sorted(known, key=lambda card: card.unit_price.price.minor if card.unit_price else 0)
        first, second = ordered[0].unit_price, ordered[1].unit_price
        if first and second and first.price < second.price:
            gap = second.price - first.price
            desk.claim_money("sum", "unit_gap", gap, ordered[0].sku)
            yield TextDelta(
                texts.say("sum.unit_lower", title=short(ordered[0].title), gap=gap.format(language))
            )
        else:
            yield TextDelta(texts.say("sum.unit_same"))
    elif len(known) > 1:
        yield TextDelta(texts.say("sum.unit_differs"))
    yield suggestions(desk, "add_first", "compare")


def _each(desk: Desk, wish: Sum) -> Iterator[Event]:
    """The price of each, and what they come to; of one alone when no other is found."""
    cards = [*desk.cards(desk.request.references[:MOST]), *_named(desk, wish.names)][:MOST]
    if not cards:
        yield TextDelta(desk.texts.say("sum.which"))
        return
    if set(desk.session.last_shown) != {card.sku for card in cards}:
        yield Products(tuple(cards), len(cards))
        desk.mark_shown(cards)
    desk.focus = tuple(card.sku for card in cards)
    texts, language = desk.texts, desk.language
    whole = len(cards) == len(desk.request.references) + len(wish.names)
    numbers = wish.numbers if whole and len(wish.numbers) == len(cards) else (1,) * len(cards)
    for card, number in zip(cards, numbers, strict=True):
        title = short(card.title)
        if card.price and number > 1:
            yield from _total(desk, Sum("total", number), card, card.price)
        elif card.price:
            yield TextDelta(texts.say("ask.price", title=title, price=card.price.format(language)))
        else:
            yield TextDelta(texts.say("ask.no_price", title=title))
    prices = [card.price * number for card, number in zip(cards, numbers, strict=True) if card.price]
    if whole and len(prices) == len(cards) > 1:
        total = Money(sum(price.minor for price in prices), prices[0].currency)
        desk.claim_money("sum", "total.together", total, None)
        yield TextDelta(texts.say("sum.together", total=total.format(language)))
    yield suggestions(desk, "add_first", "compare")


def _named(desk: Desk, names: Sequence[str]) -> list[Card]:
    found: list[Card] = []
    for name in names:
        results = desk.search(name, desk.request.constraints, k=1)
        found += [card for card in results.cards if card.sku not in {one.sku for one in found}]
    return found
