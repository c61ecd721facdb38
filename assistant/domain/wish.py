"""Wishes that need more than one look at the record: a sum, a goal, a plan, something that fits."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sum:
    """Arithmetic over prices. kind: total of `number` units; split among `number` people; what is left of
    `amount` (minor units of the shop's currency) after buying; unit prices side by side of `names`; each
    price of several, named or referred to, and what they come to together, `numbers` of each (one
    when empty). of_cart: the cart is what is counted, whatever else was spoken of."""

    kind: Literal["total", "split", "left", "unit", "each"]
    number: int = 1
    amount: int | None = None
    names: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    of_cart: bool = False


@dataclass(frozen=True, slots=True)
class Aim:
    """What the shopper is up to: `goal` is an id of the table of goals, "" when only `words` name it.
    `plan`: they want a whole basket, within `budget` (minor units) where one is given, of one thing for
    each of `needs` where those are listed. `gift`: for somebody else. Of a plan made anew, `kept` are the
    SKUs to stay where they still can, `gone` those whose kinds do not come back, `below` is what it must
    cost less than, and `instead` a kind wanted in the place of what may no longer be in it. `owned`:
    words for what is there already."""

    goal: str
    words: str
    plan: bool = False
    budget: int | None = None
    gift: bool = False
    needs: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    below: int | None = None
    instead: str = ""
    owned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanEdit:
    """What is asked of the plan put together last. act: "drop" takes `lines` out; "swap" puts another of its
    kind, or what `query` names, in the place of the one of `lines`; "total" adds it up, or `lines` of it;
    "more" is what else there is for `budget` (minor units), or for what is left. missing: goods named that
    no line of it is."""

    act: Literal["drop", "swap", "total", "more"]
    lines: tuple[str, ...] = ()
    query: str = ""
    budget: int | None = None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A basket put together: for the goal `goal`, or for `needs`, whose `words` name it; `lines` are its SKUs
    in order, `budget` what it may cost (minor units), `gone` the SKUs turned down, `filled` the need each SKU
    is there for, where needs are listed."""

    goal: str
    words: str
    lines: tuple[str, ...]
    budget: int | None = None
    needs: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    filled: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fits:
    """Something that fits: `query` names what is looked for, `to` a thing of the shopper's own in words; with
    "" the product the request refers to."""

    query: str
    to: str = ""


Wish = Sum | Aim | PlanEdit | Fits
