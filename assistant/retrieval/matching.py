"""The parts of a query against the words of one catalogue: how well products say them, and whether at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from assistant.ports import LEXICAL_FIELDS, Form
from assistant.retrieval.columns import Mask, Rows
from assistant.retrieval.forward import Table, Tokens, hashed
from assistant.retrieval.parse import Part
from assistant.retrieval.rank import PartScores, Scores, Weights
from assistant.retrieval.state import State

FIELD_WEIGHTS = dict(zip(LEXICAL_FIELDS, (1.0, 0.1, 0.75, 0.2), strict=True))
FOUND_BY = {name: FIELD_WEIGHTS[name] for name in ("body", "kind", "facts")}
"""The title's words stand in the body too."""
_NAMING = ("title", "kind", "facts")
_KEPT = 4_096
"""Parts that stay prepared for one version of the catalogue."""
_BEST = 60
"""Products of each part's own best that are candidates."""


@dataclass(frozen=True, slots=True)
class Matching:
    """How R products hold a query of N parts: `table` 2 x N x R, the `scores` and what is `held`."""

    table: Table

    @property
    def scores(self) -> Table:
        """N x R: BM25 of each part's best form."""
        return np.asarray(self.table[0])

    @property
    def held(self) -> Table:
        """N x R in [0, 1]: how far a whole form of it is said; see PartScores."""
        return np.asarray(self.table[1])

    def at(self, places: Rows) -> "Matching":
        """Of the products at these places."""
        return Matching(self.table.take(places, axis=2))

    def and_of(self, others: "Matching") -> "Matching":
        """Of those products behind these."""
        return Matching(np.concatenate([self.table, others.table], axis=2))


class QueryWords:
    """The words of one query in one state. Remembers each part's best score over all products matched."""

    def __init__(self, parts: Sequence[Part], state: State, weights: Weights) -> None:
        self._state = state
        self._read = [_prepared(part, state) for part in parts]
        self._products = max(len(state.row_of), 1)
        self._best = np.zeros(len(parts), dtype=np.float32)
        told = [
            (
                weights.described_type if part.names_type else weights.described,
                part.weight,
                read.holders,
                part.spoken,
            )
            for part, read in zip(parts, self._read, strict=True)
        ]
        table = np.array(told, dtype=np.float32).reshape(-1, 4).T
        self._described, self._weight, self._holders, self._spoken = table
        self._tokens = Tokens.of(
            np.concatenate([part.hashes for part in self._read] or [np.empty(0, np.uint32)]),
            np.concatenate(
                [part.idf for part in self._read] or [np.empty((0, len(LEXICAL_FIELDS)), np.float32)]
            ),
        )
        ends = np.cumsum([0, *(len(part.hashes) for part in self._read)]).tolist()
        self._places = [slice(*ends_of) for ends_of in pairwise(ends)]

    @property
    def wanted(self) -> dict[str, float]:
        """Every token of a form with the most it counts."""
        found: dict[str, float] = {}
        for part in self._read:
            for name, weight in part.wanted.items():
                found[name] = max(found.get(name, 0.0), weight)
        return found

    @property
    def best_of_each(self) -> list[npt.NDArray[np.int64]]:
        """Places in the lexical index of each part's own best products."""
        return [part.best for part in self._read]

    def matched(self, rows: Rows) -> Matching:
        """How the products of `rows` hold the parts."""
        held = self._state.forward.held(rows, self._tokens, FIELD_WEIGHTS)
        present, within = (held.scores > 0).astype(np.float32), held.within(_NAMING, ("body",))
        table = np.empty((2, len(self._read), len(rows)), np.float32)
        for at, (part, places) in enumerate(zip(self._read, self._places, strict=True)):
            table[0, at] = part.scores(held.scores[places], present[places])
            named, said = part.wholes.said(within[:, places])
            np.multiply(said, self._described[at], out=table[1, at])
            table[1, at, named] = 1.0
        return Matching(table)

    def scores(self, matching: Matching) -> PartScores:
        """The parts' scores; the best of each is over all products asked about so far."""
        self._best = np.maximum(self._best, matching.scores.max(axis=1, initial=0.0))
        return PartScores(
            matching.scores,
            matching.held,
            self._best,
            self._weight,
            self._holders,
            self._spoken,
            self._products,
        )


