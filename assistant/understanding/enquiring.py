# ruff: noqa: E501 - patterns are data: one line each reads best
"""Questions in whole sentences: my old Chevy is a 1994. would the Mobley hotspot work in it?

What is pointed at and whether anything is asked of it are read apart, as with orders (taking.py), and what is
said beside counts for nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.dialogue import Intent, Request
from assistant.understanding.asks import answered_by, beside_topics, topics_in
from assistant.understanding.hear import fallback
from assistant.understanding.intent import SHOWING
from assistant.understanding.mentions import Mention
from assistant.understanding.named import bearing
from assistant.understanding.names import bears
from assistant.understanding.references import is_one_meant
from assistant.understanding.sentence import Sentence
from assistant.understanding.several import is_value_only
from assistant.understanding.subject import looks_for
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

_ASKED, _ASKED_OF_IT = 0.4, 0.75
"""How likely a question must be, of goods that are named and of those spoken of last."""
_VAGUE: frozenset[Intent] = frozenset(
    {"search", "refine", "recommend", "complement", "out_of_scope", "ask_product", "stock_check"}
)
"""What a sentence of any words may be taken for."""
_THE = re.compile(
    r"\b(?:the|that|this|those|these|your|ur)\s(?:[\w'&.-]+\s){0,3}$|(?<![가-힣])(?:그|이|저)\s$"
)
_APART = re.compile(
    r"\b(?:apart|differ\w*|than|between|versus|vs|compar\w+|which|whichever)\b|차이|다른|달라|다르|보다\s|어느|어떤\s?(?:게|거|것)|더\s|뭐가|중에"
)
_AMONG = re.compile(
    r"\b(?:from|of|among|amongst|in) (?:all )?(?:these|those|them|that (?:bunch|lot|list)|the (?:bunch|lot|list))\b|(?:것|거|이|그|저|여기|얘네|목록)\s?중에?"
)
"""One of the list is asked for, and no others."""
_HOLDS = re.compile(
    r"(?:들어가|담기|담을\s?수|실리|실려)(?:나|요|는|죠|지|ㄴ)|\b(?:holds?|fits? in(?:side|to)?|carry|carries) ?(?:it|this|that)?\b"
)
"""What goes into it is named beside it."""
_OF_IT = re.compile(r"[a-z\d)가-힣]{0,3}?(?:은|는|이|가|의|에|에는|도)(?=\s|$)")
_TOPIC = re.compile(r"[가-힣](?:은|는|이|가|의|에는|에도)$")
"""느와르 헤드폰은: what is asked of stands as the topic."""


def enquired(sentence: Sentence) -> Request | None:
    """ask_product of the one product named, else of the one spoken of or at an end of the list; compare, of
    several. None where nothing particular is asked, or the rules know better."""
    ruled, heard, low = sentence.ruled, sentence.heard, sentence.low
    if ruled.intent not in _VAGUE or heard.health.avoid or heard.changes or ruled.wish or ruled.needs:
        return None
    found, topics = sentence.meant, topics_in(low)
    if len(found) > 1:
        return _beside_each_other(sentence, topics)
    if found and found[0].how == "rank" and not ruled.references and _AMONG.search(low):
        return _of(found[0].sku, topics or ("price",), sentence)
    if ruled.references and not (found and _is_better(found[0], ruled.references, sentence.vocabulary)):
        return None
    if not heard.is_question:
        return None
    if found and _is_particular(found[0], low) and _asked(sentence) >= _ASKED:
        return _of(found[0].sku, topics, sentence)
    if not found and (sku := _spoken_of(sentence)) and _asked(sentence) >= _ASKED_OF_IT:
        return _of(sku, topics, sentence)
    return None


def _beside_each_other(sentence: Sentence, topics: tuple[str, ...]) -> Request | None:
    """compare, where what sets them apart is asked: what sets the grey hoodie apart from the white one."""
    ruled, found = sentence.ruled, sentence.meant
    skus = tuple(one.sku for one in found)
    if ruled.intent == "compare" or not _APART.search(sentence.low) or _asked(sentence) < _ASKED:
        return None
    if any(one.how != "name" or one.vague for one in found) or set(ruled.references) - set(skus):
        return None
    return replace(sentence.base, intent="compare", references=skus, asks=topics)


def _is_better(one: Mention, skus: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether it bears more of the words that name it than the product the rules heard, and all that bears;
    or is told by its price."""
    if len(skus) != 1 or skus[0] == one.sku or one.vague:
        return False
    if one.priced:
        return True
    own, his = _borne(one.sku, one.words, vocabulary), _borne(skus[0], one.words, vocabulary)
    if len(own) < 2 and not (one.exact and any(is_value_only(word, vocabulary) for word in own)):
        return False
    return his < own


def _borne(sku: str, words: Sequence[str], vocabulary: Vocabulary) -> set[str]:
    number = vocabulary.number_of(sku)
    return {word for word in words if number in bearing(key_of(word), vocabulary)}


def _of(sku: str, topics: tuple[str, ...], sentence: Sentence) -> Request:
    heard, product = sentence.heard, sentence.shown.get(sku)
    asks = answered_by(topics, product, heard.low, sentence.vocabulary.lexicon, heard.language)
    return replace(sentence.base, intent="ask_product", references=(sku,), asks=asks)


def _asked(sentence: Sentence) -> float:
    """How likely something is asked: by the whole, or by the part that does."""
    told = [sentence.whole, *(part.deeds for part in sentence.parts if "?" in part.text)]
    return max(one.get("ask", 0.0) if one.get("ask", 0.0) > one.get("find", 0.0) else 0.0 for one in told)


def _is_particular(one: Mention, low: str) -> bool:
    """Whether one product is meant and no kind of goods: the hitch rack, 레이오백 보조배터리는."""
    if one.how != "name" or one.vague or looks_for(low):
        return False
    topic = len(one.words) > 1 and _TOPIC.search(low, one.start, one.end)
    return bool(topic or _THE.search(low, 0, one.start) or _OF_IT.match(low, one.end)) or len(one.words) > 2


def _spoken_of(sentence: Sentence) -> str | None:
    """The product the talk is about, where no other goods are named."""
    heard, session, shown, vocabulary = sentence.heard, sentence.session, sentence.shown, sentence.vocabulary
    focus = fallback(heard, session)
    if not focus or focus[0] not in shown or not is_one_meant(session, shown, vocabulary):
        return None
    if heard.sort or heard.stores or SHOWING.search(heard.low) or looks_for(heard.low):
        return None
    beside = beside_topics(heard.low)
    things = [key_of(word.text) for word in heard.words if beside[word.start].strip()]
    others = [key for key in things if vocabulary.is_goods(key) and not bears(shown[focus[0]], key)]
    if others and not _HOLDS.search(heard.low):
        return None
    return None if any(one.hard for one in heard.conditions) else focus[0]
