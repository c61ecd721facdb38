"""Through the assistant: what was read off a title finds the product and is never told as its record."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Action, Assistant, Settings, event_json, open_assistant
from assistant.domain.dialogue import Constraint
from catalog_ingest import ingest

FEED = """id,title,color,price
told,캔버스 백팩,블랙,30000
bare,나일론 백팩 블랙,,40000
other,나일론 백팩 화이트,,35000
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("inferred")
    (folder / "bags.csv").write_text(FEED, encoding="utf-8")
    settings = Settings(data_dir=folder / "data", embedder="fast-use", currency="KRW")
    with open_assistant(settings) as assistant:
        ingest(assistant, [str(folder / "bags.csv")])
        yield assistant


def test_a_filter_finds_declared_and_inferred_values(shop: Assistant) -> None:
    found = shop.search("백팩", language="ko", constraints=[Constraint("color", "eq", "black")])
    assert {card.sku for card in found.cards} == {"told", "bare"}


@pytest.mark.parametrize("sku", ["bare", "other"])
def test_no_claim_is_made_of_what_was_inferred(shop: Assistant, sku: str) -> None:
    answer = shop.product(sku, "ko")
    assert answer.product.inferred["color"]
    assert not answer.card.options
    assert not [claim for claim in answer.claims if claim.field in answer.product.inferred]


def test_a_comparison_says_not_stated(shop: Assistant) -> None:
    opened = shop.open_session(channel="web", language="ko")
    session = opened.session.session_id
    list(shop.turn(session, "백팩 보여줘"))
    events = [
        event_json(event) for event in shop.turn(session, Action(type="compare", skus=("told", "bare")))
    ]
    rows = [row for event in events for row in event.get("rows", ()) if "블랙" in row["values"]]
    assert [row["values"].count("블랙") for row in rows] == [1]
