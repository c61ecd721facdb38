"""The sentence of a product's own text that a question is about."""

import re
from collections.abc import Sequence

from assistant.domain.product import Product
from assistant.domain.text import Language
from assistant.grounding import sentences
from assistant.lexicon import Lexicon
from assistant.lexicon.saying import part_said
from assistant.understanding.overlap import words_of

SHORTEST = 3
"""Letters of the shortest English word that may point at a sentence; Korean ones may be shorter."""


KIN = 4
"""Letters from which an English word that begins another is of its kin."""


def passage(product: Product, asked: str, language: Language, lexicon: Lexicon) -> str:
    """The sentence of the description in `language` that shares the most words with `asked`, synonyms of the
    lexicon counted; the title's own words count for nothing. "" when none shares any."""
    own = {word for title in product.title.both() for word in words_of(title)}
    return _nearest(sentences(product.description.in_(language)), asked, lexicon, own)


_CLAUSE = re.compile(r"\s*[,;:–—]\s+")
_SHORT = 60


def clause(sentence: str, asked: str, lexicon: Lexicon) -> str:
    """Of a sentence longer than 60 characters the clause nearest to `asked`, else the first one, cut before
    the word that passes that length."""
    if len(sentence) <= _SHORT:
        return sentence.strip()
    clauses = _CLAUSE.split(sentence.strip())
    nearest = _nearest(clauses, asked, lexicon) or clauses[0]
    cut = nearest[: _SHORT + 1].rpartition(" ")[0] if len(nearest) > _SHORT else nearest
    return cut or nearest[:_SHORT]


def _nearest(
    texts: Sequence[str], asked: str, lexicon: Lexicon, own: frozenset[str] | set[str] = frozenset()
) -> str:
    """The text that shares the most words with `asked`, those of `own` beside; "" when none shares any."""
    wanted = [
        forms
        for word in words_of(asked, pieces=False)
        if word not in own and (forms := _forms(word, lexicon))
    ]
    best, most = "", 0
    for text in texts:
        held = set(words_of(text))
        shared = sum(any(_akin(form, word) for form in forms for word in held) for forms in wanted)
        if shared > most:
            best, most = text.strip(), shared
    return best


def material_passage(product: Product, language: Language, lexicon: Lexicon) -> str:
    """The first sentence of the description in `language` that names a material; "" when none does."""
    for sentence in sentences(product.description.in_(language)):
        if any(
            one.kind == "material" and len(word) > 1
            for word in words_of(sentence, pieces=False)
            for one in lexicon.of(word)
        ):
            return sentence.strip()
    return ""


def _akin(one: str, other: str) -> bool:
    """The same word, or one grown from the other: seal, sealing."""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= KIN and shorter.isascii() and longer.startswith(shorter))


def _forms(word: str, lexicon: Lexicon) -> frozenset[str]:
    if word.isascii() and len(word) < SHORTEST:
        return frozenset()
    forms = [(form, one.kind) for one in lexicon.of(word) for form in (*one.ko, *one.en)]
    spelt = [(list(words_of(form, pieces=False)), kind) for form, kind in forms]
    # Of goods the last word is their kind; "resistant" alone is not "water resistant".
    heads = {words[-1] for words, kind in spelt if words and (len(words) == 1 or kind == "product_type")}
    return frozenset({word, *heads, *words_of(part_said(word), pieces=False)})
