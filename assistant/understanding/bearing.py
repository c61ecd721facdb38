"""Products by the words they bear: a key's, and those of a kind of goods under any of its names."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.lexicon import Lexicon
from assistant.understanding.reading import runs_of
from assistant.understanding.terms import key_of

Ids = frozenset[int]
NONE: Ids = frozenset()


def holding(key: str, index: Mapping[str, Ids]) -> Ids:
    """Products whose words hold every run of the key; none when one run is missing."""
    if (whole := index.get(key)) is not None:
        return whole
    found: Ids | None = None
    for run in runs_of(key):
        here = index.get(run.text, NONE)
        if not here:
            return NONE
        found = here if found is None else found & here
    return found or NONE


def by_concept(
    lexicon: Lexicon, index: Mapping[str, Ids], before: Mapping[str, Ids], old: Mapping[str, Ids]
) -> dict[str, Ids]:
    """Products whose words hold one of the first forms of a kind of goods; concepts without any left out.
    before: what was found in the index `old`; kinds no changed word names are as they were."""
    named = _named_by(lexicon)
    found: dict[str, Ids] = dict(before)
    changed = {word for word in named.words if index.get(word) is not old.get(word)}
    for concept_id in {one for word in changed for one in named.words[word]}:
        held = [holding(key, index) for key in named.keys[concept_id]]
        if any(held):
            found[concept_id] = frozenset().union(*held)
        else:
            found.pop(concept_id, None)
    return found


@dataclass(frozen=True, slots=True)
class _Named:
    """keys: what a kind of goods is called, by concept.  words: the concepts a word is a part of the name
    of."""

    keys: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def _named_by(lexicon: Lexicon) -> _Named:
    keys = {
        concept.concept_id: tuple(key_of(form) for form in (*concept.ko[:4], *concept.en[:4]))
        for concept in lexicon.concepts.values()
        if concept.kind == "product_type"
    }
    words: dict[str, dict[str, None]] = defaultdict(dict)
    for concept_id, names in keys.items():
        for key in names:
            for word in (key, *(run.text for run in runs_of(key))):
                words[word][concept_id] = None
    return _Named(keys, {word: tuple(found) for word, found in words.items()})
