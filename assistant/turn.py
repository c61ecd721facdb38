"""THE pipeline: the whole life of a shopper's turn, top to bottom.

words or a click -> open the session -> understand -> a mind answers through the desk -> grounding ->
events out as they are ready -> remember. Every door calls `run_turn` and receives the same stream of events.
"""

import logging
import re
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Literal
from uuid import uuid4

from assistant.domain.action import Action
from assistant.domain.card import Claim
from assistant.domain.dialogue import Constraint, Request, Session, Shown, Topic
from assistant.domain.events import (
    Done,
    Event,
    Failure,
    Products,
    Receipts,
    Status,
    TextDelta,
    Understood,
    event_json,
)
from assistant.domain.wish import Aim, Fits, PlanEdit
from assistant.errors import DangolError, ModelUnavailable
from assistant.grounding import check, sentences, spoken_of
from assistant.minds import Mind
from assistant.minds.phrasing import condition
from assistant.minds.talking import FORBIDDEN
from assistant.toolbox.clicks import request_of
from assistant.toolbox.desk import Desk
from assistant.toolbox.profile import taken_back
from assistant.toolbox.shop import Shop
from assistant.understanding import understand
from prompts import Replies, forbidden_topics, version

log = logging.getLogger(__name__)

KEPT_TURNS = 12
KEPT_WORDS = 6
KEPT_TOPICS = 8
FINDING = frozenset({"search", "recommend", "refine", "substitute", "complement"})
SAFETY = frozenset({"allergen", "diet"})


@dataclass(frozen=True, slots=True)
class Minds:
    """Who answers: `agent` when a model endpoint is configured, else and on its failure `embedded`."""

    embedded: Mind
    agent: Mind | None = None


def run_turn(shop: Shop, minds: Minds, session_id: str, said: str | Action) -> Iterator[Event]:
    """One turn as a stream of events, `understood` first and `done` last; NotFound for an unknown session.

    Closing the generator early ends the turn; what was done until then is remembered.
    """
    started, turn_id = perf_counter(), uuid4().hex
    with shop.sessions.lock(session_id):
        session = shop.sessions.load(session_id, shop.clock())
        request = _hear(shop, session, said)
        texts = Replies(request.language, shop.settings.texts_dir)
        desk = Desk(shop, _pending_lapses(session, request), request, texts)
        out = _Out()
        try:
            yield out.send(_understood(request))
            for event in _answer(minds, desk, out):
                yield out.send(event)
            if not out.text:
                yield out.send(TextDelta(desk.texts.say("find.one" if desk.shown else "talk.unclear")))
            yield out.send(Receipts(out.receipts(desk)))
            latency = round((perf_counter() - started) * 1000)
            degraded = out.degraded or desk.degraded
            prompts = version(shop.settings.texts_dir)
            yield out.send(Done(turn_id, out.mind, degraded, prompts, latency, out.text))
        finally:
            _remember(shop, desk, turn_id, said, out)


def _hear(shop: Shop, session: Session, said: str | Action) -> Request:
    """What the words or the click ask. Words that break a rule of ours are searched for as they stand."""
    if isinstance(said, Action):
        return request_of(said, session)
    recent = [sku for shown in session.shown for sku in shown.skus]
    known = shop.catalogue.products([*recent, *(line.sku for line in session.cart.lines)])
    try:
        request = understand(said, session, shop.vocabulary, known)
        if any(topic.is_in(said) for topic in forbidden_topics(shop.settings.texts_dir)):
            return replace(request, intent="out_of_scope", query="", asks=(FORBIDDEN,), wish=None)
        return request
    except Exception as problem:  # noqa: BLE001 - a bug in a rule must not cost the shopper the turn
        log.error("understanding failed: %s at %s", type(problem).__name__, _place(problem))
        return Request(said[:200], session.language, "search", said[:200], session.constraints)


def _answer(minds: Minds, desk: Desk, out: "_Out") -> Iterator[Event]:
    """The first mind that can answer; a failure inside one never reaches the shopper as a failure of ours."""
    try:
        if minds.agent is not None and not desk.session.turns:
            yield Status("notice", desk.texts.say("talk.ai_notice"))
        if minds.agent is not None and desk.request.text and FORBIDDEN not in desk.request.asks:
            out.mind = "agent"
            try:
                yield from _grounded(minds.agent, desk)
                return
            except ModelUnavailable as problem:
                log.warning("the model endpoint failed (%s); the embedded mind answers", problem)
                out.degraded = True
                out.mind = "embedded"
                yield from _labelled(_grounded(minds.embedded, desk), desk.texts.say("talk.degraded"))
                return
        yield from _grounded(minds.embedded, desk)
    except DangolError as problem:
        yield Failure(problem.code, str(problem), retryable=False)
    except Exception as problem:  # noqa: BLE001 - a shopper gets a calm sentence, the log the place, nobody the text
        log.error("turn failed: %s at %s", type(problem).__name__, _place(problem))
        yield Failure("internal", desk.texts.say("talk.trouble"), retryable=True)


