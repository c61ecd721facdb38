"""Finding products: show what fits best first, then say why, then ask at most one thing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.domain.allergen import LACTOSE
from assistant.domain.card import Card, Claim, Reason
from assistant.domain.dialogue import Constraint, Pending
from assistant.domain.events import Event, Products, Suggestions, TextDelta
from assistant.domain.money import Money
from assistant.lexicon.edible import EDIBLE
from assistant.lexicon.foods import is_declared
from assistant.lexicon.saying import category_said
from assistant.minds import lactose
from assistant.minds.clarifying import question
from assistant.minds.keeping import wants_what_is_kept_away
from assistant.minds.made_for import first_for
from assistant.minds.narrowed import LOOK_AT, beyond_the_limit, narrowed
from assistant.minds.phrasing import allergens, amount, condition, foods_left_out, listed, short, with_price
from assistant.minds.talking import START, suggestions
from assistant.toolbox.cards import money_value
from assistant.toolbox.desk import Desk, Results
from assistant.understanding.names import names
from assistant.understanding.overlap import words_of
from assistant.understanding.terms import key_of

CARDS = 6
CARDS_PER_NEED = 2
DEEPER = 72
"""Products looked at where most of the first are sizes of a few."""


def find(desk: Desk) -> Iterator[Event]:
    """What fits the running request; several needs in one sentence get a few products each."""
    if len(desk.request.needs) > 1:
        yield from _find_each(desk)
        return
    request = desk.request
    if request.unsold:
        yield TextDelta(desk.texts.say("find.none", query=short(request.unsold)))
        yield suggestions(desk, *START)
        return
    if kept := wants_what_is_kept_away(desk):
        yield TextDelta(desk.texts.say("find.none_safe", allergens=allergens(desk, kept)))
        return
    tells = request.rejected and any(one.origin == "text" for one in request.constraints)
    seen = frozenset(desk.session.seen()) if request.more and not tells else frozenset()
    exclude = seen | frozenset(request.rejected)
    sure = not request.more
    query = _as_filed(desk)
    results = desk.search(query, request.constraints, LOOK_AT, request.sort, exclude, sure=sure)
    wearers = tuple(one for one in request.constraints if one.facet == "gender" and not one.hard)
    if results.total > LOOK_AT and (wearers or len(_apart(results).cards) < CARDS):
        results = desk.search(query, request.constraints, DEEPER, request.sort, exclude, sure=sure)
    results = first_for(desk, wearers, _to_eat(desk, results)) if wearers else _to_eat(desk, results)
    if query == request.query:
        results = beyond_the_limit(desk, narrowed(desk, results), exclude)
    results = _apart(results)
    compared = next((asked for asked in ("cheaper", "dearer") if asked in request.asks), "")
    if compared and (not results.cards or any(one.facet == "price" for one in results.relaxed)):
        yield from _already(desk, compared)
        return
    if not results.cards:
        yield from _nothing(desk, request.more) if request.more else _otherwise(desk)
        return
    if request.more and results.relaxed and not request.rejected:
        yield from _nothing(desk, more=True)
        return
    if not results.relaxed and not desk.is_by_use(query) and desk.absent(request.query, results):
        yield from _nearest(desk, results)
        return
    yield from _present(desk, results)


def _nearest(desk: Desk, results: Results) -> Iterator[Event]:
    """What was asked for is not there, though its words find something: that it is not, and goods of the kind
    it is named after, said to be the nearest."""
    query, lexicon = desk.request.query.lower(), desk.shop.lexicon
    head = [key_of(word) for word in query.split()[-1:]]
    products = desk.products([card.sku for card in results.cards])
    food = any(one.domain in EDIBLE for said in (query, *query.split()) for one in lexicon.of(said))
    kind = tuple(
        card
        for card in results.cards
        if "type" in card.reason.signals
        and names(products[card.sku], head, lexicon)
        and (desk.edible(card) or not food)
    )[:CARDS]
    label = Reason(desk.texts.say("reason.nearest"), ("nearest",))
    cards = tuple(replace(card, reason=label) for card in kind)
    if cards:
        yield Products(cards, len(cards))
        desk.mark_shown(cards)
        desk.focus = (cards[0].sku,)
    yield TextDelta(desk.texts.say("find.none", query=short(desk.request.query)))
    if cards:
        title, price = with_price(cards[0], desk)
        key = "find.nearest_kind" if price else "find.nearest_plain"
        yield TextDelta(desk.texts.say(key, title=title, **({"price": price} if price else {})))
        yield from disclose(desk, cards)
    yield suggestions(desk, *(next_steps(cards) if cards else START))


def _as_filed(desk: Desk) -> str:
    """What is searched for; where that is no more than the name we gave a category in the shopper's language,
    the names the merchant files it under. A name of one word is a word the search knows."""
    asked = set(words_of(desk.request.query, pieces=False))
    for one in desk.request.constraints:
        if one.facet != "category" or one.op != "eq":
            continue
        path, filed = str(one.value), str(one.value).split(" > ")[-1]
        ours = category_said(path, desk.language, desk.shop.lexicon)
        name = ours.split(" > ")[-1]
        if (
            name != filed
            and " " in name
            and set(words_of(name, pieces=False)) <= asked <= set(words_of(ours, pieces=False))
        ):
            return " ".join(reversed(path.split(" > ")[-2:]))
    return desk.request.query


def _already(desk: Desk, compared: str) -> Iterator[Event]:
    """Nothing is cheaper: no dearer goods are held out instead. Where no product was pointed at, the cheapest
    of those shown is the answer."""
    skus = [sku for sku in desk.session.last_shown if desk.product(sku)]
    cards = [card for card in desk.cards(skus) if card.price] if not desk.request.references else []
    if cards:
        ends = min if compared == "cheaper" else max
        best = ends(cards, key=lambda card: card.price.minor if card.price else 0)
        yield Products((best,), 1)
        desk.mark_shown([best])
        desk.focus = (best.sku,)
    yield TextDelta(desk.texts.say(f"find.no_{compared}"))
    if cards and compared == "cheaper":
        title, price = with_price(best, desk)
        yield TextDelta(desk.texts.say("find.cheapest", title=title, price=price))
    yield suggestions(desk, "more", "compare")


def _to_eat(desk: Desk, results: Results) -> Results:
    """Under a diet only food answers a wish for food: a mug is free of gluten and no bread."""
    vocabulary, request = desk.shop.vocabulary, desk.request
    if not any(one.facet == "diet" for one in request.constraints):
        return results
    keys = [key_of(word) for word in request.query.split()]
    meant = vocabulary.relevant(keys)
    if 2 * len(meant & vocabulary.edible) <= len(meant) or not meant:
        return results
    kept = [
        at
        for at, card in enumerate(results.cards)
        if desk.edible(card)
        and (
            "type" in card.reason.signals
            or names(desk.products([card.sku])[card.sku], keys[-1:], desk.shop.lexicon)
        )
    ]
    return replace(results, cards=tuple(results.cards[at] for at in kept), total=len(kept), scores=())


def _apart(results: Results) -> Results:
    """One card of those that differ in size alone: a feed may list each size as a product of its own."""
    first: dict[tuple[object, ...], int] = {}
    for at, card in enumerate(results.cards):
        others = frozenset((name, value) for name, value in card.options.items() if name != "size")
        first.setdefault((card.title, card.brand, card.price, others), at)
    kept = list(first.values())
    return replace(
        results,
        cards=tuple(results.cards[at] for at in kept),
        total=results.total - len(results.cards) + len(kept),
        scores=tuple(results.scores[at] for at in kept if at < len(results.scores)),
    )


def _otherwise(desk: Desk) -> Iterator[Event]:
    """Nothing for the words of a wish for advice: what meets its conditions, said to be that."""
    request = desk.request
    diets = tuple(one for one in request.constraints if one.facet == "diet")
    open_wish = request.intent == "recommend" and request.query and diets
    others = desk.search("", request.constraints, LOOK_AT, request.sort) if open_wish else None
    food = tuple(card for card in others.cards if desk.edible(card)) if others else ()
    if not others or not food or others.relaxed:
        yield from _nothing(desk, more=False)
        return
    names = listed([desk.texts.label("diet", str(one.value)) for one in diets])
    desk.evidence.add(Claim(names, "request", "diet", ",".join(str(one.value) for one in diets)))
    for event in _present(desk, replace(others, cards=food, total=len(food))):
        yield event
        if isinstance(event, Products):
            yield TextDelta(desk.texts.say("find.none_diet", query=short(request.query), diet=names))


def substitute(desk: Desk) -> Iterator[Event]:
    """Others of the same kind as what was pointed at or turned down."""
    request = desk.request
    named = request.rejected or request.references or desk.session.focus
    products = list(desk.products(named).values())
    if not products or request.query:
        yield from find(desk)
        return
    query = products[0].category.in_(desk.language).split(" > ")[-1] or products[0].title.in_(desk.language)
    own = frozenset(variant.sku for product in products for variant in product.variants)
    results = desk.search(
        query, request.constraints, LOOK_AT, request.sort, own | frozenset(request.rejected)
    )
    if results.cards:
        yield from _present(desk, results)
    else:
        yield from _nothing(desk, more=True)


def complement(desk: Desk) -> Iterator[Event]:
    """What the merchant's rules say goes with it; without a rule, a plain search."""
    named = (
        desk.request.references or desk.session.focus or tuple(line.sku for line in desk.session.cart.lines)
    )
    cards = desk.complements(named, CARDS)
    if not cards:
        yield from find(desk) if desk.request.query or not named else _nothing(desk, more=True)
        return
    yield Products(cards, len(cards))
    desk.mark_shown(cards)
    yield TextDelta(desk.texts.say("find.more"))
    yield from disclose(desk, cards)
    yield suggestions(desk, "add_first", "compare")


