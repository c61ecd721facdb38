"""Turns that lean on what was said and shown before."""

from dataclasses import replace

import pytest

from assistant.domain.dialogue import Constraint, Pending, Request, Session, Shown, Topic
from assistant.domain.text import Language
from tests.understanding.judge import everything, hear, scene
from tests.understanding.shops import session


def after(request: Request, now: Session) -> Session:
    return replace(now, query=request.query, constraints=request.constraints)


def conditions(request: Request) -> set[tuple[str, str, object]]:
    return {(one.facet, one.op, one.value) for one in request.constraints if one.hard}


def test_conditions_add_up_and_replace_their_own_kind() -> None:
    now = scene("helmets", "ko")
    first = hear("10만원 이하로", now)
    second = hear("빨간색으로", after(first, now))
    third = hear("아니 검은색으로", after(second, now))
    assert conditions(second) == {("price", "le", 100_000), ("color", "eq", "red")}
    assert conditions(third) == {("price", "le", 100_000), ("color", "eq", "black")}
    assert {one.origin for one in third.constraints if one.facet == "price"} == {"session"}


def test_a_new_topic_starts_anew() -> None:
    now = after(hear("10만원 이하로", scene("helmets", "ko")), scene("helmets", "ko"))
    assert conditions(hear("이제 우유 보여줘", now)) == set()


def test_a_condition_can_be_dropped() -> None:
    now = replace(
        scene("helmets", "en"),
        constraints=(Constraint("color", "eq", "red"), Constraint("price", "le", 90_000)),
    )
    assert conditions(hear("any color is fine", now)) == {("price", "le", 90_000)}


def test_a_season_replaces_the_other_one() -> None:
    now = replace(scene("helmets", "ko"), query="겨울 재킷")
    assert hear("아니 여름용으로", now).query == "여름용 재킷"


def test_a_place_no_list_has_points_at_nothing() -> None:
    for text in ("일곱 번째 거 담아줘", "일곱 번째 거 얼마야?", "7번 담아줘"):
        assert hear(text, scene("helmets", "ko")).references == (), text
    assert hear("add the ninth one", scene("helmets", "en")).references == ()


def test_an_option_named_with_the_product_picks_the_variant() -> None:
    boots = next(product for product in everything().values() if product.variants[0].sku == "ES-001-240")
    now = replace(session(), query="부츠", shown=(Shown(0, ("ES-001-240",)),), focus=("ES-001-240",))
    sizes = {variant.sku for variant in boots.variants}
    assert "ES-001-260" in sizes
    assert hear("260으로 담아줘", now).references == ("ES-001-260",)


def test_older_lists_are_remembered_by_name_and_length() -> None:
    helmets = scene("helmets", "ko")
    now = replace(helmets, shown=(*helmets.shown, Shown(1, ("G-0019",))), focus=("G-0019",))
    assert hear("아까 그 벨로시엑스 담아줘", now).references == ("ES-058",)
    assert hear("세 번째 거 담아줘", now).references == (helmets.shown[0].skus[2],)


def test_a_sku_is_understood_as_written() -> None:
    assert hear("es-010 얼마야?", session()).references == ("ES-010",)


def test_a_tapped_choice_narrows_the_running_request() -> None:
    now = replace(
        scene("helmets", "ko"), query="신발", pending=Pending("clarify", choices=("남성용", "3만원 이하"))
    )
    assert hear("3만원 이하", now).intent == "refine"
    assert hear("남성용", now).query.endswith("신발")


