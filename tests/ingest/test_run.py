"""The whole run: quarantine, atomicity, modes, pictures, stock, several sources, addresses."""

import csv
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.money import Money
from assistant.domain.store import Review
from assistant.domain.text import Text
from assistant.errors import FeedError
from catalog_ingest import Summary, ingest
from catalog_ingest.source import download
from catalog_ingest.validate import safe_cell
from tests.ingest.conftest import RecordingShop

Put = Callable[..., str]
CONTRACT = {
    "run_id", "format", "read", "accepted", "quarantined", "unchanged", "embedded", "updated", "deleted",
    "seconds", "catalog_version", "quarantine_file",
}  # fmt: skip


def quarantine(summary: Summary) -> list[dict[str, str]]:
    assert summary.quarantine_file is not None
    with Path(summary.quarantine_file).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_bad_rows_are_named_and_the_rest_published(shop: RecordingShop, put: Put) -> None:
    feed = put(
        "sku,title,price,quantity,description\n"
        "A,Apple,1.50,3,fine\n"
        "B,Banana,\"12,00\",3,x\n"
        "A,Apple again,1.60,3,x\n"
        "D,Bad\x00title,1.50,3,x\n"
        "E,Broken \ufffd,1.50,3,x\n"
        "F,,1.50,3,x\n"
        ",No id,1.50,3,x\n"
        "H,Many,1.50,lots,x\n"
        "I,Minus,-1.50,-3,x\n"
        f"J,{'long ' * 400},1.50,3,x\n"
        "=K(),Evil,=1+1,3,x\n"
        "L,Zero,0,3,x\n"
        "M,Fine too,,,\x0bx\n",
        "fruit.csv",
    )  # fmt: skip
    summary = ingest(shop, [feed])
    assert (summary.read, summary.accepted, summary.quarantined) == (13, 2, 11)
    assert shop.skus.keys() == {"A", "M"}
    found = {(row["row"], row["field"]) for row in quarantine(summary)}
    assert found == {
        ("3", "price"), ("4", "sku"), ("5", "title"), ("6", "title"), ("7", "title"), ("8", "sku"),
        ("9", "quantity"), ("10", "price"), ("10", "quantity"), ("11", "title"), ("12", "price"),
        ("13", "price"),
    }  # fmt: skip
    rows = {row["row"]: row for row in quarantine(summary)}
    assert "row 2" in rows["4"]["problem"]
    assert rows["3"]["value"] == "12,00"
    assert rows["12"]["sku"] == "'=K()"
    assert rows["12"]["value"] == "'=1+1"
    assert all(row["remedy"] and row["file"].endswith("fruit.csv") for row in rows.values())


def test_too_many_bad_rows_publish_nothing(shop: RecordingShop, put: Put) -> None:
    shop.settings = replace(shop.settings, max_quarantine_share=0.2)
    good = put("sku,title\nA,Apple\n", "good.csv")
    ingest(shop, [good])
    bad = put(
        "sku,title,price\n" + "".join(f"S{n},T{n},{'x' if n < 3 else 5}\n" for n in range(10)), "bad.csv"
    )
    summary = ingest(shop, [bad])
    assert not summary.published
    assert (summary.read, summary.quarantined, summary.updated, summary.catalog_version) == (10, 3, 0, 1)
    assert shop.skus.keys() == {"A"}
    two = put(
        "sku,title,price\n" + "".join(f"S{n},T{n},{'x' if n < 2 else 5}\n" for n in range(10)), "two.csv"
    )
    assert ingest(shop, [two]).published


def test_the_summary_is_the_contracts_object(shop: RecordingShop, put: Put) -> None:
    summary = ingest(shop, [put("sku,title\nA,Apple\n")]).json()
    assert summary.keys() >= CONTRACT
    assert summary["quarantine_file"] is None
    assert (summary["updated"], summary["unchanged"], summary["catalog_version"]) == (1, 0, 1)
    assert ingest(shop, [put("sku,title\nA,Apple\n")]).json()["unchanged"] in (0, 1)


def test_a_second_run_of_one_file_changes_nothing(shop: RecordingShop, put: Put) -> None:
    feed = put("sku,title,price\nA,Apple,1.50\nB,Pear,2.50\n")
    ingest(shop, [feed])
    again = ingest(shop, [feed])
    assert (again.updated, again.unchanged, again.deleted) == (0, 2, 0)


