"""A circuit breaker: an endpoint that failed is left alone for a while, so that turns stay fast."""

import threading
from collections.abc import Callable
from time import monotonic

import openai

from assistant.errors import ModelUnavailable

FAULTS = 2
"""Consecutive faults that open it; a refusal that will not heal by itself opens it at once."""
LONGEST_REST = 300.0
TRIAL_SECONDS = 60.0
_AT_ONCE = (
    openai.AuthenticationError,
    openai.PermissionDeniedError,
    openai.NotFoundError,
    openai.RateLimitError,
)


class Breaker:
    """Closed: calls go through. Open: none, for `rest` seconds, or what the endpoint asked for. Half-open,
    after that: one turn tries; success closes it, a fault opens it for twice as long, up to LONGEST_REST.

    rest 0: never opens. One for each endpoint; safe to share between threads.
    """

    def __init__(self, rest: float, clock: Callable[[], float] = monotonic) -> None:
        self._rest, self._clock = rest, clock
        self._lock = threading.Lock()
        self._faults = self._rests = 0
        self._until: float | None = None
        self._trial: float | None = None

    @property
    def is_open(self) -> bool:
        """True while calls are held back, the half-open trial included."""
        with self._lock:
            return self._until is not None

    def enter(self) -> None:
        """Ask to call; ModelUnavailable while open. Each entry ends with one of the three below."""
        with self._lock:
            now = self._clock()
            if self._until is None:
                return
            tried = self._trial is not None and now - self._trial < TRIAL_SECONDS
            if now < self._until or tried:
                raise ModelUnavailable("the model endpoint failed a moment ago and is left alone for now")
            self._trial = now

    def succeeded(self) -> None:
        with self._lock:
            self._faults = self._rests = 0
            self._until = self._trial = None

    def left(self) -> None:
        """The call ended without telling anything about the endpoint."""
        with self._lock:
            self._trial = None

    def failed(self, problem: Exception) -> None:
        with self._lock:
            self._faults += 1
            trial, self._trial = self._trial, None
            if not self._rest or not (trial or self._faults >= FAULTS or isinstance(problem, _AT_ONCE)):
                return
            rest = _asked(problem) or self._rest * 2**self._rests
            self._rests = min(self._rests + 1, 8)
            self._until = self._clock() + min(rest, LONGEST_REST)


def _asked(problem: Exception) -> float:
    """Seconds of the endpoint's own Retry-After; 0 without one, or with one that is no number."""
    if not isinstance(problem, openai.APIStatusError):
        return 0.0
    try:
        return max(0.0, float(problem.response.headers.get("retry-after", "")))
    except ValueError:
        return 0.0
