"""What the page draws: nothing of the shopper's, the feed's or the model's becomes markup."""

import tomllib
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment

from assistant.domain.card import AtStore, Card, Claim, Reason
from assistant.domain.dialogue import Constraint
from assistant.domain.events import (
    CartLineView,
    CartView,
    Comparison,
    ComparisonRow,
    Done,
    Failure,
    Products,
    Receipts,
    Suggestions,
    TextDelta,
    Understood,
)
from assistant.domain.money import Money
from assistant.domain.product import Allergens, UnitPrice
from assistant.domain.text import LANGUAGES, Language
from assistant.grounding import sentences
from assistant.lexicon import load_lexicon
from ui.face.turn_view import TurnView
from ui.face.wording import Wording, WordingError
from ui.render import Place, Renderer, percent_off, picture

PLACE = Place(stores={"st-1": "용산점"})
NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "' onmouseover='alert(1)",
    "{{ 7*7 }}${7*7}",
    "</textarea></template><svg onload=alert(1)>",
)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(load_lexicon())


def card(**changes: object) -> Card:
    plain: dict[str, object] = {
        "sku": "S-1",
        "product_id": "P-1",
        "title": "사과 1kg",
        "price": Money(2400, "KRW"),
        "list_price": None,
        "unit_price": None,
        "image": "",
        "brand": "",
        "category": "식품 > 과일 > 사과·배",
        "availability": "in_stock",
        "store": None,
        "allergens": Allergens(),
        "options": {},
        "reason": Reason(),
    }
    return Card(**(plain | changes))  # type: ignore[arg-type]