def test_yes_answers_only_what_was_asked() -> None:
    assert hear("네", scene("consent", "ko")).answer == "yes"
    assert hear("네 우유 보여주세요 그리고 빵도 있으면 같이요", scene("consent", "ko")).answer is None
    assert hear("네", session()).intent == "thanks"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes please", "yes"),
        ("sure, save it", "yes"),
        ("yes thanks", "yes"),
        ("ok", "yes"),
        ("네 저장해 주세요", "yes"),
        ("네 알레르기 기억해 주세요", "yes"),
        ("ok thanks", None),
        ("알겠어요 감사합니다", None),
        ("ok now show me milk", None),
        ("ok, add the first", None),
        ("그래 그럼 우유도 보여줘", None),
        ("네 첫 번째 거 주세요", None),
        ("no thanks", "no"),
        ("아니요 저장하지 마세요", "no"),
        ("아니 우유 보여줘", None),
    ],
)
def test_only_a_plain_yes_gives_leave_to_keep_health_data(text: str, answer: str | None) -> None:
    assert hear(text, scene("consent", "ko")).answer == answer


def test_a_limit_nothing_meets_does_not_haunt_the_next_turn() -> None:
    now = replace(scene("helmets", "ko"), constraints=(Constraint("price", "lt", 1_000, origin="session"),))
    assert conditions(hear("빨간색으로", now)) == {("color", "eq", "red")}


def turned_down(facet: str, value: str, query: str, language: Language = "ko") -> Session:
    base = replace(session(language), query=query, shown=(Shown(0, ("L-0115",)),), focus=("L-0115",), turns=1)
    return replace(base, constraints=(Constraint("price", "le", 300_000), Constraint(facet, "ne", value)))


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("핑크도 괜찮아요", turned_down("color", "pink", "재킷")),
        ("생각해보니 빨간색도 돼요", turned_down("color", "red", "재킷")),
        ("캔버스여도 상관없어", turned_down("title", "캔버스", "가방")),
        ("pink is fine too", turned_down("color", "pink", "jacket", "en")),
        ("ok canvas is alright after all", turned_down("title", "canvas", "bag", "en")),
    ],
)
def test_what_was_turned_down_may_be_after_all(text: str, now: Session) -> None:
    request = hear(text, now)
    assert request.intent == "refine"
    assert request.query == now.query
    assert conditions(request) == {("price", "le", 300_000)}


def test_what_an_allergy_forbids_is_not_taken_back_so() -> None:
    now = replace(turned_down("color", "pink", "빵"), constraints=(Constraint("allergen", "ne", "milk"),))
    assert ("allergen", "ne", "milk") in conditions(hear("우유도 괜찮아요", now))


@pytest.mark.parametrize(
    ("text", "sort", "language"),
    [
        ("most popular ones first", "popularity", "en"),
        ("highest rated ones first please", "rating", "en"),
        ("인기 많은 것부터", "popularity", "ko"),
        ("최신순으로 먼저 보여줘", "newest", "ko"),
    ],
)
def test_what_stands_first_is_an_order_and_no_goods(text: str, sort: str, language: Language) -> None:
    now = scene("helmets", language)
    request = hear(text, now)
    assert (request.sort, request.query) == (sort, now.query)


@pytest.mark.parametrize(
    "text", ["more like the second one", "show me some more ones like that", "others like the second"]
)
def test_more_of_its_like_are_its_substitutes(text: str) -> None:
    now = scene("helmets", "en")
    request = hear(text, now)
    assert request.intent == "substitute"
    assert request.references == (now.focus if "that" in text else now.last_shown[1:2])


def test_more_is_still_more_of_the_list() -> None:
    request = hear("show me some more", scene("helmets", "en"))
    assert (request.intent, request.more) == ("refine", True)


@pytest.mark.parametrize(
    ("text", "language"), [("show me the third one again", "en"), ("세 번째 거 다시 보여줘", "ko")]
)
def test_what_is_to_be_shown_again_tells_of_itself(text: str, language: Language) -> None:
    now = scene("helmets", language)
    request = hear(text, now)
    assert (request.intent, request.references) == ("ask_product", now.last_shown[2:3])
    assert request.asks == ("description",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("9만원 넘어도 괜찮아요", "ko"),
        ("예산 좀 초과해도 돼", "ko"),
        ("over $80 would be ok", "en"),
        ("a bit above budget is fine too", "en"),
        ("going a little over is fine", "en"),
    ],
)
def test_a_limit_that_may_be_exceeded_is_none(text: str, language: Language) -> None:
    now = replace(
        scene("helmets", language),
        constraints=(Constraint("price", "le", 90_000), Constraint("color", "eq", "red")),
    )
    request = hear(text, now)
    assert (request.intent, request.query) == ("refine", now.query)
    assert conditions(request) == {("color", "eq", "red")}


