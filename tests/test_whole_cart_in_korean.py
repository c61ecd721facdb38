"""What Koreans say of every line of a cart, and of a part of one, through the public face."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from assistant.understanding.quantities import counts_in
from assistant.understanding.reading import Reading
from assistant.understanding.safety import is_unsafe
from tests.seen import talk
from tests.selling import selling

ROWS = [
    {"id": f"T-{size}", "title": "줄무늬 티셔츠", "title_en": "Striped tee", "price": 30000,
     "category": "패션 > 티셔츠", "size": size, "item_group_id": "T", "quantity": 9}
    for size in ("S", "M", "L")
] + [
    {"id": f"L-{color}", "title": f"등반 랜턴 {ko}", "title_en": f"Climbing lantern {color}",
     "price": 50000 + 1000 * at, "category": "스포츠 > 랜턴", "color": ko, "quantity": 9}
    for at, (color, ko) in enumerate((("red", "레드"), ("blue", "블루"), ("green", "그린")))
] + [
    {"id": f"{code}-{size}", "title": title, "title_en": code, "price": 90000, "category": "신발 > 운동화",
     "size": str(size), "item_group_id": code, "quantity": 9}
    for code, title, sizes in (("R1", "숲길 운동화", (240, 250)), ("R2", "도시 운동화", (250, 260)))
    for size in sizes
] + [
    {"id": "P1", "title": "선인장 화분", "price": 9000, "category": "원예 > 화분", "quantity": 30},
    {"id": "B1", "title": "접이식 쇼핑카트", "price": 40000, "category": "생활 > 카트", "quantity": 9},
    {"id": "C1", "title": "민트 치약 5개입", "price": 15000, "category": "생활 > 치약", "quantity": 30},
]  # fmt: skip
LANTERNS = ["랜턴 보여줘", "앞에 세 개 다 담아줘"]
TEES = ["줄무늬 티셔츠 있어요?", "줄무늬 티셔츠 M으로 세 장 담아줘"]
POTS = ["선인장 화분 있나요", "두 개 담아 주세요"]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("whole"), language="ko") as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("두 번째만 남기고 나머지 빼줘", 1),
        ("3번 빼고 다 삭제해줘", 2),
        ("맨 위에 것만 남겨 두고 전부 지워 주세요", 0),
    ],
)
def test_only_what_is_kept_by_its_place_stays(shop: Assistant, said: str, place: int) -> None:
    cart, seen, _ = talk(shop, [*LANTERNS, said])
    assert cart == {seen[0][place]: 1}


@pytest.mark.parametrize(
    "said", ["파란 랜턴 하나만 남기고 다 빼 주세요", "블루만 남기고 나머지는 취소해 주세요"]
)
def test_only_what_is_kept_by_its_colour_stays(shop: Assistant, said: str) -> None:
    assert talk(shop, [*LANTERNS, said])[0] == {"L-blue": 1}


def test_nothing_goes_out_where_what_is_kept_was_not_made_out(shop: Assistant) -> None:
    assert len(talk(shop, [*LANTERNS, "수박만 남기고 나머지 빼줘"])[0]) == 3


@pytest.mark.parametrize("said", ["전부 두 개씩으로 해 주세요", "동생도 온대요, 모두 두개씩으로 바꿔줘"])
def test_each_line_is_to_be_so_many(shop: Assistant, said: str) -> None:
    assert set(talk(shop, [*LANTERNS, said])[0].values()) == {2}


def test_so_many_more_of_each_are_put_in(shop: Assistant) -> None:
    cart = talk(shop, ["랜턴 보여줘", "1번이랑 2번 두 개씩 담아줘", "둘 다 하나씩 더 주세요"])[0]
    assert list(cart.values()) == [3, 3]


@pytest.mark.parametrize(
    ("said", "stay"),
    [
        ("한 장은 L로 바꿔 주세요", 2),
        ("한 장은 동생 줄 거라 L로 바꿔줘, M은 두 장만 있으면 돼", 2),
        ("M은 한 장만 하고 두 장은 L로 바꿔 주세요", 1),
        ("L로 바꿔 주세요", 0),
    ],
)
def test_some_of_a_line_come_in_another_size(shop: Assistant, said: str, stay: int) -> None:
    want = {"T-M": stay, "T-L": 3 - stay}
    assert talk(shop, [*TEES, said])[0] == {sku: number for sku, number in want.items() if number}


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("총 다섯 개로 맞춰 주세요", 5),
        ("두 개는 많네요 한 개만요", 1),
        ("손님이 세 분 더 오신다네요, 총 네 개로 맞춰 주세요", 4),
        ("방이 세 개라 세 개로 할게요", 3),
        ("아니다 하나로 돌려줘", 1),
        ("아니다 두 개 그대로 할게요", 2),
    ],
)
def test_there_are_to_be_so_many(shop: Assistant, said: str, number: int) -> None:
    assert talk(shop, [*POTS, said])[0] == {"P1": number}


def test_the_last_change_is_taken_back(shop: Assistant) -> None:
    assert talk(shop, [*POTS, "하나로 줄여 주세요", "방금 줄인 거 취소해줘"])[0] == {"P1": 2}


def test_a_size_beside_a_number_is_of_what_was_looked_for_by_name(shop: Assistant) -> None:
    assert talk(shop, ["숲길 운동화 보여줘", "250으로 두 켤레 담아 주세요"])[0] == {"R1-250": 2}


def test_a_cart_that_is_sold_is_looked_for(shop: Assistant) -> None:
    assert talk(shop, ["접이식 쇼핑카트 보여 주세요"])[:2] == ({}, [["B1"]])


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("치약 다섯 개 든 거 하나 주세요", [1]),
        ("초록색 네모 프리미엄 주세요", []),
        ("두부 네 모 주세요", [4]),
    ],
)
def test_what_lies_in_a_pack_and_a_square_count_nothing(said: str, counts: list[int]) -> None:
    assert [number for number, *_ in counts_in(Reading(said))] == counts


def test_a_sum_total_is_no_gun() -> None:
    assert not is_unsafe("총 네 개로 맞춰 주세요")
    assert is_unsafe("총 두 자루로 구해 주세요")
    assert is_unsafe("총 두 개 사고 싶어요")


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        (["랜턴 있어요?", "레드랑 그린 둘 다 하나씩 주세요"], {"L-red": 1, "L-green": 1}),
        (["랜턴 있어요?", "51,000원짜리 파란 거 있죠, 그걸로 두 개 살게요"], {"L-blue": 2}),
        (["선인장 화분 있나요", "두 개 담아 주세요", "한 판 더!"], {"P1": 3}),
        ([*POTS, "민트 치약 있어요?", "선인장 화분 말고 민트 치약으로 갈아 담아 주세요"], {"C1": 2}),
        (["선인장 화분 있나요", "선인장 화분(Cactus) 두 개랑 민트 치약 하나 주세요"], {"P1": 2, "C1": 1}),
        (["선인장 화분 있나요", "선인장 화분 두 개 주세요. 안방 하나 거실 하나 놓게요"], {"P1": 2}),
    ],
)
def test_whole_sentences_order_what_they_say(shop: Assistant, turns: list[str], cart: dict[str, int]) -> None:
    assert talk(shop, turns)[0] == cart


BOTH = ["선인장 화분 있나요", "선인장 화분 두 개랑 민트 치약 하나 주세요"]


@pytest.mark.parametrize(
    ("said", "cart"),
    [
        ("민트 치약은 두 개로 바꿔주시고 선인장 화분은 빼 주세요", {"C1": 2}),
        ("선인장 화분은 하나로 줄이고 민트 치약은 세 개로 늘려주세요", {"P1": 1, "C1": 3}),
        ("선인장 화분이랑 민트 치약 둘 다 빼 주세요", {}),
        ("선인장 화분은 한 개 빼 주세요", {"P1": 1, "C1": 1}),
        ("선인장 화분은 하나만 더 주세요", {"P1": 3, "C1": 1}),
    ],
)
def test_each_line_changes_as_is_said_of_it(shop: Assistant, said: str, cart: dict[str, int]) -> None:
    assert talk(shop, [*BOTH, said])[0] == cart
