"""The coarse copies of vectors find what an exact comparison finds, and grow without moving."""

import numpy as np

from assistant.retrieval.codes import Codes
from assistant.retrieval.rounded import Rounded


def _vectors(count: int) -> np.ndarray:
    """Unit vectors in clusters, off centre as those of real embedders are."""
    draw = np.random.default_rng(1)
    centres = draw.standard_normal((60, 384)) * 0.5
    found = 1.0 + centres[draw.integers(0, 60, count)] + 0.4 * draw.standard_normal((count, 384))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


def test_the_truly_nearest_are_among_the_least_far() -> None:
    vectors = _vectors(8_020)
    vectors, asked = vectors[:8_000], vectors[8_000:]
    laid = Codes.laid(Rounded(Rounded.of(vectors)), np.arange(8_000, dtype=np.int32), None)
    shares = []
    for vector in asked:
        nearest = np.argsort(-(vectors @ vector))[:50]
        shares.append(np.isin(nearest, np.argsort(laid.farness(vector), kind="stable")[:800]).mean())
    assert np.mean(shares) >= 0.99
    assert np.mean([laid.farness(vectors[at])[at] for at in range(20)]) == 0


def test_added_rows_stand_behind_the_others() -> None:
    vectors, of = _vectors(1_000), np.arange(1_000, dtype=np.int32)
    before = Codes.laid(Rounded(Rounded.of(vectors)), of[:800], None)
    after = Codes.laid(Rounded(Rounded.of(vectors)), of, before)
    np.testing.assert_array_equal(after.words[:, :800], before.words)
    np.testing.assert_array_equal(after.farness(vectors[0])[:800], before.farness(vectors[0]))
    assert after.farness(vectors[900])[900] == 0


def test_there_may_be_none() -> None:
    vectors = _vectors(50)
    assert not len(Codes.laid(Rounded(Rounded.of(vectors)), np.empty(0, np.int32), None).farness(vectors[0]))


def test_chosen_rows_are_as_far_as_among_all() -> None:
    vectors = _vectors(1_000)
    laid = Codes.laid(Rounded(Rounded.of(vectors)), np.arange(1_000, dtype=np.int32), None)
    some = np.array([3, 500, 999], dtype=np.int32)
    np.testing.assert_array_equal(laid.farness(vectors[7], some), laid.farness(vectors[7])[some])
    assert not len(laid.farness(vectors[7], some[:0]))