def test_more_than_an_amount_is_still_a_bound() -> None:
    assert conditions(hear("9만원 넘는 걸로 보여줘", scene("helmets", "ko"))) == {("price", "gt", 90_000)}


@pytest.mark.parametrize(("text", "language"), [("파란색도 빼고", "ko"), ("not blue either", "en")])
def test_what_was_turned_down_before_stays_so(text: str, language: Language) -> None:
    now = replace(scene("helmets", language), constraints=(Constraint("color", "ne", "red"),))
    assert conditions(hear(text, now)) == {("color", "ne", "red"), ("color", "ne", "blue")}


@pytest.mark.parametrize("text", ["most expensive first please", "비싼 것부터 보여줘"])
def test_an_order_by_price_compares_nothing(text: str) -> None:
    now = scene("helmets", "ko" if "비" in text else "en")
    request = hear(text, now)
    assert (request.intent, request.sort, request.query) == ("refine", "price_desc", now.query)


@pytest.mark.parametrize("text", ["return to the milk please", "ok, let's go back to the milk now"])
def test_one_may_return_to_what_was_looked_for(text: str) -> None:
    held = (Constraint("price", "le", 3_000),)
    now = replace(scene("helmets", "en"), topics=(Topic("milk", held), Topic("helmet", ())))
    request = hear(text, now)
    assert (request.intent, request.query) == ("refine", "milk")
    assert conditions(request) == {("price", "le", 3_000)}


@pytest.mark.parametrize("text", ["taller than 30 cm", "lighter than 300 g please", "bigger than 2 liters"])
def test_a_measure_compared_narrows_the_list(text: str) -> None:
    request = hear(text, scene("helmets", "en"))
    assert request.intent == "refine"
    assert request.query.endswith("helmet")


@pytest.mark.parametrize("text", ["1L짜리로", "900ml짜리로요", "200ml짜리만"])
def test_what_it_is_to_be_puts_nothing_in(text: str) -> None:
    assert hear(text, scene("milk", "ko")).intent == "refine"


@pytest.mark.parametrize("text", ["랩터나 젠틱으로", "red or blue ones", "빨강이나 파랑으로"])
def test_one_of_two_is_no_order(text: str) -> None:
    assert hear(text, scene("helmets", "en" if text.isascii() else "ko")).intent != "cart_add"


@pytest.mark.parametrize(("text", "language"), [("파란색도 괜찮아요", "ko"), ("blue is fine too", "en")])
def test_a_second_value_that_will_do_stands_beside_the_first(text: str, language: Language) -> None:
    now = replace(scene("helmets", language), constraints=(Constraint("color", "eq", "red"),))
    assert conditions(hear(text, now)) == {("color", "in", ("red", "blue"))}


@pytest.mark.parametrize("text", ["비싼 순으로 보여주세요", "비싼 거부터요"])
def test_dear_first_is_not_cheap_first(text: str) -> None:
    request = hear(text, scene("helmets", "ko"))
    assert (request.sort, request.query) == ("price_desc", "헬멧")


@pytest.mark.parametrize("text", ["아까 우유로 돌아가 주세요", "우유로 다시 갈게요"])
def test_what_is_gone_back_to_may_bear_a_particle(text: str) -> None:
    held = (Constraint("price", "le", 3_000),)
    now = replace(scene("helmets", "ko"), topics=(Topic("우유", held), Topic("헬멧", ())))
    request = hear(text, now)
    assert (request.intent, request.query) == ("refine", "우유")
    assert conditions(request) == {("price", "le", 3_000)}


def test_either_of_two_tells_nothing_apart() -> None:
    assert hear("red or blue ones", scene("helmets", "en")).narrowing == ()
