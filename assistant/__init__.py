"""Dangol's public face.

with open_assistant(Settings.from_env()) as assistant:
    opened = assistant.open_session(channel="web")
    for event in assistant.turn(opened.session.session_id, "3만원 이하 헬멧"):
        print(event_json(event))
"""

from typing import TYPE_CHECKING, Any

from assistant.domain.action import Action
from assistant.domain.events import event_json
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.bootstrap import open_assistant

__all__ = ["Action", "Assistant", "Settings", "event_json", "open_assistant"]


def __getattr__(name: str) -> Any:
    """`Assistant` and `open_assistant` on first use: importing the values must not load the engines."""
    if name == "open_assistant":
        from assistant.bootstrap import open_assistant

        return open_assistant
    if name == "Assistant":
        from assistant.assistant import Assistant

        return Assistant
    raise AttributeError(f"module 'assistant' has no attribute {name!r}")
