"""What each word of a message is to the wish: wanted, its purpose, turned down, or told beside.

A linear-chain CRF over words, learnt from the marked messages of data/roles_*.tsv and shipped beside them
(eval/role_model.py writes it). Words the lexicon knows stand as their kind, so that what is learnt holds for
goods it has not seen: in "my husband insists on at least 50 inches" it is the company of words that tells.
"""

import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import get_args

import pycrfsuite

from assistant.lexicon.unnamed import is_unnamed
from assistant.understanding.negation import Refusal
from assistant.understanding.query import STOP
from assistant.understanding.reading import Reading, Run
from assistant.understanding.role_lessons import Role, model_file
from assistant.understanding.role_signs import features
from assistant.understanding.telling import spans, tone

_OWN = threading.local()
_SENTENCE_END = re.compile(r"[.?!]+(?:\s|$)")
_LIKED = re.compile(
    r"(?: ones?)? (?:is|are|looks?|seems?|suits?|would be|will be|works?)(?: \w+)? "
    r"(?:\w{3,}er|better|best|fine|good|lovely|nice|perfect|great|ok(?:ay)?)\b"
    r"|(?:이|가|은|는)?\s(?:더\s)?(?:낫|나을|나은|좋|예쁘|이쁘|예뻐|괜찮)"
)
_ONLY = re.compile(r"\b(?:only|nothing but|never (?:had|tried|owned)) (?:the |any )?$")
_ASIDE, _KNOWN_ASIDE, _DOUBTED, _UNWANTED = 0.95, 0.99, 0.5, 0.85
"""How likely a word must be told beside, or turned down, to be heard so; and told beside at most, where a
message holds a wish at all. In fifths of the tables 3 of 100 words wanted are likelier than so told beside,
and 67 of 100 that are."""


@dataclass(frozen=True, slots=True)
class Said:
    """One word of a message and how likely it is each role; the likelihoods add up to 1."""

    run: Run
    likely: Mapping[Role, float]


@lru_cache(maxsize=256)
def roles(low: str) -> tuple[Said, ...]:
    """Every word of a lower-cased message in order; () for a message without words."""
    runs = Reading(low).runs
    if not runs:
        return ()
    tagger = _shipped()
    tagger.set(features(low, runs))
    return tuple(
        Said(run, {role: tagger.marginal(role, at) for role in get_args(Role)}) for at, run in enumerate(runs)
    )


def take_asides(reading: Reading, told: Sequence[Said], known: Callable[[str], bool]) -> None:
    """Take the words that are surely told beside what more is wanted of goods looked for already; a question,
    and what is told by its use alone, are left whole. known: whether a word names goods or a value of the
    shop; such a word stays where its clause asks."""
    if is_unnamed(reading.low) or not any(one.likely["beside"] < _DOUBTED for one in told):
        return
    low = reading.low
    asks = [(start, end) for start, end in spans(low) if tone(low[start:end]) == "asks"]
    questions = list(_questions(low))
    for at, one in enumerate(told):
        start, end = one.run.start, one.run.end
        hyphened = "-" in (low[max(0, start - 1) : start], low[end : end + 1])
        # 15000mAh는 넘어야: what stands behind a number tells how it is meant.
        bounds = any(char.isdigit() for other in told[max(0, at - 2) : at + 1] for char in other.run.text)
        if hyphened or bounds or one.run.text in STOP or _is_in(questions, start):
            continue
        stays = known(one.run.text)
        if stays and _is_in(asks, start):
            continue
        if one.likely["beside"] > (_KNOWN_ASIDE if stays else _ASIDE):
            reading.take(start, end)


def turned_down(low: str, told: Sequence[Said]) -> dict[int, Refusal]:
    """The words that are surely turned down, in whatever manner, by where they begin; none in a question, and
    none that is called better."""
    questions = list(_questions(low))
    return {
        one.run.start: ("strong", one.run.start, one.run.end)
        for one in told
        if one.likely["refused"] > _UNWANTED
        and not _is_in(questions, one.run.start)
        and not _LIKED.match(low, one.run.end)
        and not _ONLY.search(low, 0, one.run.start)
    }


def _is_in(places: Sequence[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in places)


def _questions(low: str) -> Iterator[tuple[int, int]]:
    """Where sentences stand that end in a question mark."""
    start = 0
    for match in _SENTENCE_END.finditer(low):
        if "?" in match[0]:
            yield start, match.end()
        start = match.end()


def _shipped() -> "pycrfsuite.Tagger":
    """The tagger of this thread: it holds the message it was given last."""
    tagger = getattr(_OWN, "tagger", None)
    if tagger is None:
        tagger = _OWN.tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(_model())
    return tagger


@cache
def _model() -> bytes:
    return model_file().read_bytes()
