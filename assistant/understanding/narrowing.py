# ruff: noqa: E501 - patterns are data: one line each reads best
"""A remark that tells more of the goods looked for and names no others: only waterproof ones, with two ports,
for a mountain bike, it needs wheels."""

import re
from typing import TYPE_CHECKING

from assistant.domain.dialogue import Session

if TYPE_CHECKING:
    from assistant.understanding.hear import Heard

_LEAD = r"^\W*(?:(?:ok(?:ay)?|and|but|well|yes|no|oh|hm+|actually|maybe|perhaps|please|so|now|then|just|only|also|preferably|ideally)\W+)*"
_ASKED = (
    r"(?:(?:can|could) (?:you|we|i) (?:please )?)?"
    r"(?:make (?:it|that|them|those) |(?:show me |is there |are there |do you have |have you got |got )?(?:the |some |any )?(?:ones? |anything |something |any |it |them )"
    r"|(?:what|how) about )?"
)
_TELLS_MORE = r"(?:(?:that|which) (?:is|are|has|have|comes?) )?(?:for|with|without|in|from|made (?:of|from|in)|by)\b(?! (?:that|this|it|them|these|those|now|case|total|all|me)\b)"
_MORE = re.compile(
    rf"{_LEAD}{_ASKED}{_TELLS_MORE}(?P<told>(?: [\w'’&%/.-]+){{1,6}}?)(?:,? (?:please|thanks|then|now|instead|too|if (?:possible|you have (?:it|any|one|them)?)))*\W*$"
)
_WISHES = re.compile(
    r"\b(?:need|want|show|looking|find|have|has|got|buy|get|is|are|do|does|can|much|many|deliver\w*|ship\w*)\b"
)
_FOR_IT = re.compile(
    r"^\W*(?:and|also|plus|maybe|then)\b [^,.?!]{2,40} (?:for|to go with) (?:it|them|that|those|this|these)(?:,? (?:too|as well|please))*\W*$"
)
_THINKS = re.compile(
    r"(?:^|,|\bso\b)[^,.?!]*\b(?:would|might|could) (?:\w+ )?(?:match|suit|look|go|work|be) (?:\w+ )?(?:best|better|nicer?|well|good|lovely|ideal|perfect)\W*$"
    r"|\bso (?!the |these |those )[^,.?!]{2,30}\bones(?:,? please)?\W*$"
)
_REQUIRED = re.compile(
    rf"{_LEAD}(?:it|they|these|those|this|that)(?:'ll|'d| will| would)? (?:needs?(?: to)?|should|must|has to|have to|ought to)\b"
)
_ONES = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|and|but|well|yes|no|oh|hm+|actually|maybe|please|so|now|then)\W+)*(?:show me |i want |i'd like )?(?:just|only)\b(?! (?:looking|browsing|curious|asking|checking|because|if|so|that|want|need)\b)"
    r"|\b(?:only|ones?|kinds?|sort|types?)(?:,? (?:please|thanks|then|now|instead|only))*\W*$"
)


_OTHERS = re.compile(rf"{_LEAD}(?:(?:what|how) about (?:ones? )?for\b|any\b|(?:only |just )?(?:the )?ones\b)")


def tells_more(low: str) -> bool:
    """Whether all of it tells what the goods are for, have, or come in: with two ports; it needs wheels."""
    match = _MORE.search(low)
    return bool(_REQUIRED.search(low)) or (match is not None and not _WISHES.search(match["told"]))


def tells_more_of_list(low: str, session: Session) -> bool:
    """Whether it tells more of the goods of a list, where no one product of it was spoken of since."""
    return not _is_of_one(session) and tells_more(low)


def _is_of_one(session: Session) -> bool:
    return len(session.last_shown) < 2 or bool(session.asked) or bool(session.spoken)


def only_looks(low: str) -> bool:
    """Whether others are looked for, and nothing is taken: four chairs for it, the full-finger ones, white would
    match best."""
    return bool(_FOR_IT.search(low) or _THINKS.search(low))


def of_some(low: str) -> bool:
    """Whether it asks for some of the goods alone: glass only, the full finger kind."""
    return bool(_ONES.search(low))


def narrows_list(heard: "Heard", session: Session) -> bool:
    """Whether it is said of the list that was shown and of no one product of it; a question may be of one."""
    low = heard.low
    if not session.query or not (tells_more(low) or of_some(low)):
        return (
            heard.likely == "narrow" and "?" not in low and len(session.last_shown) > 1 and not session.asked
        )
    if _OTHERS.search(low):
        return True
    return "?" not in low and not _is_of_one(session)
