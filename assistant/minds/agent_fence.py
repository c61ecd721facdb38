"""What a model reads of ours: data, compact, capped, and marked so that nothing in it passes for an order."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

LONGEST_TEXT = 400
MOST_ITEMS = 20
LONGEST_RESULT = 8_000

# Seen by no reader yet of no control category: fillers, joiners, selectors, the blank of Braille.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# Letters and brackets that read as another, one for one, so that a place in one text is a place in the other.
_PAIRS = (
    "аa еe оo рp сc ţt хx уy іi јj ѕs ԁd һh ԛq ԝw вb кk мm нh тt АA ВB ЕE КK МM НH ОO РP СC ТT ХX УY ІI ЈJ ЅS"
    " αa οo ρp νv ιi κk τt υu χx ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ɡg ıi ℓl"
    " ‹< 〈< 《< ⟨< ❮< ❰< ˂< ᐸ< ›> 〉> 》> ⟩> ❯> ❱> ˃> ᐳ> ∣| ǀ| │| ┃| ❘| ∶: ː: ꞉: ׃: 【[ 〔[ ⁅[ 】] 〕] ⁆]"
)
_ALIKE = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})
_ROLES = (
    "system|assistant|user|human|tool|developer|function|model|ai"
    "|시스템|사용자|어시스턴트|도우미|개발자|관리자|손님|도구"
)
_MARKERS = re.compile(
    rf"<\s*/?\s*(?:data|{_ROLES}|im_start|im_end|instructions?|prompt|message|tool_\w+|function_\w+|s)\b[^>]{{0,40}}>?"
    rf"|<\|[^|>]{{0,40}}\|>|\[\s*/?\s*(?:inst|sys|{_ROLES}|instructions?|지시|안내)\s*\]|<<\s*/?\s*sys\s*>>|```+|~~~+|#{{3,}}"
    rf"|(?:^|[\n.!?。\"'\])>*_-])\s*(?:{_ROLES})\s*(?:message|prompt|메시지|프롬프트)?\s*[*_]*:",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")


def clean(text: str, longest: int = LONGEST_TEXT) -> str:
    """`text` in NFKC on one line, without control and invisible characters or forged turn markers (in
    look-alike letters too), cut to `longest` characters. Encoded text (base64, %20) stays: it is data."""
    normal = unicodedata.normalize("NFKC", _UNSEEN.sub("", text[: 8 * longest]))
    seen = "".join(
        " " if char in "\t\r\v\f" else char
        for char in _UNSEEN.sub("", normal)
        if char.isspace() or unicodedata.category(char)[0] != "C"
    )
    while (stripped := _without_markers(seen)) != seen:
        seen = stripped
    line = _SPACES.sub(" ", seen).strip()
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _without_markers(text: str) -> str:
    spans = [match.span() for match in _MARKERS.finditer(text.translate(_ALIKE))]
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return text


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
