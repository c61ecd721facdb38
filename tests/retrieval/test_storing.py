"""What is searched is kept between runs, and never trusted further than it agrees with SQL."""

import logging
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.adapters.sql import SqlCatalogue
from assistant.domain.dialogue import Constraint
from assistant.domain.money import Money
from assistant.domain.product import Offer, Product
from assistant.domain.text import Text
from assistant.ports import Embedder
from assistant.retrieval import indexing
from assistant.retrieval.archive import Archive
from assistant.retrieval.names import Chosen, Directory, Names, Postings
from assistant.retrieval.search import Query, Searcher
from assistant.retrieval.state import State
from assistant.retrieval.storing import stored
from tests.retrieval.shelf import PRODUCTS, one, open_shelf
from tests.retrieval.test_indexing import Spelling

ASKED = ("사과", "우유", "kiwi", "주스", "laptop", "노트북 가방", "스니커즈 블랙 250", "견과", "")
BLACK = Constraint("color", "eq", "black", hard=True)
UNDER = Constraint("price", "le", 50_000, hard=True)

texts = st.lists(st.text(st.characters(), max_size=6), max_size=30)


def opened(folder: Path, products: list[Product], embedder: Embedder | None = None) -> Searcher:
    searcher, _ = open_shelf(folder, products, embedder or Spelling(), folder / "lexical")
    return searcher


def closed(searcher: Searcher) -> None:
    searcher._vectors.close()  # type: ignore[attr-defined]


def answers(searcher: Searcher) -> list[list[tuple[str, str]]]:
    queries = [Query(text, "ko", hard, k=50) for text in ASKED for hard in ((), (BLACK,), (UNDER,))]
    return [[(hit.product_id, hit.sku) for hit in searcher.search(query).hits] for query in queries]


def state(searcher: Searcher) -> State:
    assert searcher._state is not None
    return searcher._state


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SqlCatalogue, "every", lambda self: pytest.fail("the whole catalogue was read"))


@given(texts, texts, st.data())
def test_names_are_the_texts_they_were_made_of(
    first: list[str], more: list[str], data: st.DataObject
) -> None:
    names = Names.of(first).plus(more)
    every = [*first, *more]
    assert list(names) == every
    assert [names[at] for at in range(len(names))] == every
    rows = data.draw(st.lists(st.integers(0, len(every) - 1))) if every else []
    assert list(Chosen(names, np.array(rows, dtype=np.int64))) == [every[row] for row in rows]


@given(texts, st.data())
def test_a_directory_finds_what_is_present(every: list[str], data: st.DataObject) -> None:
    once = list(dict.fromkeys(every))
    present = np.array([data.draw(st.booleans()) for _ in once], dtype=np.bool_)
    whole = Names.of(once)
    half = Directory(Names.of(once[: len(once) // 2]), present[: len(once) // 2])
    directory = Directory(whole, present, half.marks)
    expected = {name: at for at, name in enumerate(once) if present[at]}
    assert dict(directory) == expected
    assert [directory.get(name) for name in (*once, "none such")] == [
        expected.get(name) for name in (*once, "none such")
    ]


lists = st.dictionaries(st.text(st.characters(), max_size=4), st.lists(st.integers(0, 99), min_size=1))


@given(lists, lists)
def test_postings_grow_like_a_dictionary_of_lists(
    held: dict[str, list[int]], more: dict[str, list[int]]
) -> None:
    grown = Postings.of(held).plus(more)
    expected = {value: [*held.get(value, []), *more.get(value, [])] for value in (*held, *more)}
    assert {value: rows.tolist() for value, rows in grown.items()} == expected
    assert {value: rows.tolist() for value, rows in Postings(*grown.parts()).items()} == expected


def test_a_new_start_reads_no_product_and_answers_alike(tmp_path: Path, unread: None) -> None:
    with pytest.MonkeyPatch.context() as first_start:
        first_start.undo()
        first_start.setattr(SqlCatalogue, "every", lambda self: iter(sorted(PRODUCTS, key=_id)))
        first = opened(tmp_path, PRODUCTS)
    said, kept = answers(first), stored(state(first))
    closed(first)
    again = opened(tmp_path, PRODUCTS)
    assert answers(again) == said
    restored = stored(state(again))
    assert kept.keys() == restored.keys()
    assert all(
        np.array_equal(kept[name], restored[name], equal_nan=kept[name].dtype.kind == "f") for name in kept
    )


def _id(product: Product) -> str:
    return product.product_id


def test_what_changed_meanwhile_is_laid_over_what_was_kept(tmp_path: Path) -> None:
    first, catalogue = open_shelf(tmp_path / "a", PRODUCTS, Spelling(), tmp_path / "a" / "lexical")
    apple, *rest = PRODUCTS
    cheap = replace(apple.variants[0], offer=Offer(Money(10, "KRW"), availability="in_stock"))
    after = [
        replace(apple, title=Text("햇사과 2kg", "New apples, 2 kg"), variants=(cheap,)),
        *(product for product in rest if product.product_id != "laptop"),
        one("kiwi", "골드 키위 4개", "Gold kiwis", 6_000, apple.category),
    ]
    closed(first)
    first.prepare(after)
    catalogue.publish(after, full=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqlCatalogue, "every", lambda self: pytest.fail("the whole catalogue was read"))
        again = opened(tmp_path / "a", after)
    fresh = opened(tmp_path / "b", after)
    # What counts alike stands in the order of its rows, which is another.
    expected = [set(hits) for hits in answers(fresh)]
    assert [set(hits) for hits in answers(again)] == expected
    assert state(again).counts == state(fresh).counts
    closed(again)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqlCatalogue, "every", lambda self: pytest.fail("the whole catalogue was read"))
        assert [set(hits) for hits in answers(opened(tmp_path / "a", after))] == expected


def test_new_offers_are_followed_at_start(tmp_path: Path) -> None:
    first, catalogue = open_shelf(tmp_path, PRODUCTS, Spelling(), tmp_path / "lexical")
    closed(first)
    catalogue.update_offers({"apple": Offer(Money(7, "KRW"), availability="in_stock")})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqlCatalogue, "every", lambda self: pytest.fail("the whole catalogue was read"))
        again = opened(tmp_path, PRODUCTS)
    row = state(again).columns.row_of["apple"]
    assert state(again).columns.numbers["price"][row] == 7


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _torn(path: Path) -> None:
    held = bytearray(path.read_bytes())
    held[-9] ^= 0xFF
    path.write_bytes(held)


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [_cut, _torn, _emptied, lambda path: path.write_bytes(b"\xff" * 99)])
def test_a_damaged_file_is_read_as_nothing(
    tmp_path: Path, damage: object, caplog: pytest.LogCaptureFixture
) -> None:
    first = opened(tmp_path, PRODUCTS)
    said = answers(first)
    closed(first)
    damage(tmp_path / "vectors" / "searched")  # type: ignore[operator]
    again = opened(tmp_path, PRODUCTS)
    assert answers(again) == said
    assert "does not hold what was written" in caplog.text


