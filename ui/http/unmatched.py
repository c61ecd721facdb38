"""The API's own answer to addresses and methods it does not have; the chat page behind it takes the rest."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def routes(known: Sequence[APIRouter]) -> APIRouter:
    """/v1 and everything under it that no router of `known` takes: 405 with Allow where only the method is
    wrong, 404 otherwise. Include it last."""
    router = APIRouter(include_in_schema=False)

    async def unmatched(request: Request) -> Response:
        allowed = {
            method
            for one in known
            for route in one.routes
            if isinstance(route, Route) and route.matches(request.scope)[0] is Match.PARTIAL
            for method in route.methods or ()
        }
        if allowed:
            raise HTTPException(405, headers={"Allow": ", ".join(sorted(allowed))})
        raise HTTPException(404)

    for path in ("/v1", "/v1/{rest:path}"):
        router.add_api_route(path, unmatched, methods=METHODS)
    return router
