"""Is the process alive, and is the shop open."""

from fastapi import APIRouter, Response

from assistant import Assistant
from ui.http import shapes
from ui.http.answers import answer
from ui.http.problems import problem


def routes(assistant: Assistant) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/healthz", responses={200: {"model": shapes.HealthOut}})
    def alive() -> Response:
        """200 as long as the process answers."""
        return answer({"status": "ok"})

    @router.get("/readyz", responses={200: {"model": shapes.ReadyOut}, 503: {"model": shapes.Problem}})
    def ready() -> Response:
        """200 when shoppers can be served, 503 while starting."""
        if not assistant.ready():
            return problem(
                503, "starting", "the shop is opening; try again soon", headers={"Retry-After": "2"}
            )
        return answer({"status": "ready", "catalog_version": assistant.catalog_version()})

    return router
