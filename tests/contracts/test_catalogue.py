"""The contract of ports.Catalogue."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from assistant.adapters.sql import SqlCatalogue, repricing
from assistant.domain.money import Money
from assistant.domain.product import Offer, Product, UnitPrice, Variant
from assistant.domain.text import Text
from assistant.errors import BadRequest
from assistant.ports import Catalogue, Changes, Published
from tests.contracts.values import catalogues, offers

NOW = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
ODD = ("S-1", 'quoted "twice"', "back\\slash", "tab\tand\nline", "{", "가 나")
one_database = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def catalogue(engine: Engine) -> Catalogue:
    return SqlCatalogue(engine)


def apple(number: int, *, price: int = 3000, skus: int = 1, as_of: datetime = NOW) -> Product:
    offer = Offer(Money(price, "KRW"), quantity=5, availability="in_stock", as_of=as_of)
    variants = tuple(Variant(f"S-{number}-{each}", offer) for each in range(skus))
    return Product(f"P-{number:03}", Text(f"사과 {number}", f"Apple {number}"), variants)


def product(name: str) -> Product:
    offer = Offer(Money(10, "KRW"), quantity=5, availability="in_stock", as_of=NOW)
    return Product(name, Text(ko=name), (Variant(f"S-{name}", offer),))


def apples(count: int, **given: int) -> list[Product]:
    return [apple(number, **given) for number in range(count)]  # type: ignore[arg-type]


def test_an_empty_catalogue_is_version_0(catalogue: Catalogue) -> None:
    assert catalogue.version() == 0
    assert list(catalogue.every()) == []
    assert catalogue.products([]) == catalogue.products(["S-1"]) == {}


def test_publishing_counts_what_it_writes(catalogue: Catalogue) -> None:
    assert catalogue.publish(apples(3, skus=2), full=True) == Published(1, updated=6, unchanged=0, deleted=0)
    assert catalogue.publish(apples(3, skus=2), full=True) == Published(2, updated=0, unchanged=3, deleted=0)
    dearer = [apple(0, price=3100, skus=2), *apples(3, skus=2)[1:]]
    assert catalogue.publish(dearer, full=True) == Published(3, updated=2, unchanged=2, deleted=0)
    assert catalogue.publish(dearer[:1], full=True) == Published(4, updated=0, unchanged=1, deleted=4)
    assert catalogue.version() == 4
    assert list(catalogue.every()) == dearer[:1]


def test_one_variant_s_price_is_one_sku(catalogue: Catalogue) -> None:
    catalogue.publish([apple(1, skus=2)], full=True)
    product = apple(1, skus=2)
    second = replace(product.variants[1], offer=Offer(None))
    changed = replace(product, variants=(product.variants[0], second))
    assert catalogue.publish([changed], full=False) == Published(2, updated=1, unchanged=0, deleted=0)
    assert catalogue.products(["S-1-1"]) == {"S-1-1": changed}


def test_a_delta_leaves_the_rest(catalogue: Catalogue) -> None:
    catalogue.publish(apples(3, skus=2), full=True)
    assert catalogue.publish([apple(1, skus=1), apple(7)], full=False) == Published(2, 2, 0, deleted=1)
    assert list(catalogue.every()) == [apple(0, skus=2), apple(1), apple(2, skus=2), apple(7)]


def test_a_later_reading_of_the_same_price_is_kept_but_is_no_change(catalogue: Catalogue) -> None:
    catalogue.publish(apples(2), full=True)
    later = apple(0, as_of=NOW + timedelta(days=1))
    assert catalogue.publish([later, apple(1)], full=True) == Published(2, updated=0, unchanged=2, deleted=0)
    assert catalogue.products(["S-0-0"]) == {"S-0-0": later}


def test_an_empty_full_publish_empties_the_catalogue(catalogue: Catalogue) -> None:
    catalogue.publish(apples(2), full=True)
    assert catalogue.publish([], full=True) == Published(2, updated=0, unchanged=0, deleted=2)
    assert list(catalogue.every()) == []


def test_a_feed_that_breaks_off_changes_nothing(catalogue: Catalogue) -> None:
    catalogue.publish(apples(2), full=True)

    def feed() -> Iterator[Product]:
        yield from apples(1500, price=1)
        raise RuntimeError("the merchant's server hung up")

    with pytest.raises(RuntimeError, match="hung up"):
        catalogue.publish(feed(), full=True)
    assert catalogue.version() == 1
    assert list(catalogue.every()) == apples(2)
    assert catalogue.publish(apples(2), full=True) == Published(2, 0, unchanged=2, deleted=0)


def test_a_sku_in_two_products_names_both(catalogue: Catalogue) -> None:
    twin = replace(apple(2), variants=apple(1).variants)
    with pytest.raises(BadRequest, match=r"S-1-0.*P-001.*P-002"):
        catalogue.publish([apple(1), twin], full=True)
    with pytest.raises(BadRequest, match=r"P-001.*twice"):
        catalogue.publish([apple(1), apple(1)], full=True)
    doubled = replace(apple(1), variants=apple(1).variants * 2)
    with pytest.raises(BadRequest, match=r"P-001.*SKU twice"):
        catalogue.publish([doubled], full=True)
    assert catalogue.version() == 0


def test_what_cannot_be_stored_is_named(catalogue: Catalogue) -> None:
    with pytest.raises(BadRequest, match=r"P-001.*no variant"):
        catalogue.publish([replace(apple(1), variants=())], full=True)
    with pytest.raises(BadRequest, match=r"P-001.*attributes"):
        catalogue.publish([replace(apple(1), attributes={"weight": (float("nan"),)})], full=True)
    two = Offer(Money(1, "KRW"), list_price=Money(2, "USD"))
    with pytest.raises(BadRequest, match=r"S-1.*KRW, USD"):
        catalogue.publish([replace(apple(1), variants=(Variant("S-1", two),))], full=True)
    with pytest.raises(BadRequest, match="zone"):
        catalogue.publish([apple(1, as_of=datetime(2026, 1, 1))], full=True)
    assert catalogue.version() == 0


@pytest.mark.parametrize("order", [1, -1])
def test_a_sku_moves_to_another_product(catalogue: Catalogue, order: int) -> None:
    catalogue.publish([apple(1, skus=2), apple(2)], full=True)
    source = apple(1, skus=1)
    target = replace(apple(2), variants=(*apple(2).variants, apple(1, skus=2).variants[1]))
    published = catalogue.publish([source, target][::order], full=True)
    assert published == Published(2, updated=3, unchanged=0, deleted=0)
    assert list(catalogue.every()) == [source, target]


def test_a_delta_moves_a_sku_out_of_a_product_it_does_not_name(catalogue: Catalogue) -> None:
    catalogue.publish([apple(1, skus=2), apple(2), apple(3)], full=True)
    taker = replace(apple(4), variants=(apple(1, skus=2).variants[1], apple(2).variants[0]))
    catalogue.publish([taker], full=False)
    assert list(catalogue.every()) == [apple(1, skus=1), apple(3), taker]  # 2 has nothing left to buy
    assert catalogue.publish([apple(1, skus=2)], full=False).updated == 1  # and back again
    assert catalogue.products(["S-1-1"]) == {"S-1-1": apple(1, skus=2)}


def test_unknown_skus_are_left_out_however_odd(catalogue: Catalogue) -> None:
    catalogue.publish(apples(3), full=True)
    odd = ["", "S-9", "'; DROP TABLE products; --", "\0", "\ud800", "S-1-0", "S-1-0", "가" * 5000]
    assert catalogue.products(odd) == {"S-1-0": apple(1)}


def test_more_skus_than_a_statement_holds_variables(catalogue: Catalogue) -> None:
    catalogue.publish(apples(1200), full=True)
    asked = [f"S-{number}-0" for number in range(70_000)]
    assert len(catalogue.products(asked)) == 1200
    assert len(list(catalogue.every())) == 1200


def test_broken_characters_are_mended_before_they_reach_sql(catalogue: Catalogue) -> None:
    broken = replace(
        apple(1),
        title=Text("사\0과\ud83c", "\\u0000 stays: it is text"),
        variants=(Variant("S\0-\udfff", Offer(None)),),
    )
    catalogue.publish([broken], full=True)
    (kept,) = catalogue.every()
    assert kept.title == Text("사과\ufffd", "\\u0000 stays: it is text")
    assert kept.variants[0].sku == "S-\ufffd"
    assert catalogue.publish([broken], full=True).unchanged == 1


@one_database
@given(products=catalogues())
def test_every_product_comes_back_as_it_went_in(catalogue: Catalogue, products: list[Product]) -> None:
    catalogue.publish(products, full=True)
    kept = list(catalogue.every())
    assert kept == sorted(products, key=lambda product: product.product_id)
    for product in products:
        for variant in product.variants:
            found = catalogue.products([variant.sku])[variant.sku]
            assert found == product
            assert _types(found) == _types(product)
    assert catalogue.publish(products, full=True).unchanged == len(products)


def _types(product: Product) -> list[list[type]]:
    return [[type(value) for value in values] for values in product.attributes.values()]


def test_vectors_are_kept_by_embedder_and_hash(catalogue: Catalogue) -> None:
    rng = np.random.default_rng(7)
    many = {f"h{number}": rng.random(8, dtype=np.float32) for number in range(6000)}
    catalogue.keep_vectors("e5", many)
    catalogue.keep_vectors("fast", {"h0": np.zeros(3, dtype=np.float32)})
    catalogue.keep_vectors("e5", {"h1": np.ones(8, dtype=np.float32)})
    catalogue.keep_vectors("e5", {})
    kept = catalogue.vectors("e5", [*many, "unknown"])
    assert set(kept) == set(many)
    assert kept["h1"].tolist() == [1.0] * 8
    assert all(kept[name].dtype == np.float32 for name in kept)
    assert all(np.array_equal(kept[name], many[name]) for name in many if name != "h1")
    assert catalogue.vectors("fast", ["h0"])["h0"].shape == (3,)
    assert catalogue.vectors("other", ["h0"]) == {}


def prices(products: Iterable[Product]) -> set[Money | None]:
    """Every price of 60 apples; a whole publish has one."""
    seen = list(products)
    assert len(seen) == 60
    return {product.variants[0].offer.price for product in seen}


def test_a_reader_never_sees_half_a_publish(catalogue: Catalogue) -> None:
    """Two publishers price all SKUs alike, at another price each time; readers must see one price only."""
    skus = [f"S-{number}-0" for number in range(60)]
    catalogue.publish(apples(60, price=1), full=True)
    done = Event()

    def read(whole: bool) -> int:
        looks = 0
        while not done.is_set() or looks == 0:
            assert len(prices(catalogue.every() if whole else catalogue.products(skus).values())) == 1
            looks += 1
        return looks

    def write(start: int) -> None:
        for price in range(start, start + 15):
            catalogue.publish(apples(60, price=price), full=True)

    with ThreadPoolExecutor(8) as pool:
        readers = [pool.submit(read, whole) for whole in (True, False, False, True)]
        writers = [pool.submit(write, start) for start in (100, 200)]
        try:
            for writer in writers:
                writer.result()
        finally:
            done.set()
        assert all(reader.result() for reader in readers)
    assert catalogue.version() == 31


def test_half_a_publish_would_be_seen(catalogue: Catalogue) -> None:
    """The control of the test above: published in two halves, the readers' measure finds two prices."""
    catalogue.publish(apples(60, price=1), full=True)
    catalogue.publish(apples(30, price=2), full=False)
    assert len(prices(catalogue.every())) == 2


