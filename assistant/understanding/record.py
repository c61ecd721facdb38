"""Whether the words of a question stand in a product's own record."""

from collections.abc import Iterable

from assistant.domain.product import Product
from assistant.lexicon import Lexicon
from assistant.lexicon.opposites import opposed
from assistant.understanding.overlap import words_of
from assistant.understanding.terms import key_of


def tells_of(product: Product, words: Iterable[str], lexicon: Lexicon) -> bool:
    """True when its name, description or attribute names have every one of `words`, or another word for it;
    False for no words."""
    words = [word.lower() for word in words]
    if any(opposed(" ".join(words), title) for title in product.title.both()):
        return False
    record = _record(product)
    found = [bool(_forms(word, lexicon) & record) for word in words]
    return bool(found) and all(found)


def told_of(product: Product, words: Iterable[str], lexicon: Lexicon) -> int:
    """How many of `words` its record has, alone or at an end of longer ones (weather, weatherproof)."""
    record = _record(product) | {
        word for values in product.attributes.values() for one in values for word in words_of(str(one))
    }
    forms = [{word, key_of(word), *_other_words(word, lexicon)} for word in words]
    return sum(
        any(form in record or any(_parts(one, form) for one in record) for form in held) for held in forms
    )


def _other_words(word: str, lexicon: Lexicon) -> list[str]:
    """Other single words for the same, in both languages."""
    forms = [form for concept in lexicon.of(word) for form in (*concept.ko, *concept.en)]
    return [form.lower() for form in forms if len(form) > 1 and " " not in form]


def _parts(whole: str, part: str) -> bool:
    least = 2 if "가" <= part[0] <= "힣" else _PART
    return len(part) >= least and (whole.startswith(part) or whole.endswith(part))


_PART = 4
"""Letters of an English word that may stand in a longer one."""


def _record(product: Product) -> set[str]:
    texts = (*product.title.both(), *product.description.both())
    names = (name.replace("_", " ") for name in product.attributes)
    return {word for text in (*texts, *names) for word in words_of(text)}


def _forms(word: str, lexicon: Lexicon) -> frozenset[str]:
    other = [form for concept in lexicon.of(word) for form in (*concept.ko, *concept.en)]
    return frozenset({word, key_of(word), *(part for form in (word, *other) for part in words_of(form))})
