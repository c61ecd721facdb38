# ruff: noqa: E501 - patterns are data: one line each reads best
"""Who it is for: for my husband, 아내 줄 거: nothing made for the other sex."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.dialogue import Constraint, Session
from assistant.understanding.hear import Heard
from assistant.understanding.surfaces import GENDERS
from assistant.understanding.vocabulary import NONE, Vocabulary

_KO = r"(?:이|가|한테|에게|께|용|님)?\s?(?:꺼|거|것|줄|드릴|선물|입을|신을|찰|쓸|쓰실|입으실|신으실|주려|사\s?주|사\s?드리|생일)"
_OF_MEN = re.compile(
    r"\bfor (?:my |a |the |our |her )?(?:husband|hubby|boyfriend|bf|dad|father|grandpa|grandfather|brother|uncle|him)\b|\bgentlem[ae]n'?s?\b"
    rf"|(?:남편|남친|남자친구|아빠|아버지|할아버지|오빠|삼촌){_KO}"
)
_OF_WOMEN = re.compile(
    r"\bfor (?:my |a |the |our |his )?(?:wife|wifey|girlfriend|gf|mum|mom|mother|grandma|grandmother|sister|aunt|her)\b"
    rf"|(?:아내|와이프|여친|여자친구|엄마|어머니|할머니|언니|누나|이모|고모){_KO}"
)
_OF_ME = re.compile(rf"\bfor (?:me|myself|us)\b|(?<![가-힣])(?:내가?|제가?|나|저|우리){_KO}")


def worn_by(heard: Heard, vocabulary: Vocabulary) -> list[Constraint]:
    """What is made for the other sex is left out, where some of the goods named are; [] when nobody, or
    both, are named, and where the shopper says it in so many words."""
    if any(one.facet == "gender" for one in heard.conditions):
        return []
    men, women = bool(_OF_MEN.search(heard.low)), bool(_OF_WOMEN.search(heard.low))
    other = "women" if men else "men"
    if men == women or not heard.relevant & vocabulary.facets.get("gender", {}).get(other, NONE):
        return []
    return [Constraint("gender", "ne", other)]


def is_refused(low: str, session: Session) -> bool:
    """Whether it is for one whose things the running request leaves out: a man's watch is none for my wife."""
    left_out = {one.value for one in session.constraints if (one.facet, one.op) == ("gender", "ne")}
    return bool(
        ("women" in left_out and _OF_WOMEN.search(low)) or ("men" in left_out and _OF_MEN.search(low))
    )


def for_another(heard: Heard, session: Session, conditions: Sequence[Constraint]) -> Session:
    """The running request without what only held for the one it was for before."""
    if _OF_ME.search(heard.low):
        kept = tuple(one for one in session.constraints if (one.facet, one.op) != ("gender", "ne"))
        return replace(session, constraints=kept)
    left_out = next((str(one.value) for one in conditions if (one.facet, one.op) == ("gender", "ne")), "")
    if not left_out:
        return session
    kept = tuple(one for one in session.constraints if one.facet not in ("gender", "price"))
    others = GENDERS[left_out].split()
    words = [
        word for word in session.query.split() if word.lower().removesuffix("'s").strip("'") not in others
    ]
    return replace(session, query=" ".join(words), constraints=kept)
