"""Google Merchant feeds: RSS, Atom, text; groups, sales, details; nothing expanded."""

from collections.abc import Callable

import pytest

from assistant.domain.money import Money
from assistant.domain.product import UnitPrice
from assistant.domain.text import Text
from assistant.errors import FeedError
from catalog_ingest import ingest
from tests.ingest.conftest import RecordingShop

Put = Callable[..., str]
ITEM = """<g:id>{sku}</g:id><g:item_group_id>coat</g:item_group_id>
<title>ignored</title><g:title>Rain Coat - Red, {size}</g:title>
<g:description><![CDATA[<b>Dry</b> &amp; light]]>
</g:description><g:link>https://x.example/{sku}</g:link><g:image_link>https://x.example/{sku}.jpg</g:image_link>
<g:additional_image_link>https://x.example/2.jpg</g:additional_image_link>
<g:availability>{state}</g:availability><g:price>30000 KRW</g:price><g:sale_price>{sale}</g:sale_price>
<g:google_product_category>Apparel &gt; Coats</g:google_product_category><g:brand>Acme</g:brand>
<g:gtin>8801234567893</g:gtin><g:color>Red</g:color><g:size>{size}</g:size><g:gender>female</g:gender>
<g:product_detail><g:section_name>S</g:section_name><g:attribute_name>title_ko</g:attribute_name>
<g:attribute_value>비옷</g:attribute_value></g:product_detail>
<g:product_detail><g:attribute_name>Lining</g:attribute_name><g:attribute_value>Mesh</g:attribute_value>
</g:product_detail><g:shipping><g:country>KR</g:country><g:price>3000 KRW</g:price></g:shipping>"""


def feed(wrap: str, entry: str, *items: str) -> str:
    inside = "".join(f"<{entry}>{item}</{entry}>" for item in items)
    return f'<?xml version="1.0"?>{wrap.format(inside=inside)}'


GOOGLE = 'xmlns:g="http://base.google.com/ns/1.0"'
RSS = f'<rss version="2.0" {GOOGLE}><channel><title>t</title>{{inside}}</channel></rss>'
ATOM = f'<feed xmlns="http://www.w3.org/2005/Atom" {GOOGLE}><title>t</title>{{inside}}</feed>'


@pytest.mark.parametrize(("wrap", "entry"), [(RSS, "item"), (ATOM, "entry")])
def test_xml(shop: RecordingShop, put: Put, wrap: str, entry: str) -> None:
    items = [
        ITEM.format(sku="C-S", size="S", state="in_stock", sale="25000 KRW"),
        ITEM.format(sku="C-M", size="M", state="backorder", sale="30000 KRW"),
    ]
    summary = ingest(shop, [put(feed(wrap, entry, *items))])
    assert (summary.format, summary.accepted, summary.quarantined) == ("google", 2, 0)
    (coat,) = shop.products
    assert coat.product_id == "coat"
    assert coat.title == Text("비옷", "Rain Coat")
    assert coat.description.en == "Dry & light"
    assert coat.category.en == "Apparel > Coats"
    assert coat.attributes["Lining"] == ("Mesh",)
    assert coat.attributes["gender"] == ("female",)
    small, medium = coat.variants
    assert (small.offer.price, small.offer.list_price) == (Money(25000, "KRW"), Money(30000, "KRW"))
    assert (medium.offer.price, medium.offer.list_price) == (Money(30000, "KRW"), None)
    assert (small.offer.availability, medium.offer.availability) == ("in_stock", "preorder")
    assert small.options == {"color": Text(en="Red"), "size": Text(en="S")}
    assert small.gtin == "8801234567893"


def test_korean_xml_in_euc_kr(shop: RecordingShop, put: Put) -> None:
    head = '<?xml version="1.0" encoding="EUC-KR"?>'
    text = f"{head}<products><product><id>1</id><name>사과</name></product></products>"
    ingest(shop, [put(text.encode("cp949"))])
    assert shop.skus["1"][0].title.ko == "사과"


def test_text_feed(shop: RecordingShop, put: Put) -> None:
    text = (
        "id\ttitle\tdescription\tlink\timage_link\tavailability\tprice\tproduct_type\t"
        "product_detail\t"
        "unit_pricing_measure\tunit_pricing_base_measure\tsale_price\tsale_price_effective_date\n"
        "1\tOlive oil\tGreen\thttps://x.example/1\thttps://x.example/1.jpg\tin stock\t12.00 EUR\t"
        "Food > Oil\t"
        "General:Origin:Greece, south,General:Acidity:0.3\t750 ml\t100 ml\t9.00 EUR\t"
        "2020-01-01T00:00Z/2020-02-01T00:00Z\n"
    )
    summary = ingest(shop, [put(text)])
    oil, variant = shop.skus["1"]
    assert summary.format == "google"
    assert (variant.offer.price, variant.offer.list_price) == (Money(1200, "EUR"), None)
    assert variant.offer.unit_price == UnitPrice(Money(160, "EUR"), 100.0, "ml")
    assert oil.category.en == "Food > Oil"
    assert oil.attributes["origin"] == ("Greece, south",)
    assert oil.attributes["Acidity"] == (0.3,)


BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<rss><channel><item><id>1</id><title>&c;</title></item></channel></rss>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>
<rss><channel><item><id>1</id><title>&f;</title></item></channel></rss>"""


@pytest.mark.parametrize("bomb", [BOMB, OUTSIDE])
def test_entities_are_refused(shop: RecordingShop, put: Put, bomb: str) -> None:
    with pytest.raises(FeedError, match="entities"):
        ingest(shop, [put(bomb)])
    assert shop.published == 0


def test_damage_half_way_publishes_nothing(shop: RecordingShop, put: Put) -> None:
    whole = feed(RSS, "item", *["<g:id>1</g:id><g:title>A</g:title>"] * 3)
    with pytest.raises(FeedError, match="item 3"):
        ingest(shop, [put(whole[:-60])])
    assert shop.published == 0