def test_a_long_reader_keeps_its_snapshot_and_holds_nobody_up(catalogue: Catalogue) -> None:
    catalogue.publish(apples(600, price=1), full=True)
    reader = catalogue.every()
    first = next(reader)
    catalogue.publish(apples(600, price=2), full=True)
    assert {product.variants[0].offer.price for product in (first, *reader)} == {Money(1, "KRW")}
    assert catalogue.products(["S-5-0"])["S-5-0"].variants[0].offer.price == Money(2, "KRW")


def test_changes_are_told_apart(catalogue: Catalogue) -> None:
    assert catalogue.changes(0) == Changes(0)
    catalogue.publish([product("a"), product("b"), product("c")], full=True)
    first = catalogue.version()
    assert catalogue.changes(first) == Changes(first)
    assert catalogue.changes(0) is None, "before the first publish everything is new"
    dear = replace(product("b").variants[0], offer=Offer(Money(99, "KRW")))
    catalogue.publish(
        [replace(product("a"), title=Text(ko="새 이름")), replace(product("b"), variants=(dear,))], full=True
    )
    changes = catalogue.changes(first)
    assert changes is not None
    assert changes.version == catalogue.version()
    assert [each.product_id for each in changes.products] == ["a"]
    assert changes.offers == ((dear.sku, dear.offer),)
    assert changes.removed == ("c",)
    catalogue.publish([product("c")], full=False)
    back = catalogue.changes(first)
    assert back is not None
    assert {each.product_id for each in back.products} == {"a", "c"}
    assert back.removed == ()


