"""Korean text in its morphemes, by one shared analyser."""

import threading
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any

_FIRST_WORD = 100
# Kiwi numbers the placeholders of unknown words, one a tag, below its dictionary.
_VERB_TAGS = frozenset({"VV", "VA", "XR", "MAG"})


@dataclass(frozen=True, slots=True)
class Morpheme:
    """`tag` is Kiwi's without its irregularity mark; text[start:start + length] holds it; `known`: it stands
    in the analyser's dictionary, so it is no slip."""

    form: str
    tag: str
    start: int
    length: int
    known: bool

    @property
    def verbal(self) -> bool:
        """It describes rather than names: a verb, adjective, root or adverb."""
        return self.tag in _VERB_TAGS


class Morphemes:
    """The analyser (about one second and 240 MB), loaded at the first text. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kiwi: Any = None

    def of(self, text: str) -> list[Morpheme]:
        """The morphemes of a folded text, in order; [] for an empty one."""
        kiwi = self._kiwi or self._load()
        return [
            Morpheme(token.form, token.tag.split("-")[0], token.start, token.len, token.id >= _FIRST_WORD)
            for token in kiwi.tokenize(text)
        ]

    def spaced(self, text: str) -> str:
        """A text written without spaces, with those it takes."""
        return str((self._kiwi or self._load()).space(text))

    def _load(self) -> Any:
        with self._lock:
            if self._kiwi is None:
                from kiwipiepy import Kiwi

                # Without the two dictionaries of fixed phrases it loads in a third of the time and half the
                # memory; the catalogue's own words matter more here.
                self._kiwi = Kiwi(
                    num_workers=1, load_default_dict=False, load_multi_dict=False, integrate_allomorph=False
                )
            return self._kiwi


@cache
def morphemes() -> Morphemes:
    """The one analyser of this process."""
    return Morphemes()


def noun_of(word: str) -> tuple[str, bool]:
    """What a Korean word names, without particles (하모니는 -> 하모니), and whether the dictionary has it;
    ("", False) for a verb, an adjective, a pronoun or anything else that is no plain noun."""
    found = morphemes().of(word)
    names = list(takewhile(lambda one: one.tag in ("NNG", "NNP"), found))
    if not names or any(one.tag[0] != "J" and one.tag != "NNB" for one in found[len(names) :]):
        return "", False
    return word[: names[-1].start + names[-1].length], all(one.known for one in names)
