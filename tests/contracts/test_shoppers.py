"""The contract of ports.Shoppers."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine, text

from assistant.adapters.sql import SqlSessions, SqlShoppers
from assistant.domain.dialogue import Session
from assistant.domain.money import Money
from assistant.domain.shopper import Consents, Profile
from assistant.domain.text import Text
from assistant.errors import BadRequest, NotFound
from assistant.ports import Shoppers
from tests.contracts.values import profiles

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
MINJI = Profile(
    "p-minji",
    Text("김민지", "Minji Kim"),
    "ko",
    allergens=frozenset({"peanut", "walnut"}),
    diet=frozenset({"vegan"}),
    sizes={"top": "M", "shoe_mm": "240"},
    budget=Money(60_000, "KRW"),
    consents=Consents(health=True),
)


@pytest.fixture
def shoppers(engine: Engine) -> Shoppers:
    return SqlShoppers(engine)


def event(number: int, shopper_id: str = "p-minji") -> dict[str, Any]:
    ts = NOW + timedelta(seconds=number)
    return {"shopper_id": shopper_id, "ts": ts.isoformat(), "type": "view", "sku": f"S-{number}"}


def test_a_stranger_has_no_profile(shoppers: Shoppers) -> None:
    assert shoppers.profile("p-minji") is None
    assert shoppers.profile("\0\ud800") is None
    assert shoppers.profiles() == []


def test_the_last_saved_profile_is_kept(shoppers: Shoppers) -> None:
    shoppers.save(replace(MINJI, household=2))
    shoppers.save(MINJI)
    shoppers.save(Profile("p-jun"))
    assert shoppers.profile("p-minji") == MINJI
    assert shoppers.profiles() == [Profile("p-jun"), MINJI]


def test_without_health_consent_no_health_data_is_stored(shoppers: Shoppers, engine: Engine) -> None:
    shoppers.save(MINJI)
    assert "peanut" in _stored(engine)  # the control: with consent it is there
    shoppers.save(replace(MINJI, consents=Consents(personalisation=True, marketing=True)))
    kept = shoppers.profile("p-minji")
    assert kept is not None
    assert kept.allergens == kept.diet == frozenset()
    assert kept.sizes == MINJI.sizes
    assert not {"peanut", "walnut", "vegan"} & set(_stored(engine).split('"'))


def _stored(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.execute(text("SELECT document FROM shoppers")).scalar_one())


def test_events_are_appended_once(shoppers: Shoppers) -> None:
    events = [event(number) for number in range(10)]
    assert shoppers.record(events[:6]) == 6
    assert shoppers.record(events) == 4  # a delivery repeated
    assert shoppers.record([]) == 0
    assert shoppers.record([event(1) | {"quantity": 2}, event(1, "p-jun")]) == 2
    assert len(shoppers.export("p-minji")["events"]) == 11
    assert shoppers.export("p-minji")["events"][0] == event(0)


def test_a_long_history_is_stored_in_one_go(shoppers: Shoppers) -> None:
    assert shoppers.record(event(number, f"a-{number % 50}") for number in range(12_000)) == 12_000


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ({"shopper_id": ""}, "event 1 has no shopper_id"),
        ({"type": None}, "event 1 has no type"),
        ({"ts": "yesterday"}, "event 1 has ts 'yesterday'"),
        ({"ts": "2026-01-01T00:00:00"}, "zone"),
        ({"sku": object()}, "event 1 cannot be stored"),
    ],
)
def test_a_broken_event_stores_none(shoppers: Shoppers, broken: dict[str, Any], says: str) -> None:
    with pytest.raises(BadRequest, match=says):
        shoppers.record([event(0), event(1) | broken])
    with pytest.raises(NotFound):
        shoppers.export("p-minji")


def _live(engine: Engine) -> SqlSessions:
    """A shopper with a profile, events, a conversation and feedback on it."""
    shoppers, sessions = SqlShoppers(engine), SqlSessions(engine)
    shoppers.save(MINJI)
    shoppers.record([event(1), event(2), event(3, "p-jun")])
    sessions.create(Session("s-1", "web", "ko", MINJI, NOW, NOW + timedelta(hours=2)))
    sessions.remember("s-1", "t-1", "사과 있어?", [{"type": "text", "delta": "네"}])
    sessions.feedback("s-1", "t-1", "up", "친절해요")
    return sessions


def test_a_shopper_sees_everything_held_on_them(shoppers: Shoppers, engine: Engine) -> None:
    _live(engine)
    held = shoppers.export("p-minji")
    assert json.loads(json.dumps(held)) == held
    assert held["profile"]["allergens"] == ["peanut", "walnut"]
    assert held["events"] == [event(1), event(2)]
    assert held["sessions"][0]["session"]["session_id"] == "s-1"
    assert held["sessions"][0]["turns"][0]["said"] == "사과 있어?"
    assert held["feedback"][0]["reason"] == "친절해요"
    with pytest.raises(NotFound, match="p-nobody"):
        shoppers.export("p-nobody")


def test_a_forgotten_shopper_leaves_nothing(shoppers: Shoppers, engine: Engine) -> None:
    sessions = _live(engine)
    assert shoppers.forget("p-minji") is True
    assert shoppers.profile("p-minji") is None
    assert sessions.history("s-1") == []
    with pytest.raises(NotFound):
        sessions.load("s-1", NOW)
    with pytest.raises(NotFound):
        shoppers.export("p-minji")
    assert shoppers.forget("p-minji") is False
    assert shoppers.export("p-jun")["events"] == [event(3, "p-jun")]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(profile=profiles())
def test_a_profile_comes_back_as_it_may_be_kept(shoppers: Shoppers, profile: Profile) -> None:
    shoppers.save(profile)
    kept = shoppers.profile(profile.shopper_id)
    assert kept == replace(profile, allergens=profile.safe_allergens, diet=profile.safe_diet)
