"""Feeds into the shop: everything is read and checked first, then published in one switch."""

import gc
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Protocol

from assistant.domain.product import Product
from assistant.domain.store import Review
from assistant.errors import FeedError
from assistant.lexicon import load_lexicon
from assistant.ports import ShopFacts, Shoppers
from assistant.settings import Settings
from catalog_ingest.amount import known_currency
from catalog_ingest.formats import known_format
from catalog_ingest.group import products as grouped
from catalog_ingest.images import Pictures
from catalog_ingest.inferring import Inferring
from catalog_ingest.reading import Reading, Wish, read_all, with_shelf_totals
from catalog_ingest.reviewed import FROM_FEED
from catalog_ingest.summary import Summary
from catalog_ingest.validate import write_quarantine

Progress = Callable[[int, int], None]


class Answer(Protocol):
    """What a publish did; `updated` and `deleted` are SKUs, `embedded` documents."""

    @property
    def version(self) -> int: ...
    @property
    def updated(self) -> int: ...
    @property
    def deleted(self) -> int: ...
    @property
    def embedded(self) -> int: ...


class Shop(Protocol):
    """What ingest needs of the assistant."""

    @property
    def settings(self) -> Settings: ...
    @property
    def facts(self) -> ShopFacts: ...
    @property
    def shoppers(self) -> Shoppers: ...
    def catalog_version(self) -> int: ...
    def refresh(self) -> None: ...
    def publish(
        self, products: Sequence[Product], full: bool, progress: Progress | None = None
    ) -> Answer: ...


def ingest(
    assistant: Shop,
    sources: Sequence[str],
    *,
    format: str = "auto",
    mapping: Mapping[str, str] | None = None,
    mode: str = "full",
    images: Path | None = None,
    currency: str = "",
    progress: Progress | None = None,
) -> Summary:
    """Read `sources` (files, folders, http(s) addresses) and publish their products.

    mapping: their heading -> ours, over what we know.  mode: "full" deletes what the sources lack, "delta"
    keeps it.  images: folder of pictures, mapped by file name.  currency: ISO code of prices that name none.
    progress: (done, total) while documents are embedded.  Rows that cannot be trusted go to the quarantine
    file; when more than settings.max_quarantine_share of them do, nothing is published.  A local inventory
    feed replaces the stock of all stores, reviews inside a feed read in full those of the last.  FeedError,
    before anything changes, for a source that cannot be read at all.
    """
    with _unhurried():
        return _ingested(
            assistant, sources, known_format(format), mapping or {}, mode, images, currency, progress
        )


def _ingested(
    assistant: Shop,
    sources: Sequence[str],
    format: str,
    mapping: Mapping[str, str],
    mode: str,
    images: Path | None,
    currency: str,
    progress: Progress | None,
) -> Summary:
    started = perf_counter()
    now = datetime.now(UTC)
    if mode not in ("full", "delta"):
        raise FeedError(f"mode {mode!r} is not known; write full or delta")
    if currency and not known_currency(currency):
        raise FeedError(f"currency {currency!r} is not an ISO 4217 code; write one like KRW or USD")
    if images is not None and not images.is_dir():
        raise FeedError(f"{images}: no such folder of pictures; check the path")
    settings = assistant.settings
    pictures = Pictures(images)
    wish = Wish(format, mapping, currency.upper(), settings.currency.upper(), pictures, now)
    reading = read_all(sources, wish)
    if reading.formats == ["inventory"] and mode == "delta":
        raise FeedError(
            "an inventory feed replaces the stock of all stores; ingest the whole file in mode full"
        )
    run_id = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    bad = [*reading.quarantined, *reading.bad_stock]
    quarantine = settings.data_dir / "quarantine" / f"{run_id}.csv" if bad else None
    if quarantine is not None:
        write_quarantine(quarantine, bad)
    made, parents = grouped(with_shelf_totals(reading.drafts, reading.stock))
    made = _inferring().filled(made)
    answer = None
    published = _trusted(reading, settings.max_quarantine_share)
    if published:
        pictures.copy(settings.data_dir / "images")
        if reading.read:
            answer = assistant.publish(made, mode == "full", progress)
        if reading.stock:
            assistant.facts.replace(stock=reading.stock)
        if mode == "full" and (written := _reviews(reading, assistant.facts)):
            assistant.facts.replace(reviews=written)
    only_stock = not reading.read
    accepted = len(reading.stock) if only_stock else len(reading.drafts) - parents
    updated = answer.updated if answer else 0
    return Summary(
        run_id=run_id,
        format="+".join(reading.formats),
        read=len(reading.stock) + len(reading.bad_stock) if only_stock else reading.read,
        accepted=accepted,
        quarantined=len(reading.bad_stock) if only_stock else len(reading.quarantined),
        unchanged=max(0, accepted - updated) if answer else 0,
        embedded=answer.embedded if answer else 0,
        updated=updated,
        deleted=answer.deleted if answer else 0,
        seconds=perf_counter() - started,
        catalog_version=answer.version if answer else assistant.catalog_version(),
        quarantine_file=str(quarantine) if quarantine else None,
        published=published,
        skipped=reading.skipped + parents,
        stock=len(reading.stock) if published else 0,
        currency="+".join(reading.currencies),
        notes=tuple(reading.notes),
    )


def _reviews(reading: Reading, facts: ShopFacts) -> list[Review]:
    """The reviews inside the feeds, each once, and those the shop has of these products from elsewhere; []
    where no feed holds any."""
    held = {one.review_id: one for draft in reversed(reading.drafts) for one in draft.reviews}
    if not held:
        return []
    own = facts.reviews([draft.variant.sku for draft in reading.drafts])
    return [*(one for one in own if not one.review_id.startswith(FROM_FEED)), *held.values()]


@contextmanager
def _unhurried() -> Iterator[None]:
    """Much is made and hardly anything thrown away: to look for garbage meanwhile would only cost."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@cache
def _inferring() -> Inferring:
    """Made once: the lexicon takes longer to lay out than a small feed to read."""
    return Inferring(load_lexicon())


def _trusted(reading: Reading, share: float) -> bool:
    """Whether few enough rows were quarantined, and something is left to publish."""
    rows_fit = len(reading.quarantined) <= share * reading.read
    levels = len(reading.stock) + len(reading.bad_stock)
    return rows_fit and len(reading.bad_stock) <= share * levels and bool(reading.drafts or reading.stock)
