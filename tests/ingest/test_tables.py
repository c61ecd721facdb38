"""Merchant tables as merchants export them: encodings, delimiters, line endings, sheets, headings."""

import csv
import gzip
import io
import json
import random
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.domain.money import Money
from assistant.domain.text import Text
from assistant.errors import FeedError
from assistant.lexicon import load_lexicon
from assistant.toolbox.comparison import attribute_text
from catalog_ingest import ingest
from catalog_ingest.formats.workbook import read_tables
from prompts import Replies
from tests.ingest.conftest import RecordingShop

Put = Callable[..., str]
KOREAN = (
    "상품코드,상품명,영문상품명,대분류,중분류,소분류,판매가,정상가,브랜드,색상,사이즈,재고수량,알레르기성분,비고\r\n"
    'A-1,"사과, 부사 1kg",Fuji apples,식품,과일,사과·배,"3,000원",3500,농장,빨강,M,7,,신선\r\n'
    "A-2,우유 1L,Milk,식품,유제품,우유,2500,2500,목장,,,0,우유,\r\n"
)
WON = "KRW"


def check_korean(shop: RecordingShop) -> None:
    apple, first = shop.skus["A-1"]
    assert apple.title == Text("사과, 부사 1kg", "Fuji apples")
    assert apple.category == Text(ko="식품 > 과일 > 사과·배")
    assert apple.brand == Text(ko="농장")
    assert first.offer.price == Money(3000, WON)
    assert first.offer.list_price == Money(3500, WON)
    assert (first.offer.quantity, first.offer.availability) == (7, "in_stock")
    assert first.options == {"color": Text(ko="빨강"), "size": Text(en="M")}
    assert apple.attributes == {"비고": ("신선",)}
    assert apple.allergens.status == "unknown"
    milk, second = shop.skus["A-2"]
    assert second.offer.list_price is None
    assert second.offer.availability == "out_of_stock"
    assert milk.allergens.contains == {"milk"}
    assert milk.allergens.status == "declared"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_korean_csv_in_every_encoding(shop: RecordingShop, put: Put, encoding: str) -> None:
    summary = ingest(shop, [put(KOREAN.encode(encoding))])
    assert (summary.format, summary.accepted, summary.quarantined) == ("korean", 2, 0)
    check_korean(shop)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_delimiters_and_line_endings(shop: RecordingShop, put: Put, delimiter: str, ending: str) -> None:
    text = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(KOREAN, newline=""))
    csv.writer(text, delimiter=delimiter, lineterminator=ending).writerows(rows)
    ingest(shop, [put(text.getvalue())])
    check_korean(shop)


def test_mixed_line_endings_blank_lines_and_a_title_above(shop: RecordingShop, put: Put) -> None:
    text = (
        "단골 상점 상품 목록,,\n작성일 2026-11-22,,\n"
        "상품코드,상품명,판매가\r\nA,사과,1000\n,,\r\n\nB,배,2000\r\n"
    )
    summary = ingest(shop, [put(text)])
    assert (summary.read, summary.accepted) == (2, 2)


def test_excel_separator_line(shop: RecordingShop, put: Put) -> None:
    ingest(shop, [put("sep=;\r\nsku;title;price\r\nA;Apple;1.50\r\n")])
    assert shop.skus["A"][1].offer.price == Money(150, "USD")


def test_decomposed_hangul_is_composed(shop: RecordingShop, put: Put) -> None:
    import unicodedata

    ingest(shop, [put(unicodedata.normalize("NFD", "상품코드,상품명\nA,사과\n"))])
    assert shop.skus["A"][0].title == Text(ko="사과")


def test_bytes_of_no_encoding_name_file_and_byte(shop: RecordingShop, put: Put) -> None:
    broken = "상품코드,상품명\nA,사과\n".encode("cp949") + b"B,\xff\xff\n"
    with pytest.raises(FeedError, match=r"bad\.csv.*neither UTF-8 \(byte 1\) nor CP949 \(byte \d+, row 3"):
        ingest(shop, [put(broken, "bad.csv")])
    assert shop.published == 0


def test_a_quote_never_closed_names_its_row(shop: RecordingShop, put: Put) -> None:
    with pytest.raises(FeedError, match="row 3 opens a quote"):
        ingest(shop, [put('sku,title\nA,Apple\nB,"Banana\nC,Cherry\n')])


