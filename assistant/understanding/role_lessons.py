"""The marked messages that roles are learnt from: data/roles_ko.tsv and data/roles_en.tsv, in which {...}
stands round what is wanted, [...] round what it is for, and <...> round what is turned down."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from assistant.understanding.reading import Reading, Run
from assistant.understanding.tables import labelled

Role = Literal["wanted", "purpose", "refused", "beside"]
KINDS = ("new", "refine", "ask", "take", "alter", "talk")
"""What a message of the tables is: a fresh wish, more of the running one, a question, an order, its change,
or mere talk."""
_MARKS: dict[str, Role] = {"{": "wanted", "[": "purpose", "<": "refused"}
_CLOSING = {"{": "}", "[": "]", "<": ">"}


def unmarked(line: str) -> tuple[str, list[Role]]:
    """A marked message as it was said, and the role of every character of it. ValueError: a mark is left open
    or closed without one."""
    text, held = "", []
    role: Role = "beside"
    until = ""
    for char in line:
        if not until and char in _MARKS:
            role, until = _MARKS[char], _CLOSING[char]
        elif until and char == until:
            role, until = "beside", ""
        elif char in _MARKS or char in _CLOSING.values():
            raise ValueError(f"{line!r}: close each mark before the next begins, at {char!r}")
        else:
            text += char
            held.append(role)
    if until:
        raise ValueError(f"{line!r}: a mark is left open; end it with {until!r}")
    return text, held


def lessons() -> Iterator[tuple[str, tuple[Run, ...], list[Role]]]:
    """Every message of the tables, lower-cased, its words and the role of each."""
    for line in told():
        text, held = unmarked(line)
        low = text.lower()
        runs = Reading(low).runs
        if runs:
            yield low, runs, [held[run.start] for run in runs]


def told() -> Iterator[str]:
    """The marked messages, a line each, in file order."""
    return (said for _, said, _ in labelled("roles", "kind", KINDS))


def model_file() -> Traversable:
    """Where the shipped model stands."""
    return files("assistant.understanding") / "data" / "roles.crfsuite"


def made_of() -> Traversable:
    """Where it is kept of which messages it was learnt."""
    return files("assistant.understanding") / "data" / "roles.made_of.txt"
