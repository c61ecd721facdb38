"""How surface forms are compared: one folding for the lexicon, the catalogue and what shoppers write."""

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_JOINERS = re.compile(r"[\s\-‐‑–_·・]+")
_HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
_KEPT = 65_536


def fold(text: str) -> str:
    """NFKC, casefolded, runs of spaces made one, ends stripped."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def has_hangul(text: str) -> bool:
    return _HANGUL.search(text) is not None


@lru_cache(maxsize=_KEPT)
def surface_key(text: str) -> str:
    """The key two spellings of one form share: folded; Korean without its spaces and hyphens (spacing is
    free there), English with a hyphen read as a space and a possessive 's dropped. "" for blank text."""
    folded = _JOINERS.sub(" ", fold(text).replace("’", "'").replace("'s", "")).strip()
    return folded.replace(" ", "") if has_hangul(folded) else folded
