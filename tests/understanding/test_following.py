"""Following over many turns: several changes at once, older lists, returns, what is not sold."""

from dataclasses import replace

import pytest

from assistant.domain.cart import Cart
from assistant.domain.dialogue import Constraint, Session, Shown, Topic
from assistant.understanding.sold import unsold
from tests.understanding.judge import everything, hear, scene
from tests.understanding.shops import demo, session

APPLES = ("G-0002", "G-0001", "G-0037")
HELMETS = ("HL-U509", "ES-010", "ES-034")


def talk(*lists: tuple[str, ...], query: str = "") -> Session:
    shown = tuple(Shown(turn, skus) for turn, skus in enumerate(lists))
    return replace(session(), query=query, shown=shown, focus=lists[-1][:1])


@pytest.mark.parametrize(
    "text", ["바게트 하나랑 첫 번째 사과 두 개 담아줘", "add a baguette and two of the first apples"]
)
def test_one_sentence_makes_two_cart_changes(text: str) -> None:
    request = hear(text, talk(("G-0154",), APPLES, query="사과"))
    assert request.intent == "cart_add"
    assert [(one.sku, one.quantity) for one in request.orders] == [("G-0154", 1), ("G-0002", 2)]


def test_one_goes_out_while_another_comes_in() -> None:
    now = replace(talk(HELMETS, APPLES), cart=Cart().put("ES-010", 1))
    request = hear("헬멧은 빼고 두 번째 사과 하나 담아줘", now)
    assert {(one.sku, one.quantity) for one in request.orders} == {("ES-010", 0), ("G-0001", 1)}


def test_a_refused_product_is_no_order() -> None:
    assert hear("not that one, add the second", scene("helmets", "en")).orders == ()


@pytest.mark.parametrize("text", ["처음 보여준 거에서 두 번째 거 담아줘", "add the second helmet"])
def test_an_older_list_is_pointed_into(text: str) -> None:
    assert hear(text, talk(HELMETS, APPLES)).references == ("ES-010",)


def test_a_place_counts_among_the_goods_it_is_said_of() -> None:
    mixed = talk((*APPLES[:2], "G-0003", "G-0026"))
    assert hear("두 번째 바나나 담아줘", mixed).references == ("G-0026",)


@pytest.mark.parametrize(
    "text", ["아까 그 헬멧으로 돌아가자", "헬멧 다시 보여줘", "back to the helmets", "helmets again please"]
)
def test_a_return_brings_back_the_request_with_its_conditions(text: str) -> None:
    under = Constraint("price", "le", 100_000, origin="session")
    now = replace(
        talk(HELMETS, APPLES, query="사과"),
        topics=(Topic("자전거 헬멧", (under,)), Topic("사과")),
    )
    request = hear(text, now)
    assert (request.intent, request.query) == ("refine", "자전거 헬멧")
    assert ("price", "le", 100_000) in {(one.facet, one.op, one.value) for one in request.constraints}


@pytest.mark.parametrize("words", ["기저귀", "세탁기", "washing machine", "diapers", "유모차", "toaster"])
def test_goods_of_a_kind_the_shop_lacks_are_not_sold(words: str) -> None:
    assert unsold(words.split(), demo()) == words
    assert hear(f"{words}?", session()).unsold == words


@pytest.mark.parametrize(
    "words", ["간식", "선물", "과일", "snacks", "gift", "운동화", "zzyzx", "bike helmet", "티비"]
)
def test_vague_unknown_and_sold_goods_are_looked_for(words: str) -> None:
    assert unsold(words.split(), demo()) == ""


@pytest.mark.parametrize(
    "text", ["second", "두 번째 거", "ES-010", "제일 싼 거는요?", "which one's cheapest?"]
)
def test_a_sentence_that_only_points_asks_about_it(text: str) -> None:
    request = hear(text, scene("helmets", "en"))
    assert request.intent == "ask_product"
    assert request.references


def test_a_change_of_an_empty_cart_is_about_what_is_shown() -> None:
    boots = next(product for product in everything().values() if product.variants[0].sku == "ES-001-240")
    assert boots
    now = talk(("ES-001-240",), query="부츠")
    request = hear("hmm, make that 280", now)
    assert ("size", "eq", "280") in {(one.facet, one.op, one.value) for one in request.constraints}


