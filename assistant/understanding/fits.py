# ruff: noqa: E501 - patterns are data: one line each reads best
"""Something that fits: a helmet for this bike, a charger for my phone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.dialogue import Request, Session
from assistant.domain.product import Product
from assistant.domain.wish import Fits
from assistant.lexicon.devices import load_devices
from assistant.understanding.hear import Heard, fallback, hear
from assistant.understanding.names import by_name
from assistant.understanding.reading import Reading
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

_KOREAN = re.compile(
    r"^(?P<to>.{1,60}?)(?:에|에는|에도|랑|이랑|과|와|하고)\s?(?:딱\s|잘\s)?(?:맞는|맞을|맞춰|호환(?:되는|되|이\s?되는)|어울리는|쓸\s?수\s?있는|사용\s?가능한|끼울\s?수\s?있는|들어가는|꽂을)\s?(?P<what>.{1,40})$"
)
_ENGLISH = re.compile(
    r"(?P<what>.{1,60}?)\b(?:that |which |to )?(?:fits?|goes? with|(?:(?<=that )|(?<=which ))goes? (?:in|into|on|onto)|works? with|compatible with|is compatible with|matches|suits|made for|for use with|designed for)\b\s?(?P<to>.{1,60})$"
)
_ENGLISH_AND = re.compile(
    r"^(?:and |what about |how about )?(?P<what>.{1,40}?) for (?P<to>it|this one|that one|this|that)\b\W*$"
)
_OWN = re.compile(
    r"^(?:i (?:ride|have|own|use|drive|wear|bought|got)|my \w+ is) (?P<to>.{2,40}?)[,.;]\s?(?P<what>.{3,60}?)\b(?:fits?|goes?|works?|do i need|should i)\b"
)
_OWNED = re.compile(
    r"\d|(?:\bmy |(?<![가-힣])(?:내|제|우리)\s)(?:\w+ )?(?:phone|laptop|tablet|notebook|computer|pc|bike|bicycle|camera|car|printer|watch|console|monitor|tv|drill|폰|휴대폰|핸드폰|스마트폰|노트북|태블릿|컴퓨터|자전거|카메라|차|프린터|시계|모니터|게임기)"
)
"""A model's number, or a thing of the shopper's own that takes parts of a certain make."""
_LEAD = re.compile(
    r"^(?:which|what|is there|are there|do you have|have you got|any|an?|the|some|and|i need|i want|looking for|find me|show me|recommend)\b\s*"
)
_POINTS = re.compile(
    r"^(?:it|this|that|these|those|them)\b|^(?:이|그|저|요)(?:거|것|걸|\s)|^(?:이|그|저)\s?[가-힣]+$"
)


def fitting(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """complement with Fits: what is looked for must be goods of some kind, and what it has to fit must be a
    product of ours or a thing of the shopper's own; None otherwise."""
    low = heard.low.rstrip()
    if "policy" in heard.cues:
        return None
    match = _OWN.search(low) or _KOREAN.search(low) or _ENGLISH.search(low) or _ENGLISH_AND.search(low)
    if match is None or _is_a_cut(match, vocabulary):
        return None
    what, to = _bare(match["what"]), heard.reading.text[slice(*match.span("to"))].strip(" ?.!")
    sought = hear(Reading(what), heard.language, session, vocabulary, shown)
    if not sought.words or not (
        any(vocabulary.is_goods(key) for key in (*sought.nouns, *sought.keys))
        or vocabulary.products_for(sought.keys[-1])
    ):
        return None
    query = sought.query
    kind, _, whole = session.topic.partition(":")
    owner = (whole,) if kind == "fits" else fallback(heard, session)
    if _POINTS.search(to.lower()):
        pointed = heard.pointed.skus if heard.pointed.how in ("sku", "ordinal", "value") else owner
        return _wish(base, heard, query, pointed[:1]) if pointed else None
    keys = hear(Reading(to), heard.language, session, vocabulary, shown).keys
    if known := (by_name(session, shown, keys) if keys else ()):
        return _wish(base, heard, query, known[:1])
    if not _OWNED.search(to.lower()) and load_devices().device_in(to) is None:
        return _for_a_kind(base, heard, query, keys, vocabulary)
    thing = re.sub(r"^(?:my|an?|the|our|내|제|우리)\s+", "", to, flags=re.IGNORECASE)
    return _wish(base, heard, query, (), thing) if len(thing) > 1 else None


def _is_a_cut(match: "re.Match[str]", vocabulary: Vocabulary) -> bool:
    """ "Slim fit 3XL": a value of the goods, not what they go with."""
    words = match["what"].split()
    said = match.string[match.end("what") :].lstrip()
    return bool(words) and said.startswith("fit") and key_of(f"{words[-1]} fit") in vocabulary.terms


def _wish(base: Request, heard: Heard, query: str, references: tuple[str, ...], to: str = "") -> Request:
    limits = tuple(one for one in heard.conditions if one.facet in ("price", "color", "size", "brand"))
    return replace(
        base,
        intent="complement",
        query=query,
        references=references,
        constraints=(*base.constraints, *limits),
        wish=Fits(query, to),
    )


def _for_a_kind(
    base: Request, heard: Heard, query: str, keys: Sequence[str], vocabulary: Vocabulary
) -> Request | None:
    """which bottle cage fits a road bike: the goods themselves, of the sort the other kind is; None where no
    kind of goods is fitted."""
    if not keys or not vocabulary.is_goods(keys[-1]) or heard.pointed.skus:
        return None
    sort = [key for key in keys[:-1] if key not in query.lower().split()]
    limits = tuple(one for one in heard.conditions if one.facet != "category" and one.hard)
    return replace(
        base,
        intent="search",
        query=" ".join((*sort, query)),
        constraints=(*base.constraints, *limits),
    )


def _bare(text: str) -> str:
    """Without the words of asking at its head."""
    before = ""
    while before != text:
        before, text = text, _LEAD.sub("", text.strip())
    return text
