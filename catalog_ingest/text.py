"""Feed text made plain: one Unicode form, no markup, and the language slot a wording belongs to."""

import html
import re
import unicodedata
from typing import Any

from assistant.domain.text import Text
from catalog_ingest.item import BadValue

_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_BROKEN = re.compile("[\ufffd\ud800-\udfff]|\x00")
# Windows-1252 marks that slipped through as control characters (™ as 0x99), read as browsers read them.
_WINDOWS = {code: mark for code in range(0x80, 0xA0) if (mark := bytes([code]).decode("cp1252", "ignore"))}
_TAG = re.compile(
    r"</?(?:a|abbr|article|b|big|blockquote|br|button|caption|center|code|col|colgroup|dd|del|div|dl|dt|em|"
    r"figcaption|figure|font|footer|h[1-6]|header|hr|i|iframe|img|ins|label|li|link|main|mark|meta|nav|ol|p|"
    r"pre|s|section|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|video|wbr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_INLINE = re.compile(r"</?(?:b|i|em|strong|u|span|font|mark|small|sub|sup|a|wbr)\b[^<>]*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_LABELLED = re.compile(r"!?\[([^\[\]]*)\]\s?\([^()\s]*[:/.][^()]*\)")
_ADDRESS = re.compile(
    r"\S*(?:://|:\\\\)\S*|\bwww\.\S+|\b(?:javascript|data):\S+|\b(?:[\w-]+\.){2,}[a-z]{2,}\b(?:/\S*)?"
    r"|\b[\w-]+\.[a-z]{2,}/\S+|(?:%[0-9a-f]{2}\S*){6,}",
    re.IGNORECASE,
)
_ABSENT = frozenset({"", "nan", "null", "none", "n/a", "#n/a", "nil"})


def is_korean(text: str) -> bool:
    """True when `text` holds Hangul."""
    return bool(_HANGUL.search(text))


def absent(value: Any) -> bool:
    """True for a value that says nothing: None, blank, NaN, an empty list, "null", "N/A"."""
    if value is None:
        return True
    if isinstance(value, str):
        return not value or (len(value) < 12 and value.strip().casefold() in _ABSENT) or value.isspace()
    if isinstance(value, float):
        return value != value
    return isinstance(value, list | dict) and not value


def plain(value: Any) -> str:
    """Any scalar as one line of text: NFC, no invisible characters, spaces folded. A whole float reads as
    a whole number (1001.0 -> "1001"); a list joins by comma; None is ""."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _line(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list):
        return ", ".join(plain(part) for part in value if not isinstance(part, list | dict))
    return _line(str(value))


def _line(text: str) -> str:
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).translate(_WINDOWS)
    return " ".join(text.split())


def unmarked(value: Any) -> str:
    """`plain` without HTML and addresses: tags and entities gone, scripts, styles and comments with all they
    hold, and links, whose place is the link and image fields: what a shop says must not lead elsewhere."""
    text = "" if value is None else str(value) if not isinstance(value, list) else plain(value)
    if "<" in text:
        text = _TAG.sub(" ", _INLINE.sub("", _HIDDEN.sub(" ", text)))
    if "&" in text:
        text = html.unescape(text)
    return _unlinked(plain(text))


def _unlinked(text: str) -> str:
    """One line of text without web addresses; the label of a Markdown link stays."""
    if "." not in text and ":" not in text and "%" not in text and "：" not in text and "．" not in text:
        return text
    wide = unicodedata.normalize("NFKC", text)
    if not (_ADDRESS.search(wide) or _LABELLED.search(wide)):
        return text
    return " ".join(_ADDRESS.sub(" ", _LABELLED.sub(r"\1", wide)).split())


def checked(text: str, longest: int, *, tidy: bool = False) -> str:
    """`text` when it can be shown; BadValue for broken Unicode, control characters (with `tidy` they become
    spaces) or more than `longest` characters."""
    if (not text.isascii() or "\x00" in text) and _BROKEN.search(text):
        raise BadValue("holds broken characters", "export the file again as UTF-8 and correct this cell")
    if _CONTROL.search(text):
        if not tidy:
            raise BadValue("holds control characters", "delete the invisible characters from this cell")
        text = plain(_CONTROL.sub(" ", text))
    if len(text) > longest:
        raise BadValue(f"is {len(text):,} characters long", f"write at most {longest:,}")
    return text


def shown(value: Any, longest: int = 200) -> str:
    """A raw value as an error message quotes it: one printable line, cut at `longest`."""
    text = str(value)
    text = "".join(c if c.isprintable() else " " for c in text[: longest + 1]).strip()
    return text if len(text) <= longest else text[: longest - 1] + "…"


def slot(text: str, korean: str = "", english: str = "") -> Text:
    """A wording of unsaid language put where it belongs, beside wordings whose language is known: the
    named ones win; Hangul means Korean, anything else English."""
    if text and is_korean(text):
        return Text(korean or text, english)
    return Text(korean, english or text)


def path(value: Any) -> str:
    """A category as "A > B > C". Lists are levels, unless an element is a path itself: then the first is."""
    if isinstance(value, list):
        parts = [plain(part.get("name", "") if isinstance(part, dict) else part) for part in value]
        if any(">" in part for part in parts):
            return path(next(part for part in parts if ">" in part))
        return " > ".join(part for part in parts if part)
    text = unmarked(value)
    for mark in (">", "›", "»", "::", "|", " / "):
        if mark in text:
            return " > ".join(part.strip() for part in text.split(mark) if part.strip())
    return text
