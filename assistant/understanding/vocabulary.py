# ruff: noqa: E501 - patterns are data: one line each reads best
"""The catalogue's own words, compiled once for each catalogue version."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from statistics import median
from typing import TypeVar

from assistant.domain.product import Product
from assistant.domain.store import Policy, Service, Store
from assistant.domain.text import LANGUAGES
from assistant.lexicon import Lexicon, has_hangul
from assistant.lexicon.naming import SOFT, facet_forms
from assistant.lexicon.saying import category_said
from assistant.lexicon.skeleton import by_sound, skeleton
from assistant.understanding.acts import Classifier, shipped
from assistant.understanding.bearing import NONE as NONE
from assistant.understanding.bearing import Ids as Ids
from assistant.understanding.bearing import by_concept, holding
from assistant.understanding.compounds import FOOD_DOMAINS, without_compounds
from assistant.understanding.gathering import TEXT_LENGTH, Gathering
from assistant.understanding.gauges import Gauge, GaugeBuilder, extent
from assistant.understanding.shop import ShopWords, compile_shop
from assistant.understanding.surfaces import YES_OR_NO, lexicon_senses, model_name, value_surfaces
from assistant.understanding.terms import Sense, key_of, singular

K = TypeVar("K")
V = TypeVar("V")

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
JOINING = frozenset({"for", "with", "of"})
"""What stands behind one of these only tells more of what stands before it."""
MOST_WORDS = 4
"""The last words of a request say what it is about; no more are looked up."""
MOST_VALUES = 400
"""An attribute with more different texts than this is prose or an identifier, not a facet."""
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
    brand_sounds: Latin brand names by how they sound.  sounds: words of Latin titles, as skeleton.by_sound.  numbered: products by lower-cased SKU.  telling: English words of the names of goods, brands and values here, by first letter.
    usual_price: the median price, minor units.  acts: what a sentence does, learnt from the shipped examples.
    made: what all this was compiled from.
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
    sounds: Mapping[str, tuple[tuple[str, str], ...]]
    numbered: Mapping[str, int]
    telling: Mapping[str, frozenset[str]]
    product_ids: tuple[str, ...]
    size: int
    usual_price: float
    shop: ShopWords
    acts: Classifier
    made: "Build" = field(repr=False, compare=False)

    def knows(self, word: str) -> bool:
        """True when a title, brand or category of the catalogue holds this word."""
        return singular(word) in self.index

    def skus_of(self, number: int) -> tuple[str, ...]:
        """The SKUs of the product with this number."""
        return self.made.sold.get(number, ())

    def number_of(self, sku: str | None) -> int:
        """The number of the product this SKU, in any case, is of; -1 for none and for an unknown one."""
        return self.numbered.get(sku.lower(), -1) if sku else -1

    def sku_written(self, code: str) -> str | None:
        """The SKU that `code` is but for case; None when there is none such."""
        sold = self.skus_of(self.number_of(code))
        return next((sku for sku in sold if sku.lower() == code.lower()), None)

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
        return found or self._in_other_words(key)

    def _in_other_words(self, key: str) -> Ids:
        """Products that say a value in the other language: pink where the titles say 핑크."""
        values = {sense.value for sense in self.terms.get(key, ()) if sense.facet == "color"}
        forms = (
            form
            for one in (self.lexicon.of(key) if values else ())
            if one.kind == "colour"
            for form in (*one.ko, *one.en)
        )
        return NONE.union(*(self._holding(key_of(form)) for form in forms))

    def relevant(self, keys: Sequence[str]) -> Ids:
        """Products the words speak of: those of the last known word (before "for": a jacket for hiking),
        narrowed by the others where possible."""
        found: Ids = NONE
        cut = head_end(keys)
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
        return holding(key, self.index)


def compile_vocabulary(
    products: Iterable[Product],
    stores: Sequence[Store],
    services: Sequence[Service],
    policies: Sequence[Policy],
    lexicon: Lexicon,
    currency: str,
) -> Vocabulary:
    """Everything shoppers of this shop may name. An empty catalogue gives the lexicon's words alone."""
    gathering = Gathering(lexicon)
    for number, product in enumerate(products):
        gathering.add(number, product)
    return Build.of(gathering).finish(currency, compile_shop(stores, services, policies))


