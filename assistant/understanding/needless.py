# ruff: noqa: E501 - patterns are data: one line each reads best
"""What need not hold any more: 한우 아니어도 돼요, it doesn't have to be waterproof."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.domain.dialogue import Constraint, Session
from assistant.domain.product import Product
from assistant.understanding.followup import SAFETY
from assistant.understanding.hear import Heard, hear
from assistant.understanding.reading import Reading, runs_of
from assistant.understanding.terms import key_of, strip_particle
from assistant.understanding.vocabulary import Vocabulary

_EN = re.compile(
    r"(?:\b(?:it|they|that|these|those|the \w+) )?\b(?:(?:doesn'?t|does not|don'?t|do not|needn'?t)(?: (?:have|need))?(?: to)? (?:have to )?be|not necessarily)\s(?:in |of |from |made of |an? |the )*(?P<phrase>[^.,;!?]+?)(?=\s(?:and|but|as|so|if|any ?more|either|though|really|at all)\b|\W*$|[.,;!?])"
)
_KO = re.compile(
    r"(?P<phrase>[^\s,.!?]+)(?:\s(?:제품|거|것))?\s?(?:아니어도|아니라도|아녀도|아니여도|안\s?(?:돼|되어)도|없어도|안\s?이어도)\s?(?:돼|되|됨|됩|된|괜찮|상관|좋)[가-힣]*(?:\s없\S*)?"
)

_AGREED = re.compile(
    r"(?P<phrase>[^\s,.!?]+?)(?:이?어도|여도|라도|도)\s?(?:다\s|이제\s|그냥\s)?(?:괜찮|돼|되|됩|상관\s?없|좋|오케이|ㄱㅊ|ok)[가-힣]*"
    r"|(?:^|[,.;!?]\s*|\b(?:and|but)\s)(?:(?:ok(?:ay)?|and|but|so|actually|well|then|no|hm+)\W+)*(?:a |an |the )?(?P<also>[a-z][a-z -]{1,24}?)(?:'s| is| are| would be)(?: \w+)? (?:fine|ok(?:ay)?|alright|all right|good)\b(?: (?:too|as well|after all|now|again|with me|by me))*"
)
"""가죽도 괜찮아요, plastic is fine after all: what was turned down may be."""

_SO_MUCH = r"(?:\S*(?:원|달러|불|유로|만|천|\d)(?:은|는|을|를|이)?|예산(?:은|을|이)?|한도(?:는|를)?)"
_EXCEEDED = re.compile(
    rf"(?:{_SO_MUCH}\s?)?(?:(?:좀|조금|약간|살짝)\s)?(?:넘어가도|넘어도|넘겨도|초과해도|이상이(?:어|라)도)\s?(?:다\s)?(?:돼|되|됩|괜찮|상관|좋)[가-힣]*(?:\s?없\S*)?"
    r"|(?<!something )(?<!anything )\b(?:(?:going|a bit|a little|slightly|even) )*(?:over|above|more(?: than)?) ?(?:(?:the |my |that )?(?:budget|limit)|that|it|[$€£₩]?\d[\d,.]*k?(?: ?(?:won|dollars|bucks|euros?|pounds))?)?(?:'s| is| would be)(?: \w+)? (?:fine|ok(?:ay)?|alright|all right|no problem)\b(?: (?:too|as well|after all|now))*"
)
"""5만원 넘어도 돼요, a bit over 50 is fine: the limit holds no more."""


def takes_back(heard: Heard, session: Session) -> bool:
    """Whether what was turned down before is agreed to now."""
    return bool(_agreed(heard, session)) or _exceeded(heard, session) is not None


def _exceeded(heard: Heard, session: Session) -> "re.Match[str] | None":
    limited = any(one.facet == "price" and one.op in ("le", "lt") for one in session.constraints)
    return _EXCEEDED.search(heard.low) if limited else None


def _agreed(heard: Heard, session: Session) -> tuple[Constraint, ...]:
    """The running refusals of what is agreed to now."""
    match = _AGREED.search(heard.low)
    if match is None:
        return ()
    named = match["phrase"] or match["also"]
    wanted = {(one.facet, one.value) for one in heard.conditions if one.op == "eq"}
    wanted |= {("title", named), ("title", key_of(named))}
    refusals = [one for one in session.constraints if one.op in ("ne", "not_in") and one.facet not in SAFETY]
    return tuple(one for one in refusals if any((one.facet, value) in wanted for value in _values(one)))


def _values(one: Constraint) -> tuple[object, ...]:
    return one.value if isinstance(one.value, tuple) else (one.value,)


@dataclass(frozen=True)
class Needless:
    """The utterance and the running request without what need not be so, and the facets let go."""

    heard: Heard
    session: Session
    dropped: tuple[str, ...]


def needless(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Needless | None:
    """None where nothing is let go."""
    text = heard.reading.text
    match = _EN.search(heard.low) or _KO.search(heard.low)
    if over := _exceeded(heard, session):
        beside = hear(Reading(_without(text, over)), heard.language, session, vocabulary, shown)
        return Needless(beside, session, ("price",))
    if match is None:
        return _without_refusals(heard, session, vocabulary, shown)
    phrase = text[match.start("phrase") : match.end("phrase")]
    rest = _without(text, match)
    alone = hear(Reading(phrase), heard.language, session, vocabulary, shown)
    if not (alone.conditions or alone.words):
        return None
    words = [strip_particle(run.text, vocabulary.knows) for run in runs_of(phrase.lower())]
    gone = {key_of(word) for word in words}
    query = " ".join(word for word in session.query.split() if key_of(word) not in gone)
    if not alone.conditions and query == session.query:
        return None
    dropped = tuple(dict.fromkeys(one.facet for one in alone.conditions))
    beside = hear(Reading(rest), heard.language, session, vocabulary, shown)
    return Needless(beside, replace(session, query=query), dropped)


def _without_refusals(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Needless | None:
    agreed, match = _agreed(heard, session), _AGREED.search(heard.low)
    if match is None or not agreed:
        return None
    beside = hear(Reading(_without(heard.reading.text, match)), heard.language, session, vocabulary, shown)
    kept = tuple(one for one in session.constraints if one not in agreed)
    return Needless(beside, replace(session, constraints=kept), ())


def _without(text: str, match: "re.Match[str]") -> str:
    return f"{text[: match.start()]}{' ' * (match.end() - match.start())}{text[match.end() :]}"