def test_modes(shop: RecordingShop, put: Put) -> None:
    feed = put("sku,title\nA,Apple\n")
    ingest(shop, [feed], mode="delta")
    assert shop.full is False
    ingest(shop, [feed])
    assert shop.full is True
    with pytest.raises(FeedError, match="mode"):
        ingest(shop, [feed], mode="half")
    with pytest.raises(FeedError, match="format"):
        ingest(shop, [feed], format="cobol")
    with pytest.raises(FeedError, match="currency"):
        ingest(shop, [feed], currency="won")


def test_one_bad_file_of_several_publishes_nothing(shop: RecordingShop, put: Put) -> None:
    good = put("sku,title\nA,Apple\n", "good.csv")
    with pytest.raises(FeedError, match=r"bad\.csv"):
        ingest(shop, [good, put(b"%PDF-1.4", "bad.csv")])
    assert shop.published == 0


def test_several_sources_and_duplicates_between_them(shop: RecordingShop, put: Put) -> None:
    one = put("sku,title,price\nA,Apple,1.50\n", "one.csv")
    two = put('{"id":"B","title":"배","price":2000}\n{"id":"A","title":"Apple two"}\n', "two.jsonl")
    summary = ingest(shop, [one, two])
    assert summary.format == "table+json"
    assert (summary.accepted, summary.quarantined) == (2, 1)
    assert "row 2 of one.csv" in quarantine(summary)[0]["problem"]
    assert summary.currency == "USD+KRW"


def test_product_ids_of_two_files_do_not_mix(shop: RecordingShop, put: Put) -> None:
    one = put("sku,item_group_id,title,size\nA1,7,Hat,S\nA2,7,Hat,M\n", "one.csv")
    two = put("sku,item_group_id,title,size\nB1,7,Shoe,S\nB2,7,Shoe,M\n", "two.csv")
    ingest(shop, [one, two])
    assert {p.title.en: len(p.variants) for p in shop.products} == {"Hat": 2, "Shoe": 2}
    assert len({p.product_id for p in shop.products}) == 2


def test_parents_describe_and_are_not_sold(shop: RecordingShop, put: Put) -> None:
    feed = put(
        "ID,Type,SKU,Name,Description,In stock?,Stock,Regular price,Sale price,Categories,Parent,"
        "Attribute 1 name,Attribute 1 value(s)\n"
        '1,variable,woo-hoodie,Hoodie,Warm,1,,,,Clothing > Hoodies,,Color,"Blue, Red"\n'
        "2,variation,woo-hoodie-blue,Hoodie - Blue,,1,5,45.00,42.00,,woo-hoodie,Color,Blue\n"
        "3,variation,woo-hoodie-red,Hoodie - Red,,0,0,45.00,,,woo-hoodie,Color,Red\n"
    )
    summary = ingest(shop, [feed])
    (hoodie,) = shop.products
    assert (summary.read, summary.accepted, summary.skipped) == (3, 2, 1)
    assert hoodie.title.en == "Hoodie"
    assert hoodie.description.en == "Warm"
    blue, red = hoodie.variants
    assert (blue.offer.price, blue.offer.list_price) == (Money(4200, "USD"), Money(4500, "USD"))
    assert (blue.options, red.options) == ({"color": Text(en="Blue")}, {"color": Text(en="Red")})
    assert red.offer.availability == "out_of_stock"


def test_allergens_of_variants_join_on_the_safe_side(shop: RecordingShop, put: Put) -> None:
    feed = put(
        "sku,item_group_id,title,size,allergens\nA,g,Cake,S,milk\nB,g,Cake,M,egg\nC,g2,Pie,S,milk\nD,g2,Pie,M,\n"
    )
    ingest(shop, [feed])
    cake, pie = shop.products
    assert cake.allergens.contains == {"milk", "egg"}
    assert cake.allergens.status == "declared"
    assert pie.allergens.contains == {"milk"}
    assert pie.allergens.status == "unknown"


