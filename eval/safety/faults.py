"""Every fault of a model endpoint, many turns each: is each answered, labelled, true, soon, written once?"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import accumulate, cycle, islice
from pathlib import Path
from statistics import quantiles
from time import monotonic, perf_counter
from typing import TYPE_CHECKING, Any, Literal

from assistant.domain.events import event_json, plain
from assistant.domain.text import Language
from eval.invariants import invariants, script
from eval.report import wilson
from eval.servers import Endpoint, serve
from eval.servers.chaos import MODES, Chaos
from eval.transcript import Turn
from eval.truth import Truth

if TYPE_CHECKING:
    from assistant import Assistant

Way = Literal["tools", "writer"]
WAYS: tuple[Way, ...] = ("tools", "writer")
AT_ONCE = 4
"""Conversations held beside each other where each turn waits on a silent server."""
RESTS = 15.0
SLOW = frozenset({"silent", "keep_alive", "silent_later", "drip"})
MET_AT_LEAST = 0.3
"""Share of a fault's turns that must meet it with the breaker off; code alone answers two in five."""
REFUSED_AT_MOST = 2
"""Refused turns the breaker may take to open; nobody listens, so they cannot be counted at the server."""
WORDS: dict[Language, tuple[str, ...]] = {
    "ko": (
        "{kind} 추천해 줘",
        "첫 번째 거 장바구니에 담아 줘",
        "첫 번째 거 얼마야?",
        "더 싼 거 있어?",
        "장바구니 보여 줘",
    ),
    "en": (
        "recommend {kind}",
        "add the first one to my cart",
        "how much is the first one?",
        "anything cheaper?",
        "show me my cart",
    ),
}


@dataclass(frozen=True, slots=True)
class Met:
    """One turn under a fault. `seconds` from the fault to the end of the answer, or of the whole turn where
    the fault has no moment; `reached`: a request came to the server, so the breaker was not open."""

    turn: Turn
    seconds: float
    reached: bool
    asked: int
    added: int
    problems: tuple[str, ...]

    @property
    def degraded(self) -> bool:
        return any(event.get("degraded") for event in self.turn.of("done"))


@dataclass
class Tally:
    """What one fault did over its turns."""

    met: list[Met] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """n, how many were answered, labelled, true; seconds as p50 and p95; writes doubled and lost."""
        hit = [one for one in self.met if one.reached]
        missed = [one for one in self.met if not one.reached]
        answered = sum(bool(one.turn.reply.strip()) and not one.turn.crashed for one in self.met)
        return {
            "turns": len(self.met),
            "answered": answered,
            "answered_wilson": [*wilson(answered, len(self.met))],
            "met_the_fault": len(hit),
            "labelled": sum(one.degraded for one in hit),
            "seconds_from_fault": _times([one.seconds for one in hit]),
            "not_called": len(missed),
            "seconds_not_called": _times([one.turn.seconds for one in missed]),
            "writes_asked": sum(one.asked for one in self.met),
            "writes_doubled": sum(one.added > one.asked for one in self.met),
            "writes_lost": sum(one.added < one.asked for one in self.met),
            "problems": dict(Counter(problem for one in self.met for problem in one.problems)),
        }


def run(
    data_dir: Path, turns: int = 100, modes: Sequence[str] = MODES, ways: Sequence[Way] = WAYS
) -> dict[str, Any]:
    """`turns` turns of each fault in each way to use a model, over the demo shop in `data_dir`, first with
    the breaker off (every turn meets the fault), then with it on.

    -> {"turns", "faults": {way: {mode: figures}}, "breaker": {way: {mode: figures}}, "worst": {...}}; figures
    as in Tally. Plain data. About 25 minutes at 100 turns.
    """
    truth = Truth.load()
    faults: dict[str, Any] = {}
    breaker: dict[str, Any] = {}
    for way in ways:
        with _shop(data_dir, way, rest=0.0) as (assistant, endpoint, chaos):
            faults[way] = {mode: _held(assistant, endpoint, chaos, mode, turns, truth) for mode in modes}
        breaker[way] = {}
        for mode in modes:
            # A shop of its own, so that each fault finds the breaker closed.
            with _shop(data_dir, way, rest=RESTS) as (assistant, endpoint, chaos):
                breaker[way][mode] = _held(assistant, endpoint, chaos, mode, turns, truth, rests=True)
    return {"turns": turns, "faults": faults, "breaker": breaker, "worst": _worst(faults, breaker, turns)}


@contextmanager
def _shop(data_dir: Path, way: Way, rest: float) -> Iterator[tuple["Assistant", Endpoint, Chaos]]:
    from assistant import Settings, open_assistant

    chaos = Chaos()
    with serve(chaos) as endpoint:
        settings = Settings(
            data_dir=data_dir,
            openai_base_url=endpoint.url,
            openai_model="chaos",
            agent_mode=way,
            model_rest_seconds=rest,
            model_day_cap="",
        )
        with open_assistant(settings) as assistant:
            # What loads at first use is no part of a fault.
            for language in WORDS:
                assistant.search("a", language=language)
            yield assistant, endpoint, chaos


