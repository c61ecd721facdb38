"""Two to four products side by side, and which one for this shopper."""

from collections.abc import Iterator, Sequence

from assistant.domain.card import Card
from assistant.domain.events import Event, TextDelta
from assistant.minds.answering import attribute, stated_under, unstated
from assistant.minds.finding import find
from assistant.minds.phrasing import condition, listed, short, with_price
from assistant.minds.talking import suggestions
from assistant.toolbox.desk import MOST_COMPARED, Desk
from assistant.toolbox.preference import Ground, pick
from assistant.understanding.ends import SIZE, end_asked, size_stated

FEW = 3
_MEASURES = ("weight", "spicy_level", SIZE)
"""What products are held side by side by, beside the price."""


def compare(desk: Desk) -> Iterator[Event]:
    """Two to four products side by side: those named, else the first of those shown last."""
    named = desk.request.references or _named(desk)
    if not named:
        named = desk.session.last_shown[:3]
    if not desk.request.references and not desk.request.needs and desk.request.query:
        named = _called(desk) or named
    cards = desk.cards(list(named)[:MOST_COMPARED])
    if len(cards) < 2 and desk.request.query:
        yield from find(desk)
        return
    if len(cards) < 2:
        yield TextDelta(desk.texts.say("compare.need_two"))
        return
    yield desk.compare([card.sku for card in cards])
    desk.mark_shown(cards)
    desk.focus = tuple(card.sku for card in cards)
    texts = desk.texts
    yield TextDelta(texts.say("compare.intro", titles=listed([short(card.title) for card in cards])))
    if measure := next((name for name in desk.request.asks if name in _MEASURES), ""):
        yield from _measured(desk, cards, measure)
    elif end_asked(desk.request.text.lower()) == "rating" and not any(desk.reviews(one.sku) for one in cards):
        for title in dict.fromkeys(short(card.title) for card in cards):
            yield TextDelta(texts.say("ask.no_reviews", title=title))
    else:
        yield from _cheaper(desk, cards)
        yield from _best_rated(desk, cards)
        yield from _picked(desk, cards)
    yield suggestions(desk, "add_first", "reviews")


def _called(desk: Desk) -> tuple[str, ...]:
    """All that is called so, where that is two or three: the difference between the two carbon ones."""
    found = desk.search(desk.request.query, desk.request.constraints, k=FEW + 1)
    few = 1 < len(found.cards) <= FEW and not found.relaxed
    return tuple(card.sku for card in found.cards) if few else ()


def _named(desk: Desk) -> tuple[str, ...]:
    """Products compared by name that were not shown before: the best match of each name."""
    found = [desk.search(need, desk.request.constraints, k=1) for need in desk.request.needs]
    return tuple(results.cards[0].sku for results in found if results.cards)


def _measured(desk: Desk, cards: Sequence[Card], name: str) -> Iterator[Event]:
    """What each of them states of it, or that none does: which is the heaviest is no matter of the price."""
    products = desk.products([card.sku for card in cards])
    own = {sku: size_stated(one) if name == SIZE else name for sku, one in products.items()}
    stating = [card for card in cards if stated_under(products[card.sku], own[card.sku])]
    for card in stating:
        yield from attribute(own[card.sku])(desk, card, products[card.sku])
    apart = {short(card.title): card for card in cards} if not stating else {}
    for card in list(apart.values())[:FEW]:
        yield unstated(desk, card, name)


def _cheaper(desk: Desk, cards: Sequence[Card]) -> Iterator[Event]:
    priced = sorted(
        (card for card in cards if card.price), key=lambda card: card.price.minor if card.price else 0
    )
    if len(priced) < 2 or not priced[0].price or not priced[1].price:
        return
    if "price" in desk.request.asks:
        for card in priced:
            title, price = with_price(card, desk)
            yield TextDelta(desk.texts.say("ask.price", title=title, price=price))
    gap = priced[1].price - priced[0].price
    if not gap.minor and priced[-1].price == priced[0].price:
        yield TextDelta(desk.texts.say("compare.same_price"))
        return
    if not gap.minor:
        return
    desk.claim_money("comparison", "price_difference", gap, priced[0].sku)
    text = gap.format(desk.language)
    yield TextDelta(desk.texts.say("compare.cheaper", title=short(priced[0].title), amount=text))


def _best_rated(desk: Desk, cards: Sequence[Card]) -> Iterator[Event]:
    rated = [(rating, card) for card in cards if (rating := desk.rating(card.sku)) is not None]
    if len(rated) < 2:
        return
    best, card = max(rated, key=lambda pair: pair[0])
    if sum(rating == best for rating, _ in rated) == 1:
        yield TextDelta(desk.texts.say("compare.rated", title=short(card.title), rating=f"{best:g}"))


def _picked(desk: Desk, cards: Sequence[Card]) -> Iterator[Event]:
    """Which one for this shopper, and why; nothing when nothing speaks for one."""
    choice = pick(desk, cards)
    if choice is None:
        return
    desk.focus = (choice.card.sku, *(sku for sku in desk.focus if sku != choice.card.sku))
    texts = desk.texts
    reasons = listed([texts.say(f"pick.{one.kind}", what=_what(desk, one)) for one in choice.grounds])
    yield TextDelta(texts.say("compare.pick", title=short(choice.card.title), reasons=reasons))


def _what(desk: Desk, ground: Ground) -> str:
    return condition(desk, ground.constraint) if ground.constraint else ground.what
