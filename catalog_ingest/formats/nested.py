"""Records that hold their variants as a list: one Item a variant, with the parent's fields."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from catalog_ingest.columns import Columns, option
from catalog_ingest.headers import meaning
from catalog_ingest.item import Item
from catalog_ingest.text import absent, plain

_SHARED = frozenset({"title", "title_ko", "title_en", "product_id", "variants"})
_NUMBERED = ("option1", "option2", "option3")


def expand(
    record: Mapping[str, Any], file: str, row: int, plan: Callable[[Iterable[str]], Columns]
) -> Iterator[Item]:
    """The record as one Item, or one for each entry of its `variants`. A variant without SKU gets
    the parent's id when it is alone, else the id and its place: "126-2"."""
    parent = plan(record).item(file, row, list(record.values()))
    variants = parent.fields.pop("variants", None)
    if not variants:
        yield parent
        return
    own = parent.fields.pop("sku", None)
    group = next(
        (g for g in (parent.fields.get("group"), own, parent.fields.get("product_id")) if not absent(g)), None
    )
    for place, variant in enumerate(variants, 1):
        yield _variant(parent, group, variant, place, len(variants), record, plan)


def _variant(
    parent: Item,
    group: Any,
    variant: Mapping[str, Any],
    place: int,
    count: int,
    record: Mapping[str, Any],
    plan: Callable[[Iterable[str]], Columns],
) -> Item:
    inner = {key: value for key, value in variant.items() if key not in _NUMBERED}
    bag = next(
        (key for key in ("attributes", "options", "selectedOptions", "selected_options") if key in inner),
        None,
    )
    chosen = inner.pop(bag, None) if bag else None
    read = plan(inner).item(parent.file, parent.row, list(inner.values()))
    item = Item(parent.file, parent.row, dict(parent.fields), {k: list(v) for k, v in parent.options.items()})
    item.attributes = {**parent.attributes, **read.attributes}
    item.fields.update({key: value for key, value in read.fields.items() if key not in _SHARED})
    if not absent(group):
        item.fields["group"] = group
    if absent(item.fields.get("sku")) and not absent(group):
        item.fields["sku"] = plain(group) if count == 1 else f"{plain(group)}-{place}"
        item.fields["sku_derived"] = True
    item.options.update(read.options)
    _choose(item, chosen)
    _numbered(item, variant, record)
    name = read.fields.get("title")
    if count > 1 and not item.options and not absent(name):
        option(item, "variant", name)
    return item


def _choose(item: Item, chosen: Any) -> None:
    """Options as {"Size": "M"} or [{"name": "Size", "value": "M"}]."""
    if isinstance(chosen, dict):
        for name, value in chosen.items():
            if not absent(value) and not isinstance(value, dict):
                item.options.pop(_key(str(name)), None)
                option(item, str(name), value)
    elif isinstance(chosen, list):
        for entry in chosen:
            if (
                isinstance(entry, dict)
                and isinstance(entry.get("name"), str)
                and not absent(entry.get("value"))
            ):
                option(item, entry["name"], entry["value"])


def _numbered(item: Item, variant: Mapping[str, Any], record: Mapping[str, Any]) -> None:
    """option1..option3 of a variant, named by the parent's list [{"name": "Color", "position": 1}, ...]."""
    listed = record.get("options")
    names = (
        [entry.get("name") for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    )
    for index, key in enumerate(_NUMBERED):
        value = variant.get(key)
        name = names[index] if index < len(names) and isinstance(names[index], str) else f"option {index + 1}"
        if not absent(value) and value != "Default Title":
            option(item, str(name), value)


def _key(name: str) -> str:
    found = meaning(name)
    return found.name if found.kind in ("field", "attribute") else name
