"""So many of one colour or size and so many of another: only one blue, and one in red."""

import re
from collections.abc import Mapping, Sequence

from assistant.domain.cart import MAX_QUANTITY
from assistant.domain.dialogue import Order, Session
from assistant.domain.product import Product
from assistant.lexicon import canonical_value
from assistant.understanding.hear import Heard
from assistant.understanding.intent import SHOWING
from assistant.understanding.named import named, options_said, variant_said
from assistant.understanding.ordering import OTHERWISE
from assistant.understanding.quantities import counts_in
from assistant.understanding.query import keys_of, take_phrases, words_left
from assistant.understanding.reading import Reading
from assistant.understanding.several import CART, MOST, parts_of
from assistant.understanding.vocabulary import Vocabulary

_BESIDE = re.compile(
    r"\b(?:only|just|actually|instead|make|it|that|hm+|no|one|size|in|colou?rs?|please|pls|then|each)\b"
    r"|(?<![가-힣])(?:그럼|그냥|아니|하고|한|건|거|것|걸로|색|사이즈)(?![가-힣])"
)
_SETS = re.compile(
    r"\b(?:only|just|instead|actually|make)\b|만(?:\s|하고|$)|대신|으로\s?(?:바꿔|해)|로\s?(?:바꿔|해)"
)
"""There are to be so many, not so many more."""


def of_options(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[Order, ...]:
    """The changes, () when a part says more than how many of which colour or size."""
    lines = [line.sku for line in session.cart.lines]
    old = next((sku for sku in (*session.focus, *reversed(lines)) if sku in lines and sku in shown), None)
    parts = parts_of(heard.low, vocabulary)
    if old is None or not 2 <= len(parts) <= MOST or any(out for _, out in parts):
        return ()
    if heard.is_question or heard.health.avoid or SHOWING.search(heard.low):
        return ()
    if heard.cues & (OTHERWISE - {"cart_change"}):
        return ()
    found = [_part(text, old, session, vocabulary, shown) for text, _ in parts]
    if not all(found):
        return ()
    made = tuple(one for one in found if one)
    if not _SETS.search(heard.low):
        return made
    own = {variant.sku for variant in shown[old].variants} | {one.sku for one in made if not one.words}
    return (*(Order(sku, quantity=0) for sku in lines if sku in own), *made)


def _part(
    text: str, old: str, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Order | None:
    """One count with a colour or size of `old`, or of goods shown that are called alike."""
    text = text.strip()
    reading = Reading(_BESIDE.sub(lambda match: " " * len(match[0]), text))
    counted = next(counts_in(Reading(text)), None)
    if counted is None:
        return None
    reading.take(*counted[1:])
    reading.take_all(CART)
    take_phrases(reading)
    words = words_left(reading, vocabulary)
    said = tuple(word.text for word in words)
    if not said:
        return None
    quantity, product = min(counted[0], MAX_QUANTITY + 1), shown[old]
    if all(
        any(options_said(product, one.sku, [word], vocabulary) for one in product.variants) for word in said
    ):
        return Order(variant_said(product, old, said, vocabulary), quantity=quantity)
    alike = [old, *(sku for sku in session.last_shown if _called_alike(sku, old, shown))]
    keys = keys_of(words)
    if all(map(vocabulary.naming, keys)) and (other := named(keys, session, vocabulary, alike, shown=shown)):
        return Order(other, quantity=quantity)
    if not all(_is_value(word, vocabulary) for word in said):
        return None
    return Order(old, quantity=quantity, words=said)


def _is_value(word: str, vocabulary: Vocabulary) -> bool:
    return any(
        canonical_value(facet, word, vocabulary.lexicon) in vocabulary.facets.get(facet, {})
        for facet in ("color", "size")
    )


def _called_alike(sku: str, old: str, shown: Mapping[str, Product]) -> bool:
    """Grey hoodie, white hoodie: their names end in the same word."""
    return sku in shown and _last(shown[sku].title.both()) == _last(shown[old].title.both())


def _last(titles: Sequence[str]) -> list[str]:
    return [title.lower().split()[-1] for title in titles if title.split()]
