"""A compound that nothing here is: said not to be there, and what it is named after to be the nearest."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.seen import cards, said, talk
from tests.selling import Row, selling

ROWS: tuple[Row, ...] = (
    {
        "id": "M1",
        "title_ko": "목장 우유 900ml",
        "title_en": "Meadow milk, 900 ml",
        "category": "식품 > 유제품 > 우유",
        "price": "2900",
    },
    {
        "id": "A1",
        "title_ko": "볶은 아몬드 300g",
        "title_en": "Roasted almonds, 300 g",
        "category": "식품 > 견과",
        "price": "8900",
    },
    {
        "id": "C1",
        "title_ko": "콜라 500ml",
        "title_en": "Cola, 500 ml",
        "category": "식품 > 음료",
        "price": "1800",
    },
    {
        "id": "C2",
        "title_ko": "레몬 탄산수 500ml",
        "title_en": "Lemon sparkling water, 500 ml",
        "category": "식품 > 음료",
        "description_en": "Crisp, no sugar at all.",
        "description_ko": "무설탕이라 깔끔해요.",
        "price": "1500",
    },
    {
        "id": "K1",
        "title_ko": "휘핑 크림 250ml",
        "title_en": "Whipping cream, 250 ml",
        "category": "식품 > 유제품 > 크림",
        "description_en": "Whips up well beside ice cream.",
        "price": "3900",
    },
    {
        "id": "Y1",
        "title_ko": "플레인 요거트 400g",
        "title_en": "Plain yogurt, 400 g",
        "category": "식품 > 유제품 > 요거트",
        "price": "3600",
    },
    {
        "id": "B1",
        "title_ko": "45L 데이팩",
        "title_en": "Granite 45L backpack",
        "category": "레저 > 가방",
        "price": "59000",
    },
    {
        "id": "T1",
        "title_ko": "접이식 캠핑 의자",
        "title_en": "Folding camping chair",
        "category": "레저 > 캠핑",
        "price": "39000",
    },
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("absent")) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("wish", "named", "nearest"),
    [
        ("almond milk?", "almond milk", ["M1"]),
        ("do you have oat milk?", "oat milk", ["M1"]),
        ("아몬드 우유 보여 주세요", "아몬드 우유", ["M1"]),
        ("sugar-free cola", "sugar-free cola", ["C1"]),
        ("무설탕 콜라 있어요?", "무설탕 콜라", ["C1"]),
        ("any ice cream?", "ice cream", []),
    ],
)
def test_what_is_not_there_is_said_and_the_nearest_labelled(
    shop: Assistant, wish: str, named: str, nearest: list[str]
) -> None:
    session_id = shop.open_session(language="en" if wish.isascii() else "ko").session.session_id
    events = said(shop, session_id, wish)
    words = next(str(event["text"]) for event in events if event["type"] == "done")
    assert f"“{named}”" in words or f"‘{named}’" in words
    assert [card["sku"] for card in cards(events)] == nearest
    assert all("nearest" in card["reason"]["signals"] for card in cards(events))


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ("camping chair", "T1"),
        ("캠핑 의자", "T1"),
        ("plain yogurt", "Y1"),
        ("무설탕 탄산수", "C2"),
        ("sugar-free sparkling water", "C2"),
        ("roasted almonds", "A1"),
        ("45l hiking backpack", "B1"),
    ],
)
def test_what_is_there_is_found_in_whatever_words(shop: Assistant, wish: str, found: str) -> None:
    session_id = shop.open_session(language="en" if wish.isascii() else "ko").session.session_id
    shown = cards(said(shop, session_id, wish))
    assert found in {card["sku"] for card in shown if "nearest" not in card["reason"]["signals"]}


@pytest.mark.parametrize(
    "said_so",
    [
        ("add oat milk",),
        ("do you have almond milk?", "add almond milk"),
        ("add sugar-free cola",),
        ("아몬드 우유 담아줘",),
    ],
)
def test_nothing_goes_in_for_what_is_not_there(shop: Assistant, said_so: tuple[str, ...]) -> None:
    assert not talk(shop, said_so)[0]


def test_a_counting_word_names_no_goods(shop: Assistant) -> None:
    assert talk(shop, ("플레인 요거트 보여줘", "다섯 봉지 담아 주세요"))[0] == {"Y1": 5}


def test_of_several_needs_the_missing_one_is_named(shop: Assistant) -> None:
    _, shown, words = talk(shop, ("any ice cream or yogurt?",))
    assert shown[-1] == ["Y1"]
    assert "nothing for “ice cream”" in words


def test_what_is_not_there_answers_no_question(shop: Assistant) -> None:
    assert "Meadow milk" not in talk(shop, ("does the almond milk contain sugar?",))[2].split("nearest")[0]
