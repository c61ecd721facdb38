"""Through the real assistant: what goes in is what a shopper's search and the next run see."""

from collections.abc import Callable
from pathlib import Path

from assistant import Settings, open_assistant
from assistant.domain.money import Money
from catalog_ingest import ingest
from catalog_ingest.shop_files import read_shoppers

Put = Callable[..., str]
FEED = "상품코드,상품명,영문상품명,판매가\nA,유기농 사과 1kg,Organic apples,3000\nB,우유 1L,Milk,2500\n"


def test_publish_again_and_price_change(tmp_path: Path, put: Put) -> None:
    with open_assistant(Settings(data_dir=tmp_path / "shop", embedder="fast-use")) as assistant:
        first = ingest(assistant, [put(FEED)])
        assert (first.accepted, first.updated, first.embedded, first.catalog_version) == (2, 2, 2, 1)
        again = ingest(assistant, [put(FEED)])
        assert (again.updated, again.embedded, again.deleted) == (0, 0, 0)
        cheaper = ingest(assistant, [put(FEED.replace("3000", "2000"))])
        assert (cheaper.updated, cheaper.unchanged, cheaper.embedded) == (1, 1, 0)
        assert assistant.product("A", "ko").product.variant("A").offer.price == Money(2000, "KRW")
        less = ingest(assistant, [put(FEED.split("B,")[0])])
        assert (less.deleted, less.embedded) == (1, 0)
        more = ingest(assistant, [put("상품코드,상품명\nC,배\n")], mode="delta")
        assert (more.deleted, more.updated, more.embedded) == (0, 1, 1)
        assert assistant.product("A", "ko").product.title.ko == "유기농 사과 1kg"


def test_a_shopper_of_a_file_may_not_digest_lactose(tmp_path: Path) -> None:
    file = tmp_path / "shoppers.json"
    file.write_text(
        '[{"id": "p", "consents": {"health_data": true}, "allergens": ["lactose", "egg"]}]', encoding="utf-8"
    )
    assert read_shoppers(file)[0].allergens == {"lactose", "egg"}
