"""The lexicon's names of goods that are a condition and goods: "leather boots"."""

from collections.abc import Collection

from assistant.lexicon import Lexicon
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
        organic = key.startswith(("유기농", "organic "))
        if not organic and any(lexicon.concepts[sense.value].domain in FOOD_DOMAINS for sense in senses):
            return False
        return any(
            any(sense.facet in conditions for sense in terms.get(key[:cut].strip(), ()))
            and any(sense.kind in ("type", "category") for sense in terms.get(key[cut:].strip(), ()))
            for cut in range(2, len(key) - 1)
            if not key.isascii() or key[cut] == " "
        )

    return {key: senses for key, senses in terms.items() if not is_compound(key, senses)}
