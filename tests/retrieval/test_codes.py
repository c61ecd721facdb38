"""The coarse copies of vectors find what an exact comparison finds, and grow without moving."""

import numpy as np
import pytest

from assistant.retrieval.codes import Codes
from assistant.retrieval.rounded import Rounded


def _vectors(count: int, dimension: int = 384) -> np.ndarray:
    """Unit vectors in clusters, off centre as those of real embedders are."""
    draw = np.random.default_rng(1)
    centres = draw.standard_normal((60, dimension)) * 0.5
    found = 1.0 + centres[draw.integers(0, 60, count)] + 0.4 * draw.standard_normal((count, dimension))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


def _laid(vectors: np.ndarray, before: Codes | None = None, count: int | None = None) -> Codes:
    of = np.arange(len(vectors) if count is None else count, dtype=np.int32)
    return Codes.laid(Rounded(Rounded.of(vectors)), of, before)


@pytest.mark.parametrize("dimension", [24, 100, 384, 512])
@pytest.mark.parametrize("every", [1, 2, 30])
def test_the_truly_nearest_are_among_those_found(dimension: int, every: int) -> None:
    vectors = _vectors(20_020, dimension)
    vectors, asked = vectors[:20_000], vectors[20_000:]
    laid = _laid(vectors)
    rows = None if every == 1 else np.arange(0, 20_000, every, dtype=np.int32)
    allowed = np.arange(0, 20_000, every)
    shares, counts = [], []
    for vector in asked:
        nearest = allowed[np.argsort(-(vectors[allowed] @ vector))[:30]]
        found = laid.nearest(vector, 600, rows)
        assert np.isin(found, allowed).all()
        assert (np.diff(found) > 0).all()
        shares.append(np.isin(nearest, found).mean())
        counts.append(len(found))
    assert np.mean(shares) >= (0.97 if dimension > 50 else 0.9)
    assert min(counts) >= 600
    assert np.mean(counts) < 1_000


def test_a_vector_is_near_itself_and_far_from_its_opposite() -> None:
    vectors = _vectors(3_000)
    vectors[1_000:2_000] = 2 * vectors.mean(axis=0) - vectors[0]
    laid = _laid(vectors)
    found = laid.nearest(vectors[0], 50)
    assert 0 in found
    assert not ((found >= 1_000) & (found < 2_000)).any()


def test_rows_that_lie_alike_in_turn_hide_no_others() -> None:
    """Every few rows one of another kind: those looked at to guess a threshold may all be of it."""
    vectors = _vectors(40_000)
    vectors[::4] = vectors[0] + 0.001 * vectors[::4]
    laid = _laid(vectors)
    assert len(laid.nearest(vectors[1], 2_000)) >= 2_000
    assert len(laid.nearest(vectors[0], 2_000)) >= 2_000


def test_added_rows_stand_behind_the_others() -> None:
    vectors = _vectors(1_000)
    before = _laid(vectors, count=800)
    after = _laid(vectors, before)
    np.testing.assert_array_equal(after.first[:, :800], before.first)
    np.testing.assert_array_equal(after.rest[:800], before.rest)
    assert 900 in after.nearest(vectors[900], 10)


def test_there_may_be_none_or_fewer_than_asked_for() -> None:
    vectors = _vectors(50)
    assert not len(_laid(vectors, count=0).nearest(vectors[0], 10))
    laid = _laid(vectors)
    np.testing.assert_array_equal(laid.nearest(vectors[0], 60), np.arange(50))
    some = np.array([3, 40, 49], dtype=np.int32)
    np.testing.assert_array_equal(laid.nearest(vectors[7], 60, some), some)
    assert not len(laid.nearest(vectors[7], 60, some[:0]))
