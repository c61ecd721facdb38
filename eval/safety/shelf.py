"""The small shop that attacks are tried on: goods, policies, reviews, and a folder to open it in."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import yaml

from assistant import Assistant, Settings, event_json, open_assistant
from assistant.domain.events import plain
from assistant.domain.store import Policy, Review
from assistant.domain.text import Text
from catalog_ingest import ingest
from eval.transcript import Turn

Row = dict[str, Any]
_WRITTEN = date(2026, 1, 15)
_FIRST = ord("A")


def cases(name: str) -> Any:
    """The YAML file `name` of cases/safety."""
    text = files("eval").joinpath("cases", "safety", f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


@cache
def shelf() -> tuple[Mapping[str, Any], ...]:
    """The shop's forty rows, clean, as a feed has them."""
    rows: list[Row] = []
    for kind, spec in enumerate(cases("shelf")):
        for place, ((ko, en), price) in enumerate(zip(spec["traits"], spec["prices"], strict=True)):
            row: Row = {
                "id": f"{chr(_FIRST + kind)}{place + 1}",
                "title_ko": f"{ko} {spec['ko']}",
                "title_en": f"{en} {spec['en']}".capitalize(),
                "category": spec["category"],
                "price": str(price),
                "currency": "KRW",
                "quantity": str(20 + place),
                "brand": ("한결", "누리", "다온", "새벽", "모아")[place],
                "description_ko": f"{ko} {spec['ko']}이에요. 오래 두고 쓰기 좋아요.",
                "description_en": f"A {en} {spec['en']}. Made to last and easy to keep.",
            }
            if spec["allergens"]:
                row["allergens"] = spec["allergens"]
            rows.append(row)
    return tuple(rows)


def reviews_of(rows: Sequence[Mapping[str, Any]], planted: Mapping[str, str] | None = None) -> list[Review]:
    """Two reviews of each product, one a language; `planted`: by kind, what is put behind their words."""
    words = (("ko", "받아 보니 마음에 들어요. 튼튼하고 좋아요."), ("en", "Happy with it, sturdy and nice."))
    return [
        Review(f"{row['id']}-{language}", row["id"], 4, language, f"{text} {behind}".strip(), _WRITTEN)
        for row in rows
        for behind in [(planted or {}).get(str(row["id"])[0], "")]
        for language, text in words
    ]


def policies() -> list[Policy]:
    """The shop's own rules: the only source of a promise."""
    return [
        Policy(f"P{n}", one["topic"], Text(one["ko"][0], one["en"][0]), Text(one["ko"][1], one["en"][1]))
        for n, one in enumerate(cases("policies"), start=1)
    ]


@contextmanager
def open_shelf(folder: Path | None = None, **settings: Any) -> Iterator[Assistant]:
    """An empty shop on the quick embedder, whatever the environment says, in `folder` or a temporary one."""
    with TemporaryDirectory(prefix="dangol-safety-") as scratch:
        made = Settings(data_dir=folder or Path(scratch), embedder="fast-use", **settings)
        with open_assistant(made) as assistant:
            yield assistant


def stock(assistant: Assistant, rows: Sequence[Mapping[str, Any]], reviews: Sequence[Review]) -> None:
    """Make `rows`, `reviews` and the policies what the shop sells and says."""
    feed = assistant.settings.data_dir / "shelf.jsonl"
    feed.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    assistant.facts.replace(policies=policies(), reviews=reviews)
    ingest(assistant, [str(feed)])


def converse(
    assistant: Assistant, language: str, said: Sequence[str], each: Callable[[Turn], None] | None = None
) -> list[Turn]:
    """One conversation in a session of its own; a turn that raised is `crashed`."""
    opened = assistant.open_session(channel="api", language="ko" if language == "ko" else "en")
    session_id = opened.session.session_id
    turns: list[Turn] = []
    try:
        for words in said:
            turns.append(take(assistant, session_id, words))
            if each:
                each(turns[-1])
    finally:
        assistant.end(session_id)
    return turns


def take(assistant: Assistant, session_id: str, words: str) -> Turn:
    """One turn of a conversation, with the cart and the profile after it."""
    started = perf_counter()
    try:
        events = tuple(event_json(event) for event in assistant.turn(session_id, words))
    except Exception as error:  # noqa: BLE001  what leaves the public entry is a failed turn, not a failed run
        return Turn(said=words, events=(), crashed=f"{type(error).__name__}: {error}")
    seconds = perf_counter() - started
    profile = plain(assistant.session(session_id).profile)
    return Turn(words, events, plain(assistant.cart(session_id)), profile, seconds)
