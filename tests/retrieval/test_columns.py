"""Facets in memory: offers that change leave what laying everything out anew would give."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.product import Offer, Product
from assistant.lexicon import OFFER_NUMBERS, load_lexicon
from assistant.retrieval.columns import Columns, ColumnsBuilder
from assistant.retrieval.states import States
from tests.contracts.values import catalogues, offers

LEXICON = load_lexicon()
VALUES = st.sampled_from("abcd")


def laid_out(products: list[Product]) -> Columns:
    builder = ColumnsBuilder(LEXICON)
    for product in products:
        builder.add(product)
    return builder.build(1)


def offered_now(columns: Columns, unset: float) -> tuple[object, ...]:
    states = columns.words.get("availability", {})
    nothing = np.full(len(columns.skus), np.nan)
    numbers = [columns.numbers.get(name, nothing) for name in OFFER_NUMBERS]
    return (
        {state: held for state, rows in states.items() if (held := rows.tolist())},
        np.nan_to_num(np.array(numbers), nan=unset).tolist(),
        columns.available.tolist(),
    )


def with_new(products: list[Product], offer_of: Mapping[str, Offer]) -> list[Product]:
    return [
        replace(
            one,
            variants=tuple(replace(each, offer=offer_of.get(each.sku, each.offer)) for each in one.variants),
        )
        for one in products
    ]


@given(st.data(), catalogues())
def test_offers_changed_are_as_if_laid_out_anew(data: st.DataObject, products: list[Product]) -> None:
    # An attribute of the name of an offer's number would fill in for it when all is laid out.
    products = [replace(one, attributes={}) for one in products]
    skus = [each.sku for one in products for each in one.variants]
    columns = laid_out(products)
    for version in (2, 3):
        changed = data.draw(st.dictionaries(st.sampled_from([*skus, "nowhere \n"]), offers()))
        before = offered_now(columns, -1.0)
        later = columns.offered(version, tuple(changed.items()))
        assert offered_now(columns, -1.0) == before, "what searches hold stays as it was"
        columns, products = later, with_new(products, changed)
        assert columns.version == version
        assert offered_now(columns, -1.0) == offered_now(laid_out(products), -1.0)


@given(st.lists(st.none() | VALUES, max_size=20), st.data())
def test_states_hold_what_was_moved_last(first: list[str | None], data: st.DataObject) -> None:
    held = dict(enumerate(first))
    values = sorted({value for value in first if value})
    lists = {value: np.array([row for row in held if held[row] == value], dtype=np.int32) for value in values}
    states = States.of(lists, len(first))
    for _ in range(2):
        moved = data.draw(st.dictionaries(st.sampled_from(sorted(held)), VALUES)) if held else {}
        states = states.moved(np.array(list(moved), dtype=np.int32), list(moved.values()))
        held |= moved
        told = {value: rows.tolist() for value, rows in states.items()}
        assert set(told) == {*values, *moved.values()}
        values = list(told)
        assert told == {value: [row for row in held if held[row] == value] for value in values}
    assert states.get("nowhere") is None
