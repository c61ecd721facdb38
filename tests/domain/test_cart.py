import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.cart import MAX_LINES, MAX_QUANTITY, Cart

skus = st.text(alphabet="ABC123-", min_size=1, max_size=4)
puts = st.lists(st.tuples(skus, st.integers(0, MAX_QUANTITY)), max_size=40)


@given(puts)
def test_the_last_put_of_each_sku_is_what_the_cart_holds(steps: list[tuple[str, int]]) -> None:
    cart = Cart()
    for sku, quantity in steps:
        cart = cart.put(sku, quantity)
    wanted = {sku: quantity for sku, quantity in steps if quantity}
    last = dict(steps)
    wanted = {sku: last[sku] for sku in wanted if last[sku]}
    assert {line.sku: line.quantity for line in cart.lines} == wanted


@given(puts)
def test_one_line_a_sku_and_every_quantity_in_range(steps: list[tuple[str, int]]) -> None:
    cart = Cart()
    for sku, quantity in steps:
        cart = cart.put(sku, quantity)
    assert len({line.sku for line in cart.lines}) == len(cart.lines)
    assert all(1 <= line.quantity <= MAX_QUANTITY for line in cart.lines)


@pytest.mark.parametrize("quantity", [-1, MAX_QUANTITY + 1])
def test_a_quantity_outside_the_range_changes_nothing(quantity: int) -> None:
    with pytest.raises(ValueError, match=str(quantity)):
        Cart().put("A", quantity)


def test_a_full_cart_says_so() -> None:
    cart = Cart()
    for number in range(MAX_LINES):
        cart = cart.put(str(number), 1)
    with pytest.raises(ValueError, match="take one out"):
        cart.put("one more", 1)