def _words_changed(searcher: Searcher) -> None:
    searcher._indexer._lexical.replace((), ["apple"])  # a publish that got no further


def _vectors_changed(searcher: Searcher) -> None:
    searcher._vectors.delete(sorted(searcher._vectors.ids())[:1])


@pytest.mark.parametrize("crash", [_words_changed, _vectors_changed])
def test_indexes_that_went_on_alone_are_healed(
    tmp_path: Path, crash: object, caplog: pytest.LogCaptureFixture
) -> None:
    first = opened(tmp_path, PRODUCTS)
    said = answers(first)
    crash(first)  # type: ignore[operator]
    closed(first)
    with caplog.at_level(logging.INFO):
        again = opened(tmp_path, PRODUCTS)
    assert "reading SQL" in caplog.text
    assert answers(again) == said
    assert len(again._vectors.ids()) == len(set(_hashes(state(again))))


def _hashes(held: State) -> Iterable[str]:
    return (held.documents.row_of.name(row) for row in held.documents.of.tolist())


def test_another_program_reads_sql(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    closed(opened(tmp_path, PRODUCTS))
    monkeypatch.setattr(indexing, "_made", lambda: "a later version")
    with caplog.at_level(logging.INFO):
        opened(tmp_path, PRODUCTS)
    assert "of other made" in caplog.text


@pytest.mark.parametrize("missing", ["version", "made", "lexical", "vectors", "rows", "hashes"])
def test_a_file_that_tells_less_of_itself_is_made_anew(tmp_path: Path, missing: str) -> None:
    first = opened(tmp_path, PRODUCTS)
    said = answers(first)
    closed(first)
    archive = Archive(tmp_path / "vectors" / "searched")
    about, arrays = archive.load() or ({}, {})
    archive.save({name: value for name, value in about.items() if name != missing}, arrays)
    assert answers(opened(tmp_path, PRODUCTS)) == said
    assert (archive.load() or ({}, {}))[0] == about


def test_an_older_copy_of_the_database_is_not_answered_from_a_newer_file(tmp_path: Path) -> None:
    first, catalogue = open_shelf(tmp_path, PRODUCTS, Spelling(), tmp_path / "lexical")
    older = (tmp_path / "vectors" / "searched").read_bytes()
    dear = {"apple": Offer(Money(99_000, "KRW"), availability="in_stock")}
    catalogue.update_offers(dear)
    catalogue.publish(PRODUCTS[:-1], full=True)
    first.refresh()
    assert (tmp_path / "vectors" / "searched").read_bytes() != older
    closed(first)
    for file in tmp_path.glob("shop.sqlite3*"):
        file.unlink()
    again = opened(tmp_path, PRODUCTS)
    assert len(state(again).row_of) == len(PRODUCTS)
    assert state(again).columns.version == 1


def test_a_folder_that_cannot_be_written_keeps_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    archive = Archive(tmp_path / "file" / "searched")
    archive.save({}, {"a": np.arange(3)})
    assert archive.load() is None
    assert "cannot be kept" in caplog.text


def test_what_was_kept_stays_readable_under_a_newer_file(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "searched")
    archive.save({"version": 1}, {"a": np.arange(1_000), "none": np.empty((0, 2), np.float32)})
    about, arrays = archive.load() or ({}, {})
    archive.save({"version": 2}, {"a": np.zeros(1_000)})
    assert (tmp_path / "searched").stat().st_mode & 0o077 == 0, "a shop's goods are its own"
    assert about == {"version": 1}
    assert arrays["a"].tolist() == list(range(1_000))
    assert arrays["none"].shape == (0, 2)
