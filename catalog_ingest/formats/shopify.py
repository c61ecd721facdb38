"""Shopify product CSV, old and new headings: rows of one handle are one product."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from catalog_ingest.columns import Columns, Names, option
from catalog_ingest.formats.rows import Row
from catalog_ingest.headers import fold
from catalog_ingest.item import Item, Problem
from catalog_ingest.text import absent, path, plain

_MARKS = frozenset(
    [
        "option1name",
        "option1value",
        "variantsku",
        "variantprice",
        "variantinventoryqty",
        "variantgrams",
        "bodyhtml",
        "publishedononlinestore",
        "compareatprice",
        "variantcompareatprice",
        "producturlhandle",
        "urlhandle",
        "inventorytracker",
        "productimageurl",
    ]
)
_METAFIELD = re.compile(r".*\((?:product|variant)\.metafields\.[^.]+\.(?P<key>[^)]+)\)\s*")
# Headings whose Shopify meaning differs from the common one, by folded heading; "" is of no use to a shopper.
_OWN = {
    "productcategory": "category",
    "googleshoppinggender": "gender",
    "googleshoppingagegroup": "age_group",
    "googleshoppingmpn": "mpn",
    "googleshoppingmanufacturerpartnumbermpn": "mpn",
    "googleshoppingcondition": "condition",
    "variantgrams": "weight_g",
    "weightvaluegrams": "weight_g",
    "unitpricetotalmeasure": "net content",
    "unitpricetotalmeasureunit": "net content unit",
}
_READ = {  # what this reader itself looks at, by folded heading
    "urlhandle": "handle", "handle": "handle", "published": "published",
    "publishedononlinestore": "published",
    "status": "status", "inventorytracker": "tracker", "variantinventorytracker": "tracker",
    "continuesellingwhenoutofstock": "oversell", "variantinventorypolicy": "oversell",
    "productimageurl": "picture", "imagesrc": "picture", "imageposition": "position",
    "variantimageurl": "variant_picture", "variantimage": "variant_picture", "tags": "tags", "type": "type",
    "unitpricebasemeasure": "base", "unitpricebasemeasureunit": "base_unit", "option1name": "name1",
    "option1value": "value1", "option2name": "name2", "option2value": "value2", "option3name": "name3",
    "option3value": "value3",
}  # fmt: skip
_PLUMBING = re.compile(
    r"variantweightunit|weightunitfordisplay|taxcode|varianttaxcode|varianttaxable|chargetax|costperitem|requiresshipping|"
    r"variantrequiresshipping|.*fulfillmentservice|giftcard|seotitle|seodescription|imagealttext|option\dlinkedto|"
    r"googleshopping.*|included.*|price.+|compareatprice.+"
)


def is_shopify(headings: list[str]) -> bool:
    """True for the headings of a Shopify product export."""
    keys = {fold(heading) for heading in headings}
    return bool(keys & {"handle", "urlhandle"}) and len(keys & _MARKS) >= 2


def read_rows(headings: list[str], rows: Iterable[Row], file: str, names: Names) -> Iterator[Item]:
    """One Item a variant row; product cells come from the first row of the handle. Rows that only add a
    picture give no Item; drafts, archived and unpublished ones carry the field "skip" with the reason."""
    reads, plain_headings = _headings(headings)
    columns = Columns(plain_headings, names)
    first: Item | None = None
    handle = ""
    facts: dict[str, str] = {}
    for row in rows:
        cells = [*row.cells, *[""] * (len(headings) - len(row.cells))]
        here = {name: plain(cells[index]) for name, index in reads.items()}
        item = columns.item(file, row.number, cells)
        item.problems.extend(row.problems)
        named = here.get("handle") or _slug(plain(item.fields.get("title")))
        if named != handle or first is None:
            handle, first, facts = named, item, here
        elif _only_picture(item, here):
            continue
        else:
            _inherit(item, first)
        _options(item, here, facts)
        _finish(item, handle, here, facts)
        if not handle:
            item.problems.append(Problem("handle", "", "is empty", "write the product's handle in every row"))
        yield item


def _headings(headings: list[str]) -> tuple[dict[str, int], list[str]]:
    reads: dict[str, int] = {}
    renamed = []
    for index, heading in enumerate(headings):
        key = fold(heading)
        if key in _READ:
            reads.setdefault(_READ[key], index)
            renamed.append("qr code")
        elif match := _METAFIELD.fullmatch(heading):
            renamed.append(match["key"])
        elif key in _OWN:
            renamed.append(_OWN[key])
        else:
            renamed.append("qr code" if _PLUMBING.fullmatch(key) else heading)
    return reads, renamed


def _only_picture(item: Item, here: dict[str, str]) -> bool:
    return (
        not here.get("value1")
        and not item.fields.keys() & {"sku", "price", "title"}
        and bool(here.get("picture"))
    )


def _inherit(item: Item, first: Item) -> None:
    own = item.fields.keys() & {"sku", "price", "list_price", "gtin", "quantity", "net_content", "net_unit"}
    variant_only = {"sku", "price", "list_price", "gtin", "quantity", "sku_derived", "image", "availability"}
    for name, value in first.fields.items():
        if name not in variant_only and name not in own:
            item.fields.setdefault(name, value)
    item.attributes = {**first.attributes, **item.attributes}


def _options(item: Item, here: dict[str, str], facts: dict[str, str]) -> None:
    """Names stand on the first row of the handle only, values on each."""
    for place in "123":
        name, value = facts.get(f"name{place}", ""), here.get(f"value{place}", "")
        if value and value.casefold() != "default title":
            option(item, name or f"option {place}", value)


def _finish(item: Item, handle: str, here: dict[str, str], facts: dict[str, str]) -> None:
    item.fields["group"] = handle
    if facts.get("picture"):
        item.fields["product_image"] = facts["picture"]
    item.fields["image"] = here.get("variant_picture") or facts.get("picture") or ""
    if absent(item.fields.get("sku")):
        item.fields["sku"] = "-".join([handle, *(_slug(plain(v[0])) for v in item.options.values())])
        item.fields["sku_derived"] = True
    kind = facts.get("type", "")
    if kind and absent(item.fields.get("category")):
        item.fields["category"] = kind
    elif kind and path(item.fields.get("category")).rpartition(" > ")[2] != kind:
        item.attributes["type"] = kind
    if facts.get("tags"):
        item.attributes["tags"] = [tag.strip() for tag in facts["tags"].split(",") if tag.strip()]
    if here.get("base"):
        item.fields["unit_base"] = f"{here['base']} {here.get('base_unit', '')}"
    _stock(item, here)
    status = facts.get("status", "").casefold()
    if status in ("draft", "archived") or facts.get("published", "").casefold() == "false":
        item.fields["skip"] = status if status in ("draft", "archived") else "not published"


def _stock(item: Item, here: dict[str, str]) -> None:
    """Untracked goods are always in stock, and so are those that may be sold past zero."""
    count: Any = item.fields.get("quantity")
    oversell = here.get("oversell", "").casefold() in ("continue", "true")
    if isinstance(count, str) and re.fullmatch(r"-[0-9]+", count.strip()):
        item.fields["quantity"] = "0"
    if "tracker" in here and not here["tracker"]:
        item.fields["availability"] = "in_stock"
        item.fields.pop("quantity", None)
    elif oversell:
        item.fields["availability"] = "in_stock"


def _slug(text: str) -> str:
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")
