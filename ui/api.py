"""The HTTP API, built in one place: routers, errors and middleware, in the order a call meets them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from assistant import Assistant, Settings
from assistant.errors import DangolError
from ui.http import catalogue, docs, health, problems, sessions, stores, unmatched
from ui.http.headers import SecurityHeaders
from ui.http.journal import Journal
from ui.http.limits import BodyLimits
from ui.http.sse import Turns

DESCRIPTION = """\
The shop's assistant: conversations, search, products, stores.

Open a session, keep its token, send turns, read events as they come. Money is integer minor units with an
ISO 4217 code (1,000 won is 1000). Errors are `application/problem+json` with a stable `code`.
"""
# FastAPI's own telemetry would record bodies and exception texts, which are the shopper's.
NO_TELEMETRY = {
    "tracing": False, "metrics": False, "logs": False, "operation_spans": False, "auto_configure": False,
}  # fmt: skip


def build_api(assistant: Assistant) -> FastAPI:
    """The whole API around an open assistant. It neither opens nor closes the assistant."""
    turns, settings = Turns(), assistant.settings
    origins = [origin.strip() for origin in settings.allowed_origins.split(",") if origin.strip()]

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        try:
            yield
        finally:
            turns.close()

    app = FastAPI(
        title="Dangol",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        telemetry=NO_TELEMETRY,  # type: ignore[arg-type]
        # First in, last out: what stands above sees a call before, and its answer after, what stands below.
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=origins,
                allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
                allow_headers=["Authorization", "Content-Type", "Idempotency-Key"],
                max_age=600,
            ),
            Middleware(SecurityHeaders, allowed_origins=origins),
            Middleware(Journal),
            Middleware(BodyLimits),
        ],
        exception_handlers={
            DangolError: problems.on_dangol_error,
            HTTPException: problems.on_http_error,
            RequestValidationError: problems.on_bad_body,
        },
    )
    routers = (
        sessions.routes(assistant, turns),
        catalogue.routes(assistant),
        stores.routes(assistant),
    )
    for router in (*routers, health.routes(assistant), unmatched.routes(routers)):
        app.include_router(router)
    app.include_router(docs.routes())
    for mount in (docs.assets(), _images(settings)):
        app.router.routes.append(mount)
    return app


def _images(settings: Settings) -> Mount:
    return Mount("/images", StaticFiles(directory=settings.data_dir / "images", check_dir=False))
