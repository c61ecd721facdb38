"""Turns that lean on what was said and shown before."""

from dataclasses import replace

import pytest

from assistant.domain.dialogue import Constraint, Pending, Request, Session, Shown
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
