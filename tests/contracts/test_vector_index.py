"""What every VectorIndex must do: Chroma in a folder and Chroma behind `chroma run`."""

import logging
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.chroma import ChromaIndex
from assistant.ports import Vectors

Open = Callable[..., ChromaIndex]
DIMENSION = 8


def _vectors(n: int, seed: int = 1) -> Vectors:
    rows = np.random.default_rng(seed).normal(size=(n, DIMENSION)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("chroma-server")
    binary = Path(sys.executable).parent / "chroma"
    process = subprocess.Popen(
        [binary, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(150):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        else:
            pytest.fail("chroma run did not open its port")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(params=["folder", "server"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    return tmp_path / "chroma" if request.param == "folder" else request.getfixturevalue("server")


@pytest.fixture
def index(where: Path | str) -> Iterator[ChromaIndex]:
    opened = ChromaIndex(where, "test-embedder", DIMENSION)
    yield opened
    opened.clear()
    opened.close()


def test_an_empty_index_has_no_neighbours(index: ChromaIndex) -> None:
    assert index.nearest(_vectors(1)[0], 5) == []
    assert index.ids() == set()
    assert index.count() == 0
    index.delete(["never-there"])


def test_neighbours_come_best_first_with_their_cosine(index: ChromaIndex) -> None:
    vectors = _vectors(50)
    index.upsert([f"p{at}" for at in range(50)], vectors)
    assert index.count() == 50
    found = index.nearest(vectors[7], 10)
    exact = vectors @ vectors[7]
    assert found[0][0] == "p7"
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert all(score == pytest.approx(exact[int(name[1:])], abs=1e-4) for name, score in found)


def test_upsert_replaces_and_delete_removes(index: ChromaIndex) -> None:
    vectors = _vectors(3)
    index.upsert(["a", "b"], vectors[:2])
    index.upsert(["a"], vectors[2:])
    assert index.nearest(vectors[2], 1)[0][0] == "a"
    index.delete(["a"])
    assert index.ids() == {"b"}
    assert [name for name, _ in index.nearest(vectors[2], 5)] == ["b"]


def test_any_product_id_comes_back_unchanged(index: ChromaIndex) -> None:
    ids = ["상품 1", "a/b", "x" * 900, "~tilde", " ", "한글\n줄", "L-0001"]
    index.upsert(ids, _vectors(len(ids)))
    assert index.ids() == set(ids)
    assert {name for name, _ in index.nearest(_vectors(1)[0], 10)} == set(ids)


def test_more_than_one_batch_goes_in_and_out(index: ChromaIndex) -> None:
    ids = [f"p{at}" for at in range(6_100)]
    index.upsert(ids, _vectors(len(ids)))
    assert index.ids() == set(ids)
    index.delete(ids[:6_000])
    assert index.ids() == set(ids[6_000:])


def test_another_embedders_collection_is_thrown_away(
    where: Path | str, index: ChromaIndex, caplog: pytest.LogCaptureFixture
) -> None:
    index.upsert(["a"], _vectors(1))
    again = ChromaIndex(where, "test-embedder", DIMENSION)
    assert again.ids() == {"a"}
    again.close()
    with caplog.at_level(logging.WARNING):
        other = ChromaIndex(where, "another-embedder", DIMENSION)
    assert other.ids() == set()
    assert "made anew" in caplog.text
    index._collection = other._collection
    other.close()


def test_a_damaged_folder_is_made_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = tmp_path / "chroma"
    code = (
        "import numpy as np; from pathlib import Path; from assistant.adapters.chroma import ChromaIndex\n"
        f"index = ChromaIndex(Path({str(folder)!r}), 'test-embedder', 8)\n"
        "index.upsert(['a'], np.ones((1, 8), dtype=np.float32))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
    (folder / "chroma.sqlite3").write_bytes(b"not a database at all" * 500)
    with caplog.at_level(logging.WARNING):
        index = ChromaIndex(folder, "test-embedder", 8)
    assert "making it anew" in caplog.text
    assert index.ids() == set()
    index.upsert(["b"], np.ones((1, 8), dtype=np.float32))
    assert index.nearest(np.ones(8, dtype=np.float32), 1)[0][0] == "b"
    index.close()
