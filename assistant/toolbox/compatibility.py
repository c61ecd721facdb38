"""Does one product fit another, or a device? Said by the record: what a product is declared to fit, the
plugs its text names, its size; unknown stays unknown."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.domain.product import Attribute, Product
from assistant.lexicon.devices import Devices
from assistant.lexicon.words import fold

_FITS = re.compile(
    r"(?:^|_)(?:fits?|compatib\w*|for_(?:models?|devices?|types?)|works_with|suitable_for|호환\w*|적용\w*)(?:_|$)"
)
_SPLIT = re.compile(r"\s*[,/|;·]\s*")


@dataclass(frozen=True, slots=True)
class Verdict:
    """fits: what the record says, None when it says nothing.  field: the attribute that says so, "" for the
    title or description.  value: its words."""

    fits: bool | None
    field: str = ""
    value: str = ""


UNKNOWN = Verdict(None)


def declared(attributes: Mapping[str, tuple[Attribute, ...]]) -> Iterable[tuple[str, str]]:
    """(attribute, value) for each thing a product is declared to fit."""
    for name, values in attributes.items():
        if _FITS.search(name.lower()):
            for value in values:
                yield from ((name, part) for part in _SPLIT.split(fold(str(value))) if part)


def fits_product(part: Product, whole: Product) -> Verdict:
    """Whether `part` fits `whole`: yes when a declared value is among the whole's own attribute values or in
    its names; no when values are declared and the whole states another of the same kind; else unknown."""
    said = list(declared(part.attributes))
    if not said:
        return UNKNOWN
    facts = {fold(str(value)) for values in whole.attributes.values() for value in values}
    names = fold(
        " ".join((*whole.title.both(), *whole.brand.both(), *whole.category.both(), whole.product_id))
    )
    for name, value in said:
        if value in facts or re.search(rf"(?<![a-z0-9]){re.escape(value)}(?![a-z0-9])", names):
            return Verdict(True, name, value)
    name, value = said[0]
    return Verdict(False, name, ", ".join(dict.fromkeys(value for _, value in said)))


def fits_port(part: Product, port: str, devices: Devices) -> Verdict:
    """Whether `part` has the plug `port`: yes when an attribute, the title or the description names it, no
    when they name other plugs of the same role only; else unknown."""
    named: set[str] = set()
    for name, values in part.attributes.items():
        here = devices.ports_in(" ".join(map(str, values)))
        if port in here:
            return Verdict(True, name, devices.label(port))
        named |= here
    for text in (*part.title.both(), *part.description.both()):
        here = devices.ports_in(text)
        if port in here:
            return Verdict(True, "", devices.label(port))
        named |= here
    if named:
        return Verdict(False, "", ", ".join(sorted(devices.label(one) for one in named)))
    return UNKNOWN


def names_model(part: Product, model: str) -> Verdict:
    """Whether the record of `part` names `model` ("iphone 15"): in what it is declared to fit, its title or
    its description."""
    wanted = re.compile(rf"(?<![a-z0-9]){re.escape(fold(model))}(?![a-z0-9])")
    for name, value in declared(part.attributes):
        if wanted.search(value):
            return Verdict(True, name, value)
    texts = (*part.title.both(), *part.description.both())
    return Verdict(True, "", model) if any(wanted.search(fold(text)) for text in texts) else UNKNOWN


def rank(verdict: Verdict) -> Literal[0, 1, 2]:
    """Fitting first, then unknown, then not fitting."""
    return 0 if verdict.fits else 1 if verdict.fits is None else 2
