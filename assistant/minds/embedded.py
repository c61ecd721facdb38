"""The embedded mind: no model and no key. It understands by rules and speaks from prompts/."""

from collections.abc import Callable, Iterator
from typing import Literal

from assistant.domain.dialogue import Intent
from assistant.domain.events import Event, TextDelta
from assistant.minds import (
    answering,
    basket,
    comparing,
    finding,
    knowing,
    ruling,
    substituting,
    talking,
    visiting,
    wishing,
)
from assistant.toolbox.desk import Desk

Reply = Callable[[Desk], Iterator[Event]]

REPLIES: dict[Intent, Reply] = {
    "search": finding.find,
    "recommend": finding.find,
    "refine": finding.find,
    "substitute": substituting.substitute,
    "complement": finding.complement,
    "compare": comparing.compare,
    "ask_product": answering.answer,
    "policy": ruling.policy,
    "cart_add": basket.add,
    "cart_change": basket.change,
    "cart_show": basket.show,
    "reserve": basket.reserve,
    "store_find": visiting.find_store,
    "stock_check": visiting.check_stock,
    "service_book": visiting.service,
    "profile_show": knowing.show,
    "profile_change": knowing.change,
    "order_status": talking.order_status,
    "greeting": talking.greeting,
    "thanks": talking.thanks,
    "handoff": talking.handoff,
    "out_of_scope": talking.out_of_scope,
    "unsafe": talking.unsafe,
}


class EmbeddedMind:
    """Deterministic: the same session and words give the same events."""

    name: Literal["embedded"] = "embedded"

    def respond(self, desk: Desk) -> Iterator[Event]:
        """The events of one turn; an answer to our own question first, then the intent's reply."""
        pending = desk.session.pending
        answers = desk.request.answer is not None and pending is not None and pending.kind != "add"
        reply = knowing.answer_pending if answers else REPLIES[desk.request.intent]
        wish = None if answers else desk.request.wish
        yield from wishing.grant(desk, wish) if wish else reply(desk)
        if not desk.session.turns and desk.request.text and desk.request.intent != "greeting":
            yield TextDelta(desk.texts.say("talk.ai_notice"))
        # "a snack, I'm allergic to milk" finds snacks first, then asks whether to remember.
        if desk.request.intent in ("search", "recommend", "refine") and desk.request.changes:
            yield from knowing.keep(desk, desk.request.changes)
