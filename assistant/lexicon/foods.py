"""Foods and stuffs no label has to name: carrot, banana, wool. What people cannot have is not always in the
table of allergens; the lexicon knows the word, the record says where it is named."""

import re
from functools import lru_cache

from assistant.domain.allergen import ALLERGEN_GROUPS, ALLERGENS, LACTOSE
from assistant.domain.product import Product
from assistant.domain.text import Language
from assistant.lexicon.allergens import english, is_freed, korean
from assistant.lexicon.concepts import Concept, Lexicon
from assistant.lexicon.edible import EDIBLE, edible
from assistant.lexicon.words import fold, has_hangul

_KINDS = ("product_type", "ingredient", "material")
INGREDIENTS = re.compile(r"ingredient|원재료|원료|재료명|^(?:전\s?)?성분(?:명|표)?$")
"""Headings under which feeds list what a product is made of."""
_STUFF = re.compile(r"material|fabric|소재|재질|원단|안감|겉감|충전재")
"""Headings under which feeds name what goods that are not eaten are made of."""
_DECLARED = frozenset(ALLERGENS) | ALLERGEN_GROUPS.keys() | {LACTOSE}


def food_key(word: str, lexicon: Lexicon) -> str:
    """The key of a food, an ingredient or a material: its canonical English name; "" for none."""
    concept = _concept(word, lexicon)
    return fold(concept.en[0]) if concept else ""


def is_declared(key: str) -> bool:
    """True for what a label tells: the allergens it declares, and lactose, by its milk; False for the key of
    any other food or material."""
    return key in _DECLARED


def food_name(key: str, language: Language, lexicon: Lexicon) -> str:
    """How a key of `food_key` reads in `language`; the key itself when the lexicon does not know it."""
    concept = _concept(key, lexicon)
    if concept is None:
        return key
    return concept.ko[0] if language == "ko" else concept.en[0]


def names_food(product: Product, key: str, lexicon: Lexicon) -> bool:
    """Whether the record names this food or a narrower one ("fruit": apples): of something edible its title,
    description and ingredients, of anything else its materials, and its title where the key is a material."""
    pattern, is_material = _named(key, lexicon)
    headings = _STUFF
    words: list[str] = []
    if edible(product, lexicon):
        headings = INGREDIENTS
        words += [*product.title.both(), *product.description.both()]
    elif is_material:
        words += product.title.both()
    words += [
        str(value)
        for heading, values in product.attributes.items()
        if headings.search(heading.lower())
        for value in values
    ]
    return any(
        not is_freed(text, match.end()) for text in map(str.lower, words) for match in pattern.finditer(text)
    )


def _concept(word: str, lexicon: Lexicon) -> Concept | None:
    return next(
        (
            one
            for kind in _KINDS
            for one in lexicon.of(word)
            if one.kind == kind and (kind != "product_type" or one.domain in EDIBLE)
        ),
        None,
    )


@lru_cache(maxsize=512)
def _named(key: str, lexicon: Lexicon) -> tuple[re.Pattern[str], bool]:
    concept = _concept(key, lexicon)
    forms = {key: False}
    if concept is not None:
        forms = {
            form.lower(): lexicon.is_risky(form, one)
            for one in _with_narrower(concept, lexicon)
            for form in (*one.ko, *one.en)
        }
    en = tuple(form for form in forms if not has_hangul(form))
    alone = tuple(form for form, risky in forms.items() if risky and has_hangul(form))
    anywhere = tuple(form for form in forms if form not in alone and has_hangul(form))
    parts = [part for part in (korean(anywhere, alone), english(en)) if part]
    return re.compile("|".join(parts)), concept is not None and concept.kind == "material"


def _with_narrower(concept: Concept, lexicon: Lexicon) -> list[Concept]:
    found, at = [concept], 0
    while at < len(found):
        found += [one for one in lexicon.narrower(found[at].concept_id) if one not in found]
        at += 1
    return found
