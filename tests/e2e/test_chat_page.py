"""The chat page in a real browser: by mouse, touch and keyboard, wide and narrow, in both languages."""

import re
from collections.abc import Callable

import pytest

from tests.e2e.conftest import Visit

pytestmark = pytest.mark.browser
Visiting = Callable[..., Visit]
ASKED = {"ko": "3만원 이하 간식 보여줘", "en": "Show me a bike helmet under 200,000 won"}
ADD = ".dg-turn:last-child .dg-card .dg-button.is-main:not([disabled])"


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_shopper_asks_sees_adds_and_finds_it_in_the_cart(
    visit: Visiting, demo_address: str, width: int, language: str
) -> None:
    seen = visit(demo_address, width, language)
    page = seen.page
    seen.shot("1-welcome")
    seen.say(ASKED[language])
    assert page.locator(".dg-turn:last-child .dg-card").count() >= 1
    assert page.locator(".dg-chip").count() >= 1
    seen.shot("2-found")
    card = page.locator(".dg-card:has(.dg-button.is-main:not([disabled]))").first
    title = card.locator(".dg-card__title").inner_text()
    add = card.locator(".dg-button.is-main")
    if width < 600:
        add.tap()
    else:
        add.click()
    page.wait_for_selector(".dg-button.is-main.is-in")
    assert "1" in add.inner_text()
    if width < 600:
        assert page.locator(".dg-badge").inner_text() == "1"
        page.tap(".dg-cart-button")
    seen.shot("3-cart")
    assert page.locator("#dg-cart .dg-line__title").inner_text() == title
    assert re.search(r"\d,\d{3}", page.locator(".dg-cart__total strong").inner_text())
    page.locator("#dg-cart [data-action=cart_set]").last.click()
    page.wait_for_function("document.querySelector('.dg-stepper output').textContent === '2'")
    page.locator("#dg-cart [data-action=cart_remove]").click()
    page.wait_for_selector(".dg-cart__empty")
    seen.check()


def test_a_phone_keeps_the_message_box_in_sight(visit: Visiting, demo_address: str) -> None:
    seen = visit(demo_address, 390)
    seen.say(ASKED["ko"])
    box = seen.page.locator("#dg-message").bounding_box()
    assert box
    assert 600 < box["y"] < 844
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_phone_shows_a_product_before_it_is_talked_about(
    visit: Visiting, demo_address: str, language: str
) -> None:
    seen = visit(demo_address, 390, language)
    seen.say("우유 알레르기 있어요, 빵 보여줘" if language == "ko" else "I'm allergic to milk, show me bread")
    card = seen.page.locator(".dg-card .dg-price").first.bounding_box()
    assert card
    assert card["y"] + card["height"] < seen.page.locator("#dg-message").bounding_box()["y"]  # type: ignore[index]
    parts = seen.page.eval_on_selector_all(
        ".dg-turn:last-child > [data-part]", "all => all.map(one => one.dataset.part)"
    )
    assert parts.index("lead") < parts.index("products") < parts.index("answer")
    assert seen.page.locator(".dg-turn:last-child .dg-answer p").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_finger_finds_every_target(visit: Visiting, demo_address: str, scheme: str) -> None:
    seen = visit(demo_address, 390, "ko", scheme)
    seen.say("5만원 이하 자전거 헬멧 보여줘")
    seen.page.locator(".dg-card .dg-button.is-main").first.tap()
    seen.page.wait_for_selector(".dg-button.is-main.is-in")
    small = """() => [...document.querySelectorAll('#dg button, #dg select, #dg summary')]
        .map(one => [one.className || one.dataset.action || one.tagName, one.getBoundingClientRect()])
        .filter(([_, box]) => box.width && (box.width < 44 || box.height < 44))
        .map(([name, box]) => `${name} ${box.width}x${box.height}`)"""
    assert seen.page.evaluate(small) == []
    seen.page.tap(".dg-cart-button")
    assert seen.page.evaluate(small) == []
    tile = seen.page.locator(".dg-card__picture").first.bounding_box()
    assert tile
    assert abs(tile["width"] - tile["height"]) < 1, "the picture ends where its column does"