def test_a_stray_quote_is_text(shop: RecordingShop, put: Put) -> None:
    ingest(shop, [put('sku,title,price\nA,24" monitor,100.50\nB,"27" wide" screen,200.00\n')])
    assert shop.skus["A"][0].title.en == '24" monitor'


def test_cells_beyond_the_headings_are_quarantined(shop: RecordingShop, put: Put) -> None:
    summary = ingest(shop, [put("sku,title,price\nA,Apple, red,1.50\nB,Pear,2.50\n")])
    assert (summary.accepted, summary.quarantined) == (1, 1)
    assert summary.quarantine_file is not None
    assert "quotes" in Path(summary.quarantine_file).read_text(encoding="utf-8-sig")


def test_huge_cells_are_read(shop: RecordingShop, put: Put) -> None:
    text = "x" * 90_000 + " end"
    ingest(shop, [put(f'sku,title,description\nA,Apple,"{text}<script>{"y" * 200_000}</script>"\n')])
    assert shop.skus["A"][0].description.en == text


def workbook(rows: list[list[object]], title: str = "상품") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.create_sheet("메모").append(["아무 말"])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_xlsx_with_numbers_dates_and_a_second_sheet(shop: RecordingShop, put: Put) -> None:
    data = workbook(
        [
            ["상품코드", "상품명", "판매가", "재고수량", "출시일", "무게(kg)", "행사여부"],
            [1001, "사과", 3000, 7.0, date(2026, 3, 1), 1.5, "Y"],
            [1002.0, "배", "4,000원", None, None, None, "N"],
        ]
    )
    summary = ingest(shop, [put(data)])
    assert (summary.format, summary.accepted, summary.quarantined) == ("korean", 2, 0)
    product, variant = shop.skus["1001"]
    assert variant.offer.price == Money(3000, WON)
    assert variant.offer.quantity == 7
    assert product.attributes == {"출시일": ("2026-03-01",), "무게(kg)": (1.5,), "행사여부": (True,)}
    assert shop.skus["1002"][1].offer.price == Money(4000, WON)
    assert any("메모" in note for note in summary.notes)


def test_a_formula_without_saved_value_is_quarantined(shop: RecordingShop, put: Put) -> None:
    data = workbook([["sku", "title", "price"], ["A", "Apple", "=1+1"], ["B", "Pear", 2.5]])
    summary = ingest(shop, [put(data)])
    assert (summary.accepted, summary.quarantined) == (1, 1)
    assert "formula" in Path(summary.quarantine_file or "").read_text(encoding="utf-8-sig")


def test_a_workbook_damaged_on_its_way_is_refused_by_name() -> None:
    rows: list[list[object]] = [[f"A{number}", f"Apple {number * 37 % 101}", number] for number in range(60)]
    whole, chance, refused = workbook([["sku", "title", "price"], *rows]), random.Random(7), list[str]()
    assert read_tables(whole, "goods.xlsx"), "the control: whole, it is read"
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(20):
            data[chance.randrange(len(data))] = chance.randrange(256)
        for broken in (bytes(data), whole[: chance.randrange(4, len(whole))], _holed(whole, chance)):
            try:
                read_tables(broken, "goods.xlsx")
            except FeedError as error:
                refused.append(str(error))
    assert len(refused) > 150
    assert all(re.fullmatch(r"goods\.xlsx: .+; .+", said) for said in refused)


def _holed(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) - 600)
    return data[:start] + bytes(400) + data[start + 400 :]


