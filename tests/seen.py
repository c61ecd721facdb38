"""What a shopper sees of a turn: its events as JSON, and the parts of them that tests judge."""

from collections.abc import Sequence
from typing import Any

from assistant import Action, Assistant, event_json
from assistant.domain.dialogue import Session
from assistant.domain.text import Language

Events = list[dict[str, Any]]


def said(shop: Assistant, session_id: str, words: str | Action) -> Events:
    """The events of one turn in this session."""
    return [event_json(event) for event in shop.turn(session_id, words)]


def cards(events: Events) -> list[dict[str, Any]]:
    """Every product card shown, in order."""
    return [card for event in events if event["type"] == "products" for card in event["items"]]


def skus(events: Events) -> list[str]:
    """The SKUs of the cards shown, in order."""
    return [card["sku"] for card in cards(events)]


def claims(events: Events) -> list[dict[str, Any]]:
    """Every claim that has a receipt."""
    return [claim for event in events if event["type"] == "receipts" for claim in event["claims"]]


def reply(events: Events) -> str:
    """The whole reply in words."""
    return str(next(event["text"] for event in events if event["type"] == "done"))


def talk(shop: Assistant, turns: Sequence[str]) -> tuple[dict[str, int], list[list[str]], str]:
    """The cart at the end, the SKUs shown in each turn, and the last reply."""
    session_id = shop.open_session().session.session_id
    held = [said(shop, session_id, words) for words in turns]
    assert not [event for events in held for event in events if event["type"] == "error"]
    cart = {line.sku: line.quantity for line in shop.cart(session_id).lines}
    return cart, [skus(events) for events in held], reply(held[-1])


def answered(shop: Assistant, language: Language, *words: str) -> str:
    """The last reply of a conversation in this language."""
    session_id = shop.open_session(language=language).session.session_id
    events = [said(shop, session_id, text) for text in words][-1]
    shop.end(session_id)
    return reply(events)


def after(shop: Assistant, turns: Sequence[str]) -> Session:
    """The session when all of it was said."""
    session_id = shop.open_session().session.session_id
    for words in turns:
        list(shop.turn(session_id, words))
    return shop.session(session_id)


def cart(session: Session) -> dict[str, int]:
    """How many of each SKU lie in its cart."""
    return {line.sku: line.quantity for line in session.cart.lines}
