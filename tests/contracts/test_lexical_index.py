"""What every LexicalIndex must do: tantivy in memory and in a folder."""

from pathlib import Path

import pytest

from assistant.adapters.lexical import TantivyIndex
from assistant.ports import Form

FIELDS = ("title", "kind")
WEIGHTS = {"title": 1.0, "kind": 0.5}


def say(*tokens: str, weight: float = 1.0, whole: bool = False) -> Form:
    return Form(tuple((token, 1.0) for token in tokens), weight, whole)


@pytest.fixture(params=["memory", "folder"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> TantivyIndex:
    return TantivyIndex(None if request.param == "memory" else tmp_path / "lexical", FIELDS)


@pytest.fixture
def filled(index: TantivyIndex) -> TantivyIndex:
    index.replace(
        [
            ("apple", {"title": "w:apple w:red", "kind": "w:fruit"}),
            ("juice", {"title": "w:apple w:juice", "kind": "w:drink"}),
            ("상품 1", {"title": "g:사과 g:과주", "kind": "w:drink"}),
        ]
    )
    return index


def names(found: list[tuple[str, float]]) -> list[str]:
    return [name for name, _ in found]


def test_an_empty_index_finds_nothing(index: TantivyIndex) -> None:
    assert index.search([[say("w:apple")]], WEIGHTS, 5) == []
    assert index.ids() == set()


def test_parts_add_up_and_the_best_comes_first(filled: TantivyIndex) -> None:
    found = filled.search([[say("w:apple")], [say("w:juice")]], WEIGHTS, 5)
    assert names(found) == ["juice", "apple"]
    assert found[0][1] > found[1][1] > 0
    assert filled.search([[say("w:none")]], WEIGHTS, 5) == []
    assert filled.search([], WEIGHTS, 5) == []


def test_of_the_forms_of_one_part_the_best_counts_once(filled: TantivyIndex) -> None:
    alone = dict(filled.search([[say("w:red")]], WEIGHTS, 5))
    both = dict(filled.search([[say("w:red"), say("w:apple", weight=0.1)]], WEIGHTS, 5))
    assert both["apple"] == pytest.approx(alone["apple"])


def test_a_whole_form_needs_every_token(filled: TantivyIndex) -> None:
    assert names(filled.search([[say("w:apple", "w:juice", whole=True)]], WEIGHTS, 5)) == ["juice"]
    assert set(names(filled.search([[say("w:apple", "w:juice")]], WEIGHTS, 5))) == {"apple", "juice"}


def test_field_weights_and_form_weights_scale_scores(filled: TantivyIndex) -> None:
    title = dict(filled.search([[say("w:red")]], {"title": 1.0}, 5))["apple"]
    assert dict(filled.search([[say("w:red")]], {"title": 2.0}, 5))["apple"] == pytest.approx(2 * title)
    assert dict(filled.search([[say("w:red", weight=0.5)]], {"title": 1.0}, 5))["apple"] == pytest.approx(
        title / 2
    )


def test_replace_and_delete_are_seen_at_once(filled: TantivyIndex) -> None:
    filled.replace([("apple", {"title": "w:pear"})], deleted=["juice"])
    assert filled.ids() == {"apple", "상품 1"}
    assert filled.search([[say("w:apple")]], WEIGHTS, 5) == []
    assert names(filled.search([[say("w:pear")]], WEIGHTS, 5)) == ["apple"]
    filled.clear()
    assert filled.ids() == set()


def test_k_limits_and_ids_come_back_unchanged(filled: TantivyIndex) -> None:
    assert len(filled.search([[say("w:apple")]], WEIGHTS, 1)) == 1
    assert names(filled.search([[say("g:사과")]], WEIGHTS, 5)) == ["상품 1"]
    assert filled.ids() == {"apple", "juice", "상품 1"}


def test_a_folder_keeps_its_documents_and_a_foreign_one_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "lexical"
    first = TantivyIndex(folder, FIELDS)
    first.replace([("a", {"title": "w:x"})])
    del first
    kept = TantivyIndex(folder, FIELDS)
    assert kept.ids() == {"a"}
    del kept
    assert TantivyIndex(folder, (*FIELDS, "more")).ids() == set()
