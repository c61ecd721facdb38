"""Judged sets: products, queries and graded judgements kept as files beside the repository."""

import csv
import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.domain.text import Language
from assistant.errors import BadRequest

SETS = (
    "korean_dev", "chorus_electronics", "korean_listings", "english_listings", "described_korean",
    "described_english", "shoppingbench",
)  # fmt: skip
"""Two sets judged by others, our own probe across the languages in both directions, requests that tell a
thing by its use in the language of the catalogue, and requests that each name one title of a closed
catalogue."""
BARE_SETS = ("korean_bare", "chorus_bare")
"""The two sets judged by others, of which the feed keeps the titles and prices only."""
_CASES = Path(__file__).parent / "cases"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """`part` is what the set's figures are broken down by."""

    qid: str
    text: str
    language: Language
    part: str


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """`feed` is what the shop ingests, a file or rows; its ids are the document ids of `grades` (query id ->
    document -> grade >= 0; what is not listed is 0). `relevant` is the lowest grade that counts as
    relevant."""

    name: str
    feed: Path | tuple[Row, ...]
    queries: tuple[JudgedQuery, ...]
    grades: Mapping[str, Mapping[str, int]]
    relevant: int


def default_folder() -> Path:
    """Where the sets lie in a checkout: shared/data beside the repository."""
    return Path(__file__).resolve().parents[2] / "shared" / "data"


def load_set(folder: Path, name: str) -> JudgedSet:
    """One of SETS from `folder`; BadRequest when its files are not there."""
    for needed in _SOURCES.get(name, (name,)):
        if not (folder / needed).is_dir():
            raise BadRequest(
                f"{folder / needed} is not there; name the folder of the judged sets with --data"
            )
    return _LOADERS[name](folder)


def _korean(sets: Path) -> JudgedSet:
    folder = sets / "korean_dev"
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        qid, document, grade = line.split("\t")
        grades[qid][document] = int(grade)
    rows = _rows((folder / "queries.jsonl").read_text(encoding="utf-8"))
    queries = tuple(JudgedQuery(row["qid"], row["text"], row["lang"], row["kind"]) for row in rows)
    return JudgedSet("korean_dev", folder / "products.jsonl", queries, dict(grades), relevant=2)


def _chorus(sets: Path) -> JudgedSet:
    folder = sets / "chorus_electronics"
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _rows((folder / "judgments_dev.jsonl").read_text(encoding="utf-8")):
        grades[row["query"]][row["docid"]] = int(row["rating"])
    judged = {text: found for text, found in grades.items() if max(found.values()) > 0}
    queries = tuple(JudgedQuery(text, text, "en", "en") for text in judged)
    return JudgedSet("chorus_electronics", folder / "products.jsonl.gz", queries, judged, relevant=1)


def _korean_listings(sets: Path) -> JudgedSet:
    """English queries for the Korean-only listings of korean_dev."""
    return _probe("bilingual_probe/korean_listings", sets / "korean_dev" / "products.jsonl", "en")


def _english_listings(sets: Path) -> JudgedSet:
    """Korean queries for three small English catalogues put together, one row a product."""
    return _probe("bilingual_probe/english_listings", tuple(_english_rows(sets)), "ko")


def _described_korean(sets: Path) -> JudgedSet:
    """Korean requests by use for the Korean listings of korean_dev."""
    return _probe("described/described_korean", sets / "korean_dev" / "products.jsonl", "ko")


def _described_english(sets: Path) -> JudgedSet:
    """English requests by use for three small English catalogues put together."""
    return _probe("described/described_english", tuple(_english_rows(sets)), "en")


