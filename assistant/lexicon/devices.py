"""Which plug a device takes, and which plugs a text names: tables shipped as data."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assistant.lexicon.words import fold


@dataclass(frozen=True, slots=True)
class Device:
    """A device found in a text: the words that name it, and its port, a key of the table of ports."""

    said: str
    port: str


class Devices:
    """Devices by their makers' names, ports by how shops write them."""

    def __init__(self, devices: Iterable[Mapping[str, str]], ports: Iterable[Mapping[str, str]]) -> None:
        self._devices = [(_device(row), row["port"]) for row in devices]
        self._ports = {row["port"]: (_port(row), row["label"]) for row in ports}

    def device_in(self, text: str) -> Device | None:
        """The device `text` names with its model; None when it names none the table knows."""
        folded = fold(text)
        for pattern, port in self._devices:
            if match := pattern.search(folded):
                return Device(match[0].strip(), port)
        return None

    def ports_in(self, text: str) -> frozenset[str]:
        """Every port `text` names."""
        folded = fold(text)
        return frozenset(port for port, (pattern, _) in self._ports.items() if pattern.search(folded))

    def label(self, port: str) -> str:
        """How a port is written: USB-C."""
        return self._ports[port][1]


@lru_cache(maxsize=1)
def load_devices() -> Devices:
    """The tables shipped with the product."""
    return Devices(_rows("devices.tsv"), _rows("ports.tsv"))


def _rows(table: str) -> list[dict[str, str]]:
    text = files("assistant.lexicon").joinpath("data", table).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _device(row: Mapping[str, str]) -> "re.Pattern[str]":
    names = "|".join(
        r"\s?".join(map(re.escape, name.split())) for name in (*row["ko"].split("|"), *row["en"].split("|"))
    )
    if row["models"] == "*":
        return re.compile(rf"(?:{names})(?:\s?[a-z]?\d{{0,3}})")
    models = "|".join(map(re.escape, row["models"].split("|")))
    return re.compile(
        rf"(?:{names})\s?(?:{models})(?![\d])(?:\s?(?:pro|max|plus|ultra|mini|프로|맥스|플러스|울트라|미니))*"
    )


def _port(row: Mapping[str, str]) -> "re.Pattern[str]":
    forms = (*row["ko"].split("|"), *row["en"].split("|"))
    return re.compile(
        r"(?<![a-z0-9])(?:"
        + "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
        + r")(?![a-z0-9])"
    )
