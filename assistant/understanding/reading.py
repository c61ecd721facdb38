"""One utterance while it is being read: what is left of it once parts have been understood."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from assistant.understanding.normalise import lowered

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_RUN = re.compile(r"[가-힣]+|[^\W_가-힣]+(?:'[a-z]+)?")
_GAP = re.compile(r"[\s\-_/&.·+']{0,3}|:")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one script: Korean syllables, or Latin letters and digits. Offsets into the utterance."""

    text: str
    start: int
    end: int
    hangul: bool


class Reading:
    """The utterance and which characters are already understood ("taken"). Offsets never move."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = lowered(text)
        self._taken = bytearray(len(text))
        self._rest: str | None = None
        self._runs: tuple[Run, ...] | None = None

    def take(self, start: int, end: int) -> None:
        """Mark characters start..end as understood."""
        self._taken[start:end] = b"\x01" * (end - start)
        self._rest = self._runs = None

    @contextmanager
    def reread(self, low: str) -> Iterator[None]:
        """Read in other words of the same length, and in its own again afterwards."""
        own, self.low, self._rest, self._runs = self.low, low, None, None
        try:
            yield
        finally:
            self.low, self._rest, self._runs = own, None, None

    def take_all(self, pattern: "re.Pattern[str]") -> bool:
        """Take every match in what is left; True when there was one."""
        spans = [match.span() for match in pattern.finditer(self.rest)]
        for start, end in spans:
            self.take(start, end)
        return bool(spans)

    def is_free(self, start: int, end: int) -> bool:
        return not any(self._taken[start:end])

    @property
    def rest(self) -> str:
        """Lower-cased text with spaces where something was taken; same length as the utterance."""
        if self._rest is None:
            self._rest = "".join(
                " " if taken else char for char, taken in zip(self.low, self._taken, strict=True)
            )
        return self._rest

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs of what is left."""
        if self._runs is None:
            self._runs = _runs(self.rest)
        return self._runs

    def find(self, pattern: "re.Pattern[str]") -> Iterator["re.Match[str]"]:
        """Matches in what is left."""
        return pattern.finditer(self.rest)


def runs_of(low: str) -> tuple[Run, ...]:
    """The runs of an already lower-cased text; 15,000 is one, as shoppers' numbers are."""
    return _runs(_THOUSANDS.sub("", low) if "," in low else low)


def _runs(low: str) -> tuple[Run, ...]:
    return tuple(
        Run(match[0], match.start(), match.end(), "가" <= match[0][0] <= "힣") for match in _RUN.finditer(low)
    )


def joined(runs: Iterable[Run]) -> str:
    """The key of neighbouring runs: a space only between two Latin ones ("gps시계", "usb c")."""
    key, latin = "", False
    for run in runs:
        key += f" {run.text}" if latin and not run.hangul else run.text
        latin = not run.hangul
    return key


def neighbours(text: str, left: Run, right: Run) -> bool:
    """True when only joiners (space, hyphen, &, dot) stand between two runs."""
    return _GAP.fullmatch(text, left.end, right.start) is not None