def test_products_of_the_demo_shop_show_their_pictures(visit: Visiting, demo_address: str) -> None:
    seen = visit(demo_address, 1280, "en")
    seen.say(ASKED["en"])
    picture = seen.page.locator(".dg-card img").first
    picture.scroll_into_view_if_needed()
    seen.page.wait_for_function(
        "(i => i && i.complete && i.naturalWidth > 0)(document.querySelector('.dg-card img'))"
    )
    assert picture.get_attribute("alt")
    seen.check()


def test_everything_works_from_the_keyboard(visit: Visiting, scripted_address: str) -> None:
    seen = visit(scripted_address)
    page = seen.page
    page.focus("#dg-message")
    page.keyboard.type("간식")
    page.keyboard.press("Enter")
    seen.answered(0)
    page.locator(ADD).first.focus()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    page.wait_for_selector(".dg-button.is-in")
    page.keyboard.press("Space")
    page.wait_for_function("document.querySelector('.dg-stepper output').textContent === '2'")
    seen.check()


def test_the_cart_sheet_keeps_and_returns_focus(visit: Visiting, scripted_address: str) -> None:
    seen = visit(scripted_address, 390)
    page = seen.page
    page.focus(".dg-cart-button")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('#dg-cart').contains(document.activeElement)")
    assert page.get_attribute("#dg-cart", "role") == "dialog"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#dg-cart').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert not page.is_visible("#dg-cart")
    assert page.evaluate("document.activeElement.matches('.dg-cart-button')")


def test_a_composed_syllable_is_not_sent(visit: Visiting, scripted_address: str) -> None:
    """Enter that ends a Korean syllable belongs to the input method; the next one sends."""
    seen = visit(scripted_address)
    page = seen.page
    page.fill("#dg-message", "사과")
    page.evaluate(
        """document.querySelector('#dg-message').dispatchEvent(
            new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"""
    )
    assert page.locator(".dg-turn").count() == 0
    page.press("#dg-message", "Enter")
    seen.answered(0)
    assert page.locator(".dg-said").count() == 1


def test_words_of_shop_and_shopper_run_nothing(visit: Visiting, scripted_address: str) -> None:
    seen = visit(scripted_address)
    seen.say("<img src=x onerror='window.hacked=1'><b>굵게</b> 간식")
    assert seen.page.evaluate("window.hacked") is None
    assert "<b>굵게</b>" in seen.page.locator(".dg-said").inner_text()
    assert "<script>" in seen.page.locator(".dg-lead").inner_text()
    assert [line for line in seen.trouble if "foreign" in line or "/x" in line] == []


def test_chips_compare_more_details_and_thumbs(visit: Visiting, scripted_address: str) -> None:
    seen = visit(scripted_address)
    page = seen.page
    seen.say("간식")
    assert page.locator(".dg-chip").count() == 2
    page.locator(".dg-chip button").first.click()
    seen.answered(1)
    assert page.locator(".dg-chip").count() == 1
    for index in (0, 1):
        page.locator(".dg-turn:last-child .dg-pick").nth(index).click()
    page.click("[data-action=compare_go]")
    seen.answered(2)
    assert page.locator(".dg-compare th[scope=col]").nth(1).inner_text() == "현미 누룽지 200g"
    assert page.locator(".dg-compare-bar").is_hidden()
    seen.shot("4-compare")
    page.locator("[data-action=details]").first.click()
    seen.answered(3)
    page.locator("[data-action=more]").last.click()
    seen.answered(4)
    page.locator("[data-rating=up]").last.click()
    assert page.locator("[data-rating=up]").last.get_attribute("aria-pressed") == "true"
    page.locator(".dg-sources summary").first.click()
    assert page.locator(".dg-sources li").first.is_visible()
    page.locator(".dg-suggestion:visible").last.click()
    seen.answered(5)
    seen.check()


