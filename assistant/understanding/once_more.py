# ruff: noqa: E501 - patterns are data: one line each reads best
"""Right after an order: one more of it, another colour or size of it, other goods in the same breath."""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.domain.dialogue import Intent, Request, Session
from assistant.domain.product import Product
from assistant.understanding.changing import put_back, undone
from assistant.understanding.exchanging import MEANT
from assistant.understanding.hear import Heard, fallback
from assistant.understanding.intent import NO_LOOK
from assistant.understanding.named import bearing
from assistant.understanding.names import by_meaning, names
from assistant.understanding.needs import split_needs
from assistant.understanding.optioned import as_said
from assistant.understanding.ordering import (
    LESS,
    OTHERWISE,
    SO_MANY_MORE,
    heard_count,
    says_no_more,
)
from assistant.understanding.quantities import SO_MANY_EN, find_quantity
from assistant.understanding.query import keys_of, query_of
from assistant.understanding.reading import Reading, Run, runs_of
from assistant.understanding.references import is_one_meant
from assistant.understanding.several import alike_in
from assistant.understanding.terms import key_of
from assistant.understanding.valued import holding
from assistant.understanding.vocabulary import Vocabulary

_TAKE = re.compile(
    r"^(?:ok(?:ay)?,? |yes,? |yeah,? |alright,? |i'?ll |i will |let'?s |i'?d )*go (?:with|for) (?:the|that|this|it|number|option)\b|\bi'?ll (?:take|have|get|buy)\b"
    rf"{NO_LOOK}|"
    r"\bi will take\b|(?:이|그|저|요)(?:거|것|걸)(?:도|로|랑)?\s?(?:하나|둘|셋|넷|(?:한|두|세|네|\d+)\s?(?:개|병|봉|팩|박스|벌|켤레|장|권|묶음|마리|송이|모|단))|(?:로|으로)\s?(?:할게|살게|주세요|줘)|(?:로|으로)\s?(?:하나|[한두세네]\s?개|\d+\s?개)(?:만|요|이요)?[.! ]*$"
)
TOO = re.compile(r"\btoo\b|\balso\b|\bas well\b|(?:거|것|걸|번째)도\b")
_ALSO = re.compile(r"[가-힣]도(?:요)?(?=\s|[.,!~]|$)|\b(?:too|also|as well)\b")
_AND_A = re.compile(
    r"^\W*(?:(?:oh|ok(?:ay)?|yes|great|perfect|thanks|then)\W+)*(?:and (?:then )?(?:the|a|an|some|another)|another)\b"
)
"""And a butter; oh, and another baguette: one more thing for the cart."""
_A_PAIR = re.compile(r"(?:a )?pair\b")
_ALSO_ONE = re.compile(r"[가-힣]도\s?(?:하나|둘|셋)요[.!~ ]*$")
"""크림치즈도 하나요: one more thing, and no question whether it is done."""
_AS_FOR = re.compile(r"[가-힣](?:은|는)\s|\b(?:make|only|just)\b")
"""쌀은 두 개: how many there are to be, not how many more."""
_TOO_BEHIND = re.compile(r"[가-힣]{2}도$")
_SHORT = 5
"""Words of goods put in in passing; more of them are a wish of its own."""
_SETS = re.compile(r"\b(?:only|just|make)\b|(?<=\w) and\b|[가-힣]만(?:\s|$)|(?:으로|로)(?:\s|$)")
_OF_THEM = re.compile(rf"\b(?:{SO_MANY_EN}) of (?:them|these|those)\b")
_ONLY_OF_THEM = re.compile(
    rf"(?:and|ok(?:ay)?,?|yes,?|then|just|maybe|(?:i'?ll|i will|i'?d like to|let'?s) (?:take|have|get|do|try)|i'?d like|give me|get me|(?:i |we )?(?:want|need))?\s?(?:{SO_MANY_EN}) of (?:them|these|those)(?:,? (?:please|then|thanks|too))*[.! ]*"
)
"""Nothing but an order: "two of these are too big" is none."""
_AMOUNT_ONLY = re.compile(
    r"(?:개|병|봉지?|팩|박스|벌|켤레|장|권|세트)(?:로|만|면)|\bmake (?:it|that)\b|\bjust (?:\d+|one|two|three|four|five)\b|바꿔|줄여|늘려|수정"
)


