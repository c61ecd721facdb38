"""What a shopper cannot have and asks to be put in: named with the reason, put in on a plain yes alone."""

from collections.abc import Callable, Iterator

import pytest

from assistant import Assistant
from tests.minds.conftest import Say
from tests.seen import cards, reply, said, talk
from tests.selling import Row, selling

ROWS: tuple[Row, ...] = (
    {
        "id": "M1",
        "title_ko": "목장 우유 900ml",
        "title_en": "Meadow milk, 900 ml",
        "category": "식품 > 유제품 > 우유",
        "allergens": "우유",
        "vegan": "no",
        "gluten_free": "yes",
        "price": "2900",
    },
    {
        "id": "M2",
        "title_ko": "저지방 우유 900ml",
        "title_en": "Low-fat milk, 900 ml",
        "category": "식품 > 유제품 > 우유",
        "allergens": "우유",
        "vegan": "no",
        "gluten_free": "yes",
        "price": "3100",
    },
    {
        "id": "M3",
        "title_ko": "검은콩 두유 950ml",
        "title_en": "Black bean soy milk, 950 ml",
        "category": "식품 > 음료 > 두유",
        "allergens": "대두",
        "vegan": "yes",
        "gluten_free": "yes",
        "price": "3300",
    },
    {
        "id": "L1",
        "title_ko": "우유병 무드등",
        "title_en": "Milk bottle night light",
        "category": "홈데코 > 조명",
        "price": "39000",
    },
    {
        "id": "N1",
        "title_ko": "우동 사리 3인분",
        "title_en": "Udon noodles, 3 servings",
        "category": "식품 > 면",
        "allergens": "밀",
        "vegan": "yes",
        "gluten_free": "no",
        "price": "4200",
    },
    {
        "id": "P1",
        "title_ko": "제주 흑돼지 목살 400g",
        "title_en": "Jeju pork neck, 400 g",
        "category": "식품 > 정육",
        "allergens": "돼지고기",
        "price": "11900",
    },
    {
        "id": "R1",
        "title_ko": "햅쌀 4kg",
        "title_en": "New rice, 4 kg",
        "category": "식품 > 쌀",
        "allergens": "없음",
        "price": "15900",
    },
    {
        "id": "V1",
        "title_ko": "로메인 상추 200g",
        "title_en": "Romaine lettuce, 200 g",
        "category": "식품 > 채소",
        "allergens": "없음",
        "vegan": "yes",
        "price": "2500",
    },
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("withholding")) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("told", "order", "sku", "title", "why"),
    [
        ("I'm vegan", "add the pork neck to my cart", "P1", "Jeju pork neck", "pork"),
        ("I only eat halal food", "put the pork neck in my cart", "P1", "Jeju pork neck", "halal"),
        ("I'm vegetarian", "add jeju pork neck", "P1", "Jeju pork neck", "vegetarian"),
        ("I'm gluten free", "add udon noodles", "N1", "Udon noodles", "gluten-free"),
        ("I'm allergic to wheat", "add udon noodles", "N1", "Udon noodles", "wheat"),
        ("저는 비건이에요", "흑돼지 목살 담아줘", "P1", "제주 흑돼지 목살", "비건"),
        ("저는 할랄만 먹어요", "흑돼지 목살 하나 담아줘", "P1", "제주 흑돼지 목살", "할랄"),
        ("채식주의자예요", "제주 흑돼지 목살 담아줘", "P1", "제주 흑돼지 목살", "채식"),
        ("글루텐 프리만 먹어요", "우동 사리 담아줘", "N1", "우동 사리", "밀"),
        ("밀 알레르기 있어요", "우동 사리 담아줘", "N1", "우동 사리", "밀"),
    ],
)
def test_what_does_not_fit_goes_in_on_a_yes_alone(
    shop: Assistant, told: str, order: str, sku: str, title: str, why: str
) -> None:
    cart, shown, words = talk(shop, (told, order))
    assert not cart
    assert sku not in shown[-1]
    assert title in words
    assert why in words
    cart, _, _ = talk(shop, (told, order, "네" if title[0] >= "가" else "yes"))
    assert cart == {sku: 1}
    assert talk(shop, (order,))[0] == {sku: 1}, "without the diet it goes in"


@pytest.mark.parametrize(
    ("shown", "told", "order"),
    [
        ("show me the jeju pork neck", "I'm vegan", "add it to my cart"),
        ("흑돼지 목살 보여줘", "저는 비건이에요", "그거 담아줘"),
    ],
)
def test_a_diet_told_after_it_was_shown_counts(shop: Assistant, shown: str, told: str, order: str) -> None:
    assert not talk(shop, (shown, told, order))[0]
    assert talk(shop, (shown, order))[0] == {"P1": 1}


@pytest.mark.parametrize(
    ("told", "order", "yes"),
    [
        ("I'm vegan", "add jeju pork neck", "yes, add it anyway"),
        ("I'm vegan", "add jeju pork neck", "put it in all the same"),
        ("저는 비건이에요", "흑돼지 목살 담아줘", "응 그래도 담아줘"),
        ("저는 비건이에요", "흑돼지 목살 담아줘", "괜찮아요 그냥 담아 주세요"),
        ("돼지고기 알레르기 있어요", "흑돼지 목살 담아줘", "그래도 담아줘"),
    ],
)
def test_who_insists_gets_it(shop: Assistant, told: str, order: str, yes: str) -> None:
    assert talk(shop, (told, order, yes))[0] == {"P1": 1}


