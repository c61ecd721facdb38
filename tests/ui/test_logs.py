"""What breaks under a shopper is one line of the log: its kind and its place, never what the shopper said."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from assistant.domain.events import Event
from assistant.lexicon import load_lexicon
from tests.ui.page_shop import PageShop
from tests.ui.scripted import UNDERSTOOD
from ui.chat import build_chat
from ui.face.door import Door
from ui.http.problems import from_error
from ui.http.sse import INTERRUPTED, unbroken
from ui.logs import log_to
from ui.render import Renderer
from ui.terminal import chat

RENDERER = Renderer(load_lexicon())
SAID = "땅콩 알레르기가 있어요"
LISTENERS = ("opened", "turned", "cart_changed", "picked", "rated")


class Broken(RuntimeError):
    """Nobody foresaw it, and its message repeats the shopper."""


def breaks(*given: Any, **named: Any) -> Any:
    raise Broken(f"no rule for {SAID}")


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Callable[..., Callable[[], str]]]:
    """Begins logging as the product does, and then gives what was logged."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level

    def begin(*, debug: bool = False) -> Callable[[], str]:
        path = log_to(tmp_path, debug=debug)
        return lambda: path.read_text(encoding="utf-8")

    yield begin
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = before
    root.setLevel(level)


def page(listener: str) -> None:
    shop = PageShop()
    blocks = build_chat(shop)  # type: ignore[arg-type]
    shop.check_token = breaks  # type: ignore[method-assign]
    event = SimpleNamespace(_data={"text": SAID, "turn": SAID, "rating": "up"}, headers={})
    (step,) = (each.fn for each in blocks.fns.values() if each.fn and each.fn.__name__ == listener)
    answer = step({"session": "s", "token": "t"}, event)
    (shown,) = answer if isinstance(answer, Iterator) else [answer]
    assert "잠시 문제가 생겼어요" in str(shown)
    assert SAID not in str(shown)
    assert "Broken" not in str(shown)


def door() -> None:
    shop = PageShop()
    door = Door(shop, RENDERER)  # type: ignore[arg-type]
    held = door.open(None).held
    shop.turn = breaks  # type: ignore[method-assign]
    assert [screen.log for screen in door.turn(held, {"text": SAID})]


def stream() -> None:
    async def rest() -> AsyncIterator[Event]:
        breaks()
        yield UNDERSTOOD

    async def run() -> list[Event]:
        return [event async for event in unbroken(UNDERSTOOD, rest())]

    assert asyncio.run(run())[-1] == INTERRUPTED


def terminal() -> None:
    said = iter([SAID])

    def ask() -> str:
        for words in said:
            return words
        raise EOFError

    shop = SimpleNamespace(open_session=PageShop().open_session, turn=breaks, end=list)
    chat(shop, Console(quiet=True), ask, shopper_id=None, language="ko")  # type: ignore[arg-type]


def problem() -> None:
    with pytest.raises(Broken) as caught:
        breaks()
    assert SAID not in bytes(from_error(caught.value).body).decode()


PLACES = [
    *((lambda listener=listener: page(listener)) for listener in LISTENERS), door, stream, terminal, problem
]  # fmt: skip


@pytest.mark.parametrize("broken", PLACES, ids=[*LISTENERS, "door", "stream", "terminal", "problem"])
def test_the_log_has_kind_and_place_and_no_word_of_the_shopper(
    logged: Callable[..., Callable[[], str]], capfd: pytest.CaptureFixture[str], broken: Callable[[], None]
) -> None:
    read = logged()
    broken()
    assert "error=Broken at test_logs.py:" in read()
    assert SAID not in read() + capfd.readouterr().err


def test_debugging_shows_it(logged: Callable[..., Callable[[], str]]) -> None:
    """The control of the test above."""
    read = logged(debug=True)
    door()
    assert SAID in read()
