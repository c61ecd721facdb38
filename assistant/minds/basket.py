"""The cart: what the shopper says or taps, done exactly and said back."""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from assistant.domain.allergen import LACTOSE
from assistant.domain.card import Claim
from assistant.domain.cart import MAX_QUANTITY
from assistant.domain.dialogue import Constraint, Order, Pending
from assistant.domain.events import CartChanged, Event, Products, TextDelta
from assistant.domain.product import Product
from assistant.errors import BadRequest
from assistant.lexicon import canonical_value, facets_of
from assistant.minds import lactose, substituting, withholding
from assistant.minds.answering import options
from assistant.minds.finding import find
from assistant.minds.narrowed import LOOK_AT
from assistant.minds.phrasing import allergens, listed, short
from assistant.minds.talking import suggestions
from assistant.toolbox.absent import absent
from assistant.toolbox.desk import Desk
from assistant.understanding.named import variant_said
from assistant.understanding.names import names
from assistant.understanding.reading import runs_of
from assistant.understanding.several import without_values
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import JOINING


def add(desk: Desk) -> Iterator[Event]:
    """Put what was pointed at into the cart. A product only named is shown first; it is put in at once when
    the words name no other, else the shopper chooses. What is shown goes out before what is said."""
    events = list(_put_in(desk))
    yield from (event for event in events if isinstance(event, Products))
    yield from (event for event in events if not isinstance(event, Products))


def _put_in(desk: Desk) -> Iterator[Event]:
    request = desk.request
    if not request.orders and not request.references:
        wanted = request.needs or ((request.query,) if request.query else ())
        if not wanted:
            yield TextDelta(desk.texts.say("cart.which"))
            if desk.session.last_shown:
                desk.session = replace(desk.session, pending=Pending("add", quantity=request.quantity))
            return
        cheapest = request.sort == "price_asc"
        orders = tuple(Order("", one, request.quantity or 1, cheapest) for one in wanted)
    else:
        orders = request.orders or tuple(Order(sku, "", request.quantity or 1) for sku in request.references)
    orders = tuple(_as_named(desk, one) for one in orders)
    plain = [one if not one.quantity else _of_its_variants(desk, one) for one in orders]
    if len(plain) == 2 and plain[0].sku == plain[1].sku and not plain[0].quantity and plain[1].words:
        plain = []  # The size asked for in its place is not to be had: what lies in the cart stays.
        yield TextDelta(desk.texts.say("find.none_plain"))
    for one in [one for one in plain if one.quantity and _lacks_size(desk, one)]:
        plain.remove(one)
        yield from _sizes(desk, one)
    for one in [one for one in plain if one.quantity and _lacks_colour(desk, one)]:
        plain.remove(one)
        yield TextDelta(desk.texts.say("find.none_plain"))
    for one in [one for one in plain if one.quantity and request.text and _is_unfit(desk, one)]:
        plain.remove(one)
        yield from withholding.asked(desk, one)
    if request.text:
        yield from _show(desk, [one.sku for one in plain if one.sku and not desk.seen(one.sku)])
    for one in [one for one in plain if not one.sku and withholding.is_withheld(desk, one.query)]:
        plain.remove(one)
        yield from withholding.told(desk, one.query)
    unclear = tuple(one.query for one in plain if not one.sku)
    choice = list(_offer(desk, unclear)) if unclear else []
    kept = [one for one in plain if one.sku and (desk.seen(one.sku) or not request.text)]
    yield from _carry_out(desk, kept)
    yield from choice


def _as_named(desk: Desk, order: Order) -> Order:
    """The order, of no SKU where what was named is not the goods it was taken for: oat milk, and no milk."""
    # Of several goods in one sentence the words of one tell nothing of another.
    told = bool(order.words) or len(desk.request.orders) < 2
    product = (
        desk.product(order.sku)
        if told and order.sku and order.quantity and desk.request.answer != "yes"
        else None
    )
    said = " ".join(order.words or (run.text for run in runs_of(desk.request.text.lower())))
    missing = absent(said, [product], desk.shop.lexicon, claims=bool(order.words)) if product else ""
    # A single word may count what is ordered: 다섯 봉지.
    claimed = desk.shop.lexicon.names(missing, "diet")
    return replace(order, sku="", query=missing) if claimed or " " in missing else order


def _of_its_variants(desk: Desk, order: Order) -> Order:
    """The order with its SKU, of the size and colour said; without one when several products are meant."""
    sku = order.sku or only_one_named(desk, order) or ""
    product = desk.product(sku) if sku and order.words else None
    if product is None:
        return replace(order, sku=sku)
    said = variant_said(product, sku, order.words, desk.shop.vocabulary)
    return replace(order, sku=said if said != sku else _listed_apart(desk, product, order, sku) or sku)