def _find_each(desk: Desk) -> Iterator[Event]:
    request = desk.request
    cards: list[Card] = []
    missing: list[str] = []
    for need in request.needs:
        results = desk.search(need, request.constraints, LOOK_AT, request.sort, frozenset(request.rejected))
        missed = results.relaxed or desk.absent(need, results)
        fitting = () if missed else _apart(results).cards[:CARDS_PER_NEED]
        desk.best += tuple(card.sku for card in fitting[:1] if card.sku not in desk.best)
        cards += [card for card in fitting if card.sku not in {one.sku for one in cards}]
        if not fitting:
            missing.append(need)
    if cards:
        yield Products(tuple(cards), len(cards))
        desk.mark_shown(cards)
        found = [need for need in request.needs if need not in missing]
        yield TextDelta(desk.texts.say("find.needs", needs=listed(found)))
    for need in missing:
        yield TextDelta(_none_of(desk, need))
    yield from disclose(desk, cards)
    yield suggestions(desk, "add_first", "cart") if cards else suggestions(desk, *START)


def _none_of(desk: Desk, need: str) -> str:
    """That there is none of one of several needs, or none this shopper can have."""
    if desk.hidden_by_allergens(need):
        kept = allergens(desk, desk.avoid)
        return desk.texts.say("find.need_kept", need=short(need), allergens=kept)
    return desk.texts.say("find.need_none", need=short(need))


