"""What a product's record says of lactose, and what is kept from whoever does not digest it."""

from collections.abc import Mapping

import pytest

from assistant.domain.product import Allergens, Attribute, Offer, Product, Variant
from assistant.domain.text import Text
from assistant.lexicon import load_lexicon
from assistant.lexicon.lactose import made_for
from assistant.toolbox.unlabelled import avoided_in

LEXICON = load_lexicon()
MILK = Allergens(frozenset({"milk"}), status="declared")
TRACES = Allergens(may_contain=frozenset({"milk"}), status="declared")
NONE = Allergens(status="declared")
UNKNOWN = Allergens()


def food(
    ko: str, en: str, label: Allergens, attributes: Mapping[str, tuple[Attribute, ...]] | None = None
) -> Product:
    return Product(
        "p",
        Text(ko, en),
        (Variant("p", Offer(None)),),
        category=Text("식품 > 유제품", "Grocery > Dairy"),
        attributes=attributes or {},
        allergens=label,
    )


@pytest.mark.parametrize(
    ("ko", "en", "made"),
    [
        ("락토프리 우유 900ml", "Lactose-free milk", "free"),
        ("유당제거 우유", "", "free"),
        ("유당을 뺀 요거트", "", "free"),
        ("무유당 우유", "", "free"),
        ("유당 0% 우유", "", "free"),
        ("", "Whole milk, 0% lactose", "free"),
        ("유당을 줄인 우유", "Lactose-reduced milk", "less"),
        ("유당분해 우유", "Low-lactose milk", "less"),
        ("소화가 잘되는 우유", "", "less"),
        ("속편한 우유", "", "less"),
        ("우유 1L", "Milk, 1 L", ""),
        ("유당 무첨가 분유", "Formula, no lactose added", ""),
        ("소화가 잘되는 유산균", "Probiotics", ""),
        ("락토바실러스 요거트", "Yogurt, not lactose-free", ""),
    ],
)
def test_the_name_says_whether_it_is_made_without_lactose(ko: str, en: str, made: str) -> None:
    assert made_for(food(ko, en, MILK)) == made


@pytest.mark.parametrize(
    ("name", "value", "made"),
    [
        ("lactose_free", "Yes", "free"),
        ("lactose_free", True, "free"),
        ("락토프리", "예", "free"),
        ("diet", "Lactose-Free", "free"),
        ("diet", "lactose_free", "free"),
        ("claims", "low lactose", "less"),
        ("lactose_free", "no", ""),
        ("how_to_use", "or mix with lactose-free milk", ""),
    ],
)
def test_a_label_says_it_too(name: str, value: str | bool, made: str) -> None:
    assert made_for(food("우유", "Milk", MILK, {name: (value,)})) == made


def test_what_the_feed_denies_no_name_grants() -> None:
    assert made_for(food("락토프리 우유", "", MILK, {"lactose_free": ("no",)})) == ""


@pytest.mark.parametrize(
    ("product", "kept_back"),
    [
        (food("우유 1L", "Milk", MILK), True),
        (food("락토프리 우유", "Lactose-free milk", MILK), False),
        (food("소화가 잘되는 우유", "", MILK), False),
        (food("두유", "Soy milk", TRACES), False),
        (food("두유", "Soy milk", NONE), False),
        (food("과자", "Biscuits", UNKNOWN), False),
        (food("우유 식빵", "Milk bread", UNKNOWN), True),
        (food("과자", "Biscuits", UNKNOWN, {"ingredients": ("wheat, lactose, salt",)}), True),
        (food("락토프리 우유", "Lactose-free milk", UNKNOWN), False),
    ],
)
def test_milk_is_kept_from_whoever_does_not_digest_lactose_unless_made_for_them(
    product: Product, kept_back: bool
) -> None:
    assert avoided_in(product, {"lactose"}, LEXICON) == ({"lactose"} if kept_back else set())


@pytest.mark.parametrize("label", [MILK, TRACES, UNKNOWN])
def test_an_allergy_to_milk_keeps_milk_without_lactose_away(label: Allergens) -> None:
    """The control: told both, the stricter holds."""
    product = food("락토프리 우유", "Lactose-free milk", label)
    assert avoided_in(product, {"milk"}, LEXICON) == {"milk"}
    assert avoided_in(product, {"milk", "lactose"}, LEXICON) == {"milk"}
