"""The text of a feed: UTF-8 or CP949, strictly, or an error. A wrong guess would sell mojibake."""

import re

from assistant.errors import FeedError

_UNLIKELY = re.compile(
    "[^\x00-\x7f\uac00-\ud7a3\u3130-\u318f\u4e00-\u9fff\u2000-\u33ff\uff00-\uffef\u00a0-\u00ff]"
)


def decode(data: bytes, name: str) -> str:
    """`data` as UTF-8 (with or without BOM), UTF-16 with BOM, or CP949. FeedError names file and byte."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16", name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as utf8:
        first = utf8
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError as korean:
        row = data[: korean.start].count(b"\n") + 1
        raise FeedError(
            f"{name}: is neither UTF-8 (byte {first.start + 1:,}) nor CP949 (byte {korean.start + 1:,}, "
            f"row {row:,}, value 0x{data[korean.start]:02X}); save it as CSV UTF-8 and try again"
        ) from korean
    wide = sum(1 for mark in text if mark > "\x7f")
    if wide and len(_UNLIKELY.findall(text)) * 4 > wide:
        raise FeedError(
            f"{name}: is not UTF-8 (byte {first.start + 1:,}) and reads oddly as CP949; save it as CSV UTF-8"
        )
    return text


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FeedError(
            f"{name}: byte {error.start + 1:,} is not {encoding.upper()}; save it as CSV UTF-8 and try again"
        ) from error
