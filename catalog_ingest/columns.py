"""From headings and cells to an Item: which column feeds which field, and which stay attributes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from catalog_ingest.attributes import json_attributes
from catalog_ingest.headers import LOCALISED, PRICES, PRODUCT_IDS, Meaning, fold, meaning
from catalog_ingest.item import Item
from catalog_ingest.text import absent

_BAGS = frozenset({"attributes", "specs", "specifications", "attributesjson", "extraattributes", "상품속성"})
_LANGUAGES = frozenset({"ko", "en"})
_PRICE = Meaning("field", "price")
Names = Mapping[str, Meaning]


class Columns:
    """The use of each heading of one table. Of several headings for a field the best feeds it; the others are
    attributes, but for a product id beside a SKU, which becomes the field product_id."""

    def __init__(self, headings: Sequence[str], names: Names) -> None:
        self.headings = [heading or f"column {place}" for place, heading in enumerate(headings, 1)]
        found = [_meaning(heading, names) for heading in self.headings]
        if "price" not in {use.name for use in found}:
            # Without a price column a column called unit price is the price of one piece.
            found = [
                _PRICE if use.name == "unit_price" and fold(heading) == "unitprice" else use
                for heading, use in zip(self.headings, found, strict=True)
            ]
        best: dict[str, int] = {}
        for index, use in enumerate(found):
            if use.kind == "field" and (use.name not in best or use.rank < found[best[use.name]].rank):
                best[use.name] = index
        self._uses = [
            self._use(index, heading, use, best)
            for index, (heading, use) in enumerate(zip(self.headings, found, strict=True))
        ]
        self.fields = frozenset(use.name for use in self._uses if use.kind == "field")

    def _use(self, index: int, heading: str, use: Meaning, best: Mapping[str, int]) -> Meaning:
        if use.kind != "field":
            return use
        if use.name == "net_unit" and "net_content" not in best:
            return Meaning("attribute", heading)
        if best[use.name] == index:
            return use
        if use.name == "sku" and fold(heading) in PRODUCT_IDS:
            return Meaning("field", "product_id")
        if use.name in ("image", "link"):
            return Meaning("unused", heading)
        return Meaning("attribute", heading)

    def item(self, file: str, row: int, cells: Sequence[Any]) -> Item:
        """One row as an Item. Cells past the last heading are ignored, missing ones absent."""
        item = Item(file, row)
        pairs: dict[str, dict[str, Any]] = {}
        for heading, use, value in zip(self.headings, self._uses, cells, strict=False):
            if absent(value) or use.kind == "unused":
                continue
            if use.kind == "field":
                _field(item, heading, use, value)
            elif use.kind == "level":
                item.fields.setdefault("levels", []).append((int(use.name), value))
            elif use.kind in ("option_name", "option_value"):
                pairs.setdefault(f"{use.rank}{use.name}", {})[use.kind] = value
            else:
                attribute(item, use.name, value)
        for pair in pairs.values():
            _pair(item, pair)
        return item


def _meaning(heading: str, names: Names) -> Meaning:
    return (names.get(fold(heading)) if names else None) or meaning(heading)


def _field(item: Item, heading: str, use: Meaning, value: Any) -> None:
    name = use.name
    base = name.rpartition("_")[0] if name[-3:] in ("_ko", "_en") else name
    if base in ("color", "size"):
        option(item, base, value)
    elif base == "options":
        if isinstance(value, dict):
            for key, inner in value.items():
                option(item, str(key), inner)
        elif not isinstance(value, list):
            attribute(item, heading, value)
    elif name == "variants" and not (isinstance(value, list) and all(isinstance(v, dict) for v in value)):
        attribute(item, heading, value)
    elif name in LOCALISED and isinstance(value, dict):
        for language in _LANGUAGES & value.keys():
            item.fields.setdefault(f"{name}_{language}", value[language])
    else:
        item.fields[name] = value
        if use.currency and name in PRICES:
            item.fields[f"{name}_currency"] = use.currency


def attribute(item: Item, name: str, value: Any) -> None:
    """Put one more attribute on the item; a bag of attributes ("attributes": {...}) is opened."""
    inside = json_attributes(value)
    if inside is not None and fold(name) in _BAGS:
        for key, inner in inside.items():
            attribute(item, str(key), inner)
        return
    if inside is not None:
        value = inside
    if name in item.attributes and item.attributes[name] != value:
        before = item.attributes[name]
        item.attributes[name] = [*(before if isinstance(before, list) else [before]), value]
    else:
        item.attributes[name] = value


def option(item: Item, name: str, value: Any) -> None:
    """Put one more wording on an option; its name in either language ("색상", "Colour") is the field's."""
    found = meaning(name)
    key = found.name if found.kind in ("field", "attribute") else name
    key = key[:-3] if key[-3:] in ("_ko", "_en") else key
    wordings = item.options.setdefault(key, [])
    for wording in value if isinstance(value, list) else [value]:
        if not absent(wording) and not isinstance(wording, dict | list):
            wordings.append(wording)


def _pair(item: Item, pair: Mapping[str, Any]) -> None:
    """Option1 name and Option1 value: an option, unless the cell lists many ("S,M,L" under one name)."""
    name, value = pair.get("option_name"), pair.get("option_value")
    if name is None or value is None:
        return
    if str(name).casefold() == "title" and str(value).casefold() == "default title":
        return
    if any(mark in str(name) for mark in ",\n") or any(mark in str(value) for mark in ",\n|"):
        attribute(item, str(name), value)
    else:
        option(item, str(name), value)


def planner(names: Names) -> Callable[[Iterable[str]], Columns]:
    """Columns for the keys of a record, made once for each set of keys."""
    made: dict[tuple[str, ...], Columns] = {}

    def plan(keys: Iterable[str]) -> Columns:
        key = tuple(keys)
        if key not in made:
            made[key] = Columns(key, names)
        return made[key]

    return plan
