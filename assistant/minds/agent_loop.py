"""Tools mode: a LangChain agent that calls the desk's tools itself."""

import json
import logging
from collections.abc import Awaitable, Callable, Generator, Sequence
from contextlib import closing
from typing import Any

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
from langchain_core.messages import AIMessage, AnyMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.runnables import RunnableConfig
from langgraph.types import StreamMode
from langsmith import tracing_context

from assistant.domain.events import Event, Status, TextDelta
from assistant.errors import ModelUnavailable
from assistant.grounding.fold import fold
from assistant.minds.agent_budget import Budget, Payer, tokens_in
from assistant.minds.agent_fence import clean
from assistant.minds.agent_prompt import LONGEST_SAID, past, recent_cards, rules, system_prompt
from assistant.minds.agent_said import CUT, Beat, Busy, Item, Piece, RoundOver, Said, echoes, thinking, weight
from assistant.minds.agent_stream import Patience, Upstream
from assistant.minds.agent_tools import CorrectableError, DeskTools, FinalError
from assistant.minds.embedded import EmbeddedMind
from assistant.toolbox.desk import Desk

log = logging.getLogger(__name__)

MOST_ROUNDS = 6
MOST_WRITTEN = 900
"""Tokens of one answer, as the client asks for them."""
MOST_MATERIAL = 20_000
"""Characters of tool results the model reads at once: the newest whole, older ones left out."""
LEFT_OUT = "(left out, call the tool again if it is needed)"
CONFIG: RunnableConfig = {"recursion_limit": 4 * MOST_ROUNDS}
MODES: tuple[StreamMode, ...] = ("messages", "updates")
Put = Callable[[Item], None]


class ToolsMode:
    """Answers one turn through tool calls of the model's own."""

    def __init__(self, model: BaseChatModel, upstream: Upstream, budget: Budget, patience: Patience) -> None:
        self._model, self._upstream = model, upstream
        self._budget, self._patience = budget, patience
        self._embedded = EmbeddedMind()

    def respond(self, desk: Desk, payer: Payer) -> Generator[Event, None, Exception | None]:
        """The events of the turn: products as a tool shows them, then text sentence by sentence.

        A failure before the first visible event is raised and leaves the desk as it was. After cards or a
        write, code ends the answer and the failure is returned; after text alone it is raised, for the
        embedded mind to answer anew.
        """
        before = (desk.session, list(desk.shown), desk.focus)
        tools = DeskTools(desk, echoes(desk))
        recent = recent_cards(desk)
        tools.learn(recent)
        prompt = system_prompt(desk, recent)
        said = Said(desk, [*(tool.__name__ for tool in tools.all()), "<data", fold(rules(prompt))])
        visible, fault = False, None
        try:
            with closing(self._run(desk, tools, prompt, payer)) as stream:
                for event in said.spoken(stream):
                    visible = visible or not isinstance(event, Status)
                    yield event
            if not said.sentences:
                raise ModelUnavailable("the model said nothing that the record bears out")
        except Exception as problem:  # noqa: BLE001 - whatever the endpoint did wrong, the shopper gets an answer
            fault = problem
        finally:
            tools.close()
        if fault is None and tools.orders and not (said.has_written or tools.refused):
            # The shopper asked for it plainly; that the model forgot is no reason not to do it.
            yield from self._embedded.respond(desk)
            yield from said.disclosure()
            return None
        if fault is not None and not visible:
            desk.session, desk.shown[:], desk.focus = before
            raise fault
        elif fault is not None and not (said.has_shown or said.has_written):
            raise fault
        elif fault is not None:
            desk.degraded = True
            yield TextDelta(desk.texts.say("talk.degraded"))
            yield from said.closing()
        yield from said.disclosure()
        if not desk.session.turns:
            yield TextDelta(desk.texts.say("talk.ai_notice"))
        yield said.next_steps()
        return fault

    def _run(self, desk: Desk, tools: DeskTools, prompt: str, payer: Payer) -> Generator[Item, None, None]:
        start: InputAgentState = {"messages": _messages(desk)}

        async def produce(put: Put) -> None:
            tools.listen(put)
            put(Busy(True))
            agent: Any = create_agent(
                self._model,
                tools.all(),
                system_prompt=prompt,
                middleware=[
                    _rounds(self._budget, payer, lambda: put(Busy(False))),
                    ToolErrorMiddleware(_tool_error),
                ],
            )
            with tracing_context(enabled=False):
                async for mode, chunk in agent.astream(start, CONFIG, stream_mode=[*MODES]):
                    _forward(mode, chunk, put)

        return self._upstream.read(produce, self._patience, weight, thinking(desk))


