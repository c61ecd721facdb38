"""The agent mind: a LangChain agent on an OpenAI-compatible endpoint, over the same desk.

It proposes, code commits: cards, prices and cart come from the desk, and each sentence is held against the
receipts before it leaves.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from langchain.agents import create_agent
from langchain.agents.middleware import (
    InputAgentState,
    ModelRequest,
    ModelResponse,
    ToolErrorMiddleware,
    wrap_model_call,
)
from langchain.tools.tool_node import ToolCallRequest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, BaseMessage, HumanMessage
from langchain_core.runnables import RunnableConfig
from langgraph.types import StreamMode
from langsmith import tracing_context

from assistant.domain.card import Card
from assistant.domain.events import CartChanged, Event, Products, Status, TextDelta
from assistant.errors import DangolError, ModelUnavailable
from assistant.grounding import Splitter, check, spoken_of
from assistant.minds.agent_prompt import past, recent_cards, system_prompt
from assistant.minds.agent_stream import deadlined
from assistant.minds.agent_tools import CorrectableError, DeskTools, FinalError
from assistant.minds.embedded import EmbeddedMind
from assistant.minds.phrasing import listed, short
from assistant.settings import Settings
from assistant.toolbox.desk import Desk

log = logging.getLogger(__name__)

MOST_ROUNDS = 6
MOST_CHARACTERS = 6_000
CONFIG: RunnableConfig = {"recursion_limit": 4 * MOST_ROUNDS}
MODES: tuple[StreamMode, ...] = ("messages", "updates")
CUT = frozenset({"length", "content_filter"})
# Consent, the profile and refusals are decided by code alone; a model is not asked.
BY_CODE = frozenset({"profile_change", "profile_show", "unsafe"})


class Piece(str):
    """A piece of the model's own text."""


@dataclass(frozen=True, slots=True)
class RoundOver:
    """One answer of the model is over. `calls`: it goes on to call tools.  `finish`: why it ended."""

    calls: bool
    finish: str


Item = Event | Piece | RoundOver
Put = Callable[[Item], None]


class AgentMind:
    """Answers with a model. ModelUnavailable before the first visible event lets the embedded mind answer
    instead; a failure after that ends the answer where it stands."""

    name: Literal["agent"] = "agent"

    def __init__(self, model: BaseChatModel, settings: Settings) -> None:
        self._model, self._settings = model, settings
        self._embedded = EmbeddedMind()

    def respond(self, desk: Desk) -> Iterator[Event]:
        """The events of one turn: products as a tool shows them, then text sentence by sentence."""
        if desk.request.intent in BY_CODE or (desk.request.answer and desk.session.pending):
            yield from self._embedded.respond(desk)
            return
        before = (desk.session, list(desk.shown), desk.focus)
        said = Said(desk)
        visible = False
        try:
            for event in said.spoken(self._run(desk, said.allowed)):
                visible = visible or not isinstance(event, Status)
                yield event
        except Exception as problem:  # whatever the endpoint did wrong, the shopper gets an answer
            if not visible:
                desk.session, desk.shown[:], desk.focus = before[0], before[1], before[2]
                raise _unavailable(problem) from problem
            log.warning("the model broke off: %s", _name(problem))
            desk.degraded = True
        if not said.sentences:
            if not visible:
                raise ModelUnavailable("the model said nothing that the record bears out")
            yield from said.closing()
        yield from said.disclosure()

    def _run(self, desk: Desk, allowed: Sequence[str]) -> Iterator[Item]:
        settings = self._settings
        recent = recent_cards(desk)

        agent, tools = self._agent(desk, recent, allowed)
        start: InputAgentState = {"messages": [*_messages(desk)]}

        def produce(put: Put, stop: threading.Event) -> None:
            tools.listen(put, stop)
            with tracing_context(enabled=False):
                for mode, chunk in agent.stream(start, CONFIG, stream_mode=[*MODES]):
                    if stop.is_set():
                        return
                    _forward(mode, chunk, put)

        return deadlined(produce, settings.model_first_token_seconds, settings.model_total_seconds)

    def _agent(self, desk: Desk, recent: tuple[Card, ...], allowed: Sequence[str]) -> tuple[Any, DeskTools]:
        tools = DeskTools(desk, allowed)
        tools.learn(recent)
        agent = create_agent(
            self._model,
            tools.all(),
            system_prompt=system_prompt(desk, recent),
            middleware=[_rounds(MOST_ROUNDS), ToolErrorMiddleware(_tool_error)],
        )
        return agent, tools


