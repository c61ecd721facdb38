"""Something that fits: products of the kind asked for, those first that the record says fit, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.domain.card import Card, Claim, Reason
from assistant.domain.events import Event, Products, TextDelta
from assistant.domain.product import Product
from assistant.domain.wish import Fits
from assistant.lexicon.devices import load_devices
from assistant.minds.finding import disclose, find
from assistant.minds.phrasing import short
from assistant.minds.talking import suggestions
from assistant.toolbox.comparison import attribute_text
from assistant.toolbox.compatibility import UNKNOWN, Verdict, fits_port, fits_product, names_model, rank
from assistant.toolbox.complements import complements_of, covers
from assistant.toolbox.desk import Desk
from assistant.understanding.names import names
from assistant.understanding.terms import key_of

CARDS = 6
REASONS = 2
LOOK_AT = 18
NEAR = 0.5
"""Share of the best score below which a hit is no longer of the kind asked for."""


def fitting(desk: Desk, wish: Fits) -> Iterator[Event]:
    """Products of the kind asked for. What the record says does not fit is left out; where it says nothing
    of any, that is said."""
    results = desk.search(wish.query, desk.request.constraints, LOOK_AT)
    if not results.cards or results.relaxed:
        yield from find(desk)
        return
    best = max(results.scores, default=0.0)
    near = [card for card, score in zip(results.cards, results.scores, strict=True) if score >= NEAR * best]
    called = [key_of(word) for word in wish.query.split()][-1:]
    near = [card for card in near if _is_called(desk, card, called)] or near
    device = load_devices().device_in(wish.to)
    whole = _whole(desk, wish) if device is None else None
    if whole is not None:
        own = {variant.sku for variant in whole.variants}
        judged = [(card, _for_product(desk, card, whole)) for card in near if card.sku not in own]
        yield from _present(desk, judged, short(whole.title.in_(desk.language)))
        return
    if device is None and not any(char.isdigit() for char in wish.to):
        yield from find(desk)
        yield TextDelta(desk.texts.say("fit.tell", to=wish.to))
        return
    judged = [(card, _for_device(desk, card, wish.to, device.port if device else "")) for card in near]
    yield from _present(desk, judged, wish.to, port=device.port if device else "")


def _is_called(desk: Desk, card: Card, called: Sequence[str]) -> bool:
    """A bottle, and no bottle cage."""
    product = desk.product(card.sku)
    return product is not None and names(product, called, desk.shop.lexicon)


def _whole(desk: Desk, wish: Fits) -> Product | None:
    """The product it has to fit: pointed at, else one of ours whose title holds every word of `to`."""
    if desk.request.references:
        return desk.product(desk.request.references[0])
    if not wish.to:
        return None
    found = desk.search(wish.to, k=1)
    product = desk.product(found.cards[0].sku) if found.cards else None
    if product is None:
        return None
    words = wish.to.lower().split()
    titles = [title.lower() for title in product.title.both()]
    return product if any(all(word in title for word in words) for title in titles) else None


def _for_product(desk: Desk, card: Card, whole: Product) -> Verdict:
    """By the part's own record, else by a rule of the merchant's."""
    part = desk.product(card.sku)
    if part is None:
        return UNKNOWN
    declared = fits_product(part, whole)
    if declared.fits is not None:
        return declared
    rules = complements_of([whole], desk.shop.facts.complements())
    rule = next((one for one in rules if covers(one, part)), None)
    return Verdict(True, f"rule:{rule.rule_id}", rule.reason.in_(desk.language)) if rule else UNKNOWN


def _for_device(desk: Desk, card: Card, model: str, port: str) -> Verdict:
    part = desk.product(card.sku)
    if part is None:
        return UNKNOWN
    named = names_model(part, model)
    return named if named.fits or not port else fits_port(part, port, load_devices())


def _present(desk: Desk, judged: Sequence[tuple[Card, Verdict]], to: str, port: str = "") -> Iterator[Event]:
    texts = desk.texts
    sure = [(card, verdict) for card, verdict in judged if verdict.fits]
    unknown = [(card, verdict) for card, verdict in judged if verdict.fits is None]
    if port:  # a plug is stated or it is not there: only what names the device's family is worth a look
        unknown = [
            (card, verdict) for card, verdict in unknown if to.split()[0].lower() in card.title.lower()
        ]
    kept = sure or unknown
    if not kept:
        misfits = [(card, verdict) for card, verdict in judged if verdict.fits is False][:2]
        yield TextDelta(texts.say("fit.none", to=to))
        if port:
            yield _port_line(desk, to, port)
        for card, verdict in misfits:
            yield _reason_line(desk, card, verdict, to, port)
        yield suggestions(desk, "stores", "more")
        return
    kept.sort(key=lambda pair: rank(pair[1]))
    shown = [_because(desk, card, verdict, to) for card, verdict in kept[:CARDS]]
    yield Products(tuple(shown), len(shown))
    desk.mark_shown(shown)
    desk.focus = (shown[0].sku,)
    if sure:
        lines = [_reason_line(desk, card, verdict, to, port) for card, verdict in sure[:REASONS]]
        yield from dict.fromkeys(lines)
    else:
        yield TextDelta(texts.say("fit.unknown", to=to))
        yield TextDelta(texts.say("fit.check"))
    yield from disclose(desk, shown)
    yield suggestions(desk, "add_first", "compare", "more")


def _port_line(desk: Desk, to: str, port: str) -> TextDelta:
    label = load_devices().label(port)
    desk.evidence.add(Claim(label, "lexicon:devices", "port", label))
    return TextDelta(desk.texts.say("fit.needs_port", to=to, port=label))


def _reason_line(desk: Desk, card: Card, verdict: Verdict, to: str, port: str) -> TextDelta:
    """Why, from the record: what it is declared to fit, or the plug its text names."""
    product = desk.product(card.sku)
    record = f"product:{product.product_id if product else card.product_id}"
    field = verdict.field or "description"
    value = verdict.value
    if product and verdict.field in product.attributes:
        value = attribute_text(field, product.attributes[field], desk.language, desk.shop.lexicon, desk.texts)
    desk.evidence.add(Claim(value, record, field, value, "", card.sku))
    title = short(card.title)
    if verdict.field.startswith("rule:"):
        desk.evidence.add(Claim(value, verdict.field, "reason", value, "", card.sku))
        return TextDelta(desk.texts.say("fit.rule", to=to, reason=value))
    if port and not verdict.field and verdict.fits:
        label = load_devices().label(port)
        desk.evidence.add(Claim(label, "lexicon:devices", "port", label))
        return TextDelta(desk.texts.say("fit.port", title=title, to=to, port=label))
    if verdict.fits:
        return TextDelta(desk.texts.say("fit.yes", title=title, to=to, value=value))
    return TextDelta(desk.texts.say("fit.no", title=title, value=value))


def _because(desk: Desk, card: Card, verdict: Verdict, to: str) -> Card:
    if not verdict.fits:
        return card
    return replace(card, reason=Reason(desk.texts.say("fit.reason", to=to), ("fits", *card.reason.signals)))
