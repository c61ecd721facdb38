"""A basket for a goal within a budget: which line of each kind, by arithmetic alone."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choices:
    """What could fill one line: prices in minor units, the most fitting first. `essential` lines come
    before all others."""

    prices: tuple[int, ...]
    essential: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """For each line the place of the chosen price, None for a line left out; `total` <= the budget."""

    places: tuple[int | None, ...]
    total: int


def choose(lines: Sequence[Choices], budget: int) -> Chosen:
    """One choice a line so that the total stays within `budget` (minor units).

    Every line first gets its cheapest choice, essential lines before the rest and each in order, as long as
    the money lasts; what is left then goes to more fitting choices, in the same order. A product may stand
    in several lines: the caller gives each line its own. No line, or a budget below every price: nothing.
    """
    order = sorted(range(len(lines)), key=lambda at: (not lines[at].essential, at))
    places: list[int | None] = [None] * len(lines)
    left = budget
    for at in order:
        prices = lines[at].prices
        if prices and min(prices) <= left:
            places[at] = prices.index(min(prices))
            left -= min(prices)
    for at in order:
        chosen = places[at]
        if chosen is None:
            continue
        held = lines[at].prices[chosen]
        better = next(place for place, price in enumerate(lines[at].prices) if price - held <= left)
        if better < chosen:
            left -= lines[at].prices[better] - held
            places[at] = better
    return Chosen(tuple(places), budget - left)
