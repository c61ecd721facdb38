"""Ranking measures with their uncertainty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from ir_measures import RR, Measure, R, ScoredDoc, nDCG
from ir_measures import iter_calc as _iter_calc
from ir_measures.util import Qrel

Run = Mapping[str, Sequence[str]]
"""Query id -> document ids, best first."""

_RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over `n` queries in [0, 1] with its 95 % bootstrap interval; nan with no query."""

    mean: float
    low: float
    high: float
    n: int


RECALL = "recall of 10"


def recall_of_ten(run: Run, grades: Mapping[str, Mapping[str, int]], relevant: int) -> dict[str, float]:
    """Query id -> share of the relevant documents among the first 10, of 10 where there are more than 10
    (grade >= `relevant` is relevant); 0 for a query the run does not answer or with none relevant."""
    values = {}
    for qid, found in grades.items():
        wanted = {document for document, grade in found.items() if grade >= relevant}
        hits = len(wanted & set(run.get(qid, ())[:10]))
        values[qid] = hits / min(10, len(wanted)) if wanted else 0.0
    return values


def measures(relevant: int) -> tuple[Measure, ...]:
    """nDCG@10 (graded), Recall@10, Recall@100 and reciprocal rank, relevant from grade `relevant` on."""
    return (nDCG @ 10, R(rel=relevant) @ 10, R(rel=relevant) @ 100, RR(rel=relevant))


def per_query(
    run: Run, grades: Mapping[str, Mapping[str, int]], wanted: Sequence[Measure]
) -> dict[str, dict[str, float]]:
    """Measure name -> query id -> value, 0 for a query the run does not answer."""
    qrels = [Qrel(qid, document, grade) for qid, found in grades.items() for document, grade in found.items()]
    scored = [
        ScoredDoc(qid, document, float(len(ranked) - at))
        for qid, ranked in run.items()
        for at, document in enumerate(ranked)
    ]
    values = {str(measure): dict.fromkeys(grades, 0.0) for measure in wanted}
    for metric in _iter_calc(list(wanted), qrels, scored):
        values[str(metric.measure)][metric.query_id] = float(metric.value)
    return values


def estimate(values: Sequence[float], seed: int = 7) -> Estimate:
    """Mean and percentile bootstrap interval (Efron 1979); the same values give the same interval."""
    if not values:
        return Estimate(float("nan"), float("nan"), float("nan"), 0)
    found = np.asarray(values, dtype=np.float64)
    picks = np.random.default_rng(seed).integers(0, len(found), size=(_RESAMPLES, len(found)))
    low, high = np.percentile(found[picks].mean(axis=1), [2.5, 97.5])
    return Estimate(float(found.mean()), float(low), float(high), len(found))


def difference(ours: Mapping[str, float], theirs: Mapping[str, float]) -> Estimate:
    """Mean paired difference ours - theirs over the queries of both, with its interval."""
    return estimate([ours[qid] - theirs[qid] for qid in sorted(ours.keys() & theirs.keys())])
