"""A turn on the wire: framing, order, latency, breaking, leaving, crowding."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from assistant import Action
from assistant.domain.events import Event, TextDelta
from assistant.errors import NotFound
from tests.ui.scripted import DONE, UNDERSTOOD, Scripted
from ui.http.problems import Busy
from ui.http.sse import Turns

SAY = {"text": "우유"}
TURNS = "/v1/sessions/s1/turns"


def frames(text: str) -> list[tuple[str, dict[str, Any]]]:
    """The events of a text/event-stream body."""
    assert text.endswith("\n\n")
    found = []
    for block in text.removesuffix("\n\n").split("\n\n"):
        event, data = block.split("\n")
        assert event.startswith("event: ")
        assert data.startswith("data: ")
        found.append((event.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def wait_until(true: Any, seconds: float = 5) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.01)


def test_a_turn_streams_named_events_in_order(wire: httpx.Client) -> None:
    answer = wire.post(TURNS, json=SAY)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-accel-buffering"] == "no"
    got = frames(answer.text)
    assert [name for name, _ in got] == ["understood", "text", "text", "done"]
    assert all(name == data["type"] for name, data in got)
    assert got[2][1]["delta"] == "있어요.\n둘째 줄"


def test_json_gives_the_same_events_as_one_object(wire: httpx.Client) -> None:
    streamed = [data for _, data in frames(wire.post(TURNS, json=SAY).text)]
    whole = wire.post(TURNS, json=SAY, headers={"Accept": "application/json"})
    assert whole.headers["content-type"] == "application/json"
    assert whole.json() == {"events": streamed}


def test_the_first_event_does_not_wait_for_the_second(wire: httpx.Client, scripted: Scripted) -> None:
    go_on = threading.Event()

    def turn(said: str | Action) -> Iterator[Event]:
        yield UNDERSTOOD
        assert go_on.wait(5)
        yield DONE

    scripted.turns = turn
    with wire.stream("POST", TURNS, json=SAY) as answer:
        chunks = answer.iter_text()
        assert next(chunks).startswith("event: understood")
        # The loop is free while the turn waits.
        assert wire.get("/healthz").json() == {"status": "ok"}
        go_on.set()
        assert "event: done" in "".join(chunks)


def test_the_whole_turn_runs_in_one_thread_of_its_own(wire: httpx.Client, scripted: Scripted) -> None:
    seen = []

    def turn(said: str | Action) -> Iterator[Event]:
        try:
            for _ in range(5):
                seen.append(threading.get_ident())
                yield TextDelta("a")
        finally:
            seen.append(threading.get_ident())

    scripted.turns = turn
    wire.post(TURNS, json=SAY)
    assert len(set(seen)) == 1
    assert all(name.startswith("turn") for name in scripted.threads)


def test_a_caller_who_leaves_ends_the_turn(wire: httpx.Client, scripted: Scripted) -> None:
    closed = threading.Event()

    def turn(said: str | Action) -> Iterator[Event]:
        try:
            yield UNDERSTOOD
            for _ in range(1000):
                time.sleep(0.02)
                yield TextDelta("더 ")
        finally:
            closed.set()

    scripted.turns = turn
    with wire.stream("POST", TURNS, json=SAY) as answer:
        next(answer.iter_text())
    assert closed.wait(5), "the generator was not closed"


def test_a_slow_reader_does_not_hold_up_the_turn(wire: httpx.Client, scripted: Scripted) -> None:
    finished = threading.Event()

    def turn(said: str | Action) -> Iterator[Event]:
        for _ in range(200):
            yield TextDelta("가" * 20_000)
        finished.set()
        yield DONE

    scripted.turns = turn
    with socket.create_connection((wire.base_url.host, wire.base_url.port or 80)) as reader:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        body = json.dumps(SAY).encode()
        head = (
            f"POST {TURNS} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t1\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        reader.sendall(head.encode() + body)
        assert finished.wait(5), "the turn waited for its reader"


def test_an_error_before_the_first_event_is_a_plain_problem(wire: httpx.Client, scripted: Scripted) -> None:
    def turn(said: str | Action) -> Iterator[Event]:
        raise NotFound("session 's1' has ended; open another")
        yield

    scripted.turns = turn
    answer = wire.post(TURNS, json=SAY)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("accept", ["text/event-stream", "application/json"])
def test_a_turn_that_breaks_keeps_what_came_and_says_so(
    wire: httpx.Client, scripted: Scripted, accept: str
) -> None:
    def turn(said: str | Action) -> Iterator[Event]:
        yield UNDERSTOOD
        raise RuntimeError("secret words of the shopper")

    scripted.turns = turn
    answer = wire.post(TURNS, json=SAY, headers={"Accept": accept})
    assert "secret words" not in answer.text
    events = answer.json()["events"] if "json" in accept else [data for _, data in frames(answer.text)]
    assert [event["type"] for event in events] == ["understood", "error"]
    assert events[1]["retryable"] is True


def test_a_turn_without_events_still_ends(wire: httpx.Client, scripted: Scripted) -> None:
    scripted.turns = lambda said: iter(())
    assert [name for name, _ in frames(wire.post(TURNS, json=SAY).text)] == ["error"]


def test_a_click_arrives_as_an_action(wire: httpx.Client, scripted: Scripted) -> None:
    click = {"type": "cart_set", "sku": "A/1", "quantity": 3}
    wire.post(TURNS, json={"action": click})
    assert scripted.said == [Action("cart_set", sku="A/1", quantity=3)]


def test_too_many_turns_at_once_are_told_to_come_back() -> None:
    release = threading.Event()

    def turn() -> Iterator[Event]:
        release.wait(5)
        yield DONE

    async def crowd() -> tuple[int, int]:
        turns = Turns(threads=1, max_under_way=2)

        async def one() -> bool:
            try:
                return [event async for event in turns.run(turn)] == [DONE]
            except Busy:
                return False

        tasks = [asyncio.create_task(one()) for _ in range(5)]
        await asyncio.sleep(0.1)
        release.set()
        outcomes = await asyncio.gather(*tasks)
        await asyncio.sleep(0.1)
        left = len(turns)
        turns.close()
        return sum(outcomes), left

    assert asyncio.run(crowd()) == (2, 0)


def test_closing_ends_turns_that_wait_for_a_thread() -> None:
    release = threading.Event()

    def turn() -> Iterator[Event]:
        release.wait(5)
        yield DONE
        yield DONE

    async def close_early() -> list[object]:
        turns = Turns(threads=1)

        async def one() -> int:
            return len([event async for event in turns.run(turn)])

        tasks = [asyncio.create_task(one()) for _ in range(2)]
        await asyncio.sleep(0.05)
        turns.close()
        release.set()
        return list(await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 5))

    first, second = asyncio.run(close_early())
    assert first == 1
    assert isinstance(second, Busy)
