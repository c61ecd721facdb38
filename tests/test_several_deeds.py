"""Messages that do one thing after another, among remarks: each deed is done, and nothing else."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.seen import cards, reply, said, talk
from tests.selling import selling

ROWS = [
    {"id": "HW", "title": "하얀 후드티", "title_en": "White hoodie", "price": 30000, "quantity": 9,
     "category": "패션 > 후드티", "color": "White"},
    {"id": "HG", "title": "회색 후드티", "title_en": "Grey hoodie", "price": 35000, "quantity": 9,
     "category": "패션 > 후드티", "color": "Grey"},
    {"id": "SG", "title": "돌핀 선글라스", "title_en": "Dolphin sunglasses", "price": 20000, "quantity": 9,
     "category": "패션 > 선글라스"},
    {"id": "CA", "title": "레인 모자", "title_en": "Rain cap", "price": 12000, "quantity": 9,
     "category": "패션 > 모자"},
    *(
        {"id": f"GL-{size}", "item_group_id": "GL", "title": "털장갑", "title_en": "Woolly gloves",
         "price": 15000, "quantity": 9, "category": "패션 > 장갑", "size": size}
        for size in ("S", "M", "L")
    ),
    {"id": "DI", "title": "J'adore perfume", "title_en": "J'adore perfume", "price": 90000, "quantity": 9,
     "brand": "Dior", "category": "Beauty > Perfume"},
    {"id": "GU", "title": "Bloom perfume", "title_en": "Bloom perfume", "price": 80000, "quantity": 9,
     "brand": "Gucci", "category": "Beauty > Perfume"},
]  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("deeds")) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        (["show me hoodies", "The white one, two please. Do you have sunglasses as well?"], {"HW": 2}),
        (["show me hoodies", "lovely, the grey one then, and some sunglasses because summer is coming"],
         {"HG": 1}),
        (["show me hoodies", "the white one please", "any gloves?", "Add them in M. And what's the total?"],
         {"HW": 1, "GL-M": 1}),
        (["gloves please", "one pair in M please", "do you have a cap",
          "Ok, add the cap. Oh, and make the gloves an L, I've just measured my hand. What's the damage?"],
         {"CA": 1, "GL-L": 1}),
        (["show me hoodies", "the white one please", "sunglasses?",
          "Good enough. Add them, and forget the hoodie, my brother has one anyway. Total, please."],
         {"SG": 1}),
        (["후드티 보여줘", "하얀 거 하나 담아 주세요. 그리고 선글라스도 있나요?"], {"HW": 1}),
        (["장갑 보여줘", "M으로 하나 담아 주세요", "그럼 장갑은 L로 맞춰 주시고 합계 좀요."], {"GL-L": 1}),
        (["후드티 보여줘", "와 예쁘네요ㅎㅎ 회색으로 두 개 담고 모자도 보여줘"], {"HG": 2}),
        (["후드티 보여줘", "그건 다음 달에 살게요ㅎㅎ 모자는 있어요?"], {}),
    ],
)  # fmt: skip
def test_each_deed_is_done(shop: Assistant, turns: list[str], cart: dict[str, int]) -> None:
    assert talk(shop, turns)[0] == cart


@pytest.mark.parametrize(
    ("first", "then", "sku"),
    [
        ("show me hoodies", "The white one, two please. Do you have sunglasses as well?", "SG"),
        ("show me hoodies", "Not today. What stops the rain on my head? A cap maybe?", "CA"),
        ("후드티 보여줘", "하얀 거 하나 담아 주세요. 그리고 선글라스도 있나요?", "SG"),
        ("후드티 보여줘", "다음에 살게요. 모자 좀 보여 주세요.", "CA"),
    ],
)
def test_what_is_looked_for_beside_is_shown(shop: Assistant, first: str, then: str, sku: str) -> None:
    session_id = shop.open_session(channel="web").session.session_id
    said(shop, session_id, first)
    assert sku in {card["sku"] for card in cards(said(shop, session_id, then))}


@pytest.mark.parametrize(
    ("turns", "total"),
    [
        (["show me hoodies", "the white one please", "sunglasses?", "add them",
          "what are we at with both?"], "50,000"),
        (["후드티 보여줘", "하얀 거 하나 담아 주세요", "선글라스 보여줘", "하나 담아줘",
          "모자도 있나요?", "그건 다음 달에 살게요ㅎㅎ 후드티랑 선글라스만 해서 얼마예요?"], "50,000"),
    ],
)  # fmt: skip
def test_the_total_of_all_that_was_put_in_is_told(shop: Assistant, turns: list[str], total: str) -> None:
    session_id = shop.open_session(channel="web").session.session_id
    events = [said(shop, session_id, words) for words in turns]
    assert total in reply(events[-1])
    assert sum(line.quantity for line in shop.cart(session_id).lines) == 2


@pytest.mark.parametrize(("words", "sku"), [("디올 향수 있어요?", "DI"), ("구찌 있나요?", "GU")])
def test_a_short_brand_is_found_as_it_sounds(shop: Assistant, words: str, sku: str) -> None:
    session_id = shop.open_session(channel="web").session.session_id
    assert cards(said(shop, session_id, words))[0]["sku"] == sku


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("apples", "The first one please. My son is allergic to milk. Do you have yogurt too?"),
        ("사과 보여줘", "첫 번째 거 하나 담아 주세요. 아들이 우유 알레르기가 있어요. 요거트도 있나요?"),
    ],
)
def test_an_allergy_told_among_several_deeds_is_kept(demo_shop: Assistant, first: str, then: str) -> None:
    session_id = demo_shop.open_session().session.session_id
    said(demo_shop, session_id, first)
    shown = cards(said(demo_shop, session_id, then))
    kept = demo_shop.session(session_id).constraints
    assert ("allergen", "ne", "milk") in [(one.facet, one.op, one.value) for one in kept]
    assert not any("milk" in card["allergens"]["contains"] for card in shown)


@pytest.mark.parametrize(
    "then", ["The first one please. Do you have yogurt too?", "첫 번째 거 하나 담아 주세요. 요거트도 있나요?"]
)
def test_without_an_allergy_both_are_done(demo_shop: Assistant, then: str) -> None:
    """The control: the same message without it orders and shows yogurt with milk."""
    session_id = demo_shop.open_session().session.session_id
    said(demo_shop, session_id, "apples")
    shown = cards(said(demo_shop, session_id, then))
    assert demo_shop.cart(session_id).lines
    assert any("milk" in card["allergens"]["contains"] for card in shown)
