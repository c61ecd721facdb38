"""Word lists shipped as data: tab-separated tables under words/, read once."""

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=8)
def word_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of words/<name>.tsv, each a tuple of its cells; lines that start with # are notes."""
    text = files("catalog_ingest").joinpath("words", f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))
