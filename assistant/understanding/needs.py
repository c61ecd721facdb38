"""Several needs in one sentence: 우유랑 계란 그리고 식빵; milk, eggs and bread."""

import re
from itertools import pairwise

from assistant.understanding.hear import Heard
from assistant.understanding.kin import KIN
from assistant.understanding.query import query_of
from assistant.understanding.reading import Run
from assistant.understanding.story import becoming, wished
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import NONE, Vocabulary

MOST = 8
_MORE = re.compile(r"^ (?:for|with|to|on|in|without) ")
_ASKED = re.compile(
    r"맞춰|맞출|맞추|골라|고를|구성|채워|짜|짤|장만|사려|구매|각각|각자|하나씩|둘\s?다|both|each"
)
"""What is to be done with the goods."""
_LIST = 3
"""So many bare nouns are a list; two are rather one name."""
_BETWEEN = re.compile(
    r"이랑|랑|하고|[과와]\s|이나\s|^나\s|그리고|,|및|\+|/|&|\band\b|\bplus\b|\balso\b|\bas well as\b|\bor\b"
)


def split_needs(heard: Heard, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The needs, each in its own words, when at least two goods are listed; else ()."""
    groups: list[list[Run]] = []
    purposes = becoming(heard.low)
    words = wished(heard, vocabulary)
    words = [word for word in words if not _ASKED.fullmatch(word.text)]
    beside = [word for word in words if not any(start <= word.start < end for start, end in purposes)]
    for word in beside if len(beside) > 1 else words:
        between = heard.low[groups[-1][-1].end : word.start] if groups else ""
        if groups and not _BETWEEN.search(f"{between} "):
            groups[-1].append(word)
        else:
            groups.append([word])
    least = _LIST if len(groups) == 1 else 2
    groups = [
        part
        for group in groups
        for part in (
            [[word] for word in group]
            if len(_head(group, heard.low)) == len(group)
            and not _WISHES.search(heard.low, group[0].end, group[-1].start)
            and _is_list(group, vocabulary, least)
            else [group]
        )
    ]
    heads = [_head(group, heard.low) for group in groups]
    if not 2 <= len(groups) <= MOST:
        return ()
    listed = _are_listed(groups, heard.low, vocabulary)
    if not all(one or _is_goods(group, vocabulary) for one, group in zip(listed, heads, strict=True)):
        return ()
    kinds = [one or _is_kind(group, vocabulary) for one, group in zip(listed, heads, strict=True)]
    if any(kinds) and not all(kinds):
        return ()  # gloves, half finger: a kind and what it is to be like
    if (
        len(groups) == 2
        and all(not word.hangul for group in groups for word in group)
        and "," not in heard.low
    ):
        together = [vocabulary.index.get(key_of(word.text), NONE) for group in groups for word in group]
        if len(groups[1]) > 1 and frozenset.intersection(*together):
            return ()
    return tuple(query_of(group, heard.reading) for group in groups)


_WISH = r"(?:need|want|like|looking for|after|buy|get|find|show|me|have|sell|stock|carry|recommend)"
_WISHES = re.compile(rf"\b{_WISH}\b")
"""For the garden I need a lamp: what it is for is none of a list."""
_ONE_MORE = re.compile(rf"(?:^\W*|\b{_WISH}\s|,\s(?:and |or )?|\b(?:and|or|plus)\s)(?:an?|some)\s(?:new\s)?$")
_WISHED_FOR = re.compile(
    r"(?:이나|나|도|은|는|이|가|을|를)?\s?(?:좀\s|둘\s?다\s|다\s)?(?:보여|있(?:어|나|을|는|습)|주세요|줘|필요|찾|살|사려|사고|추천|볼)"
)
_OR_ELSE = re.compile(r"이?나\s")
"""SUV나 미니밴: either of the two."""
_NO_NAME = re.compile(r".*(?:[한운은는된던할을를게히적]|스러운|같은)|.*\d.*|.{0,1}")
"""어울리는, 비슷한: tells of goods and names none."""


def _are_listed(groups: list[list[Run]], low: str, vocabulary: Vocabulary) -> list[bool]:
    """Of which groups the words nobody here knows name goods by the way they are listed alone: a holder and a
    sunshade; 의자하고 발받침 보여 주세요."""
    heads = [_head(group, low) for group in groups]
    wished = bool(_WISHED_FOR.match(low, groups[-1][-1].end))
    either = [bool(_OR_ELSE.match(low, one[-1].end, other[0].start)) for one, other in pairwise(groups)]
    korean = any(head[-1].hangul for head in heads)
    found: list[bool] = []
    for at, (group, head) in enumerate(zip(groups, heads, strict=True)):
        if korean:
            beside_goods = any(_is_goods(one, vocabulary) for one in groups[:at])
            told = wished and (beside_goods or any(either[max(0, at - 1) : at + 1]))
        else:
            counted = any(_ONE_MORE.search(low, 0, word.start) for word in group)
            told = counted and heads[:at] == groups[:at]
        found.append(told and _is_strange(head[-1].text, vocabulary))
    return found


def _is_strange(word: str, vocabulary: Vocabulary) -> bool:
    """Whether nobody here knows a word that may be a name."""
    key = key_of(word)
    known = vocabulary.terms.get(key) or vocabulary.lexicon.of(word) or key in KIN
    return not known and not _NO_NAME.fullmatch(word)


def _is_kind(group: list[Run], vocabulary: Vocabulary) -> bool:
    named = [word for word in group if not any(char.isdigit() for char in word.text)] or group
    whole, last = key_of(" ".join(word.text for word in named)), key_of(named[-1].text)
    return vocabulary.is_goods(whole) or vocabulary.is_goods(last)


def _head(group: list[Run], low: str) -> list[Run]:
    """The words before what only tells more of them: razor for travel."""
    for at, (before, word) in enumerate(pairwise(group), start=1):
        if _MORE.search(low[before.end : word.start]):
            return group[:at]
    return group


def _is_list(words: list[Run], vocabulary: Vocabulary, least: int) -> bool:
    """양파 대파 마늘, milk bread eggs: kinds of goods one after another, no two of which name one product."""
    keys = [key_of(word.text) for word in words]
    if any(vocabulary.is_goods(key_of(f"{a.text} {b.text}")) for a, b in pairwise(words)):
        return False  # wine glasses
    if len(words) < least or not all(vocabulary.is_goods(key) for key in keys):
        return False
    shelves = {
        sense.value for key in keys for sense in vocabulary.terms.get(key, ()) if sense.kind == "category"
    }
    shelved = NONE.union(*(vocabulary.facets["category"].get(path, NONE) for path in shelves))
    named = [vocabulary.naming(key) for key in keys]
    apart = all(not (one & other) - shelved for at, one in enumerate(named) for other in named[:at])
    told = len(words) > _LIST and not frozenset.intersection(*named)
    return (apart or told) and all(named)


def _is_goods(group: list[Run], vocabulary: Vocabulary) -> bool:
    """The whole phrase or its last word names goods, not a use or a property."""
    whole = key_of(" ".join(word.text for word in group))
    last = key_of(group[-1].text)
    for key in (whole, last):
        senses = vocabulary.terms.get(key, ())
        if any(sense.kind in ("type", "category") for sense in senses):
            return not any(sense.kind == "trait" for sense in senses) or any(
                sense.kind == "type" for sense in senses
            )
    return not vocabulary.terms.get(last) and len(last) > 1 and vocabulary.knows(last)
