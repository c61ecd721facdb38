"""Goals: the kinds of things one takes, what the shop has of each, and a basket within a budget."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.domain.card import Card, Reason
from assistant.domain.dialogue import Constraint, Pending
from assistant.domain.events import Event, Products, Suggestions, TextDelta
from assistant.domain.money import Money
from assistant.domain.product import Product
from assistant.domain.wish import Aim, Plan
from assistant.lexicon.goals import Goal, Need, load_goals
from assistant.minds.clarifying import question
from assistant.minds.finding import disclose, find
from assistant.minds.phrasing import listed, short
from assistant.minds.talking import START, suggestions
from assistant.toolbox.compatibility import fits_product
from assistant.toolbox.desk import Desk
from assistant.toolbox.planning import Choices, choose
from assistant.toolbox.shelving import Shelf, on_shelf
from assistant.understanding.complaints import food_categories
from assistant.understanding.names import names
from assistant.understanding.sold import unsold
from assistant.understanding.terms import key_of

Filled = tuple[Need, Shelf]

MOST_CARDS = 8
IDEAS = 6
"""Kinds shown where any of them will do."""
FEW_KINDS = 3
"""With fewer kinds than this, two products of each are shown."""
FIRST_KIND = 3
"""Of what answers a nuisance best, this many."""
CHOICES = 6
ANY_GIFT = "gift_any"
LOOK_AT = 30
_SAID = {
    "problem": "goal.answer",
    "food": "goal.answer",
    "meal": "goal.answer",
    "gift": "goal.present",
}


def aim(desk: Desk, wish: Aim) -> Iterator[Event]:
    """A goal of the table by its needs; any other by what the catalogue itself says of its words."""
    goal = listed_needs(wish.words, wish.needs) if wish.needs else load_goals().by_id.get(wish.goal)
    if goal is None:
        yield from _from_catalogue(desk, wish)
        return
    budget = Money(wish.budget, desk.shop.currency) if wish.budget is not None else None
    kept = [one for one in desk.request.constraints if not (wish.plan and one.facet == "price")]
    wish = _beside_owned(desk, goal, wish)
    goal = _wanted(desk, goal, wish)
    found = _found(desk, goal, wish, kept)
    having = _distinct([(need, shelf) for need, shelf in found if shelf.cards])
    few = goal.about == "gift" and goal.wide and len(having) < FEW_KINDS
    alone = len(having) < 2
    if few and alone:
        beside = _found(desk, _wanted(desk, load_goals().by_id[ANY_GIFT], wish), wish, kept)
        having = _distinct([*having, *((need, shelf) for need, shelf in beside if shelf.cards)])
    if goal.about == "problem":
        having = _telling(having)
    missing = _missing(goal, wish, found)
    if wish.needs:  # What another need has taken, and is all there is, leaves this one without.
        own = {need for need, _ in having}
        missing = [shelf.kind for need, shelf in found if need not in own]
    if wish.needs and not having:
        yield _lacking(desk, missing)
        yield suggestions(desk, *START)
        return
    if not having or (few and (not alone or (len(having) < FEW_KINDS and _says_more(desk)))):
        food = food_categories(desk.shop.vocabulary) if goal.eaten else ()
        if goal.about == "gift":
            desk.request = replace(desk.request, query=_beside_whom(desk) or desk.request.query)
        if food:
            only = Constraint("category", "in", food, origin="session")
            desk.request = replace(desk.request, constraints=(*desk.request.constraints, only))
        yield from find(desk)
        return
    if wish.plan:
        yield from _planned(desk, goal, wish, having, missing, budget)
    else:
        yield from _gathered(desk, goal, wish, having, missing)


def _says_more(desk: Desk) -> bool:
    """Whether the words of a gift looked for tell more than whom it is for: a soft gift for a coworker."""
    return bool(_beside_whom(desk))


def _beside_whom(desk: Desk) -> str:
    """What is looked for without the words of giving: soft, of a soft gift for a coworker."""
    words = [word for word in desk.request.query.split() if len(word) > 2 and word.lower() != "for"]
    named = [load_goals().named_in(word.lower()) for word in words]
    of_giving = [one is not None and one.goal.about == "gift" for one in named]
    return " ".join(word for word, gift in zip(words, of_giving, strict=True) if not gift)


def _found(desk: Desk, goal: Goal, wish: Aim, kept: Sequence[Constraint]) -> list[Filled]:
    """Each need's shelf; of ideas as many as are shown, and what cannot be done without besides."""
    enough = len(goal.needs) if wish.plan else IDEAS if goal.about not in ("", "meal") else MOST_CARDS
    found: list[Filled] = []
    filled = 0
    for need in goal.needs:
        if filled < enough or (need.essential and not goal.about):
            shelf = shelf_of(desk, goal, need, kept)
            found.append((need, replace(shelf, cards=_kept_first(shelf.cards, wish.kept))))
            filled += bool(found[-1][1].cards)
    return found