class Markup(HTMLParser):
    """Tags, and every attribute that could run or load something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.addresses: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def is_safe(html: str) -> bool:
    seen = Markup(html)
    good = ("http://", "https://", "/images/", "#")
    return (
        not seen.tags & {"script", "iframe", "object", "style", "link", "meta", "base"}
        and not seen.handlers
        and all(address.startswith(good) for address in seen.addresses)
    )


def full_turn(text: str, language: Language = "ko") -> TurnView:
    """A turn whose every free field is `text`."""
    shown = card(
        sku=text, title=text, brand=text, category=text, image=text, options={text: text},
        store=AtStore("st-9", 3, text, text), reason=Reason(text),
        unit_price=UnitPrice(Money(1, "KRW"), 1, text),
    )  # fmt: skip
    view = TurnView(key="k1", language=language, said=text)
    for event in (
        Understood("search", text, language, (Constraint("color", "eq", text),), ()),
        Products((shown,), 9, (Constraint(text, "eq", text),)),
        Comparison((text,), (ComparisonRow(text, (text,), True),)),
        TextDelta(text),
        Receipts((Claim(text, text, text, text, text),)),
        Suggestions((text,)),
        Failure(text, text, True),
        Done(text, "embedded", True, text, 1, text),
    ):
        view = view.add(event)
    return view


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", NASTY)
def test_nothing_said_or_fed_becomes_markup(renderer: Renderer, text: str, language: Language) -> None:
    cart = CartView((CartLineView(text, text, 1, None, None),), None)
    pieces = (
        renderer.turn(full_turn(text, language), PLACE),
        renderer.cart(cart, language),
        renderer.chips((Constraint(text, "eq", text),), language, PLACE),
        renderer.fragment("toast", language, text=text, nonce="1"),
        renderer.fragment("welcome", language, name=text, notice=text, tiles=[], items=[text]),
    )
    for html in pieces:
        assert is_safe(html)
        assert text in Markup(html).text or text.split()[0] in html.replace("&#39;", "'")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_drawn_as_itself(text: str) -> None:
    drawn = Renderer(_LEXICON).turn(TurnView(key="k", language="en", said=text or "x"), PLACE)
    assert is_safe(drawn)
    assert " ".join((text or "x").split()) in Markup(drawn).text


_LEXICON = load_lexicon()


def test_the_check_itself_sees_unescaped_markup() -> None:
    """Control: without autoescaping the same texts are unsafe, so the checks above can fail."""
    careless = Environment(autoescape=False).from_string("<p title='{{ text }}'>{{ text }}</p>")
    unsafe = [text for text in NASTY if not is_safe(careless.render(text=text))]
    assert len(unsafe) == 4
    assert not is_safe('<a href="javascript:alert(1)">x</a>')


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/images/a.webp", True),
        ("https://cdn.example/a.jpg", True),
        ("http://cdn.example/a.jpg", True),
        ("", False),
        ("javascript:alert(1)", False),
        ("data:image/svg+xml,<svg onload=alert(1)>", False),
        ("//evil.example/a.jpg", False),
        ("/images/../v1/sessions", False),
        ("/v1/sessions", False),
        ("file:///etc/passwd", False),
        ("java\nscript:alert(1)", False),
    ],
)
def test_only_our_pictures_and_web_addresses_load(renderer: Renderer, address: str, shown: bool) -> None:
    assert bool(picture(address)) is shown
    assert ("<img" in renderer.card(card(image=address), "ko", PLACE)) is shown


def test_price_list_price_and_percent(renderer: Renderer) -> None:
    text = Markup(renderer.card(card(list_price=Money(3200, "KRW")), "ko", PLACE)).text
    assert "정가 3,200원" in text
    assert "25%" in text
    assert "판매가 2,400원" in text
    assert "%" not in Markup(renderer.card(card(), "ko", PLACE)).text
    assert "가격 문의" in Markup(renderer.card(card(price=None), "ko", PLACE)).text
    dollars = card(price=Money(999, "USD"), list_price=Money(1999, "USD"))
    assert "$9.99" in Markup(renderer.card(dollars, "en", PLACE)).text


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_percent_off_never_overstates(price: int, list_price: int) -> None:
    percent = percent_off(Money(price, "KRW"), Money(list_price, "KRW"))
    assert 0 <= percent <= 100
    if percent:
        assert price * 100 <= list_price * (100 - percent)


def test_percent_off_needs_one_currency() -> None:
    assert percent_off(Money(5, "USD"), Money(10, "KRW")) == 0
    assert percent_off(None, Money(10, "KRW")) == 0


def test_unit_price_store_and_aisle(renderer: Renderer) -> None:
    shown = card(unit_price=UnitPrice(Money(250, "KRW"), 100.0, "g"), store=AtStore("st-1", 12, "A-01"))
    assert "100g당 250원" in Markup(renderer.card(shown, "ko", PLACE)).text
    assert "용산점 12개 · A-01 통로" in Markup(renderer.card(shown, "ko", PLACE)).text
    gone = card(store=AtStore("st-1", 0, "A-01"))
    assert "용산점 품절" in Markup(renderer.card(gone, "ko", PLACE)).text


@pytest.mark.parametrize(
    ("language", "contains", "may", "unknown"),
    [
        ("ko", "달걀, 우유 들어 있어요", "땅콩 섞였을 수 있어요", "알레르기 정보 없음"),
        ("en", "Contains egg, milk", "May contain peanut", "Allergens unknown"),
    ],
)
def test_allergens_are_said_as_declared(
    renderer: Renderer, language: Language, contains: str, may: str, unknown: str
) -> None:
    declared = Allergens(frozenset({"milk", "egg"}), frozenset({"peanut"}), "declared")
    text = Markup(renderer.card(card(allergens=declared), language, PLACE)).text
    assert contains in text
    assert may in text
    assert unknown in Markup(renderer.card(card(), language, PLACE)).text


def test_an_undeclared_list_is_never_shown_as_free_from(renderer: Renderer) -> None:
    """Unknown is said wherever the category does not surely name goods without such a label."""
    for other in (
        card(title="트렌치코트", category="패션 > 의류 > 재킷·코트"),
        card(title="핫도그 무늬 양말", category="패션 > 의류 > 양말"),
        card(title="Hot dog socks", category="Fashion > Apparel > Socks"),
        card(title="Milk bottle neon sign", category="Home Decor > Lighting & Candles"),
        card(title="Zen Yucca Plant", category="Garden > Plants & Planters"),
        card(title="유카 화분", category="원예·꽃 > 식물·화분"),
    ):
        assert "알레르기" not in Markup(renderer.card(other, "ko", PLACE)).text
    for shown in (
        card(),
        card(title="무엇", category=""),
        card(title="립밤", category="뷰티 > 목욕·스킨케어"),
        card(title="초콜릿 선물 상자", category="시즌 > 밸런타인·부활절"),
        card(title="단백질 보충제", category="스포츠 > 보충제"),
        card(title="Nerds Rope", category="Seasonal > Halloween"),
        card(title="손 세정제", category="생활 > 손세정제"),
    ):
        text = Markup(renderer.card(shown, "ko", PLACE)).text
        assert "알레르기 정보 없음" in text
        assert "성분 없음" not in text
    assert (
        "성분 없음" in Markup(renderer.card(card(allergens=Allergens(status="declared")), "ko", PLACE)).text
    )


@pytest.mark.parametrize(
    ("ko", "en", "name"),
    [
        ("식품 > 과일 > 사과·배", "Grocery > Fruit > Apples & Pears", "fruit"),
        ("식품 > 채소 > 잎채소·샐러드", "Grocery > Vegetables > Leafy", "carrot"),
        ("식품 > 베이커리 > 간식빵·크로와상", "Grocery > Bakery > Buns & pastries", "bread"),
        ("패션 > 신발 > 부츠", "Fashion > Footwear > Boots", "shoe"),
        ("패션 > 의류 > 양말", "Fashion > Apparel > Socks", "sock"),
        ("주방 > 컵·잔·물병", "Kitchen > Glasses, Mugs & Bottles", "cup"),
        ("원예·꽃 > 꽃다발·꽃장식", "Garden > Bouquets & Floral", "flower"),
        ("홈데코 > 조명·캔들", "Home Decor > Lighting & Candles", "lamp"),
        ("악기 > 건반·컨트롤러", "Instruments > Keyboards & Controllers", "note"),
        ("스포츠 > 자전거 용품 > 타이어·튜브", "Sports > Cycling Gear > Tires & Tubes", "bike"),
        ("듣도 보도 못한 것", "Whatnots", "basket"),
        ("", "", "basket"),
    ],
)
def test_an_icon_stands_for_the_category_in_either_language(
    renderer: Renderer, ko: str, en: str, name: str
) -> None:
    assert renderer.icon(ko).name == name
    assert renderer.icon(en).name == name


@pytest.mark.parametrize(
    ("constraint", "ko", "en"),
    [
        (Constraint("price", "le", 30000), "30,000원 이하", "₩30,000 or less"),
        (Constraint("color", "eq", "black"), "색상 블랙", "black"),
        (Constraint("allergen", "ne", "peanut"), "땅콩 없음", "peanut"),
        (Constraint("allergen", "ne", "lactose"), "유당불내증 고려", "for lactose intolerance"),
        (Constraint("diet", "eq", "vegan"), "비건", "vegan"),
        (Constraint("store", "eq", "st-1"), "용산점 재고", "용산점"),
        (Constraint("category", "eq", "식품 > 과일", hard=False), "과일", "Fruit"),
        (Constraint("brand", "ne", "A&B"), "A&B 제외", "A&B"),
        (Constraint("organic", "eq", "yes"), "유기농 예", "yes"),
        (Constraint("occasion", "eq", "gift", hard=False), "선물용 우선", "for: gift preferably"),
        (Constraint("size", "in", ("m", "l")), "사이즈 M, L", "M, L"),
    ],
)
def test_chips_say_the_condition_in_both_languages(
    renderer: Renderer, constraint: Constraint, ko: str, en: str
) -> None:
    assert ko in Markup(renderer.chips((constraint,), "ko", PLACE)).text
    assert en in Markup(renderer.chips((constraint,), "en", PLACE)).text


def test_a_chip_names_its_constraint_and_profile_ones_stay(renderer: Renderer) -> None:
    html = renderer.chips((Constraint("size", "in", ("m", "l")),), "ko", PLACE)
    assert 'data-facet="size"' in html
    assert 'data-value="m,l"' in html
    held = renderer.chips((Constraint("allergen", "ne", "milk", origin="profile"),), "ko", PLACE)
    assert "constraint_remove" not in held
    assert "내 정보에서" in held


def test_cart_shows_lines_and_total(renderer: Renderer) -> None:
    line = CartLineView("S-1", "사과", 3, Money(2500, "KRW"), Money(7500, "KRW"))
    text = Markup(renderer.cart(CartView((line,), Money(7500, "KRW")), "ko")).text
    assert "개당 2,500원" in text
    assert text.endswith("합계 7,500원")
    assert "아직 비어 있어요" in Markup(renderer.cart(CartView((), None), "ko")).text
    unpriced = CartView((CartLineView("S-2", "배", 1, None, None),), None)
    assert "가격을 확인해야" in Markup(renderer.cart(unpriced, "ko")).text


def test_every_control_is_a_named_button(renderer: Renderer) -> None:
    view = full_turn("사과")
    for html in (renderer.turn(view, PLACE), renderer.fragment("composer", "ko")):
        nameless = Nameless(html)
        assert nameless.found == []


class Nameless(HTMLParser):
    """Buttons without words or label, pictures without alternative text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._button: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "button":
            self._button = given.get("aria-label") or ""
            if "compare_go" in str(given.get("data-action")):
                self._button = "named by the page's script"
        if tag == "img" and not given.get("alt"):
            self.found.append("img")

    def handle_data(self, data: str) -> None:
        if self._button is not None:
            self._button += data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag == "button":
            if not self._button:
                self.found.append("button")
            self._button = None


