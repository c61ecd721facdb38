"""Google local inventory: the stock on each store's shelves."""

from collections.abc import Iterable
from datetime import date, datetime

from assistant.domain.store import StockLevel
from catalog_ingest.formats.rows import Row
from catalog_ingest.headers import fold
from catalog_ingest.item import BadValue, Problem
from catalog_ingest.offers import availability, quantity
from catalog_ingest.text import plain, shown

_NAMES = {
    "storecode": "store", "storeid": "store", "매장코드": "store", "점포코드": "store", "id": "sku",
    "itemid": "sku", "sku": "sku", "상품코드": "sku", "quantity": "quantity", "재고수량": "quantity",
    "availability": "availability",
    "instoreproductlocation": "aisle", "aisle": "aisle", "진열위치": "aisle", "bestbefore": "best_before",
    "소비기한": "best_before", "유통기한": "best_before",
}  # fmt: skip


def is_inventory(headings: list[str]) -> bool:
    """True for the headings of a stock-by-store table: a store, a product, and how many, but no title."""
    names = {_NAMES.get(fold(heading)) for heading in headings}
    keys = {fold(heading) for heading in headings}
    return (
        {"store", "sku"} <= names
        and bool(names & {"quantity", "availability"})
        and not keys & {"title", "상품명"}
    )


def read_stock(
    headings: list[str], rows: Iterable[Row], as_of: datetime
) -> tuple[list[StockLevel], list[tuple[int, str, Problem]]]:
    """The levels, and (row, SKU, problem) of each row that cannot be trusted. A row without quantity counts
    nothing when it is out of stock, else it is a problem: how many there are is then not known."""
    places: dict[str, int] = {}
    for index, heading in enumerate(headings):
        if name := _NAMES.get(fold(heading)):
            places.setdefault(name, index)
    levels: dict[tuple[str, str], StockLevel] = {}
    problems: list[tuple[int, str, Problem]] = []
    for row in rows:
        cell = {name: plain(row.cells[at]) if at < len(row.cells) else "" for name, at in places.items()}
        try:
            level = _level(cell, as_of)
        except _Bad as bad:
            problems.append((row.number, cell.get("sku", ""), bad.problem))
            continue
        if (level.store_id, level.sku) in levels:
            twice = Problem("id", level.sku, f"stands twice for {level.store_id}", "keep one row")
            problems.append((row.number, level.sku, twice))
        else:
            levels[level.store_id, level.sku] = level
    return list(levels.values()), problems


class _Bad(Exception):
    def __init__(self, field: str, value: str, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = Problem(field, shown(value), problem, remedy)


def _level(cell: dict[str, str], as_of: datetime) -> StockLevel:
    for name, heading in (("store", "store_code"), ("sku", "id")):
        if not cell[name]:
            raise _Bad(heading, "", "is empty", f"write the {heading} in every row")
    try:
        units = quantity(cell.get("quantity"))
    except BadValue as bad:
        raise _Bad("quantity", cell["quantity"], bad.problem, bad.remedy) from bad
    if units is None:
        if availability(cell.get("availability")) != "out_of_stock":
            raise _Bad("quantity", "", "is empty", "write how many pieces are on the shelf")
        units = 0
    return StockLevel(
        cell["store"], cell["sku"], units, as_of, cell.get("aisle", ""), _day(cell.get("best_before", ""))
    )


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10].replace(".", "-").replace("/", "-"))
    except ValueError as error:
        raise _Bad("best_before", text, "is not a date", "write it like 2026-11-22") from error
