"""Which product a sentence speaks of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.grounding.fold import fold

_WORD = re.compile(r"[a-z0-9]+|[가-힣]+|[^\W\d_a-z가-힣]+")
_COMMON = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "this",
        "that",
        "new",
        "set",
        "pack",
        "kids",
        "women",
        "men",
        "size",
        "box",
        "per",
        "our",
        "your",
        "free",
    ]
)
MASK = "□"
LONG = 12


@dataclass(frozen=True, slots=True)
class Mention:
    """One title spoken of at `start`; several SKUs may carry it."""

    start: int
    skus: frozenset[str]


class Titles:
    """The titles of a turn, ready to be found in sentences."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self.source = dict(titles)
        groups: dict[str, set[str]] = {}
        for sku, title in titles.items():
            if key := _squeeze(fold(title))[0]:
                groups.setdefault(key, set()).add(sku)
        self._groups = sorted(
            ((key, frozenset(skus)) for key, skus in groups.items()), key=lambda group: -len(group[0])
        )
        words: dict[str, set[str]] = {}
        for key, skus in self._groups:
            for word in set(_WORD.findall(fold(titles[min(skus)]))):
                if len(word) > 1 and not word.isdigit() and word not in _COMMON:
                    words.setdefault(word, set()).add(key)
        self._rare = {word: keys for word, keys in words.items() if len(keys) <= 2}
        self._skus = dict(self._groups)

    def find(self, text: str) -> tuple[list[Mention], str]:
        """The mentions in folded `text` by position, and the text with titles said in full masked out."""
        squeezed, places = _squeeze(text)
        mentions: list[Mention] = []
        masked = list(text)
        for key, skus in self._groups:
            at = squeezed.find(key)
            while at >= 0:
                start, end = places[at], places[at + len(key) - 1] + 1
                if MASK not in masked[start:end] and _stands_alone(text, start, end):
                    mentions.append(Mention(start, skus))
                    masked[start:end] = MASK * (end - start)
                at = squeezed.find(key, at + 1)
        told = {mention.start for mention in mentions}
        cut_short = self._cut_short(text, squeezed, places, masked)
        mentions += [mention for mention in cut_short if mention.start not in told]
        rest = "".join(masked)
        # A title said in full outweighs a single shared word; without one, one rare word is a mention.
        mentions += self._partial(rest, 2.0 if mentions else 0.5)
        return sorted(mentions, key=lambda mention: mention.start), rest

    def _cut_short(self, text: str, squeezed: str, places: list[int], masked: list[str]) -> list[Mention]:
        """Long titles of which only the beginning is said, outside those said in full.

        Variants of one product share it.
        """
        found: dict[int, tuple[int, frozenset[str]]] = {}
        for key, skus in self._groups:
            at = squeezed.find(key[:LONG]) if len(key) > LONG else -1
            if at < 0 or masked[places[at]] == MASK:
                continue
            end = at + LONG
            while end < len(squeezed) and end - at < len(key) and squeezed[end] == key[end - at]:
                end += 1
            longest, others = found.get(at, (0, frozenset()))
            found[at] = (max(longest, end), others | skus if end >= longest else others)
        for at, (end, _) in found.items():
            start, stop = places[at], places[end - 1] + 1
            masked[start:stop] = MASK * (stop - start)
        return [Mention(places[at], skus) for at, (_, skus) in found.items()]

    def _partial(self, text: str, enough: float) -> list[Mention]:
        score: dict[str, float] = {}
        first: dict[str, int] = {}
        for word, keys in self._rare.items():
            at = text.find(word)
            if at < 0 or (word.isascii() and not _stands_alone(text, at, at + len(word))):
                continue
            for key in keys:
                score[key] = score.get(key, 0.0) + 1.0 / len(keys)
                first[key] = min(first.get(key, at), at)
        return [Mention(first[key], self._skus[key]) for key, value in score.items() if value >= enough]


def _squeeze(text: str) -> tuple[str, list[int]]:
    places = [index for index, char in enumerate(text) if char.isalnum()]
    return "".join(text[index] for index in places), places


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Latin words and numbers must end where the title ends; Korean takes particles."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (_latin(before) and _latin(text[start])) and not (_latin(after) and _latin(text[end - 1]))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
