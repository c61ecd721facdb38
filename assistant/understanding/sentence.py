"""One message as the readers of whole sentences share it: what it points at, what each part of it does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from assistant.domain.dialogue import Request, Session
from assistant.domain.product import Product
from assistant.understanding.acting import slot_of
from assistant.understanding.dealing import Deed, deeds
from assistant.understanding.hear import Heard
from assistant.understanding.mentions import Mention, mentions
from assistant.understanding.vocabulary import Vocabulary

_CUT = re.compile(
    r"[.!?;:](?!\d)\s*|\s-+\s|—|–|,? so\b|,? (?:because|since|as)\b (?=i|we|my)"
    r"|(?<=[가-힣])(?:라서|니까|는데|은데|거든요|지만|거라)[,\s]\s*"
)
"""Where what is said beside begins or ends."""
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
    part of."""

    ruled: Request
    heard: Heard
    base: Request
    session: Session
    vocabulary: Vocabulary
    shown: Mapping[str, Product]

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

    @cached_property
    def whole(self) -> Mapping[Deed, float]:
        """How likely each deed is, told by all of it; empty where no word is known."""
        return deeds(self.low, self.found, slot_of(self.vocabulary))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Its parts, where there are several; else ()."""
        cuts = [match.end() for match in _CUT.finditer(self.low)]
        spans = [(a, b) for a, b in pairwise([0, *cuts, len(self.low)]) if self.low[a:b].strip()]
        return tuple(self._part(start, end) for start, end in spans) if len(spans) > 1 else ()

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

    def _part(self, start: int, end: int) -> Part:
        here = [
            replace(one, start=one.start - start, end=one.end - start)
            for one in self.found
            if start <= one.start < end
        ]
        text = self.low[start:end]
        return Part(text, bool(here), deeds(text, here, slot_of(self.vocabulary)))


def _looks_on(part: Part) -> bool:
    return "?" in part.text and part.deeds.get("ask", 0.0) + part.deeds.get("find", 0.0) > _LOOKS_ON
