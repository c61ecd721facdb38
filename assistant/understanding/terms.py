# ruff: noqa: E501 - patterns are data: one line each reads best
"""Finding known words in an utterance: longest match over runs, Korean particles and missing spaces allowed."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.understanding.reading import Reading, Run, joined, neighbours, runs_of

LONGEST = 5
"""A term has at most this many runs."""

_PARTICLE = re.compile(
    r"(?:들|류)?(?:(?:으로|로|에서|에게|한테|에|까지|부터|보다|처럼|이랑|랑|하고|이나|나|이라도|라도|이든|든|과|와|의|용|표|짜리)?"
    r"(?:은|는|이|가|을|를|도|만)?(?:요|이요)?|(?:이에요|예요|에요|이야|야|입니다|이요|인가요|인가|이죠|죠|인데|이고|이면서|이며|이면|면서|면|인|이라|였|였어|말고|빼고|대신|같은|있는|없는|"
    r"이랑요|하나|주세요|줘|좀))"
)
_ADJECTIVE = re.compile(
    r"(?:색|색상|색깔|컬러|빛|톤|사이즈|싸이즈|형|한|하고|하면서|되는|되고|되면서|맛|향)(?:으로|로|의|은|는|이|가|을|를|도|인|이고|이면|이요|요)?"
)


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a term. kind "facet": `facet` has `value`; "brand"; "category": `value` is a path;
    "type" and "trait": `value` is a lexicon concept id; "attribute": `value` an attribute's name."""

    kind: Literal["facet", "brand", "category", "type", "trait", "attribute"]
    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class Found:
    """A term in the utterance, particles outside start..end. `tail` is where the whole word ends. `glued`:
    the spaces that ought to part it from its neighbour were missing. `facet`: the one named with it, or ""."""

    key: str
    start: int
    end: int
    tail: int
    senses: tuple[Sense, ...]
    glued: bool = False
    facet: str = ""

    def values(self, facet: str) -> tuple[str, ...]:
        return tuple(sense.value for sense in self.senses if sense.facet == facet)

    def has(self, kind: str) -> bool:
        return any(sense.kind == kind for sense in self.senses)


_PLURALS_IN_IS = frozenset(
    ["kiwis", "bikinis", "zucchinis", "khakis", "skis", "chilis", "taxis", "safaris", "sushis", "sakis"]
)


def singular(word: str) -> str:
    """An English word without plural and possessive endings; anything else unchanged."""
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) < 4 or not word.isascii():
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        return word[:-2]
    if word.endswith("ves") and word not in ("gloves", "sleeves", "olives", "valves", "stoves", "chives"):
        return f"{word[:-3]}f"
    if word.endswith("is"):
        return word[:-1] if word in _PLURALS_IN_IS else word
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word


@lru_cache(maxsize=100_000)
def key_of(surface: str) -> str:
    """The key under which a surface form is kept and looked up."""
    return _key(runs_of(surface.lower().replace("’", "'")))


def _key(runs: Sequence[Run]) -> str:
    return joined(run if run.hangul else Run(singular(run.text), run.start, run.end, False) for run in runs)


def is_particle(text: str) -> bool:
    """True for what stands behind a Korean noun without a space, whatever it joins: 로는, 이면, 인데."""
    return bool(_PARTICLE.fullmatch(text))


def strip_particle(run: str, known: Callable[[str], bool]) -> str:
    """The longest known stem of a Korean run under a particle; the run itself when there is none."""
    if known(run):
        return run
    for cut in range(len(run) - 1, 0, -1):
        if _PARTICLE.fullmatch(run, cut) and known(run[:cut]):
            return run[:cut]
    return run


def scan(
    reading: Reading, terms: Mapping[str, tuple[Sense, ...]], words: Callable[[str], bool]
) -> tuple[Found, ...]:
    """Every known term in what is left, leftmost and longest. `words` knows the catalogue's title words:
    runs made of those and of terms may be written together."""
    return tuple(_scan(reading.rest, reading.runs, terms, words))


def _scan(
    text: str, runs: Sequence[Run], terms: Mapping[str, tuple[Sense, ...]], words: Callable[[str], bool]
) -> Iterator[Found]:
    i = 0
    while i < len(runs):
        found, used = _at(text, runs, i, terms)
        if found:
            yield found
        elif runs[i].hangul and len(runs[i].text) >= 4 and not words(runs[i].text):
            yield from _inside(runs[i], terms, words)
        i += max(1, used)


def _at(
    text: str, runs: Sequence[Run], i: int, terms: Mapping[str, tuple[Sense, ...]]
) -> tuple[Found | None, int]:
    last = i
    while last + 1 < len(runs) and last + 1 - i < LONGEST and neighbours(text, runs[last], runs[last + 1]):
        last += 1
    vague: tuple[Found, int] | None = None
    for j in range(last, i - 1, -1):
        part = runs[i : j + 1]
        if senses := terms.get(_key(part)):
            found = Found(_key(part), part[0].start, part[-1].end, part[-1].end, senses)
            if vague is None or any(sense.kind in ("facet", "brand") for sense in senses):
                if any(sense.kind != "trait" for sense in senses):
                    return found, j - i + 1
                vague = found, j - i + 1
        if len(part) == 2 and all(not run.hangul and len(run.text) > 2 for run in part):
            key = singular(f"{part[0].text}{part[1].text}")
            if senses := terms.get(key):
                return Found(key, part[0].start, part[-1].end, part[-1].end, senses), 2
        if part[-1].hangul:
            for cut in range(len(part[-1].text) - 1, 0, -1):
                stem = part[-1].text[:cut]
                if not (_PARTICLE.fullmatch(part[-1].text, cut) or _ADJECTIVE.fullmatch(part[-1].text, cut)):
                    continue
                if len(stem) == 1 and part[-1].text.startswith("한", cut):
                    continue  # 진한 is thick, no jeans.
                key = joined([*part[:-1], Run(stem, 0, 0, True)]) if part[:-1] else stem
                senses = terms.get(key, ())
                if senses and (vague is None or any(sense.kind in ("facet", "brand") for sense in senses)):
                    end = part[-1].start + cut
                    return Found(key, part[0].start, end, part[-1].end, senses), j - i + 1
    return vague or (None, 1)


def _inside(
    run: Run, terms: Mapping[str, tuple[Sense, ...]], words: Callable[[str], bool]
) -> Iterator[Found]:
    pieces = split_run(run.text, lambda piece: piece in terms or words(piece))
    at = run.start
    for piece in pieces:
        if senses := terms.get(piece):
            yield Found(piece, at, at + len(piece), at + len(piece), senses, glued=True)
        at += len(piece)


def split_run(run: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """`run` as known words of two syllables or more written together, a particle allowed at the end;
    () when it cannot be split so."""
    best: dict[int, tuple[str, ...]] = {len(run): ()}
    for start in range(len(run) - 1, -1, -1):
        if start and _PARTICLE.fullmatch(run, start):
            best[start] = (run[start:],)
        for end in range(len(run), start + 1, -1):
            if end in best and known(run[start:end]):
                candidate = (run[start:end], *best[end])
                if start not in best or len(candidate) < len(best[start]) or not known(best[start][0]):
                    best[start] = candidate
                break
    pieces = best.get(0, ())
    return pieces if len(pieces) > 1 else ()
