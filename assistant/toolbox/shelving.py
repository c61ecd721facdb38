"""What the shop really has of one kind of thing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.domain.card import Card
from assistant.domain.dialogue import Constraint
from assistant.domain.product import Product
from assistant.domain.text import Language
from assistant.lexicon import Concept, Lexicon, canonical_value, fold
from assistant.lexicon.edible import EDIBLE, edible
from assistant.lexicon.goals import Need
from assistant.retrieval.search import Query
from assistant.toolbox.desk import Desk
from assistant.understanding.reading import runs_of
from assistant.understanding.terms import key_of, singular

DEPTH = 30
"""Products of a kind looked at: the most popular ones."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Cards of one kind, best first. `kind`: its name in the shopper's language; `spoken`: how many of the
    first cards speak of what the goal is called."""

    kind: str
    cards: tuple[Card, ...]
    spoken: int = 0


def on_shelf(
    desk: Desk, need: Need, constraints: Sequence[Constraint], words: Sequence[str], most: int
) -> Shelf:
    """READ. Products in stock of the first of the need's kinds that the shop has any of: those whose own name
    says the kind, then whose text speaks of `words` (what the goal is called), then the most popular, then
    the cheaper. No card when none meets every hard constraint and this shopper's safety."""
    for kind in need.kinds:
        concept = _concept(desk.shop.lexicon, kind)
        if concept:
            cards, spoken = _of(desk, concept, constraints, words, most)
            if cards:
                return Shelf(_name(concept, desk.language), cards, spoken)
    first = _concept(desk.shop.lexicon, need.kinds[0])
    return Shelf(_name(first, desk.language) if first else need.kinds[0], ())


def _of(
    desk: Desk, concept: Concept, constraints: Sequence[Constraint], words: Sequence[str], most: int
) -> tuple[tuple[Card, ...], int]:
    in_stock = Constraint("availability", "ne", "out_of_stock")
    asked = (*(one for one in constraints if one.hard), *desk.left_out(), in_stock)
    query = Query("", desk.language, asked, desk.session.store_id, DEPTH)
    hits = desk.shop.searcher.shelf(query, {concept.concept_id}, _named_like(desk, concept))
    products = desk.products([hit.sku for hit in hits])
    ranked: list[tuple[int, int, float, int, int, str]] = []
    speaking = [_speaking(word) for word in words]
    for place, (sku, product) in enumerate(products.items()):
        sure = _sureness(desk, product, concept)
        offer = product.variant(sku).offer
        priced = offer.price is not None and offer.price.currency == desk.shop.currency
        if sure is None or not priced or offer.price is None or offer.quantity == 0:
            continue
        text = _text(product)
        spoken = min(sum(bool(word.search(text)) for word in speaking), 2)
        tier = (3 if sure == 2 and spoken else sure) - _for_kids(product, desk.shop.lexicon)
        ranked.append((-tier, -spoken, -product.popularity, offer.price.minor, place, sku))
    ranked.sort()
    best = ranked[0][0] if ranked else 0
    chosen = {sku: spoken for tier, spoken, *_, sku in ranked if tier == best}
    cards = desk.cards(list(chosen)[:most])
    return cards, sum(chosen[card.sku] < 0 for card in cards)


def _speaking(word: str) -> "re.Pattern[str]":
    """English words from their start (camping by camp, no pants by ants), Korean ones wherever they stand."""
    return re.compile(rf"\b{re.escape(word)}" if word.isascii() else re.escape(word))


def _for_kids(product: Product, lexicon: Lexicon) -> bool:
    """Children's goods come last where nobody asked for them."""
    ages = (*product.attributes.get("age_group", ()), *product.attributes.get("gender", ()))
    return any(canonical_value("gender", str(age), lexicon) == "kids" for age in ages)


def _sureness(desk: Desk, product: Product, concept: Concept) -> int | None:
    """3: its name and its shelf say the kind; 2: its name does, or name and text hold the kind's words apart;
    1: its name says nothing known and its shelf the kind; None: it is something else."""
    if concept.domain in EDIBLE and not edible(product, desk.shop.lexicon):
        return None
    types_of = desk.shop.searcher.types_of
    named = [types_of(title) for title in product.title.both()]
    shelf = any(concept.concept_id in types_of(path.split(" > ")[-1]) for path in product.category.both())
    if any(named) and all(concept.concept_id in types for types in named if types):
        return 3 if shelf else 2
    if _holds_words(product, concept):
        return 2
    return 1 if shelf and not any(named) else None


def _holds_words(product: Product, concept: Concept) -> bool:
    """A "mini pump" filed under cycling is a bike pump: the last word in its name, the others in its text."""
    words, text = set(_words(" ".join(product.title.both()))), _text(product)
    spoken = set(_words(text))
    if any(parts[-1] in words and spoken.issuperset(parts[:-1]) for parts in _parts(concept)):
        return True
    compounds = [form.replace(" ", "") for form in concept.ko]
    return any(
        form.endswith(word) and len(form) - len(word) > 1 and form.removesuffix(word) in text
        for form in compounds
        for word in words
        if len(word) > 1
    )


def _named_like(desk: Desk, concept: Concept) -> list[str]:
    """Ids of products whose name holds the last word of a form of several words, the most telling ones."""
    vocabulary = desk.shop.vocabulary
    found: set[int] = set()
    for parts in _parts(concept):
        held = vocabulary.index.get(key_of(parts[-1]), frozenset())
        found |= held if len(held) <= DEPTH else frozenset()
    for form in concept.ko:
        compound = form.replace(" ", "")
        for cut in range(2, len(compound) - 1):
            held = vocabulary.index.get(compound[cut:], frozenset())
            found |= held if len(held) <= DEPTH else frozenset()
    return [vocabulary.product_ids[number] for number in sorted(found)]


@lru_cache(maxsize=4096)
def _parts(concept: Concept) -> list[list[str]]:
    forms = (*concept.ko, *concept.en)
    return [parts for form in forms if len(parts := _words(form)) > 1]


def _words(text: str) -> list[str]:
    """Words as they are compared: folded, English ones singular."""
    return [singular(run.text) for run in runs_of(fold(text))]


def _text(product: Product) -> str:
    texts = (*product.title.both(), *product.description.both(), *product.category.both())
    return fold(" ".join(texts))


def _concept(lexicon: Lexicon, kind: str) -> Concept | None:
    return next((one for one in lexicon.of(kind) if one.kind == "product_type"), None)


def _name(concept: Concept, language: Language) -> str:
    return concept.ko[0] if language == "ko" else concept.en[0]
