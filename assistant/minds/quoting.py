"""What answers in the merchant's own words: a name, a sentence of the description, a part; or nothing."""

import re
from collections.abc import Iterator

from assistant.domain.card import Card, Claim
from assistant.domain.events import Event, TextDelta
from assistant.domain.product import Product
from assistant.grounding import sentences
from assistant.lexicon.saying import is_foreign
from assistant.minds.phrasing import listed, short
from assistant.minds.talking import to_the_store
from assistant.toolbox.desk import Desk
from assistant.toolbox.passages import clause, material_passage, passage
from assistant.toolbox.told import named_in, told
from assistant.understanding.asks import beside_topics
from assistant.understanding.overlap import words_of
from assistant.understanding.parts import part_told


def named_so(desk: Desk, product: Product) -> str:
    """Its whole name, where the question is whether it is what its name says: is it prepaid; "" else."""
    title = product.title.in_(desk.language)
    own, asked = set(words_of(title)), list(words_of(desk.request.text, pieces=False))
    points = re.search(r"\b(?:it|this|that|they|these|those)\b|[이그]거|[이그]건", desk.request.text.lower())
    return title if points and asked and all(word in own for word in asked) else ""


def quote_title(desk: Desk, card: Card, product: Product, title: str) -> Iterator[Event]:
    record = f"product:{product.product_id}"
    desk.evidence.add(Claim(title, record, "title", title, "", card.sku))
    yield TextDelta(desk.texts.say("ask.stated", value=title))


_OF_PARTS = frozenset({"", "count", "size", "capacity", "net_content", "storage"})
"""What a question about a part may be taken to ask: how many inches the screen has."""


def told_of(desk: Desk, card: Card, product: Product, name: str) -> list[Event]:
    """Its own name or a sentence of its description, where that answers what no attribute states."""
    record = f"product:{product.product_id}"
    part, which = part_told(product, desk.request.text, desk.language) if name in _OF_PARTS else ("", "")
    if which:
        desk.evidence.add(Claim(which, record, part, which, "", card.sku))
        return [TextDelta(desk.texts.say("ask.stated", value=which))]
    field, words = told(product, name, desk.request.text, desk.language, desk.shop.lexicon)
    if not words:
        return []
    desk.evidence.add(Claim(words, record, field, words, "", card.sku))
    if values := named_in(words, name, desk.language, desk.shop.lexicon):
        return [_valued(desk, card, product, name, field, values)]
    if field == "description":
        return [_quoted(desk, words, "ask.passage")]
    return [TextDelta(desk.texts.say("ask.stated", value=words))]


def _valued(
    desk: Desk, card: Card, product: Product, name: str, field: str, values: tuple[str, ...]
) -> TextDelta:
    """Values that a text in the other language names, said in the shopper's."""
    text = listed(values)
    desk.evidence.add(Claim(text, f"product:{product.product_id}", field, text, "", card.sku))
    label = desk.texts.label("attribute", name)
    return TextDelta(desk.texts.say("ask.attribute", title=short(card.title), name=label, value=text))


def not_found(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    """That no word of the record is about what was asked, and what the record does say; a hand-off where it
    says nothing. Where its name has every word of the question, its name is the answer."""
    title = product.title.in_(desk.language)
    asked = list(words_of(beside_topics(desk.request.text.lower()), pieces=False))
    if asked and all(word in title.lower() for word in asked):
        yield from quote_title(desk, card, product, title)
        return
    yield TextDelta(desk.texts.say("ask.not_found", title=short(card.title)))
    if is_readable(desk, product):
        yield from description(desk, card, product)
    else:
        yield from to_the_store(desk)


def passage_of(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    words = passage(product, desk.request.text, desk.language, desk.shop.lexicon)
    if not words and _asks_of_material(desk):
        words = material_passage(product, desk.language, desk.shop.lexicon)
    if words:
        record = f"product:{product.product_id}"
        desk.evidence.add(Claim(words, record, "description", words, "", card.sku))
        yield _quoted(desk, words, "ask.passage")


def _quoted(desk: Desk, words: str, key: str) -> TextDelta:
    """The merchant's words in the text `key`; of words in the other language the part that answers, said to
    be theirs."""
    if not is_foreign(words, desk.language):
        return TextDelta(desk.texts.say(key, text=words))
    first = next(iter(sentences(words)), words)
    part = clause(first, desk.request.text, desk.shop.lexicon).rstrip(" .!?…")
    return TextDelta(desk.texts.say("ask.foreign", text=part))


def _asks_of_material(desk: Desk) -> bool:
    """Whether something is plastic, or what it is made of."""
    return "material" in desk.request.asks or any(
        concept.kind == "material"
        for word in re.findall(r"[a-z]{3,}|[가-힣]{2,}", desk.request.text.lower())
        for concept in desk.shop.lexicon.of(word)
    )


def description(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    words = product.description.in_(desk.language)
    if not words:
        title = product.title.in_(desk.language)
        if title != short(title):
            yield from quote_title(desk, card, product, title)
        yield TextDelta(desk.texts.say("ask.no_description", title=short(card.title)))
        return
    record = f"product:{product.product_id}"
    desk.evidence.add(Claim(words, record, "description", words, "", card.sku))
    yield _quoted(desk, words, "ask.description")


def is_readable(desk: Desk, product: Product) -> bool:
    """Whether the merchant describes it in the shopper's language."""
    words = product.description.in_(desk.language)
    return bool(words) and not is_foreign(words, desk.language)
