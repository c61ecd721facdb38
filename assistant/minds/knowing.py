"""What we know of the shopper: said, changed, and kept only with consent."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.domain.allergen import LACTOSE
from assistant.domain.card import Claim
from assistant.domain.dialogue import Pending, ProfileChange
from assistant.domain.events import Event, Suggestions, TextDelta
from assistant.minds.finding import find
from assistant.minds.phrasing import allergen, allergens, listed, own_size, taste
from assistant.minds.talking import suggestions
from assistant.toolbox.desk import Desk
from assistant.toolbox.profile import needs_consent


def change(desk: Desk) -> Iterator[Event]:
    """Apply a wish to the profile. Health data is honoured at once in this conversation, and kept only after
    a yes. When the same sentence also asks for products, they come first."""
    changes = desk.request.changes
    if desk.request.query:
        yield from find(desk)
    for one in changes:
        if one.field == "language":
            yield from _speak(desk, one.value)
            return
        if one.field == "home_store":
            desk.choose_store(one.value)
    kept = [one for one in changes if one.field != "home_store"]
    if len(kept) < len(changes):
        store = next(iter(desk.stores([desk.session.store_id or ""])), None)
        if store is None:
            yield TextDelta(desk.texts.say("talk.as_you_wish"))
        else:
            yield TextDelta(desk.texts.say("store.chosen", name=store.name.in_(desk.language)))
    if not kept:
        desk.change_profile(changes)
        return
    yield from keep(desk, kept)


def keep(desk: Desk, kept: Sequence[ProfileChange]) -> Iterator[Event]:
    """Put `kept` into the profile and say so; health data only after the consent this asks for."""
    if needs_consent(desk.session.profile, kept):
        desk.session = replace(desk.session, pending=Pending("consent_health", changes=tuple(kept)))
        told = [one for one in kept if one.action != "remove"]
        for one in told:
            desk.evidence.add(Claim(one.value, "request", one.field, one.value))
        yield TextDelta(desk.texts.say("profile.consent", what=_words(desk, told)))
        yield Suggestions((desk.texts.say("suggest.yes"), desk.texts.say("suggest.no")))
        return
    desk.change_profile(desk.request.changes or kept)
    if all(one.action == "remove" for one in kept):
        yield TextDelta(desk.texts.say("profile.removed", what=_words(desk, kept)))
    else:
        yield TextDelta(desk.texts.say("profile.saved", what=_words(desk, kept)))


def _speak(desk: Desk, language: str) -> Iterator[Event]:
    desk.change_profile([ProfileChange("language", "set", language)])
    yield TextDelta(desk.texts.say("talk.language_set"))


def answer_pending(desk: Desk) -> Iterator[Event]:
    """The shopper's yes or no to what we asked last."""
    pending, texts = desk.session.pending, desk.texts
    if pending is None or pending.kind != "consent_health":
        yield TextDelta(texts.say("talk.as_you_wish"))
        yield suggestions(desk, "cheaper", "more", "cart")
        return
    what = _words(desk, [one for one in pending.changes if one.action != "remove"] or pending.changes)
    if desk.request.answer == "yes":
        desk.change_profile(pending.changes, health_consent=True)
        yield TextDelta(texts.say("profile.consent_yes", what=what))
    else:
        yield TextDelta(texts.say("profile.consent_no"))


def show(desk: Desk) -> Iterator[Event]:
    """Everything held in the profile, in words."""
    profile, texts, language = desk.session.profile, desk.texts, desk.language
    facts: list[tuple[str, str]] = []
    if declared := profile.safe_allergens - {LACTOSE}:
        facts.append(("allergens", allergens(desk, declared)))
    if LACTOSE in profile.safe_allergens:
        facts.append(("lactose", texts.say("value.yes")))
    if profile.safe_diet:
        facts.append(("diet", listed([texts.label("diet", key) for key in sorted(profile.safe_diet)])))
    if profile.max_spicy is not None:
        facts.append(("max_spicy", str(profile.max_spicy)))
    for name, values in (
        ("dislikes", profile.dislikes),
        ("colors", profile.colors),
        ("brands", profile.brands),
    ):
        if values:
            said = values if name == "brands" else [taste(desk, value) for value in values]
            facts.append((name, listed(said)))
    if profile.sizes:
        sizes = [own_size(desk, kind, size) for kind, size in profile.sizes.items()]
        facts.append(("sizes", listed(sizes)))
    if profile.budget:
        desk.claim_money(f"shopper:{profile.shopper_id}", "budget", profile.budget, None)
        facts.append(("budget", profile.budget.format(language)))
    if profile.home_store:
        names = [store.name.in_(language) for store in desk.stores([profile.home_store])]
        facts.append(("home_store", listed(names)))
    yield TextDelta(texts.say("profile.shown" if facts else "profile.nothing"))
    desk.claim_profile(facts)
    for name, value in facts:
        yield TextDelta(texts.say("profile.field", name=texts.label("profile", name), value=value))


def _words(desk: Desk, changes: Sequence[ProfileChange]) -> str:
    words = []
    for one in changes:
        if (one.field, one.value) == ("allergens", LACTOSE):
            words.append(desk.texts.label("profile", LACTOSE))
            continue
        value = one.value.rpartition(":")[2]
        if one.field == "allergens":
            value = allergen(desk, one.value)
        if one.field == "diet":
            value = desk.texts.label("diet", one.value)
        if one.field in ("dislikes", "colors"):
            value = taste(desk, value)
        if one.field == "sizes" and ":" in one.value:
            value = own_size(desk, *one.value.split(":", 1))
        words.append(f"{desk.texts.label('profile', one.field)} {value}")
    return listed(words)
