"""Conditions drawn from what a catalogue's own cells hold, whatever the goods."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.dialogue import Request
from assistant.domain.money import Money
from assistant.domain.product import Attribute, Offer, Product, Variant
from assistant.domain.text import Text
from assistant.lexicon import canonical_value
from assistant.lexicon.amounts import amount
from assistant.understanding import Vocabulary, compile_vocabulary, understand
from tests.understanding.shops import lexicon, session

_GOODS: tuple[tuple[str, str, dict[str, tuple[str, ...]]], ...] = (
    ("세제", "생활 > 세제", {"용량": ("500ml", "1L", "3L"), "향": ("무향", "라벤더", "로즈")}),
    ("물티슈", "생활 > 물티슈", {"매수": ("50매", "80매", "100매"),
                          "개입수": ("1개입", "10개입", "20개입")}),
    ("프라이팬", "주방 > 프라이팬", {"지름": ("24cm", "28cm", "30cm"), "기능": ("인덕션", "접이식", "무선")}),
    ("책상", "가구 > 책상", {"가로": ("80cm", "120cm", "160cm"), "높이": ("60cm", "72cm", "90cm")}),
    ("노트북", "디지털 > 노트북", {"메모리": ("8GB", "16GB", "32GB"), "저장용량": ("256GB", "512GB", "1TB")}),
    ("cookies", "food > cookies", {"net_weight": ("4 oz", "8 oz", "1 lb"),
                                  "flavor": ("ginger", "banana", "oat")}),
    ("face oil", "beauty > face oil", {"claims": ("alcohol free", "non gmo", "cruelty free")}),
    ("area rug", "home > area rug", {"dimensions": ("5 x 8 ft", "9 x 12 ft", "8 x 10 ft")}),
    ("dresser", "furniture > dresser", {"drawers": ("3", "5", "6"), "style": ("modern", "rustic", "retro")}),
    ("phone case", "phones > phone case", {"compatible_with": ("iphone 14", "iphone 14 pro", "pixel 8")}),
    ("cell phone", "phones > cell phone", {"features": ("unlocked", "dual sim", "5g")}),
    ("unlocked router", "network > unlocked router", {"ports": ("2", "4", "8")}),
    ("granola", "food > granola", {"protein": ("5", "10", "20"), "net_weight": ("4 oz", "8 oz", "1 lb")}),
    ("dining table", "furniture > dining table", {"seats": ("2", "4", "6"),
                                                 "material": ("oak", "glass", "steel")}),
)  # fmt: skip


@cache
def shop() -> Vocabulary:
    """Fourteen kinds of goods, three products each."""
    return compile_vocabulary(
        [_product(kind, path, cells, at) for kind, path, cells in _GOODS for at in range(3)],
        (), (), (), lexicon(), "USD",
    )  # fmt: skip


def _product(kind: str, path: str, cells: dict[str, tuple[str, ...]], at: int) -> Product:
    attributes: dict[str, tuple[Attribute, ...]] = {
        name: (float(values[at]) if values[at].isdigit() else values[at],) for name, values in cells.items()
    }
    key = f"{kind}-{at}"
    offer = Offer(Money(1_000 * (at + 1), "USD"), availability="in_stock")
    return Product(
        key, Text(kind, kind), (Variant(key, offer),), category=Text(path, path), attributes=attributes
    )


def said(text: str) -> Request:
    return understand(text, session("en" if text.isascii() else "ko"), shop(), {})


def hard(text: str) -> set[tuple[str, str, object]]:
    """Hard conditions of an utterance, amounts in base units."""
    return {
        (one.facet, one.op, _plain(one.facet, one.value))
        for one in said(text).constraints
        if one.hard and one.facet != "category"
    }


def _plain(facet: str, value: object) -> object:
    stated = amount(value) if isinstance(value, str) else None
    return stated.value if stated else value


def _own(facet: str, value: str) -> str:
    return canonical_value(facet, value, lexicon())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("세제 1리터 이상", {("용량", "ge", 1000.0)}),
        ("세제 500~1000ml", {("용량", "ge", 500.0), ("용량", "le", 1000.0)}),
        ("물티슈 100매 10팩", {("매수", "eq", 100.0), ("개입수", "eq", 10.0)}),
        ("프라이팬 28센치", {("지름", "eq", 280.0)}),
        ("책상 120cm", {("가로", "eq", 1200.0)}),
        ("책상 높이 72cm 이하", {("높이", "le", 720.0)}),
        ("노트북 램 16기가 512gb", {("메모리", "eq", 16.0), ("저장용량", "eq", 512.0)}),
        ("8 ounce ginger cookies", {("net_weight", "eq", 226.796184), ("flavor", "eq", "ginger")}),
        ("cookies of at least 1 lb", {("net_weight", "ge", 453.59237)}),
        ("area rug, 9 by 12 feet", {("dimensions", "eq", "9 x 12 ft")}),
        ("5 drawer dresser", {("drawers", "eq", 5.0)}),
        ("dresser with at least 5 drawers", {("drawers", "ge", 5.0)}),
        ("dresser 서랍이 5개 이상인 거", {("drawers", "ge", 5.0)}),
        ("책상 가로 120 이상", {("가로", "ge", 1200.0)}),
        ("책상 높이가 72 이하", {("높이", "le", 720.0)}),
        ("dining table that seats six", {("seats", "eq", 6.0)}),
        ("6-seater dining table", {("seats", "eq", 6.0)}),
        ("노트북 16g 램", {("메모리", "eq", 16.0)}),
        ("노트북 16gb ram and 256gb ssd", {("메모리", "eq", 16.0), ("저장용량", "eq", 256.0)}),
        ("cookies under 8 ounces", {("net_weight", "lt", 226.796184)}),
        ("granola with at least 10 g of protein", {("protein", "ge", 10.0)}),
        ("granola, 20g protein or more, 8 oz", {("protein", "ge", 20.0), ("net_weight", "eq", 226.796184)}),
        ("area rug, eight by ten feet", {("dimensions", "eq", "8 x 10 ft")}),
        ("area rug of 9 by 12 feet in size", {("dimensions", "eq", "9 x 12 ft")}),
        ("area rug under 5 by 8 feet", {("dimensions", "eq", "5 x 8 ft")}),
        ("책상 75*190cm", set()),
        ("세제 진한 거 1리터", {("용량", "eq", 1000.0)}),
    ],
)
def test_amounts_find_their_column(text: str, wanted: set[tuple[str, str, object]]) -> None:
    assert hard(text) == wanted


def test_what_is_lacking_is_the_value_that_says_so() -> None:
    scent = ("향", "eq", _own("향", "무향"))
    assert scent in hard("향 없는 세제")
    assert scent in hard("세제 무향으로")
    assert ("claims", "eq", _own("claims", "non gmo")) in hard("gmo free face oil")
    assert ("claims", "eq", _own("claims", "alcohol free")) in hard("face oil without alcohol")


def test_a_value_turned_down_is_not_wanted() -> None:
    assert hard("라벤더 말고 세제") == {("향", "ne", _own("향", "라벤더"))}
    assert hard("cookies, not banana") == {("flavor", "ne", "banana")}


@pytest.mark.parametrize("text", ["cookies not too big", "non salty cookies", "cookies, gift not included"])
def test_what_names_nothing_to_do_without_excludes_nothing(text: str) -> None:
    assert not hard(text)


def test_anything_but_a_value_turns_it_down() -> None:
    assert hard("cookies, any flavor but banana") == {("flavor", "ne", "banana")}
    assert hard("area rug, any size but 9 by 12 feet") == {("dimensions", "ne", "9 x 12 ft")}


def test_an_amount_turned_down_is_not_wanted() -> None:
    assert hard("노트북 8기가 말고 16기가") == {("메모리", "ne", 8.0), ("메모리", "eq", 16.0)}


def test_a_refusal_holds_for_both_sides_of_an_or() -> None:
    neither = {("flavor", "not_in", ("banana", "oat"))}
    assert hard("cookies in anything except banana or oat") == neither
    assert hard("cookies that are not banana or oat") == neither


def test_goods_narrower_or_thicker_than_so_much() -> None:
    assert hard("책상 가로 120cm보다 좁은") == {("가로", "lt", 1200.0)}
    assert hard("책상 높이 72cm보다 높은") == {("높이", "gt", 720.0)}


def test_the_goods_in_question_tell_what_a_word_means_and_other_goods_do_not() -> None:
    """Routers are called unlocked and state no such feature; phones state theirs."""
    assert hard("unlocked cell phone") == {("features", "eq", "unlocked")}


def test_an_or_elsewhere_joins_nothing() -> None:
    assert hard("ginger or oat cookies, 4 oz") >= {("flavor", "in", ("ginger", "oat"))}
    both = {("features", "eq", "unlocked"), ("features", "eq", "dual sim")}
    assert hard("for me or my son: unlocked dual sim cell phone") == both


def test_a_facet_named_before_its_value_is_no_word_of_the_query() -> None:
    assert said("cookies flavor: banana").query == "cookies"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("cookies with free shipping", "cookies"),
        ("dresser available for cash on delivery", "dresser"),
        ("무료배송 되는 책상", "책상"),
    ],
)
def test_how_it_is_sent_and_paid_for_is_no_word_of_a_title(text: str, query: str) -> None:
    assert said(text).query == query


@pytest.mark.parametrize("text", ["세일 30% 넘는 세제", "할인율 30% 이상 세제", "30% 이상 할인하는 세제"])
def test_a_discount_is_as_high_as_said(text: str) -> None:
    assert hard(text) == {("discount", "ge", 30.0)}


def test_half_price_is_half_off() -> None:
    assert hard("half-price cookies") == {("discount", "ge", 50.0)}


def test_a_cut_is_a_value_and_dust_proof_goods_are_goods() -> None:
    assert said("dress shirt slim fit 3XL").intent == "search"
    assert "router" in said("dust proof router").query


def test_style_is_a_wish_and_not_a_condition() -> None:
    assert not hard("modern dresser")
    assert any(one.facet == "style" and not one.hard for one in said("modern dresser").constraints)


def test_the_head_noun_says_what_a_model_name_means() -> None:
    """A case must fit the phone; the phone itself is not compatible with its own name."""
    assert ("compatible_with", "eq", "iphone 14 pro") in hard("iphone 14 pro case")
    assert ("compatible_with", "eq", "iphone 14 pro") in hard("14 pro case")
    assert not any(facet == "compatible_with" for facet, _, _ in hard("unlocked pixel 8 phones"))


@pytest.mark.parametrize("text", ["wd-40", "TN-2110 toner", "m3 screws", "iphone 14", "b20", "galaxy s24"])
def test_model_numbers_are_no_price_and_no_size(text: str) -> None:
    assert not {facet for facet, _, _ in hard(text)} & {"price", "size"}


@given(st.integers(1, 9_999), st.sampled_from(["ml", "L", "리터", "밀리리터"]))
def test_an_amount_means_the_same_in_every_unit(number: int, unit: str) -> None:
    factor = 1000.0 if unit in ("L", "리터") else 1.0
    assert hard(f"세제 {number}{unit} 이하") == {("용량", "le", number * factor)}
