"""What a request names that none of the products found is: almond milk where there is milk, cola that is
sugar-free."""

import re
from collections.abc import Iterable, Iterator

from assistant.domain.allergen import DIETS
from assistant.domain.product import Product
from assistant.lexicon import Concept, Lexicon, fold
from assistant.lexicon.edible import EDIBLE
from assistant.understanding.terms import singular

_LONGEST = 3
"""Words of one name of goods."""
_WORD = re.compile(r"[a-z]+|[가-힣]+|\d+")


def absent(query: str, products: Iterable[Product], lexicon: Lexicon, claims: bool = True) -> str:
    """The compound name of goods, or where `claims` the claim of what is not in them (sugar-free), of `query`
    that no record of these products bears in any wording, as it was said; "" where there is none such. A
    description may tell what is not in goods, but names other goods too: cream for ice cream."""
    known = [(_record(product), _plain(" ".join(product.description.both()))) for product in products]
    for said, concepts in _named(query, lexicon):
        claimed = all(concept.kind == "diet" for concept in concepts)
        if claimed and not claims:
            continue
        forms = {form for one in _with_narrower(concepts, lexicon) for form in (*one.ko, *one.en)} | {said}
        texts = [f"{record} {told}" if claimed else record for record, told in known]
        if not any(_bears(text, form) for text in texts for form in forms):
            return said
    return ""


def _named(query: str, lexicon: Lexicon) -> Iterator[tuple[str, list[Concept]]]:
    words = query.split()
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + _LONGEST), at, -1):
            said = " ".join(words[at:end])
            concepts = lexicon.of(said.lower())
            # 쿠션 is a cushion before it is make-up: a word with a plain sense names no compound.
            if concepts and all(_tells_apart(one, lexicon) for one in concepts):
                yield said, list(concepts)
                at = end - 1
                break
        at += 1


def _tells_apart(concept: Concept, lexicon: Lexicon) -> bool:
    """A name of several words (almond milk, decaf coffee) and what is said not to be there. What is not eaten
    goes by its last word too: any backpack may be for hiking, a pan for frying. A diet of the shopper's is
    judged by what is declared for it."""
    if concept.kind == "diet":
        return "_".join(_WORD.findall(concept.en[0].lower())) not in DIETS
    return concept.kind == "product_type" and " " in concept.en[0] and concept.domain in EDIBLE


def _with_narrower(concepts: Iterable[Concept], lexicon: Lexicon) -> list[Concept]:
    found = list(concepts)
    for one in found:
        found += [other for other in lexicon.narrower(one.concept_id) if other not in found]
    return found


def _record(product: Product) -> str:
    values = (
        str(value)
        for name, held in product.attributes.items()
        for value in ((name, *held) if str(held[:1]).lower() not in ("('no',)", "('unknown',)") else ())
    )
    told = (*product.title.both(), *product.brand.both(), *product.category.both(), *values)
    return " ".join(map(_plain, told))


def _bears(text: str, form: str) -> bool:
    """Whether the record says all words of the form: English ones whole, Korean ones wherever they stand."""
    spoken = text.split()
    return all(
        word in spoken if word.isascii() else word in text.replace(" ", "") for word in _plain(form).split()
    )


def _plain(text: str) -> str:
    return " ".join(singular(word) for word in _WORD.findall(fold(text)))
