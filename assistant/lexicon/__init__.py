"""The vocabulary of retail in Korean and English, and the canonical spelling of facet values."""

from assistant.lexicon.concepts import Concept, Lexicon, load_lexicon
from assistant.lexicon.facets import (
    OFFER_NUMBERS,
    FacetValue,
    category_steps,
    facet_name,
    facets_of,
    offer_numbers,
)
from assistant.lexicon.values import canonical_value
from assistant.lexicon.words import fold, has_hangul, surface_key

__all__ = [
    "OFFER_NUMBERS", "Concept", "FacetValue", "Lexicon", "canonical_value", "category_steps", "facet_name",
    "facets_of", "fold", "has_hangul", "load_lexicon", "offer_numbers", "surface_key",
]  # fmt: skip
