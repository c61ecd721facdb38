"""What is said of orders and which goods count as one, over a small shop with little stock."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from assistant import Assistant, Settings, event_json, open_assistant
from catalog_ingest import ingest

ROWS = [
    {"id": "S1", "title": "감자칩", "title_en": "Potato chips", "price": 2000, "options": {"flavor": "양파"},
     "category": "식품 > 과자", "quantity": 3},
    {"id": "S2", "title": "감자칩", "title_en": "Potato chips", "price": 2000, "options": {"flavor": "치즈"},
     "category": "식품 > 과자"},
    {"id": "T1", "title": "면 티셔츠", "title_en": "Cotton T-shirt", "price": 9000, "color": "블랙",
     "size": "M", "category": "패션 > 티셔츠"},
    {"id": "T2", "title": "면 티셔츠", "title_en": "Cotton T-shirt", "price": 9000, "color": "블랙",
     "size": "L", "category": "패션 > 티셔츠"},
    {"id": "C1", "title": "콜라 1.25L", "title_en": "Cola 1.25 L", "price": 3000,
     "category": "식품 > 생수·음료", "quantity": 9},
    *(
        {"id": f"G{n}-{who}", "title": f"{name} 러닝 장갑", "title_en": f"{name} running gloves",
         "price": 20000 + 100 * n + age, "category": "스포츠 > 러닝 장갑", "gender": who}
        for n, name in ((1, "Alto"), (2, "Basso")) for age, who in enumerate(("남성", "여성", "아동"))
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("variety")
    feed = folder / "feed.jsonl"
    feed.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), encoding="utf-8")
    with open_assistant(Settings(data_dir=folder / "data", embedder="fast-use")) as assistant:
        ingest(assistant, [str(feed)])
        yield assistant


def said(shop: Assistant, turns: Sequence[str]) -> list[dict[str, Any]]:
    """The events of the last turn."""
    session_id = shop.open_session().session.session_id
    for words in turns:
        events = [event_json(event) for event in shop.turn(session_id, words)]
    return events


def cards(events: Sequence[dict[str, Any]]) -> list[str]:
    return [card["sku"] for one in events if one["type"] == "products" for card in one["items"]]


@pytest.mark.parametrize("words", ["감자칩", "potato chips"])
def test_flavours_are_told_apart_and_sizes_are_not(shop: Assistant, words: str) -> None:
    assert {"S1", "S2"} <= set(cards(said(shop, [words])))
    assert len({"T1", "T2"} & set(cards(said(shop, ["면 티셔츠"])))) == 1


@pytest.mark.parametrize("words", ["면 티셔츠", "cotton t-shirt"])
def test_as_many_are_announced_as_are_shown(shop: Assistant, words: str) -> None:
    found = next(one for one in said(shop, [words]) if one["type"] == "products")
    assert found["total"] == len(found["items"]) == 1


@pytest.mark.parametrize(
    ("turns", "reply"),
    [
        (["콜라", "첫번째 두 개 담아줘"], "2"),
        (["cola", "add 2 of the first one"], "2"),
        (["감자칩 양파맛", "첫번째 5개 담아줘"], "3"),
        (["콜라", "첫번째 하나 담아줘", "감자칩 양파맛", "콜라는 빼고 감자칩 두 개 담아줘"], "2"),
    ],
)
def test_the_number_said_is_the_number_put_in(shop: Assistant, turns: list[str], reply: str) -> None:
    events = said(shop, turns)
    assert f"{reply}개" in events[-1]["text"] or f" {reply} " in events[-1]["text"], events[-1]["text"]


def test_nothing_more_goes_in_than_there_is_and_none_is_claimed(shop: Assistant) -> None:
    """The first order takes all there are: the second puts nothing in, and says so alone."""
    first = said(shop, ["감자칩 양파맛", "첫번째 3개 담아줘"])
    again = said(shop, ["감자칩 양파맛", "첫번째 3개 담아줘", "첫번째 2개 더 담아줘"])
    added = first[-1]["text"].split(".")[0]
    assert added not in again[-1]["text"]
    assert [one["cart"]["lines"][0]["quantity"] for one in again if one["type"] == "cart"] in ([3], [])


@pytest.mark.parametrize("words", ["러닝 장갑", "running gloves"])
def test_who_it_is_for_may_be_said_in_korean(shop: Assistant, words: str) -> None:
    """The feed says 남성, 여성 and 아동: the question is the same as for men, women and kids."""
    choices = [one["items"] for one in said(shop, [words]) if one["type"] == "suggestions"]
    assert [len(one) for one in choices] == [3]
