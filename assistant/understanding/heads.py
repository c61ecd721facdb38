"""Which words name the goods, and which of them the request is about: the head noun."""

import re
from collections.abc import Sequence

from assistant.lexicon.amounts import units
from assistant.understanding.reading import Reading, Run, runs_of
from assistant.understanding.terms import Found, key_of, strip_particle
from assistant.understanding.vocabulary import NONE, Ids, Vocabulary

_PREPOSITION = re.compile(
    r"(?<=\S)\s(?:for|with|that|which|to|in|on|from|has|having)\s"
    r"|(?<=[a-z])(?<!\band)(?<!\bso)(?<!\bbut)(?<!\bor)\s"
    r"(?:i|we|he|she|you|they) (?:can|could|will|would|might)\s"
)
"""A jacket for hiking, tags I could clip on: what stands behind tells more of the goods."""
CONTAINERS = frozenset({"set", "kit", "pack", "bundle", "pair", "세트", "셋트", "묶음", "모음"})
"""Words for several goods together say nothing about which goods."""
_FUNCTION_WORDS = """
the a an of in on for to and or with is are it my me you your i we this that one two do have can
show find need want get buy some any please no not by at from size color 거 것 수 좀 더 이 그 저 나 제 내
"""
_BOUNDS = frozenset({"이상", "이하", "미만", "초과"})
_NUMBER = re.compile(r"\d\s?$")
_FUNCTION = frozenset(_FUNCTION_WORDS.split())


def nouns_in(
    reading: Reading, terms: Sequence[Found], vocabulary: Vocabulary, refused_terms: set[Found]
) -> list[str]:
    """Keys of what may be goods: product types, categories, and title words nothing else claims."""
    placed: list[tuple[int, str]] = []
    covered = bytearray(len(reading.text))
    for term in terms:
        covered[term.start : term.tail] = b"\x01" * (term.tail - term.start)
        purpose = reading.low.startswith("용", term.end) and term.tail > term.end
        if (
            not purpose
            and term not in refused_terms
            and (term.has("type") or term.has("category"))
            and term.key != "게"
        ):
            parts = runs_of(reading.low[term.start : term.end])
            whole = len(parts) == 1 or vocabulary.products_for(term.key)
            placed += (
                [(term.start, term.key)]
                if whole
                else [
                    (term.start + run.start, key_of(run.text)) for run in parts if vocabulary.knows(run.text)
                ]
            )
    for run in reading.runs:
        if any(covered[run.start : run.end]):
            continue
        word = strip_particle(run.text, vocabulary.knows) if run.hangul else key_of(run.text)
        if _measures(run, word, reading.low):
            continue
        if vocabulary.knows(word) and len(word) > 1 and word not in _FUNCTION and not word.isdigit():
            placed.append((run.start, word))
    placed = [one for one in placed if one[1] not in CONTAINERS]
    unsure = {term.key: term for term in terms if term.has("facet")}
    sure = [key for _, key in sorted(placed) if key not in unsure]
    among = vocabulary.relevant(sure)
    return [
        key for _, key in sorted(placed) if key not in unsure or not describes(vocabulary, unsure[key], among)
    ]


def _measures(run: Run, word: str, low: str) -> bool:
    """True for a unit behind its number, and for what bounds it: 3리터 이상."""
    return word in _BOUNDS or (word in units() and bool(_NUMBER.search(low[: run.start])))


def heads_last(
    nouns: Sequence[str], terms: Sequence[Found], reading: Reading, vocabulary: Vocabulary
) -> list[str]:
    """Nouns so that the one the request is about stands last: kinds of goods before mere title words; in
    English what stands before "for", "with", "that" before what stands behind; then the goods of which the
    catalogue has most of the values named; then the last."""
    cut = _PREPOSITION.search(reading.low)
    end = cut.start() if cut else len(reading.low)

    def rank(at: int) -> tuple[bool, bool, int, int]:
        key = nouns[at]
        goods = (vocabulary.is_goods(key) or key in vocabulary.heads) and key not in vocabulary.facet_names
        among = vocabulary.relevant([key]) if goods else NONE
        support = sum(term.key != key and describes(vocabulary, term, among) for term in terms)
        return goods, reading.low.find(key.split(" ")[0]) < end, support, at

    return [nouns[at] for at in sorted(range(len(nouns)), key=rank)]


def describes(vocabulary: Vocabulary, term: Found, among: Ids) -> bool:
    """ "Banana" beside a drink mix is its flavour: the other goods named come so."""
    return any(
        sense.kind == "facet" and bool(vocabulary.facets.get(sense.facet, {}).get(sense.value, NONE) & among)
        for sense in term.senses
    ) and not (vocabulary.heads.get(term.key, NONE) & among)


def is_part(reading: Reading, vocabulary: Vocabulary, term: Found) -> bool:
    """ "Hair" of "hair salon": in English a word nobody here knows follows and is the head."""
    after = next((run for run in reading.runs if run.start >= term.tail), None)
    return (
        after is not None
        and not after.hangul
        and reading.low[term.tail : after.start] == " "
        and after.text.isalpha()
        and after.text not in _FUNCTION
        and not vocabulary.knows(after.text)
        and key_of(after.text) not in vocabulary.terms
    )
