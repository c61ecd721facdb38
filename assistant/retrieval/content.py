"""The content words of a shopper's text: what is left without particles, endings, idle words and money."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from assistant.lexicon import fold, has_hangul
from assistant.lexicon.morphemes import Morpheme
from assistant.lexicon.particles import without_particle
from assistant.retrieval.analysis import Analysis, runs
from assistant.retrieval.concepts import ConceptFinder
from assistant.retrieval.kinds import TELLING
from assistant.retrieval.slips import Slips
from assistant.retrieval.words import CatalogueWords

_LONGEST_QUERY = 300

_MONEY = re.compile(
    r"[₩$￦]\s?\d[\d,.]*"
    r"|(?:\d[\d,.]*|(?<![가-힣])[일이삼사오육칠팔구십백천만]+)\s*(?:[만천백]+\s*)?"
    r"(?:원|won\b|krw\b|dollars?\b|usd\b)(?:대|짜리|정도)?"
    r"(?:\s*(?:이하|이상|미만|초과|이내|아래로?|안\s*넘는|넘지\s*않는))?"
)
"""Amounts of money: conditions, not words to match."""

_VERBAL, _NUMBER, _BESIDE = 0.4, 0.7, 0.6
"""Weights of a part: verbs and adjectives, numbers, what follows "for" or "with"."""


@dataclass(frozen=True, slots=True)
class Word:
    """A content word as said and with its slip mended; `verbal` ones name no concept."""

    said: str
    mended: str
    weight: float
    verbal: bool = False


class _Morphemes:
    """The Korean morphemes of a folded text, found when first asked for: most words are known without."""

    def __init__(self, analysis: Analysis, folded: str) -> None:
        self._analysis = analysis
        self._folded = folded
        self._found: dict[int, Morpheme] | None = None

    def within(self, start: int, length: int) -> list[Morpheme]:
        """Those that begin in these `length` letters, in order."""
        if self._found is None:
            self._found = {found.start: found for found in self._analysis.content(self._folded)}
        return [self._found[at] for at in range(start, start + length) if at in self._found]


class Listener:
    """Hears content words for one state of the catalogue."""

    def __init__(self, analysis: Analysis, finder: ConceptFinder, words: CatalogueWords) -> None:
        self._analysis = analysis
        self._finder = finder
        self._words = words
        self._slips = Slips(words, analysis.stem, finder)
        self._idle = idle_words()

    def folded(self, text: str) -> str:
        """The text folded, its slips mended, without amounts of money."""
        return _MONEY.sub(" ", fold(self._slips.mended(text[:_LONGEST_QUERY])))

    def naming(self, folded: str) -> list[str]:
        """The runs of an English text a product type is looked for in, with the words that end the
        head."""
        return [run for run in runs(folded) if run in TELLING or run not in self._idle]

    def words(self, folded: str, natural: float) -> Iterator[Word]:
        """Korean eojeols without particles and endings, English words without idle ones, numbers."""
        korean = _Morphemes(self._analysis, folded)
        beside = named = False
        at = 0
        for run in runs(folded):
            start = folded.index(run, at)
            at = start + len(run)
            if has_hangul(run):
                yield from self._korean_words(run, start, korean)
                continue
            beside = beside or (named and run in TELLING)
            if run in self._idle or (len(run) == 1 and run.isalpha() and not _joined(folded, start, at)):
                continue
            weight = (_NUMBER if run[0].isdigit() else 1.0) * (_BESIDE if beside else 1.0)
            # In a sentence a rare English word is more often meant than mistyped.
            mendable = run.isalpha() and len(run) >= (7 if natural else 5)
            named = True
            yield Word(run, self._mended(run) if mendable else run, weight)

    def _korean_words(self, run: str, start: int, korean: _Morphemes) -> Iterator[Word]:
        """A run that is a known word stays whole; else its nouns together, and its verbs apart."""
        if run in self._idle:
            return
        if self._words.knows(run) and (len(run) > 1 or korean.within(start, 1)):
            yield Word(run, run, 1.0)
            return
        for noun, _ in without_particle(run):
            if len(noun) > 1 and self._words.count(noun):
                yield Word(noun, noun, 1.0)
                return
        inside = korean.within(start, len(run))
        meant = [found for found in inside if found.form not in self._idle]
        nouns = [found for found in inside if not found.verbal]
        meant_whole = self._as_a_whole(run, nouns)
        if meant_whole:
            yield Word(run, meant_whole, 1.0)
            return
        if not meant:
            return
        if nouns and any(found in meant for found in nouns):
            named = run[nouns[0].start - start : nouns[-1].start + nouns[-1].length - start]
            if named not in self._idle:
                slip = len(named) > 1 and not all(found.known for found in nouns)
                yield Word(named, self._mended(named) if slip else named, 1.0)
        for found in meant:
            if found.verbal:
                yield Word(found.form, found.form, _VERBAL, verbal=True)

    def _as_a_whole(self, run: str, nouns: Sequence[Morpheme]) -> str | None:
        """The word a run nobody knows was meant to be, when its nouns make no sense: it sounds like a known
        one, or the nouns found in it are no words of the catalogue."""
        if len(run) < 3 or self._words.holds(run) or self._words.split(run):
            return None
        if alike := self._words.alike(run):
            return alike[0]
        sensible = any(len(one.form) > 1 and self._words.holds(one.form) for one in nouns)
        return None if sensible else self._words.nearest(run)

    def _mended(self, word: str) -> str:
        if self._finder.of([word]) or self._words.split(word):
            return word
        return self._words.repair(word) or word


def _joined(folded: str, start: int, end: int) -> bool:
    """A single letter that is part of a mixed name, like the m of m3."""
    before, after = folded[max(start - 1, 0) : start], folded[end : end + 1]
    return any(char.isdigit() or char == "-" or has_hangul(char) for char in (before, after) if char)


def naturalness(folded: str) -> float:
    """How much like a sentence rather than keywords: 0 up to three words, 1 from seven."""
    return min(1.0, max(0, len(folded.split()) - 3) / 4)


def idle_words() -> frozenset[str]:
    lines = files("assistant.lexicon").joinpath("data", "idle_words.tsv").read_text(encoding="utf-8")
    return frozenset(word for line in lines.splitlines()[1:] for word in line.split("\t")[1].split("|"))
