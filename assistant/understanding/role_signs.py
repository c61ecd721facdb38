"""What tells the role of a word: itself, its neighbours, the clause and the sentence it stands in. Words the
lexicon knows stand as their kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from assistant.lexicon import Lexicon, load_lexicon
from assistant.understanding.reading import Run
from assistant.understanding.telling import spans, tone
from assistant.understanding.terms import is_particle, singular

_TELLING = (
    "i", "my", "we", "he", "she", "they", "it", "is", "was", "were", "has", "have", "need", "want", "looking",
    "would", "could", "should", "not", "no", "nor", "but", "if", "don't",
)  # fmt: skip
"""Words that tell what a clause does."""
_NEAR, _ENDING, _STEM = (-2, -1, 1, 2), 3, 5
"""Neighbours looked at; letters of an ending; syllables that may follow a Korean stem."""


def features(low: str, runs: Sequence[Run]) -> list[list[str]]:
    """What tells the role of each word: itself, its neighbours, what stands between, its place."""
    signs = [_sign(run) for run in runs]
    gaps = [low[a.end : b.start].strip() for a, b in pairwise(runs)]
    before = [low[: runs[0].start].strip(), *gaps]
    after = [*gaps, low[runs[-1].end :].strip()]
    kinds = [sign.kind for sign in signs]
    sentence = _sentences(low, runs)
    asks = {at for at, one in enumerate(sentence) if "?" in after[_last(sentence, one)]}
    stems = [sign.stem for sign in signs]
    clauses = _clauses(low, runs)
    told = []
    for at, sign in enumerate(signs):
        row = ["bias", f"w={sign.word}", f"k={sign.kind}", f"e={sign.ending}", *sign.parts]
        for step in _NEAR:
            there = at + step
            if 0 <= there < len(signs):
                other = signs[there]
                row += [f"{step}w={other.word}", f"{step}k={other.kind}", f"{step}e={other.ending}"]
            else:
                row.append(f"{step}edge")
        row += _pairs(signs, at)
        row.append(f"<{before[at]}")
        row.append(f">{after[at]}")
        row.append("asked" if at in asks else "told")
        row.append("last" if sentence[at] == sentence[-1] else "earlier")
        row.append("first" if sentence[at] == 0 else "later")
        if any(kind == "product_type" for kind in kinds[at + 1 :]):
            row.append("goods-after")
        if any(kind == "product_type" for kind in kinds[:at]):
            row.append("goods-before")
        row += clauses[at]
        if stems[at] in stems[at + 1 :]:
            row.append("said-again")
        if stems[at] in stems[:at]:
            row.append("said-before")
        told.append(row)
    return told


@dataclass(frozen=True, slots=True)
class _Sign:
    """A word as it is learnt: what stands for it, its kind in the lexicon, stem, ending, and parts of it."""

    word: str
    kind: str
    stem: str
    ending: str
    parts: tuple[str, ...] = ()


def _sign(run: Run) -> _Sign:
    return _sign_of(run.text, run.hangul)


@lru_cache(maxsize=20_000)
def _sign_of(text: str, hangul: bool) -> _Sign:
    if text[0].isdigit():
        return _Sign("0", "number", text, text.lstrip("0123456789.,"))
    if not hangul:
        kind = _kind(text)
        return _Sign(kind or text, kind, singular(text), "" if kind else text[-_ENDING:])
    for cut in range(len(text), max(0, len(text) - _STEM), -1):
        stem, ending = text[:cut], text[cut:]
        if (kind := _kind(stem)) and (not ending or cut > 1 or is_particle(ending)):
            return _Sign(f"{kind}+{ending}", kind, stem, ending)
    parts = tuple(f"s{size}={text[-size:]}" for size in (1, 2, 3) if size <= len(text))
    return _Sign(text, "", text, text[-2:], (*parts, f"p2={text[:2]}"))


def _kind(word: str) -> str:
    concepts = _lexicon().of(word)
    return concepts[0].kind if concepts else ""


def _pairs(signs: Sequence[_Sign], at: int) -> Iterator[str]:
    """The word with the one before and behind it, and the two before it."""
    words = ["<", *(sign.word for sign in signs), ">"]
    yield f"-1,0={words[at]}|{words[at + 1]}"
    yield f"0,1={words[at + 1]}|{words[at + 2]}"
    if at > 0:
        yield f"-2,-1={words[at - 1]}|{words[at]}"


def _sentences(low: str, runs: Sequence[Run]) -> list[int]:
    """The number of the sentence each word stands in."""
    number, end = 0, 0
    found: list[int] = []
    for run in runs:
        if found and any(sign in low[end : run.start] for sign in ".!?"):
            number += 1
        found.append(number)
        end = run.end
    return found


def _clauses(low: str, runs: Sequence[Run]) -> list[list[str]]:
    """What tells of the clause each word stands in: its first words, its last ending, what it does."""
    every = list(spans(low)) or [(0, len(low))]
    told: list[list[str]] = []
    for number, (start, end) in enumerate(every):
        here = [run for run in runs if start <= run.start < end]
        if not here:
            continue
        text = low[start:end]
        row = [f"c1={here[0].text}", f"cz={here[-1].text[-2:]}", f"c-{tone(text)}"]
        row.append("c-first" if number == 0 else "c-last" if number == len(every) - 1 else "c-mid")
        if len(here) > 1:
            row.append(f"c2={here[0].text} {here[1].text}")
        row += [f"c-has={word}" for word in _TELLING if any(run.text == word for run in here)]
        if any(_sign(run).kind == "product_type" for run in here):
            row.append("c-goods")
        told += [
            [*row, f"c-at={min(at, 3)}", f"c-left={min(len(here) - 1 - at, 2)}"] for at in range(len(here))
        ]
    return told + [[]] * (len(runs) - len(told))


def _last(sentence: Sequence[int], number: int) -> int:
    return max(at for at, one in enumerate(sentence) if one == number)


@cache
def _lexicon() -> Lexicon:
    return load_lexicon()
