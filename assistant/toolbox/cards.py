"""From a record to what a shopper sees of it, with the receipts."""

from collections.abc import Iterator

from assistant.domain.card import AtStore, Card, Claim, Reason
from assistant.domain.money import Money
from assistant.domain.product import Product, UnitPrice, Variant
from assistant.domain.store import ServiceOption, StockLevel
from assistant.domain.text import Language
from assistant.lexicon import Lexicon
from assistant.lexicon.lactose import made_for
from assistant.lexicon.saying import category_said, said
from prompts import Replies

_LEXICON_KIND = {"color": "colour", "material": "material"}


def option_text(name: str, value: str, language: Language, lexicon: Lexicon) -> str:
    """A value in `language` where the lexicon knows it ("black" -> 블랙, "cotton blend" -> 면 혼방), else as
    it is."""
    kind = _LEXICON_KIND.get(name)
    if kind is None:
        return said(name, value, language, lexicon)
    parts = [part.strip() for part in value.split("/")]
    known = [(part, lexicon.canonical(kind, part)) for part in parts]
    return "/".join(
        lexicon.in_(language, kind, canonical) or part if canonical else said(name, part, language, lexicon)
        for part, canonical in known
    )


def card_of(
    product: Product,
    variant: Variant,
    language: Language,
    lexicon: Lexicon,
    level: StockLevel | None = None,
    reason: Reason | None = None,
) -> Card:
    """The card of one SKU. `level` is its stock in the shopper's store, None when no store is chosen or the
    store does not carry it."""
    offer = variant.offer
    options = {
        name: (text.ko if language == "ko" else text.en)
        or option_text(name, text.in_(language), language, lexicon)
        for name, text in variant.options.items()
    }
    at_store = None
    if level is not None:
        best_before = level.best_before.isoformat() if level.best_before else ""
        at_store = AtStore(level.store_id, level.quantity, level.aisle or variant.aisle, best_before)
    return Card(
        sku=variant.sku,
        product_id=product.product_id,
        title=product.title.in_(language),
        price=offer.price,
        list_price=offer.list_price,
        unit_price=offer.unit_price,
        image=variant.image or product.image,
        brand=product.brand.in_(language),
        category=category_said(product.category.in_(language), language, lexicon),
        availability=offer.availability,
        store=at_store,
        allergens=product.allergens,
        options=options,
        reason=reason or Reason(),
    )


def money_value(amount: Money) -> str:
    """A claim's value for an amount: "3000 KRW", minor units."""
    return f"{amount.minor} {amount.currency}"


def unit_price_text(unit: UnitPrice, language: Language) -> str:
    """As on a shelf label: 100g당 300원, ₩300 per 100 g."""
    amount = unit.price.format(language)
    if unit.unit == "each" and unit.base == 1:
        return f"개당 {amount}" if language == "ko" else f"{amount} each"
    base = f"{unit.base:g}{unit.unit}"
    return f"{base}당 {amount}" if language == "ko" else f"{amount} per {base}"


def claims_of(card: Card, product: Product, language: Language) -> Iterator[Claim]:
    """A receipt for each fact a card states."""
    variant = product.variant(card.sku)
    offer, sku = variant.offer, card.sku
    as_of = offer.as_of.isoformat() if offer.as_of else ""
    record = f"offer:{sku}"
    if offer.price:
        yield Claim(offer.price.format(language), record, "price", money_value(offer.price), as_of, sku)
    if offer.list_price:
        text = offer.list_price.format(language)
        yield Claim(text, record, "list_price", money_value(offer.list_price), as_of, sku)
    if offer.price and offer.list_price and offer.list_price.minor > 0:
        percent = round(100 * (offer.list_price.minor - offer.price.minor) / offer.list_price.minor)
        yield Claim(f"{percent}%", record, "discount", f"{percent}%", as_of, sku)
    if offer.unit_price:
        text = unit_price_text(offer.unit_price, language)
        yield Claim(text, record, "unit_price", money_value(offer.unit_price.price), as_of, sku)
    yield Claim(offer.availability, record, "availability", offer.availability, as_of, sku)
    if offer.quantity is not None:
        yield Claim(str(offer.quantity), record, "quantity", str(offer.quantity), as_of, sku)
    yield from allergen_claims(product, sku)
    if made_for(product) == "free":
        said = "예" if language == "ko" else "yes"
        yield Claim(said, f"product:{product.product_id}", "lactose_free", "yes", "", sku)


def allergen_claims(product: Product, sku: str) -> Iterator[Claim]:
    """What the label declares of allergens; with status unknown only that it is unknown."""
    label, record = product.allergens, f"product:{product.product_id}"
    yield Claim(label.status, record, "allergens.status", label.status, "", sku)
    if label.status == "declared" or label.contains or label.may_contain:
        contains, may = ",".join(sorted(label.contains)), ",".join(sorted(label.may_contain))
        yield Claim(contains or "none", record, "allergens.contains", contains, "", sku)
        yield Claim(may or "none", record, "allergens.may_contain", may, "", sku)


def service_option_text(option: ServiceOption, language: Language, texts: Replies) -> str:
    """What a service costs and how long it takes, in one phrase."""
    name = option.name.in_(language)
    if not option.price.minor:
        return texts.say("service.option_free", name=name, minutes=option.minutes)
    price = option.price.format(language)
    return texts.say("service.option", name=name, price=price, minutes=option.minutes)


def stock_claims(level: StockLevel, variant: Variant) -> Iterator[Claim]:
    """The receipts of one shelf: how many, and in which aisle."""
    record, as_of, quantity = (
        f"stock:{level.store_id}/{level.sku}",
        level.as_of.isoformat(),
        str(level.quantity),
    )
    yield Claim(quantity, record, "quantity", quantity, as_of, level.sku)
    if aisle := level.aisle or variant.aisle:
        yield Claim(aisle, record, "aisle", aisle, as_of, level.sku)
