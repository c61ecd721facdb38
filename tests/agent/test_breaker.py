"""A failed endpoint is left alone for a while, tried again by one turn, and given longer each time."""

import httpx
import openai
import pytest

from assistant.errors import ModelUnavailable
from assistant.minds.agent_breaker import LONGEST_REST, Breaker


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(10.0, clock)


def status(code: int, **headers: str) -> openai.APIStatusError:
    request = httpx.Request("POST", "http://127.0.0.1/v1")
    kinds: dict[int, type[openai.APIStatusError]] = {
        401: openai.AuthenticationError,
        429: openai.RateLimitError,
        500: openai.InternalServerError,
    }
    answer = httpx.Response(
        code, headers={key.replace("_", "-"): value for key, value in headers.items()}, request=request
    )
    return kinds[code]("scripted", response=answer, body=None)


def failing(breaker: Breaker, problem: Exception) -> None:
    breaker.enter()
    breaker.failed(problem)


def test_two_faults_in_a_row_open_it(breaker: Breaker) -> None:
    failing(breaker, TimeoutError())
    breaker.enter()
    breaker.succeeded()
    failing(breaker, TimeoutError())
    assert not breaker.is_open
    failing(breaker, TimeoutError())
    with pytest.raises(ModelUnavailable, match="left alone"):
        breaker.enter()


@pytest.mark.parametrize("code", [401, 429])
def test_a_refusal_opens_it_at_once(breaker: Breaker, code: int) -> None:
    failing(breaker, status(code))
    assert breaker.is_open


@pytest.mark.parametrize(
    ("asked", "rest"), [("42", 42.0), ("99999", LONGEST_REST), ("soon", 10.0), ("", 10.0)]
)
def test_it_rests_as_long_as_the_endpoint_asks(
    breaker: Breaker, clock: Clock, asked: str, rest: float
) -> None:
    failing(breaker, status(429, retry_after=asked) if asked else status(429))
    clock.now += rest - 0.1
    with pytest.raises(ModelUnavailable):
        breaker.enter()
    clock.now += 0.2
    breaker.enter()


def test_one_turn_tries_while_the_others_wait(breaker: Breaker, clock: Clock) -> None:
    failing(breaker, status(401))
    clock.now += 11.0
    breaker.enter()
    with pytest.raises(ModelUnavailable):
        breaker.enter()
    breaker.succeeded()
    breaker.enter()
    assert not breaker.is_open


def test_a_failed_trial_doubles_the_rest(breaker: Breaker, clock: Clock) -> None:
    failing(breaker, status(401))
    clock.now += 11.0
    failing(breaker, TimeoutError())
    clock.now += 11.0
    with pytest.raises(ModelUnavailable):
        breaker.enter()
    clock.now += 10.0
    breaker.enter()


def test_a_trial_that_was_left_may_be_taken_by_another(breaker: Breaker, clock: Clock) -> None:
    failing(breaker, status(401))
    clock.now += 11.0
    breaker.enter()
    breaker.left()
    breaker.enter()


def test_without_a_rest_it_never_opens(clock: Clock) -> None:
    breaker = Breaker(0.0, clock)
    for _ in range(5):
        failing(breaker, status(401))
    assert not breaker.is_open
