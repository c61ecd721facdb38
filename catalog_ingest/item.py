"""What passes between the readers and the checks: one SKU as the feed wrote it, and what is wrong with it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be trusted: the field, the value the feed gave, what is wrong and what to write."""

    field: str
    value: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f'{self.field} "{self.value}" {self.problem}; {self.remedy}'


class BadValue(ValueError):
    """A value that cannot be used; carries the problem and the remedy in plain words."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}; {remedy}")
        self.problem = problem
        self.remedy = remedy


@dataclass(slots=True)
class Item:
    """One SKU as its feed wrote it, under our field names (headers.FIELDS) and still unchecked.

    row: number as the merchant sees it (spreadsheet row, line, item).  fields: raw values by field.
    options: what sets this SKU apart, name -> raw values, Korean and English ones mixed.  attributes:
    every other column by the feed's own name.  problems: what its reader already knows to be wrong.
    """

    file: str
    row: int
    fields: dict[str, Any] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
