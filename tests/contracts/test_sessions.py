"""The contract of ports.Sessions."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine

from assistant.adapters.sql import SqlSessions, SqlShoppers, open_database
from assistant.domain.cart import Cart
from assistant.domain.dialogue import Constraint, Session
from assistant.domain.shopper import Consents, Profile
from assistant.errors import BadRequest, NotFound, StoreBusy
from assistant.ports import Sessions
from tests.contracts.values import sessions as any_session

SEOUL = timezone(timedelta(hours=9))
NOW = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=SEOUL)
HOUR = timedelta(hours=1)


def session(session_id: str = "s-1", created_at: datetime = NOW) -> Session:
    return Session(session_id, "web", "ko", Profile("guest-1", guest=True), created_at, created_at + HOUR)


@pytest.fixture
def sessions(engine: Engine) -> Sessions:
    return SqlSessions(engine, lock_seconds=0.3)


def test_a_session_lives_until_it_expires(sessions: Sessions) -> None:
    sessions.create(session())
    assert sessions.load("s-1", NOW) == session()
    assert sessions.load("s-1", NOW).created_at.utcoffset() == timedelta(hours=9)
    assert sessions.load("s-1", (NOW + HOUR).astimezone(UTC) - timedelta(microseconds=1)) == session()
    for when, session_id in ((NOW + HOUR, "s-1"), (NOW, "s-2"), (NOW, ""), (NOW, "\0\udc00")):
        with pytest.raises(NotFound):
            sessions.load(session_id, when)


def test_saving_replaces_and_renews(sessions: Sessions) -> None:
    sessions.create(session())
    later = replace(session(), turns=1, cart=Cart().add("S-1", 3), expires_at=NOW + 5 * HOUR)
    sessions.save(later)
    assert sessions.load("s-1", NOW + 4 * HOUR) == later


def test_an_id_is_given_once(sessions: Sessions) -> None:
    sessions.create(session())
    with pytest.raises(BadRequest, match="s-1"):
        sessions.create(session())


def test_an_ended_session_stays_ended(sessions: Sessions) -> None:
    sessions.create(session())
    sessions.remember("s-1", "t-1", "안녕", [])
    sessions.delete("s-1")
    sessions.delete("s-1")
    assert sessions.history("s-1") == []
    with pytest.raises(NotFound):
        sessions.load("s-1", NOW)
    with pytest.raises(NotFound):
        sessions.save(session())
    with pytest.raises(NotFound):
        sessions.remember("s-1", "t-2", "", [])
    with pytest.raises(NotFound):
        sessions.feedback("s-1", "t-1", "up", "")


def test_what_the_shopper_saw_is_kept_in_order(sessions: Sessions) -> None:
    sessions.create(session())
    shown: list[dict[str, Any]] = [
        {"type": "text", "delta": "네 🍎"},
        {"type": "done", "latency_ms": 12, "degraded": False},
    ]
    sessions.remember("s-1", "t-2", "사과\0 있어?\ud83c", shown)
    sessions.remember("s-1", "t-1", "'; DROP TABLE turns", [])
    sessions.remember("s-1", "t-1", "고마워", [{"delta": "\udfff\0\\u0000"}])
    assert sessions.history("s-1") == [
        {"turn_id": "t-2", "said": "사과 있어?\ufffd", "events": shown},
        {"turn_id": "t-1", "said": "고마워", "events": [{"delta": "\ufffd\\u0000"}]},
    ]
    assert sessions.history("s-9") == []


def test_expired_sessions_go_when_another_opens_but_feedback_stays(
    sessions: Sessions, engine: Engine
) -> None:
    sessions.create(session())
    sessions.remember("s-1", "t-1", "안녕", [])
    sessions.feedback("s-1", "t-1", "down", "틀렸어요")
    sessions.feedback("s-1", "t-1", "up", "")
    sessions.create(session("s-2", NOW + HOUR))
    assert sessions.history("s-1") == []
    with pytest.raises(NotFound):
        sessions.load("s-1", NOW)
    held = SqlShoppers(engine).export("guest-1")
    assert [rating["rating"] for rating in held["feedback"]] == ["up"]
    assert [each["session"]["session_id"] for each in held["sessions"]] == ["s-2"]


def test_without_consent_a_session_keeps_no_health_data(sessions: Sessions) -> None:
    profile = Profile("g", allergens=frozenset({"milk"}), diet=frozenset({"vegan"}))
    sessions.create(replace(session(), profile=profile))
    assert sessions.load("s-1", NOW).profile == Profile("g")
    agreed = replace(profile, consents=Consents(health=True))
    sessions.save(replace(session(), profile=agreed))
    assert sessions.load("s-1", NOW).profile == agreed


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_session=any_session)
def test_a_session_comes_back_exactly(sessions: Sessions, given_session: Session) -> None:
    sessions.delete(given_session.session_id)
    long_ago = datetime(1900, 1, 1, tzinfo=UTC)
    sessions.create(given_session)
    kept = sessions.load(given_session.session_id, long_ago)
    assert kept == given_session
    assert _types(kept.constraints) == _types(given_session.constraints)  # 1, 1.0 and True are not the same


def _types(constraints: tuple[Constraint, ...]) -> list[type]:
    return [type(constraint.value) for constraint in constraints]


def test_one_turn_at_a_time(engine: Engine) -> None:
    """Turns of one session that read, think and write: with the lock none is lost."""
    sessions = SqlSessions(engine)
    sessions.create(session())

    def turn(_: int) -> None:
        with sessions.lock("s-1"):
            held = sessions.load("s-1", NOW)
            sessions.save(replace(held, turns=held.turns + 1))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(turn, range(40)))
    assert sessions.load("s-1", NOW).turns == 40


def test_without_the_lock_turns_are_lost(sessions: Sessions) -> None:
    """The control of the test above."""
    sessions.create(session())
    both_have_read = Barrier(2)

    def turn(_: int) -> None:
        held = sessions.load("s-1", NOW)
        both_have_read.wait(10)
        sessions.save(replace(held, turns=held.turns + 1))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(turn, range(2)))
    assert sessions.load("s-1", NOW).turns == 1


def test_a_turn_that_does_not_end_is_not_waited_for_for_ever(sessions: Sessions) -> None:
    with sessions.lock("s-1"), sessions.lock("s-2"), pytest.raises(StoreBusy, match="last turn"):
        sessions.lock("s-1").__enter__()
    with sessions.lock("s-1"):
        pass


def test_a_failed_turn_gives_its_lock_back(sessions: Sessions) -> None:
    with pytest.raises(RuntimeError), sessions.lock("s-1"):
        raise RuntimeError
    with sessions.lock("s-1"):
        pass


def test_a_lock_may_be_given_back_by_another_thread(sessions: Sessions) -> None:
    """A streamed turn is drawn by whichever worker thread is free."""
    held = ExitStack()
    held.enter_context(sessions.lock("s-1"))
    closing = Thread(target=held.close)
    closing.start()
    closing.join()
    with sessions.lock("s-1"):
        pass


def test_many_turns_hold_locks_and_still_reach_the_database(engine: Engine) -> None:
    sessions = SqlSessions(engine)
    for number in range(25):
        sessions.create(session(f"s-{number}"))
    all_hold = Barrier(25)

    def turn(number: int) -> None:
        with sessions.lock(f"s-{number}"):
            all_hold.wait(20)
            sessions.save(replace(sessions.load(f"s-{number}", NOW), turns=1))

    with ThreadPoolExecutor(25) as pool:
        list(pool.map(turn, range(25)))


OTHER_PROCESS = """
import sys
from assistant.adapters.sql import SqlSessions, open_database
engine = open_database(sys.argv[1])
with SqlSessions(engine).lock("s-1"):
    print("held", flush=True)
    sys.stdin.readline()
engine.dispose()
"""


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_another_process_waits_too(database_url: str) -> None:
    engine = open_database(database_url)
    sessions = SqlSessions(engine, lock_seconds=0.3)
    with subprocess.Popen(
        [sys.executable, "-c", OTHER_PROCESS, database_url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreBusy), sessions.lock("s-1"):
            pass
        with sessions.lock("s-2"):
            pass
        other.kill()  # a process that dies takes its lock along
        other.wait(10)
    with SqlSessions(engine, lock_seconds=10).lock("s-1"):
        pass
    engine.dispose()
