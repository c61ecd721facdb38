"""Shops of other merchants' catalogues: kept between runs, and never behind their feeds."""

import json
from pathlib import Path

import pytest

from eval import catalogues
from eval.catalogues import open_catalogue


def test_a_kept_shop_follows_its_feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "_folder", lambda: tmp_path)
    feed = tmp_path / "dummyjson" / "products.jsonl"
    feed.parent.mkdir()
    held = []
    for title in ("Red lamp", "Blue lamp"):
        feed.write_text(json.dumps({"sku": "A", "title": title, "price": 9.99}) + "\n", encoding="utf-8")
        with open_catalogue("dummyjson", tmp_path / "kept") as assistant:
            held.append(assistant.product("A", "en").card.title)
    assert held == ["Red lamp", "Blue lamp"]
