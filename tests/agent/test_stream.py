"""The stream from the endpoint: read under deadlines, cancelled at once."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from math import inf
from time import monotonic, sleep

import pytest

from assistant import Assistant
from assistant.domain.events import Event, Status, TextDelta, Understood
from assistant.errors import ModelUnavailable
from assistant.minds.agent_stream import Patience, Upstream
from tests.agent.openai_server import Hangs, Says, Server
from tests.agent.talking import Talk, search, show


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    made = Upstream()

    async def last() -> None: ...

    yield made
    made.close(last)


PATIENCE = Patience(quiet=0.4, total=2.0)


def characters(item: object) -> float | None:
    return {"": None, "working": inf}.get(str(item), len(str(item)))


def read(upstream: Upstream, *steps: str | float) -> list[str]:
    async def produce(put: Callable[[str], None]) -> None:
        for step in steps:
            if isinstance(step, str):
                put(step)
            else:
                await asyncio.sleep(step)

    return list(upstream.read(produce, PATIENCE, characters))


def test_what_comes_in_time_is_passed_on(upstream: Upstream) -> None:
    assert read(upstream, "a" * 10, 0.3, "b" * 10, 0.3, "c") == ["a" * 10, "b" * 10, "c"]


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ([5.0], "fell silent"),
        (["a" * 10, 5.0], "fell silent"),
        (["x", *[0.15, "x"] * 20], "dripped"),
        ([*["a" * 30, 0.2] * 20], "total"),
    ],
)
def test_what_does_not_is_a_fault(upstream: Upstream, steps: list[str | float], fault: str) -> None:
    started = monotonic()
    with pytest.raises(ModelUnavailable, match=fault):
        read(upstream, *steps)
    assert monotonic() - started < PATIENCE.total + 0.3


def test_our_own_work_does_not_count_against_the_model(upstream: Upstream) -> None:
    assert read(upstream, "working", 0.9, "", 0.2, "done")[-1] == "done"


def test_what_the_producer_raises_is_raised(upstream: Upstream) -> None:
    async def produce(put: Callable[[str], None]) -> None:
        raise ValueError("odd")

    with pytest.raises(ValueError, match="odd"):
        list(upstream.read(produce, PATIENCE, characters))


def test_leaving_cancels_the_producer_at_once(upstream: Upstream) -> None:
    cancelled = threading.Event()

    async def produce(put: Callable[[str], None]) -> None:
        put("first")
        try:
            await asyncio.sleep(30)
        finally:
            cancelled.set()

    stream = upstream.read(produce, PATIENCE, characters)
    assert next(stream) == "first"
    stream.close()
    assert cancelled.wait(1.0)


def test_closing_the_turn_closes_the_connection_within_a_second(shop: Assistant, model: Server) -> None:
    talk = Talk(shop, "ko")
    with model.play(search("헬멧"), show("HELM-1"), Says("이 헬멧이 잘 맞아요. " * 90, pause=0.05)):
        stream: Iterator[Event] = shop.turn(talk.id, "자전거 헬멧 추천해 줘")
        while not isinstance(next(stream), TextDelta):
            pass
        stream.close()  # type: ignore[attr-defined]
        assert left(model, within=1.0)


def test_a_reader_who_leaves_a_silent_model_frees_it_within_a_second(shop: Assistant, model: Server) -> None:
    talk = Talk(shop, "en")
    with model.play(Hangs()):
        stream = shop.turn(talk.id, "recommend a bike helmet")
        assert isinstance(next(stream), Understood)
        notice = next(stream)
        assert isinstance(notice, Status)
        assert notice.tool == "notice", "said before the model is asked"
        started = monotonic()
        assert isinstance(next(stream), Status)
        stream.close()  # type: ignore[attr-defined]
        assert left(model, within=1.0)
    assert monotonic() - started < 2.0


def left(model: Server, within: float) -> bool:
    until = monotonic() + within
    while not model.endpoint.left and monotonic() < until:
        sleep(0.02)
    return bool(model.endpoint.left)
