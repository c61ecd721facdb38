"""What one step of a conversation changes on the page."""

from dataclasses import dataclass

Pass = dict[str, str]
"""{"session": id, "token": signed token}: kept by the browser, checked on every call."""


@dataclass(frozen=True, slots=True)
class Screen:
    """HTML by region of the page; None leaves a region as it is. `log` holds the turns to add or redraw."""

    header: str | None = None
    log: str | None = None
    chips: str | None = None
    composer: str | None = None
    cart: str | None = None
    toast: str | None = None
    held: Pass | None = None
