"""Products by their names: which of those shown, or found, the words of an utterance name."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from assistant.domain.dialogue import Session
from assistant.domain.product import Product
from assistant.lexicon import Lexicon
from assistant.lexicon.opposites import opposed
from assistant.lexicon.skeleton import alike
from assistant.understanding.reading import runs_of
from assistant.understanding.terms import key_of, singular
from assistant.understanding.vocabulary import Vocabulary

_SEVERAL = re.compile(r"[·&/,+]|\band\b|\s및\s")


def by_name(
    session: Session, shown: Mapping[str, Product], keys: Sequence[str], among: Sequence[str] | None = None
) -> tuple[str, ...]:
    """The product whose title, brand or category has most of these words, the newest and the focus first;
    () when none has the last of them (the noun)."""
    if not keys:
        return ()
    order = list(among) if among is not None else known_skus(session)
    best: tuple[float, str] | None = None
    for place, sku in enumerate(order):
        product = shown.get(sku)
        if product is None or any(opposed(" ".join(keys), title) for title in product.title.both()):
            continue
        words, own = _words(product), own_words(product)
        hits = sum(_weight(words, own, key) for key in keys)
        if not hits or not _has(words, keys[-1]):
            continue
        if any(key.isdigit() and not _has_number(words, key) for key in keys):
            continue  # 15,000 mAh is no other capacity.
        near = 0.5 if sku in session.focus else 0.2 if sku in session.spoken else 0.0
        score = hits + near - place * 0.001
        if best is None or score > best[0]:
            best = (score, sku)
    return (best[1],) if best else ()


def bears(product: Product, key: str) -> bool:
    """True when the product's title, brand or category has the word."""
    return _has(_words(product), key)


def by_meaning(
    session: Session,
    shown: Mapping[str, Product],
    keys: Sequence[str],
    vocabulary: Vocabulary,
    among: Sequence[str] | None = None,
) -> tuple[str, ...]:
    """`by_name`, else by another word for the same goods: 계란 for what is titled 달걀."""
    if not keys or (found := by_name(session, shown, keys, among)):
        return found if keys else ()
    for concept in vocabulary.lexicon.of(keys[-1]):
        if concept.kind == "product_type":
            for form in (*concept.ko, *concept.en):
                if found := by_name(session, shown, [key_of(form)], among):
                    return found
    return ()


def by_sound(word: str, shown: Mapping[str, Product], among: Sequence[str]) -> tuple[str, ...]:
    """The one of these SKUs whose name has a Latin word that the Korean one sounds like: 스탠드, Stand."""
    found = [
        sku
        for sku in among
        if sku in shown and any(one.isascii() and alike(word, one) for one in own_words(shown[sku]))
    ]
    return tuple(found) if len(found) == 1 and not word.isascii() else ()


def called(product: Product, keys: Sequence[str]) -> bool:
    """True when the product's own name has every one of these very words."""
    own = own_words(product)
    return bool(keys) and all(_has(own, key) for key in keys)


def names(product: Product, keys: Sequence[str], lexicon: Lexicon) -> bool:
    """True when the product's own name has every one of these words, or another word for the same goods."""
    own = own_words(product)
    return bool(keys) and all(
        any(_has(own, form) for form in (key, *_other_forms(key, lexicon))) for key in keys
    )


def _other_forms(key: str, lexicon: Lexicon) -> list[str]:
    return [key_of(form) for concept in lexicon.of(key) for form in (*concept.ko, *concept.en)]


def lists(session: Session) -> list[tuple[str, ...]]:
    """The lists of cards shown, newest first."""
    return [shown.skus for shown in reversed(session.shown) if shown.skus]


def known_skus(session: Session) -> list[str]:
    """Every SKU shown or in the cart, newest first."""
    newest = [sku for skus in lists(session) for sku in skus]
    return list(dict.fromkeys([*newest, *(line.sku for line in session.cart.lines)]))


def _words(product: Product) -> frozenset[str]:
    """Its own words and the kind it is filed under; a shelf of several kinds ("water, soft drinks") names
    none."""
    steps = (step for path in product.category.both() for step in path.split(" > "))
    return _parted(
        (*product.title.both(), *product.brand.both(), *(step for step in steps if not _SEVERAL.search(step)))
    )


@lru_cache(maxsize=8_192)
def _parted(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        run.text if run.hangul else singular(run.text) for text in texts for run in runs_of(text.lower())
    )


def own_words(product: Product) -> frozenset[str]:
    """The words of its title and brand, in both languages."""
    return _parted((*product.title.both(), *product.brand.both()))


def _weight(words: frozenset[str], own: frozenset[str], key: str) -> float:
    """A word of the product's own name tells more than one of the category it shares with others."""
    if key in own:
        return 1.0
    return 0.9 if _has(own, key) else 0.6 if _has(words, key) else 0.0


def _has_number(words: frozenset[str], digits: str) -> bool:
    """True when a word is this number, or holds it beside letters: 128 of 128gb."""
    whole = re.compile(rf"(?<!\d){digits}(?!\d)")
    return any(whole.search(word) for word in words)


def _has(words: frozenset[str], key: str) -> bool:
    if key in words:
        return True
    runs = [run.text for run in runs_of(key)]
    if all(run in words for run in runs):
        return True
    if "가" <= key[0] <= "힣":
        return len(key) > 1 and any(key in word for word in words)
    return len(key) > 3 and any(word.startswith(key) for word in words)
