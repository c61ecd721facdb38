"""The lexicon's names of goods that are a condition and goods: "leather boots"."""

from collections.abc import Collection

from assistant.lexicon import Lexicon
from assistant.lexicon.naming import facet_forms
from assistant.understanding.terms import Sense

FOOD_DOMAINS = frozenset(
    [
        "fresh_produce",
        "sauce_seasoning",
        "seafood",
        "grains_noodles",
        "beverages",
        "korean_dishes",
        "snacks",
        "meat",
        "health_food",
        "bakery",
        "dairy_egg",
        "frozen_ready",
        "baby_food",
    ]
)


_NAMES_FOOD = frozenset({"color", "material", "gender", "origin", "size"}) | facet_forms("맛")
"""What is part of a food's name: red wine, brown rice, strawberry milk."""


def without_compounds(
    terms: dict[str, tuple[Sense, ...]], lexicon: Lexicon, conditions: Collection[str]
) -> dict[str, tuple[Sense, ...]]:
    """Without the lexicon's compounds of a condition and goods ("leather boots"): each part is read alone.
    Food keeps its names ("red wine", "brown rice")."""

    def is_compound(key: str, senses: tuple[Sense, ...]) -> bool:
        if len(key) < 4 or any(sense.kind != "type" for sense in senses):
            return False
        if not any(c.isspace() for c in key) and key.isascii():
            return False
        food = any(lexicon.concepts[sense.value].domain in FOOD_DOMAINS for sense in senses)
        told = [facet for facet in conditions if not food or facet not in _NAMES_FOOD]
        return any(
            any(sense.facet in told for sense in terms.get(key[:cut].strip(), ()))
            and any(sense.kind in ("type", "category") for sense in terms.get(key[cut:].strip(), ()))
            for cut in range(2, len(key) - 1)
            if not key.isascii() or key[cut] == " "
        )

    return {key: senses for key, senses in terms.items() if not is_compound(key, senses)}
