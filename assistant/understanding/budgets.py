# ruff: noqa: E501 - patterns are data: one line each reads best
"""What may be spent to one end: it holds while other goods are looked for to that end, or where it is said to."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.dialogue import Constraint, Session
from assistant.lexicon.goals import load_goals
from assistant.understanding.aims import amount, is_limit
from assistant.understanding.hear import Heard
from assistant.understanding.prices import SAME_BUDGET
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

_SHORT = re.compile(
    r"^\W*(?:(?:그럼|그러면|아니면|혹시|음)\s)?[가-힣a-z ]{1,14}(?:은|는|도)(?:요|어때요?|어떨까요?|없나요?|없어요?|있어요?)?\W*$"
    r"|^\W*(?:(?:and|or|but|hmm|ok(?:ay)?)\W+)*(?:what about|how about|maybe|or|more like|rather|instead|perhaps|any)\b"
)
"""Nothing but other goods for the same: 목걸이는?, maybe perfume."""
_ANEW = re.compile(
    r"이제|이번(?:엔|에는)|다음(?:은|으로|엔)|그건\s?그렇고|다른\s?얘기|새로|처음부터|별개로|따로|(?:내|제)가\s?(?:쓸|입을|먹을|신을)|내\s?거|제\s?거"
    r"|\bnow\b|\bnext\b|different topic|\bstart over\b|\bseparately\b|\bfor (?:me|myself)\b|\balso need\b|\bunrelated\b"
)
"""Something else is begun."""


def carried(
    heard: Heard, conditions: Sequence[Constraint], session: Session, vocabulary: Vocabulary
) -> tuple[Constraint, ...]:
    """The price limit of before where it holds for what is looked for now; () where another is said, and where
    none of those goods would meet it."""
    if any(one.facet == "price" for one in conditions) or heard.sort or heard.cheap or "drop" in heard.cues:
        return ()
    limits = tuple(replace(one, origin="session") for one in session.constraints if is_limit(one))
    if not limits and session.budget is not None:
        limits = (Constraint("price", "le", session.budget, origin="session"),)
    if not limits or SAME_BUDGET.search(heard.low):
        return limits
    same_end = session.budget is not None or not _names_goods(session.query, vocabulary)
    if not (same_end and heard.words) or _ANEW.search(heard.low):
        return ()
    if session.budget is not None and _SHORT.search(heard.low):
        return limits
    prices = vocabulary.numbers.get("price", {})
    among = [prices[number] for number in vocabulary.relevant(list(heard.keys)) if number in prices]
    return limits if any(price <= amount(limits[0]) for price in among) else ()


def spent_on(
    heard: Heard, conditions: Sequence[Constraint], held: Sequence[Constraint], session: Session
) -> int | None:
    """What may be spent to the same end from now on: what was, a gift's limit, or None."""
    limit = next((amount(one) for one in conditions if is_limit(one)), None)
    named = load_goals().named_in(heard.low)
    gift = any(one.facet == "occasion" and one.value == "gift" for one in conditions) or (
        named is not None and named.goal.about == "gift"
    )
    if limit is not None:
        return limit if gift or session.budget is not None else None
    return amount(held[0]) if held else None


def _names_goods(query: str, vocabulary: Vocabulary) -> bool:
    return any(vocabulary.is_goods(key_of(word)) for word in query.split())
