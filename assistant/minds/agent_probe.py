"""Can this model call tools? Asked once for each endpoint and model, and remembered in the data folder."""

import json
import logging
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

import openai
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, HumanMessage

from assistant.errors import ModelUnavailable
from assistant.settings import Settings

log = logging.getLogger(__name__)

Mode = Literal["tools", "writer"]
WORD, COUNT = "dangol", 7
ASKED = f'Call the tool note_down with word="{WORD}" and count={COUNT}. Do nothing else.'
# How endpoints without tools refuse the request itself.
_REFUSED = (openai.BadRequestError, openai.UnprocessableEntityError, openai.InternalServerError)
_NOT_IMPLEMENTED = 501


def note_down(
    word: Annotated[str, "The word to note"], count: Annotated[int, "How often it was said, e.g. 3"]
) -> None:
    """Note one word and how often it was said."""


async def can_call_tools(model: BaseChatModel, beat: Callable[[int], None]) -> bool:
    """True when the model, told to call a tool with given arguments, does exactly that of its own accord: a
    grammar can force the shape of a call onto any model, not the sense. Other failures of the endpoint are
    raised: they tell nothing about the model. beat: hears each sign of life, as characters written."""
    answer: AIMessageChunk | None = None
    try:
        async for chunk in model.bind_tools([note_down]).astream([HumanMessage(ASKED)]):
            if isinstance(chunk, AIMessageChunk):
                answer = chunk if answer is None else answer + chunk
                beat(len(chunk.text) + sum(len(one["args"] or "") for one in chunk.tool_call_chunks))
    except _REFUSED as problem:
        if problem.status_code >= 500 and problem.status_code != _NOT_IMPLEMENTED:
            raise
        return False
    if answer is None or not answer.response_metadata.get("finish_reason"):
        raise ModelUnavailable("the model's answer broke off before its end; try again")
    return [(call["name"], call["args"]) for call in answer.tool_calls] == [
        (note_down.__name__, {"word": WORD, "count": COUNT})
    ]


class KnownModels:
    """What the probes found, in `model_modes.json`; delete it to ask again."""

    def __init__(self, settings: Settings) -> None:
        self._path: Path = settings.data_dir / "model_modes.json"
        # A base URL may carry a password.
        self._key = sha256(f"{settings.openai_base_url}|{settings.openai_model}".encode()).hexdigest()[:16]
        self._modes = self._read()

    def mode(self) -> Mode | None:
        """How this model is used, None when it was never asked."""
        mode = self._modes.get(self._key)
        return "tools" if mode == "tools" else "writer" if mode == "writer" else None

    def learn(self, mode: Mode) -> None:
        self._modes[self._key] = mode
        try:
            self._path.write_text(json.dumps(self._modes), encoding="utf-8")
        except OSError as problem:
            log.warning("what the model can do could not be kept (%s)", type(problem).__name__)

    def _read(self) -> dict[str, str]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            return {str(key): str(mode) for key, mode in kept.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, AttributeError) as problem:
            log.warning("what the model can do could not be read (%s); asking again", type(problem).__name__)
            return {}
