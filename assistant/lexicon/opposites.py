"""What goods cannot be at once: long sleeves or short, for summer or for winter; data/opposites.tsv."""

import re
from functools import cache, lru_cache
from importlib.resources import files

_TABLE = "opposites.tsv"


@lru_cache(maxsize=4_096)
def sides_in(text: str) -> frozenset[tuple[int, int]]:
    """Which side of which pair a text is on, (line, 0 or 1); empty for none, and for both at once."""
    low = text.lower()
    found = {
        (line, side)
        for line, pair in enumerate(_pairs())
        for side in (0, 1)
        if pair[side].search(low) and not pair[1 - side].search(pair[side].sub(" ", low))
    }
    return frozenset(one for one in found if (one[0], 1 - one[1]) not in found)


def opposed(here: str, there: str) -> bool:
    """True when two texts stand on the two sides of a pair: "long sleeve" and "Short-Sleeve Jersey, S"."""
    return any((line, 1 - side) in sides_in(there) for line, side in sides_in(here))


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    text = files("assistant.lexicon").joinpath("data", _TABLE).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:] if line]
    return tuple((_pattern(row[0]), _pattern(row[1])) for row in rows)


def _pattern(forms: str) -> re.Pattern[str]:
    each = sorted(forms.split("|"), key=len, reverse=True)
    korean = [re.escape(one) for one in each if not one.isascii()]
    english = [re.escape(one) for one in each if one.isascii()]
    return re.compile(
        "|".join(
            [*([rf"(?<![가-힣])(?:{'|'.join(korean)})"] if korean else []), rf"\b(?:{'|'.join(english)})\b"]
        )
    )
