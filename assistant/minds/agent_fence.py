"""What a model reads of ours: data, compact, capped, and marked so that nothing in it passes for an order."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

LONGEST_TEXT = 400
MOST_ITEMS = 20
LONGEST_RESULT = 8_000

_MARKERS = re.compile(
    r"<\s*/?\s*(?:data|system|assistant|user|human|tool|im_start|im_end|instructions?|s)\b[^>]{0,40}>?"
    r"|<\|[^|>]{0,40}\|>|\[/?(?:INST|SYS|system|assistant|user)\]|<</?SYS>>|```+|#{3,}"
    r"|(?:^|\n)\s*(?:system|assistant|user|human|tool|developer)\s*:",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")


def clean(text: str, longest: int = LONGEST_TEXT) -> str:
    """`text` in NFKC on one line, without control and invisible characters or forged turn markers, cut to
    `longest` characters."""
    normal = unicodedata.normalize("NFKC", text)
    seen = "".join(char for char in normal if char == "\n" or unicodedata.category(char)[0] != "C")
    while (stripped := _MARKERS.sub(" ", seen)) != seen:
        seen = stripped
    line = _SPACES.sub(" ", seen).strip()
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def fenced(value: object) -> str:
    """`value` as compact JSON inside one <data> element, every text in it cleaned. A result over
    LONGEST_RESULT characters loses items from the end of its longest list until it fits."""
    data = _cleaned(value)
    text = _json(data)
    while len(text) > LONGEST_RESULT and (longest := _longest_list(data)):
        longest.pop()
        text = _json(data)
    return f"<data>{text[:LONGEST_RESULT]}</data>"


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _cleaned(value: object) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {
            clean(str(key), 60): _cleaned(item)
            for key, item in value.items()
            if item not in (None, "", [], ())
        }
    if isinstance(value, Sequence | frozenset | set):
        items = sorted(value) if isinstance(value, frozenset | set) else list(value)
        return [_cleaned(item) for item in items[:MOST_ITEMS]]
    return value


def _longest_list(data: Any) -> list[Any] | None:
    found: list[list[Any]] = []

    def walk(node: Any) -> None:
        if isinstance(node, list):
            if node:
                found.append(node)
            for item in node:
                walk(item)
        elif isinstance(node, dict):
            for item in node.values():
                walk(item)

    walk(data)
    return max(found, key=lambda items: len(_json(items)), default=None)
