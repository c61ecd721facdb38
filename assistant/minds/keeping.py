"""Goods asked for by the very food the shopper keeps away from: 견과류 들어간 거는?, the ones with nuts."""

import re

from assistant.lexicon.allergens import keys_named
from assistant.toolbox.desk import Desk

_WITH_IT = re.compile(
    r"(?P<ko>[가-힣]{1,8}?)(?:이|가)?\s?(?:들어간|들어\s?있는|함유된|들은|든)\s?(?:거|것|건|걸|게|제품|상품|과자|빵|간식)"
    r"|\b(?:with|containing|that (?:has|have|contains?)|having|made with) (?P<en>[a-z]+(?: [a-z]+)?)"
)


def wants_what_is_kept_away(desk: Desk) -> frozenset[str]:
    """The foods the shopper cannot have that they ask to be in it; empty when there are none, and where the
    sentence itself tells of them."""
    if desk.request.changes or not desk.avoid:
        return frozenset()
    foods = (match["ko"] or match["en"] for match in _WITH_IT.finditer(desk.request.text.lower()))
    return frozenset(key for food in foods for key in keys_named(food)) & desk.avoid
