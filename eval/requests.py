"""Labelled requests: what a shopper's words demand, judged by hand (`cases/understanding/README.md`)."""

import csv
import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from assistant.domain.text import Language
from assistant.errors import BadRequest

Kind = Literal["hard", "soft", "disputed"]
OPS: Mapping[str, str] = {
    "!=": "ne", "<=": "le", ">=": "ge", "=~": "about", "<?": "below", "=": "eq", "<": "lt", ">": "gt",
}  # fmt: skip
_LABEL = re.compile(r"([?~]?)([^\s=<>!]+)(?:\s(in)\s|(!=|<=|>=|=~|<\?|=|<|>))(.+)")


@dataclass(frozen=True, slots=True)
class Label:
    """One condition of a request. op: a constraint's, or "about" (a bound on each side) or "below" (lt and
    le both count). `value` as written, any-of parted by "|"."""

    facet: str
    op: str
    value: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Labelled:
    """One request with its labels. `head` is the noun it is about, "" when it names none."""

    uid: str
    text: str
    language: Language
    head: str
    labels: tuple[Label, ...]

    @property
    def half(self) -> str:
        """ "dev" or "test", by the hash of the id."""
        return "dev" if hashlib.sha256(self.uid.encode()).digest()[0] % 2 else "test"


def folder() -> Path:
    return Path(str(files("eval"))) / "cases" / "understanding"


def load_requests(name: str, texts: Path) -> list[Labelled]:
    """The set `name` ("real_en" or "own_ko"); `texts` is the folder the real ones are read from. BadRequest
    when that is not there."""
    own = name.startswith("own")
    language: Language = "ko" if name.endswith("ko") else "en"
    found = []
    for line in (folder() / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        uid, *cells = line.split("\t")
        text, head, labels = cells if own else (_text(uid, texts), *cells)
        parsed = tuple(_label(part, uid) for part in labels.split("; ") if part.strip())
        found.append(Labelled(uid, text, language, head, parsed))
    return found


def _label(text: str, uid: str) -> Label:
    match = _LABEL.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{uid}: label {text!r} is not 'facet op value'; ops are {', '.join(OPS)}, in")
    kinds: dict[str, Kind] = {"": "hard", "?": "disputed", "~": "soft"}
    return Label(match[2], "in" if match[3] else OPS[match[4]], match[5].strip(), kinds[match[1]])


def _text(uid: str, texts: Path) -> str:
    source, row = uid.split(":")
    return _rows(source, texts)[row]


@cache
def _rows(source: str, texts: Path) -> dict[str, str]:
    names = {
        "webshop_goals": "webshop_goals/human_goals.jsonl.gz",
        "wands_queries": "wands_queries/query.csv",
        "esci_us": "esci_queries/esci_us_queryset.json",
        "esci_phone": "esci_queries/conversational_cellphone_queries.csv",
    }
    path = texts / names[source]
    if not path.exists():
        raise BadRequest(f"{path} is not there; name the folder of the real requests with --data")
    if source == "webshop_goals":
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return {str(row["id"]): row["instruction"] for row in map(json.loads, lines)}
    if source == "esci_us":
        queries = json.loads(path.read_text(encoding="utf-8"))["querySetQueries"]
        return {str(at): row["queryText"] for at, row in enumerate(queries)}
    with path.open(encoding="utf-8", newline="") as lines:
        if source == "wands_queries":
            return {row["query_id"]: row["query"] for row in csv.DictReader(lines, delimiter="\t")}
        return {row["example_id"]: row["query"] for row in csv.DictReader(lines)}
