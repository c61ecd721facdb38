"""A click: what a door sends in place of words."""

from dataclasses import dataclass
from typing import Literal

ActionType = Literal[
    "cart_add", "cart_set", "cart_remove", "cart_show", "constraint_remove", "more", "set_language",
    "set_store", "compare", "details",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Action:
    """`sku` for cart and details, `skus` to compare, `quantity` for cart_add and cart_set, `value` for the
    language, the store id ("" for no store), or the value of the constraint to remove with its `facet`."""

    type: ActionType
    sku: str = ""
    quantity: int = 1
    value: str = ""
    facet: str = ""
    skus: tuple[str, ...] = ()