def test_an_offer_read_again_is_no_change(catalogue: Catalogue) -> None:
    once = product("a")
    catalogue.publish([once], full=True)
    later = replace(
        once.variants[0], offer=replace(once.variants[0].offer, as_of=datetime(2030, 1, 1, tzinfo=UTC))
    )
    catalogue.publish([replace(once, variants=(later,))], full=True)
    assert catalogue.changes(1) == Changes(2)


def test_a_product_that_lost_a_sku_has_changed(catalogue: Catalogue) -> None:
    two = replace(product("a"), variants=(*product("a").variants, Variant("moves", Offer(None))))
    catalogue.publish([two], full=True)
    catalogue.publish([replace(product("b"), variants=(Variant("moves", Offer(None)),))], full=False)
    changes = catalogue.changes(1)
    assert changes is not None
    assert {each.product_id: len(each.variants) for each in changes.products} == {"a": 1, "b": 1}


def test_offers_change_without_their_products(catalogue: Catalogue) -> None:
    catalogue.publish([product("a"), product("b")], full=True)
    (sku,) = (each.sku for each in product("a").variants)
    same = product("b").variants[0]
    cheap = Offer(Money(1, "KRW"), availability="in_stock", quantity=3)
    published = catalogue.update_offers({sku: cheap, same.sku: same.offer})
    assert (published.version, published.updated, published.unchanged) == (2, 1, 1)
    assert catalogue.changes(1) == Changes(2, offers=((sku, cheap),))
    assert catalogue.products([sku])[sku].variants[0].offer == cheap
    with pytest.raises(BadRequest, match="nowhere"):
        catalogue.update_offers({sku: Offer(Money(2, "KRW")), "nowhere": cheap})
    assert catalogue.version() == 2
    assert catalogue.products([sku])[sku].variants[0].offer == cheap