def test_a_decline_leaves_everything_as_it_is() -> None:
    for text in ("됐어 안 살래", "nah, forget it"):
        request = hear(text, scene("helmets", "ko"))
        assert (request.intent, request.answer) == ("thanks", "no"), text


@pytest.mark.parametrize(("typed", "meant"), [("ㅡㅑㅣㅏ", "milk"), ("dndb", "우유"), ("gpfapt", "헬멧")])
def test_words_typed_on_the_other_layout_are_read(typed: str, meant: str) -> None:
    assert hear(typed, session()).query == meant


@pytest.mark.parametrize("typed", ["ㅋㅋㅋ", "ㅠㅠㅠ", "milk", "help"])
def test_what_means_something_as_typed_is_left_alone(typed: str) -> None:
    assert hear(typed, session()).query in ("", typed)


TENTS = ("ES-096", "ES-087", "ES-045")
LIMIT = Constraint("price", "lt", 300_000, origin="session")
GREEN = Constraint("color", "eq", "green", origin="session")


def conditions(text: str, *held: Constraint, query: str = "tents") -> dict[str, object]:
    request = hear(text, replace(talk(TENTS, query=query), constraints=held))
    assert request.intent == "refine"
    assert request.query == query
    return {one.facet: (one.op, one.value) for one in request.constraints if one.hard}


@pytest.mark.parametrize(
    "text", ["the price limit can go", "drop the price limit", "no limit on the price anymore"]
)
def test_a_limit_let_go_is_gone_and_the_rest_holds(text: str) -> None:
    assert conditions(text, LIMIT, GREEN) == {"color": ("eq", "green")}


@pytest.mark.parametrize("text", ["brown too", "brown is fine as well", "and also in brown"])
def test_a_value_said_beside_another_stands_beside_it(text: str) -> None:
    assert conditions(text, GREEN)["color"] == ("in", ("green", "brown"))


def test_another_value_takes_the_place_of_the_first() -> None:
    assert conditions("in brown", GREEN)["color"] == ("eq", "brown")


def test_forgotten_goods_are_no_condition_of_the_others() -> None:
    request = hear("forget tents, show me mirrors", talk(TENTS, query="tents"))
    assert request.query == "mirrors"
    assert not request.constraints


@pytest.mark.parametrize(
    "text", ["only waterproof ones", "for a mountain trip", "with two doors", "glass only"]
)
def test_a_remark_on_the_list_asks_of_no_product(text: str) -> None:
    request = hear(text, talk(TENTS, query="tents"))
    assert request.intent in ("refine", "search")
    assert not request.references


def test_a_sum_that_is_lent_is_no_limit() -> None:
    request = hear("my cousin can lend me 30,000 won, so up to 330,000 won", talk(TENTS, query="tents"))
    assert [one.value for one in request.constraints if one.facet == "price"] == [330_000]


def test_a_size_turned_down_is_not_wanted() -> None:
    request = hear("not size S", talk(("ES-098-S", "ES-008-S"), query="jacket"))
    assert [(one.op, one.value) for one in request.constraints if one.facet == "size"] == [("ne", "s")]


def test_a_colour_called_dull_is_not_wanted() -> None:
    request = hear("my wife says green is too cold, so brown then", talk(TENTS, query="tents"))
    assert {(one.op, one.value) for one in request.constraints if one.facet == "color"} == {
        ("ne", "green"),
        ("eq", "brown"),
    }


@pytest.mark.parametrize("text", ["make it 300,000 at most", "let's say 300,000 won at the very most"])
def test_at_most_is_a_limit(text: str) -> None:
    request = hear(text, talk(TENTS, query="tents"))
    assert [(one.op, one.value) for one in request.constraints if one.facet == "price"] == [("le", 300_000)]


@pytest.mark.parametrize("text", ["and four chairs for it", "so orange ones", "orange would match best"])
def test_what_is_only_looked_for_is_not_put_in(text: str) -> None:
    assert hear(text, talk(TENTS, query="tents")).intent != "cart_add"


def test_to_be_shown_goods_is_no_matter_of_the_shops() -> None:
    assert hear("could I see your backpacks?", session()).intent == "search"