def _present(desk: Desk, results: Results) -> Iterator[Event]:
    request = desk.request
    cards = results.cards[:CARDS]
    if results.relaxed:
        nearest = _by_price(results.cards) if _over_budget(results.relaxed) else results.cards
        cards = tuple(_with_difference(desk, card, results.relaxed) for card in nearest[:CARDS])
    yield Products(cards, results.total, results.relaxed)
    desk.mark_shown(cards)
    if "currency" in request.asks:
        yield TextDelta(desk.texts.say("find.currency", currency=desk.shop.currency))
    yield from _opening(desk, results, cards)
    yield from disclose(desk, cards)
    settled = results.relaxed or request.more or request.intent == "cart_add"
    asked = None if settled else question(desk, results.cards, results.total)
    if asked:
        text, choices = asked
        yield TextDelta(text)
        desk.session = replace(desk.session, pending=Pending("clarify", choices=choices))
        yield Suggestions(choices)
    else:
        yield suggestions(desk, *next_steps(cards))
    desk.focus = (cards[0].sku,)


def _opening(desk: Desk, results: Results, cards: Sequence[Card]) -> Iterator[Event]:
    request, texts = desk.request, desk.texts
    if results.relaxed:
        biting = results.bites or results.relaxed
        yield TextDelta(texts.say("find.bites", constraint=listed([condition(desk, one) for one in biting])))
        yield TextDelta(texts.say("find.nearest"))
        return
    if request.more:
        yield TextDelta(texts.say("find.more"))
        return
    if unstated := _unstated(desk, results):
        yield TextDelta(
            texts.say("find.unstated", constraint=listed([condition(desk, one) for one in unstated]))
        )
        yield TextDelta(texts.say("find.nearest"))
        return
    if results.total > 1:
        desk.evidence.add(Claim(str(results.total), "search", "total", str(results.total)))
        yield TextDelta(texts.say("find.many", total=results.total))
    else:
        yield TextDelta(texts.say("find.one"))
    title, price = with_price(cards[0], desk)
    if request.sort == "price_asc" and price and results.total > 1:
        yield TextDelta(texts.say("find.cheapest", title=title, price=price))
    elif price:
        yield TextDelta(texts.say("find.top", title=title, price=price))
    else:
        yield TextDelta(texts.say("find.top_plain", title=title))
    if cards[0].availability == "out_of_stock":
        yield TextDelta(texts.say("cart.sold_out", title=title))


