"""Orders and changes said among reasons, jokes and remarks, in both languages, through the public face."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from assistant.understanding.dealing import examples, shipped
from tests.seen import talk
from tests.selling import selling
from tests.understanding.taught import taken

ROWS = [
    {"id": "K1", "title": "브라운 주전자", "title_en": "Braun Kettle", "price": 45000, "quantity": 50,
     "brand": "Braun", "category": "주방 > 주전자"},
    {"id": "K2", "title": "스토브 주전자", "title_en": "Stove Kettle", "price": 32000, "quantity": 50,
     "category": "주방 > 주전자"},
    {"id": "M1", "title": "도트 머그컵", "title_en": "Dotted Mug", "price": 9000, "quantity": 50,
     "category": "주방 > 머그컵"},
    {"id": "M2", "title": "고양이 머그컵", "title_en": "Cat Mug", "price": 11000, "quantity": 50,
     "category": "주방 > 머그컵"},
    {"id": "P13", "title": "폰 13 프로", "title_en": "Phone 13 Pro", "price": 900000, "quantity": 50,
     "category": "디지털 > 휴대폰"},
    {"id": "P12", "title": "폰 12", "title_en": "Phone 12", "price": 600000, "quantity": 50,
     "category": "디지털 > 휴대폰"},
]  # fmt: skip
KETTLES, MUGS, PHONES = "show me kettles", "show me mugs", "show me phones"
KETTLES_KO, MUGS_KO = "주전자 보여줘", "머그컵 보여줘"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("sentences")) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        ([KETTLES, "it's mum's birthday on sunday so the Braun kettle, one"], {"K1": 1}),
        ([MUGS, "Rex breaks everything. I'd say five of the Cat Mugs"], {"M2": 5}),
        ([MUGS, "my son and I each need one, so both the Dotted Mug and the Cat Mug"], {"M1": 1, "M2": 1}),
        ([MUGS, "a pair of Dotted Mugs for our new flat pls"], {"M1": 2}),
        ([MUGS, "we've just moved and own nothing. three dotted mugs and two cat mugs"], {"M1": 3, "M2": 2}),
        ([MUGS, "two of the 11,000 won ones, they're for my nephews"], {"M2": 2}),
        ([PHONES, "ok i'll take the phone 13 pro"], {"P13": 1}),
        ([MUGS, "the dog counts too so it's for two. I'd say four of the cat mugs"], {"M2": 4}),
        ([MUGS, "there'll be three of us at the table, four cat mugs will do"], {"M2": 4}),
        ([MUGS, "we have just moved house. two dotted mugs to begin with"], {"M1": 2}),
        ([MUGS, "the cat mug and not the dotted mug, for my desk, one please"], {"M2": 1}),
        ([MUGS, "can't choose between the cat mug and the dotted mug so I'm getting both"],
         {"M1": 1, "M2": 1}),
        ([MUGS, "the very first one you listed, times two, as I break them"], {"M1": 2}),
        ([MUGS, "would you mind adding the cat mug? I like cats"], {"M2": 1}),
        ([MUGS, "gran is turning eighty: one of the cat mugs and a dotted mug"], {"M1": 1, "M2": 1}),
        ([KETTLES_KO, "엄마 생신이라 브라운 주전자로 하나 할게요"], {"K1": 1}),
        ([MUGS_KO, "사무실에 놓을 거라서 고양이 머그컵 세 개 담아 주세요"], {"M2": 3}),
        ([MUGS_KO, "둘이 쓸 거니까 도트 머그컵 하나랑 고양이 머그컵 하나 담아 줄 수 있어요?"],
         {"M1": 1, "M2": 1}),
    ],
)  # fmt: skip
def test_what_is_said_beside_counts_for_nothing(
    shop: Assistant, turns: list[str], cart: dict[str, int]
) -> None:
    assert talk(shop, turns)[0] == cart


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        ([MUGS, "five cat mugs please", "the missus has her own already, so delete the cat mug"], {}),
        ([KETTLES, "add the braun kettle", "too dear. replace it with the stove kettle"], {"K2": 1}),
        ([MUGS, "five cat mugs please", "silly me, put the cat mugs back to two"], {"M2": 2}),
        ([MUGS, "five cat mugs please", "my brother is out, so take two off the cat mugs"], {"M2": 3}),
        ([MUGS, "two cat mugs please", "plus a third of the cat mug for the garage"], {"M2": 3}),
        ([MUGS, "two cat mugs please", "a third colleague has turned up, add another"], {"M2": 3}),
        ([MUGS, "two cat mugs and two dotted mugs please", "five in all is plenty, so the cat mugs can go"],
         {"M1": 2}),
        ([MUGS, "six cat mugs and two dotted mugs please", "4 cat mugs are enough, leave the dotted ones"],
         {"M1": 2, "M2": 4}),
        ([MUGS, "six cat mugs please", "4 cat mugs is plenty, thanks"], {"M2": 4}),
        ([MUGS, "six cat mugs please", "on reflection one is enough"], {"M2": 1}),
        ([MUGS, "one cat mug please", "my flatmate wants one too so two then"], {"M2": 2}),
        ([MUGS, "two cat mugs and a dotted mug please", "forget the dotted mug"], {"M2": 2}),
        ([KETTLES, "add the braun kettle",
          "would you mind replacing it with the stove kettle? The braun is dear"],
         {"K2": 1}),
        ([MUGS_KO, "고양이 머그컵 두 개 담아줘", "고양이 머그컵은 취소요. 집에 있더라고요"], {}),
        ([KETTLES_KO, "브라운 주전자 하나 담아줘",
          "너무 비싸네요, 브라운 빼고 스토브 주전자로 교체해 주세요"],
         {"K2": 1}),
        ([MUGS_KO, "고양이 머그컵 두 개 담아줘", "손님이 한 분 더 오신대요. 한 개만 더 담아 주세요"],
         {"M2": 3}),
    ],
)  # fmt: skip
def test_a_change_is_heard_among_its_reasons(shop: Assistant, turns: list[str], cart: dict[str, int]) -> None:
    assert talk(shop, turns)[0] == cart


@pytest.mark.parametrize(
    "turns",
    [
        [KETTLES, "I had the Braun kettle once and it broke"],
        [KETTLES, "I'd get the Braun kettle if it were cheaper"],
        [KETTLES, "the Braun kettle is for my son"],
        [KETTLES, "any reviews for the Braun kettle?"],
        [KETTLES, "not the Braun kettle"],
        [MUGS, "show me the cat mug again"],
        [MUGS, "one I can put in the dishwasher"],
        [MUGS, "it's for my desk so the Zyxmark mug sounds ideal, one of those"],
        [MUGS, "do you mind telling me if the cat mug is heavy?"],
        [MUGS, "only mugs"],
        [MUGS, "what would three cat mugs come to?"],
        [KETTLES_KO, "브라운 주전자 전에 써 봤는데 금방 고장 났어요"],
        [KETTLES_KO, "브라운 주전자는 아직 고민 중이에요"],
        [MUGS_KO, "고양이 머그컵 세 개면 얼마예요?"],
    ],
)
def test_what_orders_nothing_fills_no_cart(shop: Assistant, turns: list[str]) -> None:
    """The control: the same goods, remembered, wished for, asked about or refused."""
    assert talk(shop, turns)[0] == {}


def test_no_message_of_the_table_is_taken_from_what_judges() -> None:
    assert taken(text for _, text in examples()) == set()


def test_the_table_is_read_whole_and_learnt() -> None:
    told = examples()
    assert len(told) > 2_000
    assert {deed for deed, _ in told} == {"take", "alter", "ask", "find", "talk"}
    heard = shipped()
    right = sum(heard.hear(text)[0].act == deed for deed, text in told)
    assert right / len(told) > 0.9
