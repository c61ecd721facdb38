"""Other merchants' catalogues to hold conversations over: their feeds as ground truth, and a shop of each.

The feeds stand in the `data` folder of the `shared` folder beside the repository and are never copied here.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.truth import Item, Truth

if TYPE_CHECKING:
    from assistant import Assistant
    from assistant.domain.text import Language

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One merchant: `feed` under the data folder, the language its titles are in, and how a row reads."""

    feed: str
    language: "Language"
    item: Callable[[Row], Item]


def absent(name: str) -> str:
    """Why conversations over `name` cannot be held here, "" when they can. KeyError: no such catalogue."""
    feed = _folder() / CATALOGUES[name].feed
    return "" if feed.exists() else f"{name}: no {feed.name} in {feed.parent}"


def truth_of(name: str) -> Truth:
    """Every SKU of the catalogue as its feed says it is."""
    catalogue = CATALOGUES[name]
    lines = (_folder() / catalogue.feed).read_text(encoding="utf-8").splitlines()
    return Truth(catalogue.item(json.loads(line)) for line in lines)


@contextmanager
def open_catalogue(name: str, kept: Path) -> Iterator["Assistant"]:
    """The catalogue's shop in `kept`, ingested with the fast embedder when the folder holds nothing yet."""
    from assistant import Settings, open_assistant
    from catalog_ingest import ingest

    catalogue = CATALOGUES[name]
    settings = Settings(data_dir=kept, embedder="fast-use", language=catalogue.language)
    with open_assistant(settings) as assistant:
        if assistant.catalog_version() == 0:
            ingest(assistant, [str(_folder() / catalogue.feed)])
        yield assistant


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


CATALOGUES: Mapping[str, Catalogue] = {
    "dummyjson": Catalogue("dummyjson/products.jsonl", "en", _general),
    "adventureworks": Catalogue("adventureworks/products.jsonl", "en", _bikes),
    "ko_naver_items": Catalogue("ko_naver_items/products.jsonl", "ko", _naver),
}
