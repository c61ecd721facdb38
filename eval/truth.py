"""The demo shop as its ground-truth files say it is: what every answer is judged against.

Read from the `.jsonl` beside each feed and from `inventory.csv`, never from the running shop.
"""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

_SAME_ALLERGEN = {"sulphites": "sulfite", "sulphite": "sulfite", "sulfites": "sulfite"}


@dataclass(frozen=True, slots=True)
class Item:
    """One SKU as the merchant's truth has it. `price` and `list_price` in minor units of `currency`; `stock`
    by store id."""

    sku: str
    product: str
    title: tuple[str, str]
    description: str
    category: tuple[str, str]
    price: int
    list_price: int | None
    brand: frozenset[str]
    color: str
    size: str
    gender: str
    food: bool
    vegan: str
    gluten_free: str
    organic: bool
    spicy: int
    contains: frozenset[str]
    may_contain: frozenset[str]
    declared: bool
    aisle: str
    attributes: Mapping[str, Any]
    stock: Mapping[str, int] = field(default_factory=dict)
    currency: str = "KRW"

    @property
    def allergens(self) -> frozenset[str]:
        """Everything it contains or may contain."""
        return self.contains | self.may_contain


class Truth:
    """Every SKU of the demo shop. `item` raises KeyError on one that the shop does not sell."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items: dict[str, Item] = {item.sku: item for item in items}

    @classmethod
    def load(cls, folder: Path | None = None) -> "Truth":
        """From `folder` (grocery/, sports/, living/, shop/), by default the first that holds the truth
        files: the package's demo data, then `shared/demo` beside the repository. FileNotFoundError names
        what was looked for."""
        root = folder or _root()
        stock: dict[str, dict[str, int]] = {}
        with _one(root, "shop", "inventory.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                stock.setdefault(row["id"], {})[row["store_code"]] = int(row["quantity"])
        items = []
        for part in ("grocery", "sports", "living"):
            for line in _one(root, part, f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                items.append(_item(row, stock.get(row["sku"], {})))
        return cls(items)

    def item(self, sku: str) -> Item:
        return self.items[sku]

    def siblings(self, sku: str) -> list[Item]:
        """Every variant of the product that `sku` belongs to."""
        product = self.items[sku].product
        return [item for item in self.items.values() if item.product == product]

    def where(self, predicate: Mapping[str, Any]) -> list[Item]:
        """Every SKU that satisfies `predicate`."""
        return [item for item in self.items.values() if matches(item, predicate)]


def matches(item: Item, predicate: Mapping[str, Any]) -> bool:
    """True when `item` satisfies every named condition; the empty predicate holds for all.
    ValueError names a condition that does not exist, so a mistyped case cannot pass unseen."""
    for name, wanted in predicate.items():
        if name not in _CONDITIONS:
            raise ValueError(
                f"predicate {name!r} is not known; write one of {', '.join(sorted(_CONDITIONS))}"
            )
        if not _CONDITIONS[name](item, wanted):
            return False
    return True


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _any_text(haystack: str, needles: Any) -> bool:
    return any(str(needle).casefold() in haystack.casefold() for needle in _list(needles))


def _under(item: Item, paths: Any) -> bool:
    return any(
        path == prefix or path.startswith(f"{prefix} > ") for prefix in _list(paths) for path in item.category
    )


def _color(item: Item, wanted: Any) -> bool:
    """A colour word alone ("light blue" is blue, "navy" is not unless the case lists it)."""
    words = {word for part in item.color.split("/") for word in (part, *part.split())}
    return any(str(color).casefold() in words for color in _list(wanted))


def _size(item: Item, wanted: Any) -> bool:
    return any(_bare(str(size)) == _bare(item.size) for size in _list(wanted))


def _bare(size: str) -> str:
    return size.casefold().removesuffix("mm").removesuffix("cm").strip()


def _attribute(item: Item, wanted: Mapping[str, Any]) -> bool:
    def held(name: str) -> list[str]:
        return [str(value).casefold() for value in _list(item.attributes.get(name, []))]

    return all(
        any(str(value).casefold() in held(name) for value in _list(values)) for name, values in wanted.items()
    )


_CONDITIONS: dict[str, Callable[[Item, Any], bool]] = {
    "sku": lambda item, wanted: item.sku in _list(wanted),
    "product": lambda item, wanted: item.product in _list(wanted),
    "category": _under,
    "title": lambda item, wanted: _any_text(" / ".join(item.title), wanted),
    "text": lambda item, wanted: _any_text(" / ".join((*item.title, item.description)), wanted),
    "price_le": lambda item, wanted: item.price <= wanted,
    "price_lt": lambda item, wanted: item.price < wanted,
    "price_ge": lambda item, wanted: item.price >= wanted,
    "price_gt": lambda item, wanted: item.price > wanted,
    "color": _color,
    "size": _size,
    "brand": lambda item, wanted: any(str(brand).casefold() in item.brand for brand in _list(wanted)),
    "gender": lambda item, wanted: item.gender in _list(wanted),
    "food": lambda item, wanted: item.food is wanted,
    "vegan": lambda item, wanted: item.vegan in _list(wanted),
    "gluten_free": lambda item, wanted: item.gluten_free in _list(wanted),
    "organic": lambda item, wanted: item.organic is wanted,
    "spicy_le": lambda item, wanted: item.spicy <= wanted,
    "spicy_ge": lambda item, wanted: item.spicy >= wanted,
    "free_of": lambda item, wanted: not item.allergens & set(_list(wanted)),
    "contains": lambda item, wanted: bool(item.contains & set(_list(wanted))),
    "declared": lambda item, wanted: item.declared is wanted,
    "attribute": _attribute,
    "discounted": lambda item, wanted: bool(item.list_price and item.list_price > item.price) is wanted,
    "stocked_at": lambda item, wanted: item.stock.get(wanted, 0) > 0,
    "not": lambda item, wanted: not matches(item, wanted),
    "either": lambda item, wanted: any(matches(item, one) for one in wanted),
}


def _item(row: Mapping[str, Any], stock: Mapping[str, int]) -> Item:
    attributes = dict(row.get("attributes") or {})
    options = row.get("options") or {}
    colors = options.get("color") or "/".join(_list(attributes.get("color") or []))
    food = "allergen_info" in row
    for name in ("origin_ko", "origin_en", "storage"):
        if row.get(name):
            attributes[name] = row[name]
    return Item(
        sku=row["sku"],
        product=row.get("item_group_id") or row.get("handle") or row["sku"],
        title=(row["title_ko"], row["title_en"]),
        description=f"{row.get('description_ko', '')} {row.get('description_en', '')}",
        category=(row["category_path_ko"], row["category_path_en"]),
        price=int(row["price_krw"]),
        list_price=int(row["list_price_krw"]) if row.get("list_price_krw") else None,
        brand=frozenset(str(row[name]).casefold() for name in ("brand", "brand_ko") if row.get(name)),
        color=str(colors).casefold(),
        size=str(options.get("size") or ""),
        gender=str(attributes.get("gender") or "none"),
        food=food,
        vegan=str(row.get("vegan", "unknown")),
        gluten_free=str(row.get("gluten_free", "unknown")),
        organic=bool(row.get("organic", False)),
        spicy=int(row.get("spicy_level") or 0),
        contains=_keys(row.get("allergens_contains", [])),
        may_contain=_keys(row.get("allergens_may_contain", [])),
        declared=row.get("allergen_info") == "declared",
        aisle=str(row.get("aisle") or ""),
        attributes=attributes,
        stock=stock,
    )


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(_SAME_ALLERGEN.get(name, name) for name in names)


def _root() -> Path:
    packaged = Path(str(files("catalog_ingest"))) / "demo"
    beside = Path(__file__).resolve().parents[2] / "shared" / "demo"
    for root in (packaged, beside):
        if list(root.rglob("grocery.jsonl")) and list(root.rglob("inventory.csv")):
            return root
    raise FileNotFoundError(
        f"no ground truth in {packaged} or {beside}; put grocery.jsonl and its sisters there"
    )


def _one(root: Path, part: str, name: str) -> Path:
    nested = root / part / name
    return nested if nested.exists() else next(iter(sorted(root.rglob(name))), nested)