def test_both_languages_have_the_same_texts() -> None:
    assert set(Wording("ko").texts) == set(Wording("en").texts)
    raw = (files("ui") / "templates" / "ko.toml").read_text(encoding="utf-8")
    assert tomllib.loads(raw)["page"]["ai_notice"]


def test_sources_are_read_by_product_and_record(renderer: Renderer) -> None:
    at = "2026-11-01T09:30:00+00:00"
    claims = (
        Claim("1,500원", "offer:S-1", "price", "1500 KRW", at, "S-1"),
        Claim("in_stock", "offer:S-1", "availability", "in_stock", at, "S-1"),
        Claim("1,500원", "offer:S-1", "price", "1500 KRW", at, "S-1"),
        Claim("unknown", "product:S-1", "allergens.status", "unknown", "", "S-1"),
        Claim("5", "stock:st-1/S-1", "quantity", "5", at, "S-1"),
        Claim("10:00-22:00", "store:st-1", "hours.mon", "10:00-22:00"),
        Claim("30일 안에 바꿔 드립니다.", "policy:P-1", "answer", "30일", ""),
    )
    html = renderer.receipts(claims, "ko", PLACE, {"S-1": "사과 1kg"})
    text = Markup(html).text
    assert "사과 1kg 1,500원, 구매 가능 판매 정보 · 2026-11-01 09:30 UTC 기준" in text
    assert "사과 1kg, 용산점 재고 5 매장 재고" in text
    assert "월 10:00-22:00 매장 정보" in text
    assert "30일 안에 바꿔 드립니다. 이용 안내" in text
    assert html.count("<li>") == 5


