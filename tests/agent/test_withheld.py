"""What a shopper cannot have is named by code, whatever a model would say of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant, Settings
from tests.agent.conftest import SHOP, stocked
from tests.agent.openai_server import Calls, Says, Server
from tests.agent.talking import Talk, search, show

PICKED = {"ko": "어울릴 만한 상품을 골라 봤어요.", "en": "I picked some products that suit you."}


@pytest.fixture(scope="module")
def only_nuts(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """A shop whose one snack is of peanuts."""
    folder: Path = tmp_path_factory.mktemp("nuts")
    kept = [one for one in SHOP if one.product_id in ("P-NUT-1", "P-HELM-1")]
    with stocked(replace(settings, data_dir=folder), kept) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("language", "told", "wish", "why"),
    [
        ("ko", "땅콩 알레르기 있어요", "땅콩 과자 추천해줘", "땅콩"),
        ("en", "I'm allergic to peanuts", "recommend a roasted peanut snack", "peanut"),
    ],
)
def test_what_was_left_out_is_said_and_nothing_is_passed_off_as_picked(
    language: str, told: str, wish: str, why: str, only_nuts: Assistant, model: Server
) -> None:
    talk = Talk(only_nuts, language)
    talk.say(told)
    with model.play():
        turn = talk.say(wish)
    assert not turn.skus
    assert why in turn.text
    assert PICKED[language] not in turn.text
    with model.play(search("과자"), Says(PICKED[language])):
        assert PICKED[language] in Talk(only_nuts, language).say(wish).text, (
            "the control: no allergy was told"
        )


@pytest.mark.parametrize(
    ("language", "told", "order", "title", "yes"),
    [
        ("ko", "땅콩 알레르기 있어요", "땅콩 과자 담아줘", "땅콩 과자", "네"),
        ("en", "I'm allergic to peanuts", "add the roasted peanut snack", "Roasted Peanut Snack", "yes"),
    ],
)
def test_an_order_of_it_is_kept_out_until_a_yes(
    language: str, told: str, order: str, title: str, yes: str, only_nuts: Assistant, model: Server
) -> None:
    talk = Talk(only_nuts, language)
    talk.say(told)
    with model.play():
        turn = talk.say(order)
        assert not turn.cart
        assert title in turn.text
        assert talk.say(yes).cart == {"NUT-1": 1}


def test_a_diet_nobody_can_tell_of_is_disclosed(shop: Assistant, model: Server) -> None:
    talk = Talk(shop, "en")
    put_in = Calls([("set_cart", {"sku": "RICE-1", "quantity": 1})])
    with model.play(search("rice cracker"), show("RICE-1"), Says("A plain cracker.")):
        assert talk.say("recommend rice crackers").skus == ["RICE-1"]
    talk.say("I'm vegan")
    with model.play(put_in, Says("Enjoy it.")):
        turn = talk.say("add it to my cart")
    assert turn.cart == {"RICE-1": 1}
    assert "does not say whether it is vegan" in turn.text
