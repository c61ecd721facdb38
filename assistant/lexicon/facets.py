"""The facet values a SKU has, in the one canonical spelling."""

import math
import re
from collections.abc import Iterable, Mapping

from assistant.domain.allergen import DIETS
from assistant.domain.product import Attribute, Offer, Product, Variant
from assistant.domain.text import Text
from assistant.lexicon.amounts import amount
from assistant.lexicon.concepts import Lexicon
from assistant.lexicon.edible import edible
from assistant.lexicon.values import canonical_value, parts
from assistant.lexicon.words import fold

FacetValue = frozenset[str] | float
_NAMES = {
    "색상": "color", "색": "color", "컬러": "color", "colour": "color", "product_colour": "color",
    "product_color": "color", "사이즈": "size", "크기": "size", "성별": "gender", "소재": "material",
    "재질": "material", "원산지": "origin", "country_of_origin": "origin", "유기농": "organic",
    "유기농여부": "organic", "보관방법": "storage", "보관": "storage", "맵기": "spicy_level",
    "평점": "rating", "비건여부": "vegan", "비건": "vegan", "채식여부": "vegetarian", "채식": "vegetarian",
    "글루텐프리여부": "gluten_free", "글루텐프리": "gluten_free", "할랄인증여부": "halal", "할랄": "halal",
    "halal_certified": "halal",
}  # fmt: skip
UNINFERRED = frozenset({"diet", "allergen", "organic", *DIETS})
"""What only a feed may say."""
_NOT_FACETS = frozenset({"popularity", "title", "description"})
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


PLAIN_IN_TITLES = frozenset({"color"})
"""What a title tells of goods as surely as an attribute does."""
_OF_ANIMALS = frozenset(
    {"leather", "suede", "nubuck", "wool", "cashmere", "silk", "fur", "down", "goose down"}
)


def facet_name(name: str) -> str:
    """The facet an attribute or option name feeds: snake_case, a language suffix dropped ("color_ko" ->
    "color"), common Korean headers by their English name."""
    snake = re.sub(r"[\W]+", "_", fold(name)).strip("_").removesuffix("_ko").removesuffix("_en")
    return _NAMES.get(snake, snake)


def facets_of(product: Product, variant: Variant, lexicon: Lexicon) -> Mapping[str, FacetValue]:
    """Canonical facet values of one SKU: color, size, brand, category (each path prefix and each step of it,
    both languages), gender, material, diet (declared ones only), organic, origin, spicy_level, storage,
    price and list_price (minor units), discount (percent), rating, quantity, availability, and every other
    attribute under its own name; a cell that is one amount with a unit ("1.5 kg") is a number in base units
    (see amounts). What was inferred fills a facet nothing else does, save diet. A facet without a known value
    is absent."""
    texts: dict[str, set[str]] = {}
    numbers: dict[str, float] = {}
    for name, values in product.attributes.items():
        facet = facet_name(name)
        if facet and facet not in _NOT_FACETS:
            _attribute(facet, values, lexicon, texts, numbers)
    _options(variant.options, lexicon, texts, numbers)
    texts["brand"] = {canonical_value("brand", name, lexicon) for name in product.brand.both()}
    texts["category"] = {step for path in product.category.both() for step in category_steps(path, lexicon)}
    texts["diet"] = _diets(product, texts) if edible(product, lexicon) else _diets_of_things(texts)
    texts["availability"] = {variant.offer.availability}
    _inferred(product, lexicon, texts, numbers)
    _gender(texts, lexicon)
    told = zip(OFFER_NUMBERS, offer_numbers(variant.offer), strict=True)
    numbers.update({name: float(value) for name, value in told if not math.isnan(value)})
    known: dict[str, FacetValue] = {name: frozenset(found - {""}) for name, found in texts.items()}
    return {name: found for name, found in known.items() if found} | numbers


def _inferred(
    product: Product, lexicon: Lexicon, texts: dict[str, set[str]], numbers: dict[str, float]
) -> None:
    for facet, values in product.inferred.items():
        if texts.get(facet) or facet in numbers or facet in UNINFERRED:
            continue
        if facet == "category":
            texts[facet] = {step for path in values for step in category_steps(path, lexicon)}
        else:
            texts.pop(facet, None)
            _attribute(facet, values, lexicon, texts, numbers)


