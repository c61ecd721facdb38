"""Sizes as they are said: in words, in halves, several, and numbers that are none."""

from functools import cache

import pytest

from assistant.domain.money import Money
from assistant.domain.product import Offer, Product, Variant
from assistant.domain.text import Text
from assistant.understanding import Vocabulary, compile_vocabulary, understand
from tests.understanding.shops import lexicon, session

_SIZES = {
    "boots": ("8", "8.5", "9", "9.5", "11"),
    "suit": ("s", "xl", "3xl", "4xl"),
    "bike frame": ("42", "54"),
}


@cache
def shop() -> Vocabulary:
    return compile_vocabulary(
        [
            Product(
                f"{kind}-{size}",
                Text("", kind),
                (Variant(f"{kind}-{size}", Offer(Money(1_000, "USD"), availability="in_stock")),),
                category=Text("", kind),
                attributes={"size": (size,)},
            )
            for kind, sizes in _SIZES.items()
            for size in sizes
        ],
        (), (), (), lexicon(), "USD",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "query", "size"),
    [
        ("boots size 9 and a half", "boots", "9.5"),
        ("boots in size eight or eight and a half", "boots", ("8", "8.5")),
        ("8.5 size boots", "boots", "8.5"),
        ("boots, 9.5", "boots", "9.5"),
        ("boots in EU size 11", "boots", "11"),
        ("the size should be 11, boots", "boots", "11"),
        ("suit in 4x size", "suit", "4xl"),
        ("size 3xl or 4xl suit", "suit", ("3xl", "4xl")),
        ("bike frame 54", "bike frame", "54"),
        ("size small, suit", "suit", "s"),
    ],
)
def test_a_size_is_read_as_it_is_said(text: str, query: str, size: object) -> None:
    request = understand(text, session("en"), shop(), {})
    found = [one.value for one in request.constraints if one.facet == "size" and one.hard]
    assert (request.query, found) == (query, [size])


def test_sides_are_no_size() -> None:
    request = understand("boots box size 28 by 28", session("en"), shop(), {})
    assert not any(one.facet == "size" for one in request.constraints)
