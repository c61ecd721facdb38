"""A made-up catalogue of any size: the same seed gives the same product at the same place."""

import random
from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from itertools import accumulate
from math import log

from assistant.domain.dialogue import Constraint
from assistant.domain.money import Money
from assistant.domain.product import Attribute, Offer, Product, Variant
from assistant.domain.text import Language, Text

HUBS: Mapping[str, float] = {"hub50": 0.5, "hub05": 0.05, "hub005": 0.005, "hub": 0.445}
"""The facet filters go by, and the share of products of each value. It hangs on nothing else."""
SERIES_EVERY, SERIES_SIZE = 33, 100
"""Every how many products one belongs to a hard cluster, and how many make one: parts of one series, all
alike, strewn over the whole catalogue."""
_BRANDS, _BRANDS_A_TYPE = 600, 25
_SPREAD = 0.45
_LOOKED_AT = 200
_SIZES = ("S", "M", "L", "XL")
_MEASURES: Mapping[str, tuple[int, ...]] = {
    "W": (5, 10, 20, 30, 45, 65, 100, 600, 1200, 1800),
    "inch": (13, 14, 15, 16, 20, 24, 27, 32),
    "GB": (64, 128, 256, 512, 1024),
    "mAh": (5000, 10000, 20000),
    "cm": (20, 30, 40, 60, 80, 100, 120, 150, 180, 200),
    "mm": (4, 6, 8, 10, 20, 40, 44, 600),
    "L": (1, 2, 3, 5, 10, 20, 30, 45, 60),
    "kg": (1, 2, 3, 5, 7, 10, 15, 20),
    "g": (100, 150, 200, 300, 500, 600, 1000),
    "ml": (50, 100, 150, 250, 350, 500, 750, 1000),
    "V": (12, 18, 20, 36),
    "shoe": (230, 240, 250, 260, 270, 280),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of goods: names, category paths, usual price in won, and the unit it is measured in."""

    name: Text
    category: Text
    price: int
    measure: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of the catalogue's own words. `series`: it asks for one of the hard clusters."""

    text: str
    language: Language
    series: bool = False


class Goods:
    """`items` products by place 0..items-1, made when asked for. Titles in Korean, English or both; types and
    brands by Zipf, prices log-normal about the type's own, popularity Pareto; one in eight has sizes."""

    def __init__(self, items: int, seed: int = 1) -> None:
        self.items = items
        self._seed = seed
        self._kinds = kinds()
        self._weights = list(accumulate(1 / (rank + 5) ** 0.8 for rank in range(len(self._kinds))))
        self._brands = brands()

    def __len__(self) -> int:
        return self.items

    def __iter__(self) -> Iterator[Product]:
        return (self.product(at) for at in range(self.items))

    def product(self, at: int, revision: int = 0) -> Product:
        """The product at a place; another `revision` has another price and stock, and the same text."""
        draw = random.Random(f"{self._seed}:{at}")  # noqa: S311
        hub = draw.choices(list(HUBS), list(HUBS.values()))[0]
        popularity = round(draw.paretovariate(1.1), 2)
        if at % SERIES_EVERY == 0:
            return self._of_series(at, draw, hub, popularity, revision)
        kind = self._kinds[bisect(self._weights, draw.random() * self._weights[-1])]
        brand = self._brand(kind, draw)
        adjectives = draw.sample(words("adjective"), draw.randint(1, 3))
        colour, material = draw.choice(words("colour")), draw.choice(words("material"))
        model = (
            f"{draw.choice('ABCDEFGHKLMNPRSTX')}{draw.choice('ABCDEFGHKLMNPRSTX')}-{draw.randint(100, 9999)}"
        )
        amount = draw.choice(_MEASURES.get(kind.measure, (0,)))
        said = f"{amount}{kind.measure}" if amount and kind.measure != "shoe" else ""
        pack = draw.choice((1, 1, 1, 1, 2, 3, 6, 12))
        korean = _join(
            brand.ko,
            *(one.ko for one in adjectives),
            kind.name.ko,
            colour.ko,
            said,
            model,
            _pack(pack, "개입"),
        )
        english = _join(
            brand.en,
            *(one.en for one in adjectives),
            kind.name.en,
            colour.en,
            said,
            model,
            _pack(pack, " pack"),
        )
        attributes: dict[str, tuple[Attribute, ...]] = {
            "color": (colour.ko if draw.random() < 0.6 else colour.en,),
            "material": (material.en,),
            "origin": (draw.choice(words("origin")).ko,),
            "model": (model,),
            "pack": (float(pack),),
            "hub": (hub,),
        }
        if said:
            attributes[f"measure_{kind.measure.lower()}"] = (float(amount),)
        return Product(
            product_id=f"g{at:07d}",
            title=self._titled(korean, english, draw),
            variants=self._variants(at, kind, draw, revision),
            description=Text(ko=f"{adjectives[0].ko} {kind.name.ko}, {material.ko} 소재, {colour.ko}."),
            category=kind.category,
            brand=brand,
            attributes=attributes,
            popularity=popularity,
            source="bench",
        )

    def mark(self) -> str:
        """Eight hex digits that differ when the same seed and number would give other products: what was
        built of a former recipe is then not taken for these."""
        some = [repr(self.product(at)) for at in range(0, self.items, self.items // _LOOKED_AT + 1)]
        return blake2b("\n".join(some).encode(), digest_size=4).hexdigest()

    def asked(self, count: int, seed: int = 7) -> list[Asked]:
        """`count` queries as shoppers type them, half Korean and half English, of one to four words."""
        draw = random.Random(seed)  # noqa: S311
        return [self._ask(draw, "ko" if at % 2 == 0 else "en") for at in range(count)]

    def asked_series(self, count: int) -> list[Asked]:
        """Queries for hard clusters, one each."""
        some = range(min(count, self._series))
        return [Asked(f"{series_name(at)} 교체 필터", "ko", series=True) for at in some]

    def filters(self) -> dict[str, tuple[Constraint, ...]]:
        """Hard constraints by the share of products that satisfy them, widest first."""
        shares = {"100 %": "", "50 %": "hub50", "5 %": "hub05", "0.5 %": "hub005"}
        return {share: (Constraint("hub", "eq", hub),) if hub else () for share, hub in shares.items()}

    @property
    def _series(self) -> int:
        return max(1, self.items // SERIES_EVERY // SERIES_SIZE)

    def _ask(self, draw: random.Random, language: Language) -> Asked:
        kind = self._kinds[bisect(self._weights, draw.random() * self._weights[-1])]
        shape = draw.choice(("kind", "adjective", "adjective", "colour", "brand", "long"))
        adjective, colour = draw.choice(words("adjective")), draw.choice(words("colour"))
        brand = self._brand(kind, draw)
        before = {
            "kind": (),
            "adjective": (adjective,),
            "colour": (colour,),
            "brand": (brand,),
            "long": (brand, adjective, colour),
        }[shape]
        return Asked(" ".join(one.in_(language) for one in (*before, kind.name)), language)

    def _of_series(self, at: int, draw: random.Random, hub: str, popularity: float, revision: int) -> Product:
        number, place = at // SERIES_EVERY % self._series, at // SERIES_EVERY // self._series
        series = series_name(number)
        kind = Kind(
            Text("교체 필터", "replacement filter"), Text("생활용품 > 필터", "Household > Filters"), 9000, ""
        )
        return Product(
            product_id=f"g{at:07d}",
            title=Text(ko=f"{series} 교체 필터 호환 {place + 1}호"),
            variants=self._variants(at, kind, draw, revision),
            category=kind.category,
            attributes={"hub": (hub,), "series": (series,)},
            popularity=popularity,
            source="bench",
        )

    def _brand(self, kind: Kind, draw: random.Random) -> Text:
        """One of the few brands that make this type, the first ones oftener."""
        first = self._kinds.index(kind) * 7
        return self._brands[(first + int(_BRANDS_A_TYPE * draw.random() ** 2)) % len(self._brands)]

    def _titled(self, korean: str, english: str, draw: random.Random) -> Text:
        which = draw.random()
        return Text(korean if which < 0.8 else "", english if which >= 0.55 else "")

    def _variants(self, at: int, kind: Kind, draw: random.Random, revision: int) -> tuple[Variant, ...]:
        sizes = _SIZES[: draw.randint(2, 4)] if kind.measure == "size" and draw.random() < 0.6 else ("",)
        if revision:
            draw = random.Random(f"{self._seed}:{at}:{revision}")  # noqa: S311
        price = round(draw.lognormvariate(log(kind.price), _SPREAD) / 100) * 100 + 100
        return tuple(
            Variant(
                sku=f"g{at:07d}{size}",
                offer=_offer(price, draw),
                options={"size": Text(size, size)} if size else {},
            )
            for size in sizes
        )


def series_name(at: int) -> str:
    """The name all products of a hard cluster share."""
    return f"HX{at:05d}"


@cache
def kinds() -> tuple[Kind, ...]:
    """The table of types."""
    return tuple(
        Kind(Text(ko, en), Text(category_ko, category_en), int(price), measure)
        for ko, en, category_ko, category_en, price, measure in _rows("types.tsv")
    )


@cache
def words(kind: str) -> tuple[Text, ...]:
    """Words of one kind: adjective, colour, material, origin, syllable."""
    return tuple(Text(ko, en) for held, ko, en in _rows("words.tsv") if held == kind)


@cache
def brands() -> tuple[Text, ...]:
    """Made-up brand names of two or three syllables, spelt in both scripts."""
    draw = random.Random(600)  # noqa: S311
    found: dict[str, Text] = {}
    while len(found) < _BRANDS:
        parts = draw.sample(words("syllable"), draw.choice((2, 3)))
        name = Text("".join(part.ko for part in parts), "".join(part.en for part in parts))
        found.setdefault(name.en, name)
    return tuple(found.values())


def _rows(name: str) -> list[list[str]]:
    lines = files("eval.bench").joinpath("words", name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


def _offer(price: int, draw: random.Random) -> Offer:
    quantity = 0 if draw.random() < 0.08 else int(draw.expovariate(1 / 40)) + 1
    was = Money(int(price * 1.2), "KRW") if draw.random() < 0.3 else None
    return Offer(
        price=Money(price, "KRW"),
        list_price=was,
        availability="in_stock" if quantity else "out_of_stock",
        quantity=quantity,
    )


def _pack(count: int, unit: str) -> str:
    return f"{count}{unit}" if count > 1 else ""


def _join(*pieces: str) -> str:
    return " ".join(piece for piece in pieces if piece)
