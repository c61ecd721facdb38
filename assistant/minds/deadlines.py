# ruff: noqa: E501 - patterns are data: one line each reads best
"""Until when a policy's days run, counted from the date the shopper names."""

import re
from datetime import date, timedelta

from assistant.domain.card import Claim
from assistant.domain.store import Policy
from assistant.domain.text import Language
from assistant.grounding.clock import dates
from assistant.toolbox.desk import Desk

_WINDOW = re.compile(
    r"(?P<ko>\d{1,3})\s?(?P<unit_ko>일|주)\s?(?:안|이내|내|동안|까지)|(?:within|up to|for)?\s?\b(?P<en>\d{1,3}) (?P<unit_en>days?|weeks?)\b"
)
_WORKING = re.compile(r"영업일|business days?|working days?")
_DELIVERY = re.compile(r"배송|배달|방문|택배로|arrives?|deliver|ship|driver comes|parcel in")
_ASKED = re.compile(
    r"언제까지|며칠까지|몇\s?일까지|기한|마감|지났|아직\s?(?:돼|되|가능)|until when|by when|till|until what|what date|deadline|last day|too late|still (?:return|exchange|refund|claim)"
)
_TODAY = re.compile(r"오늘|지금|방금|\btoday\b|\bnow\b|\bjust (?:got|bought|received|ordered)\b")
_YESTERDAY = re.compile(r"어제|\byesterday\b")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def until(desk: Desk, policy: Policy) -> str:
    """The sentence that counts the policy's one window of days from the date in the shopper's words, or from
    today when they say so; "" when there is no date, no such window or more than one."""
    text = desk.request.text.lower()
    today = desk.shop.clock().date()
    said = _date(text, today)
    from_today = said is None and bool(_TODAY.search(text)) and bool(_ASKED.search(text))
    start = today if from_today else said
    days = _days(policy.answer.in_(desk.language))
    if start is None or days is None:
        return ""
    end = start + timedelta(days=days)
    language = desk.language
    record = f"policy:{policy.policy_id}"
    for one in (start, end):
        desk.evidence.add(Claim(_said(one, language), record, "deadline", one.isoformat()))
    key = "deadline.if_today" if from_today else "deadline.until"
    return desk.texts.say(key, start=_said(start, language), days=days, until=_said(end, language))


def _days(answer: str) -> int | None:
    found = set()
    for sentence in re.split(r"(?<=[.!?])\s|(?<=다)\.\s?|;", answer):
        if _WORKING.search(sentence) or _DELIVERY.search(sentence):
            continue
        for match in _WINDOW.finditer(sentence.lower()):
            number = int(match["ko"] or match["en"])
            weeks = (match["unit_ko"] or match["unit_en"]).startswith(("주", "week"))
            found.add(number * 7 if weeks else number)
    return found.pop() if len(found) == 1 else None


def _date(text: str, today: date) -> date | None:
    """The date named, in the year that brings it nearest to today; None when none is."""
    if _YESTERDAY.search(text):
        return today - timedelta(days=1)
    named = dates(text)
    if not named:
        return None
    month, day = named[0][1]
    near = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            near.append(date(year, month, day))
        except ValueError:
            continue  # the 29th of February of a common year, or no such day at all
    return min(near, key=lambda one: abs((one - today).days), default=None)


def _said(day: date, language: Language) -> str:
    return f"{day.month}월 {day.day}일" if language == "ko" else f"{_MONTHS[day.month - 1]} {day.day}"
