"""What shoppers wrote, where a feed keeps it inside its products: `reviews`, 후기, as a list of records."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from assistant.domain.store import Review
from catalog_ingest.headers import fold
from catalog_ingest.item import BadValue
from catalog_ingest.text import absent, checked, is_korean, unmarked

FROM_FEED = "feed:"
"""How the ids of such reviews begin."""
_LISTS = frozenset({"reviews", "customerreviews", "productreviews", "review", "후기", "리뷰", "상품평"})
_TEXT = ("comment", "text", "body", "content", "reviewbody", "review", "내용", "후기", "리뷰", "본문")
_RATING = ("rating", "stars", "score", "value", "ratingvalue", "reviewrating", "별점", "평점")
_DATE = ("date", "createdat", "created", "datepublished", "writtenat", "작성일", "날짜")
_LONGEST = 2_000
_MOST = 200


def reviews_in(attributes: Mapping[str, Any], whose: str, sku: str, as_of: date) -> tuple[Review, ...]:
    """The reviews among what a record says beside its fields, as words on `sku`; who wrote them is left out.
    whose: the product, by which variants with the same list share it. as_of: the day of one without a date.
    One without words or without stars from 1 to 5 is left out."""
    records = [
        record
        for heading, value in attributes.items()
        if fold(heading) in _LISTS and isinstance(value, list)
        for record in value[:_MOST]
        if isinstance(record, Mapping)
    ]
    found = (_review(record, f"{whose}\n{place}", sku, as_of) for place, record in enumerate(records))
    return tuple(one for one in found if one)


def _review(record: Mapping[str, Any], place: str, sku: str, as_of: date) -> Review | None:
    told = {fold(str(key)): value for key, value in record.items()}
    text, stars = _first(told, _TEXT), _first(told, _RATING)
    if isinstance(stars, Mapping):
        stars = _first({fold(str(key)): value for key, value in stars.items()}, _RATING)
    try:
        rating = round(float(stars))
        said = checked(unmarked(text), _LONGEST, tidy=True)
    except (TypeError, ValueError, BadValue):
        return None
    if not said or not 1 <= rating <= 5:
        return None
    review_id = FROM_FEED + hashlib.sha256(f"{place}\n{said}".encode()).hexdigest()[:20]
    language = "ko" if is_korean(said) else "en"
    return Review(review_id, sku, rating, language, said, _day(_first(told, _DATE), as_of))


def _first(told: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((told[name] for name in names if not absent(told.get(name))), None)


def _day(value: Any, otherwise: date) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return otherwise
