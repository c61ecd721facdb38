"""Questions about goods that a name, a label or buyers answer, and a shop without stores."""

import re
from collections.abc import Iterator

import pytest

from assistant import Assistant
from assistant.lexicon.review_points import load_review_points
from tests.minds.conftest import Say
from tests.seen import answered, reply
from tests.selling import selling

ROWS = [
    {
        "sku": "JR-1", "title": "Long-Sleeve Crest Jersey", "category": "jerseys", "price": 50,
        "currency": "USD",
        "description": "Unisex long-sleeve microfiber cycling jersey with a zip.",
    },
    *(
        {
            "sku": f"CT-{size}", "title": "Alder Cotton Tee", "category": "tees", "price": 20,
            "currency": "USD", "size": size, "description": "A plain tee.",
        }
        for size in ("XL", "S", "M")
    ),
    *(
        {
            "sku": f"TB-{colour}", "title": f"Norra Tablet {colour} 128GB", "category": "tablets",
            "price": 300, "currency": "USD", "description": "A tablet.",
        }
        for colour in ("Blue", "Silver")
    ),
    {
        "sku": "TB-64", "title": "Norra Tablet Pink 64GB", "category": "tablets", "price": 250,
        "currency": "USD", "description": "A tablet.",
    },
    {
        "sku": "LP-1", "title": "Orion gaming laptop 17 i9 13980HX RTX4070 16GB RAM", "category": "laptops",
        "price": 1900, "currency": "USD", "description": "Runs the newest games on a bright screen.",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def online(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("online"), language="en") as assistant:
        yield assistant


def test_sizes_and_colours_that_the_feed_lists_apart_are_all_told(online: Assistant) -> None:
    text = answered(online, "en", "Alder Cotton Tee", "what's the largest size this is made in?")
    assert "S, M, XL" in text
    text = answered(online, "en", "Norra Tablet Blue 128GB", "what colours does it come in?").lower()
    assert "blue" in text
    assert "silver" in text
    assert "pink" not in text


@pytest.mark.parametrize(
    ("language", "ask", "told"),
    [
        ("en", "Who is the first one for?", "unisex"),
        ("en", "Is the Crest Jersey for men or women?", "unisex"),
        ("ko", "이건 누가 입는 거예요?", "남녀 공용"),
        ("ko", "이건 무슨 소재예요?", "극세사"),
    ],
)
def test_what_a_text_of_the_other_language_names_is_said_in_the_shoppers(
    online: Assistant, language: str, ask: str, told: str
) -> None:
    text = answered(online, language, "jersey" if language == "en" else "저지 보여주세요", ask)
    assert told in text
    assert "“" not in text


@pytest.mark.parametrize(
    ("language", "ask", "told"),
    [
        ("en", "Which graphics card is in it?", "RTX4070"),
        ("en", "What processor does it have?", "i9 13980HX"),
        ("ko", "그래픽카드는 뭐가 들어 있어요?", "RTX4070"),
        ("ko", "램은 몇 기가예요?", "16GB"),
    ],
)
def test_a_part_is_told_by_its_own_name(online: Assistant, language: str, ask: str, told: str) -> None:
    text = answered(online, language, "laptop" if language == "en" else "노트북 보여주세요", ask)
    assert told in text


def test_a_shop_without_stores_offers_none(online: Assistant) -> None:
    for language, ask in (
        ("en", "Is it waterproof?"),
        ("en", "do you gift wrap?"),
        ("ko", "선물 포장 돼요?"),
    ):
        text = answered(online, language, "jersey", ask)
        assert not re.search("store|매장", text), text


def test_a_word_of_its_name_is_no_answer_to_what_is_asked(online: Assistant) -> None:
    text = answered(online, "en", "jersey", "Is the Long-Sleeve Crest Jersey waterproof?")
    assert "does not say whether it is waterproof" in text


@pytest.mark.parametrize(
    ("language", "ask", "told"),
    [
        ("en", "Does the organic bagel contain milk?", "Organic bagel, 1 pc may contain egg, milk"),
        ("en", "Do the reviews say the Precision Pour is easy to control?", "Good control for pour-over."),
        ("en", "Who is the Road-750 meant for?", "unisex"),
        ("ko", "스포츠플렉스는 땀 흘려도 잘 안 빠진대요?", "잘 빠지지 않는다고 해요"),
        ("ko", "유기농 베이글에 우유 들어 있어요?", "유기농 베이글 1개는 달걀, 우유"),
    ],
)
def test_the_product_called_by_its_name_is_meant(say: Say, language: str, ask: str, told: str) -> None:
    assert told in reply(say(language=language)(ask))


def test_a_question_goes_back_to_what_it_names_first(say: Say) -> None:
    turn = say(language="en")
    for words in (
        "Show me road bikes",
        "tell me about the first one",
        "show me helmets",
        "how much is the first?",
    ):
        turn(words)
    assert "Road-" in reply(turn("Back to the bike - is the saddle comfortable according to the reviews"))


@pytest.mark.parametrize(
    ("language", "first", "then", "told"),
    [
        ("ko", "견과류 알레르기 있어요, 간식 보여주세요", "견과류 들어간 거는?", "피하셔야 해서"),
        ("en", "I'm allergic to milk. Show me bread", "what about the ones with milk?", "I left out for you"),
    ],
)
def test_what_is_kept_away_is_not_shown_for_the_asking(
    say: Say, language: str, first: str, then: str, told: str
) -> None:
    turn = say(language=language)
    turn(first)
    events = turn(then)
    assert told in reply(events)
    assert not [event for event in events if event["type"] == "products"]


def test_how_much_it_weighs_is_no_price(say: Say) -> None:
    turn = say(language="ko")
    turn("헬멧 보여주세요")
    assert "원" not in reply(turn("첫 번째 거 무게가 얼마예요?")).replace("원단", "").replace("지원", "")


@pytest.mark.parametrize(
    ("language", "ask"),
    [("en", "What is it made of?"), ("en", "Does it contain milk?"), ("ko", "이거 방수예요?")],
)
def test_it_where_nothing_was_shown_is_asked_back(online: Assistant, language: str, ask: str) -> None:
    assert re.search("Which product|어느 상품", answered(online, language, ask))


def test_sour_is_not_heard_in_drinking() -> None:
    assert not load_review_points().asked_in("아이가 마셔도 돼요?")


@pytest.mark.parametrize(
    ("language", "ask", "colour"),
    [
        ("en", "what colour is the Norra Tablet Pink 64GB?", "pink"),
        ("ko", "Norra Tablet Pink 64GB는 무슨 색이에요?", "핑크"),
    ],
)
def test_a_colour_the_name_alone_tells_is_told(
    online: Assistant, language: str, ask: str, colour: str
) -> None:
    assert colour in answered(online, language, ask)
