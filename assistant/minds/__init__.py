"""The two minds: what turns a request into an answer, through the desk alone."""

from collections.abc import Iterator
from typing import Literal, Protocol

from assistant.domain.events import Event
from assistant.toolbox.desk import Desk


class Mind(Protocol):
    """Answers one turn. Text leaves in whole sentences, products before prose. ModelUnavailable may be
    raised until cards or a write went out: the embedded mind then answers anew."""

    @property
    def name(self) -> Literal["embedded", "agent"]: ...

    def respond(self, desk: Desk) -> Iterator[Event]: ...
