"""Constraints as the short words on a chip."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain.allergen import LACTOSE
from assistant.domain.dialogue import Constraint
from assistant.domain.money import Money
from assistant.domain.text import Language
from assistant.lexicon.foods import is_declared
from ui.face.wording import Wording

_BOUNDS = frozenset({"le", "lt", "ge", "gt", "eq"})
_MONEY = frozenset({"price", "list_price"})


@dataclass(frozen=True, slots=True)
class Chip:
    """One removable condition. `facet` and `value` name it again in the click; `fixed` ones come from the
    shopper's profile and are not taken off with a chip."""

    label: str
    facet: str
    value: str
    fixed: bool = False
    soft: bool = False


def value_text(constraint: Constraint) -> str:
    """The constraint's value as the plain string a click sends back: "30000", "black", "m,l"."""
    if isinstance(constraint.value, tuple):
        return ",".join(constraint.value)
    return str(constraint.value)


@dataclass(frozen=True, slots=True)
class Chips:
    """Chips in one language. `value` gives a facet's canonical value as read, `category` a category's name
    (each with the language), `stores` the names of store ids."""

    wording: Wording
    currency: str
    stores: Mapping[str, str]
    value: Callable[[str, str, Language], str]
    category: Callable[[str, Language], str]

    def of(self, constraints: Sequence[Constraint]) -> tuple[Chip, ...]:
        """A chip for each constraint, in their order."""
        return tuple(
            Chip(
                label=self.label(one),
                facet=one.facet,
                value=value_text(one),
                fixed=one.origin == "profile",
                soft=not one.hard,
            )
            for one in constraints
        )

    def label(self, one: Constraint) -> str:
        """The constraint in a few words: "30,000원 이하", "색상 블랙", "no peanuts"."""
        say, facet, value = self.wording.replies.say, one.facet, one.value
        op = "eq" if one.op == "in" else one.op
        if facet in _MONEY and isinstance(value, int | float):
            price = Money(round(value), self.currency).format(self.wording.language)
            return say(f"describe.price_{op}", price=price) if op in _BOUNDS else price
        if facet == "availability":
            return say("describe.in_stock")
        if facet == "discount" and op in ("gt", "ge"):
            return say("describe.discount")
        if facet == "store":
            return say("describe.store", store=self.stores.get(str(value), str(value)))
        values = value if isinstance(value, tuple) else (value,)
        shown = ", ".join(self._shown(facet, item) for item in values)
        if facet == "allergen" and value == LACTOSE:
            return say("describe.lactose")
        if facet == "allergen":
            return say("describe.allergen", allergen=shown)
        if op in ("ne", "not_in"):
            return say("describe.not", value=shown)
        if facet in ("diet", "category") and op == "eq":
            return shown
        if facet == "occasion" and op == "eq":
            return say("describe.occasion", occasion=shown)
        return say(f"describe.{op}", name=self.wording.replies.label("attribute", facet), value=shown)

    def _shown(self, facet: str, value: str | int | float | bool) -> str:
        replies, language = self.wording.replies, self.wording.language
        if isinstance(value, bool):
            return replies.say("value.yes" if value else "value.no")
        if isinstance(value, int | float):
            return f"{value:.15g}"
        if facet == "diet" or (facet == "allergen" and is_declared(value)):
            return replies.label(facet, value)
        if facet == "allergen":
            return self.value(facet, value, language)
        if facet == "category":
            step = value.split(">")[-1].strip()
            return self.category(step, language) or step
        if f"label.value.{value}" in replies.texts or f"value.{value}" in replies.texts:
            return replies.texts.get(f"label.value.{value}") or replies.say(f"value.{value}")
        # A lexicon would read the letter sizes as units: "m" as metres, "l" as litres.
        return value.upper() if facet == "size" else self.value(facet, value, language)
