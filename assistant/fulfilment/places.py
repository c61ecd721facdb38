"""Districts and cities a shopper may say they are in."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Place:
    """A district or city by the words people use for it, and its middle in degrees."""

    names: tuple[str, ...]
    latitude: float
    longitude: float


def place_in(text: str) -> Place | None:
    """The place `text` names, the longest name winning (강남구 over 강남); None when we know none of it.

    Korean names may carry a particle; English ones stand as whole words, with or without -gu or -si.
    """
    lowered, best, length = text.lower(), None, 0
    for place in _places():
        for name in place.names:
            if len(name) > length and _says(lowered, name):
                best, length = place, len(name)
    return best


def _says(text: str, name: str) -> bool:
    if name.isascii():
        return re.search(rf"\b{re.escape(name)}(?:-?(?:gu|si|dong|ro))?\b", text) is not None
    return re.search(rf"(?:^|[^가-힣]){re.escape(name)}", text) is not None


@cache
def _places() -> tuple[Place, ...]:
    lines = (files(__package__) / "places.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines if line)
    return tuple(
        Place((*ko.split("|"), *en.split("|")), float(latitude), float(longitude))
        for ko, en, latitude, longitude in rows
    )
