# ruff: noqa: E501 - patterns are data: one line each reads best
"""Products held side by side: which of them are meant, and by what measure."""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.domain.dialogue import Request, Session
from assistant.domain.product import Product
from assistant.lexicon import has_hangul
from assistant.understanding.asks import topics_in
from assistant.understanding.ends import SIZE, end_asked
from assistant.understanding.followup import wants_cheaper, wants_dearer
from assistant.understanding.hear import Heard
from assistant.understanding.named import named
from assistant.understanding.names import bears, by_name
from assistant.understanding.needs import split_needs
from assistant.understanding.query import keys_left
from assistant.understanding.reading import Reading, runs_of
from assistant.understanding.references import last_list
from assistant.understanding.terms import key_of, strip_particle
from assistant.understanding.vocabulary import Vocabulary

THAN_ANOTHER = re.compile(
    r"\b(?:\w{3,}er|more \w+|less \w+) than (?:the|that|your)\b|[가-힣]보다\s(?:더\s)?[가-힣]+(?:요|니|나|냐|죠|지|싸|커|워|아|어)\W*$"
)
"""Is the one lighter than the other: two are held side by side."""
_COMPARING = re.compile(
    r"비교\S*|차이\S*|뭐가|\b(?:compare[ds]?|comparison|difference|between|which|what|one|is|the|cheaper|costs?|cost|less|more|better|pricier|does|do|whats|expensive)\b"
)
_IT = re.compile(r"\b(?:it|that|this)\b|(?:그|이)(?:거|걸|것|건)")
_SIDES = re.compile(
    r"보다\s|\bthan\b|(?<=[가-힣a-z\d])(?:이랑|랑|하고|[과와])\s|\b(?:and|with|vs\.?|versus|or|against|to)\b|,|/"
)
_WITH_IT = re.compile(
    r"(?:이랑|랑|하고|[과와])(?:는|도)?\s?(?:한번\s|좀\s)?(?:비교|뭐가\s?달|차이)|\b(?:compare|compares|stack up|hold up) (?:it |that |this |them )?(?:with|to|against)\b|\bhow (?:does|do|about) (?:it|that|this) compare\b"
)
"""Compare it with the X: the other side is what was spoken of."""
_DIFFERENCE = re.compile(r"차이|\bdifferen(?:ce|t)\b")
"""What's the price difference, of two asked about one after the other."""
_MODELS = 40
"""A model comes in no more colours and sizes than this."""
_MEASURES = frozenset({"weight", "spicy_level", SIZE})
"""What one may be asked to have more of than another, beside the price."""


def compared(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """compare of the products named, pointed at, or shown last; None where other words say what is meant."""
    pointed = heard.pointed
    references = each_by_name(heard, session, vocabulary)
    if pointed.how == "ordinal" and len(pointed.skus) > 1:
        references = pointed.skus
    if references:
        asks = topics_in(heard.low)
        if wants_cheaper(heard.low) or wants_dearer(heard.low):
            asks = ("price", *asks)
        return replace(base, intent="compare", references=references, asks=asks)
    references = pointed.skus if len(pointed.skus) > 1 else ()
    if not references or pointed.how in ("name", "value"):
        apart = _named_each(heard, session, vocabulary, shown)
        references = apart if len(apart) > 1 else references
    if (
        not references
        and pointed.how not in ("rank", "value")
        and pointed.skus
        and session.focus
        and pointed.skus[0] not in session.focus
    ):
        references = (session.focus[0], pointed.skus[0])
    if not references and heard.nouns and not by_name(session, shown, heard.keys):
        return replace(
            base,
            intent="compare",
            query=heard.query,
            needs=split_needs(heard, vocabulary),
            constraints=(*base.constraints, *heard.conditions),
        )
    if not references:
        apart = session.spoken[1::-1] if _DIFFERENCE.search(heard.low) and len(session.spoken) > 1 else ()
        references = apart or (session.focus if len(session.focus) > 1 else last_list(session)[:4])
    return (
        replace(base, intent="compare", references=references, asks=topics_in(heard.low))
        if references or not heard.words
        else None
    )


def by_a_measure(request: Request, low: str) -> Request:
    """A comparison with the measure it is by among what is asked: which of them is heavier."""
    measure = end_asked(low)
    if request.intent != "compare" or measure not in _MEASURES or measure in request.asks:
        return request
    return replace(request, asks=(measure, *request.asks))


def each_by_name(heard: Heard, session: Session, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Two products or more called by their own names, shown before or not; "it" is the one in focus."""
    found: list[str] = []
    unknown = False
    for text in _sides(heard.low, vocabulary):
        reading = Reading(text)
        reading.take_all(_COMPARING)
        keys = [key for key in keys_left(reading, vocabulary) if vocabulary.products_for(key)]
        if keys and (
            sku := named(keys, session, vocabulary, partly=len(keys) > 1) or _of_the_model(keys, vocabulary)
        ):
            found.append(sku)
        elif not keys and _IT.search(text):
            found += session.focus[:1]
        else:
            unknown = unknown or bool(keys)
    than_it = THAN_ANOTHER.search(heard.low) and not unknown and bool(session.spoken)
    if len(set(found)) == 1 and (than_it or _WITH_IT.search(heard.low)):
        found = [*(sku for sku in session.spoken if sku not in found), *found][:1] + found
    return tuple(dict.fromkeys(found)) if len(set(found)) > 1 else ()


def _sides(low: str, vocabulary: Vocabulary) -> list[str]:
    """What stands on either side; 사과 and 접시와 그릇 are told apart by what the shop knows."""
    found, start = [], 0
    for match in _SIDES.finditer(low):
        word = low[: match.end()].split()[-1]
        if has_hangul(word) and vocabulary.is_goods(key_of(word)):
            continue
        found.append(low[start : match.start()])
        start = match.end()
    return [*found, low[start:]]


def _of_the_model(keys: list[str], vocabulary: Vocabulary) -> str | None:
    """touring-1000: one of those that bear a model's number, in whatever colour and size; None without one."""
    if not any(char.isdigit() for key in keys for char in key):
        return None
    bearing = frozenset.intersection(*map(vocabulary.products_for, keys))
    return vocabulary.skus_of(min(bearing))[0] if 0 < len(bearing) <= _MODELS else None


def _named_each(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[str, ...]:
    """One shown product for each word that tells some apart."""
    found: list[str] = []
    last = [shown[sku] for sku in last_list(session) if sku in shown]
    for run in runs_of(heard.low):
        key = strip_particle(run.text, vocabulary.knows) if run.hangul else key_of(run.text)
        if len(key) < 2 or not vocabulary.knows(key) or 2 * sum(bears(one, key) for one in last) > len(last):
            continue
        found += [sku for sku in by_name(session, shown, [key]) if sku not in found]
    return tuple(found)
