"""A shopper's side of a conversation, and what a scripted model says in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant import Assistant
from assistant.domain.events import CartChanged, Done, Event, Products, Suggestions, TextDelta
from assistant.domain.text import LANGUAGES
from assistant.grounding import sentences
from prompts import Replies
from tests.agent.openai_server import Calls

NOTICES = frozenset(
    sentence.strip()
    for language in LANGUAGES
    for sentence in sentences(Replies(language).say("talk.ai_notice"))
)


@dataclass(frozen=True)
class Turn:
    events: Sequence[Event]

    @property
    def text(self) -> str:
        """What was said, but for the notice of a first turn that an AI is talking."""
        deltas = [one.delta for one in self.events if isinstance(one, TextDelta)]
        return "".join(delta for delta in deltas if delta.strip() not in NOTICES)

    @property
    def suggestions(self) -> tuple[str, ...]:
        return next((one.items for one in self.events if isinstance(one, Suggestions)), ())

    @property
    def skus(self) -> list[str]:
        return [card.sku for one in self.events if isinstance(one, Products) for card in one.items]

    @property
    def done(self) -> Done:
        (last,) = [one for one in self.events if isinstance(one, Done)]
        return last

    @property
    def cart(self) -> dict[str, int]:
        changes = [one for one in self.events if isinstance(one, CartChanged)]
        return {line.sku: line.quantity for line in changes[-1].cart.lines} if changes else {}


class Talk:
    """One session with the shop while the model plays its script."""

    def __init__(self, shop: Assistant, language: str) -> None:
        self.shop = shop
        self.id = shop.open_session(channel="api", language=language).session.session_id  # type: ignore[arg-type]

    def say(self, text: str) -> Turn:
        return Turn(list(self.shop.turn(self.id, text)))


def search(query: str) -> Calls:
    return Calls([("search_products", {"query": query})])


def show(*skus: str, reasons: Sequence[str] = ()) -> Calls:
    return Calls([("show_products", {"skus": list(skus), "reasons": list(reasons)})])