@dataclass(frozen=True, slots=True)
class _Forms:
    """Forms over the T tokens of a part. members F x T: 1 where a form has the token.  sizes F x 1."""

    members: Table
    sizes: Table

    @classmethod
    def of(cls, forms: Sequence[Form], at: dict[str, int]) -> "_Forms":
        members = np.zeros((len(forms), len(at)), dtype=np.float32)
        for row, form in enumerate(forms):
            members[row, [at[name] for name, _ in form.tokens]] = 1.0
        return cls(members, members.sum(axis=1, keepdims=True))

    def whole(self, held: Table) -> Mask:
        """F x R: does a product hold every token of the form? held T x R: 1 for a token it holds."""
        return np.asarray(self.members @ held >= self.sizes)

    def said(self, held: Table) -> Mask:
        """K x R: which products hold any form whole, for K x T x R held tokens."""
        return np.asarray(self.whole(held).any(axis=1))


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A part as it is matched. hashes and idf: of its T tokens.  weights F x T: what each form that scores
    gives for a token; the first `loose` forms for any of theirs, those of `strict` only when all are there.
    wholes: the forms that say the part.  wanted: its tokens with the most they count.  holders: products that
    say it.  best: the places of those that hold its tokens best."""

    hashes: npt.NDArray[np.uint32]
    idf: Table
    weights: Table
    loose: int
    strict: _Forms
    wholes: _Forms
    wanted: dict[str, float]
    holders: int
    best: npt.NDArray[np.int64]

    def scores(self, gains: Table, present: Table) -> Scores:
        """The best form's score for R products, from T x R scores and presence of tokens."""
        totals = self.weights @ gains
        if len(totals) > self.loose:
            totals[self.loose :] *= self.strict.whole(present)
        return np.asarray(totals.max(axis=0, initial=0.0))


def _prepared(part: Part, state: State) -> _Prepared:
    """A part made ready for matching, once a version of the catalogue."""
    kept: dict[Part, _Prepared] = state.prepared
    found = kept.get(part)
    if found is None:
        if len(kept) >= _KEPT:
            kept.clear()
        found = kept[part] = _prepare(part, state)
    return found


def _prepare(part: Part, state: State) -> _Prepared:
    scoring = [form for form in part.forms if form.tokens and form.weight > 0]
    scoring.sort(key=lambda form: form.whole)
    wholes = [form for form in part.wholes if form.tokens]
    names = dict.fromkeys(name for form in (*scoring, *wholes) for name, _ in form.tokens)
    at = {name: place for place, name in enumerate(names)}
    weights = np.zeros((len(scoring), len(at)), dtype=np.float32)
    wanted: dict[str, float] = {}
    for row, form in enumerate(scoring):
        for name, weight in form.tokens:
            weights[row, at[name]] = weight * form.weight
            wanted[name] = max(wanted.get(name, 0.0), weight * form.weight)
    loose = sum(not form.whole for form in scoring)
    return _Prepared(
        hashes=np.array([hashed(name) for name in names], dtype=np.uint32),
        idf=np.array([state.idf(name) for name in names], dtype=np.float32).reshape(-1, len(LEXICAL_FIELDS)),
        weights=weights,
        loose=loose,
        strict=_Forms.of(scoring[loose:], at),
        wholes=_Forms.of(wholes, at),
        wanted=wanted,
        holders=state.lexical.holding(tuple(wholes), tuple(FOUND_BY)),
        best=state.lexical.top(wanted, FOUND_BY, _BEST).places,
    )
