# ruff: noqa: E501 - patterns are data: one line each reads best
"""What a shopper tells of themselves beside a wish: my old kettle broke. do you have any; 이사를 해서요 소파 좀."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.domain.dialogue import Constraint
from assistant.understanding.hear import Heard
from assistant.understanding.kin import KIN
from assistant.understanding.query import keys_of
from assistant.understanding.reading import Run
from assistant.understanding.telling import ASKS, FOR_THAT, is_told, spans
from assistant.understanding.terms import key_of, strip_particle
from assistant.understanding.vocabulary import NONE, Ids, Vocabulary

_LOST = re.compile(
    r"\b(?:died|dead|broke|broken|tore|torn|ripped|lost|stolen|nicked|ran out|run out|out of|worn out|falling apart|fell apart|leaks|cracked|no \w+ left)\b"
    r"|고장|부서|부러|망가|찢어|잃어|떨어졌|떨어져|끊어|깨졌|깨져|다\s?썼|도난"
)
"""What is to be replaced."""
_LISTED = re.compile(r"(?:이랑|랑|하고|[과와]|,| and| &| plus)\s(?:a |an |the |some |my |our )?")
_SENTENCE_END = re.compile(r"[.!?]+\s*$")
_EXCLAIMED = re.compile(r"[.!]+\s*$")
_SENTENCE = re.compile(r"[.!?](?:\s|$)")


def beside_story(heard: Heard, vocabulary: Vocabulary, running: Ids = NONE) -> Heard:
    """The utterance without the words that only tell why, who and when: those of clauses in which no goods
    are asked for, and those for whom it is, that none of the goods named bear. Where it names no goods those
    of the running request are meant, if any; else it is unchanged."""
    asked, beside = _parted(heard, vocabulary)
    among = named_goods(asked, vocabulary)
    if not among:
        return _once(_of_running(heard, running, vocabulary) if running else heard)
    again = {key_of(word.text) for word in asked}
    kept = [word for word in beside if key_of(word.text) not in again and _describes(word, among, vocabulary)]
    told = [word for word in heard.words if word not in asked and word not in kept]
    told += [
        word
        for word in asked
        if _is_whom(word, vocabulary)
        and not _describes(word, among, vocabulary)
        and not _is_said_otherwise(word, vocabulary)
        and not _is_of_a_name(word, asked, vocabulary)
    ]
    if not told:
        return _once(heard)
    words = tuple(word for word in heard.words if word not in told)
    gone = {key_of(word.text) for word in told} - {key_of(word.text) for word in words}
    trimmed = replace(
        heard,
        words=words,
        keys=tuple(keys_of(list(words))),
        nouns=tuple(noun for noun in heard.nouns if noun not in gone),
        conditions=tuple(one for one in heard.conditions if not of_others(one, among, vocabulary)),
        relevant=among,
    )
    return _once(trimmed)


def _of_running(heard: Heard, running: Ids, vocabulary: Vocabulary) -> Heard:
    """Grandma is paying, so up to 100: what is told beside a condition of the goods looked for already."""
    asides = [span for span in spans(heard.low) if is_told(heard.low[slice(*span)])]
    told = [
        word
        for word in heard.words
        if any(start <= word.start < end for start, end in asides)
        and not _describes(word, running, vocabulary)
    ]
    words = tuple(word for word in heard.words if word not in told)
    if not told or not (words or heard.conditions or heard.sort):
        return heard
    gone = {key_of(word.text) for word in told} - {key_of(word.text) for word in words}
    nouns = tuple(noun for noun in heard.nouns if noun not in gone)
    return replace(heard, words=words, keys=tuple(keys_of(list(words))), nouns=nouns)


def _once(heard: Heard) -> Heard:
    """Coffee beans. beans!: what a later sentence only says again is said once."""
    kept: list[Run] = []
    for word in heard.words:
        before = next((one for one in kept if key_of(one.text) == key_of(word.text)), None)
        if before is None or not _SENTENCE.search(heard.low[before.end : word.start]):
            kept.append(word)
    if len(kept) == len(heard.words):
        return heard
    return replace(heard, words=tuple(kept), keys=tuple(keys_of(kept)))


def becoming(low: str) -> list[tuple[int, int]]:
    """Where sentences stand that tell what the goods are to become: 김치찌개를 끓이려고 해요."""
    told = [(start, end) for start, end in spans(low) if FOR_THAT.search(low[start:end])]
    return [(start, end) for start, end in told if _SENTENCE.search(low[start : end + 2])]


def asking(low: str) -> str:
    """`low` from where it stops telling and asks: I'm baking today, so what do eggs and flour cost."""
    start = 0
    for begin, end in spans(low):
        if not is_told(low[begin:end]):
            break
        start = end
    return low[start:].lstrip() if low[start:].strip() else low


def wished(heard: Heard, vocabulary: Vocabulary) -> list[Run]:
    """The words of the wish alone."""
    return _parted(heard, vocabulary)[0]


