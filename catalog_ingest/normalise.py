"""One Item of a feed into the values of one SKU, or into what is wrong with it."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assistant.domain.money import Money
from assistant.domain.product import Allergens, Attribute, Availability, Offer, Variant
from assistant.domain.store import Review
from assistant.domain.text import Text
from catalog_ingest import validate
from catalog_ingest.allergens import allergens
from catalog_ingest.amount import Amount, amount, currency_word
from catalog_ingest.attributes import attributes, flag
from catalog_ingest.item import BadValue, Item, Problem
from catalog_ingest.offers import availability, prices, quantity, sale_now, unit_price
from catalog_ingest.reviewed import reviews_in
from catalog_ingest.text import absent, checked, is_korean, path, plain, shown, slot, unmarked

# Several colours of one thing are written black/white, however the feed lists them.
_SEVERAL = re.compile(r"\s*[,|·;/]\s*")
Picture = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a whole feed holds to. currency: for prices that name none.  as_of: when the merchant last changed
    it.  now: decides whether a dated sale holds.  picture: a picture's address in the feed to ours.
    derive_ids: the feed has no id column.  name_by_description: it has no title but calls the name so."""

    currency: str
    as_of: datetime
    now: datetime
    picture: Picture
    derive_ids: bool = False
    name_by_description: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """One SKU with what it says about its product. group: the product's id in the feed, "" without one;
    `sure` when the feed means it as such, else only products of one title belong together."""

    file: str
    row: int
    variant: Variant
    title: Text
    group: str = ""
    sure: bool = False
    group_title: Text = Text()
    description: Text = Text()
    category: Text = Text()
    brand: Text = Text()
    attributes: Mapping[str, tuple[Attribute, ...]] = field(default_factory=dict)
    allergens: Allergens = Allergens()
    image: str = ""
    popularity: float = 0.0
    reviews: tuple[Review, ...] = ()


class _Reading:
    """Fields of one item, read one by one; what is wrong with them gathers in `problems`."""

    def __init__(self, item: Item) -> None:
        self.fields = item.fields
        self.problems = list(item.problems)

    def bad(self, name: str, value: Any, problem: str, remedy: str) -> None:
        self.problems.append(Problem(name, shown(value), problem, remedy))

    def text(
        self, name: str, longest: int, *, tidy: bool = False, read: Callable[[Any], str] = unmarked
    ) -> str:
        value = self.fields.get(name)
        if value is None or absent(value):
            return ""
        try:
            return checked(read(value), longest, tidy=tidy)
        except BadValue as error:
            self.bad(name, value, error.problem, error.remedy)
            return ""

    def wording(
        self, name: str, longest: int, *, tidy: bool = False, read: Callable[[Any], str] = unmarked
    ) -> Text:
        """A wording from name, name_ko and name_en. Two of unsaid language fall to their slots by script."""
        fields = self.fields
        if name not in fields and f"{name}_ko" not in fields and f"{name}_en" not in fields:
            return Text()
        values = fields.get(name)
        if isinstance(values, list) and read is unmarked and len(values) > 1:
            parts = [unmarked(value) for value in values if not absent(value)]
            korean = next((part for part in parts if is_korean(part)), "")
            english = next((part for part in parts if not is_korean(part)), "")
            if korean and english:
                self.fields = {
                    **self.fields,
                    name: korean,
                    f"{name}_en": self.fields.get(f"{name}_en") or english,
                }
        options = {"tidy": tidy, "read": read}
        return slot(
            self.text(name, longest, **options),  # type: ignore[arg-type]
            self.text(f"{name}_ko", longest, **options),  # type: ignore[arg-type]
            self.text(f"{name}_en", longest, **options),  # type: ignore[arg-type]
        )


def normalise(item: Item, terms: Terms) -> Draft | list[Problem]:
    """The SKU of `item`, or every Problem that keeps it out of the catalogue."""
    reading = _Reading(item)
    if item.problems and not item.fields:
        return reading.problems
    if terms.name_by_description:
        reading.fields = {**reading.fields, "title": reading.fields.get("description"), "description": None}
    title = reading.wording("title", validate.TITLE_LENGTH)
    if not title and not any(problem.field.startswith("title") for problem in reading.problems):
        reading.bad("title", "", "is empty", "write the product's name")
    sku = _sku(reading, title, terms)
    category = _category(reading)
    typed = _attributes(item, reading)
    declared, strange = allergens(
        *(item.fields.get(n) for n in ("allergens", "may_contain", "allergen_status"))
    )
    if strange:
        typed["allergen_words"] = tuple(checked(word, 2_000, tidy=True) for word in map(plain, strange))
    offer = _offer(reading, item, terms, typed)
    options = _options(item, reading)
    gtin = _gtin(item, typed)
    group, sure = _group(reading)
    if reading.problems:
        return reading.problems
    variant = Variant(
        sku,
        offer,
        options,
        gtin,
        terms.picture(_address(item.fields.get("image"))),
        reading.text("aisle", 100, read=plain),
        _address(item.fields.get("link")),
    )
    return Draft(
        item.file,
        item.row,
        variant,
        title,
        group,
        sure,
        reading.wording("group_title", validate.TITLE_LENGTH),
        reading.wording("description", validate.DESCRIPTION_LENGTH, tidy=True),
        category,
        reading.wording("brand", validate.BRAND_LENGTH),
        typed,
        declared,
        terms.picture(_address(item.fields.get("product_image"))) or variant.image,
        _popularity(item),
        reviews_in(item.attributes, group or sku, sku, terms.as_of.date()),
    )


