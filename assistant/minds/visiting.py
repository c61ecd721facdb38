"""The stores: where, when, what is on their shelves, what they do."""

from collections.abc import Iterator

from assistant.domain.card import Card, Claim
from assistant.domain.events import Event, Products, TextDelta
from assistant.domain.product import Product
from assistant.domain.store import StockLevel, Store
from assistant.fulfilment.places import place_in
from assistant.fulfilment.stores import WEEKDAYS, distance_km, hours_on, open_at
from assistant.minds.phrasing import listed, short
from assistant.minds.talking import suggestions
from assistant.toolbox.cards import service_option_text
from assistant.toolbox.desk import Desk


def find_store(desk: Desk) -> Iterator[Event]:
    """Stores by what was asked of them: address, hours, parking, phone, services."""
    texts, asks = desk.texts, desk.request.asks
    named = desk.request.store_ids
    every = desk.stores()
    if not every:
        yield TextDelta(texts.say("store.none"))
        return
    home = desk.session.store_id
    stores = desk.stores(named) if named else every
    place = None if named else place_in(desk.request.text)
    if place:
        stores = [min(every, key=lambda store: distance_km(store, place.latitude, place.longitude))]
        yield TextDelta(texts.say("store.nearest", name=stores[0].name.in_(desk.language)))
    elif not named and home and set(asks) & set(_DETAILS):
        stores = desk.stores([home])
    if not named and len(stores) > 1:
        desk.evidence.add(Claim(str(len(stores)), "stores", "count", str(len(stores))))
        yield TextDelta(texts.say("store.list", count=len(stores)))
    detail = [ask for ask in asks if ask in _DETAILS]
    for store in stores:
        if not detail:
            yield from _where(desk, store) if len(stores) == 1 else _briefly(desk, store)
        for ask in detail:
            yield from _DETAILS[ask](desk, store)
    yield suggestions(desk, "services", "stock")


def _where(desk: Desk, store: Store) -> Iterator[Event]:
    name, address = store.name.in_(desk.language), store.address.in_(desk.language)
    yield TextDelta(desk.texts.say("store.one", name=name, address=address))
    yield from _hours(desk, store)


def _briefly(desk: Desk, store: Store) -> Iterator[Event]:
    name, address = store.name.in_(desk.language), store.address.in_(desk.language)
    yield TextDelta(desk.texts.say("store.one", name=name, address=address))


def _hours(desk: Desk, store: Store) -> Iterator[Event]:
    texts, name, now = desk.texts, store.name.in_(desk.language), desk.shop.clock()
    if store.open_24h:
        yield TextDelta(texts.say("store.hours_24", name=name))
        return
    today = hours_on(store.hours, now)
    if today is None:
        yield TextDelta(texts.say("store.hours_closed", name=name))
        return
    yield TextDelta(texts.say("store.hours", name=name, open=today[0], close=today[1]))
    if len({store.hours.get(day) for day in WEEKDAYS}) > 1:
        days = [
            f"{texts.label('weekday', day)} {'-'.join(store.hours[day])}"
            for day in WEEKDAYS
            if day in store.hours
        ]
        yield TextDelta(texts.say("store.hours_week", name=name, hours=listed(days)))
    yield TextDelta(texts.say("store.open_now" if open_at(store, now) else "store.closed_now"))


def _parking(desk: Desk, store: Store) -> Iterator[Event]:
    name = store.name.in_(desk.language)
    if store.parking_spaces is None:
        yield TextDelta(desk.texts.say("store.no_parking", name=name))
    else:
        yield TextDelta(desk.texts.say("store.parking", name=name, spaces=store.parking_spaces))


def _phone(desk: Desk, store: Store) -> Iterator[Event]:
    if store.phone:
        yield TextDelta(desk.texts.say("store.phone", name=store.name.in_(desk.language), phone=store.phone))


def _services(desk: Desk, store: Store) -> Iterator[Event]:
    names = [s.name.in_(desk.language) for s in desk.services() if store.store_id in s.stores]
    if names:
        text = desk.texts.say("store.services", name=store.name.in_(desk.language), services=listed(names))
        yield TextDelta(text)


_DETAILS = {"hours": _hours, "parking": _parking, "phone": _phone, "services": _services, "address": _where}


