"""Which one product of the whole shop some words name: shown or not, whole or in part."""

import re
from collections.abc import Iterable, Mapping, Sequence
from math import log

from assistant.domain.dialogue import Constraint, Session
from assistant.domain.product import Product
from assistant.lexicon import canonical_value
from assistant.understanding.names import known_skus, names, own_words
from assistant.understanding.terms import key_of, split_run
from assistant.understanding.vocabulary import NONE, Ids, Vocabulary

_TELLING = 0.6
"""Of what the words tell of products, the share one must bear to be the one they speak of."""
_SIZES = 40
"""One product comes in no more sizes than this."""


def named(
    keys: Sequence[str],
    session: Session,
    vocabulary: Vocabulary,
    among: Iterable[str] | None = None,
    *,
    partly: bool = False,
    shown: Mapping[str, Product] | None = None,
) -> str | None:
    """The SKU of the one product that bears all of these words, as far as any product bears them: one that
    was shown or lies in the cart before all others, the one in focus first. partly: else the one that bears
    most of them and more than any other. among: of these SKUs only. None when none or several do."""
    keys = _joined(keys, vocabulary)
    order = list(among) if among is not None else [*session.focus, *known_skus(session)]
    known = {sku: vocabulary.number_of(sku) for sku in order}
    held = {key: found for key in dict.fromkeys(keys) if (found := bearing(key, vocabulary))}
    own = {key: vocabulary.naming(key) or found for key, found in held.items()}
    if held and frozenset.intersection(*own.values()):
        held = own  # What bears the very words is meant before what they are another name for.
    if among is not None:
        within = frozenset(known.values())
        held = {key: here for key, found in held.items() if (here := found & within)}
    if not held:
        return None
    every = frozenset.intersection(*held.values())
    if not every and partly and len(held) > 1:
        every = _bearing_most(held, vocabulary)
        goods = [found for key, found in held.items() if vocabulary.is_goods(key)]
        every &= frozenset[int]().union(*goods) if goods else every
    last = next(reversed(held))
    heads = every & vocabulary.heads.get(last, NONE)
    said = [key for key in held if not key.isdigit()]
    for sku, number in known.items():
        if number not in every:
            continue
        # What only lies on a shelf called so, or is something else, is meant where nothing else is: 배추 no
        # 배추김치, and no cola beside bottled water.
        called = not shown or sku not in shown or names(shown[sku], said, vocabulary.lexicon)
        other = bool(heads) and number not in heads and is_other(sku, last, shown or {}, vocabulary)
        if len(every) == 1 or (called and not other):
            return sku
        every -= {number}
    heads &= every
    chosen = every if len(every) == 1 else heads if len(heads) == 1 else NONE
    if not chosen and _differ_in_size(every, vocabulary):
        chosen = frozenset({min(every)})
    return next((vocabulary.skus_of(number)[0] for number in chosen), None)


