"""Texts to index tokens: English stems, Korean character bigrams and morphemes, numbers with their units.

Token kinds never collide: "w:" a word (stemmed when English), "g:" a bigram of a Korean run, "m:" a Korean
content morpheme."""

import re
import threading
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from assistant.lexicon import fold
from assistant.lexicon.morphemes import Morpheme, morphemes

_RUN = re.compile(r"[가-힣]+|\d+[.,]\d+(?![\d.,])|[a-z0-9]+|[^\W\d_a-z가-힣]+")
_COMPACT = re.compile(r"[가-힣a-z0-9]+(?:(?<=[a-z0-9])[\-./](?=[a-z0-9])[a-z0-9]+)*")
_MEASURE = re.compile(r"(\d+)([a-z]{1,4})")
_HANGUL = re.compile(r"[가-힣]+")
_CONTENT_TAGS = frozenset({"NNG", "NNP", "NR", "VV", "VA", "XR", "MAG", "SL", "SH"})


class Analysis:
    """Tokens of documents and queries. Safe to share between threads; the Korean analyser loads at first
    Korean text, or ahead of it by `warm`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stemmer = snowballstemmer.stemmer("english")
        self._stems: dict[str, str] = {}

    def warm(self) -> None:
        """Load the Korean analyser now."""
        morphemes().of("단골")

    def plain(self, text: str) -> list[str]:
        """Words and bigrams of a text, repeats kept: all a long description needs."""
        return [token for run in _RUN.findall(fold(text)) for token in self.run_tokens(run)]

    def document(self, text: str) -> list[str]:
        """Every token of a short text, repeats kept: `plain` and the Korean morphemes."""
        folded = fold(text)
        tokens = self.plain(folded)
        if _HANGUL.search(folded):
            tokens.extend(f"m:{found.form}" for found in self.content(folded))
        return tokens

    def names(self, title: str) -> list[str]:
        """The joined and parted spellings of model names and measures: "tn-2110" is also tn2110, "256gb" also
        256 and gb. For titles: in long texts these drown the words."""
        folded = fold(title)
        tokens = [f"w:{compact}" for compact in compounds(folded)]
        for run in _RUN.findall(folded):
            if measure := _MEASURE.fullmatch(run):
                tokens.extend(f"w:{piece}" for piece in measure.groups())
        return tokens

    def run_tokens(self, run: str) -> Iterator[str]:
        """Tokens of one run of one script, as `runs` gives them."""
        if _HANGUL.fullmatch(run):
            yield f"w:{run}"
            yield from (f"g:{gram}" for gram in bigrams(run))
        elif run.isalpha() and run.isascii():
            yield f"w:{self.stem(run)}"
        else:
            yield f"w:{run}"

    def stem(self, word: str) -> str:
        """Stem of one lower-case English word."""
        known = self._stems.get(word)
        if known is None:
            with self._lock:
                known = self._stemmer.stemWord(word)
            if len(self._stems) < 500_000:
                self._stems[word] = known
        return known

    def content(self, text: str) -> list["Morpheme"]:
        """Korean content morphemes of a folded text; particles, endings and auxiliaries are left out."""
        return [
            found
            for found in morphemes().of(text)
            if found.tag in _CONTENT_TAGS and _HANGUL.search(found.form)
        ]


def runs(folded: str) -> list[str]:
    """Runs of Korean, of Latin letters and digits, of other letters; marks and blanks are dropped."""
    return _RUN.findall(folded)


@lru_cache(maxsize=65_536)
def spelled(form: str) -> tuple[str, tuple[str, ...]]:
    """A form of the lexicon folded, and its runs."""
    folded = fold(form)
    return folded, tuple(runs(folded))


def compounds(folded: str) -> Iterator[str]:
    """Mixes of letters and digits that `runs` takes apart, without their joiners: "tn-2110" gives "tn2110",
    "30롤" itself. Other words and numbers give nothing."""
    for match in _COMPACT.findall(folded):
        pieces = _RUN.findall(match)
        if len(pieces) > 1 and any(map(str.isdigit, match)) and any(map(str.isalpha, match)):
            yield re.sub(r"[\-./]", "", match)


def bigrams(run: str) -> list[str]:
    """Overlapping pairs of syllables; a single syllable stands for itself."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]
