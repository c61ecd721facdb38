"""An embedder that costs next to nothing, so that a benchmark of search holds no embedding."""

import re
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np

from assistant.adapters.embedders import unit
from assistant.ports import Vectors
from eval.bench.goods import brands, kinds

_TABLE = 4_096
_TYPE, _BRAND, _WORDS = 1.0, 0.5, 0.7
_APART, _ALIKE = 0.3, 0.03
_SERIES = re.compile(r"\bhx\d{5}\b")


class HashedEmbedder:
    """Made-up meaning by the words of a text: texts of one type of goods lie together, those of one brand
    closer, and each word moves a text a little. Texts that name one series ("HX00012") lie hardly apart, and
    all series in one small region: the hard clusters. The same text gets the same vector anywhere."""

    def __init__(self, dimension: int = 384) -> None:
        self.name = f"hashed-{dimension}"
        self.dimension = dimension
        self._table = unit(np.random.default_rng(11).standard_normal((_TABLE, dimension)))
        self._kinds = {_squeezed(name): name for kind in kinds() for name in (kind.name.ko, kind.name.en)}
        names = sorted(self._kinds, key=len, reverse=True)
        self._named = re.compile("|".join(map(re.escape, names)))
        self._korean = {kind.name.en: kind.name.ko for kind in kinds()}
        self._brands = {name.lower(): brand.en for brand in brands() for name in (brand.ko, brand.en)}

    def passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return unit(np.stack([self._vector(text) for text in texts]))

    def query(self, text: str) -> Vectors:
        vector: Vectors = self.passages([text])[0]
        return vector

    def _vector(self, text: str) -> Vectors:
        folded = text.lower()
        words = folded.split()
        own = self._sum(words)
        if series := _SERIES.search(folded):
            place = self._fixed("series") + _APART * self._fixed(f"series {series.group()}")
            return np.asarray(place + _ALIKE * own, dtype=np.float32)
        vector = _WORDS * own
        if named := self._named.search(_squeezed(folded)):
            name = self._kinds[named.group()]
            vector = vector + _TYPE * self._fixed(f"kind {self._korean.get(name, name)}")
        for word in words:
            if brand := self._brands.get(word):
                return np.asarray(vector + _BRAND * self._fixed(f"brand {brand}"), dtype=np.float32)
        return np.asarray(vector, dtype=np.float32)

    def _sum(self, words: Sequence[str]) -> Vectors:
        """The unit sum of two table rows a word, so that no two words share both."""
        marks = [crc32(word.encode()) for word in words] or [0]
        rows = [mark % _TABLE for mark in marks] + [(mark >> 12) % _TABLE for mark in marks]
        total = self._table[rows].sum(axis=0)
        return np.asarray(total / max(float(np.linalg.norm(total)), 1e-6), dtype=np.float32)

    @lru_cache(maxsize=100_000)  # noqa: B019 - a few thousand names, gone with the process
    def _fixed(self, name: str) -> Vectors:
        draw = np.random.default_rng(crc32(name.encode()))
        return unit(draw.standard_normal(self.dimension))


def _squeezed(text: str) -> str:
    return text.lower().replace(" ", "")
