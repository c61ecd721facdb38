"""One spelling for text that is compared: what a reader sees as the same becomes the same."""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_EMPHASIS = re.compile(r"[*`_~]{2,}|(?<!\w)[*`_](?=\S)|(?<=\S)[*`_](?!\w)|(?<=\d)[*`_](?=\D)")
_SPACES = re.compile(r"\s+")
_MARKS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "，": ",",
        "、": ",",
        "–": "-",
        "—": "-",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "〜": "~",
        "～": "~",
        "⁄": "/",
    }
)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """NFKC, casefolded, one-space, ASCII digits and marks; invisible characters and emphasis marks gone."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_MARKS)
    if not folded.isascii():
        folded = "".join(_digit(char) for char in folded)
    return _SPACES.sub(" ", _EMPHASIS.sub("", folded)).strip().casefold()


def _digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if char.isdecimal() and not char.isascii() else char