def _labelled(events: Iterator[Event], label: str) -> Iterator[Event]:
    """`events` with `label` before their first words: products stay before prose."""
    said = False
    for event in events:
        if isinstance(event, TextDelta) and not said:
            said = True
            yield TextDelta(label + " ")
        yield event
    if not said:
        yield TextDelta(label)


def _place(problem: Exception) -> str:
    """Where it broke: file and line, never the words that broke it."""
    last = traceback.extract_tb(problem.__traceback__)[-1:]
    return f"{last[0].filename}:{last[0].lineno}" if last else "?"


def _grounded(mind: Mind, desk: Desk) -> Iterator[Event]:
    """The mind's events; products unsafe for this shopper and sentences without receipts do not pass."""
    about: tuple[str, ...] = ()
    for event in mind.respond(desk):
        if isinstance(event, Products):
            safe = tuple(card for card in event.items if _is_safe(desk, card.sku))
            if safe:
                yield replace(event, items=safe)
        elif isinstance(event, TextDelta):
            for sentence in sentences(event.delta):
                about = spoken_of(sentence, desk.evidence) or about
                if problems := check(sentence, desk.evidence, (desk.request.text, *_echo(desk)), about):
                    log.warning("a sentence without receipt was held back: %s", ", ".join(problems))
                else:
                    yield TextDelta(sentence.strip() + " ")
        else:
            yield event


def _is_safe(desk: Desk, sku: str) -> bool:
    product = desk.product(sku)
    return product is not None and desk.safe(product)


def _echo(desk: Desk) -> Iterator[str]:
    """The shopper's own conditions may be said back to them, in our words too."""
    for one in desk.request.constraints:
        yield condition(desk, one)


def _understood(request: Request) -> Understood:
    return Understood(
        request.intent, request.query, request.language, request.constraints, request.references
    )


def _pending_lapses(session: Session, request: Request) -> Session:
    return session if request.answer else replace(session, pending=None)


def _remember(shop: Shop, desk: Desk, turn_id: str, said: str | Action, out: "_Out") -> None:
    session, request = desk.session, desk.request
    words = said if isinstance(said, str) else ""
    last = session.shown[-1].skus if session.shown else ()
    edited = isinstance(request.wish, PlanEdit)
    anew = edited or request.intent in FINDING or not set(desk.shown) < set(last)
    new_list = bool(desk.shown) and anew
    shown = (*session.shown, Shown(session.turns, tuple(desk.shown))) if new_list else session.shown
    kept = replace(
        session,
        turns=session.turns + 1,
        language=request.language,
        query=request.query if request.intent in FINDING else session.query,
        constraints=_running(session, request),
        shown=shown[-KEPT_TURNS:],
        focus=desk.focus or session.focus,
        topic=_topic(request),
        rejected=session.rejected | frozenset(request.rejected),
        topics=_topics(session, desk),
        said=(*session.said, (words, out.text))[-KEPT_WORDS:],
    )
    shop.sessions.save(kept)
    shop.sessions.remember(kept.session_id, turn_id, words, [event_json(event) for event in out.events])


def _topic(request: Request) -> str:
    """What a next, shorter sentence may leave out."""
    if isinstance(request.wish, PlanEdit) or (isinstance(request.wish, Aim) and request.wish.plan):
        return "plan"
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
    gone = taken_back(request)
    before = tuple(one for one in session.constraints if one.facet != "allergen" or one.value not in gone)
    spoken = tuple(one for one in request.constraints if one.origin != "profile")
    if request.intent in FINDING or request.query:
        return spoken
    held = {(one.facet, one.op, one.value) for one in before}
    added = (one for one in spoken if one.facet in SAFETY and (one.facet, one.op, one.value) not in held)
    return (*before, *added)


class _Out:
    """What went out this turn."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.mind: Literal["embedded", "agent"] = "embedded"
        self.degraded = False

    def send(self, event: Event) -> Event:
        self.events.append(event)
        return event

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(e.delta for e in self.events if isinstance(e, TextDelta))).strip()

    def receipts(self, desk: Desk) -> tuple[Claim, ...]:
        """The receipts behind what was shown or said, not everything that was looked up."""
        text, spoken = self.text, {*desk.shown, *desk.focus, *(line.sku for line in desk.session.cart.lines)}
        return tuple(
            claim
            for claim in desk.evidence.claims
            if claim.sku in spoken or (claim.text and claim.text in text)
        )
