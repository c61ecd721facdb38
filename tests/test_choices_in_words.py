"""What a shopper chooses, asks again and counts without saying so in full, through the public face."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.seen import said, talk
from tests.selling import selling

ROWS = [
    *(
        {"id": f"B1-{color[0]}{size}", "title": f"마운틴 500 {ko}", "title_en": f"Mountain-500 {color}",
         "price": 500000, "category": "스포츠 > 자전거", "color": color, "size": str(size),
         "item_group_id": f"B1{color}", "description_en": "Aluminium frame, disc brakes.", "quantity": 9}
        for color, ko in (("Silver", "실버"), ("Black", "블랙")) for size in (42, 44)
    ),
    {"id": "T1", "title": "자전거 튜브", "title_en": "Mountain tube", "price": 5000, "quantity": 9,
     "category": "스포츠 > 자전거 부품", "description_en": "Self-sealing rubber.", "returnPolicy": "30 days"},
    {"id": "K1", "title": "펑크 수리 키트", "title_en": "Patch kit", "price": 2300, "quantity": 9,
     "category": "스포츠 > 자전거 부품", "description_en": "Eight patches and glue.",
     "returnPolicy": "No returns"},
    {"id": "V1", "title": "배구공", "title_en": "Volleyball", "price": 12000, "quantity": 0,
     "category": "스포츠 > 공", "availability": "out_of_stock"},
    {"id": "S1", "title": "샤워 스피커", "title_en": "Shower speaker", "price": 33700, "quantity": 9,
     "category": "디지털 > 스피커"},
]  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("choices")) as assistant:
        yield assistant


ASKED = ["show me bikes", "how much is the silver mountain-500"]
ASKED_KO = ["자전거 보여줘", "실버 마운틴 500 얼마예요?"]


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        ([*ASKED, "ok one in 44"], {"B1-S44": 1}),
        ([*ASKED, "44 then"], {"B1-S44": 1}),
        ([*ASKED, "alright, the silver mountain-500 in 42 please"], {"B1-S42": 1}),
        ([*ASKED, "ok the silver in 44, one pair"], {"B1-S44": 1}),
        ([*ASKED_KO, "그럼 44로요"], {"B1-S44": 1}),
        ([*ASKED, "ok one in 44", "sorry, 42. i measured again"], {"B1-S42": 1}),
    ],
)
def test_a_choice_needs_no_word_of_ordering(shop: Assistant, turns: list[str], cart: dict[str, int]) -> None:
    assert talk(shop, turns)[0] == cart


@pytest.mark.parametrize(
    "turns",
    [
        [*ASKED, "what about 44?"],
        [*ASKED, "ok any other bikes"],
        [*ASKED, "bikes again please"],
        ["show me bikes", "black please"],
        [*ASKED, "is there one in 44?"],
        [*ASKED_KO, "그럼 다른 거요"],
        [*ASKED, "ok the silver mountain-500 in 44 is too expensive"],
        [*ASKED, "then not the silver mountain-500 please"],
        [*ASKED, "alright, the silver mountain-500 looks nice"],
        [*ASKED, "ok not black"],
        [*ASKED, "ok black is nice too"],
        [*ASKED, "sure, 42 is my age"],
        [*ASKED, "fine, 44 dollars then"],
        [*ASKED, "ok the silver mountain-500 is for my son"],
        [*ASKED_KO, "그럼 블랙은 별로예요"],
        [*ASKED_KO, "네 실버 마운틴 500은 비싸요"],
    ],
)
def test_what_asks_or_looks_on_is_no_choice(shop: Assistant, turns: list[str]) -> None:
    assert talk(shop, turns)[0] == {}


@pytest.mark.parametrize(
    ("last", "cart"),
    [
        ("one for me and one for my sister", {"S1": 2}),
        ("one for my wife too", {"S1": 1}),
        ("sis wants one", {"S1": 1}),
    ],
)
def test_who_it_is_for_counts_the_pieces(shop: Assistant, last: str, cart: dict[str, int]) -> None:
    assert talk(shop, ["show me speakers", "how much is the shower speaker", last])[0] == cart


@pytest.mark.parametrize(
    "turns",
    [
        ["show me bikes", "one for my wife"],
        ["show me bikes", "42"],
        ["show me speakers", "how much is the shower speaker", "my wife likes it"],
        [*ASKED, "44"],
        [*ASKED, "I'll take a look"],
        [*ASKED, "i'll get back to you"],
        ["show me bikes", "yes please"],
        ["show me bikes", "5 please"],
        ["show me bikes", "ok cheaper please"],
        ["자전거 보여줘", "하나 주세요"],
        ["show me bikes", "i like the second one"],
        ["show me bikes", "should i get the first or the second"],
        ["show me bikes", "i'd take the first one if it was cheaper"],
        ["show me bikes", "i have one already but it broke"],
        ["show me bikes", "add later maybe"],
        ["자전거 보여줘", "첫 번째 거 살까 말까"],
        ["자전거 보여줘", "두 번째 거 작년에 샀는데 고장났어요"],
        ["자전거 보여줘", "아직 담지 마세요"],
        ["자전거 보여줘", "이 중에 하나 골라주세요"],
        ["자전거 보여줘", "다음에 살게요"],
    ],
)
def test_of_a_list_or_in_a_remark_nothing_is_taken(shop: Assistant, turns: list[str]) -> None:
    assert talk(shop, turns)[0] == {}


@pytest.mark.parametrize(
    ("turns", "place", "pieces"),
    [
        (["show me bikes", "5 please", "the second one"], 1, 5),
        (["자전거 보여줘", "세 개 주세요", "첫 번째 거요"], 0, 3),
        (["show me bikes", "not sure about the size, just add the first one"], 0, 1),
        (["show me bikes", "i like the second one, add it"], 1, 1),
        (["자전거 보여줘", "고민했는데 그냥 첫 번째 거 주세요"], 0, 1),
    ],
)
def test_an_order_finds_what_it_is_of(shop: Assistant, turns: list[str], place: int, pieces: int) -> None:
    cart, seen, _ = talk(shop, turns)
    assert cart == {seen[0][place]: pieces}


SPOKEN = ["show me parts for a bicycle", "is the mountain tube self sealing", "how much is the patch kit"]


def test_both_are_the_two_spoken_of_last(shop: Assistant) -> None:
    assert talk(shop, [*SPOKEN, "one of each then"])[0] == {"T1": 1, "K1": 1}
    assert talk(shop, [*SPOKEN, "add both"])[0] == {"T1": 1, "K1": 1}
    spoken = ["자전거 부품 보여줘", "자전거 튜브 얼마예요?", "펑크 수리 키트는 얼마예요?", "둘 다 담아줘"]
    assert talk(shop, spoken)[0] == {"T1": 1, "K1": 1}


def test_both_of_a_list_are_two_of_it(shop: Assistant) -> None:
    cart, held, _ = talk(shop, ["show me bikes", "둘 다 주세요"])
    assert cart == dict.fromkeys(held[0][:2], 1)
    assert len(held[0]) > 2


def test_the_number_of_a_model_is_no_count(shop: Assistant) -> None:
    assert "total" not in talk(shop, ["how much is the mountain-300"])[2]


def test_what_is_named_beside_the_order_goes_out(shop: Assistant) -> None:
    turns = [*SPOKEN, "add both", "the tube is too much, take it out"]
    assert talk(shop, turns)[0] == {"K1": 1}


def test_a_size_is_no_count(shop: Assistant) -> None:
    cart, _, _ = talk(shop, [*ASKED, "add it", "my friend wants the black too, you got 44?"])
    assert sum(cart.values()) < 3


def test_a_question_is_asked_again_by_another_name(shop: Assistant) -> None:
    assert "30 days" in talk(shop, [*SPOKEN, "can the mountain tube be returned?"])[2]
    assert (
        "No returns" in talk(shop, [*SPOKEN, "can the mountain tube be returned?", "and the patch kit?"])[2]
    )
    asked = ["자전거 부품 보여줘", "자전거 튜브 반품 되나요?", "펑크 수리 키트는요?"]
    assert "No returns" in talk(shop, asked)[2]


@pytest.mark.parametrize(
    "last", ["what about the volleyball, in stock?", "is the volleyball available right now"]
)
def test_what_is_sold_out_is_asked_after(shop: Assistant, last: str) -> None:
    assert "sold out" in talk(shop, [*SPOKEN, last])[2]


def test_what_the_record_does_not_answer_is_said_with_what_it_says(shop: Assistant) -> None:
    answer = talk(shop, [*SPOKEN, "does the patch kit come with a pump?"])[2]
    assert "could not find" in answer
    assert "glue" in answer


def test_so_many_of_one_size_and_so_many_of_another(shop: Assistant) -> None:
    taken = [*ASKED, "ok two in 44", "hm only one in 44, and one in 42"]
    assert talk(shop, taken)[0] == {"B1-S44": 1, "B1-S42": 1}


def test_an_order_and_a_question_in_one_breath(shop: Assistant) -> None:
    asked = ["how much is the patch kit", "one piece please. can it be returned?"]
    cart, _, answer = talk(shop, asked)
    assert cart == {"K1": 1}
    assert "No returns" in answer


def test_what_is_sold_out_is_said_where_it_is_shown(shop: Assistant) -> None:
    assert "sold out" in talk(shop, ["show me a volleyball"])[2]
    assert "품절" in talk(shop, ["배구공 살 수 있어요?"])[2]


@pytest.mark.parametrize(
    ("words", "sexes"),
    [
        ("a watch for my husband", {"men"}),
        ("아내 줄 시계", {"women"}),
        ("a watch", {"men", "women"}),
        ("a watch for my wife and one for my husband", {"men", "women"}),
        ("a watch for my husband|and for me", {"men", "women"}),
        ("a watch for my husband|and one for my wife", {"women"}),
    ],
)
def test_nothing_made_for_the_other_sex_is_shown(
    tmp_path_factory: pytest.TempPathFactory, words: str, sexes: set[str]
) -> None:
    rows = [
        {"id": sex, "title": f"시계 {sex}", "title_en": f"Watch {sex}", "price": 9000, "gender": sex,
         "category": "패션 > 시계"}
        for sex in ("men", "women")
    ]  # fmt: skip
    with selling(rows, tmp_path_factory.mktemp("sexes")) as shop:
        assert set(talk(shop, words.split("|"))[1][-1]) == sexes


def test_what_everyone_wears_is_shown_for_anyone(tmp_path_factory: pytest.TempPathFactory) -> None:
    rows = [
        {"id": sex, "title": f"양말 {sex}", "title_en": f"Socks {sex}", "price": 9000, "gender": sex,
         "category": "패션 > 양말"}
        for sex in ("men", "women", "unisex")
    ]  # fmt: skip
    with selling(rows, tmp_path_factory.mktemp("unisex")) as shop:
        assert set(talk(shop, ["socks for my husband"])[1][-1]) == {"men", "unisex"}


@pytest.mark.parametrize("last", ["put the silver mountain-500 in 46 in my cart", "ok one in 46"])
def test_a_size_it_does_not_come_in_is_not_put_in(
    tmp_path_factory: pytest.TempPathFactory, last: str
) -> None:
    other = {
        "id": "H1",
        "title": "헬멧",
        "title_en": "Helmet",
        "price": 9000,
        "category": "스포츠 > 헬멧",
        "size": "46",
    }
    with selling([*ROWS, other], tmp_path_factory.mktemp("sizes")) as shop:
        cart, _, answer = talk(shop, [*ASKED, last])
    assert cart == {}
    assert "44" in answer


def test_a_model_that_comes_in_several_colours_is_compared(shop: Assistant) -> None:
    session_id = shop.open_session().session.session_id
    events = said(shop, session_id, "compare the mountain-500 vs the patch kit")
    assert "comparison" in {event["type"] for event in events}


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        (["add a shower speaker", "2, sis wants one"], {"S1": 2}),
        (["샤워 스피커 하나 담아줘", "펑크 수리 키트도 하나요"], {"S1": 1, "K1": 1}),
        (["add a shower speaker", "add a patch kit", "forget the speaker, i have one"], {"K1": 1}),
    ],
)
def test_what_is_said_in_passing_changes_the_cart(
    shop: Assistant, turns: list[str], cart: dict[str, int]
) -> None:
    assert talk(shop, turns)[0] == cart


def test_the_total_is_heard_however_short(shop: Assistant) -> None:
    assert "33,700" in talk(shop, ["샤워 스피커 하나 담아줘", "그럼 다해서?"])[2]
    assert "33,700" in talk(shop, ["add a shower speaker", "never mind. total pls"])[2]
    assert "33,700" in talk(shop, ["add a shower speaker", "to pay?"])[2]


@pytest.mark.parametrize("words", ["shirts, polyester makes me itch", "셔츠 보여줘, 폴리에스터는 가려워요"])
def test_a_material_that_itches_is_left_out(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    rows = [
        {"id": material, "title": f"{ko} 셔츠", "title_en": f"{material} shirt", "price": 9000,
         "material": material, "category": "패션 > 셔츠"}
        for material, ko in (("cotton", "면"), ("polyester", "폴리에스터"))
    ]  # fmt: skip
    with selling(rows, tmp_path_factory.mktemp("itch")) as shop:
        assert talk(shop, [words])[1] == [["cotton"]]