def _lacks_size(desk: Desk, order: Order) -> bool:
    """True when a size is said that goods here come in and this product does not: no other goes in for it."""
    product = desk.product(order.sku) if order.sku and order.words else None
    if product is None:
        return False
    lexicon, known = desk.shop.lexicon, desk.shop.vocabulary.facets.get("size", {})
    named = {run.text for title in product.title.both() for run in runs_of(title.lower())}
    own = {
        canonical_value("size", text, lexicon)
        for variant in product.variants
        if (option := variant.options.get("size"))
        for text in option.both()
    }
    said = {canonical_value("size", word, lexicon) for word in order.words if word not in named}
    return bool(own and said & known.keys()) and not said & own


def _lacks_colour(desk: Desk, order: Order) -> bool:
    """True when a colour is said that this product is not of, and no other was found in its place."""
    product = desk.product(order.sku) if order.sku and order.words else None
    if product is None:
        return False
    lexicon, known = desk.shop.lexicon, desk.shop.vocabulary.facets.get("color", {})
    own = facets_of(product, product.variant(order.sku), lexicon).get("color")
    named = {run.text for title in product.title.both() for run in runs_of(title.lower())}
    said = {
        canonical_value("color", word, lexicon) for word in order.words if word not in named
    } & known.keys()
    return isinstance(own, frozenset) and bool(own and said) and not said & own


def _is_unfit(desk: Desk, order: Order) -> bool:
    """True for a product that may hold what the shopper avoids, or that does not fit their diet, until they
    say yes to it."""
    return bool(order.sku) and desk.request.answer != "yes" and desk.unfit(order.sku)


def _sizes(desk: Desk, order: Order) -> Iterator[Event]:
    """What sizes there are in place of the one asked for."""
    product, card = desk.product(order.sku), desk.fact_card(order.sku)
    if product and card:
        desk.focus = (order.sku,)
        yield from options("size")(desk, card, product)


def _listed_apart(desk: Desk, product: Product, order: Order, sku: str) -> str | None:
    """The product of the same name in the size or colour said, where the feed lists each as its own."""
    known, lexicon = desk.shop.vocabulary.facets, desk.shop.lexicon
    own = facets_of(product, product.variant(sku), lexicon)
    wanted = {
        facet: value
        for facet in ("size", "color")
        for word in order.words
        if (value := canonical_value(facet, word, lexicon)) in known.get(facet, {})
    }
    told = [own.get(facet) == frozenset({value}) for facet, value in wanted.items()]
    if all(told) or any(facet not in own for facet in wanted):
        return None
    vocabulary = desk.shop.vocabulary
    name = without_values(runs_of(product.title.in_(desk.language).lower()), vocabulary)
    conditions = [Constraint(facet, "eq", value) for facet, value in wanted.items()]
    found = desk.search(" ".join(name), conditions, LOOK_AT)
    if found.relaxed:
        return None
    alike = (card for card in found.cards if without_values(runs_of(card.title.lower()), vocabulary) == name)
    return next((card.sku for card in alike), None)


_POINTS = re.compile(r"\b(?:the|that|this)\b|(?<![가-힣])(?:그|이|저)\s", re.IGNORECASE)
"""The swatter: of several found, the only one just shown is meant."""


def only_one_named(desk: Desk, order: Order) -> str | None:
    """The product that the order's words name and no other, whether or not this shopper can have it: the only
    one found whose own name has them all, or the cheapest of those where that is meant. None when several do,
    when nothing fits, or when what was found does not meet the conditions."""
    results = desk.search(order.query, desk.request.constraints, LOOK_AT, guarded=False)
    if results.relaxed or desk.absent(order.query, results):
        return None
    keys = [key_of(word) for word in order.query.split() if word not in JOINING]
    products = desk.products([card.sku for card in results.cards])
    named = [card for card in results.cards if names(products[card.sku], keys, desk.shop.lexicon)]
    if not named and results.total == 1 and "type" in results.cards[0].reason.signals:
        named = list(results.cards)
    if order.cheapest:
        priced = [(card.price.minor, at) for at, card in enumerate(named) if card.price]
        named = [named[at] for _, at in sorted(priced)[:1]]
    if whole := [card for card in named if _is_its_name(products[card.sku], keys)]:
        named = whole  # Football, beside an American one; 쌀 10kg, beside 이천쌀 10kg.
    if len(named) != 1 and results.cards:
        before = [card for card in named or results.cards if card.sku in desk.session.last_shown]
        named = before if len(before) == 1 and _POINTS.search(desk.request.text) else named
    return named[0].sku if len(named) == 1 else None


