"""The catalogue's own words, compiled once for each catalogue version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.lexicon import Lexicon
from assistant.understanding.acts import Classifier
from assistant.understanding.bearing import NONE as NONE
from assistant.understanding.bearing import Ids as Ids
from assistant.understanding.bearing import holding
from assistant.understanding.gauges import Gauge
from assistant.understanding.shop import ShopWords
from assistant.understanding.terms import Sense, key_of, singular

if TYPE_CHECKING:
    from assistant.understanding.compiling import Build

JOINING = frozenset({"for", "with", "of"})
"""What stands behind one of these only tells more of what stands before it."""
MOST_WORDS = 4
"""The last words of a request say what it is about; no more are looked up."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What this shop's words mean. Products are numbered in the order they were compiled.

    terms: senses by key.  index: products by title, brand or category word.  concepts: products by lexicon
    concept.  facets: products by facet and canonical value.  titled: facets that only titles tell of.
    numbers: the lowest value of a numeric facet by product.  gauges: measured facets.  counted: numeric
    facets without a unit by what they are called.
    extents: facets of sides ("9 x 12 ft") with their values.  closed: facets whose values are a list to
    choose from.  absences: what a value says is lacking ("무향": 향), as senses of that value.  edible:
    products that are food. brand_sounds: Latin brand names by how they sound; short_brands: short ones,
    by skeleton.sound. sounds: words of Latin titles,
    as skeleton.by_sound.  numbered: products by lower-cased SKU. telling: English words of names of goods,
    brands and values here, by first letter. usual_price: the median price, minor units.  acts: what a
    sentence does, learnt from the shipped examples. made: what all this was compiled from.
    """

    currency: str
    lexicon: Lexicon
    terms: Mapping[str, tuple[Sense, ...]]
    index: Mapping[str, Ids]
    concepts: Mapping[str, Ids]
    facets: Mapping[str, Mapping[str, Ids]]
    titled: frozenset[str]
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
    short_brands: Mapping[str, str]
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


def head_end(words: Sequence[str]) -> int:
    """Where the first word after another only tells more of it: 1 of laptop, for, uni."""
    return next((at for at, word in enumerate(words) if at and word in JOINING), len(words))