def listed_needs(words: str, needs: Sequence[str]) -> Goal:
    """The needs a shopper lists for themselves, as a goal of their own."""
    return Goal("", (words,), (words,), tuple(Need((need,), essential=True) for need in needs))


def shelf_of(desk: Desk, goal: Goal, need: Need, constraints: Sequence[Constraint]) -> Shelf:
    """READ. What the shop has of a need: of a kind of the table, or for the shopper's own words."""
    if goal.goal_id:
        return on_shelf(desk, need, constraints, goal.words(), CHOICES)
    if unsold(need.kinds[0].split(), desk.shop.vocabulary):
        return Shelf(need.kinds[0], ())
    results = desk.search(need.kinds[0], constraints, LOOK_AT)
    lacks = results.relaxed or desk.absent(need.kinds[0], results)
    found = () if lacks else tuple(card for card in results.cards if card.price)
    cards = tuple(card for card in found if card.availability != "out_of_stock")
    called = [key_of(word) for word in need.kinds[0].split()][-1:]
    own = tuple(
        card for card in cards if names(desk.products([card.sku])[card.sku], called, desk.shop.lexicon)
    )
    return Shelf(need.kinds[0], own or cards)


def _kept_first(cards: Sequence[Card], kept: Sequence[str]) -> tuple[Card, ...]:
    return tuple(sorted(cards, key=lambda card: card.sku not in kept))


def _wanted(desk: Desk, goal: Goal, wish: Aim) -> Goal:
    """The goal with the kind the shopper wants instead, and without those they turned down."""
    if wish.instead:
        forms = [one.en[0] for one in desk.shop.lexicon.of(wish.instead) if one.en]
        goal = replace(goal, needs=(Need((*forms, wish.instead), essential=True), *goal.needs))
    if not wish.gone:
        return goal
    left = []
    for need in goal.needs:
        shelf = {card.sku for card in shelf_of(desk, goal, need, ()).cards}
        if shelf.isdisjoint(wish.gone) or not shelf.isdisjoint(wish.kept):
            left.append(need)
    return replace(goal, needs=tuple(left))


def _beside_owned(desk: Desk, goal: Goal, wish: Aim) -> Aim:
    """The wish with what is there already gone from it: no bicycle for who has one."""
    lexicon = desk.shop.lexicon
    owned = {one.concept_id for word in wish.owned for one in lexicon.of(word) if one.kind == "product_type"}
    there = [
        need
        for need in goal.needs
        if owned & {one.concept_id for kind in need.kinds for one in lexicon.of(kind)}
    ]
    gone = (card.sku for need in there for card in shelf_of(desk, goal, need, ()).cards)
    return replace(wish, gone=(*wish.gone, *gone))


def _missing(goal: Goal, wish: Aim, found: Sequence[Filled]) -> list[str]:
    """Kinds the shopper cannot do without and the shop has none of. Ideas, for a gift, a meal or against a
    nuisance, are as good without the one that is not there."""
    if wish.gift or (goal.about and not wish.plan):
        return []
    return [shelf.kind for need, shelf in found if need.essential and not shelf.cards]


def _telling(having: Sequence[Filled]) -> list[Filled]:
    """Where some goods say that they are for this very nuisance, those alone: no moth balls against ants."""
    if not any(shelf.spoken for _, shelf in having):
        return list(having)
    told = [
        (need, replace(shelf, cards=shelf.cards[: shelf.spoken])) for need, shelf in having if shelf.spoken
    ]
    return told if sum(len(shelf.cards) for _, shelf in told) > 1 else list(having)


def _distinct(found: Sequence[Filled]) -> list[Filled]:
    """No product under two needs: the first need that names it keeps it."""
    used: set[str] = set()
    own = []
    for need, shelf in found:
        left = tuple(card for card in shelf.cards if card.product_id not in used)
        used |= {card.product_id for card in left}
        if left:
            own.append((need, replace(shelf, cards=left)))
    return own


