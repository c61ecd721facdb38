"""Times of calls: interleaved rounds, medians, ratios with their uncertainty, many clients at once."""

import threading
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from time import perf_counter

import numpy as np

_RESAMPLES = 2_000
Call = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Summary:
    """Milliseconds over `n` calls; nan without any."""

    p50: float
    p95: float
    mean: float
    n: int

    @classmethod
    def of(cls, values: Sequence[float]) -> "Summary":
        if not len(values):
            return cls(float("nan"), float("nan"), float("nan"), 0)
        p50, p95 = np.percentile(values, [50, 95])
        return cls(round(float(p50), 3), round(float(p95), 3), round(float(np.mean(values)), 3), len(values))

    def json(self) -> dict[str, float]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times longer they take than we: median over median, with a 95 % bootstrap interval."""

    times: float
    low: float
    high: float

    def json(self) -> dict[str, float]:
        return asdict(self)


@dataclass(slots=True)
class Times:
    """Milliseconds by system, each with the task it was: `held[system][task]` in order of rounds."""

    held: dict[str, dict[int, list[float]]] = field(default_factory=lambda: defaultdict(dict))
    rounds: int = 0

    def add(self, system: str, task: int, milliseconds: float) -> None:
        self.held[system].setdefault(task, []).append(milliseconds)

    def summary(self, system: str) -> Summary:
        return Summary.of([value for values in self.held[system].values() for value in values])

    def ratio(self, theirs: str, ours: str, seed: int = 7) -> Ratio:
        """Tasks are resampled, each with its median over the rounds in both systems."""
        tasks = sorted(self.held[theirs].keys() & self.held[ours].keys())
        pairs = np.array(
            [[float(np.median(self.held[system][task])) for task in tasks] for system in (theirs, ours)]
        )
        picks = np.random.default_rng(seed).integers(0, len(tasks), size=(_RESAMPLES, len(tasks)))
        found = np.median(pairs[0][picks], axis=1) / np.median(pairs[1][picks], axis=1)
        low, high = np.percentile(found, [2.5, 97.5])
        whole = self.summary(theirs).p50 / self.summary(ours).p50
        return Ratio(round(whole, 2), round(float(low), 2), round(float(high), 2))


def interleaved(
    systems: Mapping[str, Callable[[int], object]],
    tasks: int,
    rounds: int,
    seconds: float,
    progress: Callable[[int, int], None] | None = None,
) -> Times:
    """Every system does every task once a round, side by side, another one first each time. One round warms
    up a quarter of the tasks and is not counted. Rounds end at `rounds`, or after a whole one when `seconds`
    have passed."""
    names = list(systems)
    for task in range(max(1, tasks // 4)):
        for name in names:
            systems[name](task)
    times, started = Times(), perf_counter()
    for done in range(rounds):
        for task in range(tasks):
            turn = (task + done) % len(names)
            for name in names[turn:] + names[:turn]:
                times.add(name, task, milliseconds(partial(systems[name], task)))
            if progress:
                progress(done * tasks + task + 1, rounds * tasks)
        times.rounds = done + 1
        if perf_counter() - started > seconds:
            break
    return times


def milliseconds(call: Call) -> float:
    """How long one call takes."""
    started = perf_counter()
    call()
    return 1000 * (perf_counter() - started)


def per_second(call: Callable[[int], object], tasks: int, clients: int, seconds: float) -> float:
    """Calls done a second by `clients` threads, each at its own of `tasks` and at the next when one is done.
    Those still running at the end are waited for and counted with their time."""
    stop = perf_counter() + seconds
    done = [0] * clients
    errors: list[BaseException] = []

    def client(number: int) -> None:
        task = number
        try:
            while perf_counter() < stop:
                call(task % tasks)
                done[number] += 1
                task += 1
        except BaseException as error:  # noqa: BLE001 - raised again below, in the thread that asked
            errors.append(error)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    started = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return round(sum(done) / (perf_counter() - started), 2)
