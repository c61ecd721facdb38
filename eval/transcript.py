"""What happened in one conversation, as the shopper's side of the contract saw it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eval.truth import Item, Truth, matches

Event = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: what was said ("" for a click), the events in order, and the state after it.
    `crashed` names the exception that left the public entry, "" when none did."""

    said: str
    events: tuple[Event, ...]
    cart: Mapping[str, Any] = field(default_factory=lambda: {"lines": [], "total": None})
    profile: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    crashed: str = ""

    def of(self, kind: str) -> list[Event]:
        return [event for event in self.events if event["type"] == kind]

    @property
    def cards(self) -> list[Mapping[str, Any]]:
        """Every card of the turn in the order shown."""
        return [card for event in self.of("products") for card in event["items"]]

    @property
    def skus(self) -> list[str]:
        return [card["sku"] for card in self.cards]

    @property
    def relaxed(self) -> list[Mapping[str, Any]]:
        return [one for event in self.of("products") for one in event.get("relaxed", [])]

    @property
    def understood(self) -> Mapping[str, Any]:
        return next(iter(self.of("understood")), {})

    @property
    def constraints(self) -> list[Mapping[str, Any]]:
        return list(self.understood.get("constraints", []))

    @property
    def claims(self) -> list[Mapping[str, Any]]:
        return [claim for event in self.of("receipts") for claim in event["claims"]]

    @property
    def reply(self) -> str:
        """The whole reply: what `done` says, else the deltas joined."""
        done = self.of("done")
        return str(done[-1].get("text", "")) if done else self.streamed

    @property
    def streamed(self) -> str:
        return "".join(str(event["delta"]) for event in self.of("text"))


class CannotResolve(Exception):
    """A case points at something this conversation never showed."""


def resolve(selector: Any, turns: Sequence[Turn], truth: Truth) -> frozenset[str]:
    """The SKUs a case may mean by `selector`, any of which is right.

    "G-0001": that SKU.  "@1.2": the second card of turn 1.  "@-1.last": the last card of the latest turn
    that showed any.  "@1.cheapest" / "@1.priciest": by the true price, ties all count.
    {"from": "@1", "where": predicate}: the cards of turn 1 that satisfy it.
    {"same": selector, "where": predicate}: variants of that product.  {"where": predicate}: the catalogue.
    CannotResolve when the conversation shows no such card.
    """
    if isinstance(selector, Mapping):
        predicate = selector.get("where", {})
        if "from" in selector:
            pool = [truth.item(sku) for sku in _turn(selector["from"], turns).skus]
        elif "same" in selector:
            base = resolve(selector["same"], turns, truth)
            pool = [item for sku in base for item in truth.siblings(sku)]
        else:
            pool = list(truth.items.values())
        found = frozenset(item.sku for item in pool if matches(item, predicate))
        if not found:
            raise CannotResolve(f"nothing shown satisfies {selector!r}")
        return found
    text = str(selector)
    if not text.startswith("@"):
        return frozenset({text})
    where, _, what = text.rpartition(".")
    return _pick(_turn(where, turns), what, truth, text)


def _turn(reference: str, turns: Sequence[Turn]) -> Turn:
    if reference == "@-1":
        shown = [turn for turn in turns if turn.skus]
        if not shown:
            raise CannotResolve("no earlier turn showed a product")
        return shown[-1]
    number = int(reference.removeprefix("@"))
    if number > len(turns):
        raise CannotResolve(f"turn {number} has not happened yet")
    return turns[number - 1]


def _pick(turn: Turn, what: str, truth: Truth, text: str) -> frozenset[str]:
    if not turn.skus:
        raise CannotResolve(f"{text}: that turn showed no product")
    if what == "last":
        return frozenset({turn.skus[-1]})
    if what in ("cheapest", "priciest"):
        items: list[Item] = [truth.item(sku) for sku in turn.skus]
        best = (min if what == "cheapest" else max)(item.price for item in items)
        return frozenset(item.sku for item in items if item.price == best)
    if int(what) > len(turn.skus):
        raise CannotResolve(f"{text}: that turn showed only {len(turn.skus)}")
    return frozenset({turn.skus[int(what) - 1]})
