"""One message as the readers of whole sentences share it: what it points at, what each part of it does."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from assistant.domain.dialogue import Request, Session
from assistant.domain.product import Product
from assistant.understanding.acting import slot_of
from assistant.understanding.acts import Slot
from assistant.understanding.dealing import Deed, both, deeds
from assistant.understanding.hear import Heard
from assistant.understanding.meant import Meaning, spoken
from assistant.understanding.mentions import Mention, mentions
from assistant.understanding.vocabulary import Vocabulary

_CUT = re.compile(
    r"[.!?;:](?!\d)\s*|\s-+\s|—|–|,? so\b|,? (?:because|since|as)\b (?=i|we|my)"
    r"|(?<=[가-힣])(?:라서|니까|는데|은데|거든요|지만|거라)[,\s]\s*"
)
"""Where what is said beside begins or ends."""
_PLAIN = 0.85
"""How likely words alone must make a deed to leave no doubt: of the tables they are right then in 97 %, as
they are with meaning beside them, and an embedding is saved."""
_OF_PART = 0.7
"""What the parts that point at goods count for, beside the whole."""
_LOOKS_ON = 0.5
"""How likely a part asks or looks for others, to do so beside the rest."""


@dataclass(frozen=True)
class Part:
    """A stretch of the message, whether it points at goods, and how likely it does each deed."""

    text: str
    points: bool
    deeds: Mapping[Deed, float]


@dataclass(frozen=True)
class Sentence:
    """The message and where it was said. ruled: what the rules take it for; base: the request it would be
    part of; meaning: what tells deeds by meaning, None where words alone do."""

    ruled: Request
    heard: Heard
    base: Request
    session: Session
    vocabulary: Vocabulary
    shown: Mapping[str, Product]
    meaning: Meaning | None = None

    @property
    def low(self) -> str:
        return self.heard.low

    @cached_property
    def found(self) -> tuple[Mention, ...]:
        """Everything it points at, what it turns down too."""
        return mentions(self.low, self.session, self.vocabulary, self.shown)

    @property
    def meant(self) -> tuple[Mention, ...]:
        """What it points at and does not turn down."""
        return tuple(one for one in self.found if not one.refused)

    @property
    def whole(self) -> Mapping[Deed, float]:
        """How likely each deed is, told by all of it; empty where no word is known."""
        return self._told[0].deeds

    @property
    def parts(self) -> Sequence[Part]:
        """Its parts, where there are several; else ()."""
        return self._told[1:]

    @cached_property
    def likely(self) -> Mapping[Deed, float]:
        """How likely each deed is, told by the parts that point at goods and by the whole; empty where
        another part asks, or looks for others."""
        pointing = [part for part in self.parts if part.points]
        if any(_looks_on(part) for part in self.parts if not part.points):
            return {}
        if not pointing:
            return self.whole
        told = {
            deed: sum(part.deeds.get(deed, 0.0) for part in pointing) / len(pointing) for deed in self.whole
        }
        return {deed: _OF_PART * told[deed] + (1 - _OF_PART) * sure for deed, sure in self.whole.items()}

    @cached_property
    def _told(self) -> Sequence[Part]:
        """The whole and its parts."""
        cuts = [match.end() for match in _CUT.finditer(self.low)]
        spans = [(a, b) for a, b in pairwise([0, *cuts, len(self.low)]) if self.low[a:b].strip()]
        pieces = [self._piece(a, b) for a, b in ((0, len(self.low)), *(spans if len(spans) > 1 else ()))]
        worded = likely_deeds(pieces, slot_of(self.vocabulary), self.meaning)
        return [Part(text, bool(here), told) for (text, here), told in zip(pieces, worded, strict=True)]

    def _piece(self, start: int, end: int) -> tuple[str, list[Mention]]:
        """A stretch of it, and what is pointed at there."""
        here = [
            replace(one, start=one.start - start, end=one.end - start)
            for one in self.found
            if start <= one.start < end
        ]
        return self.low[start:end], here


def likely_deeds(
    pieces: Sequence[tuple[str, Sequence[Mention]]], slot: Slot, meaning: Meaning | None
) -> list[dict[Deed, float]]:
    """How likely each deed is of each stretch with what is pointed at in it, offsets from its beginning; {}
    for one of unknown words. Meaning is looked at where words alone leave a doubt, of all at once."""
    worded = [deeds(text, here, slot) for text, here in pieces]
    doubtful = [at for at, told in enumerate(worded) if 0 < max(told.values(), default=0) < _PLAIN]
    if meaning is not None and doubtful:
        meant = meaning.deeds([spoken(*pieces[at]) for at in doubtful])
        for at, by_meaning in zip(doubtful, meant, strict=True):
            worded[at] = both(worded[at], by_meaning)
    return worded


def _looks_on(part: Part) -> bool:
    return "?" in part.text and part.deeds.get("ask", 0.0) + part.deeds.get("find", 0.0) > _LOOKS_ON
