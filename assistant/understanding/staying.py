# ruff: noqa: E501 - patterns are data: one line each reads best
"""What a change of the cart leaves as it is: keep the gloves and add a hat; 장갑은 그대로 두고 모자도 하나요."""

import re

from assistant.domain.dialogue import Session

_KO = re.compile(
    r"(?:^|(?<=[,.!?~]\s)|(?<=고\s))(?P<what>[^,.!?~]{1,30}?)\s?그대로\s?(?:두|놔두|놔\s?두|냅두|놓|있|유지하|남겨\s?두)(?:시)?(?:고|되|구)(?:요)?[,\s]+(?=\S)"
    r"|(?<=고\s)[^,.!?~]{1,30}?\s?그대로\s?(?:두|둬|놔두|놔둬|놔|냅둬|유지)\S*(?:\s?(?:주세요|줘|둬|두세요|해)\S*)*[\s.!~]*$"
    r"|(?<=[.!?,~]\s)[^,.!?~]{1,30}?\s?그대로\s?(?:두|둬|놔두|놔둬|놔|냅둬|유지)\S*(?:\s?(?:주세요|줘|둬|두세요|해)\S*)*[\s.!~]*$"
)
_AS_IT_IS = r"(?: (?:exactly |just )?(?:as (?:it is|it was|they are|they were|is)|in(?: there| the cart| the basket)?|alone|like that|there))"
_EN = re.compile(
    rf"\b(?:leave|keep) (?:the|my|that|those|this|these)\b[\w' -]{{0,30}}?{_AS_IT_IS}?(?:,? (?:and|but|then)\s|,\s)(?=(?:(?:also|just|please|then)\s)*(?:add|put|throw|get|give|take|remove|drop|swap|change|make|i)\b)"
    rf"|[,;.]?\s(?:and |but |just )*(?:leave|keep) (?:the|my|that|those|this|these)\b[\w' -]{{0,30}}?{_AS_IT_IS}\W*$"
    r"|(?<=\w),? (?:and |but |just )*(?:leave|keep) (?:the|my) (?!other|one\b)[\w' -]{2,30}\W*$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"나머지|다른|전부|모두|싹|만\s|\b(?:rest|others?|everything|all|only|just one|(?:take|drop|remove|lose) (?:one|two|three|\d)(?! of\b))\b",
    re.IGNORECASE,
)
"""All but what stays is spoken of."""
_LEAST = 4
"""Letters of what is left, to be a change."""


def without_what_stays(text: str, session: Session) -> str:
    """The sentence without the clause that changes nothing; as it is where nothing lies in the cart, where the
    rest is meant, or where no more is said."""
    if not session.cart.lines or _OTHERS.search(text):
        return text
    left = _EN.sub(" ", _KO.sub(" ", text)).strip()
    return left if sum(map(str.isalpha, left)) >= _LEAST else text
