"""The chat model's client: one try, short waits, no secret in what it prints."""

import socket
from time import perf_counter

import pytest
from openai import APIConnectionError

from assistant.adapters.llm import open_chat_model
from assistant.errors import SettingsError
from assistant.settings import Settings
from tests.agent.openai_server import Fails, Says, Server


def test_without_a_model_it_says_what_to_set() -> None:
    with pytest.raises(SettingsError, match="OPENAI_MODEL"):
        open_chat_model(Settings())


def test_nobody_listening_fails_at_once() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = Settings(openai_base_url=f"http://127.0.0.1:{port}/v1", openai_model="m")
    started = perf_counter()
    with pytest.raises(APIConnectionError):
        list(open_chat_model(settings).stream("hi"))
    assert perf_counter() - started < 3.0


def test_it_streams_and_never_tries_twice(model: Server) -> None:
    chat = open_chat_model(Settings(openai_base_url=model.url, openai_model="m", openai_api_key="sk-hidden"))
    with model.play(Says("안녕하세요", size=1)) as played:
        pieces = [piece.text for piece in chat.stream("hi") if piece.text]
        assert "".join(pieces) == "안녕하세요"
        assert len(pieces) == 5
        assert played.requests[-1]["stream"] is True
        assert played.requests[-1]["max_completion_tokens"] > 0
    with model.play(Fails(500)), pytest.raises(Exception, match="500"):
        list(chat.stream("hi"))
    assert "sk-hidden" not in repr(chat)
