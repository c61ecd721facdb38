"""The conversations to hold, as YAML.

Cases are YAML under `cases/dialogue` (and `cases/dialogue_heldout`, other phrasings that nobody tunes on):

    - id: ko-milk-under-3000
      language: ko                 # of the replies: ko, en or any; a turn may differ
      persona: p-minji             # optional shopper id; without it a guest
      store: st-mapo               # optional
      turns:
        - say: 우유 3천원 이하로 보여줘
          expect: {intent: [search], shown: {min: 1, all: {price_le: 3000}}}
        - action: {type: cart_add, sku: "@1.1"}
          active: {allergens: [milk]}   # told in this turn: a breach from here on
          expect: {cart: {items: [{sku: "@1.1"}]}}

A file over another catalogue than the demo shop names it: `catalogue: dummyjson` and `cases: [...]`
(eval/catalogues.py has the list). `half` parts a suite into the cases that may be looked at when they fail
and those that stay a number.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import yaml

from assistant.errors import BadRequest

_CASES = Path(str(files("eval"))) / "cases"
_CASE_KEYS = {"id", "language", "persona", "store", "turns"}
_TURN_KEYS = {"say", "action", "expect", "language", "active", "repeat"}


@dataclass(frozen=True, slots=True)
class Case:
    """One conversation to hold: `area` is the file it stands in."""

    case_id: str
    area: str
    language: str
    turns: tuple[Mapping[str, Any], ...]
    persona: str = ""
    store: str = ""
    catalogue: str = ""

    @property
    def half(self) -> Literal["dev", "test"]:
        """Which half of its suite the case belongs to, by the hash of its id: nobody chooses."""
        return "dev" if hashlib.sha256(self.case_id.encode()).digest()[0] % 2 else "test"


def suites() -> list[str]:
    """Names of the suites of conversations: "dialogue", "dialogue_fourth", ..."""
    return sorted(path.name for path in _CASES.glob("dialogue*") if path.is_dir())


def load_cases(source: str | Path) -> list[Case]:
    """Cases of a named suite or a folder, in file order. BadRequest for a suite that is not there; ValueError
    names the file and the case that has an unknown key, no turn, or an id that stands twice."""
    if not isinstance(source, Path) and source not in suites():
        raise BadRequest(f"no suite of conversations {source!r}; there are {', '.join(suites())}")
    folder = source if isinstance(source, Path) else _CASES / source
    found: dict[str, Case] = {}
    for path in sorted(folder.glob("*.yaml")):
        rows = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        catalogue = rows["catalogue"] if isinstance(rows, Mapping) else ""
        for row in rows["cases"] if isinstance(rows, Mapping) else rows:
            case = _case(row, path, catalogue)
            if case.case_id in found:
                raise ValueError(f"{path}: id {case.case_id!r} stands twice; give each case its own")
            found[case.case_id] = case
    if not found:
        raise ValueError(f"no cases in {folder}; expected *.yaml")
    return list(found.values())


def _case(row: Mapping[str, Any], path: Path, catalogue: str) -> Case:
    where = f"{path.name}: {row.get('id', row)}"
    if odd := set(row) - _CASE_KEYS:
        raise ValueError(f"{where}: {sorted(odd)} is not known; write {sorted(_CASE_KEYS)}")
    for turn in row["turns"]:
        if (odd := set(turn) - _TURN_KEYS) or ("say" in turn) == ("action" in turn):
            raise ValueError(
                f"{where}: turn {turn} needs say or action, and has {sorted(odd) or 'no odd key'}"
            )
    return Case(
        case_id=row["id"],
        area=path.stem,
        language=row["language"],
        turns=tuple(row["turns"]),
        persona=row.get("persona", ""),
        store=row.get("store", ""),
        catalogue=catalogue,
    )
