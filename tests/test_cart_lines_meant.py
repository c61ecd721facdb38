"""Which line of the cart a change is of, and what of it stays, in both languages, through the public face."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.seen import said, talk
from tests.selling import selling

ROWS = [
    {"id": f"J{at}", "title": f"{ko} 식초", "title_en": f"{en} Vinegar", "price": 5000 + at,
     "category": "식품 > 식초", "quantity": 40}
    for at, (ko, en) in enumerate((("석류", "Pomegranate"), ("자두", "Plum"), ("매실", "Apricot")))
] + [
    {"id": f"MT-{size}", "title": "양털 벙어리장갑", "title_en": "Wool Mittens", "price": 18000, "size": size,
     "category": "패션 > 장갑", "quantity": 20}
    for size in ("S", "M", "L")
] + [
    {"id": f"HS-{size}", "title": "등산 양말", "title_en": "Hiking Socks", "price": 7000, "size": size,
     "category": "패션 > 양말", "quantity": 20}
    for size in ("S", "M", "L")
] + [
    {"id": f"E{color[0]}{room}", "title": f"님버스 리더 {ko}, {room}GB",
     "title_en": f"Nimbus Reader {color}, {room}GB", "price": 100000 + room * 100 + at,
     "category": "디지털 > 전자책", "quantity": 20}
    for at, (ko, color) in enumerate((("화이트", "White"), ("블랙", "Black")))
    for room in (32, 64)
] + [
    {"id": f"{name[:3]}-{size}", "title": f"{ko} 스쿠터 레드", "title_en": f"{name} Scooter Red",
     "price": price, "size": str(size), "category": "탈것 > 스쿠터", "quantity": 9}
    for ko, name, price, sizes in (("오르막", "Uphill", 30000, (48, 50)), ("강변", "River", 40000, (50, 52)))
    for size in sizes
] + [
    {"id": "SO1", "title": "구리 냄비", "title_en": "Copper Pot", "price": 60000, "quantity": 0,
     "availability": "out of stock", "category": "주방 > 냄비"},
    {"id": "SO2", "title": "무쇠 냄비", "title_en": "Iron Pot", "price": 70000, "quantity": 5,
     "category": "주방 > 냄비"},
    {"id": "LD", "title": "대나무 국자", "title_en": "Bamboo Ladle", "price": 4000, "quantity": 9,
     "category": "주방 > 국자"},
]  # fmt: skip
VINEGAR = "show me vinegar"
IN_BOTH = ["show me vinegar", "three plum vinegar and two apricot vinegar please"]
IN_BOTH_KO = ["식초 보여줘", "자두 식초 세 병이랑 매실 식초 두 병 담아 주세요"]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("lines")) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        ([*IN_BOTH_KO, "매실 두 병은 석류 식초 두 병으로 바꿔 주세요"], {"J1": 3, "J0": 2}),
        ([*IN_BOTH_KO, "매실 식초 한 병은 석류 식초로 바꿔 줘"], {"J1": 3, "J2": 1, "J0": 1}),
        ([*IN_BOTH_KO, "자두를 석류로 바꿔 주세요"], {"J2": 2, "J0": 3}),
        ([*IN_BOTH, "swap two apricot for two pomegranate please"], {"J1": 3, "J0": 2}),
        (["식초 보여줘", "자두 식초 두 병 담아줘", "담은 건 빼고 매실 식초로 한 병 담아 주세요"], {"J2": 1}),
        (["식초 보여줘", "자두 식초 두 병 담아줘", "넣은 거 말고 석류 식초로 해줘"], {"J0": 2}),
        ([VINEGAR, "two plum vinegar please", "swap what's in my cart for one apricot vinegar"], {"J2": 1}),
    ],
)
def test_so_many_go_out_for_so_many_of_another(
    shop: Assistant, turns: list[str], cart: dict[str, int]
) -> None:
    assert talk(shop, turns)[0] == cart


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        (["wool mittens", "two pairs in L please", "show me wool mittens", "show me hiking socks",
          "add one pair of hiking socks in M and make the mittens just one pair"],
         {"MT-L": 1, "HS-M": 1}),
        (["벙어리장갑 보여줘", "L로 두 켤레 담아줘", "벙어리장갑 보여줘", "등산 양말 보여줘",
          "등산 양말 M 한 켤레 담고 벙어리장갑은 한 켤레로 줄여줘"], {"MT-L": 1, "HS-M": 1}),
        (["wool mittens", "two pairs in L please", "show me hiking socks",
          "add one pair of hiking socks in M and one pair of the mittens in S"],
         {"MT-L": 2, "HS-M": 1, "MT-S": 1}),
    ],
)  # fmt: skip
def test_what_is_to_be_so_many_is_what_lies_in_the_cart(
    shop: Assistant, turns: list[str], cart: dict[str, int]
) -> None:
    assert talk(shop, turns)[0] == cart


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        (["전자책 보여줘", "블랙 64기가로 하나 담아줘", "아니, 32기가로 바꿔 주세요"], {"EB32": 1}),
        (["show me readers", "add the white one with 64gb", "no, make it 32gb instead"], {"EW32": 1}),
        (["전자책 보여줘", "블랙 64기가로 하나 담아줘", "화이트로 바꿔 주세요"], {"EW64": 1}),
    ],
)
def test_the_other_options_stay_where_each_is_a_product(
    shop: Assistant, turns: list[str], cart: dict[str, int]
) -> None:
    assert talk(shop, turns)[0] == cart


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        (["스쿠터 보여줘", "오르막 스쿠터는 얼마예요?", "50 사이즈로 담아 주세요"], {"Uph-50": 1}),
        (["show me scooters", "how much is the uphill scooter?", "add it in size 50 please"], {"Uph-50": 1}),
        (["show me scooters", "how much is the uphill scooter?", "add it in size 52"], {}),
        (["show me scooters", "how much is the river scooter?", "add it in size 52"], {"Riv-52": 1}),
    ],
)
def test_a_size_is_of_what_was_spoken_of(shop: Assistant, turns: list[str], cart: dict[str, int]) -> None:
    assert talk(shop, turns)[0] == cart


@pytest.mark.parametrize(
    ("said_last", "cart"),
    [
        ("자두는 그대로 두고 석류 식초도 한 병 추가해 주세요", {"J1": 3, "J2": 2, "J0": 1}),
        ("매실은 빼 주시고 자두는 그대로 둬 주세요", {"J1": 3}),
        ("국자 하나 추가하고 식초는 그대로 둬 주세요", {"J1": 3, "J2": 2, "LD": 1}),
        ("자두 식초는 그대로 두고 나머지는 빼 주세요", {"J1": 3}),
        ("leave the plum vinegar as it is and add a bamboo ladle", {"J1": 3, "J2": 2, "LD": 1}),
        ("keep the plum vinegar and remove the apricot vinegar", {"J1": 3}),
        ("keep the plum vinegar and remove everything else", {"J1": 3}),
        ("add a bamboo ladle, leave the vinegar as it is", {"J1": 3, "J2": 2, "LD": 1}),
    ],
)
def test_what_stays_as_it_is_is_no_order(shop: Assistant, said_last: str, cart: dict[str, int]) -> None:
    first = IN_BOTH if said_last.isascii() else IN_BOTH_KO
    assert talk(shop, [*first, said_last])[0] == cart


@pytest.mark.parametrize(
    "turns", [["show me pots", "add the copper pot"], ["냄비 보여줘", "구리 냄비 담아줘"]]
)
def test_what_is_offered_for_a_sold_out_product_is_shown_before_it_is_said(
    shop: Assistant, turns: list[str]
) -> None:
    session_id = shop.open_session().session.session_id
    kinds = [event["type"] for event in [said(shop, session_id, turn) for turn in turns][-1]]
    assert kinds.index("products") < kinds.index("text")
    assert not shop.cart(session_id).lines


@pytest.mark.parametrize(
    ("turns", "place"),
    [
        ([*IN_BOTH, "make the second one four"], 1),
        ([*IN_BOTH_KO, "두 번째는 네 병으로 해줘"], 1),
        ([VINEGAR, "two of the first and one of the second please", "make the second one four"], 1),
        (["식초 보여줘", "첫 번째 두 병이랑 두 번째 한 병 담아줘", "두 번째는 네 병으로 해줘"], 1),
        ([VINEGAR, "two of the first and one of the second please", "make the first one four"], 0),
    ],
)
def test_a_place_in_the_list_says_which_line_is_to_be_so_many(
    shop: Assistant, turns: list[str], place: int
) -> None:
    held, seen, _ = talk(shop, turns)
    assert held.get(seen[0][place]) == 4


@pytest.mark.parametrize(
    ("said_last", "cart"),
    [
        ("자두 식초는 한 병이면 돼요", {"J1": 1, "J2": 2}),
        ("자두 식초 한 병 빼고 매실 식초 한 병 더 주세요", {"J1": 2, "J2": 3}),
        ("drop the apricot vinegar, and one more plum vinegar", {"J1": 4}),
        ("no apricot vinegar after all", {"J1": 3}),
        ("the plum ones should be two", {"J1": 2, "J2": 2}),
        ("no apricot vinegar, thanks", {"J1": 3}),
        ("매실 식초는 됐어요", {"J1": 3}),
        ("자두는 석류로 한 병만 바꿔 주세요", {"J2": 2, "J0": 1}),
        ("매실은 됐고 석류 식초로 할게요", {"J1": 3, "J0": 2}),
        ("매실 식초 두 병 말고 다섯 병으로 해 주세요", {"J1": 3, "J2": 5}),
        ("instead of the apricot give me the pomegranate vinegar", {"J1": 3, "J0": 2}),
    ],
)
def test_each_part_of_a_change_is_done(shop: Assistant, said_last: str, cart: dict[str, int]) -> None:
    first = IN_BOTH if said_last.isascii() else IN_BOTH_KO
    assert talk(shop, [*first, said_last])[0] == cart


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        ([VINEGAR, "how much is the plum vinegar?", "all five of that vinegar please"], {"J1": 5}),
        (["식초 보여줘", "자두 식초는 얼마예요?", "그 식초 다섯 병 다 담아 주세요"], {"J1": 5}),
        (["식초 보여줘", "세 개 다 담아 주세요"], {"J0": 1, "J1": 1, "J2": 1}),
        (["식초 보여줘", "이거 두 병 말고 한 병만 할게요"], 1),
        ([VINEGAR, "three plum vinegar please", "take it out", "actually put it back in"], {"J1": 3}),
        ([VINEGAR, "add the plum vinegar and the cheapest socks you have"], {"J1": 1, "HS": 1}),
    ],
)
def test_so_many_of_one_are_not_all(shop: Assistant, turns: list[str], cart: dict[str, int] | int) -> None:
    held = talk(shop, turns)[0]
    if isinstance(cart, int):
        assert list(held.values()) == [cart]
    else:
        assert {sku.split("-")[0]: many for sku, many in held.items()} == cart


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        (["show me vinegar", "one apricot vinegar and one bamboo ladle please"], {"J2": 1, "LD": 1}),
        (["show me vinegar", "The lid broke off this morning, so I'd order a pair of the plum vinegars"],
         {"J1": 2}),
        (["식초 보여줘", "자두 세 병, 매실 두 병 주세요"], {"J1": 3, "J2": 2}),
        (["식초 보여줘", "둘이서 먹을 거라 자두 식초 두 병이 필요해요, 담아 주세요"], {"J1": 2}),
        (["식초 보여줘", "자두를 좋아해서 그 식초로 할래요, 한 병 담아 주세요"], {"J1": 1}),
    ],
)  # fmt: skip
def test_goods_named_among_others_are_those_that_go_in(
    shop: Assistant, turns: list[str], cart: dict[str, int]
) -> None:
    assert talk(shop, turns)[0] == cart