def _sku(reading: _Reading, title: Text, terms: Terms) -> str:
    value = reading.fields.get("sku")
    if absent(value) or isinstance(value, dict):
        if terms.derive_ids and title:
            return derived_id(reading.fields, title)
        if not terms.derive_ids:
            reading.bad("sku", value or "", "is empty", "write an id that no other row has")
        return ""
    if isinstance(value, list):
        value = value[0]
    return reading.text("sku", validate.SKU_LENGTH, read=lambda _: plain(value))


def derived_id(fields: Mapping[str, Any], title: Text) -> str:
    """An id for a product of a feed without ids, the same in each run as long as gtin, or address, or title,
    brand and picture stay the same."""
    gtin, link = plain(fields.get("gtin")), plain(fields.get("link"))
    names = (title.ko, title.en, plain(fields.get("brand")), _address(fields.get("image")))
    key = gtin or link or "\n".join(names)
    return gtin if gtin else "x-" + hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:12]


def _group(reading: _Reading) -> tuple[str, bool]:
    for name, sure in (("group", True), ("product_id", False)):
        if not absent(reading.fields.get(name)):
            return reading.text(name, validate.SKU_LENGTH, read=plain), sure
    return "", False


def _category(reading: _Reading) -> Text:
    """A path of its own wins; else level columns join, with a plain category between parent and sub."""
    levels = reading.fields.get("levels") or []
    direct = path(reading.fields.get("category"))
    if levels and ">" not in direct:
        numbered = [level for level in levels if level[0] != 8]
        steps = list(levels)
        if direct and (len(numbered) < 2):
            steps.append((5, direct))
        steps.sort(key=lambda step: step[0])
        joined = " > ".join(unmarked(name) for _, name in steps if not absent(name))
        reading.fields = {**reading.fields, "category": joined}
    return reading.wording("category", validate.CATEGORY_LENGTH, read=path)


def _options(item: Item, reading: _Reading) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for name, wordings in item.options.items():
        korean, english = "", ""
        for raw in wordings:
            try:
                wording = checked(unmarked(raw), validate.OPTION_LENGTH)
                if name == "color":
                    wording = _SEVERAL.sub("/", wording)
            except BadValue as error:
                reading.bad(name, raw, error.problem, error.remedy)
                continue
            if is_korean(wording):
                korean = korean or wording
            else:
                english = english or wording
        if korean or english:
            found[name] = Text(korean, english)
    return found


def _attributes(item: Item, reading: _Reading) -> dict[str, tuple[Attribute, ...]]:
    try:
        return attributes(item.attributes)
    except BadValue as error:
        named = next((n for n, v in item.attributes.items() if _fails(n, v)), "attribute")
        reading.bad(named, item.attributes.get(named), error.problem, error.remedy)
        return {}


def _fails(name: str, value: Any) -> bool:
    try:
        attributes({name: value})
    except BadValue:
        return True
    return False


def _offer(reading: _Reading, item: Item, terms: Terms, typed: dict[str, tuple[Attribute, ...]]) -> Offer:
    currency = currency_of(item.fields) or terms.currency
    money = {name: _money(reading, name, currency) for name in ("price", "sale_price", "list_price")}
    if money["price"] is not None and money["price"].minor == 0:
        reading.bad(
            "price", item.fields.get("price"), "is not a selling price", "write the price, or leave it empty"
        )
    sale = money["sale_price"]
    if sale is not None and (sale.minor == 0 or not sale_now(item.fields.get("sale_period"), terms.now)):
        sale = None
    price, listed = prices(money["price"], sale, money["list_price"] or None)
    if price is not None and price.minor == 0:
        price = None
    units = _quantity(reading, item)
    per = None
    if price is not None:
        per = unit_price(
            price, *(item.fields.get(n) for n in ("unit_price", "net_content", "net_unit", "unit_base"))
        )
    _keep_content(item, typed)
    return Offer(price, listed, per, _state(item, units, typed), units, terms.as_of)


