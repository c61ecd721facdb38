"""Conditions, titles and amounts in the shopper's words."""

from collections.abc import Sequence

from assistant.domain.allergen import LACTOSE
from assistant.domain.card import Card
from assistant.domain.dialogue import Constraint
from assistant.domain.money import Money
from assistant.lexicon.foods import food_name, is_declared
from assistant.lexicon.saying import said
from assistant.toolbox.cards import option_text
from assistant.toolbox.desk import Desk

_TITLE_LENGTH = 40


def short(title: str) -> str:
    """A title that fits into a sentence."""
    return title if len(title) <= _TITLE_LENGTH else title[: _TITLE_LENGTH - 1].rstrip() + "…"


def listed(words: Sequence[str]) -> str:
    """Words in a row, each once."""
    return ", ".join(dict.fromkeys(words))


def amount(desk: Desk, value: object) -> Money | None:
    """A price constraint's value as money; None when it is not a number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Money(int(value), desk.shop.currency)


def allergen(desk: Desk, key: str) -> str:
    """The name of an allergen, or of another food somebody cannot have, in the shopper's language."""
    if is_declared(key):
        return desk.texts.label("allergen", key)
    return food_name(key, desk.language, desk.shop.lexicon)


def allergens(desk: Desk, keys: Sequence[str] | frozenset[str]) -> str:
    """Names of `allergen`, in the order of their keys."""
    return listed([allergen(desk, key) for key in sorted(keys)])


def foods_left_out(desk: Desk) -> str:
    """That what names a food this shopper cannot have was left out, where labels need not declare it; "" when
    every avoided food is one they declare."""
    foods = frozenset(key for key in desk.avoid if not is_declared(key))
    return desk.texts.say("find.avoiding_named", foods=allergens(desk, foods)) if foods else ""


def condition(desk: Desk, one: Constraint) -> str:
    """One constraint as the shopper would say it: 30,000원 이하, not leather."""
    texts, op = desk.texts, "eq" if one.op == "in" else one.op
    if one.facet == "price" and (money := amount(desk, one.value)):
        return texts.say(
            f"describe.price_{op if op in ('le', 'lt', 'ge', 'gt') else 'eq'}",
            price=money.format(desk.language),
        )
    if one.facet == "allergen" and one.value == LACTOSE:
        return texts.say("describe.lactose")
    if one.facet == "allergen":
        return texts.say("describe.allergen", allergen=allergen(desk, str(one.value)))
    if one.facet == "diet":
        return texts.label("diet", str(one.value))
    if one.facet == "store":
        names = [s.name.in_(desk.language) for s in desk.stores([str(one.value)])]
        return texts.say("describe.store", store=listed(names) or str(one.value))
    if one.facet == "availability":
        return texts.say("describe.in_stock")
    if one.facet == "discount":
        return texts.say("describe.discount")
    value = _value(desk, one)
    if op in ("ne", "not_in"):
        return texts.say("describe.not", value=value)
    return texts.say(f"describe.{op}", name=texts.label("attribute", one.facet), value=value)


def _value(desk: Desk, one: Constraint) -> str:
    values = one.value if isinstance(one.value, tuple) else (one.value,)
    words = []
    for value in values:
        if isinstance(value, float | int) and not isinstance(value, bool):
            words.append(f"{value:g}")
        elif f"label.value.{value}" in desk.texts.texts:
            words.append(desk.texts.label("value", str(value)))
        else:
            words.append(option_text(one.facet, str(value), desk.language, desk.shop.lexicon))
    return listed(words)


def taste(desk: Desk, value: str) -> str:
    """Something liked or disliked, as the profile keeps it, in the shopper's language: leather -> 가죽."""
    bare = value.rpartition(":")[2]
    if f"label.dislike.{bare}" in desk.texts.texts:
        return desk.texts.label("dislike", bare)
    lexicon = desk.shop.lexicon
    named = said("", bare, desk.language, lexicon)
    return named if named != bare else food_name(bare, desk.language, lexicon).replace("_", " ")


def own_size(desk: Desk, kind: str, size: str) -> str:
    """A size the profile keeps, by what it is of: ("shoe_mm", "240") -> 신발 240mm, ("top", "m") -> top M."""
    name, _, unit = kind.rpartition("_")
    if unit not in ("mm", "cm"):
        name, unit = kind, ""
    number = str(size)
    unit = unit if number.replace(".", "").isdigit() else ""
    return f"{desk.texts.label('worn', name)} {number.upper()}{unit}"


def with_price(card: Card, desk: Desk) -> tuple[str, str]:
    """A card's short title and its price in words, "" when it has none."""
    return short(card.title), card.price.format(desk.language) if card.price else ""
