"""One score from words, meaning, type and popularity. One configuration for every catalogue."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal says. `dense_keyword` and `dense_natural`: share of meaning against words for a
    keyword and a spoken sentence.  `rare`: power that makes a part's weight of its best BM25.  `unmatched`:
    weight of a part that matches nothing.  `all_parts`: bonus when every part is met.  `type_match` and
    `type_other`: added for the type asked for and for another one.  `popular`: at most this much for popularity.  `floor`:
    share of the best score a product must reach to be relevant."""

    dense_keyword: float = 0.12
    dense_natural: float = 0.4
    rare: float = 1.0
    unmatched: float = 1.0
    all_parts: float = 0.1
    type_match: float = 0.15
    type_other: float = 0.0
    popular: float = 0.02
    floor: float = 0.5


DEFAULT = Weights()


@dataclass(frozen=True, slots=True)
class PartScores:
    """BM25 of one part over the candidates, its best anywhere in the catalogue, its weight in the query."""

    scores: Scores
    best: float
    weight: float


@dataclass(frozen=True, slots=True)
class Signals:
    """Over the candidates, all in [0, 1] but `type` in {-1, 0, 1}: the total score and what it is made of."""

    total: Scores
    words: Scores
    meaning: Scores
    type: Scores


def words_score(parts: list[PartScores], count: int, weights: Weights) -> tuple[Scores, Scores]:
    """(coverage in [0, 1], 1 where every part is met else 0). A part's match is its score over its best one;
    parts weigh by the rarity their best score shows. Without parts: zeros."""
    covered, met, whole = np.zeros(count, np.float32), np.ones(count, np.float32), 0.0
    for part in parts:
        weight = part.weight * (max(part.best, 0.0) ** weights.rare if part.best > 0 else weights.unmatched)
        whole += weight
        if part.best > 0:
            match = part.scores / part.best
            covered += weight * match
            met *= match > 0.35
        else:
            met *= 0.0
    if whole <= 0:
        return covered, np.zeros(count, np.float32)
    return covered / whole, met


def meaning_score(cosines: Scores, middle: float, best: float) -> Scores:
    """Cosines stretched so that the catalogue's middle is 0 and its best is 1."""
    stretched = (cosines - middle) / max(best - middle, 1e-6)
    return np.asarray(np.clip(stretched, 0.0, 1.0), dtype=np.float32)


def combine(
    parts: list[PartScores],
    meaning: Scores,
    types: Scores,
    popularity: Scores,
    natural: float,
    weights: Weights = DEFAULT,
) -> Signals:
    words, met = words_score(parts, len(meaning), weights)
    share = weights.dense_keyword + natural * (weights.dense_natural - weights.dense_keyword)
    if not parts:
        share = 1.0
    total = (1 - share) * words + share * meaning
    total += weights.all_parts * met * (len(parts) > 1)
    total += np.where(types > 0, weights.type_match, np.where(types < 0, weights.type_other, 0.0))
    total += weights.popular * popularity
    return Signals(total.astype(np.float32), words, meaning, types)
