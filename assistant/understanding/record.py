"""Whether the words of a question stand in a product's own record."""

from collections.abc import Iterable

from assistant.domain.product import Product
from assistant.lexicon import Lexicon
from assistant.understanding.overlap import words_of
from assistant.understanding.terms import key_of


def tells_of(product: Product, words: Iterable[str], lexicon: Lexicon) -> bool:
    """True when its name, description or attribute names have every one of `words`, or another word for it;
    False for no words."""
    texts = (*product.title.both(), *product.description.both())
    names = (name.replace("_", " ") for name in product.attributes)
    record = {word for text in (*texts, *names) for word in words_of(text)}
    found = [bool(_forms(word.lower(), lexicon) & record) for word in words]
    return bool(found) and all(found)


def _forms(word: str, lexicon: Lexicon) -> frozenset[str]:
    other = [form for concept in lexicon.of(word) for form in (*concept.ko, *concept.en)]
    return frozenset({word, key_of(word), *(part for form in (word, *other) for part in words_of(form))})
