"""SKUs into products: which belong together, what the product is called, what sets each apart."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePath

from assistant.domain.product import Allergens, Attribute, Product, Variant
from assistant.domain.text import Text
from catalog_ingest.attributes import merged
from catalog_ingest.normalise import Draft

_TAIL = re.compile(
    r"\s*(?:\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\]|[-–—/,|:]\s*(?P<plain>[^-–—/,|:()\[\]]+))\s*$"
)
_WORD = re.compile(r"[\s/,·|&+-]+")


def products(drafts: Sequence[Draft]) -> tuple[list[Product], int]:
    """Products in the order of their first SKU, and how many rows were parents that only describe others.

    SKUs of one group id are one product; those of one product id beside the SKU are when their titles agree.
    A row without price whose SKU other rows name as their group is their parent. Two products of different
    files with the same id are told apart by SKU or file name.
    """
    children = {
        (draft.file, draft.group) for draft in drafts if draft.sure and draft.group != draft.variant.sku
    }
    families: dict[tuple[str, ...], list[Draft]] = {}
    groups: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for draft in drafts:
        key = _family(draft, children)
        if key not in families and draft.group:
            near = (k for k in groups[draft.group] if k[0] == key[0] and _titles_agree(families[k][0], draft))
            key = next(near, key)
        if key not in families:
            groups[key[-1]].append(key)
        families.setdefault(key, []).append(draft)
    parents = 0
    made: dict[str, Product] = {}
    for key, family in families.items():
        sold = [draft for draft in family if not _is_parent(draft, family, children)]
        parents += len(family) - len(sold)
        product_id = _free_id(key[-1], family[0], made)
        made[product_id] = _product(product_id, family, sold)
    return list(made.values()), parents


def _family(draft: Draft, children: set[tuple[str, str]]) -> tuple[str, ...]:
    """What SKUs of one product share; the last part is the id the product would like to have."""
    if draft.sure:
        return "group", draft.file, draft.group
    if (draft.file, draft.variant.sku) in children:
        return "group", draft.file, draft.variant.sku
    if draft.group:
        return "product", draft.file, draft.variant.sku, draft.group
    return "sku", draft.variant.sku


def _free_id(wanted: str, first: Draft, taken: Mapping[str, Product]) -> str:
    if wanted not in taken:
        return wanted
    stem = PurePath(first.file).stem
    ids = (first.variant.sku, f"{wanted}@{stem}", f"{first.variant.sku}@{stem}")
    return next((free for free in ids if free not in taken), f"{wanted}@{stem}#{len(taken)}")


def _titles_agree(one: Draft, other: Draft) -> bool:
    """Whether two titles are of one product: equal in a language but for their options, or alike for most of
    the shorter."""
    first, then = _bare(one), _bare(other)
    for title, other_title in ((first.ko, then.ko), (first.en, then.en)):
        start = _common_start([title, other_title])
        if title and (title == other_title or 2 * len(start) > min(len(title), len(other_title)) > 2):
            return True
    return False


def _common_start(titles: Sequence[str]) -> str:
    """The characters all titles begin with; only the least and the greatest need comparing."""
    least, greatest = min(titles), max(titles)
    length = next((i for i, (a, b) in enumerate(zip(least, greatest, strict=False)) if a != b), len(least))
    return least[:length]


def _is_parent(draft: Draft, family: Sequence[Draft], children: set[tuple[str, str]]) -> bool:
    named = (draft.file, draft.variant.sku) in children
    return (
        named and draft.variant.offer.price is None and any(d.variant.offer.price is not None for d in family)
    )


def _product(product_id: str, family: Sequence[Draft], sold: Sequence[Draft]) -> Product:
    attributes: dict[str, tuple[Attribute, ...]] = {}
    for draft in family:
        for name, values in draft.attributes.items():
            attributes[name] = merged(attributes[name], values) if name in attributes else values
    first = family[0]
    return Product(
        product_id=product_id,
        title=_title(family, sold),
        variants=tuple(_apart(sold)),
        description=_first(draft.description for draft in family),
        category=_first(draft.category for draft in family),
        brand=_first(draft.brand for draft in family),
        attributes=attributes,
        allergens=_allergens(sold),
        image=next((draft.image for draft in family if draft.image), ""),
        popularity=max(draft.popularity for draft in family),
        source=_source(first.file),
    )


@lru_cache(maxsize=64)
def _source(file: str) -> str:
    """The feed by its bare name: the same wherever the file lies."""
    return PurePath(file.split("?", 1)[0].partition("#")[0]).name


def _first(wordings: Iterable[Text]) -> Text:
    """The first Korean and the first English wording."""
    found = list(wordings)
    return Text(next((w.ko for w in found if w.ko), ""), next((w.en for w in found if w.en), ""))


def _allergens(drafts: Sequence[Draft]) -> Allergens:
    """What any variant holds, all hold: the product is shown as one. Unknown in one is unknown."""
    contains = (
        frozenset().union(*(draft.allergens.contains for draft in drafts)) if drafts else frozenset[str]()
    )
    may = frozenset[str]().union(*(draft.allergens.may_contain for draft in drafts)) - contains
    declared = bool(drafts) and all(draft.allergens.status == "declared" for draft in drafts)
    return Allergens(contains, may, "declared" if declared else "unknown")


def _title(family: Sequence[Draft], sold: Sequence[Draft]) -> Text:
    if named := _first(draft.group_title for draft in family):
        return named
    if len(family) == 1 and not family[0].group:
        return family[0].title
    bare = [_bare(draft) for draft in sold] or [family[0].title]
    korean = [text.ko for text in bare if text.ko]
    english = [text.en for text in bare if text.en]
    return Text(_shared(korean), _shared(english))


def _bare(draft: Draft) -> Text:
    """The title without its variant's own option values at the end: "Coat (S)" of size S is "Coat"."""
    values = {word.casefold() for text in draft.variant.options.values() for word in text.both()}
    words = values | {part for value in values for part in _WORD.split(value) if part}
    return Text(_cut(draft.title.ko, values, words), _cut(draft.title.en, values, words))


