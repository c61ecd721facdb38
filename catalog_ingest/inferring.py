"""What a feed leaves out and its titles say: type, brand, colour, material, size, amounts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.domain.product import Product
from assistant.lexicon import Concept, Lexicon, facet_name, fold
from assistant.lexicon.amounts import amount, units
from assistant.lexicon.facets import UNINFERRED
from assistant.lexicon.naming import facet_forms
from assistant.lexicon.title_amounts import FACETS
from assistant.lexicon.titles import TitleReader
from assistant.lexicon.words import surface_key
from assistant.retrieval.analysis import Analysis, runs
from assistant.retrieval.concepts import ConceptFinder
from assistant.retrieval.kinds import Kinds

_BRAND_WORDS = 3
_KEPT_TITLES = 50_000
_AGES = frozenset({"age_group", "gender"})
_CONTENT = {"net_content": ("weight", "capacity"), "net_weight": ("weight",), "volume": ("capacity",)}


class Inferring:
    """Fills `Product.inferred` from titles. Allergens, diet and whatever the feed states itself are left as
    they are."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._reader = TitleReader(lexicon)
        self._kinds = Kinds(lexicon, ConceptFinder(lexicon, Analysis()))
        self._known: dict[str, tuple[Sequence[Concept], Mapping[str, tuple[str, ...]]]] = {}

    def filled(self, products: Sequence[Product]) -> list[Product]:
        """The products with what their titles add; brands are those the feed names elsewhere and the
        lexicon's own."""
        brands = {
            key: name for product in products for name in product.brand.both() if (key := surface_key(name))
        }
        return [self._filled(product, brands) for product in products]

    def _filled(self, product: Product, brands: Mapping[str, str]) -> Product:
        stated = _stated(product)
        said: dict[str, tuple[str, ...]] = {}
        types: dict[str, Concept] = {}
        for title in product.title.both():
            named, read = self._read(title)
            types |= {one.concept_id: one for one in named}
            for facet, values in read.items():
                said.setdefault(facet, values)
        if len(types) == 1 and not product.category:
            said["category"] = self._paths(next(iter(types.values())))
        if not product.brand and (brand := self._brand(product, brands)):
            said["brand"] = (brand,)
        kept = {name: values for name, values in said.items() if name not in stated | UNINFERRED}
        return replace(product, inferred=kept) if kept else product

    def _read(self, title: str) -> tuple[Sequence[Concept], Mapping[str, tuple[str, ...]]]:
        """The types a title names and what else it says; most titles come again with the next feed."""
        found = self._known.get(title)
        if found is None:
            if len(self._known) >= _KEPT_TITLES:
                self._known.clear()
            here = [self._lexicon.concepts[one] for one in sorted(self._kinds.of_title(title))]
            named = [one for one in here if not self._is_brand(one, title)]
            found = self._known[title] = named, self._reader.read(title, named)
        return found

    def _is_brand(self, concept: Concept, title: str) -> bool:
        """Does a form in this title also name a brand? An Apple notebook is no apple."""
        words = set(runs(fold(title)))
        return any(
            fold(form) in words and any(other.kind == "brand" for other in self._lexicon.of(form))
            for form in (*concept.ko, *concept.en)
        )

    def _paths(self, concept: Concept) -> tuple[str, ...]:
        chain = [concept]
        while (broader := self._lexicon.concepts.get(chain[-1].broader)) and broader not in chain:
            chain.append(broader)
        chain.reverse()
        return " > ".join(one.ko[0] for one in chain), " > ".join(one.en[0] for one in chain)

    def _brand(self, product: Product, brands: Mapping[str, str]) -> str:
        """The longest known brand a title begins with, "" for none."""
        for title in product.title.both():
            words = runs(fold(title))
            for end in range(min(len(words), _BRAND_WORDS), 0, -1):
                name = " ".join(words[:end])
                if known := brands.get(surface_key(name)):
                    return known
                for concept in self._lexicon.of(name):
                    if concept.kind == "brand" and not concept.ambiguous:
                        return name
        return ""


def _stated(product: Product) -> frozenset[str]:
    """The facets a feed fills itself, under whatever name or unit: "weight_kg" is a weight."""
    found: set[str] = set()
    for name, values in product.attributes.items():
        found.update(_facets(name, (str(value) for value in values)))
    for variant in product.variants:
        for name, wording in variant.options.items():
            found.update(_facets(name, wording.both()))
    return frozenset(found)


def _facets(name: str, values: Iterable[str]) -> Iterator[str]:
    yield from _named(name)
    for dimension in {measured.dimension for value in values if (measured := amount(value))}:
        yield from _measuring(dimension)


@lru_cache(maxsize=4_096)
def _named(name: str) -> frozenset[str]:
    """The facets the name of an attribute alone fills."""
    facet = facet_name(name)
    found = {facet, *_CONTENT.get(facet, ())}
    found.update(one for one in FACETS.values() if facet in facet_forms(one))
    if facet in _AGES:
        found |= _AGES
    unit = units().get(facet.rpartition("_")[2]) if "_" in facet else None
    return frozenset(found | set(_measuring(unit.dimension) if unit else ()))


def _measuring(dimension: str) -> Iterator[str]:
    if dimension == "length":
        yield "diagonal"
    if dimension in FACETS:
        yield FACETS[dimension]