def _forward(mode: str, chunk: Any, put: Put) -> None:
    """One item of LangGraph's stream as ours. A model that does not stream sends whole AIMessages, the
    parent class of the chunks."""
    if mode == "messages":
        message = chunk[0]
        if isinstance(message, AIMessage):
            put(Piece(message.text))
            if arguments := sum(len(one["args"] or "") for one in getattr(message, "tool_call_chunks", ())):
                put(Beat(arguments))
        return
    for update in chunk.values():
        messages: Sequence[BaseMessage] = (update or {}).get("messages", ())
        for message in messages:
            if isinstance(message, AIMessage):
                put(RoundOver(bool(message.tool_calls), _finish(message)))


def _messages(desk: Desk) -> list[AnyMessage | dict[str, Any]]:
    messages: list[AnyMessage | dict[str, Any]] = []
    for shopper, answer in past(desk):
        messages += [HumanMessage(shopper), AIMessage(answer)]
    return [*messages, HumanMessage(clean(desk.request.text, LONGEST_SAID))]


def _rounds(budget: Budget, payer: Payer, asking: Callable[[], None]) -> Any:
    """Holds each call of the model to the rules: its cost is reserved first; it reads no more than
    MOST_MATERIAL; after MOST_ROUNDS answers with tool calls it gets no tools, so that it has to speak; an
    answer that broke off runs no tool, for LangChain completes half an argument ({"quantity": 1 of 12) into a
    valid one.  asking: told when the model is about to be asked, for what we prepare is not its time."""

    @wrap_model_call
    async def limit(
        request: ModelRequest, handler: Callable[[ModelRequest], Awaitable[ModelResponse]]
    ) -> ModelResponse:
        rounds = _rounds_since(request.messages)
        if rounds > MOST_ROUNDS:
            raise ModelUnavailable(f"the model went on calling tools after {MOST_ROUNDS} rounds")
        held = request.override(messages=_trimmed(request.messages))
        texts = [
            str(held.system_message.content) if held.system_message else "",
            *map(_written, held.messages),
        ]
        reserved, read, wrote = budget.reserve(payer, texts, MOST_WRITTEN), sum(map(tokens_in, texts)), 0
        asking()
        try:
            response = await handler(held.override(tools=[]) if rounds == MOST_ROUNDS else held)
            answers = [one for one in response.result if isinstance(one, AIMessage)]
            wrote = sum(tokens_in(_written(one)) for one in answers)
        finally:
            budget.settle(reserved, read, wrote)
        for answer in answers:
            finish = _finish(answer)
            if not finish or (finish in CUT and answer.tool_calls):
                raise ModelUnavailable("the model's answer broke off before its end; try again")
        return response

    return limit


def _rounds_since(messages: Sequence[BaseMessage]) -> int:
    """Answers of the model since the shopper spoke."""
    count = 0
    for message in reversed(messages):
        if isinstance(message, HumanMessage):
            break
        count += isinstance(message, AIMessage)
    return count


def _trimmed(messages: Sequence[AnyMessage]) -> list[AnyMessage]:
    """The messages with tool results beyond MOST_MATERIAL characters left out, oldest first."""
    kept: list[AnyMessage] = []
    room = MOST_MATERIAL
    for message in reversed(messages):
        if isinstance(message, ToolMessage):
            room -= len(str(message.content))
            if room < 0:
                message = message.model_copy(update={"content": LEFT_OUT})
        kept.append(message)
    return kept[::-1]


def _written(message: BaseMessage) -> str:
    calls = json.dumps(message.tool_calls, ensure_ascii=False) if isinstance(message, AIMessage) else ""
    return f"{message.content}{calls}"


def _finish(message: AIMessage) -> str:
    """Why the endpoint ended this answer; "" when the connection closed before it said."""
    return str(message.response_metadata.get("finish_reason") or "")


def _tool_error(error: Exception, request: ToolCallRequest) -> str | None:
    if isinstance(error, CorrectableError):
        return f"This call can be corrected: {clean(str(error))}"
    if isinstance(error, FinalError):
        return f"Final, do not call it again: {clean(str(error))}"
    return None
