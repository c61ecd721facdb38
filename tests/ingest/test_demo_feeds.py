"""The three demo feeds against their ground truth, field by field."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.money import Money
from assistant.domain.text import Text
from catalog_ingest import ingest, ingest_demo
from tests.ingest.conftest import RecordingShop

DEMO = Path(__file__).parents[2] / "catalog_ingest" / "demo"


def truth(department: str) -> list[dict[str, Any]]:
    lines = (DEMO / department / f"{department}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def keys(names: list[str]) -> set[str]:
    """The ground truth spells one allergen otherwise than the domain."""
    return {"sulfite" if name == "sulphites" else name for name in names}


def won(minor: int | None) -> Money | None:
    return None if minor is None else Money(minor, "KRW")


def test_grocery_matches_its_ground_truth(shop: RecordingShop) -> None:
    summary = ingest(shop, [str(DEMO / "grocery" / "grocery.csv")])
    rows = truth("grocery")
    assert (summary.format, summary.read, summary.accepted, summary.quarantined) == ("korean", 381, 381, 0)
    assert summary.currency == "KRW"
    flags = {
        "vegan": "vegan",
        "vegetarian": "vegetarian",
        "gluten_free": "gluten_free",
        "halal": "halal_certified",
    }
    for row in rows:
        product, variant = shop.skus[row["sku"]]
        offer = variant.offer
        assert product.title == Text(row["title_ko"], row["title_en"])
        assert product.description == Text(row["description_ko"], row["description_en"])
        assert product.category == Text(ko=row["category_path_ko"])
        assert offer.price == won(row["price_krw"])
        assert offer.list_price == won(row["list_price_krw"])
        assert offer.unit_price is not None
        assert abs(offer.unit_price.price.minor - row["unit_price_krw"]) <= 0.5
        assert f"{offer.unit_price.base:g}{offer.unit_price.unit}" == {"each": "1each"}.get(
            row["unit_price_basis"], row["unit_price_basis"]
        )
        assert variant.aisle == row["aisle"]
        assert product.allergens.contains == keys(row["allergens_contains"])
        assert product.allergens.may_contain == keys(row["allergens_may_contain"])
        assert product.allergens.status == row["allergen_info"]
        for name, source in flags.items():
            assert product.attributes[name] == (row[source],), name
        assert product.attributes["organic"] == ("yes" if row["organic"] else "no",)
        assert product.attributes["origin"] == (row["origin_ko"],)
        assert product.attributes["spicy_level"] == (row["spicy_level"],)
        assert product.attributes["shelf_life_days"] == (row["shelf_life_days"],)
        assert product.popularity == row["popularity"]


def test_sports_matches_its_ground_truth(shop: RecordingShop) -> None:
    summary = ingest(shop, [str(DEMO / "sports" / "sports.csv")], images=DEMO / "sports" / "images")
    rows = truth("sports")
    assert (summary.format, summary.read, summary.accepted, summary.quarantined) == ("shopify", 297, 297, 0)
    assert len(shop.products) == 144
    for row in rows:
        product, variant = shop.skus[row["sku"]]
        assert product.product_id == row["handle"]
        assert product.title == Text(row["title_ko"], row["title_en"])
        assert product.description == Text(row["description_ko"], row["description_en"])
        assert product.category == Text(row["category_path_ko"], row["category_path_en"])
        assert product.brand == Text(row["brand_ko"], row["brand"])
        assert {name: text.in_("en") for name, text in variant.options.items()} == row["options"]
        assert variant.offer.price == won(row["price_krw"])
        assert variant.offer.list_price == won(row["list_price_krw"])
        assert variant.offer.quantity == row["stock_total"]
        assert variant.offer.availability == ("in_stock" if row["stock_total"] else "out_of_stock")
        assert variant.aisle == row["aisle"]
        assert variant.image == (f"/images/{row['image']}" if row["image"] else "")
        for name, value in product.attributes.items():
            if name in row["attributes"]:
                wanted = row["attributes"][name]
                assert value == tuple(wanted if isinstance(wanted, list) else [wanted]), name
    copied = {place.name for place in (shop.settings.data_dir / "images").iterdir()}
    assert copied == {row["image"] for row in rows if row["image"]}


def test_living_matches_its_ground_truth(shop: RecordingShop) -> None:
    summary = ingest(shop, [str(DEMO / "living" / "living.xml")])
    rows = truth("living")
    assert (summary.format, summary.read, summary.accepted, summary.quarantined) == ("google", 689, 689, 0)
    assert len(shop.products) == len({row["handle"] for row in rows})
    for row in rows:
        product, variant = shop.skus[row["sku"]]
        assert product.title == Text(row["title_ko"], row["title_en"])
        assert product.description == Text(row["description_ko"], row["description_en"])
        assert product.category == Text(row["category_path_ko"], row["category_path_en"])
        assert product.brand == Text(row["brand_ko"], row["brand"])
        assert {name: text.in_("en") for name, text in variant.options.items()} == row["options"]
        assert {name: text.in_("ko") for name, text in variant.options.items()} == row["options_ko"]
        assert variant.offer.price == won(row["price_krw"])
        assert variant.offer.list_price == won(row["list_price_krw"])
        assert variant.offer.availability == "in_stock"
        assert variant.aisle == row["aisle"]
        for name in ("style", "material", "occasion"):
            wanted = row["attributes"].get(name)
            assert (product.attributes.get(name) is not None) == (wanted is not None), name


def test_the_demo_shop_comes_whole(shop: RecordingShop) -> None:
    first = ingest_demo(shop)
    assert (first.read, first.accepted, first.quarantined, first.published) == (1367, 1367, 0, True)
    assert first.seconds < 20
    kept = shop.facts.kept
    counts = {kind: len(values) for kind, values in kept.items()}
    assert counts["stores"] == 5
    assert counts["stock"] == 6835
    assert counts["services"] == 7
    assert counts["policies"] > 20
    assert counts["complements"] > 50
    assert counts["reviews"] > 400
    assert len(shop.shoppers.saved) == 8
    assert len(shop.shoppers.events) > 20_000
    minji = shop.shoppers.saved["p-minji"]
    assert minji.allergens == {"tree_nut", "walnut", "pine_nut", "peanut"}
    assert minji.budget == Money(60000, "KRW")
    assert minji.household == 3
    assert all(not p.allergens and not p.diet for p in shop.shoppers.saved.values() if not p.consents.health)
    skus = shop.skus
    assert all(level.sku in skus for level in shop.stock())
    assert all(variant.offer.quantity is not None for _, variant in skus.values())
    events = len(shop.shoppers.events)
    again = ingest_demo(shop)
    assert (again.updated, again.unchanged, again.deleted) == (0, 1367, 0)
    assert len(shop.shoppers.events) == events


def test_the_notices_stay_with_the_data() -> None:
    for folder in ("grocery", "sports", "living", "shop"):
        assert (DEMO / folder / "SOURCE.md").exists()
        assert list((DEMO / folder).glob("LICENSE*"))


@pytest.mark.parametrize("folder", ["grocery", "sports", "living"])
def test_a_folder_leaves_out_its_own_copies(shop: RecordingShop, folder: str) -> None:
    summary = ingest(shop, [str(DEMO / folder)])
    assert summary.published
    assert summary.quarantined == 0
    assert summary.accepted == len(truth(folder))
    assert any(f"{folder}.jsonl" in note for note in summary.notes)
