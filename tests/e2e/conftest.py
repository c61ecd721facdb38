"""A real Chromium against a real server on loopback. SHOTS_DIR keeps pictures of the pages."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from assistant import Assistant

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = 600
SHOTS = os.environ.get("SHOTS_DIR")


# Not for the session: while Playwright is open its event loop runs in this thread; no other could.
@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine; install the package chromium")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, headless=True, args=list(FLAGS))
        yield browser
        browser.close()


@dataclass
class Visit:
    """One page in a browser of its own, and everything that went wrong in it."""

    page: "Page"
    name: str
    shots: Path
    trouble: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Types and sends; waits for the whole answer."""
        before = self.page.locator(".dg-turn[data-done=yes]").count()
        self.page.fill("#dg-message", text)
        self.page.press("#dg-message", "Enter")
        self.answered(before)

    def answered(self, before: int) -> None:
        """Waits until there is one finished turn more than `before`."""
        self.page.wait_for_function(
            "before => document.querySelectorAll('.dg-turn[data-done=yes]').length > before", arg=before
        )

    def shot(self, moment: str) -> None:
        self.page.wait_for_timeout(350)
        self.page.screenshot(path=self.shots / f"{self.name}-{moment}.png")

    def check(self) -> None:
        """No foreign request, no console error, no failed call, nothing wider than the page."""
        assert self.trouble == []
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"the page is {wide} px wider than the window"
        log = self.page.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('.dg-log'))")
        assert log <= 0, f"the conversation is {log} px wider than its column"


@pytest.fixture
def visit(browser: "Browser", tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Opens an address as a new visitor: visit(address, width=390, language="ko")."""
    opened = []
    shots = Path(SHOTS) if SHOTS else tmp_path
    shots.mkdir(parents=True, exist_ok=True)

    def open_page(address: str, width: int = 1280, language: str = "ko", scheme: str = "light") -> Visit:
        phone = width < PHONE
        context = browser.new_context(
            viewport={"width": width, "height": 844 if phone else 900},
            locale="ko-KR" if language == "ko" else "en-US",
            has_touch=phone,
            is_mobile=phone,
            color_scheme=scheme,  # type: ignore[arg-type]
            device_scale_factor=2 if phone else 1,
        )
        context.set_default_timeout(20_000)
        opened.append(context)
        page = context.new_page()
        visit = Visit(page, f"{language}-{width}-{scheme}", shots)
        heard = visit.trouble.append
        page.on("console", lambda m: heard(f"console: {m.text}") if m.type == "error" else None)
        page.on("pageerror", lambda error: heard(f"error: {error}"))
        page.on("request", lambda r: None if _own(r.url, address) else heard(f"foreign: {r.url}"))
        page.on("response", lambda r: heard(f"{r.status}: {r.url}") if r.status >= 400 else None)
        page.goto(address)
        page.wait_for_selector(".dg-welcome")
        return visit

    yield open_page
    for context in opened:
        context.close()


def _own(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))


@pytest.fixture(scope="session")
def demo_address(demo_shop: "Assistant") -> Iterator[str]:
    """The whole product around the demo shop: API and chat on one port."""
    from tests.ui.conftest import serving
    from ui.api import build_api
    from ui.chat import mount_chat

    with serving(mount_chat(build_api(demo_shop), demo_shop)) as address:
        yield address


@pytest.fixture(scope="session")
def scripted_address() -> Iterator[str]:
    """The chat alone, around a scripted shop: for what the page does, whatever the shop says."""
    from fastapi import FastAPI
    from starlette.staticfiles import StaticFiles

    from tests.ui.conftest import serving
    from tests.ui.page_shop import PageShop
    from ui.chat import mount_chat

    shop = PageShop(
        words='<script>window.hacked = 1</script> <img src=x onerror="window.hacked = 1"> 여기요.'
    )
    app = FastAPI()
    pictures = Path(str(files("catalog_ingest"))) / "demo" / "sports" / "images"
    app.mount("/images", StaticFiles(directory=pictures))
    with serving(mount_chat(app, shop)) as address:  # type: ignore[arg-type]
        yield address
