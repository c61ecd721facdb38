"""What every LexicalIndex must do: tantivy in memory and in a folder."""

from pathlib import Path

import pytest

from assistant.adapters.lexical import TantivyIndex
from assistant.ports import Form, LexicalDocument, LexicalIndex, Matches

FIELDS = ("title", "kind")
WEIGHTS = {"title": 1.0, "kind": 0.5}


def say(*tokens: str) -> Form:
    return Form(tuple((token, 1.0) for token in tokens), whole=True)


@pytest.fixture(params=["memory", "folder"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> LexicalIndex:
    return TantivyIndex(None if request.param == "memory" else tmp_path / "lexical", FIELDS)


@pytest.fixture
def filled(index: LexicalIndex) -> LexicalIndex:
    index.replace(
        [
            LexicalDocument("apple", {"title": "w:apple w:red", "kind": "w:fruit"}, "m1", b"\x00\xff"),
            LexicalDocument("juice", {"title": "w:apple w:juice", "kind": "w:drink"}),
            LexicalDocument("상품 1", {"title": "g:사과 g:과주", "kind": "w:drink"}),
        ]
    )
    return index


def names(index: LexicalIndex, found: Matches) -> list[str]:
    held = {kept.at: kept.document_id for kept in index.kept()}
    return [held[int(at)] for at in found.places]


def ids(index: LexicalIndex) -> set[str]:
    return {kept.document_id for kept in index.kept()}


def test_an_empty_index_finds_nothing(index: LexicalIndex) -> None:
    assert not len(index.snapshot().top({"w:apple": 1.0}, WEIGHTS, 5).places)
    assert ids(index) == set()
    assert index.snapshot().holding([say("w:apple")], FIELDS) == 0
    assert index.snapshot().frequency("w:apple", FIELDS) == (0, 0)


def test_tokens_add_up_and_the_best_comes_first(filled: LexicalIndex) -> None:
    found = filled.snapshot().top({"w:apple": 1.0, "w:juice": 1.0}, WEIGHTS, 5)
    assert names(filled, found) == ["juice", "apple"]
    assert found.scores[0] > found.scores[1] > 0
    assert not len(filled.snapshot().top({"w:none": 1.0}, WEIGHTS, 5).places)
    assert not len(filled.snapshot().top({}, WEIGHTS, 5).places)


def test_weights_of_tokens_and_fields_scale_scores(filled: LexicalIndex) -> None:
    (title,) = filled.snapshot().top({"w:red": 1.0}, {"title": 1.0}, 5).scores
    assert filled.snapshot().top({"w:red": 1.0}, {"title": 2.0}, 5).scores[0] == pytest.approx(2 * title)
    assert filled.snapshot().top({"w:red": 0.5}, {"title": 1.0}, 5).scores[0] == pytest.approx(title / 2)
    both = filled.snapshot().top({"w:drink": 1.0}, WEIGHTS, 5)
    assert set(names(filled, both)) == {"juice", "상품 1"}


def test_a_form_is_held_where_all_its_tokens_are(filled: LexicalIndex) -> None:
    assert filled.snapshot().holding([say("w:apple")], FIELDS) == 2
    assert filled.snapshot().holding([say("w:apple", "w:juice")], FIELDS) == 1
    assert filled.snapshot().holding([say("w:apple", "w:drink")], FIELDS) == 1, "each in any of the fields"
    assert filled.snapshot().holding([say("w:apple", "w:drink")], ("title",)) == 0
    assert filled.snapshot().holding([say("w:red"), say("g:사과")], FIELDS) == 2
    assert filled.snapshot().holding([], FIELDS) == 0
    assert filled.snapshot().frequency("w:apple", FIELDS) == (2, 0)
    assert filled.snapshot().frequency("w:drink", FIELDS) == (0, 2)


def test_replace_and_delete_are_seen_at_once(filled: LexicalIndex) -> None:
    before = {kept.at for kept in filled.kept()}
    placed = filled.replace([LexicalDocument("apple", {"title": "w:pear"})], deleted=["juice"])
    assert ids(filled) == {"apple", "상품 1"}
    assert placed.keys() == {"apple"}
    assert not before & set(placed.values()), "a new text is a new place"
    assert not len(filled.snapshot().top({"w:apple": 1.0}, WEIGHTS, 5).places)
    assert names(filled, filled.snapshot().top({"w:pear": 1.0}, WEIGHTS, 5)) == ["apple"]
    then = filled.snapshot()
    filled.clear()
    assert ids(filled) == set()
    assert len(then.top({"w:pear": 1.0}, WEIGHTS, 5).places) == 1, "a snapshot stays as it was"


def test_the_mark_follows_every_change(filled: LexicalIndex) -> None:
    marks = [filled.mark()]
    assert filled.mark() == marks[0]
    filled.replace([LexicalDocument("apple", {"title": "w:pear"})])
    marks.append(filled.mark())
    filled.replace((), ["juice"])
    marks.append(filled.mark())
    filled.clear()
    marks.append(filled.mark())
    assert len(set(marks)) == len(marks)


def test_k_limits_and_what_was_kept_comes_back(filled: LexicalIndex) -> None:
    assert len(filled.snapshot().top({"w:apple": 1.0}, WEIGHTS, 1).places) == 1
    assert names(filled, filled.snapshot().top({"g:사과": 1.0}, WEIGHTS, 5)) == ["상품 1"]
    kept = {one.document_id: one for one in filled.kept()}
    assert kept.keys() == {"apple", "juice", "상품 1"}
    assert (kept["apple"].mark, kept["apple"].kept) == ("m1", b"\x00\xff")
    assert (kept["juice"].mark, kept["juice"].kept) == ("", b"")


def test_a_folder_keeps_its_documents_and_a_foreign_one_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "lexical"
    first = TantivyIndex(folder, FIELDS)
    first.replace([LexicalDocument("a", {"title": "w:x"})])
    del first
    mark = TantivyIndex(folder, FIELDS).mark()
    kept = TantivyIndex(folder, FIELDS)
    assert ids(kept) == {"a"}
    assert kept.mark() == mark, "the same folder, the same mark"
    placed = kept.replace([LexicalDocument("b", {"title": "w:y"})])
    assert placed == {"b": 1}, "places go on after those in the folder"
    del kept
    assert ids(TantivyIndex(folder, (*FIELDS, "more"))) == set()
