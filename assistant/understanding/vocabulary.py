# ruff: noqa: E501 - patterns are data: one line each reads best
"""The catalogue's own words, compiled once for each catalogue version."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from assistant.domain.product import Product
from assistant.domain.store import Policy, Service, Store
from assistant.lexicon import Lexicon, canonical_value, facet_name, facets_of
from assistant.lexicon.naming import SOFT, facet_forms
from assistant.lexicon.skeleton import skeleton
from assistant.understanding.acts import Classifier, shipped
from assistant.understanding.compounds import FOOD_DOMAINS, without_compounds
from assistant.understanding.gauges import Gauge, GaugeBuilder, extent
from assistant.understanding.reading import Run, runs_of
from assistant.understanding.shop import ShopWords, compile_shop
from assistant.understanding.surfaces import YES_OR_NO, lexicon_senses, value_surfaces
from assistant.understanding.terms import Sense, key_of, singular

Ids = frozenset[int]
NONE: Ids = frozenset()

_CONDITIONS = frozenset({"color", "material", "gender", "organic", "waterproof", "wireless"})
_PART = re.compile(r"\s*(?:[·&/,+]|\band\b|\s및\s)\s*")
_OWN = frozenset(
    {
        "price",
        "list_price",
        "discount",
        "unit_price",
        "quantity",
        "availability",
        "category",
        "brand",
        "tags",
        "condition",
    }
)
_FOOD_FACTS = frozenset(
    {"vegan", "vegetarian", "gluten_free", "halal", "spicy_level", "ingredients", "shelf_life_days"}
)
JOINING = frozenset({"for", "with", "of"})
"""What stands behind one of these only tells more of what stands before it."""
MOST_WORDS = 4
"""The last words of a request say what it is about; no more are looked up."""
MOST_VALUES = 400
"""An attribute with more different texts than this is prose or an identifier, not a facet."""
_TEXT_LENGTH = 40
_FEW_VALUES, _RECURRING = 80, 4
_ALWAYS_CLOSED = frozenset({"color", "material", "gender", "organic", "diet", "storage", "origin", "size"})
_LACK = re.compile(
    r"(.+)[ -]free|non[ -](.+)|no (.+)|un([a-z]{3,})ed|무([가-힣]{1,4})|노([가-힣]{2,4})|([가-힣]+)\s?(?:프리|무첨가)"
)
"""Values that say what is not there."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What this shop's words mean. Products are numbered in the order they were compiled.

    terms: senses by key.  index: products by title, brand or category word.  concepts: products by lexicon concept.  facets: products by facet and
    canonical value.  numbers: the lowest value of a numeric facet by product.  gauges: measured facets.
    counted: numeric facets without a unit by what they are called.
    extents: facets of sides ("9 x 12 ft") with their values.  closed: facets whose values are a list to choose
    from.  absences: what a value says is lacking ("무향": 향), as senses of that value.  edible: products that are food.
    brand_sounds: Latin brand names by how they sound.
    usual_price: the median price, minor units.  acts: what a sentence does, learnt from the shipped examples.
    """

    currency: str
    lexicon: Lexicon
    terms: Mapping[str, tuple[Sense, ...]]
    index: Mapping[str, Ids]
    concepts: Mapping[str, Ids]
    facets: Mapping[str, Mapping[str, Ids]]
    numbers: Mapping[str, Mapping[int, float]]
    gauges: tuple[Gauge, ...]
    counted: Mapping[str, str]
    extents: Mapping[str, tuple[str, ...]]
    closed: frozenset[str]
    facet_names: frozenset[str]
    heads: Mapping[str, Ids]
    absences: Mapping[str, tuple[Sense, ...]]
    carrying: Mapping[str, Ids]
    edible: Ids
    brand_sounds: Mapping[str, str]
    skus: Mapping[str, str]
    product_ids: tuple[str, ...]
    size: int
    usual_price: float
    shop: ShopWords
    acts: Classifier

    def knows(self, word: str) -> bool:
        """True when a title, brand or category of the catalogue holds this word."""
        return singular(word) in self.index

    def is_goods(self, key: str) -> bool:
        """True when the key names a kind of product."""
        return any(sense.kind in ("type", "category") for sense in self.terms.get(key, ()))

    def products_for(self, key: str) -> Ids:
        """Products whose words hold this key or another form of what it means."""
        found = self._holding(key)
        for sense in self.terms.get(key, ()):
            if sense.kind == "category":
                found |= self.facets.get("category", {}).get(sense.value, NONE)
            elif sense.kind == "brand":
                found |= self.facets.get("brand", {}).get(sense.value, NONE)
            elif sense.kind == "type":
                found |= self.concepts.get(sense.value, NONE)
        return found

    def relevant(self, keys: Sequence[str]) -> Ids:
        """Products the words speak of: those of the last known word (before "for": a jacket for hiking),
        narrowed by the others where possible."""
        found: Ids = NONE
        cut = next((at for at, key in enumerate(keys) if at and key in JOINING), len(keys))
        for key in [*keys[cut + 1 :], *keys[:cut]][: -MOST_WORDS - 1 : -1]:
            here = self.heads.get(key, NONE) if not found else NONE
            here = here or self.products_for(key)
            found = (found & here or found) if found else here
        return found

    def share(self, facet: str, among: Ids) -> float:
        """How many of these products state the facet, 0..1; of the whole catalogue when there are none."""
        held = self.carrying.get(facet, NONE)
        return len(held & among) / len(among) if among else len(held) / max(1, self.size)

    def naming(self, key: str) -> Ids:
        """Products whose title, brand or category holds this key."""
        return self._holding(key)

    def _holding(self, key: str) -> Ids:
        return _holding(key, self.index)


def compile_vocabulary(
    products: Iterable[Product],
    stores: Sequence[Store],
    services: Sequence[Service],
    policies: Sequence[Policy],
    lexicon: Lexicon,
    currency: str,
) -> Vocabulary:
    """Everything shoppers of this shop may name. An empty catalogue gives the lexicon's words alone."""
    build = _Build(lexicon)
    for number, product in enumerate(products):
        build.add(number, product)
    return build.finish(currency, compile_shop(stores, services, policies))


