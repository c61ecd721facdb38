"""Feeds by content: what a file is, and its rows as Items. A file's name decides nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.domain.store import StockLevel
from assistant.errors import FeedError
from catalog_ingest.columns import Columns, Names, planner
from catalog_ingest.formats import delimited, google, inventory, records, shopify, workbook
from catalog_ingest.formats.encoding import decode
from catalog_ingest.formats.nested import expand
from catalog_ingest.formats.rows import Row, Table
from catalog_ingest.headers import fold
from catalog_ingest.item import Item, Problem
from catalog_ingest.source import Source
from catalog_ingest.text import is_korean

FORMATS = ("auto", "shopify", "google", "korean", "table", "json", "parquet", "inventory")
# Other words for the same: how a table is written down is found in its content.
_ALIASES = dict.fromkeys(("generic", "csv", "tsv", "xlsx", "excel"), "table") | {
    "jsonl": "json", "ndjson": "json", "xml": "google", "rss": "google", "atom": "google",
    "merchant": "korean",
}  # fmt: skip
_MAGIC = (
    (b"%PDF", "a PDF"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"RIFF", "a picture or sound"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"), (b"7z\xbc\xaf", "an archive"), (b"Rar!", "an archive"),
)  # fmt: skip
# Tables that have ids and names but are no products, by headings only they have.
_OTHERS = {
    "places": ("address", "address2", "zip", "postalcode", "city", "latitude", "longitude", "hours", "주소"),
    "people": ("email", "firstname", "lastname", "birthdate", "consents", "household", "이메일", "생년월일"),
    "services": ("weeklyslots", "bookingrequired", "durationminutes"),
}


@dataclass(frozen=True, slots=True)
class Feed:
    """One source, understood. items: its SKUs, read as they are asked for.  stock and bad_stock: what a
    local inventory feed holds instead.  headings: every heading it has, folded.  fields: those they feed."""

    format: str
    items: Iterable[Item] = ()
    stock: tuple[StockLevel, ...] = ()
    bad_stock: tuple[tuple[int, str, Problem], ...] = ()
    headings: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


def known_format(name: str) -> str:
    """The format a word names; FeedError lists the words."""
    found = _ALIASES.get(name.casefold(), name.casefold())
    if found not in FORMATS:
        raise FeedError(f"format {name!r} is not known; write one of {', '.join(FORMATS)}")
    return found


def read_feed(source: Source, format: str, names: Names) -> Feed:
    """The feed in `source`, of the given format or (auto) of the one its content shows. FeedError names the
    file and what to do when it is no product feed."""
    data = source.data
    if not data.strip():
        raise FeedError(f"{source.name}: the file is empty; export it again")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise FeedError(
                f"{source.name}: is {kind}, not a feed; give CSV, TSV, XLSX, XML, JSONL or Parquet"
            )
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FeedError(
            f"{source.name}: is an old or locked Excel file; open it and save it as .xlsx or CSV UTF-8"
        )
    if data.startswith(b"PK"):
        return _workbook(source, format, names)
    if data.startswith(b"PAR1"):
        return _records(source, "parquet", records.read_parquet(data, source.name), names)
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        raise FeedError(
            f"{source.name}: is a web page; open it in a spreadsheet and save it as .xlsx or CSV UTF-8"
        )
    if head.startswith(b"<") or (data.startswith((b"\xff\xfe<", b"\xfe\xff\x00<"))):
        found = ((number, record, ()) for number, record in google.read_xml(data.lstrip(), source.name))
        return _records(source, "google", found, names)
    text = decode(data, source.name)
    if format == "json" or text.lstrip()[:1] in ("{", "["):
        return _records(source, "json", records.read_json(text, source.name), names)
    return _table(source, delimited.read_table(text, source.name), format, names)


def _workbook(source: Source, format: str, names: Names) -> Feed:
    feeds, notes = [], []
    for table in workbook.read_tables(source.data, source.name):
        try:
            feeds.append(_table(source, table, format, names))
        except FeedError:
            notes.append(f"{source.name}: sheet {table.sheet!r} has no product headings and was left out")
    if not feeds:
        raise _no_headings(source.name, [])
    kinds = dict.fromkeys(feed.format for feed in feeds)
    return Feed(
        "+".join(kinds),
        (item for feed in feeds for item in feed.items),
        tuple(level for feed in feeds for level in feed.stock),
        tuple(bad for feed in feeds for bad in feed.bad_stock),
        frozenset[str]().union(*(feed.headings for feed in feeds)),
        frozenset[str]().union(*(feed.fields for feed in feeds)),
        tuple(notes),
    )


def _table(source: Source, table: Table, format: str, names: Names) -> Feed:
    headings = table.headings
    kind = _kind(headings) if format in ("auto", "table", "korean", "json", "parquet") else format
    keys = frozenset(fold(heading) for heading in headings)
    if kind == "inventory":
        levels, bad = inventory.read_stock(headings, table.rows, source.modified)
        return Feed(kind, stock=tuple(levels), bad_stock=tuple(bad), headings=keys)
    file = f"{source.name}#{table.sheet}" if table.sheet else source.name
    columns = Columns(headings, names)
    _expect(file, columns, headings)
    if kind == "shopify":
        return Feed(
            kind, shopify.read_rows(headings, table.rows, file, names), (), (), keys, columns.fields | {"sku"}
        )
    return Feed(kind, _items(file, table, columns, names, kind == "google"), (), (), keys, columns.fields)


def _kind(headings: list[str]) -> str:
    if inventory.is_inventory(headings):
        return "inventory"
    if shopify.is_shopify(headings):
        return "shopify"
    if google.is_google(headings):
        return "google"
    return "korean" if sum(map(is_korean, headings)) * 2 > len(headings) else "table"


def _items(file: str, table: Table, columns: Columns, names: Names, details: bool) -> Iterator[Item]:
    split = details and "productdetail" in {fold(heading) for heading in table.headings}
    plan = planner(names)
    for row in table.rows:
        if split:
            record = google.with_details(dict(zip(table.headings, row.cells, strict=False)))
            item = plan(record).item(file, row.number, list(record.values()))
        else:
            item = columns.item(file, row.number, row.cells)
        item.problems.extend(row.problems)
        yield item


def _records(source: Source, kind: str, found: Iterable[records.Record], names: Names) -> Feed:
    """Records of whatever keys; the keys of the first ones must hold a title."""
    taken: list[records.Record] = []
    rest = iter(found)
    headings: list[str] = []
    for record in rest:
        taken.append(record)
        headings.extend(key for key in record[1] if key not in headings)
        if len(taken) >= 50:
            break
    if inventory.is_inventory(headings):
        rows = (
            Row(number, [record.get(key) for key in headings]) for number, record, _ in _chain(taken, rest)
        )
        levels, bad = inventory.read_stock(headings, rows, source.modified)
        return Feed("inventory", stock=tuple(levels), bad_stock=tuple(bad))
    columns = Columns(headings, names)
    _expect(source.name, columns, headings)
    keys = frozenset(fold(heading) for heading in headings)
    return Feed(kind, _expanded(source.name, _chain(taken, rest), names), (), (), keys, columns.fields)


def _chain(taken: list[records.Record], rest: Iterable[records.Record]) -> Iterator[records.Record]:
    yield from taken
    yield from rest


def _expanded(file: str, found: Iterable[records.Record], names: Names) -> Iterator[Item]:
    plan = planner(names)
    for number, record, problems in found:
        if problems:
            yield Item(file, number, problems=list(problems))
        else:
            yield from expand(record, file, number, plan)


def _expect(file: str, columns: Columns, headings: list[str]) -> None:
    """FeedError unless these headings can be products: at least a title, and not people or places."""
    keys = {fold(heading) for heading in headings}
    titled = columns.fields & {"title", "title_ko", "title_en"} or {"sku", "description"} <= columns.fields
    if not titled:
        raise _no_headings(file, headings)
    for kind, marks in _OTHERS.items():
        if len(keys & set(marks)) >= 2:
            raise FeedError(f"{file}: reads like a list of {kind}, not of products; give the product feed")


def _no_headings(file: str, headings: list[str]) -> FeedError:
    found = ", ".join(heading[:30] for heading in headings[:8] if heading) or "none"
    return FeedError(
        f"{file}: row 1 has no product headings (found: {found}); name at least an id (sku, 상품코드) and "
        "a title (title, 상품명), or say which is which with --map their=ours"
    )


__all__ = ["FORMATS", "Feed", "known_format", "read_feed"]
