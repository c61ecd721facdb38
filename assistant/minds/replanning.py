"""A plan talked over: lines out, another in one's place, its total, and what else there is for the money."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.domain.card import Card
from assistant.domain.dialogue import Constraint
from assistant.domain.events import Event, Products, TextDelta
from assistant.domain.money import Money
from assistant.domain.wish import Plan, PlanEdit
from assistant.lexicon.goals import load_goals
from assistant.minds.finding import complement, disclose
from assistant.minds.phrasing import listed, short
from assistant.minds.planning import listed_needs, minor, plan_steps, shelf_of, summed, tell
from assistant.minds.talking import suggestions
from assistant.toolbox.desk import Desk

OTHERS = 6
"""So many that could take a line's place are looked at, and of what else there is for the money are shown."""


def edited(desk: Desk, wish: PlanEdit) -> Iterator[Event]:
    """What is asked of the plan; of what else there is to buy also where there is none."""
    plan = desk.session.plan
    if plan is None:
        yield from complement(desk)
        return
    acts = {"drop": _dropped, "swap": _swapped, "total": _added_up, "more": _more}
    yield from acts[wish.act](desk, wish, plan)


def _dropped(desk: Desk, wish: PlanEdit, plan: Plan) -> Iterator[Event]:
    """The plan without the lines turned down, added up again."""
    if wish.missing:
        yield TextDelta(desk.texts.say("plan.not_in", what=short(wish.missing)))
        yield summed(desk, desk.cards(plan.lines), plan.budget)
        yield plan_steps(desk, desk.cards(plan.lines))
        return
    cards = desk.cards([sku for sku in plan.lines if sku not in wish.lines])
    plan = replace(_of_needs(desk, plan), gone=(*plan.gone, *wish.lines))
    if not cards:
        desk.session = replace(desk.session, plan=None)
        yield TextDelta(desk.texts.say("plan.empty"))
        return
    yield from tell(desk, cards, plan, desk.texts.say("plan.dropped", titles=_titles(desk, wish.lines)))
    yield plan_steps(desk, cards)


def _swapped(desk: Desk, wish: PlanEdit, plan: Plan) -> Iterator[Event]:
    """The first that fits, within what the other lines leave where there is such, in place of the line."""
    kept = [sku for sku in plan.lines if sku not in wish.lines]
    others = [card for card in _others(desk, wish, plan) if card.sku not in plan.lines]
    if not others:
        desk.focus = wish.lines
        yield TextDelta(desk.texts.say("plan.no_other", title=_titles(desk, wish.lines) or short(wish.query)))
        yield summed(desk, desk.cards(plan.lines), plan.budget)
        yield plan_steps(desk, desk.cards(plan.lines))
        return
    left = None if plan.budget is None else plan.budget - sum(map(minor, desk.cards(kept)))
    within = [card for card in others if left is None or minor(card) <= left]
    chosen = within[0] if within else min(others, key=minor)
    place = plan.lines.index(wish.lines[0]) if wish.lines else len(kept)
    cards = desk.cards([*kept[:place], chosen.sku, *kept[place:]])
    if wish.lines:
        old = desk.cards(wish.lines)
        said = desk.texts.say("plan.swapped", title=_told(chosen, old), instead=_titles(desk, wish.lines))
    else:
        said = desk.texts.say("plan.added", title=short(chosen.title))
    need = wish.query or next((need for sku, need in plan.filled if sku in wish.lines), "")
    plan = _of_needs(desk, plan, (chosen.sku, need))
    yield from tell(desk, cards, replace(plan, gone=(*plan.gone, *wish.lines)), said)
    yield from disclose(desk, [chosen])
    yield plan_steps(desk, cards)


def _others(desk: Desk, wish: PlanEdit, plan: Plan) -> Sequence[Card]:
    """What could stand in the line's place: of its kind in the goal, else of its shelf; or what is named."""
    asked = [one for one in desk.request.constraints if one.hard]
    if wish.query:
        own = listed_needs(wish.query, (wish.query,))
        return shelf_of(desk, own, own.needs[0], asked).cards[:OTHERS]
    goal = load_goals().by_id.get(plan.goal)
    for need in goal.needs if goal else ():
        if goal and any(card.sku in wish.lines for card in shelf_of(desk, goal, need, ()).cards):
            return shelf_of(desk, goal, need, asked).cards
    line = desk.product(wish.lines[0])
    path = line.category.ko or line.category.en if line else ""
    shelf = desk.search(
        path.split(" > ")[-1], [*asked, Constraint("category", "eq", path, origin="session")], OTHERS
    )
    return () if shelf.relaxed else [card for card in shelf.cards if card.price]


def _of_needs(desk: Desk, plan: Plan, *new: tuple[str, str]) -> Plan:
    """A plan of listed needs with those the request leaves, and which need a `new` SKU is there for."""
    if not plan.needs:
        return plan
    left = desk.request.needs
    return replace(plan, needs=left, filled=tuple(one for one in (*plan.filled, *new) if one[1] in left))


def _added_up(desk: Desk, wish: PlanEdit, plan: Plan) -> Iterator[Event]:
    cards = desk.cards(wish.lines or plan.lines)
    desk.focus = tuple(card.sku for card in cards)
    yield summed(desk, cards, plan.budget if wish.budget is None else wish.budget)
    yield plan_steps(desk, cards)


def _more(desk: Desk, wish: PlanEdit, plan: Plan) -> Iterator[Event]:
    """What the goal takes beside, then what goes with the lines, each within the money that is left."""
    cards = desk.cards(plan.lines)
    spent = sum(map(minor, cards))
    left = wish.budget if wish.budget is not None else None if plan.budget is None else plan.budget - spent
    found: list[Card] = []
    goal = load_goals().by_id.get(plan.goal)
    had = {*plan.lines, *plan.gone}
    for need in goal.needs if goal else ():
        shelf = shelf_of(desk, goal, need, ()).cards if goal else ()
        if not any(card.sku in had for card in shelf):
            found += [card for card in shelf if left is None or minor(card) <= left][:1]
    beside = [card for card in desk.complements(plan.lines, 4 * OTHERS) if card.sku not in had]
    found += [card for card in beside if card.price and (left is None or minor(card) <= left)]
    shown = list({card.product_id: card for card in found}.values())[:OTHERS]
    if left is not None:
        money = Money(left, desk.shop.currency)
        desk.claim_money("plan", "total.left", money, None)
    if not shown:
        yield TextDelta(desk.texts.say("plan.nothing_more"))
        yield summed(desk, cards, plan.budget)
        return
    yield Products(tuple(shown), len(shown))
    desk.mark_shown(shown)
    desk.focus = (shown[0].sku,)
    if left is not None:
        yield TextDelta(desk.texts.say("plan.left", left=money.format(desk.language)))
    yield TextDelta(desk.texts.say("plan.more", titles=listed([short(card.title) for card in shown])))
    yield suggestions(desk, "add_first", "more")


def _told(card: Card, beside: Sequence[Card]) -> str:
    """Its title, with its options where another goes by the same title."""
    options = ", ".join(card.options.values())
    title = short(card.title)
    return f"{title} ({options})" if options and any(one.title == card.title for one in beside) else title


def _titles(desk: Desk, skus: Sequence[str]) -> str:
    return listed([short(product.title.in_(desk.language)) for product in desk.products(skus).values()])
