"""The catalogue's facets in memory: numbers as arrays, words as posting lists, one row a SKU."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat

import numpy as np
import numpy.typing as npt

from assistant.domain.allergen import ALLERGEN_GROUPS, LACTOSE
from assistant.domain.product import Offer, Product, Variant
from assistant.lexicon import OFFER_NUMBERS, Lexicon, facets_of, offer_numbers
from assistant.lexicon.facets import PLAIN_IN_TITLES
from assistant.lexicon.lactose import made_for
from assistant.retrieval.names import Names, Postings
from assistant.retrieval.states import States

Rows = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
_NONE: Rows = np.empty(0, dtype=np.int32)
OFFERED = frozenset({*OFFER_NUMBERS, "availability"})
"""Facets that hang on offers."""
_SHELVED_BY_US = "_category"
"""The rows whose category the feed left out and the title gave; no facet's name begins so."""
_STATED = "_stated"
"""The rows of whose plain facets the feed states a value itself."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows 0..V-1 are SKUs, each product's together; `sold`, `popularity` and `present` are over
    product rows 0..P-1. A product that changes gets new rows at the end; its old ones are no longer `alive`.

    product_of: product row of each SKU row.  first: the SKU row each product begins with.  numbers: facet ->
    V values, nan where absent.  words: facet -> value -> SKU rows in order.  unsafe: allergen key -> product
    rows that contain it or may; for lactose, that contain milk not made without it.  sold: popularity as the
    feed counts it; `popularity` ranks it in [0, 1].
    """

    version: int
    product_ids: Names
    skus: tuple[str, ...]
    row_of: Mapping[str, int]
    product_of: Rows
    first: Rows
    numbers: Mapping[str, Floats]
    words: Mapping[str, Mapping[str, Rows]]
    unsafe: Mapping[str, Rows]
    available: Mask
    alive: Mask
    present: Mask
    sold: Floats
    popularity: Floats

    @property
    def products(self) -> int:
        """Product rows, those that are gone among them."""
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
            found[self.unsafe.get(key, _NONE)] = True
        return found

    @property
    def shelved(self) -> Mask:
        """SKU rows whose category, if they have one, the feed itself states."""
        return ~self.mask(self.words.get(_SHELVED_BY_US, {}).get("", _NONE))

    def titled(self, facet: str) -> bool:
        """Whether only titles tell of this facet: then a title without it tells nothing."""
        held = self.words.get(_STATED, {})
        return facet in PLAIN_IN_TITLES and facet in self.words and facet not in held

    def untold(self, facet: str) -> Mask:
        """SKU rows without any value of a facet of words."""
        return ~self.mask(np.concatenate([_NONE, *self.words.get(facet, {}).values()]))

    def of(self, rows: Mask) -> Rows:
        """Product rows, ascending, with at least one of these SKU rows."""
        found = self.product_of.take(np.flatnonzero(rows))
        new = np.ones(len(found), dtype=np.bool_)
        np.not_equal(found[1:], found[:-1], out=new[1:])
        return found[new]

    def offered(self, version: int, changed: Sequence[tuple[str, Offer]]) -> "Columns":
        """These columns with other offers for some SKUs; unknown ones are left out."""
        skus, offers = [sku for sku, _ in changed], [offer for _, offer in changed]
        rows = np.fromiter(map(self.row_of.get, skus, repeat(-1)), np.int32, len(skus))
        if len(unknown := np.flatnonzero(rows < 0)):
            offers = [offer for offer, row in zip(offers, rows.tolist(), strict=True) if row >= 0]
            rows = np.delete(rows, unknown)
        shape = len(offers), len(OFFER_NUMBERS)
        told = np.fromiter(chain.from_iterable(map(offer_numbers, offers)), np.float64, math.prod(shape))
        numbers = dict(self.numbers)
        for name, values in zip(OFFER_NUMBERS, told.reshape(shape).T, strict=True):
            column = numbers.get(name)
            if column is None and not np.isnan(values).all():
                column = np.full(len(self.skus), np.nan)
            if column is not None and not np.array_equal(column[rows], values, equal_nan=True):
                numbers[name] = column.copy()
                numbers[name][rows] = values
        held = self.words.get("availability", {})
        states = held if isinstance(held, States) else States.of(held, len(self.skus))
        states = states.moved(rows, [offer.availability for offer in offers])
        available = self.available.copy()
        available[rows] = [offer.availability != "out_of_stock" for offer in offers]
        words = {**self.words, "availability": states}
        return replace(self, version=version, numbers=numbers, available=available, words=words)


