"""A thing asked for by what it does, and what only sounds like it."""

import pytest

from assistant.lexicon.unnamed import is_unnamed


@pytest.mark.parametrize(
    "said",
    [
        "감자 껍질 깎는 거 있나요",
        "책상에 컵 자국 안 남게 밑에 까는 거요",
        "대신 마실 만한 거 있을까요",
        "something to carry my water on the bike",
        "the cat keeps scratching the sofa, what would help?",
        "what do people use to get pet hair off clothes?",
    ],
)
def test_a_thing_is_told_by_its_use(said: str) -> None:
    assert is_unnamed(said)


@pytest.mark.parametrize(
    "said",
    [
        "더 싼 거 있어요?",
        "가방 중에 노트북 들어가는 거 있나요",
        "여름에 신을 만한 신발 보여주세요",
        "제일 잘 팔리는 거 보여줘",
        "주말에 캠핑 갈 거예요",
        "i need a bag to carry my laptop",
        "anything in black?",
        "something to go with it",
    ],
)
def test_goods_named_are_not_told_by_their_use(said: str) -> None:
    assert not is_unnamed(said)
