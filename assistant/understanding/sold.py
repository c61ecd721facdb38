"""Goods that are asked for by a name everybody knows and that this shop does not sell."""

import re
from collections.abc import Sequence

from assistant.lexicon.concepts import Concept
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

_DEEPEST = 4
_COUNTED = re.compile(r".*\d.*|(?:개|매|장|팩|병|캔|봉)?(?:입|들이)")
"""Amounts name no goods: 100개입."""


def unsold(words: Sequence[str], vocabulary: Vocabulary) -> str:
    """The word of the request's head that names goods of which the catalogue has none, "" when it may have.

    Only a kind of goods the lexicon knows can be missing for certain: a vague or unknown word still finds
    what is near, and so does one whose narrower kinds, or any form of whose name, stand in a title.
    """
    words = [word for word in words if not _COUNTED.fullmatch(word)]
    if not words:
        return ""
    keys = [key_of(word) for word in words]
    whole = key_of(" ".join(words))
    head = whole if vocabulary.lexicon.of(whole) else keys[-1]
    if any(vocabulary.products_for(key) for key in (keys[-1], whole)):
        return ""
    concepts = vocabulary.lexicon.of(head)
    if not concepts or any(one.kind != "product_type" for one in concepts):
        return ""
    if any(vocabulary.lexicon.is_risky(head, one) or _held(one, vocabulary, _DEEPEST) for one in concepts):
        return ""
    return " ".join(words) if head == whole else words[-1]


def _held(concept: Concept, vocabulary: Vocabulary, deeper: int) -> bool:
    """True when a title, brand or category holds a form of the concept or of a narrower one. A form that also
    names other goods (토너 of the face and of the printer) tells nothing where another form is its own."""
    forms = (*concept.ko, *concept.en)
    own = [form for form in forms if _names_one(form, vocabulary)] or forms
    if any(vocabulary.products_for(key_of(form)) for form in own):
        return True
    narrower = vocabulary.lexicon.narrower(concept.concept_id) if deeper else ()
    return any(_held(one, vocabulary, deeper - 1) for one in narrower)


def _names_one(form: str, vocabulary: Vocabulary) -> bool:
    return sum(one.kind == "product_type" for one in vocabulary.lexicon.of(form)) == 1
