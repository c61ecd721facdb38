"""Products side by side: differences first, what is missing said as not stated."""

from collections.abc import Sequence

from assistant.domain.card import Card
from assistant.domain.events import Comparison, ComparisonRow
from assistant.domain.product import Attribute, Product
from assistant.domain.text import Language
from assistant.lexicon import Lexicon
from assistant.toolbox.cards import option_text, unit_price_text
from prompts import Replies

MOST_ROWS = 14
_NOT_A_FACT = ("image", "link", "title", "description", "category", "alt_text", "tags", "handle", "url", "id")


def compare(
    pairs: Sequence[tuple[Card, Product]], language: Language, lexicon: Lexicon, texts: Replies
) -> Comparison:
    """One column a card. Rows whose values differ come first, in the order price, options, attributes."""
    rows: dict[str, list[str]] = {}

    def put(name: str, column: int, value: str) -> None:
        rows.setdefault(name, [""] * len(pairs))[column] = value

    for column, (card, product) in enumerate(pairs):
        put("price", column, card.price.format(language) if card.price else "")
        if card.unit_price:
            put("unit_price", column, unit_price_text(card.unit_price, language))
        put("brand", column, card.brand)
        for name, value in card.options.items():
            put(name, column, value)
        for name, values in product.attributes.items():
            if name not in card.options and is_fact(name):
                put(name, column, attribute_text(name, values, language, lexicon, texts))
        put("allergens", column, allergens_text(product, texts))
        if card.store:
            put("stock", column, texts.say("value.units", quantity=card.store.quantity))
    unstated = texts.say("value.not_stated")
    table = [
        ComparisonRow(
            name=texts.label("attribute", name),
            values=tuple(value or unstated for value in values),
            differs=len(set(values)) > 1,
        )
        for name, values in rows.items()
        if any(values) and max(map(len, values)) <= 120
    ]
    table.sort(key=lambda row: not row.differs)
    return Comparison(tuple(card.sku for card, _ in pairs), tuple(table[:MOST_ROWS]))


def is_fact(name: str) -> bool:
    """False for attributes that address, name or describe the product rather than state something of it."""
    return not any(word in name.lower() for word in _NOT_A_FACT)


def attribute_text(
    name: str, values: Sequence[Attribute], language: Language, lexicon: Lexicon, texts: Replies
) -> str:
    """An attribute's values as a shopper reads them: yes/no in words, numbers with all their digits, colours
    translated."""
    words = []
    for value in values:
        word = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value).lower()
        if word in ("yes", "no", "unknown"):
            words.append(texts.say(f"value.{word}"))
        elif isinstance(value, float) or (name.endswith("_days") and word.isdigit()):
            number = f"{value:.15g}" if isinstance(value, float) else word
            words.append(texts.say("value.days", count=number) if name.endswith("_days") else number)
        else:
            words.append(option_text(name, str(value), language, lexicon))
    return ", ".join(words)


def allergens_text(product: Product, texts: Replies) -> str:
    """What the label says of allergens, in one line."""
    label = product.allergens
    if label.status == "unknown" and not (label.contains or label.may_contain):
        return texts.say("value.allergens_unknown")
    contains = ", ".join(texts.label("allergen", key) for key in sorted(label.contains))
    may = ", ".join(texts.label("allergen", key) for key in sorted(label.may_contain))
    if contains and may:
        return texts.say("value.allergens_both", contains=contains, may=may)
    if contains:
        return texts.say("value.allergens_contains", contains=contains)
    if may:
        return texts.say("value.allergens_may", may=may)
    return texts.say("value.allergens_none")