class _Build:
    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.index: dict[str, set[int]] = defaultdict(set)
        self.facets: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        self.numbers: dict[str, dict[int, float]] = defaultdict(dict)
        self.gauges = GaugeBuilder()
        self.heads: dict[str, set[int]] = defaultdict(set)
        self.paths: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.brands: dict[str, str] = {}
        self.surfaces: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.roots: dict[str, set[int]] = defaultdict(set)
        self.declared: set[str] = set()
        self.food_roots: set[str] = set()
        self.skus: dict[str, str] = {}
        self.product_ids: list[str] = []
        self.size = 0

    def add(self, number: int, product: Product) -> None:
        self.size += 1
        self.product_ids.append(product.product_id)
        texts = (*product.title.both(), *product.brand.both(), *product.category.both())
        for text in texts:
            for run in runs_of(text.lower().replace("’", "'")):
                for word in _index_words(run.text, run.hangul):
                    self.index[word].add(number)
        for variant in product.variants:
            self.skus[variant.sku.lower()] = variant.sku
            for facet, value in facets_of(product, variant, self.lexicon).items():
                if facet not in product.inferred:
                    self.declared.add(facet)
                if isinstance(value, float):
                    held = self.numbers[facet]
                    held[number] = min(value, held.get(number, value))
                else:
                    for one in value:
                        self.facets[facet][one].add(number)
            for name, wording in variant.options.items():
                for text in wording.both():
                    self.surfaces[name, canonical_value(name, text, self.lexicon)].add(text)
        for name, cells in product.attributes.items():
            facet = facet_name(name)
            for cell in cells:
                if isinstance(cell, str) and len(cell) <= _TEXT_LENGTH:
                    self.surfaces[facet, canonical_value(facet, cell, self.lexicon)].add(cell)
        self.gauges.add(number, product)
        self._categories(number, product)
        for name in product.brand.both():
            self.brands[name] = canonical_value("brand", product.brand.en or name, self.lexicon)

    def _categories(self, number: int, product: Product) -> None:
        canonical = canonical_value("category", product.category.ko or product.category.en, self.lexicon)
        steps = canonical.split(" > ") if canonical else []
        for language_path in product.category.both():
            names = [name.strip() for name in re.split(r"\s*>\s*", language_path)]
            for depth, name in enumerate(names):
                if depth < len(steps) and name:
                    self.paths[name, " > ".join(steps[: depth + 1])].add(number)
            if names and (runs := runs_of(names[-1].lower())):
                for key in _head_keys(runs):
                    self.heads[key].add(number)
        root = steps[0] if steps else ""
        self.roots[root].add(number)
        if product.allergens.status == "declared" or _FOOD_FACTS & product.attributes.keys():
            self.food_roots.add(root)

    def finish(self, currency: str, shop: ShopWords) -> Vocabulary:
        terms: dict[str, dict[Sense, None]] = defaultdict(dict)
        # A facet that only titles tell of is no condition: its words find the titles.
        for guessed in (self.facets.keys() | self.numbers.keys()) - self.declared:
            self.facets.pop(guessed, None)
            self.numbers.pop(guessed, None)

        def put(surface: str, sense: Sense) -> None:
            if key := key_of(surface):
                terms[key][sense] = None

        for surface, sense in lexicon_senses(self.lexicon, self.facets):
            put(surface, sense)
        for (name, path), _ in self.paths.items():
            self._category_terms(name, path, put)
        for name, canonical in self.brands.items():
            put(name, Sense("brand", "brand", canonical))
            if (joined_up := name.replace(" ", "")) != name:
                put(joined_up, Sense("brand", "brand", canonical))
        for facet, values in self.facets.items():
            if facet in _OWN or len(values) > MOST_VALUES:
                continue
            for value in values:
                if len(value) <= _TEXT_LENGTH:
                    # A cell that says "no" is no word of the shop's: "no, the other one" asks for nothing.
                    written = self.surfaces[facet, value] if value not in YES_OR_NO else ()
                    for surface in (*value_surfaces(facet, value, self.lexicon), *written):
                        if len(surface) < 2 and surface.isascii():
                            continue  # "m" is a size before it is anything's line.
                        if facet == "size" and surface.replace(".", "").isdigit():
                            continue
                        put(surface, Sense("facet", facet, value))
        worded = {
            facet: len(frozenset().union(*held.values())) for facet, held in self.facets.items() if held
        }
        gauges = self.gauges.build(self.numbers, worded)
        index = {word: frozenset(held) for word, held in self.index.items()}
        carrying = {
            facet: frozenset().union(*values.values()) for facet, values in self.facets.items() if values
        }
        carrying |= {facet: carrying.get(facet, NONE) | held.keys() for facet, held in self.numbers.items()}
        edible = frozenset(n for root, held in self.roots.items() if root in self.food_roots for n in held)
        return Vocabulary(
            currency=currency,
            lexicon=self.lexicon,
            terms=without_compounds(
                {key: tuple(senses) for key, senses in terms.items()},
                self.lexicon,
                _CONDITIONS | {facet for facet in self.facets if self._is_closed(facet)} - SOFT,
            ),
            index=index,
            concepts=_by_concept(self.lexicon, index),
            facets={
                facet: {value: frozenset(held) for value, held in values.items()}
                for facet, values in self.facets.items()
            },
            numbers={facet: dict(held) for facet, held in self.numbers.items()},
            gauges=gauges,
            counted=self._counted({gauge.facet for gauge in gauges}),
            extents=self._extents(),
            closed=frozenset(facet for facet in self.facets if self._is_closed(facet)),
            facet_names=frozenset(f for facet in carrying for f in facet_forms(facet)),
            heads={key: frozenset(held) for key, held in self.heads.items()},
            absences=self._absences(),
            carrying=carrying,
            edible=edible | self._food_by_name(),
            brand_sounds={
                sound: name for name in self.brands if name.isascii() and (sound := skeleton(name))
            },
            skus=self.skus,
            product_ids=tuple(self.product_ids),
            size=self.size,
            usual_price=median(prices) if (prices := self.numbers.get("price", {}).values()) else 0.0,
            shop=shop,
            acts=shipped(),
        )

    def _is_closed(self, facet: str) -> bool:
        """True for a list to choose from, false for prose and names: values recur, or are few."""
        values = self.facets[facet]
        carrying = len(frozenset().union(*values.values())) if values else 0
        return facet in _ALWAYS_CLOSED or (
            facet not in _OWN and len(values) <= max(_FEW_VALUES, carrying / _RECURRING)
        )

    def _absences(self) -> dict[str, tuple[Sense, ...]]:
        found: dict[str, dict[Sense, None]] = defaultdict(dict)
        for facet, values in self.facets.items():
            for value in values if self._is_closed(facet) else ():
                for surface in (value, *value_surfaces(facet, value, self.lexicon)):
                    if match := _LACK.fullmatch(surface):
                        lacked = next(group for group in match.groups() if group)
                        for form in facet_forms(lacked) if lacked in facet_forms(facet) else {lacked}:
                            found[key_of(form)][Sense("facet", facet, value)] = None
        return {key: tuple(senses) for key, senses in found.items()}

    def _counted(self, measured: Collection[str]) -> dict[str, str]:
        plain = self.numbers.keys() - _OWN - {"rating", "review_count", "spicy_level"} - set(measured)
        return {
            singular(form): facet for facet in sorted(plain) for form in facet_forms(facet) if len(form) > 1
        }

    def _extents(self) -> dict[str, tuple[str, ...]]:
        found = {facet: tuple(v for v in values if extent(v)) for facet, values in self.facets.items()}
        return {facet: sides for facet, sides in found.items() if len(sides) > 1 and facet != "size"}

    def _category_terms(self, name: str, path: str, put: Callable[[str, Sense], None]) -> None:
        sense = Sense("category", "category", path)
        whole = [name, *(part for part in _PART.split(name) if len(part) > 1 or not part.isascii())]
        for surface in dict.fromkeys(whole):
            put(surface, sense)
            for concept in self.lexicon.of(surface):
                if concept.kind == "product_type" and not self.lexicon.is_risky(surface, concept):
                    for form in (concept.ko[0], concept.en[0]):
                        put(form, sense)

    def _food_by_name(self) -> Ids:
        """Products filed under a category the lexicon knows as food, for feeds that declare no allergens."""
        found: set[int] = set()
        for (name, _), numbers in self.paths.items():
            for part in _PART.split(name):
                if any(
                    c.domain in FOOD_DOMAINS and c.kind == "product_type" for c in self.lexicon.of(part)[:1]
                ):
                    found |= numbers
        return frozenset(found)


