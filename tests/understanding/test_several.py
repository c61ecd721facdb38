"""Several goods in one sentence, where they are to stand, and whom they are for."""

from typing import TYPE_CHECKING

import pytest

from assistant.understanding.understand import understand
from tests.seen import after, cards, reply, said
from tests.understanding import shops

if TYPE_CHECKING:
    from assistant import Assistant


def needs(text: str) -> list[str]:
    request = understand(text, shops.session("ko" if "가" <= text[-2] <= "힣" else "en"), shops.demo(), {})
    return [need.lower() for need in request.needs]


def query(text: str) -> str:
    session = shops.session("ko" if any("가" <= char <= "힣" for char in text) else "en")
    return understand(text, session, shops.demo(), {}).query.lower()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("For the garden I need a lamp and a gnomon.", ["lamp", "gnomon"]),
        ("I'd like a pergola or a trellis", ["pergola", "trellis"]),
        ("의자하고 발걸이대 보여 주세요", ["의자", "발걸이대"]),
        ("트라이크나 카브리오 있어요?", ["트라이크", "카브리오"]),
        ("소파하고 소파 옆에 둘 테이블 보여 주세요", ["소파", "테이블"]),
        ("A sofa and a lamp to put beside the sofa, please.", ["sofa", "lamp"]),
    ],
)
def test_goods_are_told_apart_by_the_way_they_are_listed(text: str, wanted: list[str]) -> None:
    found = needs(text)
    assert [need.split()[-1] for need in found] == wanted
    assert not any("옆" in need or "beside" in need for need in found)


@pytest.mark.parametrize(
    "text",
    [
        "I need shoes for a wedding and a gala",
        "show me a red and a blue one",
        "동료들이랑 나눌 과자 있어요?",
        "의자나 비슷한 거 있어요?",
        "친구나 가족이랑 먹을 간식 있어요?",
    ],
)
def test_what_is_joined_to_goods_and_names_none_is_no_need(text: str) -> None:
    assert needs(text) == []


@pytest.mark.parametrize(
    ("text", "left", "gone"),
    [
        ("소파 옆에 둘 테이블 보여 주세요", "테이블", "소파"),
        ("a lamp to put beside the bed", "lamp", "bed"),
        ("부모님이 쓰실 이어폰 찾고 있어요", "이어폰", "쓰실"),
        ("동생이 탈 자전거 있어요?", "자전거", "탈"),
    ],
)
def test_where_it_stands_and_who_uses_it_is_nothing_looked_for(text: str, left: str, gone: str) -> None:
    assert left in query(text)
    assert gone not in query(text)


def test_a_place_that_names_goods_stays_in_their_name() -> None:
    """The control."""
    assert "desk" in query("show me a desk lamp")
    assert "침대" in query("침대 있어요?")


@pytest.mark.parametrize(
    "text", ["아이가 멜 가방 보여 주세요", "조카가 쓸 가방 보여 주세요", "Show me a backpack for my niece."]
)
def test_what_is_made_for_children_comes_first_for_a_child(demo_shop: "Assistant", text: str) -> None:
    session_id = demo_shop.open_session(language=None).session.session_id
    first = cards(said(demo_shop, session_id, text))[0]
    assert "아동" in first["title"] or "Kids" in first["title"]


@pytest.mark.parametrize("text", ["대학생 조카가 쓸 가방 있어요?", "a backpack for my 25-year-old nephew"])
def test_a_grown_child_gets_no_childrens_goods_first(demo_shop: "Assistant", text: str) -> None:
    session = after(demo_shop, [text])
    assert not any(one.value == "kids" for one in session.constraints)


@pytest.mark.parametrize(
    "turns",
    [
        ["I need a helmet and a water bottle", "Only helmets under 100,000 won."],
        ["헬멧하고 물병이 필요해요", "헬멧만 10만원 이하로요"],
    ],
)
def test_one_of_several_needs_is_narrowed_alone(demo_shop: "Assistant", turns: list[str]) -> None:
    session = after(demo_shop, turns)
    assert "bottle" not in session.query
    assert "물병" not in session.query
    assert session.last_shown


@pytest.mark.parametrize(
    ("turns", "left"),
    [
        (["I need a helmet and a water bottle", "red helmets, please"], "helmet"),
        (
            [
                "Put together a kit for 120,000 won with a helmet, cycling gloves and a water bottle",
                "Back to the gloves. Show me the cheapest ones.",
            ],
            "cycling gloves",
        ),
        (["헬멧하고 물병이 필요해요", "물병은 하얀색으로요"], "물병"),
        (
            [
                "우유랑 두부, 식빵으로 2만원짜리 바구니 짜 주세요",
                "다시 두부로 돌아가서 제일 싼 거 보여 주세요",
            ],
            "두부",
        ),
    ],
)
def test_one_of_several_needs_is_come_back_to(demo_shop: "Assistant", turns: list[str], left: str) -> None:
    session = after(demo_shop, turns)
    assert session.query == left
    assert session.last_shown


def test_the_cheapest_where_there_is_one_alone_has_its_price_told(demo_shop: "Assistant") -> None:
    session_id = demo_shop.open_session(language="en").session.session_id
    said(demo_shop, session_id, "Put together a kit for 120,000 won with a helmet and cycling gloves")
    events = said(demo_shop, session_id, "Back to the gloves. Show me the cheapest ones.")
    assert f"{cards(events)[0]['price']['minor']:,}" in reply(events)


def test_all_needs_stay_where_none_is_named(demo_shop: "Assistant") -> None:
    """The control."""
    session = after(demo_shop, ["I need a helmet and a water bottle", "under 100,000 won please"])
    assert session.needs == ("helmet", "water bottle")


@pytest.mark.parametrize(
    "turns",
    [
        [
            "black headphones please",
            "show me cushions",
            "Now back to the black headphones. Add the cheapest one as well.",
        ],
        [
            "black headphones please",
            "show me cushions",
            "Back to the black headphones. Can you add the cheapest one?",
        ],
        [
            "검은색 헤드폰 보여 주세요",
            "쿠션 보여 주세요",
            "다시 검은색 헤드폰으로 돌아가서, 제일 싼 걸로 하나 담아 주세요",
        ],
    ],
)
def test_the_cheapest_of_a_list_gone_back_to_is_put_in(demo_shop: "Assistant", turns: list[str]) -> None:
    session_id = demo_shop.open_session(language=None).session.session_id
    first, *_, last = [said(demo_shop, session_id, words) for words in turns]
    cheapest = min(card["price"]["minor"] for card in cards(first))
    (line,) = [line for event in last if event["type"] == "cart" for line in event["cart"]["lines"]]
    assert line["unit_price"]["minor"] == cheapest
