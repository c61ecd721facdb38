"""What callers may send, field by field. Anything else is refused by name."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from assistant.domain.action import ActionType
from assistant.domain.cart import MAX_LINES, MAX_QUANTITY
from assistant.domain.dialogue import Channel
from assistant.domain.text import Language

MAX_WORDS = 20_000


def well_formed(value: Any) -> Any:
    """Text with each half of a character as U+FFFD: JSON can escape such, UTF-8 cannot hold them."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


Words = Annotated[str, BeforeValidator(well_formed), StringConstraints(max_length=MAX_WORDS)]
Id = Annotated[str, BeforeValidator(well_formed), StringConstraints(max_length=200)]
Sku = Annotated[str, BeforeValidator(well_formed), StringConstraints(min_length=1, max_length=200)]
Quantity = Annotated[int, Field(strict=True, ge=0, le=MAX_QUANTITY)]


class Body(BaseModel):
    """A JSON object with these fields and no others."""

    model_config = ConfigDict(extra="forbid")


class NewSession(Body):
    """Who opens the conversation, and where. `shopper_token` is a JWT the shop signed; `shopper_id` needs
    the shop's X-API-Key."""

    channel: Channel = "api"
    language: Language | None = None
    store_id: Id | None = None
    shopper_token: str | None = Field(None, max_length=4096)
    shopper_id: Id | None = None


class Click(Body):
    """A button instead of words. `value` is the language, the store, or the value of the condition to take
    off, with its `facet`."""

    type: ActionType
    sku: Id = ""
    quantity: Quantity = 1
    value: Id = ""
    facet: Id = ""
    skus: list[Sku] = Field(default_factory=list, max_length=10)


class NewTurn(Body):
    """Exactly one of the shopper's words and a click."""

    text: Words | None = None
    action: Click | None = None

    @model_validator(mode="after")
    def _one(self) -> "NewTurn":
        if (self.text is None) == (self.action is None):
            raise ValueError('send "text" or "action", one of the two')
        return self


class Line(Body):
    sku: Sku
    quantity: Quantity = 1


class NewCart(Body):
    """The lines that replace the cart's; quantity 0 leaves a line out."""

    lines: list[Line] = Field(max_length=MAX_LINES)


class NewFeedback(Body):
    turn_id: Sku
    rating: Literal["up", "down"]
    reason: Annotated[str, BeforeValidator(well_formed), StringConstraints(max_length=1000)] = ""