def _unstated(desk: Desk, results: Results) -> list[Constraint]:
    """Colours asked for that none of these states: lunch boxes of which no feed and no title says pink."""
    colours, number = desk.shop.vocabulary.facets.get("color", {}), desk.shop.vocabulary.number_of
    found = {number(card.sku) for card in results.cards}
    asked = [
        one for one in desk.request.constraints if (one.facet, one.op, one.origin) == ("color", "eq", "text")
    ]
    return [one for one in asked if not found & colours.get(str(one.value), frozenset())]


def _nothing(desk: Desk, more: bool) -> Iterator[Event]:
    texts, query = desk.texts, desk.request.query
    if more:
        yield TextDelta(texts.say("find.no_more"))
    elif desk.hidden_by_allergens(query):
        yield TextDelta(texts.say("find.none_safe", allergens=allergens(desk, desk.avoid)))
    elif query and (diets := [str(one.value) for one in desk.request.constraints if one.facet == "diet"]):
        desk.evidence.add(Claim(",".join(diets), "request", "diet", ",".join(diets)))
        diet = listed([texts.label("diet", one) for one in diets])
        yield TextDelta(texts.say("find.none_diet", query=short(query), diet=diet))
    elif query:
        by_use = desk.is_by_use(query)
        yield TextDelta(texts.say("find.none_use") if by_use else texts.say("find.none", query=short(query)))
    else:
        yield TextDelta(texts.say("find.none_plain"))
    yield suggestions(desk, *START)


def disclose(desk: Desk, cards: Sequence[Card]) -> Iterator[Event]:
    """For a shopper who avoids something: that it was left out, and whose label is not confirmed."""
    health = desk.avoid or desk.session.profile.safe_diet
    if not health:
        return
    if LACTOSE in desk.avoid and "milk" not in desk.avoid:
        yield TextDelta(desk.texts.say("find.avoiding_lactose"))
    if declared := frozenset(filter(is_declared, desk.avoid)) - {LACTOSE}:
        yield TextDelta(desk.texts.say("find.avoiding", allergens=allergens(desk, declared)))
    if said := foods_left_out(desk):
        yield TextDelta(said)
    yield from lactose.disclose(desk, cards)
    unknown = [card for card in cards if card.allergens.status == "unknown" and desk.edible(card)]
    if unknown:
        titles = listed([short(card.title) for card in unknown])
        yield TextDelta(desk.texts.say("find.unknown_allergens", titles=titles))


def _over_budget(relaxed: Sequence[Constraint]) -> bool:
    return any(one.facet == "price" and one.op in ("le", "lt") for one in relaxed)


def _by_price(cards: Sequence[Card]) -> tuple[Card, ...]:
    """The best matches, nearest to the budget first."""
    return tuple(sorted(cards[: 2 * CARDS], key=lambda card: card.price.minor if card.price else 0))


def _with_difference(desk: Desk, card: Card, relaxed: Sequence[Constraint]) -> Card:
    """The card with the difference from the request named in its reason."""
    words = []
    for one in relaxed:
        limit = amount(desk, one.value) if one.facet == "price" else None
        if limit and card.price and one.op == "lt" and card.price == limit:
            continue
        if limit and card.price and one.op in ("le", "lt") and card.price.minor > limit.minor:
            over = Money(card.price.minor - limit.minor, card.price.currency)
            text = over.format(desk.language)
            desk.evidence.add(
                Claim(text, f"offer:{card.sku}", "over_budget", money_value(over), "", card.sku)
            )
            words.append(desk.texts.say("reason.over_budget", amount=text))
        elif one.facet in ("color", "size", "brand"):
            value = card.brand if one.facet == "brand" else card.options.get(one.facet, "")
            if value:
                name = desk.texts.label("attribute", one.facet)
                words.append(desk.texts.say("reason.differs", name=name, value=value))
        else:
            words.append(desk.texts.say("describe.not", value=condition(desk, one)))
    text = listed(words) or card.reason.text
    return replace(card, reason=Reason(text, (*card.reason.signals, "relaxed")))


def next_steps(cards: Sequence[Card]) -> tuple[str, ...]:
    """Keys of what one may say to these cards, at least one."""
    return ("add_first", "compare", "cheaper", "more") if len(cards) > 1 else ("add_first", "reviews", "more")
