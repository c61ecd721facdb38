# ruff: noqa: E501 - patterns are data: one line each reads best
"""Which of the shop's policies answers a question: the right one among neighbours."""

import re
from collections.abc import Sequence

from assistant.domain.store import Policy
from assistant.understanding import Vocabulary

_ACTS = {
    "exchange": r"교환|(?:사이즈|다른\s?\S{1,4}?)(?:으?로|를|을)?\s?바[꾸꿀꿔]|\bexchang\w*|\bswap\w*|\btrade\b|different size",
    "return": r"반품|돌려보내|무르|\breturn\w*|send (?:it|this|them) back",
    "refund": r"환불|돌려받|돈.{0,4}돌려|\brefund\w*|money back",
    "pickup": r"픽업|찾아가|수령|\bpick(?:ing|ed)?[- ]?(?:it |them |my order )?up\b|\bcollect\w*",
    "warranty": r"보증|무상\s?수리|\bwarrant\w*|\bguarantee\w*",
    "points": r"포인트|적립|마일리지|\bpoints?\b|reward",
    "receipt": r"영수증|\breceipts?\b",
    "match": r"차액|최저가|더\s?싸|내렸|내리면|인하|cheaper|price (?:drop|match)|dropped|difference",
    "delivery": r"배송|배달|택배|\bdeliver\w*|\bship\w*",
}
_ACT = {name: re.compile(words) for name, words in _ACTS.items()}
_MAIN = ("exchange", "return", "refund", "pickup", "warranty", "receipt", "match", "points")
"""Beside one of these, delivery is only what it costs or takes."""
_FACETS = {
    "cost": (
        re.compile(r"얼마|비용|배송비|택배비|배송료|수수료|무료|공짜|내야|내나|내요|부담|how much|\bcosts?\b|\bfees?\b|\bfree\b|\bpays?\b|charge|postage"),
        re.compile(r"\d[\d,]*\s?(?:원|won)|무료|\bfree\b|[₩$€]\s?\d"),
    ),
    "time": (
        re.compile(r"언제|며칠|기간|얼마나\s?(?:오래|걸)|몇\s?(?:일|주|달|시)|까지|하루|지났|how (?:long|soon|many days)|\bwhen\b|until|deadline|till|by what|too late|still"),
        re.compile(r"\d+\s?(?:일|주|개월|년|시간|시)|\d+ (?:business )?(?:days?|weeks?|months?|years?|hours?)|(?:one|two|three) (?:days?|weeks?|years?)|\b(?:am|pm)\b"),
    ),
}  # fmt: skip
_RECEIVED = re.compile(r"\b(?:gave|given|bought) (?:it |this )?(?:to |for )?me\b|선물\s?받\S*|받은\s?선물")
"""Something another person bought is a gift, whatever it is called."""
_ON_THE_ACT, _IN_THE_ANSWER, _OFF_THE_ACT, _OTHER_ACT, _FACET = 0.6, 0.25, -0.5, -0.2, 0.3
NEAR = 0.12
"""Two policies this near are both said."""
LOOKED_AT = 12


def best_policies(
    text: str, heard: Sequence[str], policies: Sequence[Policy], vocabulary: Vocabulary
) -> list[str]:
    """Ids of the policy that answers `text`, a second one when it is as near; `heard` when nothing overlaps.

    Words shared with the question come first (`vocabulary`); a policy about the act asked of, and one that
    states what is asked (a cost, a time), go before neighbours that merely share a word.
    """
    low = _RECEIVED.sub(" gift 선물 ", text.lower())
    matches = vocabulary.shop.policies.best(low, LOOKED_AT)
    if not matches:
        return list(heard[:2])
    by_id = {policy.policy_id: policy for policy in policies}
    acts = [name for name in _MAIN if _ACT[name].search(low)] or [n for n in _ACT if _ACT[n].search(low)]
    shared = {match.text_id: match.score / matches[0].score for match in matches}
    scored = [
        (shared.get(policy_id, 0.0) + _bonus(policy, acts, low), policy_id)
        for policy_id, policy in by_id.items()
        if policy_id in shared or acts
    ]
    scored.sort(key=lambda pair: -pair[0])
    return [one for score, one in scored[:2] if score >= scored[0][0] - NEAR]


def _bonus(policy: Policy, acts: Sequence[str], low: str) -> float:
    question = " ".join(policy.question.both()).lower()
    answer = " ".join(policy.answer.both()).lower()
    bonus = 0.0
    if acts:
        if any(_ACT[act].search(question) for act in acts):
            bonus += _ON_THE_ACT
        elif any(_ACT[act].search(answer) for act in acts):
            bonus += _IN_THE_ANSWER
        else:
            bonus += _OFF_THE_ACT
        if any(_ACT[act].search(question) for act in _MAIN if act not in acts):
            bonus += _OTHER_ACT
    for asked, stated in _FACETS.values():
        if asked.search(low) and stated.search(answer):
            bonus += _FACET
    return bonus
