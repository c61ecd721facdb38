# ruff: noqa: E501 - patterns are data: one line each reads best
"""Goods for what is looked for already: boots for it, two for a road bike."""

import re

from assistant.domain.dialogue import Session
from assistant.understanding.hear import Heard
from assistant.understanding.reading import Run
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Ids, Vocabulary

_FOR_IT = re.compile(
    r"\b(?:for|with) (?:it|them|that|those)\b|(?:거기|그거|이거|그것)에\s?(?:맞|어울|쓸|쓰|신을)"
)
_ONE_FOR = re.compile(
    r"^\W*(?:(?:and|but|ok(?:ay)?|no|actually|just|only|make (?:it|that|them)|what about|how about)\W+)*for (?:an? |my |the |our |his |her )?|\b(?:ones?|two|three|four|some|it|them|something|anything|that|those|any)\b(?: please)? (?:that (?:is|are|fits?|works?) )?for (?:a|an|my|the|our|his|her)\b"
)
"""I need two for a road bike: of the goods looked for, those for it."""


def belonging(heard: Heard, session: Session, vocabulary: Vocabulary) -> str:
    """ "Boots for it", after snowboards: the new goods' words with those of the running request where the
    catalogue has such goods; else the new words alone."""
    running = [key_of(word) for word in session.query.split()]
    if not (running and heard.keys and _FOR_IT.search(heard.low)):
        return heard.query
    new = vocabulary.relevant(heard.keys)
    if vocabulary.relevant(running) & new:
        return f"{session.query} {heard.query}"
    thing = [word for word in session.query.split() if _is_fitted(word, new, vocabulary)]
    return " ".join([heard.query, *(["for", *thing] if thing else [])])


def _is_fitted(word: str, goods: Ids, vocabulary: Vocabulary) -> bool:
    """A case for it, after a screen protector of an iPhone 6s: what the new goods are made for as well."""
    return any(char.isdigit() for char in word) and bool(vocabulary.products_for(key_of(word)) & goods)


def for_what(heard: Heard, session: Session, vocabulary: Vocabulary) -> tuple[Run, ...]:
    """The words that tell which of the running goods are for what is named; () where none do, and where other
    goods are named before."""
    match = _ONE_FOR.search(heard.low)
    running = vocabulary.relevant([key_of(word) for word in session.query.split()])
    if match is None or not running or any(word.start < match.end() for word in heard.words):
        return ()
    keys = {word: key_of(word.text) for word in heard.words}
    return tuple(
        word
        for word, key in keys.items()
        if running & vocabulary.naming(key) and key not in session.query.lower().split()
    )
