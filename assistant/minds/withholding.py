"""What a shopper asks to be put in and cannot have: named, with the reason, and nothing put in for it."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.domain.card import Card
from assistant.domain.dialogue import Order, Pending
from assistant.domain.events import Event, Products, TextDelta
from assistant.minds import substituting
from assistant.minds.phrasing import allergens, listed, short
from assistant.toolbox.desk import Desk
from assistant.toolbox.dietary import held_against

LOOK_AT = 18
_FINDING = frozenset({"search", "recommend", "refine"})


def concerns(desk: Desk) -> bool:
    """True when an order or a search names goods that are kept out for this shopper's safety: what is said of
    them and done with them is for code alone."""
    request = desk.request
    wanted = request.needs or ((request.query,) if request.query else ())
    if request.intent == "cart_add":
        named = (*request.references, *(one.sku for one in request.orders if one.sku and one.quantity))
        wanted = (*wanted, *(one.query for one in request.orders if not one.sku))
        return any(desk.unfit(sku) for sku in named) or any(is_withheld(desk, one) for one in wanted)
    if request.intent not in _FINDING or request.more:
        return False
    return any(
        _meant(desk, one) and not desk.search(one, request.constraints, 1, request.sort).cards
        for one in wanted
    )


def is_withheld(desk: Desk, query: str) -> bool:
    """True when the words name goods of ours of which this shopper can have none from the same shelf."""
    meant = _meant(desk, query)
    fitting = desk.search(query, desk.request.constraints, LOOK_AT) if meant else None
    if fitting is None or fitting.relaxed:
        return bool(meant)
    return not any(card.category == meant[0].category for card in fitting.cards)


def told(desk: Desk, query: str) -> Iterator[Event]:
    """Which goods are kept out and why, and the nearest of the kind in their place, put in on a yes to it."""
    card = _meant(desk, query)[0]
    yield from reasons(desk, card.sku)
    product = desk.product(card.sku)
    if product is None or desk.session.pending is not None:
        return
    yield from substituting.offer(desk, product, card.sku, akin=True)
    if desk.session.pending is None:
        yield from _all_the_same(desk, card.sku, desk.request.quantity)


def asked(desk: Desk, order: Order) -> Iterator[Event]:
    """Why this product is not put in, what of its kind would do, and whether it shall go in all the same."""
    desk.fact_card(order.sku)
    product = desk.product(order.sku)
    if product is None:
        return
    others = () if desk.seen(order.sku) else substituting.alternatives(desk, product, akin=True)
    if others:
        yield Products(others, len(others))
        desk.mark_shown(others)
    yield from reasons(desk, order.sku)
    if others:
        titles = listed([short(one.title) for one in others])
        yield TextDelta(desk.texts.say("substitute.fitting", titles=titles))
    if desk.session.pending is None:
        yield from _all_the_same(desk, order.sku, order.quantity)


def _all_the_same(desk: Desk, sku: str, quantity: int | None) -> Iterator[Event]:
    """Asks whether this product shall go in although it is kept out, and waits for the yes."""
    card = desk.fact_card(sku)
    if card:
        yield TextDelta(desk.texts.say("cart.kept_out_ask", title=short(card.title)))
    waiting = Pending("add", choices=(sku,), quantity=quantity, kept_out=True)
    desk.session = replace(desk.session, pending=waiting)
    desk.focus = (sku,)


def reasons(desk: Desk, sku: str) -> Iterator[Event]:
    """What this product may hold that the shopper avoids, and which of their diets it does not fit."""
    product, card = desk.product(sku), desk.fact_card(sku)
    if product is None or card is None:
        return
    title = short(card.title)
    if held := desk.avoided_in(product):
        named = allergens(desk, held)
        yield TextDelta(desk.texts.say("cart.allergen_kept_out", title=title, allergens=named))
    for diet in desk.off_diet(sku):
        holds = held_against(product, diet, desk.shop.lexicon)
        why = allergens(desk, holds) or desk.texts.say("cart.by_label")
        label = desk.texts.label("diet", diet)
        yield TextDelta(desk.texts.say("cart.diet_kept_out", title=title, diet=label, why=why))


def _meant(desk: Desk, query: str) -> tuple[Card, ...]:
    """What the words mean that this shopper cannot have, best first; () when they can have the best of it."""
    if not query or not (desk.avoid or desk.diets):
        return ()
    found = desk.search(query, desk.request.constraints, LOOK_AT, guarded=False)
    cards = () if found.relaxed or desk.absent(query, found) else found.cards
    return cards if cards and desk.unfit(cards[0].sku) else ()
