"""What shoppers tell of themselves beside a wish is not searched for."""

from dataclasses import replace

import pytest

from assistant.domain.dialogue import Shown
from assistant.domain.text import Language
from tests.understanding.judge import hear
from tests.understanding.shops import session


@pytest.mark.parametrize(
    ("text", "query", "language"),
    [
        ("our old one broke last night. got a kettle?", "kettle", "en"),
        ("kettle please, my wife dropped ours", "kettle", "en"),
        ("is there any honey, my doctor told me to have some", "honey", "en"),
        ("flying to rome soon, travel bag please", "travel bag", "en"),
        ("scarf for my aunt who is visiting from busan", "scarf", "en"),
        ("moving house soon and theres nothing in the kitchen, any mirrors", "mirrors", "en"),
        ("어제 넘어져서 무릎이 아픈데 등산 스틱 있나요", "등산 스틱", "ko"),
        ("시누이 생신이라 목도리 하나 사려고요", "목도리", "ko"),
        ("다음 주에 이사해서요 소파 보여주세요", "소파", "ko"),
    ],
)
def test_a_story_stays_out_of_the_search(text: str, query: str, language: Language) -> None:
    request = hear(text, session(language))
    assert request.intent in ("search", "recommend")
    assert request.query == query


@pytest.mark.parametrize(
    ("text", "needs", "language"),
    [
        ("a beer glass and wine glasses", ("beer glass", "wine glasses"), "en"),
        ("toothbrush and a razor for travel", ("toothbrush", "razor for travel"), "en"),
        ("쌀이랑 간장 같이 보여줘", ("쌀", "간장"), "ko"),
    ],
)
def test_a_need_stays_whole(text: str, needs: tuple[str, ...], language: Language) -> None:
    assert hear(text, session(language)).needs == needs


@pytest.mark.parametrize(
    ("text", "query", "language"),
    [
        ("our teapot broke and we just had coffee instead", "teapot", "en"),
        ("커피 마시다가 주전자가 깨졌어요", "주전자", "ko"),
    ],
)
def test_what_is_lost_is_what_is_wished_for(text: str, query: str, language: Language) -> None:
    assert hear(text, session(language)).query == query


@pytest.mark.parametrize(
    ("text", "said", "language"),
    [
        ("tent. it must be waterproof", "tent", "en"),
        ("we go hiking a lot, need a hiking backpack", "hiking", "en"),
        ("제가 등산을 좋아해서 등산 배낭 찾아요", "등산", "ko"),
    ],
)
def test_what_the_goods_bear_is_kept(text: str, said: str, language: Language) -> None:
    assert said in hear(text, session(language)).query


@pytest.mark.parametrize(
    ("text", "needs", "language"),
    [
        ("we're having burgers, need tomatoes, onions and lettuce", ("tomatoes", "onions", "lettuce"), "en"),
        ("milk n eggs n bread pls", ("milk", "eggs", "bread"), "en"),
        ("손님이 와서요 우유랑 계란이랑 식빵 주세요 보여주세요", ("우유", "계란", "식빵"), "ko"),
    ],
)
def test_needs_stand_without_the_story(text: str, needs: tuple[str, ...], language: Language) -> None:
    assert hear(text, session(language)).needs == needs


def test_a_size_told_in_a_story_still_holds() -> None:
    request = hear("i'm a 270 and my old pair fell apart. hiking boots?", session("en"))
    assert "hiking boots" in request.query
    assert "pair" not in request.query


@pytest.mark.parametrize(
    ("text", "query", "language"),
    [
        ("a green jacket, no wait, black", "jacket", "en"),
        ("sneakers under 200,000, sorry i meant 120,000", "sneakers", "en"),
        ("노란 헬멧 보여줘요. 아니 하얀색이요", "헬멧", "ko"),
        ("소파 200만원... 아니 150만원 이하로요", "소파", "ko"),
        ("show me lamps. no sorry, candles", "candles", "en"),
    ],
)
def test_one_value_put_right_leaves_the_rest(text: str, query: str, language: Language) -> None:
    request = hear(text, session(language))
    assert request.query == query
    prices = [one.value for one in request.constraints if one.facet == "price"]
    assert prices in ([], [120_000], [1_500_000])
    assert not {"green", "yellow"} & {one.value for one in request.constraints if one.facet == "color"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("네 식구가 잘 텐트 있나요", "ko"),
        ("4명이서 쓸 수 있는 텐트", "ko"),
        ("a tent that sleeps four", "en"),
    ],
)
def test_for_how_many_is_a_bound(text: str, language: Language) -> None:
    request = hear(text, session(language))
    assert [(one.op, one.value) for one in request.constraints if one.facet == "persons"] == [("ge", 4.0)]
    assert request.query in ("텐트", "tent")


@pytest.mark.parametrize(
    ("text", "language"), [("다른 사과는요", "ko"), ("what other apples do you have", "en")]
)
def test_other_goods_are_not_the_ones_spoken_of(text: str, language: Language) -> None:
    now = replace(session(language), query="", shown=(Shown(0, ("G-0002",)),), focus=("G-0002",), turns=1)
    assert "G-0002" in hear(text, now).rejected


