# ruff: noqa: E501 - patterns are data: one line each reads best
"""Which of the lists shown an utterance speaks of: 처음 보여준 거에서, 첫 번째 사과, the guitar you showed me before."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.dialogue import Session, Shown
from assistant.domain.product import Product
from assistant.understanding.names import bears
from assistant.understanding.reading import runs_of
from assistant.understanding.terms import singular, strip_particle
from assistant.understanding.vocabulary import Vocabulary

_EARLIER = re.compile(r"아까|전에|이전|먼저|처음|\b(?:earlier|before|previous(?:ly)?|first showed)\b")
_EARLIER_LIST = re.compile(r"아까|이전에?|전에|\b(?:earlier|before|previous)\b")
_FIRST_LIST = re.compile(
    r"(?:맨\s?)?처음(?:에)?\s?(?:보여|나온|나왔|본\s|봤|추천|말한|목록)|\bfirst (?:list|results|batch|ones? you (?:showed|recommended|suggested))\b|\b(?:at the start|in the beginning)\b"
)


_THE_ONE = re.compile(r"(?<![가-힣])(?:그|이|저|요)\s(?=[가-힣a-z])")
"""그 제습제 두 개: of the list just seen, where it holds any."""
AMONG_THE_FIRST = re.compile(
    r"(?:맨\s?)?처음(?:에)?\s?(?:보여\S*|나온|나왔던|본|봤던)\s?(?:거|것|꺼|목록)?(?:중)?에서|\b(?:from|in|of) the (?:very )?first (?:list|batch|results|ones you showed)\b"
)
"""The list, not a place in it."""


def meant(low: str, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]) -> Session:
    """The session with the list an utterance speaks of as the newest: the very first one, the one before the
    last, or the newest whose products bear a goods word it names. Unchanged when it speaks of none."""
    lists = [one for one in session.shown if one.skus]
    if not lists:
        return session
    chosen = _named_list(low, lists, vocabulary, shown)
    if chosen is None and _FIRST_LIST.search(low):
        chosen = next((one for one in lists if len(one.skus) > 1), lists[0])
    if chosen is None and len(lists) > 1 and _EARLIER_LIST.search(low):
        chosen = lists[-2]
    if chosen is None or chosen is lists[-1]:
        return session
    return replace(session, shown=(*(one for one in lists if one is not chosen), chosen), focus=())


def _named_list(
    low: str, lists: Sequence[Shown], vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Shown | None:
    words = [_stem(run.text, vocabulary) if run.hangul else singular(run.text) for run in runs_of(low)]
    goods = [word for word in words if len(word) > 1 and vocabulary.is_goods(word)]
    if not goods:
        return None
    earlier = _EARLIER.search(low)
    if not earlier and _THE_ONE.search(low) and any(_bearing(lists[-1], goods, shown)):
        return lists[-1]
    newest = [*reversed(lists[:-1]), lists[-1]] if earlier else list(reversed(lists))
    part: Shown | None = None
    for one in newest:
        bearing = _bearing(one, goods, shown)
        if 2 * len(bearing) > len(one.skus):
            return one
        if part is None and len(bearing) > 1:
            part = replace(one, skus=tuple(bearing))
    return part


def _bearing(one: Shown, goods: Sequence[str], shown: Mapping[str, Product]) -> list[str]:
    return [sku for sku in one.skus if sku in shown and any(bears(shown[sku], word) for word in goods)]


def _stem(word: str, vocabulary: Vocabulary) -> str:
    return strip_particle(word, vocabulary.is_goods)
