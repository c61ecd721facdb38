# ruff: noqa: E501 - patterns are data: one line each reads best
"""The merchant's policies: which of them speaks of what, and which answers a question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import and_

from assistant.domain.store import Policy
from assistant.understanding.matters import Matter, heard_in, matters, shipped
from assistant.understanding.overlap import Topics, topics

_RECEIVED = re.compile(
    r"\b(?:gave|given|bought|got) (?:it |this |that )?(?:to |for )?me\b|선물\s?받\S*|받은\s?선물|(?:사|선물해?)\s?준\s?(?:거|건|것)\S*"
)
"""Something another person bought is a gift, whatever it is called."""
_FACETS = (
    (
        re.compile(r"얼마(?!나)|비용|택배비|배송비|수수료|무료|공짜|내야|내나|내요|부담|how much|\bcosts?\b|\bfees?\b|\bfree\b|\bpays?\b|charge|postage"),
        re.compile(r"\d[\d,]*\s?(?:원|won)|무료|\bfree\b|[₩$€£]\s?\d"),
    ),
    (
        re.compile(r"언제|며칠|기간|얼마나\s?(?:오래|걸)|몇\s?(?:일|주|달|년|시)|까지|지났|how (?:long|soon|many days)|\bwhen\b|until|deadline|till|by what|too late|\bstill\b"),
        re.compile(r"\d+\s?(?:일|주|개월|년|시간|시)|\d+ (?:business )?(?:days?|weeks?|months?|years?|hours?)|(?:one|two|three) (?:days?|weeks?|years?)|\b(?:am|pm)\b"),
    ),
)  # fmt: skip
"""A cost and a time: how they are asked for, and how an answer states them."""
_IN_ANSWER = 0.5
"""How far a matter spoken of in the answer alone counts beside one of the question."""
_WORDS, _OVERLAP, _GOODS, _KIN, _STATED = 0.5, 0.6, 0.6, 0.5, 0.2
"""What a policy gets for the matter's words, for words shared with the question, for the goods asked about,
for a matter of the same kind, and for stating the cost or time asked for, beside what its own question is heard to be about (1)."""
_SPEAKS, _EXPLAINS = 0.2, 0.4
"""A policy answers that speaks so much of the matter, or shares so much of the question's weight."""
_BESIDE, _LEAST = 0.2, 0.03
"""What a policy loses that speaks wholly of a matter less likely asked than this."""
_GOOD, _SEVERAL = 8.0, 2
"""A score of shared words, and their number, that tell policies apart; less counts for as much less."""
NEAR = 0.12
"""Two policies this near are both said."""
LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Guide:
    """Policies by id. speaks: how much each speaks of each matter, 0..1; states: whether each states a cost and
    a time; words: what they share with a question; subjects: what their questions name."""

    speaks: Mapping[str, Mapping[str, float]]
    states: Mapping[str, tuple[bool, ...]]
    words: Topics
    subjects: Topics

    def answering(
        self, low: str, asked: Sequence[tuple[str, float]], goods: str = "", sure: bool = False, most: int = 2
    ) -> tuple[str, ...]:
        """Ids of the policy that answers a lower-cased question, a second one when it is as near; () when none
        speaks of the matter. asked: matters and how likely each is; sure: words shared alone are no answer;
        goods: words for the product it is asked about, its categories first."""
        low = _RECEIVED.sub(" gift 선물 ", low)
        matches = {match.text_id: match for match in self.words.best(low, LOOKED_AT)}
        best = max((_GOOD, *(match.score for match in matches.values())))
        about = (
            {match.text_id: match.score for match in self.subjects.best(goods, LOOKED_AT)} if goods else {}
        )
        wants = [question.search(low) is not None for question, _ in _FACETS]
        closest = max(about.values(), default=1.0)
        scored = []
        for policy_id, spoken in self.speaks.items():
            match = matches.get(policy_id)
            agrees = sum(likely * spoken.get(matter, 0.0) for matter, likely in asked)
            kin = sum(
                likely * max(spoken.get(matter, 0.0), _KIN * _of_kind(matter, spoken))
                for matter, likely in asked
            )
            share = match.share if match else 0.0
            if agrees < _SPEAKS and (sure or share < _EXPLAINS):
                continue
            score = kin + _GOODS * about.get(policy_id, 0.0) / closest
            if match:
                score += _OVERLAP * (match.score / best) * min(1.0, share / _EXPLAINS, match.words / _SEVERAL)
            score -= _BESIDE * _of_no_kind_asked(asked, spoken)
            score += _STATED * sum(map(and_, wants, self.states[policy_id]))
            scored.append((score, policy_id))
        scored.sort(key=lambda pair: (-pair[0], pair[1]))
        return tuple(one for score, one in scored[:most] if score >= scored[0][0] - NEAR)


def compile_guide(policies: Sequence[Policy]) -> Guide:
    """The guide of these policies; without any, nothing is ever answered."""
    shipped()  # learnt now, not in the first shopper's turn
    words = {
        one.policy_id: [
            *((text, 2.0) for text in one.question.both()),
            (one.topic.replace("_", " "), 1.2),
            *((text, 0.8) for text in one.answer.both()),
        ]
        for one in policies
    }
    subjects = {one.policy_id: [(text, 1.0) for text in one.question.both()] for one in policies}
    states = {
        one.policy_id: tuple(bool(said.search(" ".join(one.answer.both()).lower())) for _, said in _FACETS)
        for one in policies
    }
    return Guide({one.policy_id: _speaks(one) for one in policies}, states, topics(words), topics(subjects))


def _speaks(policy: Policy) -> dict[str, float]:
    question = " ".join(policy.question.both()).lower()
    answer = " ".join(policy.answer.both()).lower()
    asked: dict[str, float] = {}
    for text in policy.question.both():
        for matter, sure in heard_in(text.lower()).items():
            asked[matter] = max(sure, asked.get(matter, 0.0))
    spoken = {
        name: min(1.0, asked.get(name, 0.0) + _WORDS * _stated(matter, question, answer))
        for name, matter in matters().items()
    }
    return {name: score for name, score in spoken.items() if score > 0.05}


def _of_no_kind_asked(asked: Sequence[tuple[str, float]], spoken: Mapping[str, float]) -> float:
    """How much a policy speaks of another kind of matter than any asked about: the fee of a return is no answer
    to what delivery costs."""
    kinds = {matter.partition(".")[0] for matter, likely in asked if likely > _LEAST}
    return max((held for name, held in spoken.items() if name.partition(".")[0] not in kinds), default=0.0)


def _of_kind(matter: str, spoken: Mapping[str, float]) -> float:
    kind = matter.partition(".")[0]
    return max((held for name, held in spoken.items() if name.partition(".")[0] == kind), default=0.0)


def _stated(matter: Matter, question: str, answer: str) -> float:
    """1 where the question has a word of each group, less where only the answer has one, 0 where none has."""
    least = 1.0
    for group in matter.stated:
        if not _has(question, group):
            least = min(least, _IN_ANSWER if _has(answer, group) else 0.0)
    return least


def _has(text: str, group: Sequence[str]) -> bool:
    """A Latin word of the group begins a word of the text; a Korean one or a sign stands anywhere in it."""
    return any(
        re.search(rf"\b{re.escape(word)}", text) if word[0].isalpha() and word.isascii() else word in text
        for word in group
    )
