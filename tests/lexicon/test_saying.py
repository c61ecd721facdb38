"""Values and category names in the reader's language, whichever the merchant wrote them in."""

import pytest

from assistant.domain.text import Language
from assistant.lexicon import load_lexicon
from assistant.lexicon.saying import category_said, said

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("facet", "value", "language", "expected"),
    [
        ("condition", "new", "ko", "새 상품"),
        ("gender", "unisex", "ko", "남녀 공용"),
        ("material", "cotton blend", "ko", "면 혼방"),
        ("material", "leather, metal", "ko", "가죽, 금속"),
        ("fill", "goose down", "ko", "거위털"),
        ("style", "winter, outdoor", "ko", "겨울, 야외"),
        ("origin", "Peru", "ko", "페루산"),
        ("origin", "국내산", "en", "Korea"),
        ("origin", "페루산", "en", "Peru"),
        ("storage", "냉장", "en", "refrigerated"),
        ("색상", "검정", "en", "black"),
    ],
)
def test_a_value_is_said_in_the_language_of_its_reader(
    facet: str, value: str, language: Language, expected: str
) -> None:
    assert said(facet, value, language, LEXICON) == expected


@pytest.mark.parametrize(
    ("facet", "value", "language"),
    [
        ("size", "M", "ko"),
        ("brand", "Levi's", "ko"),
        ("grade", "ML", "ko"),
        ("lining", "GORE-TEX", "ko"),
        ("construction", "kernmantle", "ko"),
        ("net_content", "500 g", "ko"),
        ("material", "leather and unobtainium", "ko"),
        ("condition", "new", "en"),
        ("origin", "국내산", "ko"),
        ("origin", "어딘가", "en"),
        ("material", "", "ko"),
    ],
)
def test_codes_names_unknown_words_and_words_of_that_language_stay(
    facet: str, value: str, language: Language
) -> None:
    assert said(facet, value, language, LEXICON) == value


@pytest.mark.parametrize(
    ("path", "language", "expected"),
    [
        ("식품 > 베이커리 > 식빵·식사빵", "en", "Grocery > Bakery > Loaf bread & dinner bread"),
        ("식품 > 과일 > 사과·배", "en", "Grocery > Fruit > Apples & pears"),
        ("Electronics > Headphones", "ko", "전자제품 > 헤드폰"),
        ("Sports > Outdoor > Tents", "ko", "스포츠 > 아웃도어 > 텐트"),
        ("Kitchen > Tableware", "en", "Kitchen > Tableware"),
        ("듣도 보도 못한 > 우유", "en", "듣도 보도 못한 > Milk"),
        ("", "en", ""),
    ],
)
def test_a_category_is_said_step_by_step(path: str, language: Language, expected: str) -> None:
    assert category_said(path, language, LEXICON) == expected