@one_database
@given(products=catalogues(), fresh=st.lists(offers(), min_size=15, max_size=15), folded=st.booleans())
def test_offers_changed_alone_are_read_everywhere(
    catalogue: Catalogue, engine: Engine, products: list[Product], fresh: list[Offer], folded: bool
) -> None:
    catalogue.publish(products, full=True)
    first = catalogue.version()
    drawn = iter(fresh)
    wanted = sorted(
        (
            replace(one, variants=tuple(replace(each, offer=next(drawn)) for each in one.variants))
            for one in products
        ),
        key=lambda one: one.product_id,
    )
    most = repricing._MOST
    repricing._MOST = 0 if folded else most
    try:
        catalogue.update_offers({each.sku: each.offer for one in wanted for each in one.variants})
    finally:
        repricing._MOST = most
    other = SqlCatalogue(engine)
    for reader in (catalogue, other):
        assert list(reader.every()) == wanted
        for one in wanted:
            assert reader.products([one.variants[-1].sku])[one.variants[-1].sku] == one
    assert catalogue.changes(first) == other.changes(first)
    before = {each.sku: each.offer for one in products for each in one.variants}
    after = {each.sku: each.offer for one in wanted for each in one.variants}
    told = other.changes(first)
    assert told is not None
    assert dict(told.offers) == {sku: offer for sku, offer in after.items() if before[sku] != offer}
    assert catalogue.publish(wanted, full=True).unchanged == len(wanted)
    assert list(other.every()) == wanted


