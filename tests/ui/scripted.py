"""An assistant that says what a test tells it to, for what happens on the wire and never in a real turn."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from assistant import Action, Settings
from assistant.domain.dialogue import Session
from assistant.domain.events import CartView, Done, Event, TextDelta, Understood
from assistant.domain.shopper import Profile
from assistant.errors import NotAllowed, NotFound

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
UNDERSTOOD = Understood("search", "우유", "ko", (), ())
DONE = Done("turn-1", "embedded", False, "v1", 3, "여기 있어요.")

Turn = Callable[[str | Action], Iterator[Event]]


def plain_turn(said: str | Action) -> Iterator[Event]:
    yield UNDERSTOOD
    yield TextDelta("여기 ")
    yield TextDelta("있어요.\n둘째 줄")
    yield DONE


class Scripted:
    """One session "s1" with the token "t1"; `turn` is the test's."""

    def __init__(self, settings: Settings, turn: Turn = plain_turn) -> None:
        self.settings = settings
        self.turns: Turn = turn
        self.said: list[str | Action] = []
        self.threads: set[str] = set()

    def turn(self, session_id: str, said: str | Action) -> Iterator[Event]:
        self.said.append(said)
        self.threads.add(threading.current_thread().name)
        yield from self.turns(said)

    def check_token(self, session_id: str, token: str) -> None:
        if (session_id, token) != ("s1", "t1"):
            raise NotAllowed("the token does not belong to this session")

    def session(self, session_id: str) -> Session:
        if session_id != "s1":
            raise NotFound(f"no session {session_id!r}; open one")
        guest = Profile("", guest=True)
        return Session("s1", "api", "ko", guest, NOW, NOW + timedelta(hours=1))

    def cart(self, session_id: str) -> CartView:
        return CartView((), None)

    def ready(self) -> bool:
        return True

    def catalog_version(self) -> int:
        return 1

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"the script has no {name}")
