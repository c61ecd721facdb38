"""The allergens a label names (Korean labelled allergens, with tree nuts, sesame and other fish)."""

ALLERGENS: tuple[str, ...] = (
    "milk", "egg", "wheat", "soybean", "peanut", "tree_nut", "walnut", "pine_nut", "buckwheat",
    "mackerel", "fish_other", "crab", "shrimp", "squid", "shellfish", "pork", "beef", "chicken",
    "peach", "tomato", "sulfite", "sesame",
)  # fmt: skip

# What a shopper says by a wider word covers every key it may mean: the safe side.
ALLERGEN_GROUPS: dict[str, frozenset[str]] = {
    "nuts": frozenset({"peanut", "tree_nut", "walnut", "pine_nut"}),
    "tree_nut": frozenset({"tree_nut", "walnut", "pine_nut"}),
    "fish": frozenset({"mackerel", "fish_other"}),
    "crustacean": frozenset({"crab", "shrimp"}),
    "seafood": frozenset({"mackerel", "fish_other", "crab", "shrimp", "squid", "shellfish"}),
    "gluten": frozenset({"wheat"}),
}

LACTOSE = "lactose"
"""What those who do not digest it keep away from, beside the allergens: no label names it, and milk without
it is still milk. A product that holds milk holds it, unless it is made for them (lexicon.lactose)."""

DIETS: tuple[str, ...] = ("vegan", "vegetarian", "gluten_free", "halal", "no_pork")
"""Diets a profile may hold. A product satisfies one when its feed declares it; undeclared is unknown."""
