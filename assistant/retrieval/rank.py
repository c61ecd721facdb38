"""One score from words, meaning, type and popularity. One configuration for every catalogue."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal says, and what it takes to be relevant.

    dense_keyword, dense_natural: share of meaning against words, for keywords and for a spoken sentence.
    rare: power that makes a part's weight of its best BM25.  unmatched: weight of a part nothing matches.
    partial: factor for a part no product says whole.  said: bonus for the share of the query said whole.
    type_match, type_other: added for the type asked for and for one only named after it.  use_match: added
    for the type best told by its use; used: how well told a type answers.  popular: the most that popularity
    adds.  described, described_type: what saying a part only in the description counts, for
    any part and for one that names a type of product.  floor: share of the best score to reach.
    hint: score that answers a vague query when nothing says enough of it.
    beside: share of the best score below which goods of no named type are left out where only sure ones are
    wanted.
    held_keyword, held_natural: share of the query one product must say for any to be relevant.
    distance_keyword, distance_natural: standard deviations of meaning that make up for unsaid words;
    distance_slack: how many fewer do once one product is relevant.
    """

    dense_keyword: float = 0.15
    dense_natural: float = 0.4
    rare: float = 1.0
    unmatched: float = 1.0
    partial: float = 0.75
    said: float = 0.5
    type_match: float = 0.15
    type_other: float = -0.2
    use_match: float = 1.0
    used: float = 0.85
    popular: float = 0.02
    described: float = 0.8
    described_type: float = 0.4
    floor: float = 0.3
    hint: float = 0.4
    beside: float = 0.6
    held_keyword: float = 0.45
    held_natural: float = 0.15
    distance_keyword: float = 4.4
    distance_natural: float = 2.8
    distance_slack: float = 1.4


DEFAULT = Weights()


@dataclass(frozen=True, slots=True)
class PartScores:
    """The N parts of a query over R candidates. scores N x R: BM25.  held N x R in [0, 1]: how far a
    candidate says the part in some whole form: wholly in title, category or facts, less in its description.

    Of each part: its `best` score anywhere in the catalogue, its `weight` in the query, the `holders` that
    say it among `of` products, and how much the catalogue speaks its language (`spoken`).
    """

    scores: Scores
    held: Scores
    best: Scores
    weight: Scores
    holders: Scores
    spoken: Scores
    of: int

    @property
    def rarity(self) -> Scores:
        """What each part tells a product by: the fewer hold it the more, and none the most; but that none
        does says little where the catalogue hardly speaks its language."""
        sure = np.where(self.holders > 0, 1.0, self.spoken)
        return np.asarray(self.weight * sure * np.log1p(self.of / (1 + self.holders)), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Signals:
    """Over the candidates, all in [0, 1] but `type` in {-1, 0, 1} and `distance`: the total score, what it is
    made of, `used` how well the type is told by its use, `held` the share of the query (by rarity) a product
    says, and `distance`, how many standard deviations its meaning stands out from the catalogue's."""

    total: Scores
    words: Scores
    meaning: Scores
    type: Scores
    used: Scores
    held: Scores
    distance: Scores


def words_score(parts: PartScores, weights: Weights) -> Scores:
    """Coverage in [0, 1]. A part's match is its score over its best one; parts weigh by the rarity their best
    score shows, less when no product says them whole. Without parts: zeros."""
    matched = parts.best > 0
    best = np.where(matched, parts.best, 1.0)
    share = parts.weight * np.where(matched, best**weights.rare, weights.unmatched)
    share *= np.where(parts.holders > 0, 1.0, weights.partial)
    return _shared(share, np.where(matched, share / best, 0.0), parts.scores)


def held_share(parts: PartScores) -> Scores:
    """Share of the query, by rarity, each candidate says; zeros without parts."""
    rarity = parts.rarity
    return _shared(rarity, rarity, parts.held)


def _shared(weight: Scores, gains: Scores, values: Scores) -> Scores:
    """The sum of N gains x values (N x R) over the whole weight; zeros without any."""
    whole = float(weight.sum()) or 1.0
    return np.asarray((gains / whole).astype(np.float32) @ values)


def meaning_score(cosines: Scores, middle: float, best: float) -> Scores:
    """Cosines stretched so that the catalogue's middle is 0 and its best is 1."""
    stretched = (cosines - middle) / max(best - middle, 1e-6)
    return np.asarray(np.clip(stretched, 0.0, 1.0), dtype=np.float32)


def combine(
    parts: PartScores,
    meaning: Scores,
    distance: Scores,
    types: Scores,
    used: Scores,
    popularity: Scores,
    natural: float,
    weights: Weights = DEFAULT,
) -> Signals:
    words, held = words_score(parts, weights), held_share(parts)
    share = weights.dense_keyword + natural * (weights.dense_natural - weights.dense_keyword)
    if not len(parts.scores):
        share = 1.0
    total = (1 - share) * words + share * meaning
    total += weights.said * held
    total += np.where(types > 0, weights.type_match, np.where(types < 0, weights.type_other, 0.0))
    total += weights.use_match * used
    total += weights.popular * popularity
    return Signals(total.astype(np.float32), words, meaning, types, used, held, distance)


def relevant(signals: Signals, best: float, natural: float, weights: Weights = DEFAULT) -> Flags:
    """Which candidates answer the query. None does unless one says enough of it, is the type asked for, or
    stands out by meaning alone (a sentence needs less of its words said). When one does, the others need half
    of that and a fair share of the best score; where the type asked for is there, what is only named after it
    does not answer."""
    needed = weights.held_keyword + natural * (weights.held_natural - weights.held_keyword)
    apart = weights.distance_keyword + natural * (weights.distance_natural - weights.distance_keyword)
    typed = (signals.type > 0) | (signals.used >= weights.used)
    strict = (signals.held >= needed) | typed | (signals.distance >= apart)
    if not strict.any():
        return strict
    near = (signals.held >= needed / 2) | typed | (signals.distance >= apart - weights.distance_slack)
    if typed.any():
        near &= signals.type >= 0
    return np.asarray(near & (signals.total >= weights.floor * best))
