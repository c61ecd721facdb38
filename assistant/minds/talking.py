"""The small talk of a shop, and its limits."""

from collections.abc import Iterator

from assistant.domain.card import Claim
from assistant.domain.events import Event, Suggestions, TextDelta
from assistant.domain.money import Money
from assistant.grounding import sentences
from assistant.minds.clarifying import nameable
from assistant.toolbox.desk import Desk
from assistant.understanding import understand
from assistant.understanding.acting import slot_of
from assistant.understanding.declining import declined
from assistant.understanding.matters import DISCOUNT
from assistant.understanding.normalise import clean, lowered, without_markup
from assistant.understanding.safety import concern
from prompts import forbidden_topics

FORBIDDEN = "forbidden"
"""The ask of a request on a topic the merchant does not talk about."""
START = ("gift", "recommend", "stores", "delivery")


def suggestions(desk: Desk, *keys: str) -> Suggestions:
    """Tappable next sentences: of these what this shop can answer, and was not asked just now."""
    offered = (_suggestion(desk, key) for key in keys)
    return Suggestions(tuple(text for text in offered if text and text != desk.request.text.strip()))


def _suggestion(desk: Desk, key: str) -> str:
    """The sentence, "" where this shop has nothing to answer it with."""
    facts, usual = desk.shop.facts, round(desk.shop.vocabulary.usual_price)
    if key == "gift":
        price = Money(nameable(usual), desk.shop.currency).format(desk.language)
        return desk.texts.say("suggest.gift", price=price) if usual else ""
    text = desk.texts.say(f"suggest.{key}")
    match key:
        case "stores" | "stock":
            known = bool(facts.stores())
        case "services":
            known = bool(facts.services())
        case "delivery":
            known = bool(understand(text, desk.session, desk.shop.vocabulary, {}).policy_ids)
        case _:
            known = True
    return text if known else ""


def to_the_store(desk: Desk) -> Iterator[Event]:
    """The offer to ask in a store, by a shop that has any."""
    if desk.shop.facts.stores():
        yield TextDelta(desk.texts.say("ask.check_store"))


def greeting(desk: Desk) -> Iterator[Event]:
    name = desk.session.profile.name.in_(desk.language)
    if name and not desk.session.profile.guest:
        yield TextDelta(desk.texts.say("talk.greeting_named", name=name))
    else:
        settings = desk.shop.settings
        shop = settings.shop_name_ko if desk.language == "ko" else settings.shop_name_en
        yield TextDelta(desk.texts.say("talk.greeting", shop=shop))
    yield TextDelta(desk.texts.say("talk.ai_notice"))
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
    if FORBIDDEN in desk.request.asks:
        yield from _not_talked_about(desk)
        return
    if DISCOUNT in desk.request.asks:
        yield _declined(desk, "refuse.haggle")
        return
    key = "talk.out_of_scope" if any(char.isalpha() for char in desk.request.text) else "talk.unclear"
    yield _declined(desk, key)
    yield suggestions(desk, *START)


def _not_talked_about(desk: Desk) -> Iterator[Event]:
    """The merchant's own words for a topic of theirs."""
    topics = forbidden_topics(desk.shop.settings.texts_dir)
    reply = next(topic.reply[desk.language] for topic in topics if topic.is_in(desk.request.text))
    desk.evidence.add(Claim(reply, "policy:forbidden", "answer", reply))
    yield TextDelta(reply)
    yield suggestions(desk, *START)


def unsafe(desk: Desk) -> Iterator[Event]:
    yield _declined(desk, "talk.unsafe")


def _declined(desk: Desk, otherwise: str) -> TextDelta:
    """The words for what is asked, where the shop has some; they vouch for themselves (whom to call)."""
    key = f"refuse.{_concern(desk)}"
    text = desk.texts.say(key if key in desk.texts.texts else otherwise)
    for sentence in sentences(text):
        desk.evidence.add(Claim(sentence.strip(), key, "answer", sentence.strip()))
    return TextDelta(text)


def _concern(desk: Desk) -> str | None:
    """Which family the request is of, by its exact words, else by what they are likeliest about."""
    low = lowered(without_markup(clean(desk.request.text)))
    return concern(desk.request.text) or declined(low, slot_of(desk.shop.vocabulary), goods=False)


def _phone(desk: Desk) -> Iterator[Event]:
    home = desk.session.store_id
    stores = desk.stores([home] if home else ())
    if stores and stores[0].phone:
        store = stores[0]
        yield TextDelta(
            desk.texts.say("talk.handoff_store", store=store.name.in_(desk.language), phone=store.phone)
        )
