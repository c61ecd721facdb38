"""What a turn leaves behind: the session the next one opens, and what the shopper said and saw."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.domain.dialogue import FINDING, Constraint, Request, Session, Shown, Topic
from assistant.domain.wish import Aim, Fits, PlanEdit
from assistant.toolbox.desk import Desk
from assistant.toolbox.profile import diets_taken_back, taken_back

KEPT_TURNS = 12
KEPT_WORDS = 6
KEPT_SPOKEN = 4
KEPT_TOPICS = 8
LOOKING = frozenset({"search", "recommend", "refine"})
ASKING = frozenset({"ask_product", "policy"})
SAFETY = frozenset({"allergen", "diet"})


def remember(desk: Desk, turn_id: str, words: str, reply: str, events: Sequence[Mapping[str, Any]]) -> None:
    """Keep one turn. words: what was said, "" for a click; reply: the answer; events: what was seen."""
    kept = after(desk, words, reply)
    desk.shop.sessions.save(kept)
    desk.shop.sessions.remember(kept.session_id, turn_id, words, events)


def after(desk: Desk, words: str, reply: str) -> Session:
    """The session as what was said and answered leaves it."""
    session, request = desk.session, desk.request
    looks = _looks(request)
    edited = isinstance(request.wish, PlanEdit)
    anew = edited or request.intent in FINDING or not set(desk.shown) < set(session.last_shown)
    new_list = bool(desk.shown) and anew
    shown = (
        (*session.shown, Shown(session.turns, tuple(desk.shown), desk.best)) if new_list else session.shown
    )
    return replace(
        session,
        turns=session.turns + 1,
        language=request.language,
        query=request.query if looks else session.query,
        told=desk.told(request.query) if looks else session.told,
        narrowing=request.narrowing if looks else session.narrowing,
        needs=request.needs if looks else session.needs,
        constraints=_running(session, request),
        shown=shown[-KEPT_TURNS:],
        focus=desk.focus or session.focus,
        spoken=_spoken(session, desk, new_list),
        asked=request.asks if request.intent in ASKING else (),
        topic=_topic(request),
        budget=request.budget if request.intent in LOOKING else session.budget,
        cart_before=desk.cart_at_first if desk.cart_at_first != session.cart else session.cart_before,
        rejected=session.rejected | frozenset(request.rejected),
        topics=_topics(session, desk),
        said=(*session.said, *([(words, reply)] if words or reply else []))[-KEPT_WORDS:],
    )


def _looks(request: Request) -> bool:
    """Whether it says what is looked for: anything like that, with nothing said of it, leaves the running
    request as it is, for more to be shown of."""
    return request.intent in LOOKING or (request.intent in FINDING and bool(request.query))


def _spoken(session: Session, desk: Desk, new_list: bool) -> tuple[str, ...]:
    """Products spoken of one at a time, newest first; a new list of several is a new beginning."""
    if new_list and len(desk.shown) > 1:
        return ()
    alone = desk.focus if len(desk.focus) == 1 else tuple(desk.shown) if len(desk.shown) == 1 else ()
    return tuple(dict.fromkeys((*alone, *session.spoken)))[:KEPT_SPOKEN]


def _topic(request: Request) -> str:
    """What a next, shorter sentence may leave out."""
    if isinstance(request.wish, PlanEdit) or (isinstance(request.wish, Aim) and request.wish.plan):
        return "plan"
    if isinstance(request.wish, Aim):
        return "gift" if request.wish.gift else "aim"
    if isinstance(request.wish, Fits) and request.references:
        return f"fits:{request.references[0]}"
    match request.intent:
        case "service_book" if request.service_id:
            return f"service:{request.service_id}"
        case "store_find" if request.store_ids:
            return f"store:{request.store_ids[0]}"
        case "cart_add" | "cart_change":
            return "cart"
        case "stock_check":
            return "stock"
    return "policy" if request.intent == "policy" else ""


def _topics(session: Session, desk: Desk) -> tuple[Topic, ...]:
    """What was looked for, newest last: a refined request takes the place of the one it refines."""
    request = desk.request
    if request.intent not in FINDING or not request.query or not desk.shown:
        return session.topics
    now = Topic(request.query, tuple(one for one in request.constraints if one.origin != "profile"))
    kept = [one for one in session.topics if one.query != request.query]
    if request.intent == "refine" and not _returned(session, request):
        kept = [one for one in kept if one.query != session.query]
    return (*kept, now)[-KEPT_TOPICS:]


def _returned(session: Session, request: Request) -> bool:
    """True when the request went back to an earlier topic: then the last one stays a topic of its own."""
    return any(one.query == request.query for one in session.topics[:-1])


def _running(session: Session, request: Request) -> tuple[Constraint, ...]:
    """What holds for the next turn: a search's conditions, and what concerns safety from whenever said."""
    gone = {"allergen": taken_back(request), "diet": diets_taken_back(request)}
    before = tuple(one for one in session.constraints if one.value not in gone.get(one.facet, ()))
    spoken = tuple(
        one
        for one in request.constraints
        if one.origin != "profile" and (one in before or not _only_asked(one, request))
    )
    if _looks(request) or request.query:
        return spoken
    held = {(one.facet, one.op, one.value) for one in before}
    added = (one for one in spoken if one.facet in SAFETY and (one.facet, one.op, one.value) not in held)
    return (*before, *added)


def _only_asked(one: Constraint, request: Request) -> bool:
    """Whether the cheese is vegan asks of the cheese, and makes nobody a vegan; "I'm vegan" does."""
    asked = request.intent in ASKING and one.facet == "diet" and one.value in request.asks
    return asked and not any(told.field == "diet" and told.value == one.value for told in request.changes)
