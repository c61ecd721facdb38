"""The cart changes by the shopper's own words, once, whatever the model does and however it fails."""

import pytest

from tests.agent.openai_server import Calls, Fails, Hangs, Says, Server
from tests.agent.talking import Talk, search, show

ASK = "자전거 헬멧 추천해 줘"
TOOLS = (search("헬멧"), show("HELM-1"), Says("이 헬멧이 잘 맞아요."))
PUT = Calls([("set_cart", {"sku": "HELM-1", "quantity": 1})])
ADD = "첫 번째 거 담아 줘"


@pytest.mark.parametrize(
    "after",
    [
        [Fails(500)],
        [Says("담았어요. 그런데 하나", cut=3)],
        [Hangs()],
        [Says("")],
        [PUT, PUT, Says("장바구니에 담았어요.")],
        [PUT, Fails(500)],
    ],
)
def test_a_write_before_a_fault_is_not_written_again(
    after: list[Calls | Fails | Says | Hangs], ko: Talk, model: Server
) -> None:
    with model.play(*TOOLS):
        ko.say(ASK)
    with model.play(PUT, *after):
        turn = ko.say(ADD)
    assert {line.sku: line.quantity for line in ko.shop.cart(ko.id).lines} == {"HELM-1": 1}
    assert "담았어요" in turn.text
    assert (
        turn.done.degraded is not isinstance(after[-1], Says)
        or after == [Says("")]
        or "하나" not in turn.text
    )


@pytest.mark.parametrize("before", [[Fails(500)], [Hangs()], [search("헬멧"), Fails(500)], [Says("")]])
def test_a_fault_before_the_write_leaves_it_to_code(
    before: list[Calls | Fails | Says | Hangs], ko: Talk, model: Server
) -> None:
    with model.play(*TOOLS):
        ko.say(ASK)
    with model.play(*before):
        turn = ko.say(ADD)
    assert {line.sku: line.quantity for line in ko.shop.cart(ko.id).lines} == {"HELM-1": 1}
    assert turn.done.degraded


def test_what_the_model_forgets_to_do_is_done(ko: Talk, model: Server) -> None:
    with model.play(*TOOLS):
        ko.say(ASK)
    with model.play(Says("네, 좋은 선택이에요!")):
        turn = ko.say(ADD)
    assert turn.cart == {"HELM-1": 1}


@pytest.mark.parametrize(
    ("sku", "quantity"), [("HELM-1", 2), ("HELM-1", 0), ("RICE-1", 1), ("GHOST-1", 1), ("HELM-1", -1)]
)
def test_only_what_the_words_order_is_written(sku: str, quantity: int, ko: Talk, model: Server) -> None:
    with model.play(search("헬멧"), search("과자"), show("HELM-1", "RICE-1"), Says("이 헬멧이 잘 맞아요.")):
        ko.say(ASK)
    with model.play(Calls([("set_cart", {"sku": sku, "quantity": quantity})]), Says("어떻게 할까요?")):
        ko.say(ADD)
    assert not ko.shop.cart(ko.id).lines