def currency_of(fields: Mapping[str, Any]) -> str:
    """The ISO code a row's own currency column names, "" without one."""
    return currency_word(plain(fields.get("currency")))


def _money(reading: _Reading, name: str, currency: str) -> Money | None:
    value, code = single_price(reading.fields.get(name), currency)
    if absent(value):
        return None
    try:
        return amount(value).money(reading.fields.get(f"{name}_currency") or code)
    except BadValue as error:
        reading.bad(name, value, error.problem, error.remedy)
        return None


def single_price(value: Any, currency: str) -> tuple[Any, str]:
    """The price and its currency out of {"amount": 10, "currency": "USD"} or {"KRW": 1, "USD": 2}: of many
    the shop's, else won, dollars, or the first. A plain value is its own."""
    if not isinstance(value, dict):
        return (value[0] if isinstance(value, list) and len(value) == 1 else value), currency
    number = next((value[key] for key in ("amount", "value", "price", "minimum") if key in value), None)
    if number is not None and not isinstance(number, dict | list):
        code = plain(
            next((value[k] for k in ("currency", "currencyCode", "currency_code") if k in value), "")
        )
        return number, currency_word(code) or currency
    by_code = {currency_word(str(key)): inner for key, inner in value.items() if not absent(inner)}
    code = next((c for c in (currency, "KRW", "USD", *by_code) if c and c in by_code), "")
    return (by_code[code], code) if code else (None, currency)


def plain_amount(fields: Mapping[str, Any], name: str = "price") -> Amount | None:
    """The amount of a price that names no currency at all, for inferring one; None for any other."""
    value = fields.get(name)
    if (
        absent(value)
        or isinstance(value, dict | list)
        or fields.get(f"{name}_currency")
        or currency_of(fields)
    ):
        return None
    try:
        found = amount(value)
    except BadValue:
        return None
    return None if found.sign else found


def _quantity(reading: _Reading, item: Item) -> int | None:
    value = item.fields.get("quantity")
    if isinstance(value, bool) or (
        isinstance(value, str) and not value[:1].isdigit() and availability(value)
    ):
        item.fields.setdefault("availability", value)
        return None
    try:
        return quantity(value)
    except BadValue as error:
        reading.bad("quantity", value, error.problem, error.remedy)
        return None


def _state(item: Item, units: int | None, typed: dict[str, tuple[Attribute, ...]]) -> Availability:
    sold_out = plain(item.fields.get("sold_out"))
    if flag(sold_out) == "yes" or (flag(sold_out) == "unknown" and availability(sold_out) == "out_of_stock"):
        return "out_of_stock"
    said = item.fields.get("availability")
    if not absent(said):
        state = availability(said)
        if state is not None and not (state == "in_stock" and units == 0 and not isinstance(said, str)):
            return state
        if state is None:
            typed["availability_word"] = (plain(said),)
    if units is not None:
        return "in_stock" if units else "out_of_stock"
    return "in_stock" if flag(sold_out) == "no" else "unknown"


def _keep_content(item: Item, typed: dict[str, tuple[Attribute, ...]]) -> None:
    content, unit = plain(item.fields.get("net_content")), plain(item.fields.get("net_unit"))
    if content:
        typed["net_content"] = (content if not content[-1:].isdigit() or not unit else f"{content} {unit}",)
    elif unit:
        typed["unit"] = (unit,)


def _gtin(item: Item, typed: dict[str, tuple[Attribute, ...]]) -> str:
    value = item.fields.get("gtin")
    text = plain(value[0] if isinstance(value, list) and value else value).replace("-", "").replace(" ", "")
    if text and not (text.isascii() and text.isdigit() and 8 <= len(text) <= 14):
        typed["gtin"] = (plain(value)[:200],)
        return ""
    return text


def _address(value: Any) -> str:
    """The first web address or file name of a picture or link cell; "" for anything that could run."""
    if isinstance(value, list):
        value = next((entry for entry in value if not absent(entry)), "")
    if isinstance(value, dict):
        value = next((value[key] for key in ("url", "src", "href", "link") if key in value), "")
    text = plain(value)
    if text.startswith(("http://", "https://")) and "," in text:
        text = text.split(",", 1)[0] if "," in text and ",http" in text.replace(" ", "") else text
    first = text.split("|", 1)[0].strip()
    scheme, colon, _ = first.partition(":")
    unsafe = bool(colon) and scheme.casefold() not in ("http", "https")
    return "" if unsafe or len(first) > validate.ADDRESS_LENGTH or absent(first) else first


def _popularity(item: Item) -> float:
    try:
        number = float(plain(item.fields.get("popularity")).replace(",", "") or 0)
    except ValueError:
        return 0.0
    return number if 0 <= number < 1e12 else 0.0
