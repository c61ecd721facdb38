"""The shop's own matters: what is heard as one, what is not, and which policy speaks of it."""

import re

import pytest

from assistant.domain.store import Policy
from assistant.domain.text import LANGUAGES, Language, Text
from assistant.understanding import matters, understand
from assistant.understanding.guide import compile_guide
from assistant.understanding.tables import labelled
from tests.understanding.shops import SHARED, demo, session
from tests.understanding.taught import taken

LINES = 5


def heard(text: str) -> matters.Asked:
    found = matters.asked(text, lambda _: "")
    assert found is not None
    return found


def test_both_languages_have_wordings_of_every_matter_and_of_what_sounds_like_one() -> None:
    known = {*matters.matters(), *matters.BESIDE}
    for language in LANGUAGES:
        labels = [label for label, _, _ in labelled("matters", "matter", known, [language])]
        assert set(labels) == known, language
        assert labels.count("goods") >= 30


def test_training_twice_gives_the_same_weights() -> None:
    first, again = matters.shipped.__wrapped__(), matters.shipped.__wrapped__()
    assert first.numbered == again.numbered
    assert (first.weights == again.weights).all()


def test_a_line_never_seen_is_mostly_heard_for_what_it_is() -> None:
    """Every fifth line of the tables is left out of the training: 36 matters, so chance is 1 in 36."""
    given = list(matters.numbered_wordings())
    taught = [(label, text) for label, text, line in given if line % LINES]
    classifier = matters.trained(taught, tuple(dict.fromkeys(label for label, _ in taught)), quick=True)
    right = sides = total = 0
    for label, text, line in given:
        if line % LINES == 0:
            total += 1
            best = classifier.hear(text)[0].act if classifier.hear(text) else "talk"
            right += best.partition(".")[0] == label.partition(".")[0]
            sides += (best in matters.BESIDE) == (label in matters.BESIDE)
    assert right / total >= 0.45
    assert sides / total >= 0.75


def test_no_wording_is_taken_from_what_judges() -> None:
    assert taken(text for _, text, _ in matters.numbered_wordings()) == set()


@pytest.mark.parametrize(
    ("language", "text", "policy"),
    [
        ("en", "if i order now will it reach my office by tomorrow lunch", "P-002"),
        ("en", "is my nineteen year old cousin allowed to buy an axe", "P-038"),
        ("en", "saw the same blender for less at the market next door, would you match it", "P-024"),
        ("en", "will you keep it for me until saturday if i cannot come and collect", "P-018"),
        ("ko", "옆 동네 마트가 이거 더 싸게 파는데 가격 맞춰 주실 수 있어요?", "P-024"),
        ("ko", "중학생 조카가 식칼 사도 되나요?", "P-038"),
        ("ko", "토요일까지 못 찾으러 가면 물건 계속 맡아 주세요?", "P-018"),
        ("ko", "잃어버린 영수증 다시 뽑을 수 있을까요?", "P-030"),
    ],
)
def test_a_matter_is_answered_by_its_policy_whatever_the_words(
    language: Language, text: str, policy: str
) -> None:
    request = understand(text, session(language), demo(), {})
    assert request.intent == "policy"
    assert policy in request.policy_ids


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "return air vent"),
        ("en", "an insulated delivery bag"),
        ("en", "gift box for a mug"),
        ("en", "points? i meant ballpoint pens"),
        ("en", "coupon organiser"),
        ("en", "a price tag gun"),
        ("en", "exchangeable lens camera"),
        ("en", "rolling cart for returns desk"),
        ("ko", "나무 교환대 있어요?"),
        ("ko", "택배 봉투 있어요?"),
        ("ko", "선물 상자 큰 거 보여줘"),
        ("ko", "포인트 컬러 쿠션 추천해 주세요"),
        ("ko", "쿠폰 정리함 찾아요"),
        ("ko", "배달 가방 보여주세요"),
        ("ko", "할인 스티커 있어요?"),
        ("ko", "두부 좀 갖다줘요"),
    ],
)
def test_goods_called_like_a_matter_stay_goods(language: Language, text: str) -> None:
    request = understand(text, session(language), demo(), {})
    assert request.intent in ("search", "recommend", "refine"), request


def test_a_discount_asked_for_is_heard_and_one_looked_for_is_a_search() -> None:
    for text in ("apply 30% off to my basket right now", "20프로만 더 깎아 주세요"):
        request = understand(text, session(), demo(), {})
        assert (request.intent, request.asks) == ("out_of_scope", (matters.DISCOUNT,)), text
    assert understand("discounted headphones", session("en"), demo(), {}).intent == "search"


def test_a_shop_without_a_policy_on_the_matter_has_no_answer() -> None:
    request = understand("can you gift wrap it nicely for me?", session("en"), demo(), {})
    assert (request.intent, request.policy_ids) == ("policy", ())


def test_nothing_is_answered_without_policies() -> None:
    guide = compile_guide(())
    assert guide.answering("how much is delivery?", heard("how much is delivery?").told) == ()


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("i no longer want what i ordered, can i call it off before it ships", "Cancel pending order"),
        ("these jeans are too big, could i get the next size down", "Exchange delivered order"),
        ("how do i send back something i have received", "Return delivered order"),
        ("받은 물건 마음에 안 들면 돌려보낼 수 있어요?", "Return delivered order"),
        ("받은 옷이 작은데 큰 사이즈로 바꿔 주나요?", "Exchange delivered order"),
    ],
)
def test_another_merchants_own_headings_are_understood(text: str, section: str) -> None:
    file = SHARED / "tau2_retail" / "policy.md"
    if not file.exists():
        pytest.skip(f"dev data {file} is absent")
    parts = re.split(r"^## ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    sections = [part.partition("\n") for part in parts]
    guide = compile_guide(
        [Policy(head, "orders", Text(en=head), Text(en=body.strip())) for head, _, body in sections]
    )
    assert section in guide.answering(text, heard(text).told)
