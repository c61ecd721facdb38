"""Where product types lie in meaning by what they are for: one vector a type, shipped beside the table of
uses, as embedding that takes minutes. They are written by eval/use_vectors.py."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources.abc import Traversable

import numpy as np

from assistant.lexicon.shipped import file_of, load_arrays
from assistant.lexicon.uses import load_uses
from assistant.ports import Vectors


@lru_cache(maxsize=2)
def load_use_vectors(embedder: str) -> tuple[tuple[str, ...], Vectors] | None:
    """The types that have a use, and an N x D matrix of their unit vectors; None for an embedder that none
    are shipped of, or when the table says something else than they were made of."""
    kept = load_arrays(use_file(embedder), told())
    if kept is None:
        return None
    vectors = kept["vectors"]
    return tuple(load_uses()), vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def use_file(embedder: str) -> Traversable:
    """Where the vectors of an embedder stand."""
    return file_of("assistant.lexicon", "uses", embedder)


def told() -> Iterator[str]:
    """What the vectors are made of, a line a type."""
    return (f"{kind}\t{'|'.join(uses)}" for kind, uses in load_uses().items())
