"""Arithmetic over goods and numbers named in one sentence, on the demo shop."""

import pytest

from tests.minds.conftest import Say
from tests.seen import reply


@pytest.mark.parametrize(
    ("language", "ask", "figure"),
    [
        ("ko", "우유 1L 3개랑 식빵 2개면 얼마야?", "14,000"),
        ("ko", "우유 1L 두 개 얼마야?", "6,000"),
        ("ko", "우유 두 개하고 식빵 하나 합계 알려줘", "8,500"),
        ("ko", "사과 3개 배 2개 얼마?", "31,300"),
        ("en", "how much are 3 cartons of milk and 2 loaves of bread", "14,000"),
        ("en", "price of two baguettes", "10,400"),
        ("en", "what's 4 tubes plus a pump come to", "55,300"),
        ("ko", "우유 5개를 4명이 나누면 얼마씩이야?", "3,750"),
    ],
)
def test_goods_are_counted_as_often_as_is_said(say: Say, language: str, ask: str, figure: str) -> None:
    assert figure in reply(say(language)(ask))


def test_the_number_on_a_pack_is_no_count(say: Say) -> None:
    assert "6,000" in reply(say("ko")("달걀 30개 얼마야?"))


def test_a_place_and_a_count_are_added_up(say: Say) -> None:
    turn = say("ko")
    turn("우유 보여줘")
    assert "14,970" in reply(turn("두 번째 거 세 개면?"))


@pytest.mark.parametrize(
    ("language", "turns"),
    [
        ("ko", ("헬멧 10만원 이하로 보여줘", "첫 번째 담아줘", "예산 얼마 남았어?")),
        ("ko", ("헬멧 10만원 이하로 보여줘", "첫 번째 담아줘", "얼마 남았어?")),
        ("en", ("helmets under 100,000 won", "add the first one", "how much is left of my budget?")),
    ],
)
def test_what_the_cart_leaves_of_the_budget(say: Say, language: str, turns: tuple[str, ...]) -> None:
    turn = say(language)
    said = [reply(turn(words)) for words in turns]
    assert "52,800" in said[-1]


@pytest.mark.parametrize(
    ("language", "ask", "gap"),
    [
        ("ko", "찌개용 앞다리 600그램이랑 구이용 목살 600그램이랑 값 차이가 얼마나 나나요", "8,040"),
        ("ko", "구이용 목살이 찌개용 앞다리보다 얼마나 더 비싸요?", "8,040"),
        ("en", "how much extra does the pork neck cost compared with the pork shoulder for stew", "8,040"),
    ],
)
def test_how_much_more_one_costs_than_the_other(say: Say, language: str, ask: str, gap: str) -> None:
    turn = say(language)
    turn("한돈 600g")
    assert gap in reply(turn(ask))


def test_what_is_told_first_names_nothing_to_add_up(say: Say) -> None:
    said = reply(say("en")("I'm having apples for a party, so how much are two baguettes and one milk 1L?"))
    assert "10,400" in said
    assert "pple" not in said
