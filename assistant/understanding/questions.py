"""Two things asked in one sentence: when does it ship, and can I return it? 언제 출발하고 반품은 돼요?"""

import re

from assistant.understanding.asks import topics_in

_ASKS = r"(?:what|how|when|where|which|who|can|could|do|does|is|are|will|would)\b"
_ENGLISH = re.compile(rf"(?:^|[.!?,]\s)\W*(?P<first>{_ASKS}[^.!?]+?),?\s(?P<second>and (?:also )?{_ASKS}.+)$")
_KOREAN = re.compile(
    r"(?P<first>(?:언제|어떻게|얼마|며칠|무슨|어디|몇)[^.!?]*?(?:[하되이있오가나리드]|예요|에요)(?:고(?:요)?|며)),?\s(?:그리고\s)?(?P<second>\S[^.!?]*(?:\?|요|까|죠|니|나)\W*)$"
)
_LEAST = 3
"""Words of a question that stands alone: and how? asks no more than was asked."""


def second_asked(low: str) -> int | None:
    """Where the second of two questions begins; None where one thing is asked, and where all of it is told by
    the topics it names: is it waterproof, and what does it weigh?"""
    match = _ENGLISH.search(low) or _KOREAN.search(low)
    if match is None:
        return None
    least = _LEAST + 1 if match["second"].startswith("and ") else _LEAST - 1
    if len(match["second"].split()) < least or (topics_in(match["first"]) and topics_in(match["second"])):
        return None
    return match.start("second")
