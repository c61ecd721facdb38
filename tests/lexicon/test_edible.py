"""Whose label counts: what is eaten, drunk or put on the skin, and whatever nobody can place."""

import pytest

from assistant.lexicon import load_lexicon
from assistant.lexicon.edible import is_labelled

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("paths", "labelled"),
    [
        (("식품 > 과자", "Food > Cookies"), True),
        (("Beauty > Bath & Skin Care",), True),
        (("Personal Care > Hand Wash",), True),
        (("원예·꽃 > 식물·화분", "Garden > Plants & Planters"), False),
        (("원예·꽃 > 식물·화분",), False),
        (("Garden > Plants & Planters",), False),
        (("Fashion > Apparel > Socks",), False),
        (("Home Decor > Lighting & Candles",), False),
        (("smartphones",), False),
        (("건강식품 > 화분",), True),
        (("차",), True),
        (("Seasonal > Halloween",), True),
        (("듣도 보도 못한 것",), True),
        (("", ""), True),
        ((), True),
    ],
)
def test_the_category_tells_and_in_doubt_the_label_counts(paths: tuple[str, ...], labelled: bool) -> None:
    assert is_labelled(paths, LEXICON) is labelled
