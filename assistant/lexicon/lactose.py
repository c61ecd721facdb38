# ruff: noqa: E501 - patterns are data: one line each reads best
"""Milk for those who do not digest lactose: what a product's record says of it."""

import re
from typing import Literal

from assistant.domain.product import Product
from assistant.lexicon.facets import facet_name

Made = Literal["free", "less", ""]
FREE = r"락토스?\s?프리|무\s?유당|유당\s?(?:프리|제로|0\s?%|제거|(?:을|이)\s?(?:제거|완전히\s제거|없앤|뺀)|없는|뺀)|(?<!not )lactose[\s-]?free|(?<![a-z])(?:no|zero|without|0\s?%) lactose(?! (?:added|intoleran))|(?<![a-z])free (?:of|from) lactose"
"""Words that say there is none, lower case. What has none added (유당 무첨가) may well hold milk's own."""
LESS = r"저\s?유당|유당(?:을|이)?\s?(?:줄[인였이]|적은|낮[춘은]|저감|덜|분해)|lactose[\s-](?:reduced|light|low)|(?:reduced|low|less|lower)[\s-]lactose"
"""Words that say there is less of it."""
_GENTLE = r"소화가?\s?(?:더\s)?잘\s?되는\s?(?:\S+\s)?우유|속(?:이)?\s?편한\s?(?:\S+\s)?우유|easy[\s-](?:to[\s-])?digest(?:ing)? (?:\w+ )?milk"
_FREE = re.compile(FREE)
_LESS = re.compile(f"{LESS}|{_GENTLE}")
_FLAGS = frozenset({"lactose_free", "락토프리", "락토프리여부", "무유당", "유당프리"})
_CLAIMS = re.compile(r"diet|claim|label|feature|certif|식이|식단|인증|특징|표시")
"""Headings under which feeds say what a product is labelled."""


def made_for(product: Product) -> Made:
    """What its name and its labels say: "free" of lactose; "less" of it, or easier to digest; "" for neither,
    and for what the feed says is not free of it."""
    words = [*product.title.both()]
    for name, values in product.attributes.items():
        if facet_name(name) in _FLAGS and values:
            return "free" if str(values[0]).lower() in ("yes", "true", "1", "y", "예") else ""
        if _CLAIMS.search(name.lower()):
            words += map(str, values)
    low = " \n".join(words).lower().replace("lactose_free", "lactose free")
    return "free" if _FREE.search(low) else "less" if _LESS.search(low) else ""