def _is_its_name(product: Product, keys: Sequence[str]) -> bool:
    """Whether these words are all of its title, in one language."""
    return any(
        [key_of(run.text) for run in runs_of(title.lower())] == list(keys) for title in product.title.both()
    )


def _show(desk: Desk, skus: Sequence[str]) -> Iterator[Event]:
    """Nothing goes into a cart unseen."""
    if skus and (cards := desk.cards(skus)):
        yield Products(cards, len(cards))
        desk.mark_shown(cards)


def _offer(desk: Desk, queries: Sequence[str]) -> Iterator[Event]:
    """Several products bear the name: they are shown, and the shopper says which."""
    request, before = desk.request, len(desk.shown)
    desk.request = replace(request, query=queries[0], needs=tuple(queries) if len(queries) > 1 else ())
    yield from find(desk)
    desk.request = request
    if len(desk.shown) > before:
        yield TextDelta(desk.texts.say("find.which_add"))
        desk.session = replace(desk.session, pending=Pending("add", quantity=request.quantity))


def _carry_out(desk: Desk, orders: Sequence[Order]) -> Iterator[Event]:
    """The changes in their order, what was done said once. What is left for nothing else stays."""
    added: dict[str, int] = {}
    gone = []
    held = desk.session.cart
    for one in orders:
        product = desk.product(one.sku)
        if product is None:
            continue
        if one.quantity == 0:
            desk.cart_put(one.sku, 0)
            gone.append(one.sku)
        elif put := (yield from _add_one(desk, product, one.sku, one.quantity)):
            added[one.sku] = added.get(one.sku, 0) + put
    if not added and any(one.quantity for one in orders):
        for sku in gone:
            desk.cart_put(sku, held.quantity(sku))
        gone = []
    if not added and not gone:
        return
    desk.focus = tuple(added) or desk.focus
    yield CartChanged(desk.cart_view())
    yield from _say_change(desk, gone, 0)
    titles = [short(_title(desk, sku)) for sku in added]
    if len(added) == 1:
        put = sum(added.values())
        desk.claim_quantity(next(iter(added)), put)
        yield TextDelta(desk.texts.say("cart.added", title=titles[0], quantity=put))
    elif added:
        yield TextDelta(desk.texts.say("cart.added_many", titles=listed(titles)))
    yield from _warn(desk, list(added))
    if Constraint("allergen", "ne", LACTOSE) in desk.request.constraints:
        yield from lactose.disclose(desk, desk.cards(list(added)))
    yield from _total(desk)
    yield suggestions(desk, "cart", "more")


def _add_one(desk: Desk, product: Product, sku: str, quantity: int) -> Generator[Event, None, int]:
    """How many more units the cart holds now."""
    offer, title = product.variant(sku).offer, short(product.title.in_(desk.language))
    if offer.availability == "out_of_stock" or offer.quantity == 0:
        desk.fact_card(sku)
        yield TextDelta(desk.texts.say("cart.sold_out", title=title))
        yield from substituting.offer(desk, product, sku)
        return 0
    held = desk.session.cart.quantity(sku)
    wanted = held + quantity
    if offer.quantity is not None and wanted > offer.quantity:
        desk.fact_card(sku)
        yield TextDelta(desk.texts.say("cart.limited", title=title, quantity=offer.quantity))
        wanted = offer.quantity
    try:
        desk.cart_put(sku, wanted)
    except BadRequest:
        yield _most(desk)
        return 0
    return max(0, wanted - held)


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
    quantity = desk.request.quantity
    if quantity is None:
        yield TextDelta(desk.texts.say("cart.how_many", title=short(_title(desk, named[0]))))
        yield CartChanged(desk.cart_view())
        return
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
    desk.focus = tuple(done)
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
    """Of what was put in: what it may hold that the shopper avoids, and the diets it is not known to fit."""
    for sku in skus:
        product, title = desk.product(sku), short(_title(desk, sku))
        if product and (held := desk.avoided_in(product)):
            named = allergens(desk, held)
            desk.fact_card(sku)
            yield TextDelta(desk.texts.say("cart.allergen_warning", title=title, allergens=named))
        for fits in ("no", "unknown"):
            for diet in desk.off_diet(sku, fits):
                label = desk.texts.label("diet", diet)
                key = "cart.diet_warning" if fits == "no" else "ask.diet_unknown"
                yield TextDelta(desk.texts.say(key, title=title, diet=label))


def _title(desk: Desk, sku: str) -> str:
    product = desk.product(sku)
    return product.title.in_(desk.language) if product else sku
