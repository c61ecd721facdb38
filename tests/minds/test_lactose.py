"""A shopper who does not digest lactose is offered milk made for them first, and told what it is."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.minds.conftest import Say
from tests.seen import cards, reply, said, skus
from tests.selling import selling

FREE, GENTLE, PLAIN, SOY = "M1", "M2", "M3", "M4"
_ROWS = (
    (FREE, "새벽 락토프리 우유 900ml", "Dawn lactose-free milk, 900 ml", "우유"),
    (GENTLE, "새벽 소화가 잘되는 우유 900ml", "Dawn easy-to-digest milk, 900 ml", "우유"),
    (PLAIN, "새벽 우유 900ml", "Dawn milk, 900 ml", "우유"),
    (SOY, "새벽 두유 900ml", "Dawn soy milk, 900 ml", "대두"),
)
KO = {"told": "유당불내증이 있어요", "wish": "우유 보여줘", "allergy": "우유 알레르기가 있어요"}
EN = {"told": "I'm lactose intolerant", "wish": "show me milk", "allergy": "I'm allergic to milk"}
MAY_KO, MAY_EN = "유당불내증인데 이거 마셔도 돼요?", "can I drink this with lactose intolerance?"
LANGUAGES = pytest.mark.parametrize(("language", "words"), [("ko", KO), ("en", EN)])


@pytest.fixture(scope="module")
def dairy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    rows = [
        {
            "id": sku,
            "title_ko": ko,
            "title_en": en,
            "category": "식품 > 유제품 > 우유" if sku != SOY else "식품 > 음료 > 두유",
            "price": "3000",
            "currency": "KRW",
            "quantity": "9",
            "allergens": label,
        }
        for sku, ko, en, label in _ROWS
    ]
    with selling(rows, tmp_path_factory.mktemp("dairy")) as shop:
        yield shop


def talk(shop: Assistant, language: str, *turns: str) -> list[list[dict[str, object]]]:
    opened = shop.open_session(language="ko" if language == "ko" else "en")
    return [said(shop, opened.session.session_id, words) for words in turns]


@LANGUAGES
def test_milk_made_for_them_is_shown_and_said_to_be(
    dairy: Assistant, language: str, words: dict[str, str]
) -> None:
    *_, events = talk(dairy, language, words["told"], words["wish"])
    assert {FREE, GENTLE} <= set(skus(events))
    assert PLAIN not in skus(events)
    said_free = "락토프리로 표시된" if language == "ko" else "labelled lactose-free"
    assert said_free in reply(events)
    assert ("포장에서 확인" if language == "ko" else "on the package how much") in reply(events)


@LANGUAGES
def test_an_allergy_keeps_it_away_whatever_else_is_told(
    dairy: Assistant, language: str, words: dict[str, str]
) -> None:
    """The control."""
    for told in ([words["allergy"]], [words["told"], words["allergy"]], [words["allergy"], words["told"]]):
        *_, events = talk(dairy, language, *told, words["wish"])
        assert not {FREE, GENTLE, PLAIN} & set(skus(events))


@LANGUAGES
def test_told_halfway_it_holds_from_then_on(dairy: Assistant, language: str, words: dict[str, str]) -> None:
    before, _, after = talk(dairy, language, words["wish"], words["told"], words["wish"])
    assert PLAIN in skus(before)
    assert PLAIN not in skus(after)
    assert FREE in skus(after)


@pytest.mark.parametrize(
    ("language", "add", "refused"),
    [("ko", "새벽 우유 900ml 담아줘", "유당"), ("en", "add the Dawn milk, 900 ml", "lactose")],
)
def test_plain_milk_goes_into_no_cart_unasked(
    dairy: Assistant, language: str, add: str, refused: str
) -> None:
    words = KO if language == "ko" else EN
    session_id = dairy.open_session(language="ko" if language == "ko" else "en").session.session_id
    for turn in (words["wish"], words["told"]):
        said(dairy, session_id, turn)
    assert refused in reply(said(dairy, session_id, add))
    assert not dairy.cart(session_id).lines


@pytest.mark.parametrize(
    ("language", "add", "told"),
    [
        ("ko", "락토프리 우유 하나 담아줘", "포장에서 확인"),
        ("en", "add the lactose-free milk to my cart", "on the package how much"),
    ],
)
def test_less_lactose_is_not_sold_as_none(say: Say, language: str, add: str, told: str) -> None:
    assert told in reply(say(language)(add))


@pytest.mark.parametrize(
    ("language", "look", "ask", "answer"),
    [
        ("ko", "락토프리 우유 900ml 보여줘", MAY_KO, "락토프리로 표시된"),
        ("ko", "새벽 우유 900ml 보여줘", "이거 락토프리예요?", "락토프리인지는 표시되어 있지 않아요"),
        ("ko", "새벽 두유 900ml 보여줘", MAY_KO, "우유가 들어 있지 않다고 표시"),
        ("en", "Dawn lactose-free milk, 900 ml", MAY_EN, "labelled lactose-free"),
        ("en", "Dawn easy-to-digest milk, 900 ml", "is it lactose free?", "does not say whether it is"),
        ("en", "Dawn soy milk, 900 ml", MAY_EN, "labelled without milk"),
    ],
)
def test_the_question_is_answered_from_the_record(
    dairy: Assistant, language: str, look: str, ask: str, answer: str
) -> None:
    *_, events = talk(dairy, language, look, ask)
    assert answer in reply(events)


@pytest.mark.parametrize(
    ("language", "yes", "show", "forget", "named"),
    [
        ("ko", "네", "내 정보 보여줘", "유당불내증 지워줘", "유당불내증"),
        ("en", "yes", "what do you know about me?", "forget my lactose intolerance", "lactose intolerance"),
    ],
)
def test_it_is_kept_after_a_yes_shown_and_forgotten(
    say: Say, language: str, yes: str, show: str, forget: str, named: str
) -> None:
    turn, words = say(language), KO if language == "ko" else EN
    for told in (words["told"], yes, show, forget):
        assert named in reply(turn(told))
    assert len(skus(turn(words["wish"]))) > 1


@LANGUAGES
def test_nothing_is_kept_without_a_yes(say: Say, language: str, words: dict[str, str]) -> None:
    turn = say(language)
    turn(words["told"])
    turn("아니요" if language == "ko" else "no")
    shown = reply(turn("내 정보 보여줘" if language == "ko" else "what do you know about me?"))
    assert "유당" not in shown
    assert "lactose" not in shown
    assert skus(turn(words["wish"])) == ["G-0133"], "it still holds for this conversation"


@LANGUAGES
def test_traces_and_unknown_labels_are_said(say: Say, language: str, words: dict[str, str]) -> None:
    turn = say(language)
    turn(words["told"])
    events = turn("베이글 보여줘" if language == "ko" else "show me bagels")
    shown = cards(events)
    traces = [one for one in shown if "milk" in one["allergens"]["may_contain"]]
    unknown = [one for one in shown if one["allergens"]["status"] == "unknown"]
    assert traces
    assert unknown
    assert not [one for one in shown if "milk" in one["allergens"]["contains"]]
    assert ("조금 섞였을 수" if language == "ko" else "traces of milk") in reply(events)
    assert ("확인되지 않아요" if language == "ko" else "not confirmed") in reply(events)