class ColumnsBuilder:
    """Gathers products one by one, behind those of `before`; keeps no product."""

    def __init__(self, lexicon: Lexicon, before: Columns | None = None) -> None:
        self._lexicon = lexicon
        self._before = before
        self._products = before.products if before else 0
        self._rows = len(before.skus) if before else 0
        self._ids: list[str] = []
        self._skus: list[str] = []
        self._product_of: list[int] = []
        self._numbers: dict[str, tuple[list[int], list[float]]] = {}
        self._words: dict[str, dict[str, list[int]]] = {}
        self._unsafe: dict[str, list[int]] = {}
        self._available: list[bool] = []
        self._sold: list[float] = []

    @property
    def before(self) -> int:
        """Product rows there were already."""
        return self._products

    def add(self, product: Product) -> int:
        """The row the product gets."""
        at = self._products + len(self._ids)
        self._ids.append(product.product_id)
        self._sold.append(product.popularity)
        for key in product.allergens.contains | product.allergens.may_contain:
            self._unsafe.setdefault(key, []).append(at)
        if "milk" in product.allergens.contains and not made_for(product):
            self._unsafe.setdefault(LACTOSE, []).append(at)
        for variant in product.variants:
            self._variant(at, product, variant)
        return at

    def build(self, version: int, gone: Rows = _NONE) -> Columns:
        """All of it, without the product rows `gone`."""
        old = self._before or _EMPTY
        rows = self._rows + len(self._skus)
        alive = np.concatenate([old.alive, np.ones(len(self._skus), dtype=np.bool_)])
        present = np.concatenate([old.present, np.ones(len(self._ids), dtype=np.bool_)])
        present[gone] = False
        product_of = np.concatenate([old.product_of, np.array(self._product_of, dtype=np.int32)])
        alive &= present[product_of]
        row_of = dict(old.row_of)
        for row in np.flatnonzero(old.alive & ~alive[: self._rows]):
            row_of.pop(old.skus[row], None)
        row_of.update({sku: self._rows + at for at, sku in enumerate(self._skus)})
        sold = np.concatenate([old.sold, np.array(self._sold, dtype=np.float64)])
        return Columns(
            version=version,
            product_ids=old.product_ids.plus(self._ids),
            skus=(*old.skus, *self._skus),
            row_of=row_of,
            product_of=product_of,
            first=np.searchsorted(product_of, np.arange(old.products + len(self._ids))).astype(np.int32),
            numbers=self._columns(old, rows),
            words=self._postings(old),
            unsafe=_longer(old.unsafe, self._unsafe),
            available=np.concatenate([old.available, np.array(self._available, dtype=np.bool_)]),
            alive=alive,
            present=present,
            sold=sold,
            popularity=_prior(np.where(present, sold, 0.0)),
        )

    def _columns(self, old: Columns, rows: int) -> dict[str, Floats]:
        found = {}
        for name in {**old.numbers, **self._numbers}:
            column = np.full(rows, np.nan)
            column[: self._rows] = old.numbers.get(name, np.nan)
            at, values = self._numbers.get(name, ([], []))
            column[at] = values
            found[name] = column
        return found

    def _postings(self, old: Columns) -> dict[str, Mapping[str, Rows]]:
        found = dict(old.words)
        for name, values in self._words.items():
            held = found.get(name)
            if held is None:
                found[name] = Postings.of(values)
            else:
                found[name] = (held if isinstance(held, Postings) else Postings.of(held)).plus(values)
        return found

    def _variant(self, at: int, product: Product, variant: Variant) -> None:
        row = self._rows + len(self._skus)
        self._skus.append(variant.sku)
        self._product_of.append(at)
        self._available.append(variant.offer.availability != "out_of_stock")
        if "category" in product.inferred:
            self._words.setdefault(_SHELVED_BY_US, {}).setdefault("", []).append(row)
        for name, value in facets_of(product, variant, self._lexicon).items():
            if isinstance(value, float):
                rows, values = self._numbers.setdefault(name, ([], []))
                rows.append(row)
                values.append(value)
            else:
                for word in value:
                    self._words.setdefault(name, {}).setdefault(word, []).append(row)
                if name in PLAIN_IN_TITLES and name not in product.inferred:
                    self._words.setdefault(_STATED, {}).setdefault(name, []).append(row)


_EMPTY = Columns(
    version=0,
    product_ids=Names.of(()),
    skus=(),
    row_of={},
    product_of=_NONE,
    first=_NONE,
    numbers={},
    words={},
    unsafe={},
    available=np.empty(0, np.bool_),
    alive=np.empty(0, np.bool_),
    present=np.empty(0, np.bool_),
    sold=np.empty(0),
    popularity=np.empty(0),
)


def _longer(old: Mapping[str, Rows], more: Mapping[str, Iterable[int]]) -> dict[str, Rows]:
    """The posting lists of `old` with the rows of `more` behind them."""
    found = dict(old)
    for key, rows in more.items():
        found[key] = np.concatenate([found.get(key, _NONE), np.array(list(rows), dtype=np.int32)])
    return found


def _prior(popularity: Floats) -> Floats:
    """Popularity as a share in [0, 1]: the rank among the different values, so scale and outliers play no
    part; unknown (0) is 0."""
    values = np.maximum(np.nan_to_num(popularity), 0.0)
    distinct, place = np.unique(values, return_inverse=True)
    return place / max(len(distinct) - 1, 1) * (values > 0)