def test_language_store_and_persona(visit: Visiting, scripted_address: str) -> None:
    seen = visit(scripted_address)
    page = seen.page
    page.click("[data-action=language][data-value=en]")
    page.wait_for_function("document.documentElement.lang === 'en'")
    assert page.get_attribute("#dg-message", "placeholder") == "Ask for a product, or about the shop"
    page.select_option("[data-change=store]", "st-2")
    page.wait_for_selector("#dg-toast.is-shown")
    page.select_option("[data-change=persona]", "p-1")
    page.wait_for_function("document.querySelector('.dg-welcome__hello').textContent.includes('Minji')")
    assert page.locator("[data-change=persona]").input_value() == "p-1"
    seen.check()


def test_a_reload_keeps_conversation_and_cart(visit: Visiting, scripted_address: str) -> None:
    seen = visit(scripted_address)
    page = seen.page
    seen.say("간식")
    page.locator(ADD).first.click()
    page.wait_for_selector(".dg-line")
    page.reload()
    page.wait_for_selector(".dg-turn[data-done=yes]")
    page.wait_for_selector(".dg-line")
    assert page.locator(".dg-said").inner_text().endswith("간식")
    assert page.locator(".dg-button.is-in").count() >= 1
    seen.check()


def test_what_a_screen_reader_needs_is_there(visit: Visiting, scripted_address: str) -> None:
    seen = visit(scripted_address)
    page = seen.page
    log = page.locator("[role=log]")
    assert log.get_attribute("aria-live") == "polite"
    assert log.get_attribute("aria-label") == "대화"
    seen.say("간식")
    assert log.get_attribute("aria-busy") == "false"
    nameless = page.evaluate(
        """[...document.querySelectorAll('#dg button, #dg select, #dg textarea')].filter(
            e => e.offsetParent && !(e.getAttribute('aria-label') || e.textContent.trim() ||
                e.labels?.[0]?.textContent.trim())).length"""
    )
    assert nameless == 0
    assert (
        page.locator("[data-action=cart_add]").first.get_attribute("aria-label")
        == "현미 누룽지 200g 장바구니에 담기"
    )
    small = page.evaluate(
        """[...document.querySelectorAll('#dg button')].filter(e => e.offsetParent &&
            Math.min(e.getBoundingClientRect().width, e.getBoundingClientRect().height) < 24).length"""
    )
    assert small == 0


CONTRAST = """() => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const linear = v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => [r, g, b].map(v => linear(v / 255))
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = node => {
    for (let e = node; e; e = e.parentElement) {
      const [r, g, b, a = 1] = rgb(getComputedStyle(e).backgroundColor);
      if (a > .85) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const e of document.querySelectorAll('#dg *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.offsetParent || e.closest('.dg-hidden, :disabled, .is-out, svg')) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(behind(e))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) low.push(`${e.className || e.tagName} ${e.textContent.trim().slice(0, 20)} ${ratio}`);
  }
  return [...new Set(low)];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_the_contrast_of_wcag_aa(visit: Visiting, scripted_address: str, scheme: str) -> None:
    seen = visit(scripted_address, scheme=scheme)
    assert seen.page.evaluate(CONTRAST) == []
    seen.say("간식")
    seen.page.locator(ADD).first.click()
    seen.page.wait_for_selector(".dg-line")
    seen.page.wait_for_timeout(400)
    seen.shot("5-contrast")
    assert seen.page.evaluate(CONTRAST) == []
    # Control: the measure does see pale text.
    seen.page.evaluate("document.querySelector('.dg-lead').style.color = 'rgb(220, 205, 190)'")
    if scheme == "light":
        assert seen.page.evaluate(CONTRAST) != []
