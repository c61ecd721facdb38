# ruff: noqa: E501 - patterns are data: one line each reads best
"""Numbers as shoppers write them, Korean and English, exact."""

import re
from decimal import Decimal, InvalidOperation

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_DIGIT = "일이삼사오육칠팔구"
_WORDED = rf"(?<![가-힣])[{_DIGIT}십백천]{{1,7}}[만억](?:\s?[{_DIGIT}십백천]{{1,7}})?|(?<![가-힣])(?:[{_DIGIT}]?[십백천]){{2,4}}(?=\s?원)|(?<![가-힣])(?:[{_DIGIT}]?[십백천]){{1,4}}[{_DIGIT}]?(?=\s?(?:달러|불(?![가-힣])|유로))"
KOREAN = rf"(?:{_WORDED})|(?:(?:{DIGITS}|[일이삼사오육칠팔구])\s?(?:[십백천]\s?)*[만억천백]\s?|[십백천]+[만억]\s?|[만억](?=\s?(?:원|달러|불(?![가-힣])|대|[일이삼사오육칠팔구]?[천백]|\d천))\s?)(?:\d[\d,]*\s?[천백십]?|[일이삼사오육칠팔구]?[십백천](?:[일이삼사오육칠팔구]?[십백천])*)?"
"""3만, 1만5천, 2.5만, 이만오천, 십만, 30,000 is DIGITS; a bare 만 only right before 원 or 대."""

_SINO = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
_SMALL = {"십": 10, "백": 100, "천": 1000}
_LARGE = {"만": 10_000, "억": 100_000_000}
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[일이삼사오육칠팔구십백천만억]")
_COUNTS = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "열한": 11, "열하나": 11, "열두": 12, "열둘": 12, "열다섯": 15,
    "스무": 20, "스물": 20, "서른": 30,
}  # fmt: skip
_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1_000, "grand": 1_000, "million": 1_000_000, "half": 0, "dozen": 12, "couple": 2,
    "pair": 1,
}  # fmt: skip
KOREAN_COUNT = "|".join(sorted(_COUNTS, key=len, reverse=True))
ENGLISH_WORD = "|".join(
    sorted((word for word in _WORDS if len(word) > 2 and word != "grand"), key=len, reverse=True)
)
ENGLISH_AMOUNT = rf"(?:{ENGLISH_WORD})(?:[\s-](?:{ENGLISH_WORD}))*"


def digits(text: str) -> Decimal | None:
    """ "30,000" or "2.5" exactly; None when it is no plain number."""
    try:
        return Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        return None


def korean_number(text: str) -> Decimal | None:
    """ "1만5천" -> 15000, "이만오천" -> 25000, "3만" -> 30000, "만" -> 10000, "2.5만" -> 25000; None if none.
    A bare digit after 만 counts thousands only when 천 says so: "1만5000" is 15000."""
    total, section, number = Decimal(0), Decimal(0), Decimal(0)
    seen = False
    for token in _TOKEN.findall(text):
        if token[0].isdigit():
            value = digits(token.rstrip(","))
            if value is None:
                return None
            number, seen = value, True
        elif token in _SINO:
            number, seen = Decimal(_SINO[token]), True
        elif token in _SMALL:
            section, number, seen = section + (number or 1) * _SMALL[token], Decimal(0), True
        else:
            total, section, number = total + ((section + number) or 1) * _LARGE[token], Decimal(0), Decimal(0)
            seen = True
    return total + section + number if seen else None


def count(text: str) -> int | None:
    """A small count in either language: "두" -> 2, "a dozen" -> 12, "12" -> 12; None when it is none."""
    word = text.strip().lower()
    if word.isdigit():
        return int(word) if len(word) < 7 else None
    if word in _COUNTS:
        return _COUNTS[word]
    if (half := re.fullmatch(r"half an? (hundred|thousand|grand|million)", word)) is not None:
        return _WORDS[half[1]] // 2
    if word.startswith("half a dozen") or word == "half dozen":
        return 6
    parts = [part for part in re.split(r"[\s-]+", word) if part not in ("a", "an")] or (
        [word] if word else []
    )
    values = [_WORDS.get(part) for part in parts]
    if not values or None in values:
        return _WORDS.get(word)
    total = 0
    for value in values:
        assert value is not None
        total = total * value if value in (12, 100, 1_000, 1_000_000) and total else total + value
    return total
