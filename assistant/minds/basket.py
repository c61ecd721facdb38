"""The cart: what the shopper says or taps, done exactly and said back."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from assistant.domain.card import Claim
from assistant.domain.cart import MAX_QUANTITY
from assistant.domain.dialogue import Request
from assistant.domain.events import CartChanged, Event, TextDelta
from assistant.domain.product import Product
from assistant.errors import BadRequest
from assistant.minds import substituting
from assistant.minds.finding import find
from assistant.minds.phrasing import allergens, listed, short
from assistant.minds.talking import suggestions
from assistant.toolbox.desk import Desk


def add(desk: Desk) -> Iterator[Event]:
    """Put what was pointed at into the cart. A product only named is shown first, never put in unseen."""
    if desk.request.orders:
        yield from _each(desk, desk.request)
        return
    named = desk.request.references
    if not named:
        if desk.request.query or desk.request.needs:
            yield from find(desk)
            if desk.shown:
                yield TextDelta(desk.texts.say("find.which_add"))
        else:
            yield TextDelta(desk.texts.say("cart.which"))
        return
    added: list[str] = []
    quantity = desk.request.quantity or 1
    for sku in named:
        product = desk.product(sku)
        if product and (yield from _add_one(desk, product, sku, quantity)):
            added.append(sku)
    if not added:
        return
    titles = [short(_title(desk, sku)) for sku in added]
    desk.focus = tuple(added)
    view = desk.cart_view()
    yield CartChanged(view)
    if len(added) == 1:
        held = min(quantity, desk.session.cart.quantity(added[0]))
        yield TextDelta(desk.texts.say("cart.added", title=titles[0], quantity=held))
    else:
        yield TextDelta(desk.texts.say("cart.added_many", titles=listed(titles)))
    yield from _warn(desk, added)
    yield from _total(desk)
    yield suggestions(desk, "cart", "more")


def _each(desk: Desk, request: Request) -> Iterator[Event]:
    """Several changes of one sentence; goods not seen yet are shown, the rest is done."""
    unseen = tuple(one.query for one in request.orders if not one.sku)
    if unseen:
        desk.request = replace(request, query=unseen[0], needs=unseen if len(unseen) > 1 else ())
        yield from find(desk)
        desk.request = request
        if desk.shown:
            yield TextDelta(desk.texts.say("find.which_add"))
    added, gone = [], []
    for one in request.orders:
        product = desk.product(one.sku) if one.sku else None
        if product is None:
            continue
        if one.quantity == 0:
            desk.cart_put(one.sku, 0)
            gone.append(one.sku)
        elif (yield from _add_one(desk, product, one.sku, one.quantity)):
            added.append(one.sku)
    desk.focus = tuple(added) or desk.focus
    yield CartChanged(desk.cart_view())
    yield from _say_change(desk, gone, 0)
    if added:
        titles = listed([short(_title(desk, sku)) for sku in added])
        yield TextDelta(desk.texts.say("cart.added_many", titles=titles))
    yield from _warn(desk, added)
    yield from _total(desk)


def _add_one(desk: Desk, product: Product, sku: str, quantity: int) -> Generator[Event, None, bool]:
    offer, title = product.variant(sku).offer, short(product.title.in_(desk.language))
    if offer.availability == "out_of_stock" or offer.quantity == 0:
        yield TextDelta(desk.texts.say("cart.sold_out", title=title))
        yield from substituting.offer(desk, product, sku)
        return False
    wanted = desk.session.cart.quantity(sku) + quantity
    if offer.quantity is not None and wanted > offer.quantity:
        desk.fact_card(sku)
        yield TextDelta(desk.texts.say("cart.limited", title=title, quantity=offer.quantity))
        wanted = offer.quantity
    try:
        desk.cart_put(sku, wanted)
    except BadRequest:
        yield _most(desk)
        return False
    return True


def _most(desk: Desk) -> TextDelta:
    desk.evidence.add(Claim(str(MAX_QUANTITY), "shop", "cart.most", str(MAX_QUANTITY)))
    return TextDelta(desk.texts.say("cart.bad_quantity", most=MAX_QUANTITY))


def change(desk: Desk) -> Iterator[Event]:
    """Set quantities or take lines out; every line with quantity 0 empties the cart."""
    held = [line.sku for line in desk.session.cart.lines]
    if not held:
        yield TextDelta(desk.texts.say("cart.empty"))
        return
    named = [sku for sku in desk.request.references if sku in held]
    if not named:
        strange = [sku for sku in desk.request.references if desk.product(sku)]
        if strange:
            yield TextDelta(desk.texts.say("cart.not_in_cart", title=short(_title(desk, strange[0]))))
        elif len(held) == 1 and not desk.request.query:
            named = held
        else:
            yield TextDelta(desk.texts.say("cart.which"))
            yield CartChanged(desk.cart_view())
            return
    quantity = desk.request.quantity or 0
    if quantity > MAX_QUANTITY:
        yield _most(desk)
        return
    done = []
    for sku in named:
        product = desk.product(sku)
        stock = product.variant(sku).offer.quantity if product else None
        if stock is not None and quantity > stock:
            desk.fact_card(sku)
            yield TextDelta(desk.texts.say("cart.limited", title=short(_title(desk, sku)), quantity=stock))
        desk.cart_put(sku, quantity if stock is None else min(quantity, stock))
        done.append(sku)
    yield CartChanged(desk.cart_view())
    yield from _say_change(desk, done, quantity)
    yield from _total(desk)


def _say_change(desk: Desk, done: Sequence[str], quantity: int) -> Iterator[Event]:
    if not done:
        return
    if quantity == 0 and len(done) > 1 and not desk.session.cart.lines:
        yield TextDelta(desk.texts.say("cart.emptied"))
        return
    for sku in done:
        title = short(_title(desk, sku))
        if desk.session.cart.quantity(sku):
            held = desk.session.cart.quantity(sku)
            yield TextDelta(desk.texts.say("cart.set", title=title, quantity=held))
        else:
            yield TextDelta(desk.texts.say("cart.removed", title=title))


def show(desk: Desk) -> Iterator[Event]:
    view = desk.cart_view()
    yield CartChanged(view)
    if not view.lines:
        yield TextDelta(desk.texts.say("cart.empty"))
        return
    desk.evidence.add(Claim(str(len(view.lines)), "cart", "quantity", str(len(view.lines))))
    yield TextDelta(desk.texts.say("cart.shown", count=len(view.lines)))
    yield from _total(desk)


def reserve(desk: Desk) -> Iterator[Event]:
    yield TextDelta(desk.texts.say("talk.reserve"))
    yield CartChanged(desk.cart_view())


def _total(desk: Desk) -> Iterator[Event]:
    total = desk.cart_view().total
    if total:
        yield TextDelta(desk.texts.say("cart.total", total=total.format(desk.language)))


def _warn(desk: Desk, skus: Sequence[str]) -> Iterator[Event]:
    for sku in skus:
        product = desk.product(sku)
        if product and not desk.safe(product):
            label = product.allergens
            named = allergens(desk, (label.contains | label.may_contain) & desk.avoid)
            desk.fact_card(sku)
            title = short(_title(desk, sku))
            yield TextDelta(desk.texts.say("cart.allergen_warning", title=title, allergens=named))


def _title(desk: Desk, sku: str) -> str:
    product = desk.product(sku)
    return product.title.in_(desk.language) if product else sku
