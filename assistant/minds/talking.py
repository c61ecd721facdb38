"""The small talk of a shop, and its limits."""

from collections.abc import Iterator

from assistant.domain.events import Event, Suggestions, TextDelta
from assistant.toolbox.desk import Desk

START = ("gift", "recommend", "stores", "delivery")


def suggestions(desk: Desk, *keys: str) -> Suggestions:
    """Tappable next sentences."""
    return Suggestions(tuple(desk.texts.say(f"suggest.{key}") for key in keys))


def greeting(desk: Desk) -> Iterator[Event]:
    name = desk.session.profile.name.in_(desk.language)
    if name and not desk.session.profile.guest:
        yield TextDelta(desk.texts.say("talk.greeting_named", name=name))
    else:
        settings = desk.shop.settings
        shop = settings.shop_name_ko if desk.language == "ko" else settings.shop_name_en
        yield TextDelta(desk.texts.say("talk.greeting", shop=shop))
    yield suggestions(desk, *START)


def thanks(desk: Desk) -> Iterator[Event]:
    yield TextDelta(desk.texts.say("talk.declined" if desk.request.answer == "no" else "talk.thanks"))


def order_status(desk: Desk) -> Iterator[Event]:
    yield TextDelta(desk.texts.say("talk.order_status"))
    yield from _phone(desk)


def handoff(desk: Desk) -> Iterator[Event]:
    yield TextDelta(desk.texts.say("talk.handoff"))
    yield from _phone(desk)


def out_of_scope(desk: Desk) -> Iterator[Event]:
    key = "talk.out_of_scope" if any(char.isalpha() for char in desk.request.text) else "talk.unclear"
    yield TextDelta(desk.texts.say(key))
    yield suggestions(desk, *START)


def unsafe(desk: Desk) -> Iterator[Event]:
    yield TextDelta(desk.texts.say("talk.unsafe"))


def _phone(desk: Desk) -> Iterator[Event]:
    home = desk.session.store_id
    stores = desk.stores([home] if home else ())
    if stores and stores[0].phone:
        store = stores[0]
        yield TextDelta(
            desk.texts.say("talk.handoff_store", store=store.name.in_(desk.language), phone=store.phone)
        )