def _probe(cases: str, feed: Path | tuple[Row, ...], language: Language) -> JudgedSet:
    text = (_CASES / f"{cases}.tsv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    queries = tuple(JudgedQuery(row["qid"], row["text"], language, half(row["qid"])) for row in rows)
    grades = {row["qid"]: dict.fromkeys(row["relevant"].split(), 1) for row in rows}
    return JudgedSet(cases.rpartition("/")[2], feed, queries, grades, relevant=1)


def half(qid: str) -> str:
    """ "dev" or "test" by the hash of a query's id: only misses of the dev half are looked at."""
    return "dev" if hashlib.blake2b(qid.encode(), digest_size=1).digest()[0] % 2 else "test"


def _english_rows(sets: Path) -> Iterator[Row]:
    for row in _file(sets / "dummyjson" / "products.jsonl"):
        kept = {name: row.get(name, "") for name in ("title", "brand", "category", "description", "price")}
        yield {"id": f"dummyjson-{row['id']}", **kept}
    for row in _file(sets / "saleor_demo" / "products.jsonl"):
        category = f"{row['parent_category']} > {row['category']}"
        yield {
            "id": f"saleor-{row['id']}", "title": row["name"], "category": category,
            "description": row["description"],
        }  # fmt: skip
    models: set[str] = set()
    for row in _file(sets / "adventureworks" / "products.jsonl"):
        if row["model"] not in models:
            models.add(row["model"])
            yield {
                "id": f"adventureworks-{row['id']}", "title": row["name"],
                "category": f"{row['category']} > {row['subcategory']}",
                "description": row["descriptions"].get("en", ""),
            }  # fmt: skip


def _shoppingbench(sets: Path) -> JudgedSet:
    """Requests with the one title that was meant; all those titles, and nothing else, are the catalogue."""
    rows = _file(sets / "shoppingbench" / "product_test.jsonl")
    wanted = [(f"S{at:03d}", row["query"], row["reward"]) for at, row in enumerate(rows)]
    titles = {reward["product_id"]: reward["title"][0] for _, _, reward in wanted}
    queries = tuple(JudgedQuery(qid, text, "en", "en") for qid, text, _ in wanted)
    grades = {qid: {reward["product_id"]: 1} for qid, _, reward in wanted}
    feed = tuple({"id": found, "title": title} for found, title in titles.items())
    return JudgedSet("shoppingbench", feed, queries, grades, relevant=1)


def _bare(judged: JudgedSet, name: str, title: str, price: str) -> JudgedSet:
    """A merchant's list of titles and prices: no categories, brands, attributes or descriptions."""
    assert isinstance(judged.feed, Path)
    packed = judged.feed.read_bytes()
    text = (gzip.decompress(packed) if judged.feed.suffix == ".gz" else packed).decode("utf-8")
    feed = tuple({"id": row["id"], "title": row[title], "price": row.get(price)} for row in _rows(text))
    return replace(judged, name=name, feed=feed)


def _korean_bare(sets: Path) -> JudgedSet:
    return _bare(_korean(sets), "korean_bare", "title", "price_krw")


def _chorus_bare(sets: Path) -> JudgedSet:
    return _bare(_chorus(sets), "chorus_bare", "title", "price")


_SOURCES: Mapping[str, tuple[str, ...]] = {
    "korean_bare": ("korean_dev",),
    "chorus_bare": ("chorus_electronics",),
    "korean_listings": ("korean_dev",),
    "english_listings": ("dummyjson", "saleor_demo", "adventureworks"),
    "described_korean": ("korean_dev",),
    "described_english": ("dummyjson", "saleor_demo", "adventureworks"),
}
_LOADERS: Mapping[str, Callable[[Path], JudgedSet]] = {
    "korean_dev": _korean,
    "chorus_electronics": _chorus,
    "korean_bare": _korean_bare,
    "chorus_bare": _chorus_bare,
    "korean_listings": _korean_listings,
    "english_listings": _english_listings,
    "described_korean": _described_korean,
    "described_english": _described_english,
    "shoppingbench": _shoppingbench,
}


def feed_file(feed: Path | tuple[Row, ...], into: Path) -> Path:
    """A file to ingest: `feed` itself, its content in `into` when it is gzipped, or its rows there."""
    if isinstance(feed, Path) and feed.suffix != ".gz":
        return feed
    into.mkdir(parents=True, exist_ok=True)
    if isinstance(feed, Path):
        plain = into / feed.stem
        plain.write_bytes(gzip.decompress(feed.read_bytes()))
        return plain
    plain = into / "products.jsonl"
    plain.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in feed), encoding="utf-8")
    return plain


def _file(path: Path) -> list[dict[str, Any]]:
    return _rows(path.read_text(encoding="utf-8"))


def _rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n") if line.strip()]