class Said:
    """The model's text on its way to the shopper: whole sentences, each held against the receipts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._about: tuple[str, ...] = ()
        self._splitter = Splitter()
        self._length = 0
        self._cards: tuple[Products, ...] = ()
        self._cart: CartChanged | None = None
        self.sentences = 0
        self.allowed = (desk.request.text, *(str(one.value) for one in desk.request.constraints))

    def spoken(self, stream: Iterator[Item]) -> Iterator[Event]:
        """Events as they come and text in sentences. What the model mutters before its first tool call is
        dropped, so that products stand before prose."""
        held: list[str] | None = []
        for item in stream:
            if isinstance(item, RoundOver):
                if held is not None and not item.calls:
                    yield from self._text("".join(held))
                if item.finish in CUT:
                    self._splitter.rest()
                yield from self._flush()
                held = None
            elif isinstance(item, Piece):
                if held is not None:
                    held.append(item)
                else:
                    yield from self._text(item)
            else:
                self._note(item)
                yield item
        yield from self._flush()

    def closing(self) -> Iterator[Event]:
        """Words of our own when none of the model's could be said."""
        texts, language = self._desk.texts, self._desk.language
        if self._cart is not None:
            total = self._cart.cart.total
            if total:
                yield TextDelta(texts.say("cart.total", total=total.format(language)))
        elif self._cards:
            card = self._cards[-1].items[0]
            if card.price:
                price = card.price.format(language)
                yield TextDelta(texts.say("find.top", title=card.title, price=price))
            else:
                yield TextDelta(texts.say("find.top_plain", title=card.title))

    def disclosure(self) -> Iterator[Event]:
        """For a shopper who avoids something: which of the products shown carry no confirmed label."""
        desk = self._desk
        cards = [card for products in self._cards for card in products.items]
        unknown = [card for card in cards if card.allergens.status == "unknown" and desk.edible(card)]
        if desk.avoid and unknown:
            titles = listed([short(card.title) for card in unknown])
            yield TextDelta(desk.texts.say("find.unknown_allergens", titles=titles))

    def _note(self, event: Event) -> None:
        if isinstance(event, Products):
            self._cards = (*self._cards, event)
        elif isinstance(event, CartChanged):
            self._cart = event

    def _text(self, piece: str) -> Iterator[Event]:
        self._length += len(piece)
        if self._length > MOST_CHARACTERS:
            return
        yield from self._checked(self._splitter.feed(piece))

    def _flush(self) -> Iterator[Event]:
        yield from self._checked(self._splitter.rest())

    def _checked(self, sentences: Sequence[str]) -> Iterator[Event]:
        evidence = self._desk.evidence
        for sentence in sentences:
            if problems := check(sentence, evidence, self.allowed, self._about):
                log.info("a sentence of the model was held back: %s", ", ".join(problems))
                continue
            self._about = spoken_of(sentence, evidence) or self._about
            self.sentences += 1
            yield TextDelta(sentence)


def _forward(mode: str, chunk: Any, put: Put) -> None:
    """One item of LangGraph's stream as ours. A model that does not stream sends whole AIMessages, the
    parent class of the chunks."""
    if mode == "messages":
        message = chunk[0]
        if isinstance(message, AIMessage):
            put(Piece(message.text))
        return
    for update in chunk.values():
        messages: Sequence[BaseMessage] = (update or {}).get("messages", ())
        for message in messages:
            if isinstance(message, AIMessage):
                put(RoundOver(bool(message.tool_calls), _finish(message)))


def _messages(desk: Desk) -> list[AnyMessage]:
    messages: list[AnyMessage] = []
    for shopper, answer in past(desk):
        messages += [HumanMessage(shopper), AIMessage(answer)]
    return [*messages, HumanMessage(desk.request.text)]


def _rounds(most: int) -> Any:
    """Holds each call of the model to the rules: after `most` answers with tool calls it gets no tools, so
    that it has to speak; an answer that broke off runs no tool, for LangChain completes half an argument
    ({"quantity": 1 of 12) into a valid one."""

    @wrap_model_call
    def limit(request: ModelRequest, handler: Callable[[ModelRequest], ModelResponse]) -> ModelResponse:
        asked = 0
        for message in reversed(request.messages):
            if isinstance(message, HumanMessage):
                break
            asked += isinstance(message, AIMessage)
        response = handler(request.override(tools=[]) if asked >= most else request)
        for answer in response.result:
            if isinstance(answer, AIMessage):
                finish = _finish(answer)
                if not finish or (finish in CUT and answer.tool_calls):
                    raise ModelUnavailable("the model's answer broke off before its end; try again")
        return response

    return limit


def _finish(message: AIMessage) -> str:
    """Why the endpoint ended this answer; "" when the connection closed before it said."""
    return str(message.response_metadata.get("finish_reason") or "")


def _tool_error(error: Exception, request: ToolCallRequest) -> str | None:
    if isinstance(error, CorrectableError):
        return f"This call can be corrected: {error}"
    if isinstance(error, FinalError):
        return f"Final, do not call it again: {error}"
    return None


def _unavailable(problem: Exception) -> ModelUnavailable:
    if isinstance(problem, ModelUnavailable):
        return problem
    return ModelUnavailable(f"the model endpoint failed ({_name(problem)}); see dangol doctor")


def _name(problem: Exception) -> str:
    """What went wrong without a word of what was said, asked or sent."""
    return str(problem) if isinstance(problem, DangolError) else type(problem).__name__
