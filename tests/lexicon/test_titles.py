"""What titles say beside the name, and what they must not be read to say."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.lexicon import load_lexicon
from assistant.lexicon.amounts import amount
from assistant.lexicon.title_amounts import FACETS, amounts_in
from assistant.lexicon.titles import TitleReader

LEXICON = load_lexicon()
READER = TitleReader(LEXICON)


def read(title: str, *types: str) -> Mapping[str, tuple[str, ...]]:
    return READER.read(title, [LEXICON.of(name)[0] for name in types])


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("고농축 세탁세제 3L 4개", {"capacity": "3l", "pack_count": "4개"}),
        ("laundry detergent 3 L, 4 pcs", {"capacity": "3l", "pack_count": "4pcs"}),
        ("쌀 10kg x 2", {"weight": "10kg", "pack_count": "2개"}),
        ("3겹 화장지 30m 30롤", {"length": "30m", "rolls": "30롤"}),
        ("toilet paper, 30 rolls", {"rolls": "30rolls"}),
        ("27인치 모니터 144Hz", {"diagonal": "27인치", "refresh_rate": "144hz"}),
        ("27-inch monitor", {"diagonal": "27inch"}),
        ("4인용 텐트", {"persons": "4인용"}),
    ],
)
def test_amounts_are_read(title: str, said: Mapping[str, str]) -> None:
    assert amounts_in(title) == said


@pytest.mark.parametrize(
    "title",
    [
        "방충망 100cmx10cm",
        "10 x 15 cm photo frame",
        "갤럭시 S24 5G",
        "2 in 1 cable",
        "건전지 500g 1kg 선택",
        "12~16kg 아동용",
        "비타민 1000mg",
        "모델 A5B",
    ],
)
def test_what_is_no_single_amount_is_not_read_as_one(title: str) -> None:
    assert amounts_in(title) == {}


@given(
    st.decimals(min_value=1, max_value=5_000, places=1),
    st.sampled_from(["g", "kg", "ml", "l", "롤", "gb", "킬로"]),
    st.sampled_from(["{} 상자", "신상 {}", "box of {}", "[{}]", "({}) 특가"]),
)
def test_any_amount_is_read_as_written(number: object, unit: str, frame: str) -> None:
    stated = amount(f"{number}{unit}")
    assert stated is not None
    found = amounts_in(frame.format(f"{number}{unit}"))
    assert [amount(written) for written in found.values()] == [stated]
    assert set(found) == {FACETS[stated.dimension]}


@given(st.text(max_size=80))
def test_any_text_can_be_read_and_what_is_read_can_be_kept(title: str) -> None:
    for facet, values in READER.read(title, ()).items():
        assert values
        assert all(isinstance(value, str) and value for value in values)
        assert facet not in ("diet", "allergen", "vegan", "gluten_free")


def test_properties_in_both_languages() -> None:
    assert read("남성 가죽 장갑 블랙", "장갑") == {
        "gender": ("남성",), "material": ("가죽",), "color": ("블랙",)
    }  # fmt: skip
    assert read("Men's leather gloves dark brown", "장갑") == {
        "gender": ("men's",), "material": ("leather",), "color": ("dark brown",)
    }  # fmt: skip
    assert read("러닝화 250mm", "운동화")["size"] == ("250",)
    assert read("Cotton t-shirt XL", "티셔츠")["size"] == ("XL",)


def test_food_has_no_colour_and_plugs_no_gender() -> None:
    assert "color" not in read("레드 파프리카", "파프리카")
    assert "color" not in read("orange juice", "오렌지주스")
    assert "color" not in read("오렌지 향초")
    assert "gender" not in read("HDMI adapter male to female")
    assert "size" not in read("갤럭시 S 케이스", "휴대폰 케이스")
