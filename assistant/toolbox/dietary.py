"""Whether a product fits a diet: what its feed declares, else what its label and its name say is in it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from assistant.domain.product import Product
from assistant.domain.text import Text
from assistant.grounding.fold import fold
from assistant.grounding.labels import statements
from assistant.lexicon import Lexicon, canonical_value, facet_name, facets_of
from assistant.lexicon.edible import edible
from assistant.lexicon.foods import names_food
from assistant.toolbox.unlabelled import may_hold

Fitting = Literal["yes", "no", "unknown"]
_OF_THE_SEA = frozenset({"mackerel", "fish_other", "crab", "shrimp", "squid", "shellfish"})
_OF_MEAT = frozenset({"pork", "beef", "chicken"})
_AGAINST: Mapping[str, frozenset[str]] = {
    "vegan": _OF_MEAT | _OF_THE_SEA | {"milk", "egg"},
    "vegetarian": _OF_MEAT | _OF_THE_SEA,
    "gluten_free": frozenset({"wheat"}),
    "halal": frozenset({"pork"}),
}
"""Allergens a label names by which food does not fit."""
_FOODS: Mapping[str, tuple[str, ...]] = {
    "vegan": ("meat", "fish", "honey", "gelatin"),
    "vegetarian": ("meat", "fish", "gelatin"),
}
"""Foods no label has to name by which it does not."""


def fitting(product: Product, sku: str, diet: str, lexicon: Lexicon) -> Fitting:
    """Whether this SKU fits `diet` (a key of DIETS): what is declared for it decides; of food for which
    nothing is, a label or a name that holds what the diet shuts out. Things nobody eats fit."""
    facets = facets_of(product, product.variant(sku), lexicon)
    declared = facets.get("diet", frozenset())
    if isinstance(declared, frozenset) and diet in declared:
        return "yes"
    own = {
        canonical_value(diet, str(value), lexicon)
        for name, values in product.attributes.items()
        if facet_name(name) == diet
        for value in values
    }
    if own & {"no", "false"} or held_against(product, diet, lexicon):
        return "no"
    return "unknown"


def held_against(product: Product, diet: str, lexicon: Lexicon) -> frozenset[str]:
    """Allergen keys of the label, or foods of the name and the ingredients, by which a product does not fit
    `diet`; traces count for gluten alone. Empty for what nobody eats. Of a product whose name says that it
    fits, the label alone counts."""
    if not edible(product, lexicon):
        return frozenset()
    label = product.allergens
    traces = label.may_contain - label.contains if diet != "gluten_free" else frozenset[str]()
    listed = label.contains & _AGAINST.get(diet, frozenset())
    if _called(product, diet):
        return listed
    held = (may_hold(product, lexicon) - traces) & _AGAINST.get(diet, frozenset())
    told = replace(product, description=Text())
    foods = _FOODS.get(diet, ()) if not held else ()
    return listed | held | frozenset(food for food in foods if names_food(told, food, lexicon))


def _called(product: Product, diet: str) -> bool:
    """Whether its name says that it fits: vegan sausages."""
    return any(
        said.kind == "diet" and diet in said.keys
        for title in product.title.both()
        for said in statements(fold(title))
    )