@pytest.mark.parametrize(
    ("told", "order", "answer"),
    [
        ("I'm vegan", "add jeju pork neck", "no thanks"),
        ("I'm vegan", "add jeju pork neck", "what else do you have?"),
        ("저는 비건이에요", "흑돼지 목살 담아줘", "아니 됐어"),
        ("저는 비건이에요", "흑돼지 목살 담아줘", "그냥 상추 보여줘"),
    ],
)
def test_what_is_no_yes_puts_nothing_in(shop: Assistant, told: str, order: str, answer: str) -> None:
    assert not talk(shop, (told, order, answer))[0]


@pytest.mark.parametrize(
    "before",
    [
        ("is the pork neck vegan?",),
        ("흑돼지 목살 비건이에요?",),
        ("I'm vegan", "never mind, I'm no longer vegan"),
        ("저는 비건이에요", "이제 비건 아니에요"),
    ],
)
def test_nobody_is_held_to_a_diet_they_do_not_keep(shop: Assistant, before: tuple[str, ...]) -> None:
    order = "흑돼지 목살 담아줘" if before[0][0] >= "가" else "add jeju pork neck"
    assert talk(shop, (*before, order))[0] == {"P1": 1}


@pytest.mark.parametrize(
    ("told", "asked", "title", "word"),
    [
        ("I'm vegan", "is the milk vegan?", "ilk, 900 ml", "not vegan"),
        ("I'm allergic to milk", "does the low-fat milk contain milk?", "Low-fat milk", "milk"),
        ("저는 비건이에요", "저지방 우유는 비건이에요?", "저지방 우유", "비건"),
    ],
)
def test_what_is_asked_of_it_is_answered_of_it(
    shop: Assistant, told: str, asked: str, title: str, word: str
) -> None:
    _, shown, words = talk(shop, (told, asked))
    assert not shown[-1]
    assert title in words
    assert word in words


@pytest.mark.parametrize(
    ("told", "order", "sku", "diet"),
    [
        ("I only eat halal food", "add the udon noodles", "N1", "halal"),
        ("I'm vegan", "add new rice", "R1", "vegan"),
        ("저는 비건이에요", "햅쌀 담아줘", "R1", "비건"),
    ],
)
def test_a_diet_nothing_is_known_of_is_disclosed(
    shop: Assistant, told: str, order: str, sku: str, diet: str
) -> None:
    cart, _, words = talk(shop, (told, order))
    assert cart == {sku: 1}
    assert diet in words
    assert diet not in talk(shop, (order,))[2]


@pytest.mark.parametrize(
    ("told", "order", "title", "why", "yes"),
    [
        ("I'm allergic to milk", "add milk", "ilk, 900 ml", "milk", "yes please"),
        ("I'm vegan", "put milk in my cart", "ilk, 900 ml", "vegan", "yes"),
        ("I'm vegan", "put Milk, 900 ml in my cart", "ilk, 900 ml", "vegan", "yes"),
        ("우유 알레르기 있어요", "우유 하나 담아줘", "우유 900ml", "우유", "네"),
        ("저는 비건이에요", "우유 900ml 담아줘", "우유 900ml", "비건", "응"),
    ],
)
def test_what_is_kept_away_is_named_and_the_like_of_it_offered(
    shop: Assistant, told: str, order: str, title: str, why: str, yes: str
) -> None:
    cart, shown, words = talk(shop, (told, order))
    assert not cart
    assert shown[-1] == ["M3"], "what fits of the kind, and no night light"
    assert title in words
    assert why in words
    assert talk(shop, (told, order, yes))[0] == {"M3": 1}


@pytest.mark.parametrize(
    ("told", "wish"),
    [
        ("I'm allergic to milk", "show me milk"),
        ("우유 알레르기 있어요", "우유 보여줘"),
        ("저는 비건이에요", "우유 보여줘"),
    ],
)
def test_nothing_of_another_kind_comes_up_for_what_is_kept_away(
    shop: Assistant, told: str, wish: str
) -> None:
    assert "L1" not in talk(shop, (told, wish))[1][-1]
    assert {"M1", "M2"} <= set(talk(shop, (wish,))[1][-1])


@pytest.fixture
def vegan(demo_shop: Assistant) -> Callable[[str, str], tuple[str, bool]]:
    def order(language: str, words: str) -> tuple[str, bool]:
        opened = demo_shop.open_session(language="ko" if language == "ko" else "en").session.session_id
        said(demo_shop, opened, "저 비건이에요" if language == "ko" else "I'm vegan")
        events = said(demo_shop, opened, words)
        return reply(events), bool(demo_shop.cart(opened).lines)

    return order


@pytest.mark.parametrize(
    ("language", "words", "named"),
    [
        ("en", "add pork belly 500 g", "Pork belly"),
        ("en", "add 1 Dutch cream cheese 200 g to my cart", "Dutch cream cheese"),
        ("ko", "삼겹살 500g 담아줘", "삼겹살"),
    ],
)
def test_the_demo_shop_keeps_a_diet_too(
    vegan: Callable[[str, str], tuple[str, bool]], language: str, words: str, named: str
) -> None:
    answered, filled = vegan(language, words)
    assert named in answered
    assert not filled


@pytest.mark.parametrize(
    ("told", "asked", "order", "yes"),
    [
        ("I'm gluten free", "tell me about the fusilli pasta", "add it", "yes"),
        ("글루텐 프리만 먹어요", "푸실리 파스타 어때요?", "그거 담아줘", "네"),
    ],
)
def test_what_is_spoken_of_is_kept_out_too(say: Say, told: str, asked: str, order: str, yes: str) -> None:
    turn = say(language="ko" if "가" <= told[0] <= "힣" else "en")
    turn(told)
    turn(asked)
    events = turn(order)
    assert not [one for one in events if one["type"] == "cart"]
    assert not cards(events)
    assert [one for one in turn(yes) if one["type"] == "cart"]
