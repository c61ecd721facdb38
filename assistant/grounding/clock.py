"""Times of day and dates as both languages write them."""

import re

_TIMES = re.compile(
    r"(?P<ap>오전|오후|아침|저녁|밤|새벽|낮)?\s?(?P<h>\d{1,2})\s?시(?!간)\s?(?:(?P<m>\d{1,2})\s?분"
    r"|(?P<half>반))?"
    r"|(?<![\d:])(?P<h2>\d{1,2}):(?P<m2>\d{2})(?!\d)\s?(?P<ap2>[ap]\.?m\b\.?)?"
    r"|\b(?P<h3>\d{1,2})(?:\s?-\s?(?P<h4>\d{1,2}))?\s?(?P<ap3>[ap]\.?m\b\.?)"
    r"|\b(?P<h5>\d{1,2})\s?o'clock"
    r"|(?P<noon>\bnoon\b|정오)|(?P<midnight>\bmidnight\b|자정)"
)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in _MONTHS)
_DATES = re.compile(
    r"(?<!\d)(?:(?P<y>20\d{2})\s?[-./년]\s?)(?P<mo>\d{1,2})\s?[-./월]\s?(?P<d>\d{1,2})\s?일?(?!\d)"
    r"|(?<!\d)(?P<mo2>\d{1,2})\s?월\s?(?P<d2>\d{1,2})\s?일"
    rf"|\b(?P<mo3>{_MONTH})\.?\s(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\b"
    rf"|\b(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<mo4>{_MONTH})\b"
)
Span = tuple[int, int]


def times(text: str) -> list[tuple[Span, frozenset[int]]]:
    """Each time in folded `text`: where it stands and the minutes after midnight it may mean ("10시" alone
    may be morning or evening; 24:00 is 1440 and 0)."""
    found: list[tuple[Span, frozenset[int]]] = []
    for match in _TIMES.finditer(text):
        if match["noon"] or match["midnight"]:
            found.append((match.span(), frozenset({720} if match["noon"] else {0, 1440})))
            continue
        half = next((match[name] for name in ("ap", "ap2", "ap3") if match[name]), "")
        minute = int(match["m"] or match["m2"] or (30 if match["half"] else 0))
        for name in ("h", "h2", "h3", "h4", "h5"):
            if match[name] is not None and int(match[name]) <= 24 and minute < 60:
                found.append((match.span(), _minutes(int(match[name]), minute, half, name == "h2")))
    return found


def _minutes(hour: int, minute: int, half: str, exact: bool) -> frozenset[int]:
    at = hour * 60 + minute
    if half[:1] == "p" or half in ("오후", "저녁", "밤", "낮"):
        return frozenset({at % 720 + 720, 1440} if half == "밤" and hour == 12 else {at % 720 + 720})
    if half:
        return frozenset({at % 720})
    both = {at, 0} if at == 1440 else {at}
    return frozenset(both if exact or hour > 12 else both | {at % 720, at % 720 + 720})


def dates(text: str) -> list[tuple[Span, tuple[int, int]]]:
    """Each date in folded `text`: where it stands, and (month, day)."""
    found = []
    for match in _DATES.finditer(text):
        month = match["mo"] or match["mo2"] or _month(match["mo3"] or match["mo4"])
        day = next(match[name] for name in ("d", "d2", "d3", "d4") if match[name])
        found.append((match.span(), (int(month), int(day))))
    return found


def _month(name: str) -> str:
    return str(next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name[:3])))
