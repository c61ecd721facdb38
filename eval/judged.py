"""Judged sets: products, queries and graded judgements kept as files beside the repository."""

import gzip
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain.text import Language
from assistant.errors import BadRequest

SETS = ("korean_dev", "chorus_electronics")


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """`part` is what the set's figures are broken down by."""

    qid: str
    text: str
    language: Language
    part: str


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """`feed` is a file the shop ingests; its ids are the document ids of `grades` (query id -> document ->
    grade >= 0; what is not listed is 0). `relevant` is the lowest grade that counts as relevant."""

    name: str
    feed: Path
    queries: tuple[JudgedQuery, ...]
    grades: Mapping[str, Mapping[str, int]]
    relevant: int


def default_folder() -> Path:
    """Where the sets lie in a checkout: shared/data beside the repository."""
    return Path(__file__).resolve().parents[2] / "shared" / "data"


def load_set(folder: Path, name: str) -> JudgedSet:
    """One of SETS from `folder`; BadRequest when its files are not there."""
    if not (folder / name).is_dir():
        raise BadRequest(f"{folder / name} is not there; name the folder of the judged sets with --data")
    return _korean(folder / name) if name == "korean_dev" else _chorus(folder / name)


def _korean(folder: Path) -> JudgedSet:
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        qid, document, grade = line.split("\t")
        grades[qid][document] = int(grade)
    rows = _rows((folder / "queries.jsonl").read_text(encoding="utf-8"))
    queries = tuple(JudgedQuery(row["qid"], row["text"], row["lang"], row["kind"]) for row in rows)
    return JudgedSet("korean_dev", folder / "products.jsonl", queries, dict(grades), relevant=2)


def _chorus(folder: Path) -> JudgedSet:
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _rows((folder / "judgments_dev.jsonl").read_text(encoding="utf-8")):
        grades[row["query"]][row["docid"]] = int(row["rating"])
    judged = {text: found for text, found in grades.items() if max(found.values()) > 0}
    queries = tuple(JudgedQuery(text, text, "en", "en") for text in judged)
    return JudgedSet("chorus_electronics", folder / "products.jsonl.gz", queries, judged, relevant=1)


def unpacked(feed: Path, into: Path) -> Path:
    """`feed` itself, or its content in `into` when it is gzipped."""
    if feed.suffix != ".gz":
        return feed
    into.mkdir(parents=True, exist_ok=True)
    plain = into / feed.stem
    plain.write_bytes(gzip.decompress(feed.read_bytes()))
    return plain


def _rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines() if line.strip()]
