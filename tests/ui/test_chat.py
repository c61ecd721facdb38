"""The chat page's conversation, and what its server side refuses."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.domain.card import Card
from assistant.domain.cart import Cart
from assistant.domain.dialogue import Constraint
from assistant.domain.events import Products, Understood, event_json
from assistant.lexicon import Lexicon, load_lexicon
from tests.ui.page_shop import PageShop
from ui.chat import build_chat, mount_chat
from ui.face.door import Door, preferred
from ui.face.recall import event_of
from ui.face.screen import Screen
from ui.render import Renderer

LEXICON: Lexicon = load_lexicon()
RENDERER = Renderer(LEXICON)


@pytest.fixture
def shop() -> PageShop:
    return PageShop()


@pytest.fixture
def door(shop: PageShop) -> Door:
    return Door(shop, RENDERER)  # type: ignore[arg-type]


def last(screens: Iterator[Screen]) -> Screen:
    return list(screens)[-1]


def test_products_are_drawn_before_prose(door: Door) -> None:
    held = door.open(None, "ko-KR").held
    drawn = [screen.log for screen in door.turn(held, {"text": "간식", "key": "k1"}) if screen.log]
    with_cards = next(index for index, html in enumerate(drawn) if "dg-card__title" in html)
    with_prose = next(index for index, html in enumerate(drawn) if "dg-answer" in html)
    assert with_cards < with_prose
    assert 'data-done="yes"' in drawn[-1]
    assert all('data-done="no"' in html for html in drawn[:-1])


def test_adding_from_a_card_changes_cart_and_says_so(door: Door, shop: PageShop) -> None:
    held = door.open(None).held
    screen = door.cart(held, {"type": "cart_add", "sku": "G-1", "quantity": 1})
    assert screen.log is None
    assert screen.cart
    assert screen.toast
    assert "4,200원" in screen.cart
    assert "현미 누룽지 200g 담았어요." in screen.toast
    assert held
    assert shop.session(held["session"]).cart == Cart().add("G-1")
    emptied = door.cart(held, {"type": "cart_remove", "sku": "G-1"})
    assert emptied.cart
    assert "아직 비어 있어요" in emptied.cart


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"type": "cart_add"},
        {"type": "cart_add", "sku": ["G-1"]},
        {"type": "cart_set", "sku": "G-1", "quantity": -1},
        {"type": "cart_set", "sku": "G-1", "quantity": True},
        {"type": "cart_set", "sku": "G-1", "quantity": 10**9},
        {"type": "set_store", "sku": "G-1"},
        {"type": "cart_add", "sku": "x" * 5000},
    ],
)
def test_a_click_that_makes_no_sense_changes_nothing(
    door: Door, shop: PageShop, payload: dict[str, Any]
) -> None:
    held = door.open(None).held
    screen = door.cart(held, payload)
    assert screen.toast
    assert "다시 눌러 주세요" in screen.toast
    assert held
    assert shop.session(held["session"]).cart == Cart()


@pytest.mark.parametrize(
    "payload", [{"type": "drop"}, {"type": "compare", "skus": ["a"]}, {"type": "details"}]
)
def test_a_nonsense_turn_click_is_answered_calmly(door: Door, payload: dict[str, Any]) -> None:
    screen = last(door.turn(door.open(None).held, payload))
    assert screen.log
    assert "dg-failure" in screen.log


def test_a_chip_takes_its_constraint_off(door: Door, shop: PageShop) -> None:
    held = door.open(None).held
    found = last(door.turn(held, {"text": "간식"}))
    assert found.chips
    assert "30,000원 이하" in found.chips
    after = last(door.turn(held, {"type": "constraint_remove", "facet": "price", "value": "30000"}))
    assert after.chips is not None
    assert "30,000원" not in after.chips
    assert held
    assert [one.facet for one in shop.session(held["session"]).constraints] == ["color"]


def test_comparison_names_products_it_shows_no_card_of(door: Door) -> None:
    held = door.open(None).held
    screen = last(door.turn(held, {"type": "compare", "skus": ["G-1", "G-4"]}))
    assert screen.log
    assert "사과 1kg" in screen.log
    assert "<table" in screen.log


# identity


def test_a_pass_opens_only_its_own_session(door: Door, shop: PageShop) -> None:
    """Another's session id with one's own token, or with none, opens a new conversation."""
    mine, other = door.open(None).held, door.open(None).held
    assert mine
    assert other
    door.cart(other, {"type": "cart_add", "sku": "G-1"})
    forged: tuple[object, ...] = (
        {"session": other["session"], "token": mine["token"]},
        {"session": other["session"]},
        {"session": other["session"], "token": None},
        other["session"],
        [other["session"], other["token"]],
        None,
    )
    for held in forged:
        screen = door.open(held)
        assert screen.held
        assert screen.held["session"] not in (other["session"], mine["session"])
        assert screen.cart
        assert "현미" not in screen.cart
        changed = door.cart(held, {"type": "cart_remove", "sku": "G-1"})
        assert changed.held
    assert shop.session(other["session"]).cart.quantity("G-1") == 1
    # Control: the right pass does open it.
    again = door.open(other)
    assert again.held is None
    assert again.cart
    assert "현미 누룽지" in again.cart


def test_an_expired_session_loses_no_words(door: Door, shop: PageShop) -> None:
    held = door.open(None).held
    shop.sessions.clear()
    screens = list(door.turn(held, {"text": "간식 보여줘", "key": "k9"}))
    assert screens[0].held
    assert screens[0].log
    assert "새로 시작했어요" in screens[0].log
    assert screens[-1].log
    assert "간식 보여줘" in screens[-1].log
    assert "dg-card__title" in screens[-1].log


def test_another_persona_is_another_session(door: Door, shop: PageShop) -> None:
    held = door.open(None, "ko").held
    screen = door.pick(held, {"type": "persona", "value": "p-1"})
    assert screen.held
    assert held
    assert screen.held["session"] != held["session"]
    assert shop.session(screen.held["session"]).profile.shopper_id == "p-1"
    assert screen.log
    assert "김민지" in screen.log
    back = door.pick(screen.held, {"type": "persona", "value": ""})
    assert back.held
    assert shop.session(back.held["session"]).profile.guest


@pytest.mark.parametrize("value", ["p-9", "<script>", 7, None])
def test_an_unknown_persona_is_refused(door: Door, value: object) -> None:
    screen = door.pick(door.open(None).held, {"type": "persona", "value": value})
    assert screen.toast or value is None


def test_the_picker_is_only_there_with_personas(door: Door, shop: PageShop, monkeypatch: Any) -> None:
    header = door.open(None).header
    assert header
    assert 'data-change="persona"' in header
    monkeypatch.setattr(shop, "personas", list)
    header = door.open(None).header
    assert header
    assert 'data-change="persona"' not in header


def test_language_and_store_pickers(door: Door, shop: PageShop) -> None:
    held = door.open(None, "ko").held
    english = door.pick(held, {"type": "language", "value": "en"})
    assert english.composer
    assert "Ask for a product" in english.composer
    chosen = door.pick(held, {"type": "store", "value": "st-2"})
    assert chosen.header
    assert 'value="st-2" selected' in chosen.header
    assert held
    assert shop.session(held["session"]).store_id == "st-2"


@pytest.mark.parametrize(
    ("header", "language"),
    [("ko-KR,ko;q=0.9", "ko"), ("en-US,en;q=0.9,ko;q=0.8", "en"), ("fr-FR, en;q=0.5", "en"), ("de", None)],
)
def test_the_browser_s_language_is_heard(header: str, language: str | None) -> None:
    assert preferred(header) == language


# trouble


def test_a_broken_turn_shows_a_calm_sentence(door: Door, shop: PageShop) -> None:
    held = door.open(None).held
    shop.breaks = True
    screen = last(door.turn(held, {"text": "간식"}))
    assert screen.log
    assert "잠시 문제가 생겼어요" in screen.log
    assert "RuntimeError" not in screen.log
    assert "Traceback" not in screen.log
    assert 'data-text="간식"' in screen.log


@pytest.mark.parametrize(
    "text", ["", " ", "🥕🥕🥕", "\ud83d", "x" * 10_000, "<b>'; DROP TABLE", "안녕 hello\x00"]
)
def test_any_words_are_answered(door: Door, text: str) -> None:
    screen = last(door.turn(door.open(None).held, {"text": text, "key": "../../etc"}))
    assert screen.log
    assert "etc" not in screen.log
    screen.log.encode("utf-8")


def test_thumbs_reach_the_assistant(door: Door, shop: PageShop) -> None:
    held = door.open(None).held
    assert held
    door.rate(held, {"turn": "t-1", "rating": "down"})
    door.rate(held, {"turn": "t-1", "rating": "sideways"})
    door.rate({"session": held["session"], "token": "wrong"}, {"turn": "t-1", "rating": "up"})
    assert shop.rated == [(held["session"], "t-1", "down")]


# remembering


def test_a_reload_draws_the_conversation_again(door: Door, shop: PageShop) -> None:
    held = door.open(None).held
    before = last(door.turn(held, {"text": "간식 보여줘"}))
    again = door.open(held)
    assert again.held is None
    assert again.log
    assert before.log
    for part in (
        "간식 보여줘",
        "로드-250 로드 자전거",
        "견과류 들어 있어요",
        "더 저렴한 거 보여줘",
        "근거 보기",
    ):
        assert part in before.log
        assert part in again.log


def test_events_survive_their_json() -> None:
    shown: tuple[Card, ...] = tuple(item.card("ko", "st-1") for item in PageShop().items.values())
    constraint = Constraint("size", "in", ("m", "l"), hard=False, origin="profile")
    for event in (
        Products(shown, 9, (constraint,)),
        Understood("search", "q", "en", (constraint,), ("G-1",)),
    ):
        assert event_of(event_json(event)) == event


# the page's server side


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = FastAPI()
    mount_chat(app, PageShop())  # type: ignore[arg-type]
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("POST", "/gradio_api/upload"),
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/proxy=http://127.0.0.1:1/"),
        ("POST", "/gradio_api/component_server"),
        ("POST", "/gradio_api/run/turn"),
        ("POST", "/gradio_api/call/turn"),
        ("GET", "/gradio_api/info"),
        ("GET", "/gradio_api/deep_link"),
        ("GET", "/gradio_api//upload"),
    ],
)
def test_what_a_chat_does_not_need_is_not_served(client: TestClient, method: str, address: str) -> None:
    files = {"files": ("a.txt", b"x")} if address.endswith("upload") and method == "POST" else None
    answer = client.request(method, address, files=files)
    assert answer.status_code == 404


def test_the_opening_asks_only_what_the_shop_can_answer(door: Door, shop: PageShop) -> None:
    assert "returns and refunds" in str(door.open(None, "en").log)
    shop.policies = []
    opening = str(door.open(None, "en").log)
    assert "returns and refunds" not in opening
    assert "nearest store" in opening


@pytest.mark.parametrize("path", ["/kiosk", "/metrics", "/mcp", "/nothing/there"])
def test_an_address_that_is_none_is_a_problem(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"
    assert "/docs" in answer.json()["detail"]


def test_an_oversized_event_is_refused(client: TestClient) -> None:
    assert client.post("/gradio_api/queue/join", content=b"x" * 300_000).status_code == 413


def test_the_page_names_no_foreign_host_to_load_from(client: TestClient) -> None:
    page = client.get("/").text
    loaded = re.findall(r"""<(?:script|link|img|iframe)[^>]*(?:src|href)=["']([^"']+)""", page)
    assert loaded
    assert [address for address in loaded if "//" in address] == []
    assert "fonts.googleapis" not in page


def test_gradio_runs_with_the_settings_it_must(client: TestClient) -> None:
    blocks = build_chat(PageShop())  # type: ignore[arg-type]
    assert blocks.api_open is False
    assert blocks._queue.max_size
    assert blocks._queue.default_concurrency_limit > 1
    assert blocks.analytics_enabled is False
    assert blocks._queue.ANAYLTICS_CACHE_FREQUENCY > 10**6
    assert all(fn.api_visibility == "private" for fn in blocks.fns.values())
    served = client.app.router.routes[-1].app.get_blocks()  # type: ignore[attr-defined]
    assert served.show_error is False
    assert served.max_file_size
    assert served.footer_links == []
    assert not served.share
