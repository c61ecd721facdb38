"""The shipped tables of what is said, each line with its label: data/NAME_ko.tsv and data/NAME_en.tsv."""

import csv
from collections.abc import Collection, Iterator, Sequence
from importlib.resources import files

from assistant.domain.text import LANGUAGES, Language


def labelled(
    name: str, column: str, known: Collection[str], languages: Sequence[Language] = LANGUAGES
) -> Iterator[tuple[str, str, int]]:
    """Label, what is said and the line's place from 0, one language after another. column: what the labels
    stand under.  ValueError names a line with a label that is not `known`."""
    for language in languages:
        text = (files("assistant.understanding") / "data" / f"{name}_{language}.tsv").read_text("utf-8")
        rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, row in enumerate(rows):
            if row[column] not in known:
                raise ValueError(f"{name}_{language}.tsv line {number + 2}: {row[column]!r} is no {column}")
            yield row[column], row["said"], number
