"""Headers every answer carries, and the one place that says which pages may frame or script what."""

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# Gradio's scripts are inline, its HTML component compiles templates, its styles are computed; a merchant's
# pictures lie anywhere. What shoppers and feeds wrote is escaped where it is rendered (ui.render).
PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob: https: http:; media-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors {ancestors}"
)
DATA_PATHS = ("/v1", "/healthz", "/readyz", "/openapi.json", "/images")


class SecurityHeaders:
    """Puts the security headers on every HTTP answer, and takes out CORS headers of apps mounted inside:
    who may call across origins is decided once, outside (ui.api), never by a mounted page."""

    def __init__(self, app: ASGIApp, allowed_origins: Iterable[str] = ()) -> None:
        self.app = app
        self.page_policy = PAGE_POLICY.format(ancestors=" ".join(["'self'", *allowed_origins]))

    def policy(self, path: str) -> str:
        """The content security policy of the page or data at `path`."""
        if path == "/docs" or path.startswith("/docs/"):
            return DOCS_POLICY
        if any(path == prefix or path.startswith(f"{prefix}/") for prefix in DATA_PATHS):
            return DATA_POLICY
        return self.page_policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name in [name for name in headers if name.startswith("access-control-")]:
                    del headers[name]
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Content-Security-Policy"] = self.policy(path)
                headers["Referrer-Policy"] = "same-origin"
                headers["Permissions-Policy"] = "camera=(), geolocation=(self), microphone=(self)"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
                if path.startswith("/v1"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_with_headers)
