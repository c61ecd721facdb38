"""What a shopper does with a sentence, learnt from the shipped examples in data/said_*.tsv.

A linear classifier over character n-grams and words. It is asked beside the rules: where a rule is exact it
wins, where none fires the classifier still knows "I'll grab that" from the company its words keep. Examples
name goods, values, stores and numbers by slots; an utterance is read through the same slots, so what is
learnt holds for every catalogue.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Generic, Literal, TypeAlias, TypeVar, cast, get_args

import numpy as np
import numpy.typing as npt

from assistant.understanding.tables import labelled

Act = Literal[
    "find", "narrow", "drop", "more", "back", "compare", "ask", "stock", "store", "policy",
    "cart_add", "cart_change", "cart_remove", "cart_clear", "cart_show", "reserve",
    "greeting", "thanks", "handoff", "help", "decline", "profile", "other",
]  # fmt: skip
Example = tuple[Act, str]
Slot = Callable[[str], str]
"""What stands for a word: GOODS, VALUE, STORE, or "" to keep the word."""

GOODS, VALUE, STORE, MENTION, NUMBER = "ⓖ", "ⓥ", "ⓢ", "ⓜ", "0"
_SLOTS = {"{m}": MENTION, "{g}": GOODS, "{v}": VALUE, "{s}": STORE, "{n}": NUMBER}
_SLOT = re.compile(r"\{\w\}\S*")
_CHOICE = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]+|[a-z']+|\d[\d,.]*|[ⓖⓥⓢⓜ?]")
_THING = re.compile(r"(?<=[가-힣]{2})(거|꺼|것)(?=(?:로|는|은|도|를|만|랑|나)?요?(?![가-힣]))")
_COUNTED = re.compile(
    r"(?<![가-힣])([한두세네]|다섯|여섯|열)(?=(?:개|병|봉지|팩|켤레|벌|박스|묶음|권|잔|마리|세트)(?![가-힣]{2}))"
)
_MOST = 12
"""Wordings taken of one line, evenly over all it stands for."""
_STEPS, _RATE, _DECAY = 25, 0.1, 3e-5
_FEW, _LEAP = 5, 0.15
_TRUST, _SMOOTH = 0.5, 0.3
"""Of counts to begin with: how much they are trusted, and how much of every label a feature is given."""
_Label = TypeVar("_Label", bound=str)


@dataclass(frozen=True)
class Guess(Generic[_Label]):
    """A label and how sure a classifier is of it, 0..1."""

    act: _Label
    sure: float


def examples() -> list[Example]:
    """Every wording the shipped tables stand for, slots as their signs, in file order."""
    return [(act, text) for act, text, _ in numbered_examples()]


def train(given: Sequence[Example]) -> "Classifier":
    """A classifier of these examples, over every act."""
    return trained(given, get_args(Act))


def trained(
    given: Sequence[tuple[_Label, str]], acts: tuple[_Label, ...], quick: bool = False, steps: int = 0
) -> "Weighing[_Label]":
    """A classifier of these labelled texts: softmax regression, labels weighing alike whatever their number
    of examples, by full-batch Adam, so that the same table gives the same weights. quick: for many labels;
    begins at how often each feature stands with each label and takes a few steps, leaving out what is said
    once. steps: as many instead of the usual number."""
    numbered: dict[str, int] = {}
    found = [_features(text) for _, text in given]
    if quick:
        often = Counter(feature for row in found for feature in row)
        found = [[one for one in row if often[one] > 1] or row[:1] for row in found]
    rows = [[numbered.setdefault(one, len(numbered)) for one in row] for row in found]
    wanted = np.array([acts.index(act) for act, _ in given])
    lengths = np.array([len(row) for row in rows])
    columns = np.concatenate([np.array(row, dtype=np.intp) for row in rows])
    starts = np.cumsum(lengths) - lengths
    order = np.argsort(columns, kind="stable")
    holders = np.repeat(np.arange(len(rows)), lengths)[order]
    first = np.searchsorted(columns[order], np.arange(len(numbered)))
    scale = (1.0 / np.sqrt(lengths)).astype(np.float32)[:, None]
    share = 1.0 / np.sqrt(np.maximum(np.bincount(wanted, minlength=len(acts)), 1))[wanted]
    weight = (scale[:, 0] * share / share.mean()).astype(np.float32)[:, None]
    weights = np.zeros((len(numbered), len(acts)), dtype=np.float32)
    if quick:
        hot = np.zeros((len(rows), len(acts)), dtype=np.float32)
        hot[np.arange(len(rows)), wanted] = weight[:, 0]
        weights = _told(np.add.reduceat(hot[holders], first, axis=0))
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, (steps or (_FEW if quick else _STEPS)) + 1):
        error = _softmax(np.add.reduceat(weights[columns], starts, axis=0) * scale)
        error[np.arange(len(rows)), wanted] -= 1.0
        slope = np.add.reduceat((error * weight)[holders], first, axis=0) + _DECAY * len(rows) * weights
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        weights -= (
            (_LEAP if quick else _RATE)
            * (mean / (1 - 0.9**step))
            / (np.sqrt(spread / (1 - 0.99**step)) + 1e-3)
        )
    return Weighing(acts, numbered, weights)


@cache
def shipped() -> "Classifier":
    """The classifier of the shipped tables, trained once a process."""
    return train(examples())


@dataclass(frozen=True, eq=False)
class Weighing(Generic[_Label]):
    """Weights by feature and label."""

    acts: tuple[_Label, ...]
    numbered: dict[str, int]
    weights: npt.NDArray[np.float32]

    def hear(self, text: str) -> tuple[Guess[_Label], ...]:
        """The acts of an utterance as `slotted` gives it, surest first; () when nothing in it is known."""
        row = [self.numbered[one] for one in _features(text) if one in self.numbered]
        if not row:
            return ()
        sure = _softmax(self.weights[row].sum(axis=0) / np.sqrt(len(row)))
        return tuple(
            Guess(self.acts[number], float(sure[number])) for number in np.argsort(-sure, kind="stable")
        )

    def speaks_of(self, word: str, act: _Label) -> float:
        """How much a word tells of an act against all others: above 0 it is one of the act's own words."""
        row = [self.numbered[one] for one in _of_word(word) if one in self.numbered]
        if not row:
            return 0.0
        held = self.weights[row].sum(axis=0) / np.sqrt(len(row))
        return float(held[self.acts.index(act)] - held.mean())


