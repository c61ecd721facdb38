"""What a message does with goods, told by what it means: weights over an embedder's vectors, learnt from the
messages dealing.py reads and shipped beside them. They are written by eval/deed_weights.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import cast, get_args

import numpy as np
import numpy.typing as npt

from assistant.lexicon import has_hangul
from assistant.lexicon.shipped import file_of, load_arrays
from assistant.ports import Embedder
from assistant.understanding.dealing import Deed
from assistant.understanding.mentions import Mention
from assistant.understanding.tables import labelled

_SLOTS = {
    "ko": {"{m}": "이거", "{g}": "컵", "{v}": "파란색", "{n}": "두 개"},
    "en": {"{m}": "this one", "{g}": "mug", "{v}": "blue", "{n}": "two"},
}
"""What stands for a slot of the tables, as meaning is told by whole sentences."""


@dataclass(frozen=True, eq=False)
class Meaning:
    """How likely each deed is by what is meant. weights: D x deeds; bias: one a deed."""

    embedder: Embedder
    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]

    def deeds(self, texts: Sequence[str]) -> list[dict[Deed, float]]:
        """The likelihood of each deed, adding up to 1, for each text as `spoken` gives it."""
        told = self.embedder.passages(texts) @ self.weights + self.bias
        sure = np.exp(told - told.max(axis=1, keepdims=True))
        sure /= sure.sum(axis=1, keepdims=True)
        return [dict(zip(get_args(Deed), map(float, row), strict=True)) for row in sure]


def load_meaning(embedder: Embedder) -> Meaning | None:
    """What is shipped for this embedder; None where nothing is, or when the tables say something else than it
    was learnt from."""
    kept = load_arrays(deed_file(embedder.name), told())
    return Meaning(embedder, kept["weights"], kept["bias"]) if kept else None


def deed_file(embedder: str) -> Traversable:
    """Where the weights of an embedder stand."""
    return file_of("assistant.understanding", "deeds", embedder)


def spoken(low: str, found: Sequence[Mention]) -> str:
    """The utterance with the same words for whatever it points at: its name tells nothing of the deed."""
    one_said, text, at = _SLOTS["ko" if has_hangul(low) else "en"]["{m}"], "", 0
    for start, end in sorted((one.start, one.end) for one in found if one.how != "rank"):
        if start >= at:
            text += low[at:start] + one_said
            at = end
    return text + low[at:]


def lessons() -> list[tuple[Deed, str]]:
    """Every message of the tables as `spoken` gives it, in file order."""
    every = []
    for language in ("ko", "en"):
        for deed, said, _ in labelled("dealt", "deed", get_args(Deed), (language,)):
            for slot, words in _SLOTS[language].items():
                said = said.replace(slot, words)
            every.append((cast(Deed, deed), said.lower()))
    return every


def told() -> Iterator[str]:
    """What the weights are made of, a line a message."""
    return (f"{deed}\t{said}" for deed, said in lessons())
