"""The catalogue's facets in memory: numbers as arrays, words as posting lists, one row a SKU."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.domain.allergen import ALLERGEN_GROUPS
from assistant.domain.product import Product, Variant
from assistant.lexicon import Lexicon, facets_of

Rows = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows 0..V-1 are SKUs, each product's together; `popularity` and `unsafe` are over product rows 0..P-1.

    product_of: product row of each SKU row.  numbers: facet -> V values, nan where absent.  words: facet ->
    value -> SKU rows in order.  unsafe: allergen key -> P booleans, contains or may contain.
    """

    version: int
    product_ids: tuple[str, ...]
    skus: tuple[str, ...]
    row_of: Mapping[str, int]
    product_of: Rows
    numbers: Mapping[str, Floats]
    words: Mapping[str, Mapping[str, Rows]]
    unsafe: Mapping[str, Mask]
    available: Mask
    popularity: Floats

    @property
    def products(self) -> int:
        return len(self.product_ids)

    def mask(self, rows: Rows) -> Mask:
        """The given SKU rows as V booleans."""
        found = np.zeros(len(self.skus), dtype=np.bool_)
        found[rows] = True
        return found

    def holding(self, allergen: str) -> Mask:
        """Products that contain or may contain `allergen`, or any allergen the wider word covers."""
        found = np.zeros(self.products, dtype=np.bool_)
        for key in ALLERGEN_GROUPS.get(allergen, frozenset({allergen})) | {allergen}:
            if key in self.unsafe:
                found |= self.unsafe[key]
        return found


class ColumnsBuilder:
    """Gathers products one by one; keeps no product."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._ids: list[str] = []
        self._skus: list[str] = []
        self._product_of: list[int] = []
        self._numbers: dict[str, tuple[list[int], list[float]]] = {}
        self._words: dict[str, dict[str, list[int]]] = {}
        self._unsafe: dict[str, list[int]] = {}
        self._available: list[bool] = []
        self._popularity: list[float] = []

    def add(self, product: Product) -> None:
        at = len(self._ids)
        self._ids.append(product.product_id)
        self._popularity.append(product.popularity)
        for key in product.allergens.contains | product.allergens.may_contain:
            self._unsafe.setdefault(key, []).append(at)
        for variant in product.variants:
            self._variant(at, product, variant)

    def build(self, version: int) -> Columns:
        count = len(self._skus)
        return Columns(
            version=version,
            product_ids=tuple(self._ids),
            skus=tuple(self._skus),
            row_of={sku: row for row, sku in enumerate(self._skus)},
            product_of=np.array(self._product_of, dtype=np.int32),
            numbers={name: _column(count, *held) for name, held in self._numbers.items()},
            words={
                name: {value: np.array(rows, dtype=np.int32) for value, rows in values.items()}
                for name, values in self._words.items()
            },
            unsafe={key: _flags(len(self._ids), rows) for key, rows in self._unsafe.items()},
            available=np.array(self._available, dtype=np.bool_),
            popularity=_prior(self._popularity),
        )

    def _variant(self, at: int, product: Product, variant: Variant) -> None:
        row = len(self._skus)
        self._skus.append(variant.sku)
        self._product_of.append(at)
        self._available.append(variant.offer.availability != "out_of_stock")
        for name, value in facets_of(product, variant, self._lexicon).items():
            if isinstance(value, float):
                rows, values = self._numbers.setdefault(name, ([], []))
                rows.append(row)
                values.append(value)
            else:
                for word in value:
                    self._words.setdefault(name, {}).setdefault(word, []).append(row)


def _column(count: int, rows: list[int], values: list[float]) -> Floats:
    column = np.full(count, np.nan)
    column[rows] = values
    return column


def _flags(count: int, rows: Iterable[int]) -> Mask:
    flags = np.zeros(count, dtype=np.bool_)
    flags[list(rows)] = True
    return flags


def _prior(popularity: list[float]) -> Floats:
    """Popularity as a share in [0, 1]: the rank among the different values, so scale and outliers play no
    part; unknown (0) is 0."""
    values = np.maximum(np.nan_to_num(np.array(popularity, dtype=np.float64)), 0.0)
    distinct, place = np.unique(values, return_inverse=True)
    return place / max(len(distinct) - 1, 1) * (values > 0)
