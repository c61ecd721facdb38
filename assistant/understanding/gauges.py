"""The catalogue's measured facets: which attribute states weights, which lengths, and in which values."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from assistant.domain.product import Product
from assistant.lexicon import facet_name
from assistant.lexicon.amounts import NUMBER, Amount, Unit, amount, units

_BY_NAME = {
    "weight": Unit("mass", 1.0), "capacity": Unit("volume", 1.0), "volume": Unit("volume", 1.0),
    "persons": Unit("persons", 1.0), "person": Unit("persons", 1.0), "people": Unit("persons", 1.0),
    "seats": Unit("persons", 1.0), "lumens": Unit("light", 1.0), "pack_count": Unit("pieces", 1.0),
    "count": Unit("pieces", 1.0), "quantity_per_pack": Unit("pieces", 1.0), "pack_size": Unit("pieces", 1.0),
    "개입수": Unit("pieces", 1.0), "입수": Unit("pieces", 1.0), "매수": Unit("sheets", 1.0),
    "인원": Unit("persons", 1.0),
}  # fmt: skip
"""Facets of bare numbers whose name alone says what they measure."""
_EXTENT = re.compile(r"(\d+(?:\.\d+)?(?:\s?[x×*]\s?\d+(?:\.\d+)?)+)\s?([a-z\"가-힣]*)")
_NUMBER = re.compile(NUMBER)
_NOT = frozenset({"size", "price", "list_price", "rating", "discount", "quantity", "unit_price"})


@dataclass(frozen=True, slots=True)
class Gauge:
    """A facet that measures. own: base units in the feed's unit when cells are bare numbers (weight_kg:
    1000.0), None when cells carry their unit.  held: values in base units by product number.  usual: the
    unit most cells are written in.  guessed: no feed states it, all values were read off titles."""

    facet: str
    dimension: str
    own: float | None
    held: Mapping[int, float]
    usual: float = 1.0
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Extent:
    """Sides as written, and the unit's millimetres; None when the cell names no unit ("90 x 90")."""

    sides: tuple[float, ...]
    unit: float | None


def extent(text: str) -> Extent | None:
    """ "9 x 12 ft" -> (9, 12) of feet; None for anything else."""
    match = _EXTENT.fullmatch(text.strip())
    if match is None:
        return None
    unit = units().get(match[2]) if match[2] else None
    if match[2] and (unit is None or unit.dimension != "length"):
        return None
    return Extent(
        tuple(float(side) for side in re.split(r"\s?[x×*]\s?", match[1])), unit.factor if unit else None
    )


class GaugeBuilder:
    """Gathers amounts product by product."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
        self._usual: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
        self._declared: set[str] = set()

    @property
    def facets(self) -> frozenset[str]:
        """Those some amount was stated of."""
        return frozenset(facet for facet, _ in self._held)

    def revised(self, gone: Collection[int], new: "GaugeBuilder") -> "GaugeBuilder":
        """These amounts without those of the products `gone`, and with those of `new`."""
        found = GaugeBuilder()
        found._declared = self._declared | new._declared
        for key in self._held.keys() | new._held.keys():
            held = {number: value for number, value in self._held.get(key, {}).items() if number not in gone}
            if held := held | new._held.get(key, {}):
                found._held[key] = held
                found._usual[key] = self._usual.get(key, {}) | new._usual.get(key, {})
        return found

    def add(self, number: int, product: Product) -> None:
        self._declared |= {facet_name(name) for name in product.attributes}
        self._declared |= {facet_name(name) for variant in product.variants for name in variant.options}
        for name, cells in (*product.attributes.items(), *product.inferred.items()):
            if len(cells) == 1 and isinstance(cells[0], str):
                self._put(number, name, cells[0])
        for variant in product.variants:
            for name, wording in variant.options.items():
                for text in wording.both():
                    self._put(number, name, text)

    def _put(self, number: int, name: str, cell: str) -> None:
        facet = facet_name(name)
        if facet not in _NOT and (stated := amount(cell)):
            self._held[facet, stated.dimension][number] = stated.value
            written = _NUMBER.search(cell)
            if written and (bare := float(written[0].replace(",", ""))):
                self._usual[facet, stated.dimension][number] = round(stated.value / bare, 6)

    def build(
        self, numbers: Mapping[str, Mapping[int, float]], worded: Mapping[str, int]
    ) -> tuple[Gauge, ...]:
        """Measured facets; `numbers` are all numeric ones, `worded` how many products state each in words:
        a facet mostly in words ("5g" among features) measures nothing."""
        found = [
            Gauge(facet, dim, None, held, _commonest(self._usual[facet, dim]), facet not in self._declared)
            for (facet, dim), held in self._held.items()
            if len(held) >= worded.get(facet, 0)
        ]
        stated = {gauge.facet for gauge in found}
        for facet, held in numbers.items():
            for unit in _units_of(facet) if facet not in stated | _NOT else ():
                base = {number: round(value * unit.factor, 6) for number, value in held.items()}
                found.append(Gauge(facet, unit.dimension, unit.factor, base, unit.factor))
        return tuple(found)


def _commonest(factors: Mapping[int, float]) -> float:
    return Counter(factors.values()).most_common(1)[0][0] if factors else 1.0


def _units_of(name: str) -> Iterator[Unit]:
    words = name.split("_")
    if "size" in words and name not in _BY_NAME:
        return
    unit = (
        _BY_NAME.get(name) or (units().get(words[-1]) if len(words) > 1 else None) or _BY_NAME.get(words[-1])
    )
    if unit and (unit.dimension != "pieces" or name in _BY_NAME):
        yield unit


__all__ = ["Amount", "Extent", "Gauge", "GaugeBuilder", "extent"]
