"""The sizes and colours of one product that the feed lists as several products of the same name."""

import re
from collections.abc import Sequence

from assistant.domain.card import Card
from assistant.domain.product import Product
from assistant.lexicon import canonical_value
from assistant.lexicon.saying import said
from assistant.toolbox.desk import Desk
from assistant.understanding.names import own_words
from assistant.understanding.vocabulary import Vocabulary

_MOST = 40
"""One product comes in no more sizes or colours than this."""


def listed_apart(desk: Desk, product: Product, name: str) -> list[tuple[Card, str]]:
    """Every product whose name differs from this one's in nothing but the `name` ("size", "color"), with its
    own, as written; [] when there is no other."""
    vocabulary = desk.shop.vocabulary
    called = _without(product, name, vocabulary)
    if not called:
        return []
    alike = frozenset.intersection(*map(vocabulary.naming, called))
    if not 1 < len(alike) <= _MOST:
        return []
    found = desk.products([vocabulary.skus_of(number)[0] for number in sorted(alike)])
    same = [sku for sku, one in found.items() if _without(one, name, vocabulary) == called]
    valued = [(card, _value(desk, card, found[sku], name)) for sku in same if (card := desk.fact_card(sku))]
    told = [(card, value) for card, value in valued if value]
    if len({value for _, value in told}) < 2:
        return []
    return sorted(told, key=lambda one: _order(one[1])) if name == "size" else told


_LETTERS = re.compile(r"(?P<x>\d(?=x)|x*)-?(?P<size>[sml])[a-z]*", re.IGNORECASE)


def _order(size: str) -> tuple[float, str]:
    """Smallest first: 44 before 52, S before M before XL."""
    if number := re.match(r"\d+(?:\.\d+)?(?!x)", size):
        return float(number[0]), size
    if match := _LETTERS.fullmatch(size.split()[0]):
        times = int(match["x"]) if match["x"].isdigit() else len(match["x"])
        step = {"s": -1, "m": 0, "l": 1}[match["size"].lower()]
        return step * (1 + times), size
    return 0.0, size


def _value(desk: Desk, card: Card, product: Product, name: str) -> str:
    """Its size or colour: the option it states, else the word of its name, said in the shopper's language."""
    vocabulary = desk.shop.vocabulary
    if name in card.options:
        return card.options[name]
    words = [word for word in _in_order(product) if _is_value(word, name, vocabulary)]
    return said(name, words[0], desk.language, vocabulary.lexicon) if words else ""


def _in_order(product: Product) -> Sequence[str]:
    held = own_words(product)
    title = " ".join(product.title.both()).lower()
    return sorted((word for word in held if word in title), key=title.index)


def _without(product: Product, name: str, vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(
        word for word in own_words(product) if len(word) > 1 and not _is_value(word, name, vocabulary)
    )


def _is_value(word: str, name: str, vocabulary: Vocabulary) -> bool:
    named = name == "color" and vocabulary.lexicon.names(word, "colour")
    return named or canonical_value(name, word, vocabulary.lexicon) in vocabulary.facets.get(name, {})
