"""What of a product is searched. Price and stock are never part of it."""

import hashlib
import re
from collections.abc import Iterator, Mapping

from assistant.domain.product import Product
from assistant.domain.text import Language
from assistant.lexicon import Lexicon, facet_name, fold
from assistant.lexicon.values import KINDS, canonical_value
from assistant.retrieval.analysis import Analysis

_EMBEDDED_CHARACTERS = 128
_DESCRIPTION_CHARACTERS = 600
_NAMELESS = re.compile(r">|\b(?:기타|etc|misc|miscellaneous|others?)\b", re.IGNORECASE)
"""What of a category path names nothing: 기타 there is "other", not a guitar."""
_SILENT = frozenset(
    {"popularity", "quantity", "stock", "price", "list_price", "link", "gtin", "barcode", "aisle"}
)


def embedding_text(product: Product) -> str:
    """The short text whose vector stands for the product: titles in both languages and the last step of the
    category path where the titles do not say it already."""
    said = " ".join(product.title.both())
    folded = fold(said)
    leaves = (leaf(path) for path in product.category.both())
    extra = [step for step in leaves if step and fold(step) not in folded]
    return " ".join([said[:_EMBEDDED_CHARACTERS], *extra]).strip()


def document_hash(text: str) -> str:
    """Name of a document's content: the same text, the same vector."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def leaf(path: str) -> str:
    """The last step of a category path, "" for none."""
    return path.split(">")[-1].strip()


def lexical_texts(product: Product, lexicon: Lexicon) -> dict[str, str]:
    """The texts of a product by what they are: title, brand (where the title does not name it), kind, facts,
    description; variants' options are said once each."""
    title = " ".join(product.title.both())
    unsaid = (name for name in product.brand.both() if fold(name) not in fold(title))
    return {
        "title": title,
        "brand": " ".join(unsaid),
        "kind": " ".join(_NAMELESS.sub(" ", path) for path in product.category.both()),
        "facts": " ".join(dict.fromkeys(_facts(product, lexicon))),
        "description": " ".join(text[:_DESCRIPTION_CHARACTERS] for text in product.description.both()),
    }


def lexical_fields(texts: Mapping[str, str], analysis: Analysis) -> dict[str, str]:
    """Those texts as tokens by field of the lexical index."""
    title = analysis.document(texts["title"])
    body = [*title, *analysis.plain(texts["brand"]), *analysis.plain(texts["description"])]
    return {
        "body": " ".join(body),
        "title": " ".join([*title, *analysis.names(texts["title"])]),
        "kind": " ".join(analysis.document(texts["kind"])),
        "facts": " ".join(analysis.plain(texts["facts"])),
    }


def _facts(product: Product, lexicon: Lexicon) -> Iterator[str]:
    for name, values in product.attributes.items():
        facet = facet_name(name)
        if facet in _SILENT:
            continue
        for value in values:
            if isinstance(value, str):
                yield from _spoken(facet, value, lexicon)
            elif value is True:
                yield name.replace("_", " ")
    for variant in product.variants:
        for name, wording in variant.options.items():
            for value in wording.both():
                yield from _spoken(facet_name(name), value, lexicon)


def _spoken(facet: str, value: str, lexicon: Lexicon) -> Iterator[str]:
    """A value as written and, where the lexicon knows it as a property, in both languages."""
    yield value
    kind = KINDS.get(facet)
    if kind is not None:
        canonical = canonical_value(facet, value, lexicon)
        languages: tuple[Language, ...] = ("ko", "en")
        yield from (lexicon.in_(language, kind, canonical) for language in languages)
        return
    for concept in lexicon.of(value):
        if concept.kind != "product_type":
            yield from (concept.ko[0], concept.en[0])
