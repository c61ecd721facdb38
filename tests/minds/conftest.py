"""Conversations with the demo shop."""

from collections.abc import Callable, Iterator

import pytest

from assistant import Assistant
from tests.seen import Events, said

Turn = Callable[[str], Events]
Say = Callable[..., Turn]


@pytest.fixture
def say(demo_shop: Assistant) -> Iterator[Say]:
    """Opens a session in a language, of a guest unless a shopper is named, and gives what takes its turns."""
    opened: list[str] = []

    def talk(language: str = "ko", shopper: str | None = None) -> Turn:
        session_id = demo_shop.open_session(language=language, shopper_id=shopper).session.session_id
        opened.append(session_id)
        return lambda words: said(demo_shop, session_id, words)

    yield talk
    for session_id in opened:
        demo_shop.end(session_id)
