"""All six of that dress is six of one, and not all that is shown."""

import re

from assistant.domain.dialogue import Session
from assistant.understanding.names import lists
from assistant.understanding.numerals import ENGLISH_WORD, KOREAN_COUNT, count
from assistant.understanding.quantities import COUNTER

_KO = re.compile(
    rf"(?<![가-힣\d])(?P<n>{KOREAN_COUNT}|\d{{1,2}})(?P<unit>\s?(?:{COUNTER}))\s?(?:다|모두|전부)"
    r"(?=\s?(?:담|넣|추가|주세요|주문|살|사고|할))"
)
_EN = re.compile(
    rf"\ball (?P<n>\d{{1,2}}|{ENGLISH_WORD})(?= (?:of (?:that|this|the) )?(?!of\b|more\b)[a-z])",
    re.IGNORECASE,
)


def of_one(text: str, session: Session) -> str:
    """The count without its "all", where it is no number of products shown or in the cart."""
    listed = {len(skus) for skus in lists(session)} | {len(one.best) for one in session.shown}
    known = listed | {len(session.cart.lines), len(session.focus)}
    if not session.shown:
        return text
    for pattern in (_KO, _EN):
        match = pattern.search(text)
        number = count(match["n"].lower()) if match else None
        if match and number and number not in known:
            said = f"{match['n']}{match.groupdict().get('unit') or ''}"
            return f"{text[: match.start()]}{said}{text[match.end() :]}"
    return text