def test_pictures_map_to_local_files(shop: RecordingShop, put: Put, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    (folder / "a b.webp").write_bytes(b"RIFF")
    (folder / "evil.svg").write_bytes(b"<svg/>")
    feed = put(
        "sku,title,image\n"
        "A,Apple,https://cdn.example/x/a%20b.webp?v=2\n"
        "B,Pear,https://cdn.example/none.webp\n"
        "C,Fig,https://cdn.example/evil.svg\n"
        "D,Nut,javascript:alert(1)\n"
    )
    ingest(shop, [feed], images=folder)
    pictures = {sku: variant.image for sku, (_, variant) in shop.skus.items()}
    assert pictures == {
        "A": "/images/a b.webp",
        "B": "https://cdn.example/none.webp",
        "C": "https://cdn.example/evil.svg",
        "D": "",
    }
    assert [place.name for place in (shop.settings.data_dir / "images").iterdir()] == ["a b.webp"]
    with pytest.raises(FeedError, match="folder of pictures"):
        ingest(shop, [feed], images=tmp_path / "nowhere")


def test_inventory_is_stock_not_products(shop: RecordingShop, put: Put) -> None:
    products = put("sku,title\nA,Apple\nB,Pear\n", "products.csv")
    stock = put(
        "store_code,id,quantity,availability,instore_product_location\n"
        "s1,A,3,in_stock,A-01\ns2,A,4,in_stock,B-02\ns1,B,0,out_of_stock,\ns1,A,9,in_stock,\ns2,B,many,in_stock,\n",
        "stock.csv",
    )
    summary = ingest(shop, [products, stock])
    assert summary.format == "table+inventory"
    assert summary.stock == 3
    assert {(level.store_id, level.sku): (level.quantity, level.aisle) for level in shop.stock()} == {
        ("s1", "A"): (3, "A-01"),
        ("s2", "A"): (4, "B-02"),
        ("s1", "B"): (0, ""),
    }
    assert shop.skus["A"][1].offer.quantity == 7
    assert shop.skus["B"][1].offer.availability == "out_of_stock"
    assert len(quarantine(summary)) == 2
    alone = ingest(shop, [stock])
    assert (alone.format, alone.read, alone.accepted, alone.quarantined) == ("inventory", 5, 3, 2)
    assert shop.published == 1


@given(st.text(max_size=30))
def test_no_cell_is_a_formula(text: str) -> None:
    safe = safe_cell(text)
    assert not safe.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert safe in (text, f"'{text}")


class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/feed.csv":
            self._send(200, b"sku,title\nA,Apple\n")
        elif self.path == "/moved":
            self._send(302, b"", "/feed.csv")
        elif self.path == "/file":
            self._send(302, b"", "file:///etc/passwd")
        elif self.path == "/loop":
            self._send(302, b"", "/loop")
        elif self.path == "/big":
            self._send(200, b"x" * 100_000)
        else:
            self._send(404, b"no")

    def _send(self, status: int, body: bytes, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def address() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_addresses(shop: RecordingShop, address: str) -> None:
    assert ingest(shop, [f"{address}/feed.csv"]).accepted == 1
    assert ingest(shop, [f"{address}/moved"]).accepted == 1
    for path, match in (("/none", "404"), ("/file", "only http"), ("/loop", "more than 3 times")):
        with pytest.raises(FeedError, match=match):
            ingest(shop, [f"{address}{path}"])
    with pytest.raises(FeedError, match="larger than"):
        download(f"{address}/big", most=1000)
    with pytest.raises(FeedError, match="cannot be fetched"):
        ingest(shop, ["http://127.0.0.1:9/feed.csv"])


def test_reviews_inside_a_feed_are_kept_without_who_wrote_them(shop: RecordingShop, put: Put) -> None:
    rows = [
        {
            "sku": "A", "title": "Apple", "price": 1,
            "reviews": [
                {"rating": 4, "comment": "Crisp.", "date": "2026-01-02T03:04:05Z", "reviewerEmail": "x@y.z"},
                {"stars": 9, "text": "No such stars."},
                {"rating": 2},
            ],
        },
        {"sku": "B", "title": "배", "price": 1, "리뷰": [{"별점": "5", "내용": "아삭해요"}]},
        {
            "product_id": "C", "title": "Cherry", "price": 1,
            "reviews": [{"rating": {"value": 3}, "body": "Sour."}],
            "variants": [{"sku": "C-1", "size": "S", "price": 1}, {"sku": "C-2", "size": "L", "price": 2}],
        },
    ]  # fmt: skip
    own = Review("V-1", "A", 1, "en", "From elsewhere.", date(2026, 1, 1))
    shop.facts.replace(reviews=[own])
    feed = put("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "feed.jsonl")
    ingest(shop, [feed])
    kept = {(one.sku, one.rating, one.language, one.text) for one in shop.facts.kept["reviews"]}
    assert kept == {
        ("A", 1, "en", "From elsewhere."),
        ("A", 4, "en", "Crisp."),
        ("B", 5, "ko", "아삭해요"),
        ("C-1", 3, "en", "Sour."),
    }
    assert {one.written for one in shop.facts.kept["reviews"] if one.text == "Crisp."} == {date(2026, 1, 2)}
    ingest(shop, [feed])
    assert len(shop.facts.kept["reviews"]) == len(kept)


def test_a_feed_without_reviews_leaves_those_of_the_shop(shop: RecordingShop, put: Put) -> None:
    ingest(shop, [put("sku,title\nA,Apple\n")])
    assert "reviews" not in shop.facts.kept