Classifier: TypeAlias = Weighing[Act]


def slotted(low: str, slot: Slot, own: frozenset[str] | None = None) -> str:
    """The utterance with what `slot` knows, and every number, behind its sign. own: words that are never
    taken for goods; those of the examples when None."""
    kept = _own_words() if own is None else own
    return " ".join(_behind(word, slot, kept) for word in words_in(low))


def words_in(low: str) -> Iterator[str]:
    """The words in order, a Korean count apart from what it counts (두개 -> 두 개), numbers as one sign."""
    for match in _WORD.finditer(_COUNTED.sub(r"\1 ", low)):
        yield NUMBER if match[0][0].isdigit() else match[0]


def _behind(word: str, slot: Slot, own: frozenset[str]) -> str:
    """The word or, where its start is known, the sign and the particle after it: 헬멧이랑 -> ⓖ 이랑. A thing
    stands apart from what is said of it: 담은거 -> 담은 거."""
    if word in own:
        return word
    if sign := slot(word):
        return sign
    if "가" <= word[0] <= "힣":
        for cut in range(len(word) - 1, max(1, len(word) - 4), -1):
            if (sign := slot(word[:cut])) and word[:cut] not in own:
                return f"{sign} {word[cut:]}"
    return _THING.sub(r" \1", word)


@cache
def _own_words() -> frozenset[str]:
    """The words of the examples themselves: they are never taken for goods."""
    lines = labelled("said", "act", get_args(Act))
    return frozenset(word for _, said, _ in lines for word in words_in(_SLOT.sub(" ", said).lower()))


def is_ordinary(word: str) -> bool:
    """True for a lower-cased word of the examples themselves: people say it whatever they shop for."""
    return word in _own_words()


def numbered_examples() -> Iterator[tuple[Act, str, int]]:
    """Act, wording and line of the tables. ValueError names a line with an unknown act."""
    for act, said, number in labelled("said", "act", get_args(Act)):
        for text in _wordings(said):
            yield cast(Act, act), text, number


def _wordings(line: str) -> Iterator[str]:
    """The texts a line with (this|that) stands for, at most _MOST of them."""
    every = ["".join(chosen) for chosen in product(*choices_in(line))]
    stride = max(1, len(every) / _MOST)
    for at in range(min(_MOST, len(every))):
        yield as_read(every[int(at * stride)])


def choices_in(line: str) -> list[list[str]]:
    """A line of a table in its parts, each the alternatives that may stand there, slots as their signs."""
    return [part.split("|") if at % 2 else [part] for at, part in enumerate(_CHOICE.split(signed(line)))]


def signed(line: str) -> str:
    """A line of a table with its slots as their signs."""
    for slot, sign in _SLOTS.items():
        line = line.replace(slot, sign)
    return line


def as_read(text: str) -> str:
    """A wording as `slotted` would give it: a thing stands apart from what is said of it."""
    return _THING.sub(r" \1", " ".join(words_in(text.lower())))


def _features(text: str) -> list[str]:
    words = text.split()
    found = [feature for word in words for feature in _of_word(word)]
    found += [f"{left} {right}" for left, right in zip(["<", *words], [*words, ">"], strict=True)]
    return list(dict.fromkeys(found))


def _of_word(word: str) -> list[str]:
    """The word and what tells its kin: syllable pairs and triples in Korean, the first letters in English."""
    edged = f"^{word}$"
    if word.isascii():
        return [edged, edged[:4], edged[:5]]
    return [edged] + [edged[at : at + size] for size in (2, 3) for at in range(len(edged) - size + 1)]


def _told(counts: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Weights by how much oftener a feature stands with a label than features do."""
    every = counts.mean(axis=0)
    share = (counts + _SMOOTH * every) / (counts.sum(axis=1, keepdims=True) + _SMOOTH * every.sum())
    told = np.log(share) - np.log(every / every.sum())
    return cast("npt.NDArray[np.float32]", _TRUST * (told - told.mean(axis=1, keepdims=True)))


def _softmax(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    spread = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return cast("npt.NDArray[np.float32]", spread / spread.sum(axis=-1, keepdims=True))