def check_stock(desk: Desk) -> Iterator[Event]:
    """Which store has it, how many, which aisle."""
    named = desk.request.references or (() if desk.request.query else desk.session.focus)
    cards = [card for sku in named if (card := desk.fact_card(sku))]
    if not cards and desk.request.query:
        cards = list(desk.search(desk.request.query, desk.request.constraints, k=1).cards)
        if cards:
            yield Products(tuple(cards), len(cards))
            desk.mark_shown(cards)
    if not cards:
        text = desk.texts.say("find.none", query=desk.request.query) if desk.request.query else None
        yield TextDelta(text or desk.texts.say("ask.which"))
        return
    desk.focus = tuple(card.sku for card in cards)
    for card in cards[:3]:
        yield from stock_of(desk, card)


def stock_of(desk: Desk, card: Card) -> Iterator[Event]:
    """Units of one SKU: in the stores asked for or the shopper's own, else in all."""
    texts, title = desk.texts, short(card.title)
    levels = {level.store_id: level for level in desk.stock([card.sku])}
    if not levels:
        yield from _total(desk, card)
        return
    names = {store.store_id: store.name.in_(desk.language) for store in desk.stores()}
    asked = desk.request.store_ids or ((desk.session.store_id,) if desk.session.store_id else ())
    if "any_store" in desk.request.asks:
        asked = desk.request.store_ids
    missing = False
    for store_id in asked:
        level = levels.get(store_id)
        if level is None or level.quantity <= 0:
            missing = True
            yield TextDelta(texts.say("stock.out_at", title=title, store=names.get(store_id, store_id)))
        else:
            yield _at(desk, title, names.get(store_id, store_id), level)
    if asked and not missing:
        return
    elsewhere = [level for level in levels.values() if level.quantity > 0 and level.store_id not in asked]
    if not elsewhere:
        yield TextDelta(texts.say("stock.nowhere", title=title))
    for level in elsewhere:
        yield _at(desk, title, names.get(level.store_id, level.store_id), level)


def _at(desk: Desk, title: str, store: str, level: StockLevel) -> TextDelta:
    if level.aisle:
        facts = {"quantity": level.quantity, "aisle": level.aisle}
        return TextDelta(desk.texts.say("stock.at_aisle", title=title, store=store, **facts))
    return TextDelta(desk.texts.say("stock.at", title=title, store=store, quantity=level.quantity))


def _total(desk: Desk, card: Card) -> Iterator[Event]:
    product = desk.product(card.sku)
    quantity = product.variant(card.sku).offer.quantity if product else None
    title = short(card.title)
    if quantity is None:
        yield TextDelta(desk.texts.say("stock.unknown", title=title))
    elif quantity > 0:
        yield TextDelta(desk.texts.say("stock.total", title=title, quantity=quantity))
    else:
        yield TextDelta(desk.texts.say("cart.sold_out", title=title))


def aisle_of(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    """Where on the shelf: in the asked stores, else the aisle the feed names for every store."""
    aisle = product.variant(card.sku).aisle
    if desk.request.store_ids or desk.session.store_id or not aisle:
        yield from stock_of(desk, card)
        return
    desk.evidence.add(Claim(aisle, f"product:{product.product_id}", "aisle", aisle, "", card.sku))
    yield TextDelta(desk.texts.say("stock.aisle", title=short(card.title), aisle=aisle))


def service(desk: Desk) -> Iterator[Event]:
    """A service with its prices and stores; without a name, all of them."""
    texts, language = desk.texts, desk.language
    chosen = desk.services(desk.request.service_id) if desk.request.service_id else []
    if not chosen:
        names = listed([one.name.in_(language) for one in desk.services()])
        yield TextDelta(texts.say("service.list", services=names) if names else texts.say("service.none"))
        return
    stores = {store.store_id: store for store in desk.stores()}
    for one in chosen:
        yield TextDelta(
            texts.say("service.one", name=one.name.in_(language), description=one.description.in_(language))
        )
        options = [service_option_text(option, language, texts) for option in one.options]
        for option in options:
            yield TextDelta(texts.say("service.options", options=option))
        places = [stores[store_id] for store_id in one.stores if store_id in stores]
        asked = [store for store in places if store.store_id in desk.request.store_ids] or places
        if asked:
            yield TextDelta(
                texts.say("service.stores", stores=listed([store.name.in_(language) for store in asked]))
            )
        phones = [f"{store.name.in_(language)} {store.phone}" for store in asked if store.phone]
        if one.booking_required and phones:
            yield TextDelta(texts.say("service.booking", phones=listed(phones)))
        elif not one.booking_required:
            yield TextDelta(texts.say("service.walk_in"))
