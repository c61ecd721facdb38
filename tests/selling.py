"""A shop that sells a few products: the feed a test writes, ingested and open for conversation."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant import Assistant, Settings, open_assistant
from catalog_ingest import ingest

Row = Mapping[str, object]


def feed_of(rows: Sequence[Row], folder: Path) -> Path:
    """The rows as a JSONL feed in `folder`, under the headers of a generic table."""
    feed = folder / "feed.jsonl"
    feed.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return feed


@contextmanager
def selling(rows: Sequence[Row], folder: Path, **settings: str) -> Iterator[Assistant]:
    """A shop of these rows in `folder`, under the fast embedder. settings: any others, by name."""
    chosen = Settings(data_dir=folder / "data", embedder="fast-use", **settings)
    with open_assistant(chosen) as assistant:
        ingest(assistant, [str(feed_of(rows, folder))])
        yield assistant
