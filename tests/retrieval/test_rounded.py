"""Vectors at two bytes a number are as near one another as they were."""

import numpy as np
import pytest

from assistant.retrieval.rounded import Rounded


def _unit(count: int) -> np.ndarray:
    found = np.random.default_rng(3).standard_normal((count, 384))
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


def test_cosines_are_true_to_a_few_hundred_thousandths() -> None:
    vectors = _unit(1_000)
    table, rows = Rounded(Rounded.of(vectors)), np.arange(3, 1_000, 2)
    exact = vectors[rows].astype(np.float64) @ vectors[5]
    assert np.abs(table.cosines(rows, vectors[5]) - exact).max() < 5e-5
    assert np.abs(table[rows] - vectors[rows]).max() < 2e-5
    assert len(table) == 1_000
    assert table.dimension == 384


def test_the_ends_of_the_range_are_held_and_there_may_be_none() -> None:
    ends = np.array([[1.0, -1.0], [1.0 + 1e-6, 0.0]], dtype=np.float32)
    table = Rounded(Rounded.of(ends))
    np.testing.assert_allclose(table[np.array([0, 1])], [[1.0, -1.0], [1.0, 0.0]])
    assert not len(table.cosines(np.empty(0, np.int32), ends[0]))


@pytest.mark.parametrize("queries", [1, 2, 3, 8, 33])
def test_many_queries_at_once_get_what_each_would_get_alone(queries: int) -> None:
    table, asked = Rounded(Rounded.of(_unit(1_300))), _unit(queries)
    found = table.with_each(list(asked))
    assert found.shape == (queries, 1_300)
    assert all(row.flags.c_contiguous for row in found)
    for row, vector in zip(found, asked, strict=True):
        np.testing.assert_allclose(row, table.cosines(np.arange(1_300), vector), atol=1e-6)
