"""All sources into drafts: parsed, checked, each SKU once. Nothing is published here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.domain.product import Offer
from assistant.domain.store import StockLevel
from assistant.errors import FeedError
from catalog_ingest.amount import currency_word, infer_currency
from catalog_ingest.formats import Feed, read_feed
from catalog_ingest.headers import fold, renamed
from catalog_ingest.item import Item, Problem
from catalog_ingest.normalise import Draft, Picture, Terms, currency_of, normalise, plain_amount
from catalog_ingest.source import Source, read_sources
from catalog_ingest.text import is_korean, plain
from catalog_ingest.validate import Quarantined

COPY_SHARE = 0.5


@dataclass(slots=True)
class Reading:
    """Everything the sources hold. seen: where each SKU was read first."""

    drafts: list[Draft] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    stock: list[StockLevel] = field(default_factory=list)
    bad_stock: list[Quarantined] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    currencies: list[str] = field(default_factory=list)
    read: int = 0
    skipped: int = 0
    seen: dict[str, tuple[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wish:
    """How the owner wants the sources read: format, --map, currency of prices without one and of the shop."""

    format: str
    mapping: Mapping[str, str]
    currency: str
    shop_currency: str
    picture: Picture
    now: datetime


def read_all(sources: Sequence[str], wish: Wish) -> Reading:
    """Every source, parsed and checked. FeedError when one named source cannot be read, or a folder holds no
    feed at all, or a mapped heading is in none of them."""
    reading = Reading()
    names = renamed(wish.mapping)
    headings: set[str] = set()
    left_out: dict[str, str] = {}
    for source in read_sources(sources):
        try:
            feed = read_feed(source, wish.format, names)
            part = _read_feed(feed, source, wish, reading.seen)
        except FeedError as error:
            if source.alone:
                raise
            left_out[Path(source.name).name] = str(error)
            continue
        headings |= feed.headings
        if not source.alone and _copies(part, reading):
            reading.notes.append(
                f"{Path(source.name).name}: left out, it lists the same SKUs as {_other(part, reading)}"
            )
            continue
        _join(reading, part)
    if not reading.formats:
        reasons = list(left_out.values())
        raise FeedError(
            reasons[0] if len(reasons) == 1 else f"no file is a product feed; the first: {reasons[0]}"
        )
    if left_out:
        reading.notes.append(f"left out, no product feeds: {', '.join(left_out)}")
    missing = [theirs for theirs in wish.mapping if fold(theirs) not in headings]
    if missing and headings:
        raise FeedError(
            f"--map {missing[0]}: no such heading; the feed has {', '.join(sorted(headings)[:20])}"
        )
    return reading


def _read_feed(feed: Feed, source: Source, wish: Wish, seen: Mapping[str, tuple[str, int]]) -> Reading:
    name = Path(source.name).name
    part = Reading(formats=feed.format.split("+"), notes=list(feed.notes), stock=list(feed.stock))
    part.bad_stock = [Quarantined(source.name, row, sku, (bad,)) for row, sku, bad in feed.bad_stock]
    items = list(feed.items)
    terms = _terms(feed, items, source, wish, part)
    derived = 0
    for item in items:
        part.read += 1
        if "skip" in item.fields:
            part.skipped += 1
            continue
        derived += bool(item.fields.get("sku_derived"))
        _take(item, normalise(item, terms), part, seen)
    if not items and feed.format != "inventory":
        raise FeedError(f"{source.name}: has headings but no rows; export it again")
    if terms.derive_ids:
        part.notes.append(
            f"{name}: no id column; ids were made from gtin, address or title (--map their=sku names one)"
        )
    elif derived:
        part.notes.append(f"{name}: {derived:,} variants without SKU got one made from their product's id")
    if part.skipped:
        part.notes.append(f"{name}: {part.skipped:,} drafts or unpublished variants were left out")
    return part


def _terms(feed: Feed, items: Sequence[Item], source: Source, wish: Wish, part: Reading) -> Terms:
    """The feed's terms. The currency of unmarked prices: the owner's word, else the feed's own elsewhere,
    else the shop's, else inferred from titles and prices."""
    name = Path(source.name).name
    amounts = [(item, found) for item in items if (found := _unmarked(item)) is not None]
    currency, why = wish.currency, "as asked"
    if not currency:
        named = _named(items)
        currency, why = named, "as the feed's other prices say"
    if not currency and wish.shop_currency:
        currency, why = wish.shop_currency, "the shop's setting"
    if not currency:
        korean = sum(is_korean(_title(item)) for item in items) * 2 > len(items)
        currency = infer_currency((found.number for _, found in amounts), korean)
        why = f"inferred from {'Korean titles' if korean and currency == 'KRW' else 'the amounts'}"
    if amounts:
        part.currencies.append(currency)
        part.notes.append(
            f"{name}: {len(amounts):,} prices name no currency and are read as {currency} ({why})"
        )
    no_title = not feed.fields & {"title", "title_ko", "title_en"}
    if no_title and feed.format != "inventory":
        part.notes.append(f"{name}: has no title column; the description is the title")
    derive = feed.format != "inventory" and not feed.fields & {"sku", "variants"}
    return Terms(currency, source.modified, wish.now, wish.picture, derive, no_title)


