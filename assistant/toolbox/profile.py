"""Changing what we know of a shopper, within consent."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.allergen import ALLERGEN_GROUPS
from assistant.domain.dialogue import ProfileChange, Request
from assistant.domain.shopper import Profile

HEALTH_FIELDS = frozenset({"allergens", "diet"})


def needs_consent(profile: Profile, changes: Sequence[ProfileChange]) -> bool:
    """True when a change would keep health data and the shopper has not agreed to that."""
    return not profile.consents.health and any(
        change.field in HEALTH_FIELDS and change.action != "remove" for change in changes
    )


def taken_back(request: Request) -> frozenset[str]:
    """Allergens the shopper just said no longer matter."""
    gone: frozenset[str] = frozenset()
    for change in request.changes:
        if change.field == "allergens" and change.action == "remove":
            gone |= ALLERGEN_GROUPS.get(change.value, frozenset({change.value}))
    return gone


def diets_taken_back(request: Request) -> frozenset[str]:
    """Diets the shopper just said they no longer keep."""
    gone = (one for one in request.changes if (one.field, one.action) == ("diet", "remove"))
    return frozenset(one.value for one in gone)


def applied(profile: Profile, changes: Sequence[ProfileChange], health_consent: bool = False) -> Profile:
    """`profile` after `changes`. Health fields change only under consent, given before or now
    (`health_consent`, which is then kept); other fields always. Unknown fields change nothing."""
    if health_consent:
        profile = replace(profile, consents=replace(profile.consents, health=True))
    for change in changes:
        if change.field in HEALTH_FIELDS and not profile.consents.health:
            continue
        profile = _one(profile, change)
    return profile


def _one(profile: Profile, change: ProfileChange) -> Profile:
    value = change.value
    if change.field == "allergens":
        keys = ALLERGEN_GROUPS.get(value, frozenset({value}))
        held = profile.allergens
        return replace(profile, allergens=held - keys if change.action == "remove" else held | keys)
    if change.field == "diet":
        diets = frozenset({value})
        return replace(
            profile, diet=profile.diet - diets if change.action == "remove" else profile.diet | diets
        )
    if change.field == "dislikes":
        return replace(profile, dislikes=_listed(profile.dislikes, change))
    if change.field == "colors":
        return replace(profile, colors=_listed(profile.colors, change))
    if change.field == "brands":
        return replace(profile, brands=_listed(profile.brands, change))
    if change.field == "max_spicy":
        return replace(profile, max_spicy=int(value) if value.isdigit() else None)
    if change.field == "home_store":
        return replace(profile, home_store=value or None)
    if change.field == "language" and value in ("ko", "en"):
        return replace(profile, language="ko" if value == "ko" else "en")
    if change.field == "sizes":
        kind, _, size = value.rpartition(":")
        return replace(profile, sizes={**profile.sizes, kind or "top": size})
    return profile


def _listed(held: tuple[str, ...], change: ProfileChange) -> tuple[str, ...]:
    rest = tuple(one for one in held if one != change.value)
    return rest if change.action == "remove" else (*rest, change.value)
