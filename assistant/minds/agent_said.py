"""The model's text on its way to the shopper: whole sentences, each held against the receipts."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from assistant.domain.cart import Cart
from assistant.domain.events import CartChanged, Comparison, Event, Products, Status, Suggestions, TextDelta
from assistant.grounding import Splitter, check, spoken_of
from assistant.minds import lactose
from assistant.minds.agent_words import presentable
from assistant.minds.finding import next_steps
from assistant.minds.phrasing import foods_left_out, listed, short
from assistant.minds.talking import START, suggestions
from assistant.toolbox.desk import Desk

log = logging.getLogger(__name__)

MOST_CHARACTERS = 6_000
CUT = frozenset({"length", "content_filter"})


class Piece(str):
    """A piece of the model's own text."""


@dataclass(frozen=True, slots=True)
class Beat:
    """The model writes what nobody reads: `characters` of a tool's arguments."""

    characters: int


@dataclass(frozen=True, slots=True)
class Busy:
    """The model waits for us, or no longer: it has been asked."""

    working: bool


@dataclass(frozen=True, slots=True)
class RoundOver:
    """One answer of the model is over. `calls`: it goes on to call tools.  `finish`: why it ended."""

    calls: bool
    finish: str


Item = Event | Piece | Beat | Busy | RoundOver


def weight(item: Item) -> float | None:
    """Characters the model wrote with this item, as Upstream.read wants them: what our own tools show, and
    the calls that set them to work, keep the model waiting."""
    if isinstance(item, Piece):
        return len(item)
    if isinstance(item, Beat):
        return item.characters
    if isinstance(item, Busy | RoundOver):
        return inf if (item.working if isinstance(item, Busy) else item.calls) else None
    return inf


def echoes(desk: Desk) -> tuple[str, ...]:
    """The shopper's own words and limits, whose numbers may be said back to them."""
    return (desk.request.text, *(str(one.value) for one in desk.request.constraints))


def thinking(desk: Desk) -> Status:
    """What is shown while a model is silent."""
    return Status("thinking", desk.texts.say("status.thinking"))


class Said:
    """What goes out of one turn of the model, and what of it the shopper has seen."""

    def __init__(self, desk: Desk, own: Sequence[str] = ()) -> None:
        self._desk, self._own = desk, own
        self._about: tuple[str, ...] = ()
        self._splitter = Splitter()
        self._length = 0
        self._cards: tuple[Products, ...] = ()
        self._compared: Comparison | None = None
        self._cart: Cart = desk.session.cart
        self._added: tuple[str, ...] = ()
        self.sentences = 0
        self._allowed = echoes(desk)

    @property
    def has_shown(self) -> bool:
        """True when cards or a table went out."""
        return bool(self._cards) or self._compared is not None

    @property
    def has_written(self) -> bool:
        """True when the cart is no longer what it was."""
        return self._desk.session.cart != self._cart

    def spoken(self, stream: Iterator[Item]) -> Iterator[Event]:
        """Events as they come and text in sentences. What the model mutters before its first tool call is
        dropped, so that products stand before prose."""
        held: list[str] | None = []
        for item in stream:
            if isinstance(item, RoundOver):
                if held is not None and not item.calls:
                    yield from self._text("".join(held))
                if item.finish in CUT:
                    self._splitter.rest()
                yield from self._checked(self._splitter.rest())
                held = None
            elif isinstance(item, Piece):
                if held is not None:
                    held.append(item)
                else:
                    yield from self._text(item)
            elif not isinstance(item, Beat | Busy):
                self._note(item)
                yield item
            if self._length > MOST_CHARACTERS:
                break
        yield from self._checked(self._splitter.rest())

    def closing(self) -> Iterator[Event]:
        """Words of our own when none of the model's could be said: what was done, what is shown."""
        texts, language = self._desk.texts, self._desk.language
        if self.has_written:
            yield from self._done()
        elif self._compared is not None:
            cards = self._desk.cards(self._compared.skus)
            yield TextDelta(texts.say("compare.intro", titles=listed([short(card.title) for card in cards])))
        elif self._cards:
            card = self._cards[-1].items[0]
            if card.price:
                price = card.price.format(language)
                yield TextDelta(texts.say("find.top", title=card.title, price=price))
            else:
                yield TextDelta(texts.say("find.top_plain", title=card.title))

    def disclosure(self) -> Iterator[Event]:
        """For a shopper who avoids something: what no label has to say, and which of the products shown carry
        no confirmed label; of what was put in, the diets of which nobody can say."""
        desk = self._desk
        for sku in self._added:
            for diet in desk.off_diet(sku, "unknown"):
                title, label = short(desk.evidence.titles[sku]), desk.texts.label("diet", diet)
                yield TextDelta(desk.texts.say("ask.diet_unknown", title=title, diet=label))
        cards = [card for products in self._cards for card in products.items]
        if cards and (said := foods_left_out(desk)):
            yield TextDelta(said)
        yield from lactose.disclose(desk, cards)
        unknown = [card for card in cards if card.allergens.status == "unknown" and desk.edible(card)]
        if desk.avoid and unknown:
            titles = listed([short(card.title) for card in unknown])
            yield TextDelta(desk.texts.say("find.unknown_allergens", titles=titles))

    def next_steps(self) -> Suggestions:
        """What to say next: to what was done, else to what is shown, else to begin with."""
        if self.has_written:
            return suggestions(self._desk, "cart", "more")
        if self._compared is not None:
            return suggestions(self._desk, "add_first", "reviews")
        return suggestions(self._desk, *(next_steps(self._cards[-1].items) if self._cards else START))

    def _done(self) -> Iterator[Event]:
        texts, now = self._desk.texts, self._desk.session.cart
        for sku in dict.fromkeys(line.sku for line in (*self._cart.lines, *now.lines)):
            before, after = self._cart.quantity(sku), now.quantity(sku)
            card = self._desk.fact_card(sku)
            if before == after or card is None:
                continue
            title = short(card.title)
            if after > before:
                yield TextDelta(texts.say("cart.added", title=title, quantity=after - before))
            elif after:
                yield TextDelta(texts.say("cart.set", title=title, quantity=after))
            else:
                yield TextDelta(texts.say("cart.removed", title=title))
        if total := self._desk.cart_view().total:
            yield TextDelta(texts.say("cart.total", total=total.format(self._desk.language)))

    def _note(self, event: Event) -> None:
        if isinstance(event, Products):
            self._cards = (*self._cards, event)
        elif isinstance(event, Comparison):
            self._compared = event
        elif isinstance(event, CartChanged):
            self._desk.focus = tuple(
                line.sku for line in event.cart.lines if self._cart.quantity(line.sku) != line.quantity
            )
            self._added = tuple(
                line.sku for line in event.cart.lines if self._cart.quantity(line.sku) < line.quantity
            )

    def _text(self, piece: str) -> Iterator[Event]:
        self._length += len(piece)
        if self._length <= MOST_CHARACTERS:
            yield from self._checked(self._splitter.feed(piece))

    def _checked(self, sentences: Sequence[str]) -> Iterator[Event]:
        evidence = self._desk.evidence
        for sentence in sentences:
            words = presentable(sentence, self._desk.language, evidence, self._own)
            problems = check(words, evidence, self._allowed, self._about) if words else ("not presentable",)
            if problems:
                log.info("a sentence of the model was held back: %s", ", ".join(problems))
                continue
            self._about = spoken_of(words, evidence) or self._about
            self.sentences += 1
            yield TextDelta(words)