def test_what_is_grown_somewhere_comes_from_there() -> None:
    request = hear("fruit grown in korea", session("en"))
    assert [one.value for one in request.constraints if one.facet == "origin"] == ["국내산"]


@pytest.mark.parametrize(
    ("text", "word", "language"),
    [
        ("파스타 해먹으려는데 면이랑 소스 있어요?", "파스타", "ko"),
        ("카레 만들 건데 고기 추천해 주세요", "카레", "ko"),
        ("we're making curry, any sauce?", "curry", "en"),
    ],
)
def test_what_is_to_be_made_of_them_stays(text: str, word: str, language: Language) -> None:
    heard = hear(text, session(language))
    assert word in f"{heard.query} {' '.join(heard.needs)}".lower()


@pytest.mark.parametrize(
    ("text", "query", "language"),
    [
        ("Ten years married! Which watches do you have? Every man at his firm wears one.", "watches", "en"),
        ("Grandma is paying, so a sofa please.", "sofa", "en"),
        ("The cat knocked ours over. Any vases?", "vases", "en"),
        ("The socket's miles from my bed. A lamp please.", "lamp", "en"),
        ("My mother takes honey in her tea. Which jars of honey do you sell?", "jars of honey", "en"),
        ("신혼집에 우유랑 계란이 없네요, 같이 볼게요", "우유 계란", "ko"),
        ("동호회 때문에 자전거를 육십만원 아래에서 찾고 있어요", "자전거", "ko"),
    ],
)
def test_whole_sentences_beside_a_wish_only_tell(text: str, query: str, language: Language) -> None:
    request = hear(text, session(language))
    assert request.intent in ("search", "recommend")
    assert request.query == query


def test_what_is_told_beside_a_limit_is_not_searched_for() -> None:
    running = replace(session("en"), query="sofa", turns=1)
    request = hear("Grandma is paying, she says up to 500,000 won is fine!", running)
    assert (request.intent, request.query) == ("refine", "sofa")
    assert [(one.facet, one.value) for one in request.constraints] == [("price", 500000)]


def test_a_speaker_within_a_limit_is_looked_for_and_not_asked_about() -> None:
    request = hear("bluetooth speaker for less than 90,000 won?", session("en"))
    assert request.intent == "search"


@pytest.mark.parametrize(
    ("text", "needs", "query", "language"),
    [
        ("just the bag, and make it blue", ("bag for hiking", "water bottle"), "bag for hiking", "en"),
        ("forget the lamps, show me mirrors in gold", ("mirrors", "lamps"), "mirrors", "en"),
        ("와인잔은 됐고 접시만요, 흰색으로", ("와인잔", "접시"), "접시", "ko"),
        ("우유만요", ("우유", "계란"), "우유", "ko"),
    ],
)
def test_some_of_several_needs_are_left(
    text: str, needs: tuple[str, ...], query: str, language: Language
) -> None:
    running = replace(session(language), query=" ".join(needs), needs=needs, turns=1)
    request = hear(text, running)
    assert (request.intent, request.query, request.needs) == ("refine", query, ())
    assert not any(one.op in ("ne", "not_in") for one in request.constraints)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("show me the rest", "en"),
        ("the next few please", "en"),
        ("그 다음 것들은?", "ko"),
        ("이어서 보여줘", "ko"),
    ],
)
def test_the_next_ones_are_more_of_the_same(text: str, language: Language) -> None:
    said = "socks" if language == "en" else "양말"
    shown = (Shown(0, ("ES-010",)),)
    request = hear(text, replace(session(language), query=said, shown=shown, turns=1))
    assert (request.intent, request.query, request.more) == ("refine", said, True)


def test_a_recommendation_of_bedding_is_no_cold_home() -> None:
    assert hear("이불 추천해주세요", session("ko")).wish is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("back to the socks. only in white please", "en"),
        ("다시 양말로 돌아가서 만원 밑으로만 보여줄래?", "ko"),
    ],
)
def test_going_back_with_a_condition_looks_again(text: str, language: Language) -> None:
    request = hear(text, session(language))
    assert request.intent in ("search", "refine")
    assert "socks" in request.query or "양말" in request.query


@pytest.mark.parametrize(
    ("text", "price", "language"),
    [
        ("The landlord will pay, so budget up to 30,000 won please.", 30000, "en"),
        ("오만원 넘으면 집사 파산이에요", 50000, "ko"),
    ],
)
def test_a_limit_of_what_is_looked_for_is_no_other_trade(text: str, price: int, language: Language) -> None:
    request = hear(text, replace(session(language), query="tent", turns=1))
    assert request.intent == "refine"
    assert [(one.op, one.value) for one in request.constraints] == [("le", price)]


def test_goods_and_a_colour_are_no_other_trade() -> None:
    assert hear("sunglasses for the beach, nothing black", session("en")).intent == "search"


def test_goods_called_fancier_set_no_price() -> None:
    running = replace(session("en"), query="butter", shown=(Shown(0, ("G-0103",)),), turns=1)
    assert not hear("French butter would be fancier, show me that instead.", running).constraints