def _unmarked(item: Item) -> Any:
    for name in ("price", "sale_price", "list_price"):
        if (found := plain_amount(item.fields, name)) is not None:
            return found
    return None


def _named(items: Iterable[Item]) -> str:
    counts: dict[str, int] = {}
    for item in items:
        code = item.fields.get("price_currency") or currency_of(item.fields)
        if code:
            counts[code] = counts.get(code, 0) + 1
        elif isinstance(value := item.fields.get("price"), str):
            word = currency_word(value.strip(" 0123456789.,"))
            if word:
                counts[word] = counts.get(word, 0) + 1
    return max(counts, key=lambda code: counts[code]) if counts else ""


def _title(item: Item) -> str:
    return " ".join(plain(item.fields.get(name)) for name in ("title", "title_ko"))


def _take(
    item: Item, result: Draft | list[Problem], part: Reading, seen: Mapping[str, tuple[str, int]]
) -> None:
    if isinstance(result, list):
        sku = plain(item.fields.get("sku"))[:100]
        part.quarantined.append(Quarantined(item.file, item.row, sku, tuple(result)))
        return
    sku = result.variant.sku
    first = part.seen.get(sku) or seen.get(sku)
    if first is None:
        part.seen[sku] = (item.file, item.row)
        part.drafts.append(result)
        return
    where = f"row {first[1]:,}" if first[0] == item.file else f"row {first[1]:,} of {Path(first[0]).name}"
    twice = Problem(
        "sku", sku, f"stands already in {where}", "keep one of the rows, or give this one its own id"
    )
    part.quarantined.append(Quarantined(item.file, item.row, sku, (twice,)))


def _copies(part: Reading, reading: Reading) -> bool:
    again = sum(row.sku in reading.seen for row in part.quarantined)
    return part.read > 0 and again >= COPY_SHARE * part.read


def _other(part: Reading, reading: Reading) -> str:
    return next(Path(reading.seen[row.sku][0]).name for row in part.quarantined if row.sku in reading.seen)


def _join(reading: Reading, part: Reading) -> None:
    reading.drafts += part.drafts
    reading.quarantined += part.quarantined
    reading.stock += part.stock
    reading.bad_stock += part.bad_stock
    reading.formats += [name for name in part.formats if name not in reading.formats]
    reading.notes += part.notes
    reading.currencies += [code for code in part.currencies if code not in reading.currencies]
    reading.read += part.read
    reading.skipped += part.skipped
    reading.seen.update(part.seen)


def with_shelf_totals(drafts: Sequence[Draft], stock: Iterable[StockLevel]) -> list[Draft]:
    """Drafts whose feed names no quantity get the sum over the stores' shelves."""
    totals: dict[str, int] = {}
    for level in stock:
        totals[level.sku] = totals.get(level.sku, 0) + level.quantity
    return [
        draft
        if draft.variant.offer.quantity is not None or draft.variant.sku not in totals
        else replace(
            draft,
            variant=replace(draft.variant, offer=_counted(draft.variant.offer, totals[draft.variant.sku])),
        )
        for draft in drafts
    ]


def _counted(offer: Offer, units: int) -> Offer:
    state = offer.availability
    if state == "unknown":
        state = "in_stock" if units else "out_of_stock"
    return replace(offer, quantity=units, availability=state)
