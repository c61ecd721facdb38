"""What a bare title says of a product beside its name: colour, material, size, whom it is for, amounts."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from assistant.lexicon.concepts import Concept, Lexicon
from assistant.lexicon.edible import EDIBLE
from assistant.lexicon.title_amounts import amounts_in
from assistant.lexicon.values import GENDER_WORDS, KINDS, canonical_value
from assistant.lexicon.words import fold, surface_key

_WORD = re.compile(r"[a-z]+(?:['’]s)?(?:-[a-z]+)*|[가-힣]+|\d+")
_LONGEST = 3
_FOODS = EDIBLE - {"beauty", "oral_care"}
_GENDERS = frozenset({"men", "women", "unisex", "kids"})
_NOT_GENDERS = frozenset({"male", "female", "man", "m", "f", "baby", "child", "아이", "꼬마"})
"""Plugs are male and female, and Spider-Man is no man's."""
_LETTERS = re.compile(r"(?<![\w~.'’&+-])(?:\d?X{0,2}[SL]|M)(?![\w~.'’&+-])")
_MILLIMETRES = re.compile(r"(?<![\d.,x~-])(2[0-9][05])\s?mm(?![a-z~])", re.IGNORECASE)
_GENERIC = frozenset({"color", "material", "matte", "glossy", "neon", "light color", "dark color"})
"""Words of the kind itself, and finishes: no value one would choose by."""
_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class TitleReader:
    """Reads titles by the lexicon. A word that also names food says nothing of colour or material, nor does
    anything in the title of food: red wine is no red thing."""

    lexicon: Lexicon
    _known: dict[str, tuple[str | None, bool]] = field(default_factory=dict)

    def read(self, title: str, types: Collection[Concept]) -> Mapping[str, tuple[str, ...]]:
        """Facet -> values as the title words them, in its order; {} when it says none. `types`: the product
        types the title names, () when unknown. Never an allergen or a diet."""
        domains = {concept.domain for concept in types}
        found: dict[str, tuple[str, ...]] = {
            facet: (written,) for facet, written in amounts_in(title).items()
        }
        if not domains & _FOODS:
            found |= self._properties(title)
        if any(domain.startswith("fashion") for domain in domains) and (sizes := _sizes(title, domains)):
            found["size"] = sizes
            found.pop("length", None)
        return found

    def _properties(self, title: str) -> dict[str, tuple[str, ...]]:
        said: dict[str, dict[str, None]] = {}
        for surface, facet in self._mentions(_WORD.findall(fold(title))):
            said.setdefault(facet, {})[surface] = None
        found = {facet: tuple(values) for facet, values in said.items()}
        genders = {canonical_value("gender", one, self.lexicon) for one in found.get("gender", ())}
        if len(genders) > 1:
            found["gender"] = ("unisex",) if "kids" not in genders else ("kids",)
        return found

    def _mentions(self, words: list[str]) -> Iterator[tuple[str, str]]:
        at = 0
        while at < len(words):
            for end in range(min(len(words), at + _LONGEST), at, -1):
                surface = " ".join(words[at:end])
                facet, known = self._looked_up(surface)
                if facet:
                    yield surface, facet
                if known:
                    at = end
                    break
            else:
                at += 1

    def _looked_up(self, surface: str) -> tuple[str | None, bool]:
        """The facet a form is a value of, and whether nothing inside it says anything else."""
        found = self._known.get(surface)
        if found is None:
            if len(self._known) > _KEPT:
                self._known.clear()
            facet = self._facet(surface)
            found = self._known[surface] = (facet, bool(facet) or self._is_food(surface))
        return found

    def _is_food(self, surface: str) -> bool:
        return any(
            concept.kind == "product_type" and concept.domain in _FOODS
            for concept in self.lexicon.of(surface)
        )

    def _facet(self, surface: str) -> str | None:
        """The facet this form is a value of and hardly anything else; None otherwise."""
        concepts = self.lexicon.of(surface)
        if not concepts and surface not in GENDER_WORDS:
            return None
        if len(surface_key(surface)) < 2 or self._is_food(surface):
            return None
        for facet, kind in KINDS.items():
            named = [concept for concept in concepts if concept.kind == kind]
            if named and fold(named[0].en[0]) not in _GENERIC:
                return None if self.lexicon.is_risky(surface, named[0]) else facet
        if surface in _NOT_GENDERS:
            return None
        return "gender" if canonical_value("gender", surface, self.lexicon) in _GENDERS else None


def _sizes(title: str, domains: Collection[str]) -> tuple[str, ...]:
    """Letter sizes, and the millimetres of shoes."""
    millimetres = _MILLIMETRES.findall(title) if "fashion_shoes" in domains else []
    return tuple(dict.fromkeys([*_LETTERS.findall(title), *millimetres]))
