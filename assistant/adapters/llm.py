"""The chat model behind any OpenAI-compatible endpoint."""

import httpx
from langchain_core.language_models import BaseChatModel
from langchain_openai import ChatOpenAI

from assistant.errors import SettingsError
from assistant.settings import Settings

MOST_OUTPUT_TOKENS = 900


def open_chat_model(settings: Settings) -> BaseChatModel:
    """One client for the whole process: a new one for each call costs tens of milliseconds.

    It never retries (the turn falls back to the embedded mind instead), gives up connecting after
    `model_connect_seconds`, and waits `model_first_token_seconds` for the next bytes. The deadline over the
    whole answer is the caller's. SettingsError when no model is set.
    """
    if not settings.has_model:
        raise SettingsError("no chat model is set; set OPENAI_MODEL and OPENAI_API_KEY or OPENAI_BASE_URL")
    timeout = httpx.Timeout(
        connect=settings.model_connect_seconds,
        read=settings.model_first_token_seconds,
        write=settings.model_connect_seconds,
        pool=settings.model_connect_seconds,
    )
    return ChatOpenAI(
        model=settings.openai_model,
        # A local endpoint needs no key, but the client refuses to start without one.
        api_key=lambda: settings.openai_api_key or "none",
        base_url=settings.openai_base_url or None,
        timeout=timeout,
        # Our own: the default one is shared by every model of the process and its event loops.
        http_async_client=httpx.AsyncClient(timeout=timeout),
        max_retries=0,
        max_completion_tokens=MOST_OUTPUT_TOKENS,
        streaming=True,
        stream_usage=False,
        use_responses_api=False,
    )