def _gathered(
    desk: Desk, goal: Goal, wish: Aim, having: Sequence[Filled], missing: Sequence[str]
) -> Iterator[Event]:
    chosen = having[:MOST_CARDS]
    each = 2 if len(having) < FEW_KINDS else 1
    shown = [
        _because(desk, goal, card, need, shelf)
        for place, (need, shelf) in enumerate(chosen)
        for card in shelf.cards[: FIRST_KIND if goal.about == "problem" and not place else each]
    ][:MOST_CARDS]
    yield Products(tuple(shown), len(shown))
    desk.mark_shown(shown)
    desk.focus = (shown[0].sku,)
    if not goal.about and not wish.gift and each == 1:  # One of each: what is at home is left out of it.
        filled = _filled(wish, chosen)
        plan = Plan(wish.goal, wish.words, tuple(desk.shown), None, wish.needs, wish.gone, filled)
        desk.session = replace(desk.session, plan=plan)
    texts = desk.texts
    kinds = listed([shelf.kind for _, shelf in chosen])
    key = _SAID[goal.about] if goal.about else "goal.gift" if wish.gift else "goal.kinds"
    fields = {} if goal.about == "gift" else {"goal": goal.name(desk.language)}
    yield TextDelta(texts.say(key, kinds=kinds, **fields))
    if missing:
        yield _lacking(desk, missing)
    yield from disclose(desk, shown)
    asked = question(desk, shown, len(shown)) if goal.about == "gift" else None
    if asked:
        yield TextDelta(asked[0])
        desk.session = replace(desk.session, pending=Pending("clarify", choices=asked[1]))
        yield Suggestions(asked[1])
    else:
        yield suggestions(desk, "plan_budget", "add_first", "more")


def _lacking(desk: Desk, kinds: Sequence[str]) -> TextDelta:
    """What the shop has none of, or none that meets what this shopper holds to."""
    held = desk.avoid or any(one.hard and one.facet != "price" for one in desk.request.constraints)
    key = "goal.missing_fitting" if held else "goal.missing"
    return TextDelta(desk.texts.say(key, kinds=listed(kinds[:MOST_CARDS])))


def _planned(
    desk: Desk,
    goal: Goal,
    wish: Aim,
    having: Sequence[Filled],
    missing: Sequence[str],
    budget: Money | None,
) -> Iterator[Event]:
    having = having if budget else having[:MOST_CARDS]
    most = min(budget.minor if budget else sys.maxsize, (wish.below or sys.maxsize) - 1)
    if wish.needs:  # All that is listed was asked for: what that costs beyond the budget is said.
        most = max(most, sum(min(map(minor, shelf.cards)) for _, shelf in having))
    lines = [Choices(tuple(minor(card) for card in shelf.cards), need.essential) for need, shelf in having]
    chosen = choose(lines, most)
    having = _fitting(desk, having, chosen.places[0])
    lines = [Choices(tuple(minor(card) for card in shelf.cards), need.essential) for need, shelf in having]
    chosen = choose(lines, most)
    taken = [
        _because(desk, goal, shelf.cards[place], need, shelf)
        for (need, shelf), place in zip(having, chosen.places, strict=True)
        if place is not None
    ]
    texts, language = desk.texts, desk.language
    if budget:
        desk.claim_money("request", "total.budget", budget, None)
    if not taken:
        cheapest = min((card for _, shelf in having for card in shelf.cards), key=minor)
        yield Products((cheapest,), 1)
        desk.mark_shown([cheapest])
        price = cheapest.price.format(language) if cheapest.price else ""
        yield TextDelta(texts.say("plan.too_little", title=short(cheapest.title), price=price))
        return
    plan = Plan(wish.goal, wish.words, (), wish.budget, wish.needs, wish.gone, _filled(wish, having))
    yield from tell(desk, taken, plan)
    left_out = [shelf.kind for (_, shelf), at in zip(having, chosen.places, strict=True) if at is None]
    if left_out:
        yield TextDelta(texts.say("plan.left_out", kinds=listed(left_out)))
    if missing:
        yield _lacking(desk, missing)
    yield from disclose(desk, taken)
    yield plan_steps(desk, taken)


def _filled(wish: Aim, having: Sequence[Filled]) -> tuple[tuple[str, str], ...]:
    """Which of the listed needs each SKU is for; () where none are listed."""
    return tuple((card.sku, need.kinds[0]) for need, shelf in having for card in shelf.cards if wish.needs)