def test_generic_records(shop: RecordingShop, put: Put, tmp_path: Path) -> None:
    records = [
        {"id": 7, "name": "Mug", "price": 9.99, "currency": "USD", "color": "Blue", "tags": ["cup", "gift"]},
        {
            "id": 8,
            "name": "Pot",
            "price": {"amount": 20, "currency": "EUR"},
            "dimensions": {"width": 3, "h": {"cm": 4}},
        },
    ]
    lines = "\n".join(json.dumps(record) for record in records)
    wrapped = json.dumps({"products": records, "total": 2}, indent=1)
    place = tmp_path / "feed.parquet"
    flat = [{"id": 7, "name": "Mug", "price": 9.99, "color": "Blue"}, {"id": 8, "name": "Pot", "price": 20.0}]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(flat), place)
    for feed in (put(lines), put(json.dumps(records)), put(wrapped), put(gzip.compress(lines.encode()))):
        summary = ingest(shop, [feed])
        assert (summary.format, summary.accepted) == ("json", 2)
        mug, variant = shop.skus["7"]
        assert variant.offer.price == Money(999, "USD")
        assert variant.options == {"color": Text(en="Blue")}
        assert mug.attributes == {"tags": ("cup", "gift")}
        assert shop.skus["8"][1].offer.price == Money(2000, "EUR")
        assert shop.skus["8"][0].attributes == {"dimensions_width": (3.0,), "dimensions_h_cm": (4.0,)}
    summary = ingest(shop, [str(place)])
    assert (summary.format, summary.accepted) == ("parquet", 2)
    assert shop.skus["7"][1].offer.price == Money(999, "USD")


def test_digits_that_count_nothing_stay_as_written(shop: RecordingShop, put: Put) -> None:
    """A barcode is no number: read as one it was shown as 5.78472e+12."""
    row = {
        "sku": "A-1", "title": "Mascara", "meta": {"barcode": "5784719087687", "views": 12345678},
        "hs_code": 33049900, "EAN": "5784719087687", "ocean": "12",
    }  # fmt: skip
    ingest(shop, [put(json.dumps(row), "rows.jsonl")])
    product, _ = shop.skus["A-1"]
    assert product.attributes["meta_barcode"] == ("5784719087687",)
    assert product.attributes["hs_code"] == ("33049900",)
    assert product.attributes["ocean"] == (12.0,)
    lexicon, texts = load_lexicon(), Replies("en")
    shown = {
        name: attribute_text(name, values, "en", lexicon, texts)
        for name, values in product.attributes.items()
    }
    assert shown["meta_views"] == "12345678"
    assert shown["meta_barcode"] == "5784719087687"


def test_a_bad_json_line_is_one_bad_row(shop: RecordingShop, put: Put) -> None:
    summary = ingest(
        shop, [put('{"id":"A","title":"Apple"}\n{"id":"B",\n{"id":"C","title":"Cherry"}\n[1]\n')]
    )
    assert (summary.read, summary.accepted, summary.quarantined) == (4, 2, 2)
    lines = Path(summary.quarantine_file or "").read_text(encoding="utf-8-sig").splitlines()
    assert ",2," in lines[1]


def test_line_separators_inside_json_text_do_not_break_lines(shop: RecordingShop, put: Put) -> None:
    ingest(shop, [put('{"id":"A","title":"One\u2028Two"}\n{"id":"B","title":"x\x85y"}\n')])
    assert shop.skus.keys() == {"A", "B"}


def test_nested_variants(shop: RecordingShop, put: Put) -> None:
    record = {
        "id": 632910392,
        "title": "IPod Nano",
        "body_html": "<p>It&#39;s small</p>",
        "vendor": "Apple",
        "product_type": "Players",
        "options": [{"name": "Color", "position": 1}, {"name": "Storage", "position": 2}],
        "variants": [
            {
                "id": 1,
                "sku": "N-P",
                "title": "Pink / 8GB",
                "option1": "Pink",
                "option2": "8GB",
                "price": "199.00",
            },
            {
                "id": 2,
                "sku": "N-B",
                "title": "Blue / 8GB",
                "option1": "Blue",
                "option2": "8GB",
                "price": "189.00",
            },
        ],
    }
    ingest(shop, [put(json.dumps({"products": [record]}))])
    (product,) = shop.products
    assert product.product_id == "632910392"
    assert product.title.en == "IPod Nano"
    assert product.description.en == "It's small"
    assert product.category.en == "Players"
    assert [v.sku for v in product.variants] == ["N-P", "N-B"]
    assert product.variants[1].options == {"color": Text(en="Blue"), "storage": Text(en="8GB")}
    assert product.variants[1].offer.price == Money(18900, "USD")


