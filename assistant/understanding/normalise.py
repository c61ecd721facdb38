"""What arrives as bytes of any kind, made readable: nothing here ever raises."""

import re
import unicodedata

MAX_CHARACTERS = 10_000
"""Longer utterances are cut here."""

_SURROGATES = re.compile(r"[\ud800-\udfff]")
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
_JAMO = re.compile(r"([\u3131-\u3163]+)")
_SCRIPT = re.compile(
    r"<\s*(script|style)\b[^<>]{0,500}>.{0,2000}?(?:<\s*/\s*\1\s*>|$)", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<\s*/?\s*[a-zA-Z!][^<>]{0,500}>")
_REPEATED_CHARACTER = re.compile(r"(\D)\1{4,}|(\d)\2{15,}")
_REPEATED_WORD = re.compile(r"((?:^|(?<=\s))\S{1,12}\s)\1{3,}")
_SPACES = re.compile(r"\s+")
_CHATTY = re.compile(r"(?<=[세해나어아죠돼줘예에네까])[여용욤욥](?=[\s.!?~,ㅋㅎ]|$)")
"""주세여, 있나용: as they are typed for 주세요, 있나요."""
_QUOTES = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "～": "~",
        "∼": "~",
        "〜": "~",
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "、": ",",
        "。": ".",
    }
)


def clean(text: str) -> str:
    """The utterance as one line of readable text: NFKC (keyboard jamo like ㅋㅋ kept), no lone surrogates,
    zero-width or control characters, single spaces, at most MAX_CHARACTERS. "" for nothing readable."""
    text = _INVISIBLE.sub("", _SURROGATES.sub("", text[:MAX_CHARACTERS]))
    text = "".join(
        part if index % 2 else unicodedata.normalize("NFKC", part)
        for index, part in enumerate(_JAMO.split(text))
    )
    text = "".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn") else char for char in text)
    return _SPACES.sub(" ", text.translate(_QUOTES)).strip()[:MAX_CHARACTERS]


def without_markup(text: str) -> str:
    """`text` without HTML tags and without what stands inside script and style."""
    return _SPACES.sub(" ", _TAG.sub(" ", _SCRIPT.sub(" ", text))).strip()


def without_chat(text: str) -> str:
    """`text` with Korean endings as they are written, character for character."""
    return _CHATTY.sub("요", text)


def shortened(text: str, most: int) -> str:
    """At most `most` characters for reading: repeated characters and words once or a few times, and of what
    is still longer the beginning and the end."""
    text = _REPEATED_WORD.sub(r"\1", _REPEATED_CHARACTER.sub(lambda match: match[0][:4], text[: most * 20]))
    if len(text) <= most:
        return text
    head = most * 3 // 4
    return f"{text[:head]} {text[-(most - head - 1) :]}"


def lowered(text: str) -> str:
    """Lower case, character for character: offsets stay those of `text`."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
