"""A plan never costs more than its budget, and gives what is essential the first claim on it."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.toolbox.planning import Choices, choose

PRICES = st.lists(st.integers(1, 100_000), max_size=6).map(tuple)
LINES = st.lists(st.builds(Choices, prices=PRICES, essential=st.booleans()), max_size=8)


@given(LINES, st.integers(0, 200_000))
def test_the_total_is_the_sum_of_the_lines_and_within_the_budget(lines: list[Choices], budget: int) -> None:
    chosen = choose(lines, budget)
    picked = [line.prices[at] for line, at in zip(lines, chosen.places, strict=True) if at is not None]
    assert chosen.total == sum(picked) <= budget


@given(LINES, st.integers(0, 200_000))
def test_a_line_left_out_would_not_have_fitted_beside_the_cheapest_of_the_others(
    lines: list[Choices], budget: int
) -> None:
    chosen = choose(lines, budget)
    cheapest = sum(min(line.prices) for line, at in zip(lines, chosen.places, strict=True) if at is not None)
    for line, at in zip(lines, chosen.places, strict=True):
        if at is None and line.prices:
            assert cheapest + min(line.prices) > budget


@given(LINES, st.integers(0, 200_000))
def test_more_money_never_buys_fewer_essentials(lines: list[Choices], budget: int) -> None:
    only = [line for line in lines if line.essential]
    with_extras = choose(lines, budget)
    alone = choose(only, budget)
    kept = [at for line, at in zip(lines, with_extras.places, strict=True) if line.essential]
    assert [at is None for at in kept] == [at is None for at in alone.places]


def test_money_left_goes_to_what_fits_better() -> None:
    lines = [Choices((900, 300), essential=True), Choices((200,), essential=False)]
    assert choose(lines, 500).places == (1, 0)
    assert choose(lines, 1_100).places == (0, 0)
    assert choose(lines, 1_099).places == (1, 0)


def test_nothing_fits_an_empty_purse() -> None:
    assert choose([Choices((5,), essential=True)], 0).places == (None,)
    assert choose([], 100).total == 0