def test_products_stand_between_a_first_sentence_and_the_rest(renderer: Renderer) -> None:
    view = TurnView(
        key="k", language="ko", cards=(card(),), sentences=tuple(f"{n}번이에요. " for n in range(6))
    )
    drawn = renderer.turn(view, PLACE)
    lead, products, rest = (drawn.index(text) for text in ("0번이에요.", "dg-cards", "1번이에요. 2번이에요."))
    assert lead < products < rest
    loose = replace(view, relaxed=(Constraint("price", "le", 1000),))
    drawn = renderer.turn(loose, PLACE)
    assert drawn.index("1,000원 이하") < drawn.index("dg-cards") < drawn.index("0번이에요.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_an_ai_talks_stands_below_the_box_and_not_in_the_answer(
    renderer: Renderer, language: Language
) -> None:
    notice = Wording(language).replies.say("talk.ai_notice")
    said = ("Hello. ", *(f"{one.strip()} " for one in sentences(notice)))
    drawn = Markup(renderer.turn(TurnView(key="k", language=language, sentences=said), PLACE)).text
    assert "Hello." in drawn
    assert said[1].strip() not in drawn
    assert "AI" in Markup(renderer.fragment("composer", language)).text


def test_a_long_answer_is_lines_and_a_short_one_a_paragraph(renderer: Renderer) -> None:
    short = TurnView(key="k", language="ko", sentences=("하나예요. ", "둘이에요. "))
    assert "<p>하나예요. 둘이에요.</p>" in renderer.turn(short, PLACE)
    long = TurnView(key="k", language="ko", sentences=tuple(f"{index}번이에요. " for index in range(6)))
    assert "<p>5번이에요.</p>" in renderer.turn(long, PLACE)


def test_units_are_words_in_both_languages(renderer: Renderer) -> None:
    each = card(unit_price=UnitPrice(Money(1500, "KRW"), 1.0, "each"))
    assert "개당 1,500원" in Markup(renderer.card(each, "ko", PLACE)).text
    assert "₩1,500 per item" in Markup(renderer.card(each, "en", PLACE)).text


def test_category_names_are_read_in_the_page_s_language(renderer: Renderer) -> None:
    assert renderer.category_name("과일", "en") == "Fruit"
    assert renderer.category_name("Wall Art", "en") == "Wall Art"
    assert renderer.category_name("Fruit", "ko") == "과일"
    assert renderer.category_name("듣도 보도 못한", "en") == ""


def test_a_missing_text_or_field_is_an_error() -> None:
    with pytest.raises(WordingError, match="no text"):
        Wording("ko")("page.nothing")
    with pytest.raises(WordingError, match="takes the fields"):
        Wording("ko")("cart.added")
