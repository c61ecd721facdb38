"""Which drawn icon stands in for a product without a picture, judged by the lexicon, not by any one shop."""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assistant.domain.text import Language
from assistant.lexicon import Concept, Lexicon, has_hangul
from assistant.lexicon.edible import singular

_PIECES = re.compile(r"\s*(?:[·/&,]|\band\b)\s*")
_UNSURE = "basket"


@dataclass(frozen=True, slots=True)
class Icon:
    """`svg` is our own drawing (trusted markup inside <svg>); `tone` the tint of its tile."""

    name: str
    svg: str
    tone: str


class Icons:
    """Icons by category words. Costs some 20 microseconds a category, once."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = tomllib.loads((files("ui") / "static" / "icons.toml").read_text(encoding="utf-8"))
        self._shapes: dict[str, str] = table["shape"]
        self._domains: dict[str, str] = table["domain"]
        self._words = {
            word: "" if icon == "unsure" else icon for icon, words in table["word"].items() for word in words
        }
        self._tones: dict[str, str] = table["tone"]
        self._lexicon = lexicon
        self._name = lru_cache(maxsize=4096)(self._find)

    def of(self, category: str) -> Icon:
        """The icon of a category path "A > B": of the narrowest step most of whose kinds of goods have the
        same one, the basket where that is not sure. What a title says would change with its language."""
        return self.named(self._name(category))

    def named(self, name: str) -> Icon:
        """One icon by its own name; KeyError when there is none such."""
        return Icon(name, self._shapes[name], self._tones.get(name, "sand"))

    def category_name(self, name: str, language: Language) -> str:
        """A category name as readers of `language` say it, by the lexicon where the feed has only the other
        language's: "과일" -> "Fruit"; "" when the lexicon does not know it either."""
        if (language == "ko") == has_hangul(name):
            return name
        pieces = [self._concept(piece) for piece in _PIECES.split(name)]
        forms = [getattr(concept, language)[0] for concept in pieces if concept]
        return " & ".join(forms).capitalize() if len(forms) == len(pieces) else ""

    def value_name(self, value: str, language: Language) -> str:
        """A facet's value as readers of `language` say it; as it is when the lexicon does not know it."""
        if (language == "ko") == has_hangul(value):
            return value
        sure = (one for one in self._lexicon.of(value) if not self._lexicon.is_risky(value, one))
        return next((str(getattr(one, language)[0]) for one in sure), value)

    def _find(self, path: str) -> str:
        steps = [step.strip() for step in path.split(">") if step.strip()]
        for step in reversed(steps):
            pieces = dict.fromkeys(_PIECES.split(step.lower()))
            icons = Counter(self._of_piece(piece) for piece in pieces)
            icon, count = icons.most_common(1)[0]
            if icon and count * 2 > len(pieces):
                return icon
        return _UNSURE

    def _of_piece(self, piece: str) -> str:
        """The icon of one kind of goods in a step: by our own words, else by the lexicon; "" when unknown."""
        last = piece.split()[-1:]
        for form in (piece, *last):
            for one in (form, *singular(form)):
                if one in self._words:
                    return self._words[one]
        concept = self._concept(piece)
        while concept:
            if icon := self._domains.get(concept.domain) or self._words.get(concept.en[0].lower()):
                return icon
            concept = self._lexicon.concepts.get(concept.broader)
        return ""

    def _concept(self, piece: str) -> Concept | None:
        """What a piece of a path names: as a whole, or by its last or first word."""
        words = piece.split()
        tries = (piece, words[-1], words[0]) if words else ()
        return next((concept for form in tries if (concept := self._known(form))), None)

    def _known(self, form: str) -> Concept | None:
        """The kind of product a form names, in the singular or plural; None when that is not sure."""
        for surface in (form, *singular(form)):
            for concept in self._lexicon.of(surface):
                if concept.kind == "product_type" and not self._lexicon.is_risky(surface, concept):
                    return concept
        return None