def _held(
    assistant: "Assistant",
    endpoint: Endpoint,
    chaos: Chaos,
    mode: str,
    turns: int,
    truth: Truth,
    rests: bool = False,
) -> dict[str, Any]:
    endpoint.reset()
    if mode == "refused":
        endpoint.refuse()
    else:
        endpoint.accept()
        chaos.switch(mode)
    kinds = _kinds(assistant)
    talks = [_Talk(assistant, endpoint, mode, truth, kinds, n) for n in range(-(-turns // 5))]
    beside = mode in SLOW and not rests
    tally = Tally(_beside(talks) if beside else [met for talk in talks for met in talk.held(False)])
    if mode == "refused" and rests:
        tally.met = _refused_first(tally.met)
    tally.met = tally.met[:turns]
    return tally.figures()


def _beside(talks: Sequence["_Talk"]) -> list[Met]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [met for held in pool.map(lambda talk: list(talk.held(True)), talks) for met in held]


def _refused_first(met: Sequence[Met]) -> list[Met]:
    """Behind the breaker every turn tells of the failure, but only the first ones called."""
    told = accumulate(one.reached for one in met)
    return [
        replace(one, reached=one.reached and so_far <= REFUSED_AT_MOST)
        for one, so_far in zip(met, told, strict=True)
    ]


class _Talk:
    """One conversation of five turns: find, put into the cart, ask, refine, look at the cart."""

    def __init__(
        self,
        assistant: "Assistant",
        endpoint: Endpoint,
        mode: str,
        truth: Truth,
        kinds: Callable[[Language, int], str],
        number: int,
    ) -> None:
        self._assistant, self._endpoint, self._mode, self._truth = assistant, endpoint, mode, truth
        self._language: Language = "ko" if number % 2 == 0 else "en"
        kind = kinds(self._language, number // 2)
        self._words = [words.format(kind=kind) for words in WORDS[self._language]]

    def held(self, beside: bool) -> Iterator[Met]:
        """Its turns in order. `beside`: others run at the same time, so that a fault at the server cannot be
        told to be this turn's: one that waited as long as silence is borne has met it, and the time is that
        of the whole turn."""
        opened = self._assistant.open_session(channel="api", language=self._language)
        session_id = opened.session.session_id
        turns: list[Turn] = []
        for words in self._words:
            before = _units(turns[-1]) if turns else 0
            asked_before, broke_before = len(self._endpoint.requests), len(self._endpoint.broke)
            turns.append(self._taken(session_id, words))
            ended = monotonic()
            turn, broke = turns[-1], self._endpoint.broke[broke_before:]
            # Nobody hears a refused call: a turn that says nothing of it is taken not to have called.
            told = any(event.get("degraded") for event in turn.of("done"))
            reached = len(self._endpoint.requests) > asked_before or (self._mode == "refused" and told)
            since = ended - broke[0] if broke and not beside else turn.seconds
            waited = turn.seconds >= self._assistant.settings.model_first_token_seconds
            struck = waited if beside else bool(broke) or self._mode == "refused" or not reached
            problems = [one.cause for one in invariants(turns, self._truth, self._language)]
            if struck:
                added = _units(turn) - before
                yield Met(turn, since, reached, _asked(turn), added, tuple(problems))

    def _taken(self, session_id: str, words: str) -> Turn:
        started = perf_counter()
        try:
            events = tuple(event_json(event) for event in self._assistant.turn(session_id, words))
        except Exception as error:  # noqa: BLE001 - what leaves the public entry is a failed turn, not a failed run
            return Turn(words, (), crashed=type(error).__name__)
        seconds = perf_counter() - started
        return Turn(words, events, plain(self._assistant.cart(session_id)), {}, seconds)


def _kinds(assistant: "Assistant") -> Callable[[Language, int], str]:
    """The kinds of goods the shop has, to be asked for in turn."""
    found: dict[Language, list[str]] = {}
    for language in WORDS:
        cards = assistant.search("", language=language, k=60).cards
        leaves = dict.fromkeys(card.category.split(" > ")[-1] for card in cards if card.category)
        # A category the feed names in the other language alone would make the request one of that language.
        found[language] = [leaf for leaf in leaves if script(leaf) == language] or [""]
    return lambda language, number: next(islice(cycle(found[language]), number, None))


def _units(turn: Turn) -> int:
    return sum(int(line["quantity"]) for line in turn.cart["lines"])


def _asked(turn: Turn) -> int:
    """Units this turn asked to add, by what was understood of it."""
    understood = turn.understood
    return len(understood.get("references", ())) if understood.get("intent") == "cart_add" else 0


def _times(seconds: Sequence[float]) -> dict[str, float | None]:
    """p50, p95 and the longest, in seconds; None without any."""
    if not seconds:
        return {"p50": None, "p95": None, "max": None}
    cuts = quantiles(seconds, n=20, method="inclusive") if len(seconds) > 1 else [seconds[0]] * 19
    return {"p50": round(cuts[9], 3), "p95": round(cuts[18], 3), "max": round(max(seconds), 3)}


def _worst(faults: dict[str, Any], breaker: dict[str, Any], turns: int) -> dict[str, Any]:
    """The figures the whole matrix is judged by, each at its worst mode. `modes`: how many were tried;
    `unmet`: those of which too few of the `turns` asked for met the fault to say anything."""
    one = [figures for modes in faults.values() for figures in modes.values()]
    two = [figures for modes in breaker.values() for figures in modes.values()]
    unmet = [f["met_the_fault"] < max(1.0, MET_AT_LEAST * turns) for f in one]
    unmet += [not f["met_the_fault"] for f in two]
    return {
        "modes": len(unmet),
        "unmet": sum(unmet),
        "p95_from_fault": max((f["seconds_from_fault"]["p95"] or 0.0 for f in one), default=0.0),
        "p95_breaker_open": max((f["seconds_not_called"]["p95"] or 0.0 for f in two), default=0.0),
        "unanswered": sum(f["turns"] - f["answered"] for f in (*one, *two)),
        "unlabelled": sum(f["met_the_fault"] - f["labelled"] for f in (*one, *two)),
        "writes_doubled": sum(f["writes_doubled"] for f in (*one, *two)),
        "writes_lost": sum(f["writes_lost"] for f in (*one, *two)),
        "problems": sum(sum(f["problems"].values()) for f in (*one, *two)),
    }
