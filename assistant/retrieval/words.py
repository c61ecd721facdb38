"""The words a catalogue is written in: what exists, how compounds fall apart, what a slip meant."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.lexicon import fold, has_hangul
from assistant.retrieval.analysis import runs
from assistant.retrieval.pairs import Pairs
from assistant.retrieval.sounds import sound

_REPAIRABLE = 200_000
_CACHED = 10_000


class CatalogueWords:
    """Words of titles, categories and brands with the number of texts they stand in, and other known words
    (the lexicon's) with none."""

    def __init__(
        self,
        texts: Sequence[str],
        stem: Callable[[str], str],
        known: Iterable[str] = (),
        counts: Counter[str] | None = None,
    ) -> None:
        """counts: what `counted` gives for `texts`, when that is known already."""
        counts = counted(texts) if counts is None else counts
        self._counts = counts
        self._pairs = Pairs(texts, counts)
        self._stems = {stem(word) for word in counts if word.isascii()}
        self._korean = " ".join(word for word in counts if has_hangul(word))
        latin = sum(count for word, count in counts.items() if word.isascii() and len(word) > 2)
        hangul = sum(count for word, count in counts.items() if has_hangul(word))
        self._share = hangul / max(latin + hangul, 1)
        self._known = {word for word in known if len(word) > 1}
        common = [word for word, _ in counts.most_common(_REPAIRABLE)]
        targets = [*common, *(word for word in self._known if word not in counts and " " not in word)]
        self._spelled: dict[bool, tuple[list[str], list[str]]] = {True: ([], []), False: ([], [])}
        self._sounds: dict[str, list[str]] = {}
        for word in targets:
            korean = has_hangul(word)
            words, letters = self._spelled[korean]
            words.append(word)
            letters.append(_letters(word))
            if korean and len(word) > 1:
                self._sounds.setdefault(sound(word), []).append(word)
        self._repairs: dict[str, str | None] = {}
        self._inside: dict[str, bool] = {}

    def spoken(self, *, korean: bool) -> float:
        """How much the catalogue is written in Korean, or in Latin letters, in [0, 1]; a third of its words
        make it whole."""
        return min(1.0, 3.0 * (self._share if korean else 1.0 - self._share))

    def count(self, word: str) -> int:
        """Texts of the catalogue that hold this word, 0 when none does."""
        return self._counts.get(word, 0)

    def paired(self, word: str) -> tuple[str, ...]:
        """What the shop's bilingual titles call this word in the other language; see Pairs."""
        return self._pairs.of(word)

    def knows(self, word: str) -> bool:
        return word in self._counts or word in self._known

    def stemmed(self, stem: str) -> bool:
        """Does some English word of the catalogue have this stem?"""
        return stem in self._stems

    def holds(self, word: str) -> bool:
        """Does this Korean word stand in the catalogue, alone or inside a longer one? A single syllable must
        stand alone."""
        if word in self._counts or len(word) < 2:
            return word in self._counts
        held = self._inside.get(word)
        if held is None:
            held = self._inside[word] = word in self._korean
        return held

    def split(self, word: str) -> tuple[str, ...]:
        """A Korean compound as the fewest known words that make it up whole, each of two syllables or more;
        () when it is known itself or does not fall apart so."""
        if len(word) < 4 or word in self._counts or not has_hangul(word):
            return ()
        best: list[tuple[str, ...] | None] = [(), *([None] * len(word))]
        for end in range(2, len(word) + 1):
            for start in range(max(0, end - 8), end - 1):
                before = best[start]
                if before is None or not self.knows(word[start:end]):
                    continue
                candidate = (*before, word[start:end])
                current = best[end]
                if current is None or self._rank(candidate) > self._rank(current):
                    best[end] = candidate
        found = best[-1]
        return found if found and len(found) > 1 else ()

    def alike(self, word: str) -> tuple[str, ...]:
        """Other known words that sound the same, as loan-words are spelled in several ways ("스크래쳐",
        "스크레처"), the most frequent first; () for a single syllable and for English."""
        if len(word) < 2 or not has_hangul(word):
            return ()
        others = (known for known in self._sounds.get(sound(word), ()) if known != word)
        return tuple(sorted(others, key=lambda known: -self.count(known)))

    def repair(self, word: str) -> str | None:
        """The known word this one most likely slipped from: one that sounds the same, else by the letters
        (Korean: by single jamo) it takes to change: one, or two in a longer word; None when the word is known
        or nothing is that near."""
        if self.knows(word) or len(word) < (2 if has_hangul(word) else 4):
            return None
        if word not in self._repairs:
            if len(self._repairs) > _CACHED:
                self._repairs.clear()
            self._repairs[word] = next(iter(self.alike(word)), None) or self.nearest(word)
        return self._repairs[word]

    def nearest(self, word: str) -> str | None:
        """The known word fewest letters away, of the same first letter, when it is near enough."""
        letters = _letters(word)
        words, spelled = self._spelled[has_hangul(word)]
        allowed = 1 if len(letters) < 9 else 2
        found = process.extract(letters, spelled, scorer=OSA.distance, score_cutoff=allowed, limit=8)
        best = [
            (distance, -self.count(words[at]), words[at])
            for _, distance, at in found
            if spelled[at][0] == letters[0] and (has_hangul(word) or abs(len(words[at]) - len(word)) <= 1)
        ]
        return min(best)[2] if best else None

    def _rank(self, pieces: tuple[str, ...]) -> tuple[int, int]:
        return -len(pieces), sum(self.count(piece) > 0 for piece in pieces)


def counted(texts: Iterable[str]) -> Counter[str]:
    """The words of these texts with the number of texts that hold each."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({run for run in runs(fold(text)) if not run[0].isdigit()})
    return counts


def _letters(word: str) -> str:
    """Korean syllables taken apart into jamo, other letters as they are."""
    return unicodedata.normalize("NFD", word)
