"""Plain questions about a few goods: which of them, what it is, in what it comes, what one of many costs, two
things asked at once."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from assistant.domain.text import Language
from tests.minds.conftest import Say
from tests.seen import answered, reply
from tests.selling import selling

ROWS = [
    {
        "sku": "KT-1", "title_ko": "소나무 주전자", "title_en": "Pine Kettle", "category": "kettles",
        "description_ko": "물이 끓으면 휘파람 소리가 납니다.",
        "description_en": "Whistles when the water boils.",
        "price": 30, "currency": "USD", "shipping_information": "Ships in 1 week",
        "return_policy": "14 days return policy",
        "reviews": [
            {"rating": 5, "comment": "Pours without a drop.", "reviewerName": "Ann", "date": "2026-03-01"},
            {"rating": 2, "comment": "Too loud for me.", "reviewerName": "Ben", "date": "2026-04-01"},
        ],
    },
    {
        "sku": "KT-2", "title_ko": "자작 주전자", "title_en": "Birch Kettle", "category": "kettles",
        "description_ko": "손잡이가 안으로 접힙니다.", "description_en": "The handle folds away.",
        "price": 42, "currency": "USD",
    },
    {
        "sku": "SP-40", "title_ko": "코브 수세미 40개", "title_en": "Cove sponges 40 pcs",
        "category": "sponges", "description_ko": "부드러운 수세미.", "description_en": "Soft sponges.",
        "price": 8, "currency": "USD",
    },
    {
        "product_id": "PO", "title_ko": "오로라 포스터", "title_en": "Aurora Poster", "category": "posters",
        "description_ko": "밤하늘.", "description_en": "A night sky.", "price": 12, "currency": "USD",
        "variants": [
            {"sku": "PO-M", "price": 12, "options": {"finish": "Mattex"}},
            {"sku": "PO-G", "price": 14, "options": {"finish": "Glossa"}},
        ],
    },
    {
        "sku": "TS-1", "title_ko": "마루 다과 세트", "title_en": "Maru Tea Set", "category": "tea sets",
        "description_ko": "찻잔이 네 개입니다. 쟁반은 대나무입니다. 세트 전체가 상자에 담깁니다.",
        "description_en": "There are four cups. The tray is bamboo. The whole set comes in a box.",
        "price": 60, "currency": "USD",
    },
    {
        "sku": "PH-1", "title_ko": "코랄 P5 휴대폰 64GB 메모리 (무약정) 회색",
        "title_en": "Coral P5 with 64GB Memory Cell Phone (Unlocked) Gray", "category": "phones",
        "description_ko": "가벼운 휴대폰.", "description_en": "Light.", "price": 99, "currency": "USD",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("plain"), language="en") as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("language", "look", "ask", "name"),
    [
        ("en", "show me kettles", "Which one whistles?", "Pine Kettle"),
        ("en", "show me kettles", "Which of them has a handle that folds away?", "Birch Kettle"),
        ("ko", "주전자 보여 주세요", "휘파람 소리가 나는 건 어느 거예요?", "소나무 주전자"),
    ],
)
def test_the_one_of_several_is_named_first(
    shop: Assistant, language: Language, look: str, ask: str, name: str
) -> None:
    assert answered(shop, language, look, ask).startswith(("That is " + name, name))


@pytest.mark.parametrize(
    ("language", "ask", "told"),
    [
        ("en", "What kind of product is KT-2?", ("Birch Kettle", "$42", "folds away")),
        ("ko", "KT-2는 어떤 상품이에요?", ("자작 주전자", "$42", "접힙니다")),
    ],
)
def test_what_it_is_is_its_name_its_price_and_its_words(
    shop: Assistant, language: Language, ask: str, told: tuple[str, ...]
) -> None:
    text = answered(shop, language, "kettles", ask)
    assert all(one in text for one in told), text


def test_more_about_it_says_no_price_again(shop: Assistant) -> None:
    assert "$" not in answered(shop, "en", "Birch Kettle", "tell me more about it")


FINISHES, MEMORY, APIECE = ("Mattex", "Glossa"), ("64GB",), ("$0.20",)


@pytest.mark.parametrize(
    ("language", "look", "ask", "told"),
    [
        ("en", "Aurora Poster", "What finishes does it come in?", FINISHES),
        ("en", "Aurora Poster", "Do you have it in Glossa?", FINISHES),
        ("ko", "오로라 포스터 보여 주세요", "어떤 걸로 나와요?", FINISHES),
        ("ko", "오로라 포스터 보여 주세요", "Glossa도 있어요?", FINISHES),
        ("en", "Coral P5", "How much memory does it have?", MEMORY),
        ("ko", "코랄 P5 보여 주세요", "메모리가 몇 기가예요?", MEMORY),
        ("en", "show me sponges", "What does one piece of the Cove sponges cost?", APIECE),
        ("en", "show me sponges", "How much is a single item in the Cove pack?", APIECE),
        ("ko", "수세미 보여 주세요", "코브 수세미는 한 개에 얼마예요?", APIECE),
    ],
)
def test_what_it_comes_in_and_what_its_name_tells_is_told(
    shop: Assistant, language: Language, look: str, ask: str, told: tuple[str, ...]
) -> None:
    text = answered(shop, language, look, ask)
    assert all(one in text for one in told), text


@pytest.mark.parametrize(
    ("language", "ask", "told"),
    [
        ("en", "When does the Pine Kettle ship, and can I return it?", ("1 week", "14 days")),
        ("en", "Does the Pine Kettle whistle and how much is it?", ("Whistles", "$30")),
        ("ko", "소나무 주전자는 언제까지 반품되고 가격은 얼마예요?", ("14 days", "$30")),
    ],
)
def test_two_things_asked_at_once_are_both_answered(
    shop: Assistant, language: Language, ask: str, told: tuple[str, ...]
) -> None:
    text = answered(shop, language, "kettles" if language == "en" else "주전자 보여 주세요", ask)
    assert all(one in text for one in told), text


@pytest.mark.parametrize(
    ("language", "ask"),
    [("en", "What do buyers say of the Pine Kettle?"), ("ko", "소나무 주전자 후기 어때요?")],
)
def test_reviews_inside_the_feed_are_quoted(shop: Assistant, language: Language, ask: str) -> None:
    text = answered(shop, language, ask)
    assert "Pours without a drop." in text
    assert "Ann" not in text


@pytest.mark.parametrize(
    ("language", "look", "ask"),
    [
        ("ko", ("소나무 주전자", "이거 얼마예요?"), "자작 주전자하고는 가격이 얼마나 차이 나요?"),
        ("en", ("Pine Kettle", "how much is it?"), "How much more is the birch one?"),
    ],
)
def test_how_much_more_another_is_than_the_one_spoken_of(
    shop: Assistant, language: Language, look: tuple[str, ...], ask: str
) -> None:
    assert "$12.00" in answered(shop, language, *look, ask)


@pytest.mark.parametrize(
    ("language", "ask"),
    [
        ("en", "How much is the Birch Kettle together with the Cove sponges?"),
        ("ko", "자작 주전자랑 코브 수세미 같이 사면 얼마예요?"),
    ],
)
def test_two_that_are_bought_together_are_added_up(shop: Assistant, language: Language, ask: str) -> None:
    assert "$50.00" in answered(shop, language, ask)


@pytest.mark.parametrize(
    ("language", "look", "ask"),
    [
        ("ko", "등산화 보여 주세요", "사이즈가 안 맞으면 교환할 수 있어요?"),
        ("en", "show me hiking shoes", "can I exchange the shoes if the size is wrong?"),
    ],
)
def test_an_exchange_for_another_size_is_a_matter_of_the_shops(
    say: Say, language: str, look: str, ask: str
) -> None:
    turn = say(language)
    turn(look)
    assert "30" in reply(turn(ask))


@pytest.mark.parametrize(
    ("language", "look", "ask"), [("ko", "등산화 보여 주세요", "첫 번째 거 사이즈는 뭐가 있어요?")]
)
def test_the_sizes_are_still_told(say: Say, language: str, look: str, ask: str) -> None:
    turn = say(language)
    turn(look)
    assert "사이즈" in reply(turn(ask))