def _holding(key: str, index: Mapping[str, Ids]) -> Ids:
    if (whole := index.get(key)) is not None:
        return whole
    found: Ids | None = None
    for run in runs_of(key):
        here = index.get(run.text, NONE)
        if not here:
            return NONE
        found = here if found is None else found & here
    return found or NONE


def _by_concept(lexicon: Lexicon, index: Mapping[str, Ids]) -> dict[str, Ids]:
    """Products whose words hold one of the first forms of a kind of goods; concepts without any left out."""
    found: dict[str, Ids] = {}
    for concept in lexicon.concepts.values():
        if concept.kind == "product_type":
            held = [_holding(key_of(form), index) for form in (*concept.ko[:4], *concept.en[:4])]
            if any(held):
                found[concept.concept_id] = frozenset().union(*held)
    return found


def _head_keys(runs: Sequence[Run]) -> Iterator[str]:
    """The last words of a kind's name, longest first: "wall outlet", "outlet"; in Korean also the noun at
    the end of the last word."""
    for start in range(len(runs)):
        yield key_of(" ".join(run.text for run in runs[start:]))
    if runs[-1].hangul:
        yield from (runs[-1].text[cut:] for cut in range(1, len(runs[-1].text) - 1))


def _index_words(run: str, hangul: bool) -> Iterable[str]:
    """A word and, in Korean, the nouns at its end: 산악자전거 is also a 자전거."""
    if not hangul:
        return (singular(run),)
    return (run, *(run[cut:] for cut in range(1, len(run) - 1)), *(run[:cut] for cut in range(2, len(run))))
