"""Which words of a message are wanted, turned down or told beside; the shipped model is of its tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.lexicon.shipped import digest
from assistant.understanding.acts import as_read
from assistant.understanding.role_lessons import Role, lessons, made_of, told, unmarked
from assistant.understanding.roles import roles, turned_down
from tests.understanding.taught import taken


def test_the_model_shipped_is_of_the_tables_shipped() -> None:
    assert made_of().read_text("utf-8").strip() == digest(told()), "run python -m eval.role_model"


def likeliest(low: str) -> dict[str, Role]:
    return {one.run.text: max(one.likely, key=lambda role: one.likely[role]) for one in roles(low)}


@pytest.mark.parametrize(
    ("low", "word", "role"),
    [
        ("my kettle leaks all over the counter, so i need a glass teapot", "teapot", "wanted"),
        ("my kettle leaks all over the counter, so i need a glass teapot", "counter", "beside"),
        ("purple would be a dream", "purple", "wanted"),
        ("my wife insists on at least 55 inches though", "insists", "beside"),
        ("green doesn't suit me at all, show me navy", "green", "refused"),
        ("green doesn't suit me at all, show me navy", "navy", "wanted"),
        ("주전자가 새서 부엌이 물바다예요. 유리 찻주전자 있어요?", "찻주전자", "wanted"),
        ("주전자가 새서 부엌이 물바다예요. 유리 찻주전자 있어요?", "물바다예요", "beside"),
        ("초록보다는 남색이 낫겠어요", "남색이", "wanted"),
        ("체크무늬는 아내가 질색해서요 민무늬로 보여주세요", "체크무늬는", "refused"),
    ],
)
def test_a_word_is_what_it_is_to_the_wish(low: str, word: str, role: Role) -> None:
    assert likeliest(low)[word] == role


@pytest.mark.parametrize(
    "low", ["is there a red one?", "빨간색은요?", "only red ones", "red is nicer", "빨강이 낫네요"]
)
def test_what_is_asked_for_or_called_better_is_not_turned_down(low: str) -> None:
    assert not turned_down(low, roles(low))


PLAIN_KO = "{} 거 담아줘|{} 거 주세요|{} 걸로 할게요|{} 건 얼마예요|{} 것도 보여줘|그럼 {} 거요"
PLAIN_EN = (
    "the {} one please|add the {} one|show me {} ones|two of the {} ones|{} for me|how much is the {} one"
)
VALUES_KO = "빨간|파란|하얀|까만|검은|초록|큰|작은|면|나무|가죽|유리|매운|달콤한|무선|접이식|긴"
VALUES_EN = "red|blue|white|black|large|small|cotton|wooden|leather|glass|spicy|sweet|light|long"


@pytest.mark.parametrize(("plain", "values"), [(PLAIN_KO, VALUES_KO), (PLAIN_EN, VALUES_EN)])
def test_what_is_plainly_wanted_is_never_turned_down(plain: str, values: str) -> None:
    said = [pattern.format(value) for pattern in plain.split("|") for value in values.split("|")]
    assert [low for low in said if turned_down(low, roles(low))] == []


@pytest.mark.parametrize(
    "low", ["빨간 건 빼고요", "나무 건 무거워서 싫어요", "not the red ones", "not the leather ones"]
)
def test_what_is_shortly_turned_down_is(low: str) -> None:
    assert turned_down(low, roles(low))


@pytest.mark.parametrize(
    "low", ["the red mug for 12,000 won, not the blue one", "1,200,000원 이하 노트북, 삼성 말고요"]
)
def test_a_word_stands_where_it_is_said_to(low: str) -> None:
    assert all(low[one.run.start : one.run.end] == one.run.text for one in roles(low))


def test_a_message_without_words_has_no_roles() -> None:
    assert roles("?!") == () == roles("")


@given(st.text(max_size=120))
def test_every_word_of_any_text_is_likely_something(text: str) -> None:
    for one in roles(text.lower()):
        assert sum(one.likely.values()) == pytest.approx(1.0, abs=1e-3)


def test_marks_are_taken_off() -> None:
    text, held = unmarked("a {red mug}, not <blue>, for [tea]")
    assert text == "a red mug, not blue, for tea"
    assert (held[2], held[15], held[-1], held[0]) == ("wanted", "refused", "purpose", "beside")


@pytest.mark.parametrize("line", ["a {red mug", "a red} mug", "{a <b>}"])
def test_a_mark_left_open_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="mark"):
        unmarked(line)


def test_no_lesson_is_taken_from_what_judges() -> None:
    assert taken(as_read(low) for low, _, _ in lessons()) == set()


def test_every_lesson_has_a_role_a_word() -> None:
    assert all(len(runs) == len(wanted) for _, runs, wanted in lessons())