def again(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """이것도 하나, and the last one too, I'll take 2 pairs; then a bare amount changes what was put in."""
    low = heard.low
    if more := _another_kind(heard, base, session, vocabulary, shown):
        return more
    if any(vocabulary.is_goods(noun) for noun in heard.nouns):
        return None
    pointed = heard.pointed.skus if heard.pointed.how not in ("", "rank", "value") else ()
    ranked = heard.pointed.skus[:1] if heard.pointed.how in ("rank", "value") else ()
    product = pointed or ranked or _spoken_of(heard, session, vocabulary, shown)
    counted = find_quantity(Reading(low))
    quantity = counted[0] if counted else None
    if (
        (_ONLY_OF_THEM.fullmatch(low) or ("cart_add" in heard.cues and _OF_THEM.search(low)))
        and not heard.is_question
        and (session.focus or heard.pointed.skus)
    ):
        told = heard.pointed.how in ("name", "rank", "value", "ordinal")
        named = heard.pointed.skus if told else session.focus
        return replace(base, intent="cart_add", references=named[:1], quantity=quantity)
    if heard.pointed.skus and "cart_add" in heard.cues and not heard.guessed:
        return None
    if product and (
        _TAKE.search(low)
        or (pointed and session.topic == "cart" and TOO.search(low) and not heard.is_question)
    ):
        return replace(base, intent="cart_add", references=product[:1], quantity=quantity)
    if (
        session.topic == "cart"
        and counted
        and not (LESS.search(low) and not session.cart.lines)
        and _AMOUNT_ONLY.search(low)
        and session.focus
    ):
        held = session.cart.quantity(session.focus[0])
        intent: Intent = "cart_change" if held and not SO_MANY_MORE.search(low) else "cart_add"
        return replace(base, intent=intent, references=session.focus[:1], quantity=quantity)
    return None


def _of_another(heard: Heard, session: Session, vocabulary: Vocabulary) -> bool:
    """회색으로 할게요 beside a white one: a word is said that other products bear and the one spoken of does not."""
    spoken = {vocabulary.number_of(sku) for sku in fallback(heard, session)}
    held = [bearing(key, vocabulary) for key in heard.keys if len(key) > 1 and not key.isdigit()]
    return any(found and not found & spoken for found in held)


def _spoken_of(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[str, ...]:
    """What was spoken of, where it has what is told of it: the Oppo is not the Realme asked about last."""
    told = [
        one
        for one in heard.conditions
        if one.hard
        and one.op in ("eq", "in")
        and one.facet in (vocabulary.closed | {"brand", "color", "size"})
    ]
    if told:
        return holding(session, shown, told, vocabulary)[:1]
    if not is_one_meant(session, shown, vocabulary) or _of_another(heard, session, vocabulary):
        return ()
    return fallback(heard, session)


def in_passing(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """undo that; put the beanie back; and right after an order, another colour of it. Nothing else is heard in these words."""
    if back := undone(heard, session):
        return replace(base, intent="cart_add", references=tuple(one.sku for one in back), orders=back)
    if again_in := put_back(heard, session, vocabulary, shown):
        return replace(base, intent="cart_add", references=(again_in.sku,), orders=(again_in,))
    return _another_colour(heard, base, session, vocabulary, shown)


def _another_colour(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """one blue too, 파란색도 하나요: right after an order, what was put in, in another colour or size."""
    line, quantity = next(iter(session.focus), ""), heard_count(heard.low)
    asks = heard.is_question and not _ALSO_ONE.search(heard.low)
    if session.topic != "cart" or line not in shown or asks or heard.words or heard.cues & OTHERWISE:
        return None
    if not heard.conditions or any(one.facet not in ("color", "size") for one in heard.conditions):
        return None
    if not (quantity or _ALSO.search(heard.low)) or MEANT.search(heard.low) or _SETS.search(heard.low):
        return None
    said = [run.text for run in runs_of(heard.low)]
    variant = as_said(line, shown[line], heard.conditions, heard, vocabulary)
    sku = variant if variant != line else alike_in(line, said, session, vocabulary, shown)
    if sku is None:
        return None
    return replace(base, intent="cart_add", references=(sku,), quantity=quantity)


def _values(heard: Heard, vocabulary: Vocabulary) -> list[str]:
    """The words that say what the goods are like: red, organic."""
    runs = (run.text for run in runs_of(heard.low))
    return [
        word for word in runs if any(one.kind == "facet" for one in vocabulary.terms.get(key_of(word), ()))
    ]


def _without_too(word: Run, vocabulary: Vocabulary) -> Run:
    """키트도, of what nobody here writes so: the word without its 도."""
    known = vocabulary.knows(key_of(word.text)) or bool(vocabulary.lexicon.of(word.text))
    return (
        word
        if known or not _TOO_BEHIND.search(word.text)
        else replace(word, text=word.text[:-1], end=word.end - 1)
    )


def _another_kind(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """생수도 하나, and two lemons: right after a change of the cart, other goods in the same breath."""
    counted = find_quantity(Reading(heard.low))
    if counted and _A_PAIR.match(heard.low, counted[1]):
        counted = None  # I also need a pair of gloves: none are chosen yet.
    asks = "question" in heard.cues and not _ALSO_ONE.search(heard.low)
    beside = _AND_A.sub(" ", heard.low)
    if session.topic != "cart" or asks or not (counted or _ALSO.search(heard.low) or beside != heard.low):
        return None
    start, end = counted[1:] if counted else (0, 0)
    named = [_without_too(word, vocabulary) for word in heard.words if not start <= word.start < end]
    if (
        not any(vocabulary.products_for(key) for key in keys_of(named))
        or heard.pointed.how in ("sku", "ordinal")
        or heard.cues & OTHERWISE
        or len(heard.keys) > _SHORT
        or not (
            counted
            or "cart_add" in heard.cues
            or says_no_more(beside, [*(word.text for word in named), *_values(heard, vocabulary)], vocabulary)
        )
    ):
        return None
    known = by_meaning(session, shown, keys_of(named), vocabulary)
    if known and known[0] in shown and not names(shown[known[0]], keys_of(named), vocabulary.lexicon):
        known = ()
    told = [one for one in heard.conditions if one.hard and one.facet != "price"]
    if known and told and known[0] not in (held := holding(session, shown, told, vocabulary)):
        known = by_meaning(session, shown, keys_of(named), vocabulary, held)
    if known and counted and session.cart.quantity(known[0]) and _AS_FOR.search(heard.low):
        return replace(base, intent="cart_change", references=known, quantity=counted[0])
    return replace(
        base,
        intent="cart_add",
        references=known,
        query="" if known else query_of(named, heard.reading),
        needs=() if known else split_needs(heard, vocabulary),
        quantity=counted[0] if counted else None,
        constraints=(*base.constraints, *(() if known else heard.conditions)),
    )