def _parted(heard: Heard, vocabulary: Vocabulary) -> tuple[list[Run], list[Run]]:
    """The words of the wish, and those of what is told beside it. Where goods are named in telling alone, the
    last of them are wished for."""
    said = list(spans(heard.low))
    parts = [[word for word in heard.words if start <= word.start < end] for start, end in said]
    tells = [is_told(heard.low[start:end]) for start, end in said]
    named = [_goods(part, vocabulary) for part in parts]
    if len(said) < 2 or not any(named):
        return list(heard.words), []
    if all(told for told, goods in zip(tells, named, strict=True) if goods):
        lost = [
            goods
            for goods, span in zip(named, said, strict=True)
            if goods and _LOST.search(heard.low[slice(*span)])
        ]
        last = (lost or [goods for goods in named if goods])[-1]
        listed = [last[-1]]
        for goods in reversed(last[:-1]):
            if not _LISTED.fullmatch(heard.low[goods[-1].end : listed[0][0].start]):
                break
            listed.insert(0, goods)
        wish = [word for goods in listed for word in goods]
        told = next(part for part in reversed(parts) if wish[-1] in part)
        return wish, [word for word in told if word not in wish]
    told_whole = _said_alone([heard.low[start:end] for start, end in said], named, tells)
    beside = [word for part, told in zip(parts, told_whole, strict=True) if told for word in part]
    return [word for word in heard.words if word not in beside], beside


def _said_alone(
    clauses: Sequence[str], named: Sequence[Sequence[tuple[Run, ...]]], tells: Sequence[bool]
) -> list[bool]:
    """Which clauses only tell: those of `tells`, and beside a clause that wishes for goods whole sentences that
    ask for nothing and name none ("Ten years married!")."""
    wished = any(goods and not told for goods, told in zip(named, tells, strict=True))
    begins = [at == 0 or bool(_SENTENCE_END.search(clauses[at - 1])) for at in range(len(clauses))]
    return [
        told
        or (
            wished
            and not goods
            and first
            and bool(_EXCLAIMED.search(clause))
            and not (ASKS.search(clause) or FOR_THAT.search(clause))
        )
        for clause, goods, told, first in zip(clauses, named, tells, begins, strict=True)
    ]


def _is_whom(word: Run, vocabulary: Vocabulary) -> bool:
    """For whom, or what day, it is: no word of the goods."""
    key = key_of(word.text)
    if key in KIN or strip_particle(word.text, KIN.__contains__) in KIN:
        return True
    concepts = vocabulary.lexicon.of(word.text)
    return bool(concepts) and all(concept.kind == "occasion" for concept in concepts)


def _is_of_a_name(word: Run, words: Sequence[Run], vocabulary: Vocabulary) -> bool:
    """True for the first word of goods known by two: 크리스마스 장식."""
    pairs = [pair for pair in pairwise(words) if pair[0] is word]
    concepts = [one for pair in pairs for one in vocabulary.lexicon.of(f"{pair[0].text} {pair[1].text}")]
    return any(one.kind == "product_type" for one in concepts)


def _goods(words: Sequence[Run], vocabulary: Vocabulary) -> list[tuple[Run, ...]]:
    """The words, or two words together, that name goods this shop has, in order."""
    pairs = [pair for pair in pairwise(words) if _is_kind(_key(pair), vocabulary)]
    paired = {word for pair in pairs for word in pair}
    single = [(word,) for word in words if word not in paired and _is_kind(_key((word,)), vocabulary)]
    return sorted([*pairs, *single], key=lambda found: found[0].start)


def _key(words: Sequence[Run]) -> str:
    return key_of(" ".join(word.text for word in words))


def _is_kind(key: str, vocabulary: Vocabulary) -> bool:
    return (vocabulary.is_goods(key) or key in vocabulary.heads) and bool(vocabulary.products_for(key))


def named_goods(words: Sequence[Run], vocabulary: Vocabulary) -> Ids:
    """The products any of the goods named here are."""
    return NONE.union(*(vocabulary.products_for(_key(found)) for found in _goods(words, vocabulary)))


def _describes(word: Run, among: Ids, vocabulary: Vocabulary) -> bool:
    """True when some of the goods bear the word, or it is a value of theirs."""
    key = key_of(word.text)
    if vocabulary.products_for(key) & among:
        return True
    return any(
        sense.kind == "facet" and vocabulary.facets.get(sense.facet, {}).get(sense.value, NONE) & among
        for sense in vocabulary.terms.get(key, ())
    )


def _is_said_otherwise(word: Run, vocabulary: Vocabulary) -> bool:
    """True for a word this shop has in another form alone: 크리스마스 where the titles say CHRISTMAS."""
    forms = [form for one in vocabulary.lexicon.of(word.text) for form in (*one.ko, *one.en)]
    return not vocabulary.naming(key_of(word.text)) and any(vocabulary.naming(key_of(form)) for form in forms)


def of_others(one: Constraint, among: Ids, vocabulary: Vocabulary) -> bool:
    """True for a shelf that only something told of stands on."""
    if one.facet != "category" or one.hard or one.op not in ("eq", "in"):
        return False
    paths = one.value if isinstance(one.value, tuple) else (one.value,)
    shelves = vocabulary.facets.get("category", {})
    return not any(shelves.get(str(path), NONE) & among for path in paths)
