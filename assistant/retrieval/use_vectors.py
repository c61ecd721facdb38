"""Where product types lie in meaning by what they are for: one vector a type, shipped beside the table of
uses, as embedding that takes minutes. They are written by eval/use_vectors.py."""

from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files

import numpy as np

from assistant.lexicon.uses import load_uses
from assistant.ports import Vectors

FILE = "uses.{}.npz"
"""Name of the file in the lexicon's data, for an embedder."""


@lru_cache(maxsize=2)
def load_use_vectors(embedder: str) -> tuple[tuple[str, ...], Vectors] | None:
    """The types that have a use, and an N x D matrix of their unit vectors; None for an embedder that none
    are shipped of, or when the table says something else than they were made of."""
    file = files("assistant.lexicon").joinpath("data", FILE.format(embedder))
    if not file.is_file():
        return None
    with file.open("rb") as held, np.load(held) as kept:
        if str(kept["made_of"]) != made_of():
            return None
        vectors = kept["vectors"].astype(np.float32)
    return tuple(load_uses()), vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def made_of() -> str:
    """Differs when the table of uses does."""
    told = "\n".join(f"{kind}\t{'|'.join(uses)}" for kind, uses in load_uses().items())
    return blake2b(told.encode(), digest_size=16).hexdigest()
