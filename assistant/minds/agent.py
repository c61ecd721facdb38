"""The agent mind: a model on an OpenAI-compatible endpoint, over the same desk.

It proposes, code commits. DANGOL_AGENT_MODE: "tools", the model calls the desk's tools itself; "writer", code
understands, finds and states the facts, and the model only phrases; "auto" asks the model once whether it can
call tools. A circuit breaker and a budget stand before every call; whatever fails, the embedded mind answers.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Literal

from langchain_core.language_models import BaseChatModel
from langchain_openai import ChatOpenAI
from langsmith import tracing_context

from assistant.domain.events import Event
from assistant.errors import DangolError, ModelUnavailable
from assistant.minds import withholding
from assistant.minds.agent_breaker import Breaker
from assistant.minds.agent_budget import Budget, CapReached, Payer
from assistant.minds.agent_loop import ToolsMode
from assistant.minds.agent_probe import ASKED, KnownModels, Mode, can_call_tools
from assistant.minds.agent_stream import Patience, Upstream
from assistant.minds.agent_writer import WriterMode
from assistant.minds.embedded import EmbeddedMind
from assistant.settings import Settings
from assistant.toolbox.desk import Desk

log = logging.getLogger(__name__)

# Consent, the profile and refusals are decided by code alone; a model is not asked.
BY_CODE = frozenset({"profile_change", "profile_show", "unsafe"})
_PROBE_TOKENS = 60


class AgentMind:
    """Answers with a model. ModelUnavailable, raised before cards or a write, lets the embedded mind answer
    instead; a later failure ends the answer in code's own words, with `desk.degraded` set."""

    name: Literal["agent"] = "agent"

    def __init__(self, model: BaseChatModel, settings: Settings) -> None:
        self._model, self._settings = model, settings
        self._upstream, self._budget = Upstream(), Budget(settings)
        self._patience = Patience(settings.model_first_token_seconds, settings.model_total_seconds)
        self._known = KnownModels(settings)
        self._embedded = EmbeddedMind()
        self.breaker = Breaker(settings.model_rest_seconds)
        parts = (model, self._upstream, self._budget, self._patience)
        self._modes: dict[Mode, ToolsMode | WriterMode] = {
            "tools": ToolsMode(*parts),
            "writer": WriterMode(*parts),
        }

    def respond(self, desk: Desk) -> Iterator[Event]:
        """The events of one turn."""
        answers = desk.request.answer and desk.session.pending
        # Sums, plans and fits are granted by code: no tool does them, and a model's arithmetic is a guess.
        by_code = desk.request.intent in BY_CODE or answers or desk.request.wish
        if by_code or withholding.concerns(desk):
            yield from self._embedded.respond(desk)
            return
        self.breaker.enter()
        fault: Exception | None = None
        try:
            payer = _payer(desk)
            fault = yield from self._modes[self._mode(payer)].respond(desk, payer)
        except GeneratorExit:
            self.breaker.left()
            raise
        except Exception as problem:
            fault = problem
            raise _unavailable(problem) from problem
        finally:
            if isinstance(fault, CapReached):
                self.breaker.left()
            elif fault is not None:
                self.breaker.failed(fault)
        if fault is None:
            self.breaker.succeeded()
        else:
            log.warning("the model broke off: %s", _name(fault))

    def close(self) -> None:
        """Give up what is under way, close the connections, keep what was spent."""
        model = self._model

        async def last() -> None:
            if isinstance(model, ChatOpenAI):
                await model.root_async_client.close()

        self._upstream.close(last)
        self._budget.close()

    def _mode(self, payer: Payer) -> Mode:
        if self._settings.agent_mode != "auto":
            return self._settings.agent_mode
        mode = self._known.mode()
        if mode is None:
            mode = "tools" if self._probed(payer) else "writer"
            self._known.learn(mode)
            log.info(
                "the model %s; it is used in %s mode", "calls tools" if mode == "tools" else "cannot", mode
            )
        return mode

    def _probed(self, payer: Payer) -> bool:
        reserved = self._budget.reserve(payer, [ASKED], _PROBE_TOKENS)

        async def produce(put: Callable[[int | bool], None]) -> None:
            with tracing_context(enabled=False):
                put(await can_call_tools(self._model, put))

        try:
            with closing(self._upstream.read(produce, self._patience, int)) as stream:
                return [*stream][-1] is True
        finally:
            self._budget.settle(reserved, _PROBE_TOKENS, _PROBE_TOKENS)


def _payer(desk: Desk) -> Payer:
    shopper = "" if desk.session.profile.guest else desk.session.profile.shopper_id
    return Payer(desk.session.session_id, shopper, desk.shop.clock().date().isoformat())


def _unavailable(problem: Exception) -> ModelUnavailable:
    if isinstance(problem, ModelUnavailable):
        return problem
    return ModelUnavailable(f"the model endpoint failed ({_name(problem)}); see dangol doctor")


def _name(problem: Exception) -> str:
    """What went wrong without a word of what was said, asked or sent."""
    return str(problem) if isinstance(problem, DangolError) else type(problem).__name__
