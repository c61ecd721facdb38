"""What Koreans say in the middle of buying, through the public face: partial changes, 만 left out, units."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.seen import after, talk
from tests.selling import selling

ROWS = [
    {"id": f"H-{color}", "title": f"{color} Hoodie", "price": 35000, "category": "Apparel > Sweatshirts"}
    for color in ("White", "Grey", "Blue")
] + [
    {"id": f"G-{size}", "title": "풀핑거 장갑", "title_en": "Full-finger gloves", "price": 38000,
     "category": "스포츠 > 장갑", "size": size, "item_group_id": "G", "quantity": 9}
    for size in ("S", "M", "L")
] + [
    {"id": "W1", "title": "Water Bottle", "price": 5000, "category": "Sports > Bottles"},
    {"id": "T1", "title": "태블릿 11 블루 128GB", "price": 520000, "category": "디지털 > 태블릿"},
    {"id": "T2", "title": "태블릿 11 실버 256GB", "price": 690000, "category": "디지털 > 태블릿"},
    {"id": "T3", "title": "태블릿 13 그레이 512GB", "price": 1400000, "category": "디지털 > 태블릿"},
    {"id": "D1", "title": "1+1 순한 세탁세제 2L 중성 드럼 세탁기 일반 겸용 대용량 액체세제", "price": 12900,
     "category": "생활 > 세탁세제"},
    {"id": "D2", "title": "캡슐 세탁세제 30개입", "price": 18900, "category": "생활 > 세탁세제"},
    {"id": "F1", "title": "실내건조 섬유유연제 1L", "price": 6900, "category": "생활 > 섬유유연제"},
    {"id": "F2", "title": "고농축 섬유유연제 2L", "price": 9900, "category": "생활 > 섬유유연제"},
]  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("korean"), language="ko") as assistant:
        yield assistant


@pytest.mark.parametrize("said", ["회색으로 할게요", "회색으로 할게요 L로"])
def test_another_colour_than_the_one_spoken_of_is_no_order_of_it(shop: Assistant, said: str) -> None:
    assert "H-White" not in talk(shop, ["흰색 후드티 있나요", "다른 색은요?", said])[0]


def test_one_of_two_comes_in_another_size(shop: Assistant) -> None:
    turns = ["장갑 보여줘", "M 사이즈 두 켤레 담아주세요", "아 하나는 L로 바꿔주세요"]
    assert talk(shop, turns)[0] == {"G-M": 1, "G-L": 1}


def test_what_is_not_in_the_cart_takes_nothing_else_out(shop: Assistant) -> None:
    turns = ["water bottle 보여줘", "그거 하나 담아줘", "케이지 빼줘"]
    assert talk(shop, turns)[0] == {"W1": 1}
    assert talk(shop, [*turns, "그거 빼줘"])[0] == {}


def test_an_empty_cart_is_said_to_be_empty(shop: Assistant) -> None:
    turns = ["water bottle 보여줘", "그거 하나 담아줘", "그거 빼줘", "그것도 빼줘"]
    assert "비어 있어요" in talk(shop, turns)[2]


def test_both_are_the_first_of_each_kind_and_are_named(shop: Assistant) -> None:
    held, _, answer = talk(shop, ["세탁세제랑 섬유유연제 하나씩 추천해줘", "둘 다 담아줘"])
    assert {sku[0] for sku in held} == {"D", "F"}
    assert len(held) == 2
    assert "세제" in answer
    assert "유연제" in answer


@pytest.mark.parametrize("said", ["태블릿 예산은 60까지예요", "태블릿 60 이하로 보여줘"])
def test_a_bare_number_counts_man(shop: Assistant, said: str) -> None:
    assert talk(shop, [said])[1] == [["T1"]]


def test_something_cheaper_may_cost_less_than_about_so_much(shop: Assistant) -> None:
    assert talk(shop, ["태블릿 70만원 정도로 찾아요", "좀 더 싼 거 없나요"])[1][-1] == ["T1"]


def test_spoken_units_are_those_of_the_title(shop: Assistant) -> None:
    assert talk(shop, ["태블릿 128기가로 보여주세요"])[1][0][0] == "T1"


@pytest.mark.parametrize("said", ["20만원 안쪽으로 볼게요", "10만원 정도면 어떤 게 있을까요?"])
def test_the_verb_of_looking_is_not_looked_for(shop: Assistant, said: str) -> None:
    assert after(shop, ["장갑 보려고요", said]).query == "장갑"


def test_what_lies_in_the_cart_is_asked_after(shop: Assistant) -> None:
    turns = ["water bottle 보여줘", "그거 두 개 담아줘", "지금 뭐 담겼어?"]
    assert "10,000" in talk(shop, turns)[2]


def test_what_is_at_home_is_left_out_of_what_a_meal_takes(demo_shop: Assistant) -> None:
    turns = ["된장찌개 끓이려는데 뭐뭐 필요할까요?", "두부는 집에 있어요", "나머지 다 담아주세요"]
    held, seen, _ = talk(demo_shop, turns)
    assert set(held) == set(seen[1]) < set(seen[0])


@pytest.mark.parametrize(("meat", "sku"), [("소고기", "G-0334"), ("참치", "G-0016")])
def test_what_may_not_be_eaten_is_replaced_by_what_is_named(
    demo_shop: Assistant, meat: str, sku: str
) -> None:
    turns = ["김치찌개 재료 골라주세요", f"남편이 돼지고기를 안 먹어요. {meat}로 바꿔 주세요"]
    assert sku in talk(demo_shop, turns)[1][1]


def test_an_onion_is_no_spring_onion(demo_shop: Assistant) -> None:
    held, seen, _ = talk(demo_shop, ["김치찌개 재료 골라주세요", "양파는 빼고 다 담아줘"])
    assert set(seen[0]) - set(held) == {"G-0049"}


def test_only_one_leaves_one_whatever_was_asked_meanwhile(demo_shop: Assistant) -> None:
    turns = ["바게트 두개 담아줘", "선물영수증 되나요?", "하나만 할게요 생각해보니"]
    assert talk(demo_shop, turns)[0] == {"G-0154": 1}


def test_what_is_put_off_goes_out(shop: Assistant) -> None:
    turns = ["water bottle 보여줘", "그거 하나 담아줘"]
    assert talk(shop, [*turns, "water bottle은 다음에 살게요. 빼주세요"])[0] == {}
    assert talk(shop, [turns[0], "다음에 살게요"])[0] == {}


def test_allergens_named_side_by_side_are_all_kept_from(demo_shop: Assistant) -> None:
    session = after(demo_shop, ["애가 땅콩 호두 알레르기 있는데 먹을 수 있는 빵 있나요"])
    kept = {one.value for one in session.constraints if one.facet == "allergen"}
    assert kept == {"peanut", "walnut"}


@pytest.mark.parametrize("said", ["풀핑거로 M 두 개 담아주세요", "풀핑거 장갑 M으로 두 켤레요"])
def test_the_name_of_a_kind_is_heard_with_a_size(shop: Assistant, said: str) -> None:
    assert talk(shop, ["장갑 보여줘", said])[0] == {"G-M": 2}


def test_a_latin_name_is_meant_by_its_sound(shop: Assistant) -> None:
    turns = ["water bottle 보여줘", "그거 하나 담아줘", "보틀은 비싸서 뺄게요"]
    assert talk(shop, turns)[0] == {}


def test_a_slip_is_put_right_in_what_is_looked_for(demo_shop: Assistant) -> None:
    session = after(demo_shop, ["고양이 사료 있어요?", "아 강아지 거 말한 건데 잘못 말했다"])
    assert session.query == "강아지 사료"


@pytest.mark.parametrize("said", ["대용량으로", "대용량으로요"])
def test_what_it_is_to_be_like_narrows(shop: Assistant, said: str) -> None:
    assert after(shop, ["세탁세제 보여줘", said]).query == "대용량 세탁세제"


def test_what_was_shown_first_comes_back(demo_shop: Assistant) -> None:
    turns = ["헬멧 보여줘", "바게트 있어?", "아까 처음 보여준 거 다시 보여주세요"]
    assert after(demo_shop, turns).query == "헬멧"


def test_the_only_colour_is_said_to_be_the_only_one(demo_shop: Assistant) -> None:
    turns = ["아이 여름 티셔츠 110 사이즈로 찾아요", "다른 색은요?"]
    assert "네이비 한 가지예요" in talk(demo_shop, turns)[2]


def test_a_plan_goes_on_when_one_of_its_lines_is_put_in_so_many_times(demo_shop: Assistant) -> None:
    turns = [
        "김치찌개 끓이려고 하는데 2만원 안에서 뭐 사야 해?",
        "두부는 두 개로 해 주세요",
        "돼지고기 대신 소고기로",
        "다 담아 주세요",
    ]
    held, seen, _ = talk(demo_shop, turns)
    tofu = [sku for sku, quantity in held.items() if quantity == 2]
    assert len(tofu) == 1
    assert held == {sku: 2 if sku in tofu else 1 for sku in seen[2]}
    assert len(set(seen[2]) - set(seen[0])) == 1
