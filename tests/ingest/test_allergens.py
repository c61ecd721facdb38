"""Allergen declarations: read completely or not trusted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.allergen import ALLERGENS
from catalog_ingest.allergens import allergens


@pytest.mark.parametrize(
    ("text", "contains", "may"),
    [
        ("우유, 대두", {"milk", "soybean"}, set()),
        ("우유·대두·밀 함유", {"milk", "soybean", "wheat"}, set()),
        ("알류(가금류), 조개류(굴, 전복, 홍합 포함), 생선(기타)", {"egg", "shellfish", "fish_other"}, set()),
        ("Milk; eggs and Wheat (gluten)", {"milk", "egg", "wheat"}, set()),
        ("견과류(호두, 잣)", {"tree_nut", "walnut", "pine_nut"}, set()),
        ("견과류(기타)", {"tree_nut"}, set()),
        ("tree nuts", {"tree_nut", "walnut", "pine_nut"}, set()),
        ("Fish", {"fish_other", "mackerel"}, set()),
        ("shellfish", {"crab", "shrimp", "shellfish"}, set()),
        ("Contains: Milk. May contain peanuts, sesame.", {"milk"}, {"peanut", "sesame"}),
        (
            "밀. 본 제품은 메밀, 땅콩을 사용한 제품과 같은 제조시설에서 제조하고 있습니다.",
            {"wheat"},
            {"buckwheat", "peanut"},
        ),
        ("없음", set(), set()),
        (["en:milk", "en:soybeans"], {"milk", "soybean"}, set()),
        (
            "난류,우유,메밀,땅콩,대두,밀,고등어,게,새우,돼지고기,복숭아,토마토,아황산류,호두,닭고기,쇠고기,오징어,조개류,잣",
            set(ALLERGENS) - {"tree_nut", "fish_other", "sesame"},
            set(),
        ),
    ],
)
def test_declared(text: object, contains: set[str], may: set[str]) -> None:
    found, strange = allergens(text, None, None)
    assert found.contains == contains
    assert found.may_contain == may
    assert found.status == "declared"
    assert not strange


@pytest.mark.parametrize(
    ("contains", "may", "status", "kept"),
    [
        ("", "", "", set()),
        (None, None, None, set()),
        ("None", "", "", set()),
        ("", "땅콩", "", set()),
        ("may contain peanuts", "", "", set()),
        ("우유", "", "N", {"milk"}),
        ("", "", "미확인", set()),
        ("미확인", "", "", set()),
        ("우유, 낙지", "", "Y", {"milk"}),
        ("milk, lupin", "", "", {"milk"}),
        ("우유, 견과류(호두, 무언가)", "", "Y", {"milk"}),
        ("땅콩 미함유", "", "Y", set()),
        ("nut-free", "", "", set()),
    ],
)
def test_not_trusted(contains: str, may: str, status: str, kept: set[str]) -> None:
    found, _ = allergens(contains, may, status)
    assert found.status == "unknown"
    assert found.contains == kept


def test_the_strange_word_is_kept() -> None:
    assert allergens("우유, 낙지", "", "Y")[1] == ("낙지",)


WORDS = {
    "우유": "milk",
    "땅콩": "peanut",
    "밀": "wheat",
    "호두": "walnut",
    "sesame": "sesame",
    "Crab": "crab",
}


@given(
    st.lists(st.sampled_from(sorted(WORDS)), min_size=1),
    st.sampled_from([",", ", ", "; ", "/", "|", "·", "、"]),
)
def test_no_known_word_is_ever_lost(words: list[str], mark: str) -> None:
    found, _ = allergens(mark.join(words), None, None)
    assert found.contains == {WORDS[word] for word in words}


@given(st.text(st.characters(categories=["Ll", "Lo"]), min_size=1, max_size=12))
def test_a_word_is_known_or_makes_the_declaration_unknown(word: str) -> None:
    """The control: a declaration is never complete while a word in it means nothing to us."""
    found, strange = allergens(f"우유, {word}", None, "Y")
    assert "milk" in found.contains
    assert found.status == "unknown" or not strange