def _joined(keys: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """mini pump, where the shop writes minipump: the words as the shop joins them."""
    found: list[str] = []
    for key in keys:
        whole = f"{found[-1]}{key}" if found else ""
        apart = bool(found and vocabulary.naming(found[-1]) and vocabulary.naming(key))
        if not apart and len(whole) > 4 and whole.isalpha() and whole.isascii() and vocabulary.naming(whole):
            found[-1] = whole
            continue
        found.append(key)
    return found


def _differ_in_size(some: Ids, vocabulary: Vocabulary) -> bool:
    """True for one product whose sizes the feed lists apart: nothing but the size sets them apart."""
    if not 1 < len(some) <= _SIZES or not some <= vocabulary.carrying.get("size", NONE):
        return False
    told = (vocabulary.closed | {"brand", "category"}) - {"size", "availability"} - vocabulary.numbers.keys()
    held = (some & ids for facet in told for ids in vocabulary.facets.get(facet, {}).values())
    words = (some & ids for ids in vocabulary.heads.values())
    return all(not here or here == some for pair in (held, words) for here in pair)


def is_other(sku: str, key: str, shown: Mapping[str, Product], vocabulary: Vocabulary) -> bool:
    """True when the product is called goods of another kind, and others are called by this word."""
    number = vocabulary.number_of(sku)
    if any(sense.kind == "brand" for sense in vocabulary.terms.get(key, ())):
        return False
    if sku not in shown or not (heads := vocabulary.heads.get(key, NONE)) or number in heads:
        return False
    return any(
        word != key and vocabulary.is_goods(word) and number in vocabulary.heads.get(word, NONE)
        for word in own_words(shown[sku])
    )


def bearing(key: str, vocabulary: Vocabulary) -> Ids:
    """Products that bear the word, or the same in the other language where none does; a bare number or letter
    only where it stands in the name: else a size."""
    if key.isdigit() or (len(key) < 2 and key.isascii()):
        return vocabulary.naming(key)
    pieces = split_run(key, lambda one: one != key and bool(_bearing_whole(one, vocabulary)))
    held = [_bearing_whole(piece, vocabulary) for piece in pieces]
    return _bearing_whole(key, vocabulary).union(frozenset.intersection(*held) if held else NONE)


def _bearing_whole(key: str, vocabulary: Vocabulary) -> Ids:
    """As `bearing`, of a word that is not taken apart."""
    told = [
        vocabulary.facets.get(one.facet, {}).get(one.value, NONE)
        for one in vocabulary.terms.get(key, ())
        if one.kind == "facet"
    ]
    if found := vocabulary.products_for(key).union(*told):
        return found
    forms = (form for concept in vocabulary.lexicon.of(key) for form in (*concept.en, *concept.ko))
    spelt = [re.split(r"[\s-]", form) for form in forms]
    apart = (frozenset.intersection(*(vocabulary.naming(key_of(word)) for word in words)) for words in spelt)
    return NONE.union(*apart, *(vocabulary.naming(key_of("".join(words))) for words in spelt))


def _bearing_most(held: Mapping[str, Ids], vocabulary: Vocabulary) -> Ids:
    """The products that bear enough of what the words tell, and more than all others; empty when none do."""
    told = {key: log(1 + vocabulary.size / len(found)) for key, found in held.items()}
    scores: dict[int, float] = {}
    for key, found in held.items():
        for number in found:
            scores[number] = scores.get(number, 0.0) + told[key]
    best = max(scores.values(), default=0.0)
    if best < _TELLING * sum(told.values()):
        return NONE
    return frozenset(number for number, score in scores.items() if score == best)


def listed_apart(product: Product, sku: str, wanted: Sequence[Constraint], vocabulary: Vocabulary) -> str:
    """The SKU called as this product is, in the size or colour wanted, where the feed lists each apart; `sku`
    when it has them itself, and when none or several are so."""
    told = [one for one in wanted if one.facet in ("size", "color") and one.op == "eq"]
    number = vocabulary.number_of(sku)
    fits = [vocabulary.facets.get(one.facet, {}).get(str(one.value), NONE) for one in told]
    if not told or all(number in held for held in fits):
        return sku
    alike = frozenset.intersection(called_alike(product, vocabulary), *fits)
    for facet in {"size", "color"} - {one.facet for one in told}:
        own = [held for held in vocabulary.facets.get(facet, {}).values() if number in held]
        alike = alike.intersection(*([NONE.union(*own)] if own and len(alike) > 1 else []))
    return vocabulary.skus_of(min(alike))[0] if len(alike) == 1 else sku


def called_alike(product: Product, vocabulary: Vocabulary) -> Ids:
    """The products of this name but for colours and sizes, itself among them; none where it is but values."""
    name = [word for word in own_words(product) if len(word) > 1 and not _is_value(word, vocabulary)]
    return frozenset.intersection(*map(vocabulary.naming, name)) if name else NONE


def _is_value(word: str, vocabulary: Vocabulary) -> bool:
    """Whether it names a colour or a size of goods here, in either language."""
    return any(
        canonical_value(facet, word, vocabulary.lexicon) in vocabulary.facets.get(facet, {})
        for facet in ("size", "color")
    )


def variant_said(product: Product, sku: str, words: Sequence[str], vocabulary: Vocabulary) -> str:
    """The SKU of the same product whose options the words name ("L", "250", "black"); `sku` when none is
    named, or its own."""
    said = {one.sku: options_said(product, one.sku, words, vocabulary) for one in product.variants}
    best = max(said, key=lambda one: said[one], default=sku)
    return best if said.get(best, 0) > said.get(sku, 0) else sku


def options_said(product: Product, sku: str, words: Sequence[str], vocabulary: Vocabulary) -> int:
    """How many of its options the words name."""
    lexicon = vocabulary.lexicon
    return sum(
        bool(
            {canonical_value(facet, text, lexicon) for text in option.both()}
            & {canonical_value(facet, word, lexicon) for word in words}
        )
        for facet, option in product.variant(sku).options.items()
    )
