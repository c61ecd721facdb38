"""What the model is told before it reads the shopper: the shop, the shopper, where the talk stands."""

import re

from assistant.domain.card import Card
from assistant.minds.agent_fence import clean, fenced
from assistant.minds.phrasing import allergen, condition
from assistant.toolbox.desk import Desk
from prompts import render

MOST_VALUES = 14
MOST_RECENT = 8
KEPT_EXCHANGES = 4
LONGEST_PAST = 600
MOST_PAST = 2_400
LONGEST_SAID = 1_000
_DATA = re.compile(r"<data>.*?</data>")
_SUMMED_UP = ("category", "brand", "color")


def system_prompt(desk: Desk, recent: tuple[Card, ...]) -> str:
    """prompts/<language>/agent_system.md for this turn. Health data enters only under its consent."""
    settings, language = desk.shop.settings, desk.language
    return render(
        language,
        "agent_system",
        shop_name=settings.shop_name_ko if language == "ko" else settings.shop_name_en,
        currency=desk.shop.currency,
        facets=_facets(desk),
        profile=fenced(_profile(desk)),
        store=fenced(_store(desk)),
        understood=fenced(_understood(desk)),
        recent=fenced(
            [{"place": place, "sku": card.sku, "title": card.title} for place, card in enumerate(recent, 1)]
        ),
    )


def rules(prompt: str) -> str:
    """A system prompt without its material: what the model must keep to itself."""
    return _DATA.sub(" ", prompt)


def past(desk: Desk) -> list[tuple[str, str]]:
    """The last exchanges as (shopper, assistant), oldest first: the newest KEPT_EXCHANGES that fit into
    MOST_PAST characters, each side cleaned and cut at LONGEST_PAST. A click leaves no words and is left out.
    What they led to is never lost with them: conditions, cards and cart come from the session."""
    kept: list[tuple[str, str]] = []
    room = MOST_PAST
    for said, answer in reversed([one for one in desk.session.said if one[0].strip()][-KEPT_EXCHANGES:]):
        pair = (clean(said, LONGEST_PAST), clean(answer, LONGEST_PAST))
        room -= len(pair[0]) + len(pair[1])
        if room < 0:
            break
        kept.append(pair)
    return kept[::-1]


def recent_cards(desk: Desk) -> tuple[Card, ...]:
    """The cards the shopper saw last, in the order they saw them."""
    return desk.cards(desk.session.last_shown[:MOST_RECENT])


def _facets(desk: Desk) -> str:
    """The commonest values of the facets a request names most, by number of products."""
    summed: dict[str, list[str]] = {}
    for facet in _SUMMED_UP:
        values = desk.shop.vocabulary.facets.get(facet, {})
        common = sorted(values, key=lambda value: (-len(values[value]), value))
        summed[facet] = [value for value in common if ">" not in value][:MOST_VALUES]
    return fenced(summed)


def _profile(desk: Desk) -> dict[str, object]:
    profile, label = desk.session.profile, desk.texts.label
    told: dict[str, object] = {
        "avoids": [allergen(desk, key) for key in sorted(desk.avoid)],
        "diet": [label("diet", key) for key in sorted(profile.safe_diet)],
    }
    if profile.consents.personalisation or profile.guest:
        told |= {
            "sizes": dict(profile.sizes),
            "likes_colors": list(profile.colors),
            "likes_brands": list(profile.brands),
            "dislikes": list(profile.dislikes),
            "max_spicy": profile.max_spicy,
        }
    return told


def _store(desk: Desk) -> dict[str, str]:
    if not desk.session.store_id:
        return {}
    return {store.store_id: store.name.in_(desk.language) for store in desk.stores([desk.session.store_id])}


def _understood(desk: Desk) -> dict[str, object]:
    request = desk.request
    return {
        "intent": request.intent,
        "looking_for": request.query,
        "conditions": [condition(desk, one) for one in request.constraints],
        "points_at": list(request.references),
        "quantity": request.quantity,
    }
