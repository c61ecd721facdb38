# ruff: noqa: E501 - patterns are data: one line each reads best
"""Wishes beyond a search: a goal, a plan within a budget, a sum, something that fits."""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.domain.dialogue import Request, Session
from assistant.domain.product import Product
from assistant.understanding import ours
from assistant.understanding.aims import aimed, aimed_again
from assistant.understanding.fits import fitting
from assistant.understanding.hear import Heard
from assistant.understanding.opinions import asked_of_others
from assistant.understanding.references import last_list
from assistant.understanding.sums import summed
from assistant.understanding.vocabulary import Vocabulary

_WHO = re.compile(
    r"(?:너|넌|당신|상담원|혹시|지금|이거)?\s?(?:사람|로봇|봇|챗봇|인공지능|ai|에이아이|기계)(?:이야|이에요|인가요|인가|이니|이세요|입니까|예요|에요|야|니|맞(?:아|나)\S*|랑\s?(?:얘기|대화|말)하\S*)\s*\??$"
    r"|\b(?:are you|is this|am i (?:talking|speaking|chatting) (?:to|with)) (?:an? |the )?(?:real |actual |live )?(?:person|human|bot|robot|chatbot|ai|machine|computer)\b"
)
_AFTER_BUYING = re.compile(
    r"\bsend (?:it |this |them |something |back )?.{0,12}back\b|\bsend back\b|\bpostage\b|\b(?:swap|trade)\b.{0,40}\b(?:size|shirt|shoes?|another|different|gift|branch|store|for)\b|돈.{0,4}돌려받|무를\s?수|\bclaim\b|\bprice (?:has |have )?(?:dropped|gone down|went down)|차액|산\s?(?:뒤|후|다음)에?.{0,14}(?:내렸|내려|싸졌)"
)
_RANGE = re.compile(
    r"(?P<a>[1-9])\s?번?\s?(?:부터|에서|~|-)\s?(?P<b>[1-9])\s?번|\b(?:numbers? |items? |from )?(?P<a2>[1-9]) ?(?:to|through|-|–) ?(?P<b2>[1-9])\b"
)


def wished(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """The request behind a wish; None when the utterance asks for nothing of the kind."""
    if _WHO.search(heard.low):
        return replace(base, intent="greeting")
    if heard.is_question and _AFTER_BUYING.search(heard.low) and not heard.pointed.skus:
        found = ours.policy(heard, base, session, vocabulary, shown)
        return found if found.policy_ids else None
    return (
        _ranged(heard, base, session)
        or summed(heard, base, session, vocabulary, shown)
        or (asked_of_others(heard, base, session, vocabulary, shown) if heard.likely != "policy" else None)
        or aimed(heard, base, session, vocabulary)
        or aimed_again(heard, base, session, vocabulary, shown)
        or fitting(heard, base, session, vocabulary, shown)
    )


def _ranged(heard: Heard, base: Request, session: Session) -> Request | None:
    """1번부터 4번까지 비교, compare 1 to 4: those places of the list shown last."""
    match = _RANGE.search(heard.low) if "compare" in heard.cues else None
    if match is None:
        return None
    first, last = (int(match[name] or match[f"{name}2"]) for name in ("a", "b"))
    named = last_list(session)[first - 1 : last]
    return replace(base, intent="compare", references=named) if len(named) > 1 else None