def category_steps(path: str, lexicon: Lexicon) -> set[str]:
    """Every prefix of a category path and each of its steps alone, canonical."""
    steps = [step for step in canonical_value("category", path, lexicon).split(" > ") if step]
    return {" > ".join(steps[: end + 1]) for end in range(len(steps))} | set(steps)


def _attribute(
    facet: str,
    values: Iterable[Attribute],
    lexicon: Lexicon,
    texts: dict[str, set[str]],
    numbers: dict[str, float],
) -> None:
    cells = tuple(values)
    for value in cells:
        if isinstance(value, bool):
            texts.setdefault(facet, set()).add("yes" if value else "no")
        elif isinstance(value, int | float) and facet != "size":
            numbers.setdefault(facet, float(value))
        else:
            surface = f"{value:g}" if isinstance(value, float) else str(value)
            if facet in ("spicy_level", "rating") and _NUMBER.fullmatch(surface.strip()):
                numbers.setdefault(facet, float(surface))
            elif len(cells) == 1 and facet != "size" and (stated := amount(surface)):
                numbers.setdefault(facet, stated.value)
            else:
                texts.setdefault(facet, set()).update(parts(facet, surface, lexicon))


def _options(
    options: Mapping[str, Text], lexicon: Lexicon, texts: dict[str, set[str]], numbers: dict[str, float]
) -> None:
    """What sets a variant apart replaces what the parent lists for all its variants."""
    chosen: dict[str, set[str]] = {}
    for name, wording in options.items():
        facet = facet_name(name)
        for surface in wording.both():
            if facet != "size" and (stated := amount(surface)):
                numbers[facet] = stated.value
                texts.pop(facet, None)
            else:
                chosen.setdefault(facet, set()).update(parts(facet, surface, lexicon))
    texts.update(chosen)


def _diets(product: Product, texts: Mapping[str, set[str]]) -> set[str]:
    """Diets the feed declares: a yes under the diet's own name or a listing under "diet". Vegan food is
    vegetarian; vegan, vegetarian and halal food has no pork, nor has one whose declared allergens lack it."""
    listed = {value.replace("-", "_").replace(" ", "_") for value in texts.get("diet", ())}
    diets = {diet for diet in DIETS if diet in listed or "yes" in texts.get(diet, ())}
    if "vegan" in diets:
        diets.add("vegetarian")
    declared = product.allergens.status == "declared"
    if diets & {"vegetarian", "halal"} or (
        declared and "pork" not in product.allergens.contains | product.allergens.may_contain
    ):
        diets.add("no_pork")
    return diets


def _diets_of_things(texts: Mapping[str, set[str]]) -> set[str]:
    """What nobody eats suits every diet, but a vegan wears nothing of an animal."""
    return set(DIETS) - {"vegan", "vegetarian"} if texts.get("material", set()) & _OF_ANIMALS else set(DIETS)


def _gender(texts: dict[str, set[str]], lexicon: Lexicon) -> None:
    """Children's goods are for kids only; unisex ones fit men and women too."""
    ages = texts.get("age_group", set()) | texts.get("gender", set())
    if any(canonical_value("gender", age, lexicon) == "kids" for age in ages):
        texts["gender"] = {"kids"}
    elif "unisex" in texts.get("gender", set()):
        texts["gender"] |= {"men", "women"}


_NAN = math.nan
OFFER_NUMBERS = ("price", "list_price", "discount", "unit_price", "quantity")


def offer_numbers(offer: Offer) -> tuple[float, ...]:
    """The numeric facets an offer gives, as OFFER_NUMBERS names them; nan for what it does not say."""
    price, was, unit, units = offer.price, offer.list_price, offer.unit_price, offer.quantity
    now = _NAN if price is None else price.minor
    listed = _NAN if was is None else was.minor
    discount = 100.0 * (1 - now / listed) if 0 <= now < listed else _NAN
    per = unit.price.minor / unit.base if unit is not None and unit.base > 0 else _NAN
    return now, listed, discount, per, _NAN if units is None else units