def _cut(title: str, values: set[str], words: set[str]) -> str:
    while match := _TAIL.search(title):
        tail = (match["round"] or match["square"] or match["plain"] or "").strip().casefold()
        parts = [part for part in _WORD.split(tail) if part]
        if not match.start() or not (tail in values or (parts and all(part in words for part in parts))):
            break
        title = title[: match.start()].rstrip()
    return title


def _shared(titles: Sequence[str]) -> str:
    """The title all variants share: the same one, or their common start cut at a word when it is most of the
    shortest, else the first."""
    if not titles:
        return ""
    if len(set(titles)) == 1:
        return titles[0]
    start = _common_start(titles)
    if (
        any(len(title) > len(start) and title[len(start)].isalnum() for title in titles)
        and start[-1:].isalnum()
    ):
        start = start.rpartition(" ")[0]
    start = start.rstrip(" -–—/,|:([")
    return start if len(start) * 2 >= min(map(len, titles)) else titles[0]


def _apart(drafts: Sequence[Draft]) -> list[Variant]:
    """Variants whose options tell them apart: where they do not, attributes that differ become options, and
    last the titles."""
    options = [dict(draft.variant.options) for draft in drafts]
    names = [name for draft in drafts for name in draft.attributes]
    for name in dict.fromkeys(names):
        if _distinct(options):
            break
        values = [draft.attributes.get(name, ()) for draft in drafts]
        if len(set(values)) > 1 and all(
            len(value) == 1 and isinstance(value[0], str | float) for value in values
        ):
            for chosen, value in zip(options, values, strict=True):
                chosen.setdefault(name, _wording(value[0]))
    if not _distinct(options) and len({draft.title for draft in drafts}) == len(drafts):
        for chosen, draft in zip(options, drafts, strict=True):
            chosen["variant"] = draft.title
    return [replace(draft.variant, options=chosen) for draft, chosen in zip(drafts, options, strict=True)]


def _distinct(options: Sequence[dict[str, Text]]) -> bool:
    return len(options) < 2 or len(
        {tuple(sorted(o.items(), key=lambda pair: pair[0])) for o in options}
    ) == len(options)


def _wording(value: Attribute) -> Text:
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    return Text(text, "") if re.search("[가-힣]", text) else Text("", text)
