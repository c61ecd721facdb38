"""The events of one turn folded into what the page shows of it."""

from dataclasses import dataclass, replace

from assistant.domain.card import Card, Claim
from assistant.domain.dialogue import Constraint
from assistant.domain.events import (
    CartChanged,
    CartView,
    Comparison,
    Done,
    Event,
    Failure,
    Products,
    Receipts,
    Status,
    Suggestions,
    TextDelta,
    Understood,
)
from assistant.domain.text import Language


@dataclass(frozen=True, slots=True)
class TurnView:
    """One turn as far as it has come. `key` names it on the page; `said` is the shopper's text, "" for a
    click; `language` that of the answer. `sentences` are the
    text deltas, or Done's whole text when there were none."""

    key: str
    language: Language
    said: str = ""
    constraints: tuple[Constraint, ...] = ()
    understood: bool = False
    status: str = ""
    cards: tuple[Card, ...] = ()
    total: int = 0
    relaxed: tuple[Constraint, ...] = ()
    comparison: Comparison | None = None
    sentences: tuple[str, ...] = ()
    cart: CartView | None = None
    suggestions: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    failure: Failure | None = None
    turn_id: str = ""
    degraded: bool = False
    done: bool = False

    @property
    def text(self) -> str:
        """The whole answer so far."""
        return "".join(self.sentences).strip()

    def add(self, event: Event) -> "TurnView":
        """The view after one more event."""
        match event:
            case Understood():
                return replace(self, language=event.language, constraints=event.constraints, understood=True)
            case Status():
                return replace(self, status=event.message)
            case Products():
                return replace(
                    self,
                    cards=(*self.cards, *event.items),
                    total=self.total + event.total,
                    relaxed=tuple(dict.fromkeys((*self.relaxed, *event.relaxed))),
                )
            case Comparison():
                return replace(self, comparison=event)
            case TextDelta():
                return replace(self, sentences=(*self.sentences, event.delta))
            case CartChanged():
                return replace(self, cart=event.cart)
            case Suggestions():
                return replace(self, suggestions=event.items)
            case Receipts():
                return replace(self, claims=(*self.claims, *event.claims))
            case Failure():
                return replace(self, failure=event)
            case Done():
                return replace(
                    self,
                    sentences=self.sentences or ((event.text,) if event.text else ()),
                    turn_id=event.turn_id,
                    degraded=event.degraded,
                    done=True,
                )
