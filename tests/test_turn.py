"""A shopper's turn through the public face, on a shop of a few products."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Action, Assistant, Settings, open_assistant
from assistant.domain.events import Event, Products
from assistant.errors import NotAllowed, NotFound, StoreBusy
from assistant.toolbox.desk import Desk
from assistant.turn import Minds
from catalog_ingest import ingest
from tests.seen import cards, claims, said, skus
from tests.selling import feed_of, selling

ROWS = [
    {"id": "H1", "title": "로드 자전거 헬멧 블랙", "title_en": "Road bike helmet black", "price": "45000",
     "category": "스포츠 > 헬멧", "color": "블랙", "brand": "라이더"},
    {"id": "H2", "title": "어린이 자전거 헬멧 레드", "title_en": "Kids bike helmet red", "price": "32000",
     "category": "스포츠 > 헬멧", "color": "레드", "brand": "꼬마"},
    {"id": "S1", "title": "땅콩 초코바 50g", "title_en": "Peanut chocolate bar 50 g", "price": "1500",
     "category": "식품 > 과자", "allergens": "땅콩, 우유"},
    {"id": "S2", "title": "쌀과자 100g", "title_en": "Rice crackers 100 g", "price": "2000",
     "category": "식품 > 과자", "allergens": "없음"},
    {"id": "S3", "title": "수제 초코 쿠키", "title_en": "Handmade chocolate cookies", "price": "4000",
     "category": "식품 > 과자"},
    {"id": "S4", "title": "땅콩 초코 강정", "title_en": "Peanut chocolate brittle", "price": "5000",
     "category": "식품 > 과자"},
]  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("turn")) as assistant:
        yield assistant


@pytest.mark.parametrize(("language", "words"), [("ko", "자전거 헬멧"), ("en", "bike helmet")])
def test_a_turn_begins_with_what_was_understood_and_ends_with_done(
    shop: Assistant, language: str, words: str
) -> None:
    session = shop.open_session(language=language).session
    events = said(shop, session.session_id, words)
    kinds = [event["type"] for event in events]
    assert kinds[0] == "understood"
    assert kinds[-1] == "done"
    assert kinds.index("products") < kinds.index("text")
    assert set(skus(events)) == {"H1", "H2"}
    assert events[0]["language"] == language


def test_every_price_shown_has_its_receipt(shop: Assistant) -> None:
    session = shop.open_session(language="ko").session
    events = said(shop, session.session_id, "헬멧")
    receipts = {(claim["sku"], claim["value"]) for claim in claims(events) if claim["field"] == "price"}
    shown = cards(events)
    assert shown
    assert all((card["sku"], f"{card['price']['minor']} KRW") in receipts for card in shown)


def test_the_cart_follows_clicks_and_words(shop: Assistant) -> None:
    session_id = shop.open_session(language="ko").session.session_id
    first = skus(said(shop, session_id, "헬멧"))[0]
    said(shop, session_id, Action("cart_add", sku=first, quantity=2))
    said(shop, session_id, Action("cart_set", sku=first, quantity=3))
    assert [(line.sku, line.quantity) for line in shop.cart(session_id).lines] == [(first, 3)]
    said(shop, session_id, Action("cart_remove", sku=first))
    assert shop.cart(session_id).lines == ()


def test_a_sku_never_shown_cannot_be_put_into_the_cart(shop: Assistant) -> None:
    session_id = shop.open_session(language="ko").session.session_id
    events = said(shop, session_id, Action("cart_add", sku="S2"))
    assert [event["code"] for event in events if event["type"] == "error"] == ["not_allowed"]
    assert shop.cart(session_id).lines == ()
    assert "S2" in skus(said(shop, session_id, "쌀과자"))
    said(shop, session_id, Action("cart_add", sku="S2"))
    assert [line.sku for line in shop.cart(session_id).lines] == ["S2"], "the control: once it is shown"


@pytest.mark.parametrize(
    ("language", "allergy", "wish"),
    [("ko", "나 땅콩 알레르기 있어", "초코 과자"), ("en", "I'm allergic to peanuts", "chocolate snacks")],
)
def test_what_an_allergic_shopper_avoids_is_never_shown(
    shop: Assistant, language: str, allergy: str, wish: str
) -> None:
    stranger = shop.open_session(language=language).session.session_id
    assert {"S1", "S4"} <= set(skus(said(shop, stranger, wish))), "the control: a stranger is shown them"
    session_id = shop.open_session(language=language).session.session_id
    said(shop, session_id, allergy)
    events = said(shop, session_id, wish)
    assert not {"S1", "S4"} & set(skus(events)), "by its label, and by its name where no label is confirmed"
    assert "S3" in skus(events), "unknown is shown, and said"
    text = events[-1]["text"]
    assert ("확인되지 않아요" in text) if language == "ko" else ("not confirmed" in text)


class Careless:
    """A mind that recommends both peanut sweets and the rice crackers to everybody."""

    name = "embedded"

    def respond(self, desk: Desk) -> Iterator[Event]:
        yield Products(tuple(card for sku in ("S1", "S4", "S2") if (card := desk.fact_card(sku))), 3)


def test_a_mind_that_forgets_the_allergy_is_not_believed(
    shop: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control is a stranger, who is shown all three."""
    allergic, stranger = (shop.open_session(language="ko").session.session_id for _ in range(2))
    said(shop, allergic, "나 땅콩 알레르기 있어")
    monkeypatch.setattr(shop, "_minds", Minds(Careless()))
    assert skus(said(shop, stranger, "과자")) == ["S1", "S4", "S2"]
    assert skus(said(shop, allergic, "과자")) == ["S2"]