@dataclass(frozen=True, slots=True)
class Build:
    """What products say, as Gathering gathered it; nothing in it changes any more."""

    lexicon: Lexicon
    index: Mapping[str, Ids]
    every_facet: Mapping[str, Mapping[str, Ids]]
    every_number: Mapping[str, Mapping[int, float]]
    gauges: GaugeBuilder
    heads: Mapping[str, Ids]
    paths: Mapping[tuple[str, str], Ids]
    brands: Mapping[str, str]
    surfaces: Mapping[tuple[str, str], frozenset[str]]
    roots: Mapping[str, Ids]
    declared: frozenset[str]
    food_roots: frozenset[str]
    sold: Mapping[int, tuple[str, ...]]
    product_ids: Mapping[int, str]

    @classmethod
    def of(cls, gathered: Gathering) -> "Build":
        return cls(
            lexicon=gathered.lexicon,
            index=frozen(gathered.index),
            every_facet={facet: frozen(values) for facet, values in gathered.facets.items()},
            every_number=dict(gathered.numbers),
            gauges=gathered.gauges,
            heads=frozen(gathered.heads),
            paths=frozen(gathered.paths),
            brands=gathered.brands,
            surfaces=frozen(gathered.surfaces),
            roots=frozen(gathered.roots),
            declared=frozenset(gathered.declared),
            food_roots=frozenset(gathered.food_roots),
            sold=gathered.sold,
            product_ids=gathered.product_ids,
        )

    @property
    def facets(self) -> Mapping[str, Mapping[str, Ids]]:
        """A facet that only titles tell of is no condition: its words find the titles."""
        return {facet: held for facet, held in self.every_facet.items() if facet in self.declared}

    @property
    def numbers(self) -> Mapping[str, Mapping[int, float]]:
        """Numeric facets, those only titles tell of left out."""
        return {facet: held for facet, held in self.every_number.items() if facet in self.declared}

    @property
    def size(self) -> int:
        """How many products there are."""
        return sum(map(len, self.roots.values()))

    def finish(self, currency: str, shop: ShopWords, before: "Vocabulary | None" = None) -> Vocabulary:
        """before: the vocabulary this build was revised from; what cannot have changed is taken over."""
        same = before is not None and self._basis() == before.made._basis()
        kept = before if same else None
        closed = kept.closed if kept else frozenset(facet for facet in self.facets if self._is_closed(facet))
        gauges = self.gauges.build(self.numbers, self._worded())
        carrying = self._carrying()
        terms = kept.terms if kept else self._terms(closed)
        edible = frozenset(n for root, held in self.roots.items() if root in self.food_roots for n in held)
        return Vocabulary(
            currency=currency,
            lexicon=self.lexicon,
            terms=terms,
            index=self.index,
            concepts=by_concept(
                self.lexicon, self.index, before.concepts if before else {}, before.index if before else {}
            ),
            facets=self.facets,
            numbers=self.numbers,
            gauges=gauges,
            counted=self._counted({gauge.facet for gauge in gauges}),
            extents=kept.extents if kept else self._extents(),
            closed=closed,
            facet_names=frozenset(f for facet in carrying for f in facet_forms(facet)),
            heads=self.heads,
            absences=kept.absences if kept else self._absences(closed),
            carrying=carrying,
            edible=edible | self._food_by_name(),
            brand_sounds={
                sound: name for name in self.brands if name.isascii() and (sound := skeleton(name))
            },
            sounds=kept.sounds if kept and kept.index.keys() == self.index.keys() else self._sounds(),
            telling=kept.telling if kept else self._telling(terms),
            numbered={sku.lower(): number for number, sold in self.sold.items() for sku in sold},
            product_ids=tuple(self.product_ids[at] for at in sorted(self.product_ids)),
            size=self.size,
            usual_price=median(prices) if (prices := self.numbers.get("price", {}).values()) else 0.0,
            shop=shop,
            acts=shipped(),
            made=self,
        )

    def _sounds(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Of goods with a Korean name too, that name is found: only the others are told by their sound."""
        korean = frozenset().union(*(ids for word, ids in self.index.items() if has_hangul(word)))
        return by_sound(word for word, ids in self.index.items() if not ids <= korean)

    def _basis(self) -> tuple[object, ...]:
        """What the terms hang on."""
        values = {facet: held.keys() for facet, held in self.facets.items() if facet not in _OWN}
        return values, self.facets.get("color", {}).keys(), self.paths.keys(), self.brands, self.surfaces

    def _terms(self, closed: frozenset[str]) -> Mapping[str, tuple[Sense, ...]]:
        terms: dict[str, dict[Sense, None]] = defaultdict(dict)

        def put(surface: str, sense: Sense) -> None:
            if key := key_of(surface):
                terms[key][sense] = None

        for surface, sense in lexicon_senses(self.lexicon, self.facets):
            put(surface, sense)
        for (name, path), _ in self.paths.items():
            self._category_terms(name, path, put)
        for name, canonical in self.brands.items():
            put(name, Sense("brand", "brand", canonical))
            for concept in self.lexicon.of(name):
                for form in (*concept.ko, *concept.en) if concept.kind == "brand" else ():
                    if form[0].isdigit():
                        continue  # "3m" is a length before it is a brand.
                    put(form, Sense("brand", "brand", canonical))
            if (joined_up := name.replace(" ", "")) != name:
                put(joined_up, Sense("brand", "brand", canonical))
        for facet, values in self.facets.items():
            if facet in _OWN or len(values) > MOST_VALUES:
                continue
            families = Counter(value.split()[0] for value in values if " " in value)
            for value in values:
                if (bare := model_name(value)) and families[value.split()[0]] > 1:
                    put(bare, Sense("facet", facet, value))
                if len(value) <= TEXT_LENGTH:
                    # A cell that says "no" is no word of the shop's: "no, the other one" asks for nothing.
                    written = self.surfaces.get((facet, value), ()) if value not in YES_OR_NO else ()
                    for surface in (*value_surfaces(facet, value, self.lexicon), *written):
                        if len(surface) < 2 and surface.isascii():
                            continue  # "m" is a size before it is anything's line.
                        if facet == "size" and surface.replace(".", "").isdigit():
                            continue
                        put(surface, Sense("facet", facet, value))
        return without_compounds(
            {key: tuple(senses) for key, senses in terms.items()},
            self.lexicon,
            _CONDITIONS | closed - SOFT,
        )

    def _telling(self, terms: Mapping[str, tuple[Sense, ...]]) -> Mapping[str, frozenset[str]]:
        facets = self.facets
        found = {word for word in self.heads if word.isascii()}
        for key, senses in terms.items():
            if key.isascii() and any(
                one.kind in ("brand", "category") or one.value in facets.get(one.facet, ()) for one in senses
            ):
                found.update(key.split())
        letters: dict[str, set[str]] = defaultdict(set)
        for word in found:
            if word.isalpha():
                letters[word[0]].add(word)
        return frozen(letters)

    def _carrying(self) -> dict[str, Ids]:
        found = {facet: frozenset().union(*held.values()) for facet, held in self.facets.items() if held}
        return found | {facet: found.get(facet, NONE) | held.keys() for facet, held in self.numbers.items()}

    def _worded(self) -> dict[str, int]:
        """How many products state a measured facet in words."""
        facets = self.facets
        return {
            facet: len(frozenset().union(*held.values()))
            for facet in self.gauges.facets
            if (held := facets.get(facet))
        }

    def _is_closed(self, facet: str) -> bool:
        """True for a list to choose from, false for prose and names: values recur, or are few."""
        values = self.every_facet[facet]
        carrying = len(frozenset().union(*values.values())) if values else 0
        return facet in _ALWAYS_CLOSED or (
            facet not in _OWN and len(values) <= max(_FEW_VALUES, carrying / _RECURRING)
        )

    def _absences(self, closed: Collection[str]) -> dict[str, tuple[Sense, ...]]:
        found: dict[str, dict[Sense, None]] = defaultdict(dict)
        for facet, values in self.facets.items():
            for value in values if facet in closed else ():
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
        for language in LANGUAGES:
            # As it reads on a card or a chip in the other language; a single word is the lexicon's to know.
            if " " in (shown := category_said(name, language, self.lexicon)):
                put(shown, sense)
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


def head_end(words: Sequence[str]) -> int:
    """Where the first word after another only tells more of it: 1 of laptop, for, uni."""
    return next((at for at, word in enumerate(words) if at and word in JOINING), len(words))


def frozen(table: Mapping[K, AbstractSet[V]]) -> dict[K, frozenset[V]]:
    """The same with sets that stay as they are."""
    return {key: frozenset(held) for key, held in table.items()}
