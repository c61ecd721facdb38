"""What product types are for, as somebody says who does not know their names: a table shipped as data."""

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def load_uses() -> Mapping[str, tuple[str, ...]]:
    """Concept id of a product type -> descriptions of it by its use, Korean ones before English ones. Types
    nobody describes so are left out."""
    text = files("assistant.lexicon").joinpath("data", "uses.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    told = {row["id"]: tuple(one for one in f"{row['ko']}|{row['en']}".split("|") if one) for row in rows}
    return {kind: descriptions for kind, descriptions in told.items() if descriptions}
