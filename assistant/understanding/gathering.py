"""What products say of themselves, gathered one by one before the catalogue's words are compiled."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from assistant.domain.product import Product
from assistant.lexicon import Lexicon, canonical_value, facet_name, facets_of
from assistant.understanding.gauges import GaugeBuilder
from assistant.understanding.reading import Run, runs_of
from assistant.understanding.terms import key_of, singular

TEXT_LENGTH = 40
_FOOD_FACTS = frozenset(
    {"vegan", "vegetarian", "gluten_free", "halal", "spicy_level", "ingredients", "shelf_life_days"}
)


class Gathering:
    """What products say. index: products by word.  facets, numbers: by facet, those only titles tell of among
    them; `declared` are the others.  heads: by what the last step of a category is called.  paths: by a
    category's name and path.  brands: the canonical form of each name.  surfaces: how a value is worded.
    roots: by the first step of the category; `food_roots` hold food.  sold: the SKUs of a product."""

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
        self.sold: dict[int, tuple[str, ...]] = {}
        self.product_ids: dict[int, str] = {}

    def add(self, number: int, product: Product) -> None:
        """One product, by a number no other has."""
        self.product_ids[number] = product.product_id
        self.sold[number] = tuple(variant.sku for variant in product.variants)
        texts = (*product.title.both(), *product.brand.both(), *product.category.both())
        for text in texts:
            for run in runs_of(text.lower().replace("’", "'")):
                for word in _index_words(run.text, run.hangul):
                    self.index[word].add(number)
        for variant in product.variants:
            for facet, value in facets_of(product, variant, self.lexicon).items():
                if facet not in product.inferred:
                    self.declared.add(facet)
                if isinstance(value, float):
                    held = self.numbers[facet]
                    held[number] = min(value, held.get(number, value))
                else:
                    for one in value - {facet}:
                        self.facets[facet][one].add(number)
            for name, wording in variant.options.items():
                for text in wording.both():
                    self.surfaces[name, canonical_value(name, text, self.lexicon)].add(text)
        for name, cells in product.attributes.items():
            facet = facet_name(name)
            for cell in cells:
                if isinstance(cell, str) and len(cell) <= TEXT_LENGTH:
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
