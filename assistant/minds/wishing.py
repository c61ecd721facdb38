"""Which reply a wish gets."""

from collections.abc import Iterator

from assistant.domain.events import Event
from assistant.domain.wish import Aim, Fits, PlanEdit, Sum, Wish
from assistant.minds import fitting, planning, reckoning, replanning
from assistant.toolbox.desk import Desk


def grant(desk: Desk, wish: Wish) -> Iterator[Event]:
    """The events of a turn that asks for a sum, a goal, a change to a plan, or something that fits."""
    match wish:
        case Sum():
            yield from reckoning.reckon(desk, wish)
        case Aim():
            yield from planning.aim(desk, wish)
        case PlanEdit():
            yield from replanning.edited(desk, wish)
        case Fits():
            yield from fitting.fitting(desk, wish)
