"""The Gradio chat: regions of the page as Gradio HTML components, one event channel from its buttons.

Gradio carries events and redraws; what is drawn comes from ui.render, what happens from the assistant.
Its own per-browser state is keyed by what the browser sends, so it holds nothing: the browser keeps a signed
pass and shows it with every event.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar, cast

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
# Gradio sums up its own run times with pandas after every event, over the last 10,000: never, over one.
os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", "1000000000")
os.environ.setdefault("GRADIO_ANALYTICS_MAX_EVENTS", "1")

import gradio as gr
from fastapi import FastAPI

from assistant.lexicon import load_lexicon
from ui.face.door import Door
from ui.face.guard import MAX_BODY, ChatGuard
from ui.face.screen import Screen
from ui.render import Renderer

if TYPE_CHECKING:
    from assistant import Assistant

log = logging.getLogger(__name__)
T = TypeVar("T")

MAX_WAITING = 200
CONCURRENT = 16
_REGIONS = ("header", "log", "chips", "composer", "cart", "toast")
_FONTS = ("Pretendard", "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", "system-ui", "sans-serif")


def build_chat(assistant: "Assistant") -> gr.Blocks:
    """The chat page as Gradio blocks, not yet served; `mount_chat` serves it with the settings it needs."""
    return _inside_a_loop(lambda: _blocks(assistant))


def _inside_a_loop(build: Callable[[], T]) -> T:
    """`build()` with an event loop running: without one Gradio makes loops and never closes them."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:

        async def built() -> T:
            return build()

        return asyncio.run(built())
    return build()


def _blocks(assistant: "Assistant") -> gr.Blocks:
    door = Door(assistant, Renderer(load_lexicon()))
    with gr.Blocks(title=assistant.settings.shop_name_ko, analytics_enabled=False, fill_width=True) as blocks:
        # The secret only obscures: what counts is the signature on the token inside.
        held = gr.BrowserState(None, storage_key="dangol_pass", secret="dangol")  # noqa: S106
        bridged = {"log": {"html_template": _static("log.html"), "js_on_load": _static("chat.js")}}
        with gr.Column(elem_id="dg"):
            regions = {name: _region(name, **bridged.get(name, {})) for name in _REGIONS}

        outputs = [held, *(regions[name] for name in _REGIONS)]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

        def calm(step: Callable[[], Screen]) -> list[Any]:
            (updates,) = in_turn(lambda: iter([step()]))
            return updates

        def in_turn(steps: Callable[[], Iterator[Screen]]) -> Iterator[list[Any]]:
            # Here, and not in Gradio: it would print the error with what the shopper said.
            try:
                yield from map(_updates, steps())
            except Exception:
                log.exception("a step of the chat page failed")
                yield _updates(door.trouble())

        def opened(held: Any, request: gr.Request) -> list[Any]:
            return calm(lambda: door.open(held, request.headers.get("accept-language", "")))

        def turned(held: Any, event: gr.EventData) -> Iterator[list[Any]]:
            yield from in_turn(lambda: door.turn(held, _payload(event)))

        def cart_changed(held: Any, event: gr.EventData) -> list[Any]:
            return calm(lambda: door.cart(held, _payload(event)))

        def picked(held: Any, event: gr.EventData) -> list[Any]:
            return calm(lambda: door.pick(held, _payload(event)))

        def rated(held: Any, event: gr.EventData) -> list[Any]:
            return calm(lambda: door.rate(held, _payload(event)))

        blocks.load(opened, [held], outputs, **quiet)
        bridge = regions["log"]
        bridge.turn(turned, [held], outputs, trigger_mode="multiple", **quiet)
        bridge.cart(cart_changed, [held], outputs, trigger_mode="multiple", **quiet)
        bridge.pick(picked, [held], outputs, trigger_mode="multiple", **quiet)
        bridge.rate(rated, [held], outputs, trigger_mode="multiple", **quiet)
    # Closed API routes; the default of one at a time would make shoppers wait for each other.
    blocks.queue(api_open=False, max_size=MAX_WAITING, default_concurrency_limit=CONCURRENT)
    return cast(gr.Blocks, blocks)


def mount_chat(app: FastAPI, assistant: "Assistant", path: str = "/") -> FastAPI:
    """`app` with the chat at `path`: mount it last, since at "/" it answers every address left over."""
    app.add_middleware(ChatGuard, path=path)
    _inside_a_loop(lambda: _mount(app, _blocks(assistant), path))
    return app


def _mount(app: FastAPI, blocks: gr.Blocks, path: str) -> None:
    gr.mount_gradio_app(
        app,
        blocks,
        path=path,
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=MAX_BODY,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        theme=gr.themes.Base(font=_FONTS, font_mono=("ui-monospace", "monospace")),
        css=_static("chat.css"),
        head=_static("head.html"),
        favicon_path=str(files("ui") / "static" / "favicon.png") if path == "/" else None,
    )


def _region(name: str, **more: Any) -> gr.HTML:
    settings: dict[str, Any] = {"apply_default_css": False, "js_on_load": None} | more
    return gr.HTML("", elem_id=f"dg-{name}", elem_classes="dg-region", **settings)


def _updates(screen: Screen) -> list[Any]:
    """One update an output, in the order of the listeners' outputs; what did not change is skipped."""
    values = (screen.held, *(getattr(screen, name) for name in _REGIONS))
    return [gr.skip() if value is None else value for value in values]


def _payload(event: gr.EventData) -> dict[str, Any]:
    data = event._data
    return data if isinstance(data, dict) else {}


def _static(name: str) -> str:
    return (files("ui") / "static" / name).read_text(encoding="utf-8")