@one_database
@given(rounds=st.lists(st.dictionaries(st.sampled_from(ODD), st.integers(1, 3)), max_size=5))
def test_offers_changed_again_and_again_are_told_apart(
    catalogue: Catalogue, engine: Engine, rounds: list[dict[str, int]]
) -> None:
    """What differs from what was said last, here for the first time or once more, back to what it was too."""
    other, now = SqlCatalogue(engine), dict.fromkeys(ODD, Offer(Money(1, "KRW"), as_of=NOW))
    goods = [Product(f"P{at}", Text(sku), (Variant(sku, now[sku]),)) for at, sku in enumerate(ODD)]
    first = catalogue.publish(goods, full=True).version
    started = dict(now)
    for prices in rounds:
        given = {sku: replace(now[sku], price=Money(price, "KRW")) for sku, price in prices.items()}
        differing = {sku: offer for sku, offer in given.items() if now[sku] != offer}
        published = catalogue.update_offers(given)
        assert (published.updated, published.unchanged) == (len(differing), len(given) - len(differing))
        now |= given
        for reader in (catalogue, other):
            told = reader.changes(published.version - 1)
            assert told is not None
            assert dict(told.offers) == differing
        with pytest.raises(BadRequest, match="nowhere"):
            catalogue.update_offers({ODD[0]: Offer(None), "nowhere": Offer(None)})
        read = other.products(ODD)
        assert {sku: read[sku].variants[0].offer for sku in ODD} == now
    told = other.changes(first)
    assert told is not None
    assert now == started | dict(told.offers)


def test_offers_changed_alone_outlive_a_publish_of_others(catalogue: Catalogue, engine: Engine) -> None:
    catalogue.publish([product("a"), product("b")], full=True)
    cheap = {"S-a": Offer(Money(1, "KRW"), as_of=NOW + timedelta(hours=1))}
    catalogue.update_offers(cheap)
    catalogue.publish([replace(product("b"), title=Text(ko="비"))], full=False)
    assert catalogue.products(["S-a"])["S-a"].variants[0].offer == cheap["S-a"]
    changes = SqlCatalogue(engine).changes(1)
    assert changes is not None
    assert changes.offers == tuple(cheap.items())
    assert [each.product_id for each in changes.products] == ["b"]
    assert catalogue.publish([product("a"), product("b")], full=True).updated == 2
    with pytest.raises(BadRequest, match="zone"):
        catalogue.update_offers({"S-a": Offer(None, as_of=datetime(2026, 1, 1))})


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf"), 2**63])
def test_a_number_no_database_keeps_is_refused_and_nothing_is_written(
    catalogue: Catalogue, engine: Engine, number: Any
) -> None:
    catalogue.publish([product("a"), product("b")], full=True)
    won = Money(1, "KRW")
    odd = [
        Offer(Money(number, "KRW")),
        Offer(won, list_price=Money(number, "KRW")),
        Offer(won, unit_price=UnitPrice(Money(number, "KRW"), 100, "g")),
        Offer(won, unit_price=UnitPrice(won, number, "g")),
        Offer(won, quantity=number),
    ]
    for offer in odd:
        with pytest.raises(BadRequest, match=r"S-b.*(nan|inf|9223372036854775808).*finite"):
            catalogue.update_offers({"S-a": Offer(won), "S-b": offer})
        changed = replace(product("b"), variants=(Variant("S-b", offer),))
        with pytest.raises(BadRequest, match=r"S-b.*finite"):
            catalogue.publish([replace(product("a"), title=Text(ko="에이")), changed], full=True)
    other = SqlCatalogue(engine)
    assert other.version() == 1
    assert list(other.every()) == [product("a"), product("b")]


def test_one_unknown_sku_among_unchanged_offers_is_named(catalogue: Catalogue) -> None:
    catalogue.publish([product("a")], full=True)
    same = product("a").variants[0].offer
    with pytest.raises(BadRequest, match="nowhere"):
        catalogue.update_offers({"S-a": same, "nowhere": same})
    assert catalogue.version() == 1
    assert catalogue.update_offers({"S-a": same}) == Published(2, 0, unchanged=1, deleted=0)
    assert catalogue.update_offers({}) == Published(3, 0, unchanged=0, deleted=0)
