"""Many searches in one run: queries from a JSONL file, a ranked run in a TSV file."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import Assistant
from assistant.domain.text import LANGUAGES, Language
from assistant.errors import BadRequest


@dataclass(frozen=True, slots=True)
class RunQuery:
    qid: str
    text: str
    language: Language | None


def run(assistant: Assistant, queries: Path, out: Path, k: int, progress: Callable[[int, int], None]) -> int:
    """Search every query of the JSONL file `queries`; write `out` as qid, sku, rank (from 1) and score,
    tab-separated, best first. `out` appears whole or not at all. How many queries; BadRequest names a bad
    line, and an `out` that cannot be written."""
    asked = list(read_queries(queries))
    part = out.with_name(f"{out.name}.part")
    try:
        file = part.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise BadRequest(
            f"{out} cannot be written ({error.strerror}); name a file in a folder that is yours"
        ) from error
    with file:
        for done, query in enumerate(asked, 1):
            found = assistant.search(query.text, language=query.language, k=k, deep=True)
            for rank, (card, score) in enumerate(zip(found.cards, found.scores, strict=True), 1):
                file.write(f"{query.qid}\t{card.sku}\t{rank}\t{float(score):.6f}\n")
            progress(done, len(asked))
    part.replace(out)
    return len(asked)


def read_queries(path: Path) -> Iterator[RunQuery]:
    """The queries of a JSONL file, blank lines skipped; BadRequest names file, line and remedy."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadRequest(f"{path} cannot be read as UTF-8 text ({error}); name a JSONL file") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _query(f"{path}:{number}", line)


def _query(where: str, line: str) -> RunQuery:
    try:
        row: Any = json.loads(line)
    except ValueError as error:
        raise BadRequest(f'{where} is not JSON; write {{"qid": ..., "text": ...}}') from error
    if not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in ("qid", "text")):
        raise BadRequest(f'{where} needs "qid" and "text" as strings')
    if set(row["qid"]) & set("\t\r\n") or not row["qid"]:
        raise BadRequest(f"{where}: qid {row['qid']!r} is empty or holds a tab or a line break")
    language = next((known for known in LANGUAGES if known == row.get("lang")), None)
    if row.get("lang") not in (None, "", *LANGUAGES):
        raise BadRequest(f"{where}: lang {row['lang']!r} is not known; write ko or en, or leave it out")
    return RunQuery(row["qid"], row["text"], language)
