"""The Korean-English retail lexicon: concepts and the surface forms that name them."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from types import MappingProxyType

from assistant.domain.text import Language
from assistant.lexicon.words import fold, has_hangul, surface_key

_SENSE = re.compile(r"\s*\([^)]*\)\s*")
_TABLES = ("consumables.tsv", "durables_and_attributes.tsv", "retail_words.tsv", "brands.tsv")
_RISKY = "ambiguous_forms.tsv"


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing, property or unit of retail. The first form of each language is the canonical one, the rest
    are variants, some of them narrower or sibling words. `broader` is a concept id or ""; `ambiguous`: some
    form of it also means something else."""

    concept_id: str
    domain: str
    kind: str
    ko: tuple[str, ...]
    en: tuple[str, ...]
    broader: str
    ambiguous: bool = False


class Lexicon:
    """All concepts, found by any surface form in either language."""

    def __init__(self, concepts: Iterable[Concept], risky: Iterable[tuple[str, str]] = ()) -> None:
        """risky: (form, concept id) pairs where the form alone is weak evidence for the concept."""
        self.concepts: Mapping[str, Concept] = MappingProxyType({c.concept_id: c for c in concepts})
        self._risky = frozenset((surface_key(form), concept_id) for form, concept_id in risky)
        canonical: dict[str, list[Concept]] = {}
        variant: dict[str, list[Concept]] = {}
        for concept in self.concepts.values():
            heads = {surface_key(concept.ko[0]), surface_key(concept.en[0])} if concept.ko else set()
            for form in (*concept.ko, *concept.en):
                key = surface_key(form)
                table = canonical if key in heads else variant
                if key and concept not in table.setdefault(key, []):
                    table[key].append(concept)
        self._by_form: dict[str, tuple[Concept, ...]] = {
            key: (
                *canonical.get(key, ()),
                *(c for c in variant.get(key, ()) if c not in canonical.get(key, ())),
            )
            for key in canonical.keys() | variant.keys()
        }
        self._by_canonical: dict[tuple[str, str], Concept] = {}
        for concept in self.concepts.values():
            self._by_canonical.setdefault((concept.kind, fold(concept.en[0])), concept)

    @cached_property
    def english_words(self) -> frozenset[str]:
        """Every word, folded, that an English form is made of."""
        forms = (form for concept in self.concepts.values() for form in concept.en)
        words = (word for form in forms for word in fold(form).split())
        return frozenset(word for word in words if word.isalpha() and not has_hangul(word))

    def of(self, surface: str) -> tuple[Concept, ...]:
        """Every concept this form names, those it is the canonical form of first; () when unknown. Case,
        width, hyphens and (in Korean) spaces do not matter."""
        return self._by_form.get(surface_key(surface), ())

    def names(self, surface: str, kind: str) -> bool:
        """True when this form names a concept of `kind`: a product type, a colour."""
        return any(concept.kind == kind for concept in self.of(surface))

    def is_risky(self, surface: str, concept: Concept) -> bool:
        """True when this form alone is weak evidence for the concept: one Korean syllable, a shared word."""
        key = surface_key(surface)
        return len(key) < 2 or (key, concept.concept_id) in self._risky

    def canonical(self, kind: str, surface: str) -> str | None:
        """Canonical English form of what `surface` names among concepts of `kind`, folded; None if unknown:
        ("colour", "블랙") -> "black"."""
        return next((fold(concept.en[0]) for concept in self.of(surface) if concept.kind == kind), None)

    def in_(self, language: Language, kind: str, canonical: str) -> str:
        """How a canonical English form reads in `language`: ("ko", "colour", "black") -> "블랙";
        the form itself when unknown."""
        concept = self._by_canonical.get((kind, fold(canonical)))
        if concept is None:
            return canonical
        return concept.ko[0] if language == "ko" else concept.en[0]

    def narrower(self, concept_id: str) -> tuple[Concept, ...]:
        """Direct children of a concept."""
        return tuple(concept for concept in self.concepts.values() if concept.broader == concept_id)


def load_lexicon() -> Lexicon:
    """The lexicon shipped with the product. Senses in parentheses are stripped from the forms."""
    rows = [row for table in _TABLES for row in _read(table)]
    by_name = {row["ko"]: row["id"] for row in rows}
    ids = {row["id"] for row in rows}
    concepts = [
        Concept(
            concept_id=row["id"],
            domain=row["domain"],
            kind=row["kind"],
            ko=_forms(row["ko"], row["ko_variants"]),
            en=_forms(row["en"], row["en_variants"]),
            broader=row["broader"] if row["broader"] in ids else by_name.get(row["broader"], ""),
            ambiguous=bool(row["ambiguous"]),
        )
        for row in rows
    ]
    return Lexicon(concepts, ((row["form"], row["id"]) for row in _read(_RISKY)))


def _read(table: str) -> list[dict[str, str]]:
    text = files("assistant.lexicon").joinpath("data", table).read_text(encoding="utf-8")
    lines = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [{name: value or "" for name, value in row.items()} for row in lines]


def _forms(canonical: str, variants: str) -> tuple[str, ...]:
    stripped = (_SENSE.sub(" ", form).strip() for form in (canonical, *variants.split("|")))
    return tuple(dict.fromkeys(form for form in stripped if form))
