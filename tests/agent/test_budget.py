"""What a model may cost is set aside before each call."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import SettingsError
from assistant.minds.agent_budget import Budget, CapReached, Payer, Spend, cap_of, tokens_in
from assistant.settings import Settings

FREE = {"model_session_cap": "", "model_shopper_cap": "", "model_day_cap": ""}


def payer(session: str = "s1", shopper: str = "p1", day: str = "2026-01-05") -> Payer:
    return Payer(session, shopper, day)


def budget(path: Path, **caps: object) -> Budget:
    return Budget(Settings(data_dir=path, **{**FREE, **caps}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cap", "same", "free"),
    [
        ("model_session_cap", payer(), payer(session="s2")),
        ("model_shopper_cap", payer(session="s2"), payer(session="s2", shopper="p2")),
        ("model_shopper_cap", payer(session="s2"), payer(session="s2", shopper="")),
        ("model_day_cap", payer("s2", "p2"), payer("s2", "p2", day="2026-01-06")),
    ],
)
def test_each_scope_has_a_cap_of_its_own(tmp_path: Path, cap: str, same: Payer, free: Payer) -> None:
    spent = budget(tmp_path, **{cap: "calls=2"})
    for _ in range(2):
        spent.settle(spent.reserve(payer(), ["hello"], 10), 5, 5)
    with pytest.raises(CapReached, match="calls cap"):
        spent.reserve(same, ["hello"], 10)
    spent.reserve(free, ["hello"], 10)


def test_it_is_reserved_before_the_call_and_given_back_after(tmp_path: Path) -> None:
    spent = budget(tmp_path, model_session_cap="tokens=1000")
    first = spent.reserve(payer(), ["x" * 30], 900)
    with pytest.raises(CapReached, match="tokens cap"):
        spent.reserve(payer(), ["x" * 30], 900)
    spent.settle(first, 14, 20)
    spent.reserve(payer(), ["x" * 30], 900)


def test_money_counts_only_with_a_price(tmp_path: Path) -> None:
    budget(tmp_path, model_session_cap="money=0.001").reserve(payer(), ["x" * 30_000], 900)
    dear = budget(tmp_path, model_session_cap="money=0.001", model_input_price=5.0, model_output_price=15.0)
    with pytest.raises(CapReached, match="money cap"):
        dear.reserve(payer(), ["x" * 30_000], 900)


def test_seconds_are_capped(tmp_path: Path) -> None:
    spent = budget(tmp_path, model_session_cap="seconds=45", model_total_seconds=30.0)
    spent.reserve(payer(), [""], 1)
    with pytest.raises(CapReached, match="seconds cap"):
        spent.reserve(payer(), [""], 1)


def test_a_day_outlives_the_process_and_names_nobody(tmp_path: Path) -> None:
    spent = budget(tmp_path, model_shopper_cap="calls=1")
    spent.settle(spent.reserve(payer(shopper="kim-minji"), ["hi"], 10), 3, 3)
    spent.close()
    assert "kim-minji" not in (tmp_path / "model_spend.json").read_text()
    again = budget(tmp_path, model_shopper_cap="calls=1")
    with pytest.raises(CapReached, match="shopper"):
        again.reserve(payer("s9", "kim-minji"), ["hi"], 10)


def test_a_broken_record_is_counted_anew(tmp_path: Path) -> None:
    (tmp_path / "model_spend.json").write_text('{"day": 3')
    budget(tmp_path, model_day_cap="calls=1").reserve(payer(), ["hi"], 10)


@pytest.mark.parametrize("text", ["calls", "calls=many", "dollars=3", "tokens=-1"])
def test_a_cap_that_cannot_be_read_says_so(text: str) -> None:
    with pytest.raises(SettingsError, match="DANGOL_X"):
        cap_of(text, "DANGOL_X")


def test_a_cap_reads_as_written() -> None:
    assert cap_of("calls=3, tokens=1000 money=0.5", "X") == Spend(calls=3, tokens=1000, money=0.5)


@given(st.text(max_size=200), st.text(max_size=200))
def test_more_text_is_never_fewer_tokens(one: str, two: str) -> None:
    assert tokens_in(one + two) >= max(tokens_in(one), tokens_in(two)) > 0
