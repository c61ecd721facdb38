"""Product types told by their use: "something to stop a dog licking its stitches" is a cone collar.

Two signs are added: the share of the request, by rarity, that a type's descriptions say (by stem and by the
lexicon's concepts, so a puppy is a dog, and Korean finds what is described in English), and how far its
meaning stands out from that of all types, where the embedder's vectors of the descriptions are shipped.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np

from assistant.lexicon import Lexicon, fold, has_hangul
from assistant.lexicon.uses import load_uses
from assistant.ports import Vectors
from assistant.retrieval.analysis import Analysis, runs
from assistant.retrieval.columns import Floats, Rows
from assistant.retrieval.concepts import ConceptFinder
from assistant.retrieval.content import idle_words
from assistant.retrieval.use_vectors import load_use_vectors

_CONCEPT, _BROADER, _ALIKE = 0.9, 0.5, 3
"""What the same thing, and something broader, counts beside the same word; a word of more concepts than the
last tells none."""
_NAMED, _BEGUN = 0.8, 2
"""What a word of the type's own name counts, and a Korean name's beginning of so many syllables."""
_UNHEARD = 0.6
"""What a word counts that no use is told with, of the most a word can."""
_DEVIATION, _BEHIND, _MEANT = 0.25, 1.0, 4.0
"""What a standard deviation of meaning counts beside the share of words; how many behind are clear; how many
apart from all types tell what is meant."""
_WORDS_ALONE, _FEWEST, _PLAINLY = 2.0, 2, 3.0
"""What the share of words counts without any meaning; the words it takes, unless the meaning stands out by so
many deviations."""
_LEAST, _ENOUGH, _SURE, _NEAR, _MOST = 0.7, 0.95, 1.3, 0.35, 8
"""Where doubt is whole, what a type must reach to be given, where there is none; how far behind the best
others are still given, and how many at most. On requests written for the purpose, types at _SURE were the
ones meant nine times in ten, at _ENOUGH every other time."""

Word = Mapping[str, float]
"""The tokens of one word, and how surely each is what was said."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a request tells by its use. `uses`: the product types sold here that it tells, the surest first,
    and how surely, in (0, 1]; `missing`: it plainly tells one that is not sold, where meaning is known."""

    uses: Mapping[str, float]
    missing: bool = False


NOTHING = Told({})


class UseWords:
    """The words that tell uses, read once a type. Safe to share between threads."""

    def __init__(self, lexicon: Lexicon, analysis: Analysis, finder: ConceptFinder) -> None:
        self._lexicon = lexicon
        self._analysis = analysis
        self._finder = finder
        self._idle = idle_words()
        self._kept: dict[str, Word] = {}
        self._lock = Lock()

    def told(self, kind: str) -> Word:
        """Every token the uses of a product type are told with, at its surest; empty where none are."""
        known = self._kept.get(kind)
        if known is None:
            tokens = dict.fromkeys(self._names(kind), _NAMED)
            for description in load_uses().get(kind, ()):
                for word in self.of(fold(description)):
                    for token, sure in word.items():
                        tokens[token] = max(tokens.get(token, 0.0), sure)
            with self._lock:
                known = self._kept[kind] = tokens
        return known

    def of(self, folded: str) -> list[Word]:
        """The words of a text that tell something, each once, in order."""
        said: dict[str, Word] = {}
        if any(has_hangul(run) for run in runs(folded)):
            for found in self._analysis.content(folded):
                if found.form not in self._idle:
                    said.setdefault(found.form, self._word(found.form, () if found.verbal else (found.form,)))
        for run in runs(folded):
            if not has_hangul(run) and run not in self._idle and (len(run) > 1 or run.isdigit()):
                said.setdefault(self._analysis.stem(run), self._word(self._analysis.stem(run), (run,)))
        return list(said.values())

    def broader(self, kind: str) -> str | None:
        """The type a type is one of: a seat cushion is a cushion."""
        return self._lexicon.concepts[kind].broader

    def _names(self, kind: str) -> Iterator[str]:
        """Tokens of what the type is called: a pad is asked for with the word its Korean name begins with."""
        concept = self._lexicon.concepts[kind]
        for run in runs(fold(concept.ko[0])):
            yield f"w:{run}"
            if len(run) > _BEGUN:
                yield f"w:{run[:_BEGUN]}"
        yield from (f"w:{self._analysis.stem(run)}" for run in runs(fold(concept.en[0])))

    def _word(self, stem: str, names: Sequence[str]) -> Word:
        tokens = {f"w:{stem}": 1.0}
        concepts = self._finder.of(names) if names else ()
        for concept in concepts if len(concepts) <= _ALIKE else ():
            tokens[f"c:{concept.concept_id}"] = _CONCEPT
            if concept.broader:
                tokens.setdefault(f"c:{concept.broader}", _BROADER)
        return tokens


class Uses:
    """The uses of the product types of one catalogue."""

    def __init__(self, words: UseWords, sold: Collection[str], embedder: str) -> None:
        """sold: concept ids of the types some product is one of.  embedder: name of the one that gives query
        vectors."""
        self._words = words
        self._embedder = embedder
        self._kinds = sorted(kind for kind in sold if kind in load_uses())

    def of(self, folded: str, vector: Vectors) -> Told:
        """What a folded text, with this query vector, tells by its use."""
        words = self._words.of(folded)
        if len(words) < _FEWEST or not self._kinds:
            return NOTHING
        share, said = self._said(words)
        meaning = self._meaning(vector)
        if meaning is None:
            scores = np.where(said >= _FEWEST, _WORDS_ALONE * share, 0.0)
        else:
            every, apart = meaning
            # Clearly behind the best of all: that one is meant, and not sold here.
            apart = apart - np.maximum(0.0, every.max() - _BEHIND - apart)
            heard = (said >= _FEWEST) | (apart >= _PLAINLY)
            scores = np.where(heard, share + _DEVIATION * apart, 0.0)
        enough = max(_ENOUGH, float(scores.max()) - _NEAR)
        sure = np.minimum(1.0, (scores - _LEAST) / (_SURE - _LEAST))
        best = np.argsort(-scores, kind="stable")[:_MOST]
        uses = {self._kinds[at]: float(sure[at]) for at in best if scores[at] >= enough}
        return Told(uses, missing=not uses and meaning is not None and self._is_missing(*meaning))

    def _is_missing(self, every: Floats, apart: Floats) -> bool:
        """True when a type stands out by its meaning, and no type that comes near it, nor a broader one, is
        sold."""
        best = every.max()
        if best < _MEANT or best - apart.max() <= _BEHIND:
            return False
        near = (kind for kind, far in zip(load_uses(), best - every, strict=True) if far <= _BEHIND)
        return not any(self._words.broader(kind) in self._kinds for kind in near)

    def _said(self, words: Sequence[Word]) -> tuple[Floats, Floats]:
        """Over the types: the share of the words, by rarity, they are told with, and the number of them."""
        gained, said = np.zeros(len(self._kinds)), np.zeros(len(self._kinds))
        whole = 0.0
        for word in words:
            gain = np.zeros(len(self._kinds))
            for token, sure in word.items():
                if token in self._holding:
                    rows, told = self._holding[token]
                    gain[rows] = np.maximum(gain[rows], sure * told * self._rarity(token))
            known = (self._rarity(token) for token in word if token in self._holding)
            whole += max(known, default=self._unheard)
            gained += gain
            said += gain > 0
        return gained / whole, said

    def _meaning(self, vector: Vectors) -> tuple[Floats, Floats] | None:
        """By how many standard deviations of their cosines all types stand out, and those sold; None where no
        vectors of the descriptions are shipped."""
        if self._meant is None:
            return None
        vectors, rows = self._meant
        cosines = np.asarray(vectors @ vector, np.float64)
        apart = (cosines - cosines.mean()) / max(float(cosines.std()), 1e-6)
        return apart, apart[rows]

    @cached_property
    def _meant(self) -> tuple[Vectors, Rows] | None:
        """The vectors of all types, and which rows of them are sold."""
        held = load_use_vectors(self._embedder)
        if held is None:
            return None
        row_of = {kind: row for row, kind in enumerate(held[0])}
        return held[1], np.array([row_of[kind] for kind in self._kinds])

    @cached_property
    def _holding(self) -> Mapping[str, tuple[Rows, Floats]]:
        """Token -> the types told with it, and how surely. Read at the first request that names no type: of a
        few hundred types in a fraction of a second."""
        holding: dict[str, tuple[list[int], list[float]]] = {}
        for row, kind in enumerate(self._kinds):
            for token, sure in self._words.told(kind).items():
                rows, told = holding.setdefault(token, ([], []))
                rows.append(row)
                told.append(sure)
        return {token: (np.array(rows), np.array(told)) for token, (rows, told) in holding.items()}

    def _rarity(self, token: str) -> float:
        return math.log1p(len(self._kinds) / (1 + len(self._holding[token][0])))

    @property
    def _unheard(self) -> float:
        return _UNHEARD * math.log1p(len(self._kinds))
