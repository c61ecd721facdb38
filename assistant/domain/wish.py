"""Wishes that need more than one look at the record: a sum, a goal, a plan, something that fits."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sum:
    """Arithmetic over prices. kind: total of `number` units; split among `number` people; what is left of
    `amount` (minor units of the shop's currency) after buying; unit prices side by side of `names`; each
    price of several, named or referred to, and what they come to together, `numbers` of each (one
    when empty)."""

    kind: Literal["total", "split", "left", "unit", "each"]
    number: int = 1
    amount: int | None = None
    names: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Aim:
    """What the shopper is up to: `goal` is an id of the table of goals, "" when only `words` name it.
    `plan`: they want a whole basket, within `budget` (minor units) where one is given. `gift`: for somebody
    else."""

    goal: str
    words: str
    plan: bool = False
    budget: int | None = None
    gift: bool = False


@dataclass(frozen=True, slots=True)
class PlanEdit:
    """Take `dropped` out of the plan shown last; the lines that stay, in order, are `kept`."""

    dropped: tuple[str, ...]
    kept: tuple[str, ...]
    budget: int | None = None


@dataclass(frozen=True, slots=True)
class Fits:
    """Something that fits: `query` names what is looked for, `to` a thing of the shopper's own in words; with
    "" the product the request refers to."""

    query: str
    to: str = ""


Wish = Sum | Aim | PlanEdit | Fits
