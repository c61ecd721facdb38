"""Controls that must fail: a shop that says nothing useful, and one that shows whatever it has."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.domain.card import Card
from assistant.domain.events import CartView, Done, Event, Products, TextDelta, Understood
from assistant.domain.money import Money
from assistant.domain.product import Allergens
from assistant.domain.shopper import Consents, Profile
from eval.casebook import load_cases
from eval.dialogue import hold
from eval.report import summary
from eval.truth import Item, Truth

MINJI = Profile(
    "p-minji",
    allergens=frozenset({"peanut", "tree_nut", "walnut", "pine_nut"}),
    consents=Consents(health=True),
)


class _Parrot:
    """The public face of a shop that answers every turn with the same cards and the same sentence."""

    def __init__(self, items: list[Item], truth: Truth) -> None:
        self.items = items
        self.truth = truth
        self.shoppers = SimpleNamespace(profile=lambda shopper: MINJI, save=lambda profile: None)

    def open_session(self, **given: Any) -> Any:
        return SimpleNamespace(session=SimpleNamespace(session_id="s"))

    def turn(self, session_id: str, said: Any) -> Iterator[Event]:
        yield Understood("search", "", "ko", (), ())
        if self.items:
            yield Products(tuple(_card(item) for item in self.items), len(self.items))
        yield TextDelta("무엇이든 물어보세요.")
        yield Done("t", "embedded", False, "v", 1, "무엇이든 물어보세요.")

    def session(self, session_id: str) -> Any:
        return SimpleNamespace(profile=Profile("guest", guest=True))

    def cart(self, session_id: str) -> CartView:
        return CartView((), None)

    def end(self, session_id: str) -> None:
        return None


def _card(item: Item) -> Card:
    return Card(
        sku=item.sku,
        product_id=item.product,
        title=item.title[0],
        price=Money(item.price, "KRW"),
        list_price=Money(item.list_price, "KRW") if item.list_price else None,
        unit_price=None,
        image="",
        brand="",
        category=item.category[0],
        availability="in_stock",
        store=None,
        allergens=Allergens(item.contains, item.may_contain, "declared" if item.declared else "unknown"),
        options={},
    )


@contextmanager
def _shop(*skus: str) -> Iterator[Any]:
    truth = Truth.load()
    yield _Parrot([truth.item(sku) for sku in skus], truth)


def _figures(*skus: str) -> dict[str, Any]:
    with _shop(*skus) as shop:
        return summary([hold(shop, case, shop.truth) for case in load_cases("dialogue")])


def test_a_shop_that_shows_nothing_fails_nearly_everything() -> None:
    figures = _figures()
    assert figures["rate"] < 0.05, figures["failures"][:1]


def test_a_shop_that_shows_anything_fails_and_its_breaches_are_counted() -> None:
    figures = _figures("G-0075", "G-0173", "G-0019", "ES-045")
    assert figures["rate"] < 0.05
    assert figures["allergen_breaches"] > 20
    assert figures["diet_breaches"] > 5
    assert json.loads(json.dumps(figures, allow_nan=False))["n"] == figures["n"]


@pytest.mark.parametrize("name", ["dialogue", "dialogue_heldout"])
def test_every_case_says_what_it_expects(name: str) -> None:
    for case in load_cases(name):
        assert any(turn.get("expect") for turn in case.turns), f"{case.case_id} judges nothing"
        assert 1 <= len(case.turns) <= 6, case.case_id
