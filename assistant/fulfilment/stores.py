"""Where the stores are, when they are open, and the receipts for saying so."""

from collections.abc import Iterator
from datetime import datetime
from math import asin, cos, radians, sin, sqrt

from assistant.domain.card import Claim
from assistant.domain.store import Hours, Store
from assistant.domain.text import Language

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def distance_km(store: Store, latitude: float, longitude: float) -> float:
    """Great-circle distance in kilometres (haversine, Earth radius 6,371 km)."""
    lat1, lon1, lat2, lon2 = map(radians, (store.latitude, store.longitude, latitude, longitude))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


def hours_on(hours: Hours, moment: datetime) -> tuple[str, str] | None:
    """Opening and closing time on the day of `moment`, None when closed that day."""
    return hours.get(WEEKDAYS[moment.weekday()])


def open_at(store: Store, moment: datetime) -> bool:
    """Whether the doors are open at `moment` (the store's local time)."""
    if store.open_24h:
        return True
    today = hours_on(store.hours, moment)
    return today is not None and today[0] <= moment.strftime("%H:%M") < today[1]


def store_claims(store: Store, language: Language) -> Iterator[Claim]:
    """A receipt for each fact of a store."""
    record = f"store:{store.store_id}"
    yield Claim(store.name.in_(language), record, "name", store.name.in_(language))
    yield Claim(store.address.in_(language), record, "address", store.address.in_(language))
    for day in WEEKDAYS:
        if day in store.hours:
            text = "-".join(store.hours[day])
            yield Claim(text, record, f"hours.{day}", text)
    if store.open_24h:
        yield Claim("24h", record, "open_24h", "24")
    if store.parking_spaces is not None:
        yield Claim(str(store.parking_spaces), record, "parking_spaces", str(store.parking_spaces))
    if store.phone:
        yield Claim(store.phone, record, "phone", store.phone)
