"""The contract of ports.ShopFacts."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from assistant.adapters.sql import SqlShopFacts
from assistant.domain.money import Money
from assistant.domain.store import (
    ComplementRule,
    Policy,
    Review,
    Service,
    ServiceOption,
    StockLevel,
    Store,
)
from assistant.domain.text import Text
from assistant.errors import BadRequest
from assistant.ports import ShopFacts
from tests.contracts.values import days, ids, texts, times, words

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HOURS = {"mon": ("10:00", "22:00"), "sun": ("00:00", "24:00")}
STORES = [
    Store("st-2", Text("마포점", "Mapo"), Text("서울"), 37.5, 126.9, HOURS, {}, services=("hair", "parcel")),
    Store("st-1", Text("용산점 🏬", "Yongsan"), Text(), -1.25, 0.0, {}, HOURS, "02-1", True, 30, 2),
]
SERVICES = [
    Service(
        "hair",
        Text("미용실", "Hair salon"),
        Text(),
        "beauty",
        (ServiceOption("cut", Text("커트"), 30, Money(20000, "KRW")),),
        True,
        ("st-2",),
        {"st-2": {"mon": ("10:00", "11:00")}},
    )
]
POLICIES = [Policy("returns", "returns", Text("반품?", "Returns?"), Text("7일", "7 days"))]
RULES = [ComplementRule("r1", "category", "식품", "sku", "S-1", "strong", Text("함께", "together"))]
REVIEWS = [
    Review("v2", "S-1", 5, "ko", "맛있어요 🍎", date(2026, 1, 2)),
    Review("v1", "S-1", 2, "en", "meh", date(2026, 1, 1)),
    Review("v3", "S-2", 3, "en", "ok", date(2026, 1, 1)),
]
STOCK = [
    StockLevel("st-1", "S-1", 5, NOW, "A-01", date(2026, 2, 1)),
    StockLevel("st-2", "S-1", 0, NOW),
    StockLevel("st-1", "S-2", 7, NOW),
]


@pytest.fixture
def facts(engine: Engine) -> ShopFacts:
    return SqlShopFacts(engine)


@pytest.fixture
def full(facts: ShopFacts) -> ShopFacts:
    facts.replace(
        stores=STORES, stock=STOCK, services=SERVICES, policies=POLICIES, reviews=REVIEWS, complements=RULES
    )
    return facts


def test_a_new_shop_has_no_facts(facts: ShopFacts) -> None:
    assert not any((facts.stores(), facts.services(), facts.policies(), facts.complements()))
    assert not any((facts.stock(["S-1"]), facts.stock([]), facts.reviews(["S-1"]), facts.reviews([])))
    assert facts.stocked_at("st-1") == {}


def test_everything_comes_back_in_the_order_given(full: ShopFacts) -> None:
    assert full.stores() == STORES
    assert full.services() == SERVICES
    assert full.policies() == POLICIES
    assert full.complements() == RULES
    assert full.reviews(["S-1"]) == REVIEWS[:2]
    assert full.reviews(["S-2", "S-1", "S-9"]) == REVIEWS


def test_stock_by_sku_and_store(full: ShopFacts) -> None:
    assert full.stock(["S-1"]) == STOCK[:2]
    assert full.stock(["S-2", "S-1", "S-1"], "st-1") == [STOCK[0], STOCK[2]]
    assert full.stock(["S-2"], "st-2") == full.stock(["S-1"], "st-9") == full.stock([]) == []
    assert full.stocked_at("st-1") == {"S-1": 5, "S-2": 7}
    assert full.stocked_at("st-2") == {}  # known there, but none on the shelf


def test_a_kind_not_given_stays(full: ShopFacts) -> None:
    full.replace(policies=[], stock=STOCK[:1])
    assert full.policies() == []
    assert full.stock(["S-1", "S-2"]) == STOCK[:1]
    assert full.stores() == STORES
    assert full.reviews(["S-2"]) == REVIEWS[2:]


def test_all_given_kinds_change_together_or_none(full: ShopFacts) -> None:
    with pytest.raises(BadRequest, match=r"S-1 at st-1.*twice"):
        full.replace(stores=[], stock=[STOCK[0], STOCK[0]])
    with pytest.raises(BadRequest, match=r"policy 'returns'.*twice"):
        full.replace(stores=[], policies=POLICIES * 2)
    with pytest.raises(BadRequest, match="zone"):
        full.replace(stores=[], stock=[StockLevel("st-1", "S-1", 1, datetime(2026, 1, 1))])
    assert full.stores() == STORES
    assert full.stock(["S-1"]) == STOCK[:2]


def test_a_large_stock_list(facts: ShopFacts) -> None:
    levels = (StockLevel("st-1", f"S-{number}", 1, NOW) for number in range(12_000))
    facts.replace(stock=levels)
    assert len(facts.stocked_at("st-1")) == 12_000
    assert len(facts.stock([f"S-{number}" for number in range(20_000)])) == 12_000


LEVELS = st.builds(
    StockLevel, ids, ids, st.integers(0, 10**9), times, aisle=words, best_before=st.none() | days
)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    levels=st.lists(LEVELS, max_size=4, unique_by=lambda level: (level.store_id, level.sku)),
    reviews=st.lists(
        st.builds(Review, ids, ids, st.integers(1, 5), st.just("ko"), words, days),
        max_size=4,
        unique_by=lambda review: review.review_id,
    ),
    policies=st.lists(
        st.builds(Policy, ids, words, texts, texts), max_size=3, unique_by=lambda each: each.policy_id
    ),
)
def test_facts_come_back_as_they_went_in(
    facts: ShopFacts, levels: list[StockLevel], reviews: list[Review], policies: list[Policy]
) -> None:
    facts.replace(stock=levels, reviews=reviews, policies=policies)
    kept = facts.stock([level.sku for level in levels])
    assert kept == sorted(levels, key=lambda level: (level.sku, level.store_id))
    assert facts.reviews([review.sku for review in reviews]) == reviews
    assert facts.policies() == policies
