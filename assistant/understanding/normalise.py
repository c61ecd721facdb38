# ruff: noqa: E501 - patterns are data: one line each reads best
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
_CHATTY = re.compile(
    r"(?:(?<=[세해나어아죠돼줘예에네까개병봉팩장벌권캔통잔])(?:[여염영]|(?<![가-힣][개병봉팩장벌권캔통잔])용|용(?!\s\S))|(?<=[가-힣])[욤욥])(?=[\s.!?~,ㅋㅎㅠ]|$)"
)
"""주세여, 있나용: as they are typed for 주세요, 있나요."""
_LIMIT = re.compile(
    r"(?P<amount>[$₩€£]?\d[\d.,]*k?(?: (?:won|dollars|bucks|euros?|pounds|quid))?) (?:is|would be|'s) (?:my |the |our |about my )(?:absolute )?(?:limit|max|maximum|budget|ceiling|cap|top)\b",
    re.IGNORECASE,
)
_PERSONS = re.compile(r"(?<=\d)[ -]man(?= tents?| canoes?| kayaks?| boats?| dome)", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
"""15,000 mAh is 15000 in a title."""
_CHAT = {
    "u": "you", "ya": "you", "ur": "your", "yall": "you", "y'all": "you", "r": "are", "n": "and",
    "smth": "something", "sth": "something", "smthn": "something", "sumthin": "something",
    "cuz": "because", "coz": "because", "bcuz": "because", "wanna": "want to", "gimme": "give me",
    "lemme": "let me", "bday": "birthday", "tonite": "tonight", "tmrw": "tomorrow", "ppl": "people",
}  # fmt: skip
_TYPED = re.compile(
    r"(?<=\w )n(?= \w)|(?<!\S)(?:we|you|they|u) r(?= \w)|(?<!\S)r u(?= \w)|(?<!\S)(?:u|r)(?= (?:guys?|have|got|sell|carry|stock|know|recommend|suggest|think|do|show|find|help|u|you)\b)"
    r"|(?<=\bdo )u\b|(?<=\bcan )u\b|(?<=\bwould )u\b|(?<=\bhave )u\b|(?<=\bwhat )u\b"
    r"|(?<![\w'-])(?:ya|ur|yall|y'all|smth|sth|smthn|sumthin|cuz|coz|bcuz|wanna|gimme|lemme|bday|tonite|tmrw|ppl)(?![\w'-])",
    re.IGNORECASE,
)
"""English as it is typed in a hurry. A single letter may name goods (U lock, size n): only where it cannot."""
_NOT_OVER = re.compile(
    r"\b(?:that |which )?(?:is|are)(?:n'?t| not) (?=(?:over|above|more than|under|below|less than) )",
    re.IGNORECASE,
)
_GUYS = re.compile(r"(?<=\byou) (?:guys|folks|lot|peeps|people)\b", re.IGNORECASE)
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
    """`text` with Korean endings and English words as they are written."""
    text = _LIMIT.sub(r"up to \g<amount>", _PERSONS.sub("-person", text))
    typed = _THOUSANDS.sub("", _TYPED.sub(_as_written, _CHATTY.sub("요", text)))
    return _NOT_OVER.sub("not ", _GUYS.sub("", typed))


def _as_written(match: "re.Match[str]") -> str:
    return " ".join(_CHAT.get(word.lower(), word) for word in match[0].split())


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
