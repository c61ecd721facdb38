"""Amounts with a unit that stand in a title: "3L 4개", "10kg x 2", "27인치 모니터"."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from assistant.lexicon.amounts import NUMBER, amount, units

FACETS: Mapping[str, str] = {
    "mass": "weight", "volume": "capacity", "length": "length", "data": "storage_capacity",
    "power": "power", "charge": "battery_capacity", "rate": "refresh_rate", "light": "lumens",
    "persons": "persons", "sheets": "sheets", "rolls": "rolls", "tablets": "tablets",
    "pieces": "pack_count",
}  # fmt: skip
"""The facet a title's amount fills, by dimension; others (voltage, hours, ...) mostly say something else."""
_INCHES = frozenset({"inch", "inches", "인치", '"', "''"})
_ELSEWHERE = frozenset({"in", "명", "인", "person", "people", "can", "feet", "foot", "mg", "밀리그램"})
"""Forms that in a title are often something else: "2 in 1", the 1000 mg of a tablet."""
_GENERATION = re.compile(r"[2-6]G", re.ASCII)
_SIDE = r"\s?[x×*]\s?"


def amounts_in(title: str) -> dict[str, str]:
    """Facet -> the amount as written, for each dimension the title states exactly one amount of; {} for none.
    Sides ("90x210cm") are no length, 5G is no weight; "10kg x 2" is a weight and a pack of two."""
    text = unicodedata.normalize("NFKC", title)
    found: dict[str, dict[float, str]] = defaultdict(dict)
    sides: set[str] = set()
    for match in _pattern().finditer(text):
        written, form = match["amount"], match["form"].casefold()
        stated = amount(f"{match['number']}{form}")
        if stated is None or stated.dimension not in FACETS or _GENERATION.fullmatch(written):
            continue
        facet = "diagonal" if form in _INCHES else FACETS[stated.dimension]
        if stated.dimension == "length" and (match["before"] or match["times"]):
            sides.add(facet)
        elif stated.value > 0:
            found[facet].setdefault(stated.value, f"{match['number']}{form}")
        if match["times"] and not match["next"] and int(match["times"]) > 1:
            found["pack_count"].setdefault(float(match["times"]), f"{match['times']}개")
    return {
        facet: next(iter(held.values()))
        for facet, held in found.items()
        if len(held) == 1 and facet not in sides
    }


@lru_cache(maxsize=1)
def _pattern() -> "re.Pattern[str]":
    forms = "|".join(re.escape(form) for form in sorted(set(units()) - _ELSEWHERE, key=len, reverse=True))
    return re.compile(
        rf"(?P<before>(?<=\d){_SIDE}|(?<=[a-z\"]){_SIDE}(?=\d))?(?<![\d.,\-~a-z])"
        rf"(?P<amount>(?P<number>{NUMBER})\s?-?(?P<form>{forms}))(?=$|[^a-z0-9가-힣]|{_SIDE}\d)"
        rf"(?:(?={_SIDE}(?P<times>\d{{1,3}})(?P<next>\s?(?:{forms})(?![a-z가-힣])|[\d.,])?))?",
        re.IGNORECASE,
    )
