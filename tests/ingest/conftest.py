"""A shop that only records what is published, so that what these tests see is ingest alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.product import Product, Variant
from assistant.domain.shopper import Profile
from assistant.domain.store import Review, StockLevel
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Answer:
    version: int
    updated: int
    unchanged: int
    deleted: int
    embedded: int


class RecordingFacts:
    def __init__(self) -> None:
        self.kept: dict[str, list[Any]] = {}

    def replace(self, **kinds: Iterable[Any] | None) -> None:
        self.kept |= {kind: list(values) for kind, values in kinds.items() if values is not None}

    def reviews(self, skus: Sequence[str]) -> list[Review]:
        return [one for one in self.kept.get("reviews", []) if one.sku in skus]


class RecordingShoppers:
    def __init__(self) -> None:
        self.saved: dict[str, Profile] = {}
        self.events: list[Mapping[str, Any]] = []

    def profiles(self) -> list[Profile]:
        return list(self.saved.values())

    def save(self, profile: Profile) -> None:
        self.saved[profile.shopper_id] = profile

    def record(self, events: Iterable[Mapping[str, Any]]) -> int:
        self.events.extend(events)
        return len(self.events)


@dataclass
class RecordingShop:
    settings: Settings
    facts: Any = field(default_factory=RecordingFacts)
    shoppers: Any = field(default_factory=RecordingShoppers)
    products: list[Product] = field(default_factory=list)
    full: bool | None = None
    published: int = 0

    def catalog_version(self) -> int:
        return self.published

    def refresh(self) -> None:
        """Nothing is derived here."""

    def publish(self, products: Sequence[Product], full: bool, progress: Any = None) -> Answer:
        before = {v.sku: (p, v) for p in self.products for v in p.variants}
        after = {v.sku: (p, v) for p in products for v in p.variants}
        self.products = list(products)
        self.full = full
        self.published += 1
        updated = sum(before.get(sku) != kept for sku, kept in after.items())
        return Answer(self.published, updated, 0, len(before.keys() - after.keys()), 0)

    @property
    def skus(self) -> dict[str, tuple[Product, Variant]]:
        return {variant.sku: (product, variant) for product in self.products for variant in product.variants}

    def stock(self) -> list[StockLevel]:
        kept: list[StockLevel] = self.facts.kept.get("stock", [])
        return kept


@pytest.fixture
def shop(tmp_path: Path) -> RecordingShop:
    return RecordingShop(Settings(data_dir=tmp_path / "data", max_quarantine_share=1.0))


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., str]:
    """Writes a feed and gives its path."""

    def write(content: str | bytes, name: str = "feed.dat", encoding: str = "utf-8") -> str:
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return str(place)

    return write