def test_consent_is_asked_before_health_data_is_kept(shop: Assistant) -> None:
    session_id = shop.open_session(language="ko").session.session_id
    said(shop, session_id, "나 우유 알레르기 있어")
    assert shop.session(session_id).profile.allergens == frozenset()
    said(shop, session_id, "네")
    assert shop.session(session_id).profile.allergens == frozenset({"milk"})


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "😀" * 50,
        "가" * 10_000,
        "\ud800 깨진 글자",
        "'; DROP TABLE products; --",
        "<b>x</b>\x00\u200b",
    ],
)
def test_bad_input_gets_a_calm_answer_and_costs_nothing(shop: Assistant, words: str) -> None:
    session_id = shop.open_session(language="ko").session.session_id
    first = skus(said(shop, session_id, "헬멧"))[0]
    said(shop, session_id, Action("cart_add", sku=first))
    events = said(shop, session_id, words)
    assert events[-1]["type"] == "done"
    assert not [event for event in events if event["type"] == "error"]
    assert len(shop.cart(session_id).lines) == 1


def test_a_token_speaks_for_its_own_session_only(shop: Assistant) -> None:
    mine, other = shop.open_session(), shop.open_session()
    shop.check_token(mine.session.session_id, mine.token)
    with pytest.raises(NotAllowed):
        shop.check_token(other.session.session_id, mine.token)
    with pytest.raises(NotAllowed):
        shop.check_token(mine.session.session_id, mine.token + "x")


def test_an_ended_session_is_gone(shop: Assistant) -> None:
    session_id = shop.open_session().session.session_id
    said(shop, session_id, "헬멧")
    shop.end(session_id)
    with pytest.raises(NotFound):
        list(shop.turn(session_id, "헬멧"))


def test_a_second_owner_of_the_folder_is_refused(shop: Assistant) -> None:
    with pytest.raises(StoreBusy, match="--data-dir"):
        open_assistant(shop.settings)


def test_a_deleted_or_damaged_vector_index_is_rebuilt_from_sql(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", embedder="fast-use")
    feed = feed_of(ROWS, tmp_path)
    with open_assistant(settings) as assistant:
        assert ingest(assistant, [str(feed)]).embedded == len(ROWS)
        assert ingest(assistant, [str(feed)]).embedded == 0
    shutil.rmtree(settings.data_dir / "chroma")
    with open_assistant(settings) as assistant:
        assert {card.sku for card in assistant.search("자전거 헬멧").cards} == {"H1", "H2"}
    for file in (settings.data_dir / "chroma").rglob("*"):
        if file.is_file():
            file.write_bytes(b"damaged")
    with open_assistant(settings) as assistant:
        assert {card.sku for card in assistant.search("자전거 헬멧").cards} == {"H1", "H2"}