def test_headings_of_one_field_and_levels(shop: RecordingShop, put: Put) -> None:
    feed = put(
        "Product ID,SKU,Product Name,Name KO,Category,Sub Category,Price (USD),Colour,원산지,Cost,Notes\n"
        "P1,P1-S,Tee - S,티셔츠,Clothes,Shirts,9.99,Black,Korea,1.00,007\n"
        "P1,P1-M,Tee - M,티셔츠,Clothes,Shirts,9.99,White,Korea,1.00,1.5\n"
    )
    ingest(shop, [feed])
    product, variant = shop.skus["P1-S"]
    assert product.category.en == "Clothes > Shirts"
    assert product.title.ko == "티셔츠"
    assert variant.offer.price == Money(999, "USD")
    assert product.attributes["origin"] == ("Korea",)
    assert product.attributes["Notes"] == ("007", 1.5)
    assert "Cost" not in product.attributes


def test_map_names_columns(shop: RecordingShop, put: Put) -> None:
    feed = put("물건번호,물건,값,특징\nX1,연필,500,부드러움\n")
    with pytest.raises(FeedError, match="--map"):
        ingest(shop, [feed])
    ingest(shop, [feed], mapping={"물건번호": "sku", "물건": "title", "값": "price", "특징": "feature"})
    product, variant = shop.skus["X1"]
    assert product.title.ko == "연필"
    assert variant.offer.price == Money(500, WON)
    assert product.attributes == {"feature": ("부드러움",)}
    with pytest.raises(FeedError, match="no such heading"):
        ingest(shop, [feed], mapping={"물건번호": "sku", "물건": "title", "가겨": "price"})


def test_an_id_is_made_when_no_column_holds_one(shop: RecordingShop, put: Put) -> None:
    feed = put("title,brand,price\nMug,Acme,9.99\nPot,Acme,19.99\n")
    summary = ingest(shop, [feed])
    before = set(shop.skus)
    assert summary.accepted == 2
    assert any("no id column" in note for note in summary.notes)
    ingest(shop, [feed])
    assert set(shop.skus) == before


def test_a_missing_id_in_one_row_is_quarantined(shop: RecordingShop, put: Put) -> None:
    summary = ingest(shop, [put("sku,title\nA,Apple\n,Pear\nC,\n")])
    assert (summary.accepted, summary.quarantined) == (1, 2)


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"\xd0\xcf\x11\xe0....", "old or locked Excel"),
        (b"PK\x03\x04garbage", "damaged"),
        (b"PAR1garbagePAR1", "damaged"),
        (b"\x1f\x8bgarbage", "gzip"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "web page"),
        (b"just some words\nand more of them\n", "no product headings"),
        (b"sku,title\n", "no rows"),
        (b'{"a": 1}\n', "no product headings"),
        (b'{"products": []}', "no product headings"),
        (b"[" * 100_000, "JSON"),
        (b'[{"id": 1, "title": "x"},', "JSON"),
        (b"<rss><channel></channel></rss>", "no <item>"),
        (b"<rss><channel><item><title>x</title>", "damaged"),
        (b"id,name,address,city,zip\n1,Store,Road 1,Seoul,04524\n", "places"),
        (b"id,name,email,phone,birthDate\n1,Kim,k@example.com,010,1990-01-01\n", "people"),
    ],
)
def test_wrong_files_are_refused_in_plain_words(
    shop: RecordingShop, put: Put, content: bytes, match: str
) -> None:
    with pytest.raises(FeedError, match=match) as error:
        ingest(shop, [put(content, "wrong.bin")])
    assert "wrong.bin" in str(error.value)
    assert ";" in str(error.value)
    assert shop.published == 0


def test_a_path_that_is_not_there(shop: RecordingShop, tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="no such file"):
        ingest(shop, [str(tmp_path / "nothing.csv")])
    with pytest.raises(FeedError, match="no data files"):
        ingest(shop, [str(tmp_path)])


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffd\ufeff"), max_size=30)


@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8), delimiter=st.sampled_from(",\t;"))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_csv_round_trip(shop: RecordingShop, put: Put, rows: list[tuple[str, str]], delimiter: str) -> None:
    """Whatever a spreadsheet can hold comes back: as many SKUs as rows, titles as written but for spaces."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(["sku", "title", "비고"])
    for number, (title, note) in enumerate(rows):
        writer.writerow([f"S{number}", f"t {title}", note])
    summary = ingest(shop, [put(text.getvalue())])
    assert summary.read == len(rows)
    assert summary.accepted == len(rows)
