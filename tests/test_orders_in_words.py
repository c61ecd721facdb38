"""What a shopper orders in words, through the public face: plain names, sums, exchanges, sizes, refusals."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.seen import talk
from tests.selling import selling

ROWS = [
    {"id": "C1", "title": "콜라 1.25L", "title_en": "Cola 1.25 L", "price": 3000,
     "category": "식품 > 생수·음료"},
    {"id": "W1", "title": "생수 2L 6입", "title_en": "Bottled water 2 L x 6", "price": 4800,
     "category": "식품 > 생수·음료"},
    {"id": "M1", "title": "우유 1L", "title_en": "Milk 1 L", "price": 3000, "category": "식품 > 유제품"},
    {"id": "M2", "title": "저지방 우유 1L", "title_en": "Low-fat milk 1 L", "price": 2800,
     "category": "식품 > 유제품"},
    {"id": "B1", "title": "식빵 1봉", "title_en": "Sandwich bread", "price": 2500,
     "category": "식품 > 빵"},
    {"id": "K1", "title": "딸기 케이크", "title_en": "Strawberry cake", "price": 21000,
     "category": "식품 > 빵"},
    {"id": "K2", "title": "부산 어묵 240g", "title_en": "Busan fish cake 240 g", "price": 1700,
     "category": "식품 > 어묵"},
    {"id": "H1", "title": "라이트 헤드램프 그린", "title_en": "Light headlamp green", "price": 67000,
     "category": "스포츠 > 헤드램프", "color": "그린"},
    {"id": "H2", "title": "프로 헤드램프 블랙", "title_en": "Pro headlamp black", "price": 81000,
     "category": "스포츠 > 헤드램프", "color": "블랙"},
    {"id": "P1", "title": "스피겐 케이스", "title_en": "Case for phone", "price": 19000, "brand": "Spigen",
     "category": "디지털 > 케이스"},
    {"id": "P2", "title": "투명 케이스", "title_en": "Clear case for phone", "price": 12000,
     "brand": "Caseon", "category": "디지털 > 케이스"},
    *(
        {"id": f"S1-{size}", "title": "고어 등산화", "title_en": "Gore hiking boots", "price": 150000,
         "category": "스포츠 > 등산화", "size": str(size), "item_group_id": "S1", "quantity": 9}
        for size in (260, 270, 280)
    ),
]  # fmt: skip


ROWS += [
    {"id": f"C9-{color}", "title": f"라이트 장갑 {ko}", "title_en": "Light gloves", "price": 20000,
     "category": "스포츠 > 장갑", "color": color, "quantity": 9}
    for color, ko in (("Red", "레드"), ("Blue", "블루"))
] + [
    {"id": f"S9-{size}", "title": "레이싱 양말", "title_en": "Racing socks", "price": 9000,
     "category": "스포츠 > 양말", "size": size, "item_group_id": "S9", "quantity": 9}
    for size in ("M", "L")
] + [
    {"id": "A9", "title": "아몬드 우유 1L", "title_en": "Almond drink 1 L", "price": 4000,
     "category": "식품 > 음료", "allergens": "견과류", "quantity": 9},
    {"id": "Z9", "title": "레이븐 스노보드", "title_en": "Raven snowboard", "price": 400000,
     "category": "스포츠 > 스노보드", "quantity": 9},
    {"id": "A8", "title": "귀리 음료 1L", "title_en": "Oat drink 1 L", "price": 4000,
     "category": "식품 > 음료", "allergens": "밀", "quantity": 9},
]  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("orders")) as assistant:
        yield assistant


@pytest.mark.parametrize("words", ["콜라 두 병 담아주세요", "put two colas in my basket"])
def test_a_product_named_plainly_is_shown_and_put_in(shop: Assistant, words: str) -> None:
    cart, seen, _ = talk(shop, [words])
    assert (cart, seen) == ({"C1": 2}, [["C1"]])


@pytest.mark.parametrize(
    "turns", [["우유 두 개 담아줘", "두 번째 거"], ["put 2 milks in my cart", "the second one"]]
)
def test_a_name_of_several_is_asked_back_and_its_number_kept(shop: Assistant, turns: list[str]) -> None:
    cart, seen, _ = talk(shop, turns)
    assert set(seen[0]) >= {"M1", "M2"}
    assert cart == {seen[0][1]: 2}


@pytest.mark.parametrize(
    "turns", [["콜라 하나 담아줘", "생수도 하나"], ["add a cola to my cart", "a bottled water too"]]
)
def test_other_goods_in_the_same_breath_go_in_too(shop: Assistant, turns: list[str]) -> None:
    assert talk(shop, turns)[0] == {"C1": 1, "W1": 1}


def test_one_thing_goes_in_for_another(shop: Assistant) -> None:
    turns = ["put a cola in my basket", "make that four", "scrap the cola, I'll have bottled water instead"]
    assert talk(shop, turns[:2])[0] == {"C1": 4}
    assert talk(shop, turns)[0] == {"W1": 1}


@pytest.mark.parametrize(
    "turns",
    [
        ["headlamps", "add the green one", "no, the other one"],
        ["헤드램프", "초록색 담아줘", "아니 나머지 하나로"],
    ],
)
def test_the_other_one_takes_its_place(shop: Assistant, turns: list[str]) -> None:
    assert talk(shop, turns)[0] == {"H2": 1}


@pytest.mark.parametrize(
    "turns", [["식빵 얼마야", "두 봉지면?"], ["how much is the sandwich bread", "and for two?"]]
)
def test_so_many_of_it_is_a_sum(shop: Assistant, turns: list[str]) -> None:
    cart, _, answer = talk(shop, turns)
    assert "5,000" in answer
    assert cart == {}


@pytest.mark.parametrize(
    "turns", [["등산화 보여줘", "그걸로 담아주세요 270"], ["hiking boots", "add it in size 270"]]
)
def test_a_size_beside_an_order_is_no_number(shop: Assistant, turns: list[str]) -> None:
    assert talk(shop, turns)[0] == {"S1-270": 1}


@pytest.mark.parametrize("turns", [["헤드램프", "초록색은 튀니까 빼고"], ["headlamps", "not the green one"]])
def test_what_is_refused_does_not_come_back(shop: Assistant, turns: list[str]) -> None:
    first, later = talk(shop, turns)[1]
    assert set(first) == {"H1", "H2"}
    assert later == ["H2"]


@pytest.mark.parametrize(
    ("list_of", "than"),
    [("헤드램프", "{}번 거보다 싼 거 있어?"), ("headlamps", "anything cheaper than number {}?")],
)
def test_dearer_goods_are_no_answer_to_cheaper(shop: Assistant, list_of: str, than: str) -> None:
    first = talk(shop, [list_of])[1][0]
    cheapest, dearest = (first.index(sku) + 1 for sku in ("H1", "H2"))
    assert talk(shop, [list_of, than.format(cheapest)])[1][-1] == []
    assert talk(shop, [list_of, than.format(dearest)])[1][-1] == ["H1"]


@pytest.mark.parametrize("words", ["케이크 있어요?", "any cakes?"])
def test_goods_of_another_kind_are_not_shown_beside(shop: Assistant, words: str) -> None:
    assert talk(shop, [words])[1] == [["K1"]]


@pytest.mark.parametrize("turns", [["폰 케이스 보여줘", "투명한 거만"], ["phone cases", "only clear ones"]])
def test_a_word_tells_the_running_goods_apart(shop: Assistant, turns: list[str]) -> None:
    first, later = talk(shop, turns)[1]
    assert set(first) == {"P1", "P2"}
    assert later == ["P2"]


def test_a_brand_is_known_as_it_sounds(shop: Assistant) -> None:
    assert talk(shop, ["스피젠 케이스"])[1] == [["P1"]]


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        (["light gloves", "add the red and the blue"], {"C9-Red": 1, "C9-Blue": 1}),
        (["light gloves", "one red two blue please"], {"C9-Red": 1, "C9-Blue": 2}),
        (["라이트 장갑 보여줘", "하나는 빨간색 하나는 파란색"], {"C9-Red": 1, "C9-Blue": 1}),
        (["light gloves", "add the red one", "one blue too"], {"C9-Red": 1, "C9-Blue": 1}),
        (["라이트 장갑 보여줘", "빨간색 담아줘", "파란색도 하나요"], {"C9-Red": 1, "C9-Blue": 1}),
        (["light gloves", "add the red one", "make it blue"], {"C9-Blue": 1}),
        (["how much are the racing socks", "two L one M please"], {"S9-L": 2, "S9-M": 1}),
        (["레이싱 양말 얼마예요", "M 두 켤레 L 한 켤레 주세요"], {"S9-M": 2, "S9-L": 1}),
        (["how much are the racing socks", "two in M", "L instead"], {"S9-L": 2}),
    ],
)
def test_sizes_and_colours_are_counted_of_what_was_shown(
    shop: Assistant, turns: list[str], cart: dict[str, int]
) -> None:
    assert talk(shop, turns)[0] == cart


@pytest.mark.parametrize(
    ("last", "pieces"),
    [
        ("only the first one", {0: 1}),
        ("first one pls", {0: 1}),
        ("gimme the 2nd", {1: 1}),
        ("number 2, 4 pcs", {1: 4}),
        ("1번 두개 2번 하나", {0: 2, 1: 1}),
        ("not the first one please", {}),
        ("can i get it delivered", {}),
    ],
)
def test_a_place_and_how_it_is_asked_for_is_an_order(
    shop: Assistant, last: str, pieces: dict[int, int]
) -> None:
    cart, seen, _ = talk(shop, ["headlamps", last])
    assert cart == {seen[0][place]: number for place, number in pieces.items()}


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        (["콜라 하나 담아줘", "두 개 더 담아줘", "되돌려줘"], {"C1": 1}),
        (["put two colas in my cart", "undo that"], {}),
        (["put two colas in my cart", "remove the cola", "undo"], {"C1": 2}),
        (["put a cola in my cart", "add a bottled water", "cola out again"], {"W1": 1}),
        (["headlamps", "add the green one", "oops, i meant the black one"], {"H2": 1}),
    ],
)
def test_the_last_change_is_taken_back(shop: Assistant, turns: list[str], cart: dict[str, int]) -> None:
    assert talk(shop, turns)[0] == cart


def test_a_weight_is_no_count(shop: Assistant) -> None:
    assert talk(shop, ["how much is the cola", "yeah 10kg please"])[0] in ({}, {"C1": 1})


ALMOND = ["how much is the almond drink", "add it, and my wife is allergic to nuts"]
OAT = ["how much is the oat drink", "add it, and my wife is allergic to nuts"]


def test_an_allergy_told_beside_an_order_is_heard_first(shop: Assistant) -> None:
    cart, _, text = talk(shop, OAT)
    assert cart == {"A8": 1}
    assert "remember" in text
    cart, _, text = talk(shop, ALMOND)
    assert cart == {}
    assert "have not put it in" in text
    assert talk(shop, [*ALMOND, "no", "add it", "yes"])[0] == {"A9": 1}
    assert talk(shop, [*ALMOND, "no", "add it", "no thanks"])[0] == {}


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        (["light gloves", "add the red one", "blue would be nicer, can you change it"], {"C9-Blue": 1}),
        (["레이싱 양말 얼마예요", "M 두 켤레 주세요", "그럼 L로 바꿔주세요 제가 발이 커서"], {"S9-L": 2}),
        (["light gloves", "the red light gloves and the cola, add both"], {"C9-Red": 1, "C1": 1}),
        (["put the raven snowboard in my cart", "scratch the board i'll rent one"], {}),
        (["how much is the light headlamp", "and the pro headlamp", "the cheaper of those two plus a cola"],
         {"H1": 1, "C1": 1}),
        (["라이트 장갑 레드 얼마예요", "파란색으로 하나 담아주세요"], {"C9-Blue": 1}),
        (["light gloves", "add the red one", "my wife wants the red too, do you have it in L?"],
         {"C9-Red": 1}),
    ],
)  # fmt: skip
def test_what_is_chosen_by_what_was_spoken_of(
    shop: Assistant, turns: list[str], cart: dict[str, int]
) -> None:
    assert talk(shop, turns)[0] == cart


@pytest.mark.parametrize(
    ("talked", "lines"),
    [
        (["show me water", "into the basket"], {"W1": 1}),
        (["what drinks do you have?", "please put in 6 cola and 3 bottled water"], {"C1": 6, "W1": 3}),
        (["water", "the bottled water 2L, put 3 in"], {"W1": 3}),
        (["water", "add it", "scrap that. empty"], {}),
        (["생수 있어요?", "귀엽당 담아주세용"], {"W1": 1}),
        (["생수 있어요?", "두 분이니 두 개 담아 주십시오"], {"W1": 2}),
        (["딸기 케이크 보여 주세요", "딸기 케이크 담고"], {"K1": 1}),
    ],
)
def test_orders_as_they_are_typed(shop: Assistant, talked: list[str], lines: dict[str, int]) -> None:
    assert talk(shop, talked)[0] == lines


@pytest.mark.parametrize(
    "turns",
    [
        ["headlamps", "the cheaper of the first two please"],
        ["헤드램프", "앞에 두 개 중에 더 싼 거 담아줘"],
    ],
)
def test_of_two_the_one_whose_price_is_told(shop: Assistant, turns: list[str]) -> None:
    assert talk(shop, turns)[0] == {"H1": 1}


@pytest.mark.parametrize(
    "turns",
    [
        ["show me cola", "i am allergic to kiwi", "add the first one", "remember that please"],
        ["콜라 보여 주세요", "키위 알레르기 있어요", "첫 번째 거 담아줘", "기억해 주세요"],
    ],
)
def test_what_is_to_be_remembered_is_no_order(shop: Assistant, turns: list[str]) -> None:
    assert sum(talk(shop, turns)[0].values()) <= 1


@pytest.mark.parametrize(
    ("turns", "food"),
    [
        (["show me strawberry cake", "i am allergic to strawberries", "add the first one"], "strawberry"),
        (["딸기 케이크 보여 주세요", "딸기 알레르기 있어요", "첫 번째 거 담아줘"], "딸기"),
    ],
)
def test_the_food_that_keeps_goods_out_is_named(shop: Assistant, turns: list[str], food: str) -> None:
    cart, _, answer = talk(shop, turns)
    assert cart == {}
    assert f"({food})" in answer or food in answer.replace("Strawberry cake", "").replace("딸기 케이크", "")


@pytest.mark.parametrize(
    ("last", "quantity"),
    [
        ("one cola less", 3),
        ("two colas less please", 2),
        ("no, back to one cola", 1),
        ("cola up to 10 please", 10),
        ("cola up to 3 please", 4),
        ("colas up to 5000 won", 4),
        ("do you have one for less", 4),
        ("do you have juice for 2 dollars or less", 4),
    ],
)
def test_a_number_said_of_a_line_sets_it_or_takes_off_so_many(
    shop: Assistant, last: str, quantity: int
) -> None:
    assert talk(shop, ["put four colas in my basket", last])[0] == {"C1": quantity}


@pytest.mark.parametrize(
    ("turns", "held"),
    [
        (["콜라세개담아주세요"], {"C1": 3}),
        (["콜라랑생수하나씩담아줘"], {"C1": 1, "W1": 1}),
        (["콜라보여주세요", "이거두개주세요"], {"C1": 2}),
    ],
)
def test_korean_without_spaces_orders_what_it_says(
    shop: Assistant, turns: list[str], held: dict[str, int]
) -> None:
    assert talk(shop, turns)[0] == held
