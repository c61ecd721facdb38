# ruff: noqa: E501 - patterns are data: one line each reads best
"""A yes to what we offered to put in, or kept out."""

import re
from dataclasses import replace

from assistant.domain.dialogue import Request, Session
from assistant.understanding.hear import Heard
from assistant.understanding.intent import NO, YES
from assistant.understanding.ordering import (
    heard_count,
)

_INSISTS = re.compile(
    r"\b(?:anyways?|all the same|regardless|nevertheless|nonetheless|even so|still)\b|(?<![가-힣])(?:그래도|그냥|어쨌든|상관\s?없\S*|괜찮\S*|알(?:아요?|고\s?있\S*))"
)
_PUT_IT_IN = re.compile(
    r"\b(?:add|put|throw|pop|get|take|order|buy)\b|(?<![가-힣])(?:담|넣|추가|주문|살게|살래)\S*"
)
_BESIDE_YES = re.compile(
    rf"{YES.pattern.removeprefix('^')}|\b(?:no|it|that|this|them|one|in|to|into|my|the|cart|basket|bag|i|i'?ll|will|have|want|please|pls|thanks|just|know|that'?s|it'?s|is|fine|ok(?:ay)?|do|for|me|then|but)\b"
    r"|(?<![가-힣])(?:아니\S*|장바구니\S*|카트\S*|주세요|줘요?|그거|그걸|이거|이걸|그걸로|이걸로|그럼|하나|좀)(?![가-힣])"
)


def _all_the_same(low: str) -> bool:
    """그래도 담아줘, yes, add it anyway: said of what was kept out, and of nothing else."""
    if not (YES.match(low) or _PUT_IT_IN.search(low) or (_INSISTS.search(low) and not NO.match(low))):
        return False
    left = _BESIDE_YES.sub(" ", _PUT_IT_IN.sub(" ", _INSISTS.sub(" ", low)))
    return not any(char.isalnum() for char in left)


def offered(heard: Heard, base: Request, session: Session) -> Request | None:
    """A yes to the one product we offered to put in; None for anything else."""
    asked = session.pending
    if (
        asked is None
        or asked.kind != "add"
        or not asked.choices
        or heard.is_question
        or not (YES.match(heard.low) or asked.kept_out)
    ):
        return None
    if asked.kept_out and _all_the_same(heard.low):
        quantity = heard_count(heard.low) or asked.quantity
        return replace(base, intent="cart_add", references=asked.choices, quantity=quantity, answer="yes")
    if (
        not YES.match(heard.low)
        or heard.words
        or heard.conditions
        or heard.pointed.how not in ("", "pronoun")
    ):
        return None
    quantity = heard_count(heard.low) or asked.quantity
    return replace(base, intent="cart_add", references=asked.choices, quantity=quantity, answer="yes")
