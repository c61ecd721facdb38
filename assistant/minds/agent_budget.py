"""What a model may cost: calls, tokens, seconds and money, capped for a session, a shopper and a day."""

import json
import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from hashlib import sha256
from pathlib import Path
from time import monotonic

from assistant.errors import ModelUnavailable, SettingsError
from assistant.settings import Settings

log = logging.getLogger(__name__)

KEPT_SESSIONS = 10_000
WRITE_EVERY = 2.0
PER_MILLION = 1_000_000


class CapReached(ModelUnavailable):
    """Not the endpoint's fault: the shop has decided to spend no more here."""


@dataclass(frozen=True, slots=True)
class Spend:
    """calls of the model; tokens read and written; seconds waited; money in the currency of the prices."""

    calls: float = 0.0
    tokens: float = 0.0
    seconds: float = 0.0
    money: float = 0.0

    def __add__(self, other: "Spend") -> "Spend":
        return Spend(*(mine + its for mine, its in zip(astuple(self), astuple(other), strict=True)))

    def __sub__(self, other: "Spend") -> "Spend":
        return Spend(*(mine - its for mine, its in zip(astuple(self), astuple(other), strict=True)))

    def over(self, cap: "Spend") -> str:
        """The first cap this exceeds, "" when none; 0 caps nothing."""
        for field in fields(self):
            most = getattr(cap, field.name)
            if most and getattr(self, field.name) > most:
                return field.name
        return ""


@dataclass(frozen=True, slots=True)
class Payer:
    """Whose turn it is, on which day (ISO 8601). shopper_id "" is a guest, who has no cap of their own."""

    session_id: str
    shopper_id: str
    day: str


@dataclass(frozen=True, slots=True)
class Reserved:
    """Set aside before a call, settled after it."""

    keys: tuple[str, ...]
    day: str
    spend: Spend
    since: float


class Budget:
    """The caps of `settings` and what was spent under them. What a day has cost outlives the process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._caps = {
            "session": cap_of(settings.model_session_cap, "DANGOL_MODEL_SESSION_CAP"),
            "shopper": cap_of(settings.model_shopper_cap, "DANGOL_MODEL_SHOPPER_CAP"),
            "day": cap_of(settings.model_day_cap, "DANGOL_MODEL_DAY_CAP"),
        }
        self._lock = threading.Lock()
        self._path = settings.data_dir / "model_spend.json"
        self._sessions: OrderedDict[str, Spend] = OrderedDict()
        self._day, self._spent = _kept(self._path)
        self._written = 0.0

    def reserve(self, payer: Payer, texts: Sequence[str], most_written: int) -> Reserved:
        """Set aside what a call that reads `texts` and writes at most `most_written` tokens may cost.
        CapReached names the cap it would break; nothing is reserved then."""
        read = sum(tokens_in(text) for text in texts)
        spend = Spend(
            1, read + most_written, self._settings.model_total_seconds, self._price(read, most_written)
        )
        shopper = [f"shopper:{_veiled(payer.shopper_id)}"] if payer.shopper_id else []
        keys = (f"session:{payer.session_id}", *shopper, "day:")
        with self._lock:
            self._turn(payer.day)
            for key in keys:
                scope = key.partition(":")[0]
                if name := (self._of(key) + spend).over(self._caps[scope]):
                    raise CapReached(
                        f"the {name} cap of this {scope} is reached; see DANGOL_MODEL_{scope.upper()}_CAP"
                    )
            for key in keys:
                self._put(key, self._of(key) + spend)
        return Reserved(keys, payer.day, spend, monotonic())

    def settle(self, reserved: Reserved, read: int, written: int) -> None:
        """The call is over, well or badly: it read and wrote so many tokens."""
        took = monotonic() - reserved.since
        spend = Spend(1, read + written, took, self._price(read, written))
        with self._lock:
            for key in reserved.keys:
                if key.startswith("session:") or reserved.day == self._day:
                    self._put(key, self._of(key) + spend - reserved.spend)
            if monotonic() - self._written > WRITE_EVERY:
                self._write()

    def close(self) -> None:
        """Keep what was spent today."""
        with self._lock:
            self._write()

    def _price(self, read: float, written: float) -> float:
        settings = self._settings
        return (read * settings.model_input_price + written * settings.model_output_price) / PER_MILLION

    def _turn(self, day: str) -> None:
        if day != self._day:
            self._day, self._spent = day, {}

    def _of(self, key: str) -> Spend:
        kept = self._sessions if key.startswith("session:") else self._spent
        return kept.get(key, Spend())

    def _put(self, key: str, spend: Spend) -> None:
        if not key.startswith("session:"):
            self._spent[key] = spend
            return
        self._sessions[key] = spend
        self._sessions.move_to_end(key)
        while len(self._sessions) > KEPT_SESSIONS:
            self._sessions.popitem(last=False)

    def _write(self) -> None:
        self._written = monotonic()
        if not self._day:
            return
        body = {"day": self._day, "spent": {key: astuple(spend) for key, spend in self._spent.items()}}
        fresh = self._path.with_suffix(".new")
        try:
            fresh.write_text(json.dumps(body), encoding="utf-8")
            fresh.replace(self._path)
        except OSError as problem:
            log.warning("what the model cost today could not be kept (%s)", type(problem).__name__)


def cap_of(text: str, name: str) -> Spend:
    """ "calls=300 tokens=1500000 money=1" as a Spend; what is left out is not capped. SettingsError names a
    part that cannot be read."""
    values: dict[str, float] = {}
    for part in text.replace(",", " ").split():
        key, _, raw = part.partition("=")
        known = {field.name for field in fields(Spend)}
        if key not in known or not raw.replace(".", "", 1).isdigit():
            raise SettingsError(
                f"{name}: {part!r} is no cap; write calls=, tokens=, seconds= or money= and a number"
            )
        values[key] = float(raw)
    return Spend(**values)


def tokens_in(text: str) -> int:
    """About how many tokens a model reads in `text`, rather too many: a Hangul syllable counts as one, of
    other letters three make one."""
    syllables = sum("가" <= char <= "힣" for char in text)
    return syllables + (len(text) - syllables + 2) // 3 + 4


def _veiled(shopper_id: str) -> str:
    """A shopper in the kept file, not to be read back from it."""
    return sha256(shopper_id.encode()).hexdigest()[:16]


def _kept(path: Path) -> tuple[str, dict[str, Spend]]:
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        return str(body["day"]), {str(key): Spend(*map(float, spend)) for key, spend in body["spent"].items()}
    except FileNotFoundError:
        return "", {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as problem:
        log.warning("what the model cost today could not be read (%s); counting anew", type(problem).__name__)
        return "", {}
