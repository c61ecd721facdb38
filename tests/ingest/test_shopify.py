"""Shopify product CSV: old and new headings, variants, pictures, metafields, drafts."""

from collections.abc import Callable

import pytest

from assistant.domain.money import Money
from assistant.domain.text import Text
from catalog_ingest import ingest
from tests.ingest.conftest import RecordingShop

Put = Callable[..., str]
OLD = (
    "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,"
    "Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,"
    "Variant Inventory Policy,Variant Fulfillment Service,Variant Price,Variant Compare At Price,"
    "Variant Barcode,Image Src,Image Position,Image Alt Text,Gift Card,SEO Title,Google Shopping / Gender,"
    "Variant Image,Variant Weight Unit,Cost per item,Status\n"
)
OLD_ROWS = (
    'tee,Basic Tee,"<p>Soft &amp; warm</p><script>x()</script>",Acme,Apparel > Tops,T-Shirts,'
    '"cotton, summer",'
    "true,Size,S,Color,Black,T-S,200,shopify,5,deny,manual,19.99,25.00,8801234567893,"
    "https://x.example/a.jpg,1,,false,,unisex,https://x.example/s.jpg,g,5.00,active\n"
    "tee,,,,,,,,,M,,Black,T-M,210,shopify,-2,deny,manual,19.99,19.99,,https://x.example/b.jpg,2,,,"
    ",,,g,5.00,\n"
    "tee,,,,,,,,,,,,,,,,,,,,,https://x.example/c.jpg,3,,,,,,,,\n"
    "mug,Mug,,Acme,,Kitchen,,true,Title,Default Title,,,,300,,,continue,manual,8.50,,,,,,false,,,,g,,active\n"
    "old,Old thing,,Acme,,,,true,Title,Default Title,,,O-1,1,shopify,1,deny,manual,1.00,,,,,,"
    "false,,,,g,,draft\n"
)


def test_old_headings(shop: RecordingShop, put: Put) -> None:
    summary = ingest(shop, [put(OLD + OLD_ROWS)])
    assert (summary.format, summary.read, summary.accepted, summary.skipped) == ("shopify", 4, 3, 1)
    tee, small = shop.skus["T-S"]
    medium = tee.variant("T-M")
    assert tee.product_id == "tee"
    assert tee.description.en == "Soft & warm"
    assert tee.category.en == "Apparel > Tops"
    assert tee.attributes["tags"] == ("cotton", "summer")
    assert tee.attributes["gender"] == ("unisex",)
    assert not any("cost" in name.casefold() for name in tee.attributes)
    assert small.options == {"size": Text(en="S"), "color": Text(en="Black")}
    assert medium.options == {"size": Text(en="M"), "color": Text(en="Black")}
    assert (small.offer.price, small.offer.list_price) == (Money(1999, "USD"), Money(2500, "USD"))
    assert (medium.offer.price, medium.offer.list_price) == (Money(1999, "USD"), None)
    assert (small.offer.quantity, small.offer.availability) == (5, "in_stock")
    assert (medium.offer.quantity, medium.offer.availability) == (0, "out_of_stock")
    assert small.gtin == "8801234567893"
    assert (tee.image, small.image) == ("https://x.example/a.jpg", "https://x.example/s.jpg")
    mug, only = shop.skus["mug"]
    assert only.options == {}
    assert only.offer.availability == "in_stock"
    assert mug.category.en == "Kitchen"


def test_new_headings_and_metafields(shop: RecordingShop, put: Put) -> None:
    feed = put(
        "Title,URL handle,Description,Vendor,Product category,Type,Status,SKU,Barcode,Option1 name,"
        "Option1 value,Option1 Linked To,Price,Compare-at price,Unit price total measure,"
        "Unit price total measure unit,Unit price base measure,Unit price base measure unit,"
        "Inventory tracker,Inventory quantity,"
        "Continue selling when out of stock,Product image URL,Price / Korea,"
        "Title KO (product.metafields.x.title_ko),"
        "Aisle (product.metafields.x.aisle),Data (product.metafields.x.attributes)\n"
        "Honey,honey,Sweet,Bee,Food > Honey,Honey,Active,H-1,,Size,500 g,,5000,6000,500,g,100,g,shopify,0,"
        'TRUE,,1,꿀,A-01,"{""origin"": ""Korea"", ""raw"": true}"\n'
        ",honey,,,,,,H-2,,,1 kg,,9000,,1,kg,100,g,shopify,0,FALSE,,1,,,\n"
    )
    ingest(shop, [feed])
    honey, small = shop.skus["H-1"]
    assert honey.title == Text("꿀", "Honey")
    assert honey.attributes["origin"] == ("Korea",)
    assert honey.attributes["raw"] == (True,)
    assert not any(name.startswith("Price") for name in honey.attributes)
    assert small.aisle == "A-01"
    assert small.offer.price == Money(5000, "KRW")
    assert small.offer.availability == "in_stock"
    large = honey.variant("H-2")
    assert large.offer.availability == "out_of_stock"
    assert [v.offer.unit_price.price.minor for v in honey.variants if v.offer.unit_price] == [1000, 900]


def test_bad_variant_rows_do_not_take_the_product_down(shop: RecordingShop, put: Put) -> None:
    rows = OLD_ROWS.replace("19.99,25.00", "1999_,25.00", 1)
    summary = ingest(shop, [put(OLD + rows)])
    assert (summary.accepted, summary.quarantined) == (2, 1)
    product, _ = shop.skus["T-M"]
    assert product.title.en == "Basic Tee"


@pytest.mark.parametrize("currency", ["KRW", "EUR"])
def test_currency_as_asked(shop: RecordingShop, put: Put, currency: str) -> None:
    feed = put("Handle,Title,Variant SKU,Variant Price,Option1 Name,Option1 Value\na,A,A-1,20,Size,S\n")
    summary = ingest(shop, [feed], currency=currency)
    assert shop.skus["A-1"][1].offer.price == Money(20 if currency == "KRW" else 2000, currency)
    assert summary.currency == currency
    assert any(currency in note and "as asked" in note for note in summary.notes)