def _fitting(desk: Desk, having: Sequence[Filled], first: int | None) -> Sequence[Filled]:
    """The first line settled, and out of the others what is declared to fit something else: no mountain tube
    beside a road bike."""
    need, shelf = having[0]
    main = desk.product(shelf.cards[first].sku) if first is not None else None
    if main is None or first is None:
        return having
    kept: list[Filled] = [(need, replace(shelf, cards=(shelf.cards[first],)))]
    for other, on in having[1:]:
        parts = desk.products([card.sku for card in on.cards])
        kept.append((other, replace(on, cards=tuple(c for c in on.cards if _may_fit(parts[c.sku], main)))))
    return kept


def _may_fit(part: Product, main: Product) -> bool:
    return fits_product(part, main).fits is not False


def tell(desk: Desk, taken: Sequence[Card], plan: Plan, before: str = "") -> Iterator[Event]:
    """The lines as cards and as text, the total and what is left of the budget: all added up here. They are
    the plan from now on."""
    desk.session = replace(desk.session, plan=replace(plan, lines=tuple(card.sku for card in taken)))
    yield Products(tuple(taken), len(taken))
    desk.mark_shown(taken)
    desk.focus = tuple(card.sku for card in taken)
    if before:
        yield TextDelta(before)
    for card in taken:
        price = card.price.format(desk.language) if card.price else ""
        yield TextDelta(desk.texts.say("plan.line", title=short(card.title), price=price))
    yield summed(desk, taken, plan.budget)


def summed(desk: Desk, cards: Sequence[Card], most: int | None) -> TextDelta:
    """What the cards come to, and what that leaves of `most` (minor units) or goes beyond it by."""
    language = desk.language
    total = Money(sum(map(minor, cards)), desk.shop.currency)
    desk.claim_money("plan", "total", total, None)
    if most is None:
        return TextDelta(desk.texts.say("plan.total", total=total.format(language)))
    budget = Money(most, desk.shop.currency)
    desk.claim_money("request", "total.budget", budget, None)
    over = total.minor > most
    gap = total - budget if over else budget - total
    desk.claim_money("plan", "total.over" if over else "total.left", gap, None)
    fields = {"total": total.format(language), "budget": budget.format(language)}
    if over:
        return TextDelta(desk.texts.say("plan.total_over", over=gap.format(language), **fields))
    return TextDelta(desk.texts.say("plan.total_left", left=gap.format(language), **fields))


def plan_steps(desk: Desk, taken: Sequence[Card]) -> Suggestions:
    drops = [desk.texts.say("suggest.plan_drop", title=short(card.title)) for card in taken[-2:]]
    return Suggestions((desk.texts.say("suggest.plan_add"), *(drops if len(taken) > 1 else ())))


def _from_catalogue(desk: Desk, wish: Aim) -> Iterator[Event]:
    """One or two products from each kind of shelf the words lead to, then what the merchant's rules add."""
    results = desk.search(wish.words, desk.request.constraints, LOOK_AT)
    if not results.cards or results.relaxed:
        yield from find(desk)
        return
    shelves: Counter[str] = Counter()
    shown = []
    for card in results.cards:
        shelves[card.category] += 1
        if shelves[card.category] <= (1 if len({one.category for one in results.cards}) > FEW_KINDS else 2):
            shown.append(card)
    shown = shown[: MOST_CARDS - 2]
    known = {card.sku for card in shown}
    added = [card for card in desk.complements([card.sku for card in shown[:2]], 4) if card.sku not in known]
    shown += added[: MOST_CARDS - len(shown)]
    yield Products(tuple(shown), len(shown))
    desk.mark_shown(shown)
    desk.focus = (shown[0].sku,)
    leaves = listed([card.category.split(" > ")[-1] for card in shown if card.category])
    if leaves:
        yield TextDelta(desk.texts.say("goal.shelves", goal=wish.words, kinds=leaves))
    else:
        yield TextDelta(desk.texts.say("find.more"))
    yield from disclose(desk, shown)
    yield suggestions(desk, "add_first", "compare", "more")


def _because(desk: Desk, goal: Goal, card: Card, need: Need, shelf: Shelf) -> Card:
    if goal.about and not need.essential:
        text = shelf.kind
    else:
        text = desk.texts.say("goal.essential" if need.essential else "goal.useful", kind=shelf.kind)
    return replace(card, reason=Reason(text, ("goal", *card.reason.signals)))


def minor(card: Card) -> int:
    """Its price in minor units, 0 without one."""
    return card.price.minor if card.price else 0
