# ruff: noqa: E501 - patterns are data: one line each reads best
"""Words that bound a number: at least, 이하, 넘는, or higher."""

import re
from typing import Literal

Bound = Literal["lt", "le", "gt", "ge", "about"]

_WORDS: tuple[tuple[Bound, str, str], ...] = (
    # Negated ones first: "no more than" holds "more than".
    ("le", r"at most|up to|no (?:more|greater|higher|heavier|longer|larger|bigger) than|not (?:more|over|above|exceeding)(?: than)?|(?:not|n't) exceed|(?:not|n't) (?:be|weigh) (?:more than|over|above)|max(?:imum)?(?: of)?|within|최대|많아야|커야", r"이하|이내|안쪽|안으로|까지|안\s?넘\S*|넘지\s?않\S*|or (?:less|under|fewer|lower|lighter|smaller|below|shorter)|and (?:under|below)|max(?:imum)?\b"),
    ("ge", r"at least|no (?:less|fewer) than|not less than|min(?:imum)?(?: of)?|from|최소|적어도", r"이상|부터|\+|plus\b|or (?:more|over|higher|better|above|larger|bigger|longer|up|greater)|and (?:up|over|above|higher|more)|min(?:imum)?\b"),
    ("lt", r"under|below|less than|fewer than|lower than|lighter than|smaller than|shorter than|narrower than|thinner than|shallower than", r"미만|언더|밑\S*|아래\S*|보다\s?(?:작|가벼|적|낮|짧|좁|얇|얕)\S*"),
    ("gt", r"over|above|more than|greater than|higher than|better than|heavier than|larger than|bigger than|longer than|wider than|taller than|thicker than|deeper than|exceeding", r"초과|넘\S*|보다\s?(?:큰|크|무거|많|높|길|긴|넓|두꺼|두껍|깊)\S*"),
    ("about", r"around|about|approximately|approx\.?|roughly|약|대략|한", r"정도|쯤|내외|전후|가량|안팎"),
)  # fmt: skip
BEFORE = r"(?:\b|(?<=[가-힣]\s)|(?<![가-힣]))(?P<before>" + "|".join(words for _, words, _ in _WORDS) + r")"
AFTER = r"(?P<after>" + "|".join(words for _, _, words in _WORDS) + r")"
_BEFORE = [(bound, re.compile(words)) for bound, words, _ in _WORDS]
_AFTER = [(bound, re.compile(words)) for bound, _, words in _WORDS]
ABOUT = 0.2
"""How far "about" reaches to either side, as a share."""


def bound_of(before: str | None, after: str | None) -> Bound | None:
    """The bound the words before and after a number set; None for none. What stands after it decides:
    "최소 4점 이상"."""
    for text, patterns in ((after, _AFTER), (before, _BEFORE)):
        for bound, pattern in patterns:
            if text and pattern.fullmatch(text.strip()):
                return bound
    return None
