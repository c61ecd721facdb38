"""What goes out of the cart for something else is none to avoid: 달걀은 빼고 감자로 바꿔 주세요."""

import re
from collections.abc import Mapping

from assistant.domain.dialogue import Session
from assistant.domain.product import Product
from assistant.lexicon import Lexicon
from assistant.understanding.allergens import Health
from assistant.understanding.names import names
from assistant.understanding.terms import key_of

_SWAPS = re.compile(
    r"(?P<old>[가-힣]{2,}?)(?:은|는|을|를)?\s?빼고\s(?!다른|없는|안\s)(?P<new>[가-힣a-z][^,.!?]{0,20}?)(?:으로|로)\s?(?:바꿔|바꿀|교체|변경)"
)
_ALLERGY = re.compile(r"알레르기|알러지|못\s?먹|안\s?먹")


def is_swapped_out(
    low: str, health: Health, session: Session, shown: Mapping[str, Product], lexicon: Lexicon
) -> bool:
    """Whether all that is to be avoided is a line of the cart that another product comes in for."""
    match = _SWAPS.search(low)
    if match is None or not health.avoid or health.stated_allergens or _ALLERGY.search(low):
        return False
    lines = [shown[line.sku] for line in session.cart.lines if line.sku in shown]
    return any(names(line, [key_of(match["old"])], lexicon) for line in lines)
