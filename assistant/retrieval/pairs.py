"""What a shop's own words are called in its other language, read off its bilingual titles."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.lexicon import fold, has_hangul
from assistant.retrieval.analysis import runs

_FEWEST = 3
_TOGETHER = 0.6
_SURE = 10.83
"""Log-likelihood ratio above which two words stand together by chance once in a thousand times (Dunning
1993)."""
_AS_GOOD = 0.95
_MOST = 2
_LOOKED_AT = 50_000
_READ = 500
"""Of more texts than this that hold a word, evenly chosen ones are read."""
_CACHED = 10_000


class Pairs:
    """Pairs words of two scripts that stand in the same texts. A word's partners are looked for when it is
    first asked for: at most 50,000 of the texts, evenly chosen, are scanned once, a few milliseconds."""

    def __init__(self, texts: Sequence[str], counts: Mapping[str, int]) -> None:
        """texts: one a product, holding all its titles.  counts: texts that hold a word."""
        # Case folded once: looking for a word then is a plain search, and not a pattern's.
        self._texts = [text.casefold() for text in texts[:: max(1, -(-len(texts) // _LOOKED_AT))]]
        self._scale = len(texts) / max(1, len(self._texts))
        self._counts = counts
        self._found: dict[str, tuple[str, ...]] = {}

    def of(self, word: str) -> tuple[str, ...]:
        """Words of the other script that mean this one in this shop, the surest first, at most two; () when
        too few texts hold it or none stands with it nearly always. `word` is folded."""
        if len(word) < 2 or not word.isalpha() or self._counts.get(word, 0) < _FEWEST:
            return ()
        if word not in self._found:
            if len(self._found) > _CACHED:
                self._found.clear()
            self._found[word] = self._looked_for(word)
        return self._found[word]

    def _looked_for(self, word: str) -> tuple[str, ...]:
        korean = has_hangul(word)
        holding, beside = 0, Counter[str]()
        texts = [text for text in self._texts if word in text]
        step = max(1, -(-len(texts) // _READ))
        for text in texts[::step]:
            words = set(runs(fold(text)))
            if word in words:
                holding += 1
                beside.update(one for one in words if one.isalpha() and has_hangul(one) is not korean)
        holding *= step
        scored = [
            (dice, other)
            for other, seen in beside.items()
            if (both := seen * step) >= _FEWEST
            and len(other) > 1
            and (dice := 2 * both / (holding + self._counts.get(other, 0) / self._scale)) >= _TOGETHER
            and self._surely(both, holding, self._counts.get(other, 0) / self._scale)
        ]
        scored.sort(key=lambda one: (-one[0], one[1]))
        return tuple(other for dice, other in scored if dice >= _AS_GOOD * scored[0][0])[:_MOST]

    def _surely(self, both: float, first: float, second: float) -> bool:
        every = len(self._texts)
        table = (
            (both, first * second / every),
            (first - both, first * (every - second) / every),
            (second - both, (every - first) * second / every),
            (every - first - second + both, (every - first) * (every - second) / every),
        )
        ratio = 2 * sum(seen * math.log(seen / chance) for seen, chance in table if seen > 0 and chance > 0)
        return ratio > _SURE
