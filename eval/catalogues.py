"""Other merchants' catalogues to hold conversations over: their feeds as ground truth, and a shop of each.

The feeds stand in the `data` folder of the `shared` folder beside the repository and are never copied here.
"""

import gzip
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.truth import Item, Truth

if TYPE_CHECKING:
    from assistant import Assistant
    from assistant.domain.text import Language

Row = Mapping[str, Any]
_SAMPLE = 1_500


def _each(rows: Iterable[Row]) -> Iterator[Row]:
    yield from rows


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One merchant: `feed` under the data folder, the language its titles are in, and how a row reads.
    rows: the feed's lines as one row a SKU.  mapped: those rows are ingested as JSONL, not the feed."""

    feed: str
    language: "Language"
    item: Callable[[Row], Item]
    rows: Callable[[Iterable[Row]], Iterator[Row]] = _each
    mapped: bool = False


def absent(name: str) -> str:
    """Why conversations over `name` cannot be held here, "" when they can. KeyError: no such catalogue."""
    feed = _folder() / CATALOGUES[name].feed
    return "" if feed.exists() else f"{name}: no {feed.name} in {feed.parent}"


def truth_of(name: str) -> Truth:
    """Every SKU of the catalogue as its feed says it is."""
    catalogue = CATALOGUES[name]
    return Truth(catalogue.item(row) for row in _rows(catalogue))


@contextmanager
def open_catalogue(name: str, kept: Path) -> Iterator["Assistant"]:
    """The catalogue's shop in `kept`, on the fast embedder. The feed is taken in each time: what it or this
    program says otherwise than last time is then there, and the rest costs under a second."""
    from assistant import Settings, open_assistant
    from catalog_ingest import ingest

    catalogue = CATALOGUES[name]
    settings = Settings(data_dir=kept, embedder="fast-use", language=catalogue.language)
    with open_assistant(settings) as assistant:
        with _source(catalogue) as source:
            ingest(assistant, [str(source)])
        yield assistant


@contextmanager
def _source(catalogue: Catalogue) -> Iterator[Path]:
    """The file to ingest: the feed, or its mapped rows in a temporary one."""
    if not catalogue.mapped:
        yield _folder() / catalogue.feed
        return
    with tempfile.TemporaryDirectory(prefix="dangol-eval-") as scratch:
        written = Path(scratch) / "products.jsonl"
        rows = (json.dumps(row, ensure_ascii=False) for row in _rows(catalogue))
        written.write_text("\n".join(rows), encoding="utf-8")
        yield written


def _rows(catalogue: Catalogue) -> Iterator[Row]:
    feed = _folder() / catalogue.feed
    data = gzip.decompress(feed.read_bytes()) if feed.suffix == ".gz" else feed.read_bytes()
    return catalogue.rows(json.loads(line) for line in data.decode("utf-8").splitlines())


def _folder() -> Path:
    return Path(__file__).resolve().parents[2] / "shared" / "data"


def _bare(sku: str, title: str, path: tuple[str, ...], minor: int, row: Row, currency: str = "USD") -> Item:
    category = " > ".join(part for part in path if part)
    return Item(
        sku=sku,
        product=sku,
        title=(title, title),
        description=str(row.get("description", "")),
        category=(category, category),
        price=minor,
        list_price=None,
        brand=frozenset({str(row["brand"]).casefold()} if row.get("brand") else ()),
        color=str(row.get("color") or "").casefold(),
        size=str(row.get("size") or ""),
        gender=str(row.get("gender") or "none"),
        food=False,
        vegan="unknown",
        gluten_free="unknown",
        organic=False,
        spicy=0,
        contains=frozenset(),
        may_contain=frozenset(),
        declared=False,
        aisle="",
        attributes={},
        currency=currency,
    )


def _cents(price: Any) -> int:
    return round(Decimal(str(price)) * 100)


def _general(row: Row) -> Item:
    return _bare(row["sku"], row["title"], (row["category"],), _cents(row["price"]), row)


def _bikes(row: Row) -> Item:
    path = (row["category"], row["subcategory"])
    return _bare(row["sku"], row["name"], path, _cents(row["list_price_usd"]), row)


def _naver(row: Row) -> Item:
    path = tuple(row[f"category{level}"] for level in (1, 2, 3, 4))
    return _bare(row["productId"], row["title"], path, int(row["lprice"]), row, "KRW")


def _variants(products: Iterable[Row]) -> Iterator[Row]:
    """One row a variant; the only variant of a product without SKUs goes by the product's id."""
    for product in products:
        for variant in product["variants"]:
            sku = variant["sku"] or str(product["id"])
            options = variant.get("attributes") or {}
            size = next((value[0] for name, value in options.items() if "size" in name.casefold()), "")
            price = variant["prices"]["USD"]
            yield {**product, "sku": sku, "size": size, "price": price, "options": options}


def _apparel(row: Row) -> Item:
    path = (row["parent_category"], row["category"])
    brands = (row["attributes"] or {}).get("Brand", [])
    known = {**(row["attributes"] or {}), **row["options"]}
    item = _bare(row["sku"], row["name"], path, _cents(row["price"]), {**row, "brand": "".join(brands)})
    return replace(item, product=str(row["id"]), attributes=known)


def _sampled(products: Iterable[Row]) -> Iterator[Row]:
    """About _SAMPLE rows, the same share of every category path and at least one; the SKU is the line's
    number, the columns are the documented ones."""
    once: dict[str, Row] = {}
    for number, product in enumerate(products, start=1):
        title = " ".join(product["name"].split())
        row: Row = {
            "sku": f"BB-{number:04d}",
            "title": title,
            "description": product["description"],
            "brand": product["brand"],
            "category": " > ".join(product["categories"]),
            "price": str(product["price"]),
            "currency": "USD",
        }
        once.setdefault(title, row)
    paths: dict[str, list[Row]] = {}
    for row in once.values():
        paths.setdefault(row["category"], []).append(row)
    for rows in paths.values():
        rows.sort(key=lambda row: sha256(row["title"].encode()).digest())
        yield from rows[: max(1, len(rows) * _SAMPLE // len(once))]


def _phones(row: Row) -> Item:
    return _bare(row["sku"], row["title"], (row["category"],), _cents(row["price"]), row)


CATALOGUES: Mapping[str, Catalogue] = {
    "dummyjson": Catalogue("dummyjson/products.jsonl", "en", _general),
    "adventureworks": Catalogue("adventureworks/products.jsonl", "en", _bikes),
    "ko_naver_items": Catalogue("ko_naver_items/products.jsonl", "ko", _naver),
    "saleor_demo": Catalogue("saleor_demo/products.jsonl", "en", _apparel, _variants),
    "bestbuy_typesense": Catalogue(
        "bestbuy_typesense/products.jsonl.gz", "en", _phones, _sampled, mapped=True
    ),
}
