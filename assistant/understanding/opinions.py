# ruff: noqa: E501 - patterns are data: one line each reads best
"""What others say of one thing: "do reviews say it runs small?", 시끄럽다는 후기 있나요?"""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.domain.dialogue import Request, Session
from assistant.domain.product import Product
from assistant.lexicon.review_points import load_review_points
from assistant.understanding.asks import topics_in
from assistant.understanding.followup import wants_cheaper
from assistant.understanding.hear import Heard, fallback, hear
from assistant.understanding.named import named
from assistant.understanding.reading import Reading
from assistant.understanding.subject import subject
from assistant.understanding.vocabulary import Vocabulary

_OTHERS = re.compile(
    r"후기|리뷰|(?:다는|라는|단|란)\s?(?:말|얘기|이야기|사람|분|평)\S*|사람(?:들)?(?:이|은)?\s?(?:많|있|뭐라)\S*|산\s?사람\S*|써\s?본\s?사람\S*"
    r"|\breview(?:s|ers?)?\b|\b(?:people|customers|buyers|others|anyone|anybody|users|owners)\b|\bcomplain\w*|\bopinions?\b|\bfeedback\b"
)
_LOOKING = re.compile(
    r"추천|보여|찾아|골라|(?:높은|좋은|많은)\s?(?:거|것|걸|순|제품|상품)|recommend|show me|find me|looking for|\b(?:best|top|highest)[- ]|well[- ]reviewed|with good|good reviews|most"
)
SHORT = 3
_AROUND = re.compile(
    r"나온다\S*|한다\S*|된다\S*|있(?:어|나|는|을)\S*|많(?:아|나|은)\S*|어때\S*|(?<=\s)에\b|\b(?:do|does|did|say|says|said|that|find|think|mention\w*|it|is|are|how many|about|any|there|there's|of|the|on|have|has|been|too|very|run|runs|anything)\b|[?.!]"
)


_THERE_IS = re.compile(r"있(?:어|나|을까|습니)|\b(?:do you have|got any|is there|are there)\b")
"""Looks for goods."""


def asked_of_others(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """ask_product about reviews of the product named or in focus; None when reviews are not asked for one
    thing in particular."""
    low = heard.low
    asking = heard.is_question or low.rstrip().endswith("?")
    if not asking or _LOOKING.search(low) or "policy" in heard.cues or heard.changes:
        return None
    others = bool(_OTHERS.search(low))
    if not others and not session.focus:
        return None
    points = load_review_points().asked_in(low)
    if not points:
        return None
    if not others:
        return _of_the_one_in_focus(heard, base, session)
    text = heard.reading.text.lower()
    for pattern in (_OTHERS, *(one for point in points for one in (point.said, point.ask)), _AROUND):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    ask = replace(base, intent="ask_product", asks=("review",))
    if heard.pointed.how in ("sku", "ordinal", "value"):
        return replace(ask, references=heard.pointed.skus[:1])
    if sku := subject(low, session, vocabulary):
        return replace(ask, references=(sku,))
    again = hear(Reading(text), heard.language, session, vocabulary, shown)
    if again.pointed.how in ("name", "pronoun"):
        return replace(ask, references=again.pointed.skus[:1])
    if len(again.keys) > 1 and (sku := named(again.keys, session, vocabulary, partly=True)):
        return replace(ask, references=(sku,))
    if any(vocabulary.knows(key) or vocabulary.is_goods(key) for key in again.keys):
        return replace(ask, query=again.query)
    product = fallback(heard, session)
    return replace(ask, references=product) if product else None


def _of_the_one_in_focus(heard: Heard, base: Request, session: Session) -> Request | None:
    """단 편이야?, is it noisy?: a short question on what no attribute states, of the product in focus."""
    product = fallback(heard, session)
    told = any(one.hard for one in heard.conditions) or bool(_THERE_IS.search(heard.low))
    if not product or heard.nouns or told or len(heard.words) > SHORT or topics_in(heard.low):
        return None
    if (
        wants_cheaper(heard.low)
        or heard.sort is not None
        or heard.cues - {"question"}
        or heard.pointed.how not in ("", "pronoun")
    ):
        return None
    return replace(base, intent="ask_product", references=product, asks=("review",))
