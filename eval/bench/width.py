"""Tables whose columns stand under one another, Hangul being two columns wide."""

from collections.abc import Sequence
from unicodedata import east_asian_width


def padded(rows: Sequence[Sequence[str]]) -> list[str]:
    """Markdown lines of a table whose first row is its head; figures stand to the right."""
    widths = [max(3, *(_width(row[at]) for row in rows)) for at in range(len(rows[0]))]
    right = [all(_figure(row[at]) for row in rows[1:]) for at in range(len(widths))]
    lines = [_line(row, widths, right) for row in rows]
    marks = ["-" * (width - 1) + (":" if aside else "-") for width, aside in zip(widths, right, strict=True)]
    return [lines[0], "| " + " | ".join(marks) + " |", *lines[1:]]


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    cells = []
    for text, width, aside in zip(row, widths, right, strict=True):
        gap = " " * (width - _width(text))
        cells.append(gap + text if aside else text + gap)
    return "| " + " | ".join(cells) + " |"


def _figure(text: str) -> bool:
    return text.replace(",", "").replace(".", "", 1).lstrip("-").isdigit()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
