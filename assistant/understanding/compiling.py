# ruff: noqa: E501 - patterns are data: one line each reads best
"""From what products say to the vocabulary of a catalogue version."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from assistant.domain.product import Product
from assistant.domain.store import Policy, Service, Store
from assistant.domain.text import LANGUAGES
from assistant.lexicon import Lexicon, has_hangul
from assistant.lexicon.facets import PLAIN_IN_TITLES
from assistant.lexicon.naming import SOFT, facet_forms
from assistant.lexicon.saying import category_said
from assistant.lexicon.skeleton import by_sound, hardened, skeleton, sound
from assistant.understanding.acts import shipped
from assistant.understanding.bearing import NONE as NONE
from assistant.understanding.bearing import Ids as Ids
from assistant.understanding.bearing import by_concept
from assistant.understanding.compounds import FOOD_DOMAINS, without_compounds
from assistant.understanding.gathering import TEXT_LENGTH, Gathering
from assistant.understanding.gauges import GaugeBuilder, extent
from assistant.understanding.shop import ShopWords, compile_shop
from assistant.understanding.surfaces import YES_OR_NO, lexicon_senses, model_name, value_surfaces
from assistant.understanding.terms import Sense, key_of, singular
from assistant.understanding.vocabulary import Vocabulary

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
MOST_VALUES = 400
"""An attribute with more different texts than this is prose or an identifier, not a facet."""
_FEW_VALUES, _RECURRING = 80, 4
_ALWAYS_CLOSED = frozenset({"color", "material", "gender", "organic", "diet", "storage", "origin", "size"})
_LACK = re.compile(
    r"(.+)[ -]free|non[ -](.+)|no (.+)|un([a-z]{3,})ed|무([가-힣]{1,4})|노([가-힣]{2,4})|([가-힣]+)\s?(?:프리|무첨가)"
)
"""Values that say what is not there."""


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


_SHORT = 6
"""Letters of a Latin brand that two Korean syllables may be the sound of."""


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
        """A facet that only titles tell of is no condition: its words find the titles. Save colours: a phone
        called black is no silver one."""
        known = self.declared | PLAIN_IN_TITLES
        return {facet: held for facet, held in self.every_facet.items() if facet in known}

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
            titled=PLAIN_IN_TITLES & self.every_facet.keys() - self.declared,
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
                said: name
                for name in self.brands
                if name.isascii()
                for said in (skeleton(hardened(name)), skeleton(name))
                if said
            },
            short_brands={
                sound(said): name
                for name in self.brands
                if name.isascii() and name.isalpha() and len(name) <= _SHORT
                for said in (hardened(name), name)
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


def frozen(table: Mapping[K, AbstractSet[V]]) -> dict[K, frozenset[V]]:
    """The same with sets that stay as they are."""
    return {key: frozenset(held) for key, held in table.items()}
