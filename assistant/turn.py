"""THE pipeline: the whole life of a shopper's turn, top to bottom.

words or a click -> open the session -> understand -> a mind answers through the desk -> grounding ->
events out as they are ready -> remember. Every door calls `run_turn` and receives the same stream of events.
"""

import logging
import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Literal
from uuid import uuid4

from assistant.domain.action import Action
from assistant.domain.card import Claim
from assistant.domain.dialogue import Request, Session
from assistant.domain.events import (
    Done,
    Event,
    Failure,
    Products,
    Receipts,
    Status,
    Suggestions,
    TextDelta,
    Understood,
    event_json,
)
from assistant.domain.product import Product
from assistant.errors import DangolError, ModelUnavailable
from assistant.grounding import check, sentences, spoken_of
from assistant.memory import after, remember
from assistant.minds import Mind
from assistant.minds.phrasing import condition
from assistant.minds.talking import FORBIDDEN
from assistant.toolbox.clicks import request_of
from assistant.toolbox.desk import Desk
from assistant.toolbox.shop import Shop
from assistant.understanding import AVOIDING, clauses, detect_language, is_asking, steps, understand
from prompts import Replies, forbidden_topics, version

log = logging.getLogger(__name__)
_OF_ONE = frozenset({"ask_product", "stock_check"})


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
        first, *others = _parts(shop, session, said) if minds.agent is None else (said,)
        desks = [_desk(shop, session, first)]
        out = _Out()
        try:
            yield out.send(_understood(desks[0].request))
            answer = _acts(shop, minds, desks, others, out) if others else _answer(minds, desks[0], out)
            for event in answer:
                yield out.send(event)
            desk = desks[-1]
            if not out.text:
                yield out.send(TextDelta(desk.texts.say("find.one" if desk.shown else "talk.unclear")))
            yield out.send(Receipts(tuple(claim for one in desks for claim in out.receipts(one))))
            latency = round((perf_counter() - started) * 1000)
            degraded = out.degraded or any(one.degraded for one in desks)
            prompts = version(shop.settings.texts_dir)
            yield out.send(Done(turn_id, out.mind, degraded, prompts, latency, out.text))
        finally:
            words = said if isinstance(said, str) else ""
            remember(desks[-1], turn_id, words, out.text, [event_json(event) for event in out.events])


def _acts(
    shop: Shop, minds: Minds, desks: list[Desk], others: Sequence[str | Action], out: "_Out"
) -> Iterator[Event]:
    """What one utterance does one after another, each on what the one before left, `desks` one each: products
    before prose, and what to tap next once, at the end."""
    events = list(_answer(minds, desks[0], out))
    for other in others:
        asked = desks[-1].session.pending
        desks.append(_desk(shop, after(desks[-1], "", ""), other))
        if desks[-1].session.pending is None:
            desks[-1].session = replace(desks[-1].session, pending=asked)
        events += _answer(minds, desks[-1], out)
    yield from (event for event in events if not isinstance(event, TextDelta | Suggestions))
    yield from (event for event in events if isinstance(event, TextDelta))
    yield from [event for event in events if isinstance(event, Suggestions)][-1:]


def _parts(shop: Shop, session: Session, said: str | Action) -> Sequence[str | Action]:
    """What is said, in the parts that are heard one after another; an order with its reasons is one."""
    if isinstance(said, Action):
        return (said,)
    try:
        parts = steps(said, session, shop.vocabulary, _known(shop, session), shop.meaning)
    except Exception as problem:  # noqa: BLE001 - a bug in a rule must not cost the shopper the turn
        log.error("parting failed: %s at %s", type(problem).__name__, _place(problem))
        return (said,)
    if len(parts) == 1:
        parts = clauses(parts[0])
    if len(parts) == 1:
        return parts
    if any(is_asking(part) for part in parts):
        return parts
    whole = _hear(shop, session, said)
    return (said,) if whole.intent == "cart_add" and whole.orders else parts


def _desk(shop: Shop, session: Session, said: str | Action) -> Desk:
    """The toolbox for what is said now, or for what is said beside."""
    request = _hear(shop, session, said)
    texts = Replies(request.language, shop.settings.texts_dir)
    return Desk(shop, _pending_lapses(session, request), request, texts)


def _hear(shop: Shop, session: Session, said: str | Action) -> Request:
    """What the words or the click ask. Words that break a rule of ours are searched for as they stand."""
    if isinstance(said, Action):
        return request_of(said, session)
    known = _known(shop, session)
    try:
        request = understand(said, session, shop.vocabulary, known, shop.meaning)
        if request.intent in _OF_ONE and (new := [sku for sku in request.references if sku not in known]):
            # Named and never shown: only its record tells in which sizes and colours it comes.
            known = {**known, **shop.catalogue.products(new)}
            request = understand(said, session, shop.vocabulary, known, shop.meaning)
        if any(topic.is_in(said) for topic in forbidden_topics(shop.settings.texts_dir)):
            return replace(request, intent="out_of_scope", query="", asks=(FORBIDDEN,), wish=None)
        return request
    except Exception as problem:  # noqa: BLE001 - a bug in a rule must not cost the shopper the turn
        log.error("understanding failed: %s at %s", type(problem).__name__, _place(problem))
        language = detect_language(said, session.language)
        if AVOIDING.search(said.lower()):  # What is to be kept away was not heard: it is asked again.
            return Request("", language, "out_of_scope", constraints=session.constraints)
        return Request(said[:200], language, "search", said[:200], session.constraints)


def _known(shop: Shop, session: Session) -> Mapping[str, Product]:
    """The records of what was shown lately or lies in the cart, by SKU."""
    recent = [*session.focus, *session.spoken, *(sku for shown in session.shown for sku in shown.skus)]
    return shop.catalogue.products([*recent, *(line.sku for line in session.cart.lines)])


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
                log.warning("%s; the embedded mind answers", problem)
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
