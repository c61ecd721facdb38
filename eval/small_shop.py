"""A small general store, generated from lists: what labelled requests are understood against."""

import json
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

_SEVERAL = frozenset({"features", "claims", "compatible_with", "기능", "호환기종", "소재", "material"})
"""Columns in which one product states two values."""
_VARIANTS = 2


def write_feed(shop: Path, feed: Path) -> int:
    """Write the store of `shop` (YAML) as a JSONL feed, one row a SKU; the number of rows. The same file
    gives the same feed: product i of a kind takes value i of each list, from a start the kind's name fixes,
    so that every value of a list stands on some product."""
    plan = yaml.safe_load(shop.read_text(encoding="utf-8"))
    rows = [row for kind in plan["types"] for row in _kind(plan, *kind)]
    feed.parent.mkdir(parents=True, exist_ok=True)
    feed.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return len(rows)


def _kind(
    plan: Mapping[str, Any],
    name: str,
    category: str,
    columns: Mapping[str, str | Sequence[str]],
    prices: Sequence[int],
    brands: str,
) -> list[dict[str, Any]]:
    heads, start = plan["headers"], zlib.crc32(name.encode()) % 97
    rows = []
    for at in range(plan["per_type"]):
        brand = _pick(plan, brands, start + at)
        stated = {
            column: _stated(plan, column, values, start + at)
            for column, values in columns.items()
            if column not in plan["options"]
        }
        shared = {
            "product_id": f"{start}-{zlib.crc32(name.encode())}-{at}",
            heads["title"]: f"{brand} {name}",
            heads["brand"]: brand,
            heads["category"]: f"{category} > {name}",
            heads["rating"]: round(3.4 + ((start + 5 * at) % 16) / 10, 1),
            heads["reviews"]: 7 * (start + 1) * (at + 1) ** 3,
            **stated,
        }
        price = _price(prices, at, plan["per_type"], plan["currency"])
        for variant in range(_VARIANTS):
            options = {
                column: _pick(plan, columns[column], start + _VARIANTS * at + variant)
                for column in plan["options"]
                if column in columns
            }
            stock = (start + at + variant) % 9
            rows.append(
                shared
                | options
                | {
                    "sku": f"{shared['product_id']}-{variant}",
                    heads["price"]: price,
                    heads["list_price"]: price if at % 3 else round(price * (1.25 + at / 20), 2),
                    heads["quantity"]: stock,
                    "currency": plan["currency"],
                }
            )
    return rows


def _pick(plan: Mapping[str, Any], values: str | Sequence[str], at: int) -> str:
    found = plan["lists"][values] if isinstance(values, str) else values
    return str(found[at % len(found)])


def _stated(plan: Mapping[str, Any], column: str, values: str | Sequence[str], at: int) -> str | list[str]:
    if column not in _SEVERAL:
        return _pick(plan, values, at)
    return [_pick(plan, values, at), _pick(plan, values, at + 5)]


def _price(prices: Sequence[int], at: int, count: int, currency: str) -> float | int:
    low, high = prices
    price: float = low * (high / low) ** (at / max(1, count - 1))
    return round(price, -2) if currency == "KRW" else round(price) - 0.01
