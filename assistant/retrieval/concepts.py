"""Lexicon concepts in running text: longest forms first, English by stems, Korean whole or by endings."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.lexicon import Concept, Lexicon, has_hangul, surface_key
from assistant.retrieval.analysis import Analysis

_MOST_SHARING = 12
_INFLECTED = ("ed", "ing")
"""Endings that make something else of a word than its plural would: tired is no tire."""
LONGEST = 4
"""Words of the longest form looked for."""


@dataclass(frozen=True, slots=True)
class Mention:
    """words[start:end] name one of `concepts`. `exact`: the words are a canonical form or a full variant."""

    start: int
    end: int
    concepts: tuple[Concept, ...]


class ConceptFinder:
    """Finds lexicon forms in word sequences (folded runs, as analysis.runs gives them)."""

    def __init__(self, lexicon: Lexicon, analysis: Analysis) -> None:
        self._analysis = analysis
        self._by_stems: dict[str, list[Concept]] = {}
        self._korean: dict[str, list[Concept]] = {}
        self._sharing: dict[str, list[Concept]] = {}
        self._heads: set[str] = set()
        for concept in lexicon.concepts.values():
            words = surface_key(concept.en[0]).split()
            if concept.kind == "product_type":
                self._heads.add(analysis.stem(words[-1]))
            if len(words) > 1 and concept.kind == "product_type":
                for word in words:
                    self._sharing.setdefault(analysis.stem(word), []).append(concept)
            for form in (*concept.ko, *concept.en):
                key = surface_key(form)
                table = self._korean if has_hangul(key) else self._by_stems
                held = table.setdefault(key if has_hangul(key) else self._stemmed(key.split()), [])
                if concept not in held:
                    held.append(concept)

    def sharing(self, word: str) -> tuple[Concept, ...]:
        """Concepts whose canonical English form of several words has this one among them: for "mosquito" the
        nets and coils, when it names nothing by itself."""
        return tuple(self._sharing.get(self._analysis.stem(word), ())[:_MOST_SHARING])

    def stem(self, word: str) -> str:
        """Stem of one lower-case English word."""
        return self._analysis.stem(word)

    def is_head(self, word: str) -> bool:
        """Is this English word the last one of some product type?"""
        return self._analysis.stem(word) in self._heads

    def korean_forms(self) -> Sequence[str]:
        """Every Korean form without spaces."""
        return list(self._korean)

    def of(self, words: Sequence[str]) -> tuple[Concept, ...]:
        """Concepts these words name together, () when none."""
        joined = "".join(words)
        if has_hangul(joined):
            return tuple(self._korean.get(joined, ()))
        found = self._by_stems.get(self._stemmed(words), ())
        if found and words[-1].endswith(_INFLECTED):
            found = [one for one in found if any(form.casefold().endswith(_INFLECTED) for form in one.en)]
        return tuple(found)

    def mentions(self, words: Sequence[str]) -> list[Mention]:
        """Mentions that do not overlap, in order; at each word the longest form wins."""
        found, at = [], 0
        while at < len(words):
            for end in range(min(len(words), at + LONGEST), at, -1):
                if concepts := self.of(words[at:end]):
                    found.append(Mention(at, end, concepts))
                    at = end
                    break
            else:
                at += 1
        return found

    def ending(self, word: str) -> tuple[Concept, ...]:
        """Concepts named by the longest ending, of two syllables or more, of a Korean word: what a compound
        is ("알칼리세탁세제" is a detergent). () for other words."""
        if not has_hangul(word):
            return ()
        for start in range(1, len(word) - 1):
            if found := self._korean.get(word[start:]):
                return tuple(found)
        return ()

    def _stemmed(self, words: Sequence[str]) -> str:
        return " ".join(self._analysis.stem(word) for word in words)
