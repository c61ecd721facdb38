"""Conversations over HTTP: open one, take turns, see and change the cart, say how it was, end it."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response

from assistant import Action, Assistant
from assistant.domain.events import Event, event_json
from ui.http import shapes
from ui.http.answers import answer
from ui.http.bodies import NewCart, NewFeedback, NewSession, NewTurn
from ui.http.identity import bearer, check_owner, shopper_of
from ui.http.sse import INTERRUPTED, TurnResponse, Turns, unbroken

SHOPPING = "/v1/sessions/{session_id}"


def routes(assistant: Assistant, turns: Turns) -> APIRouter:
    """The session addresses. Every one but the first takes the session's own bearer token."""
    router = APIRouter(tags=["sessions"], responses=shapes.PROBLEMS)

    def own_session(session_id: str, request: Request) -> str:
        """The session of the path, once the caller has shown its token."""
        check_owner(assistant, session_id, bearer(request))
        return session_id

    OwnSession = Annotated[str, Depends(own_session)]

    @router.post("/v1/sessions", status_code=201, responses={201: {"model": shapes.SessionOpened}})
    def open_session(body: NewSession, x_api_key: Annotated[str | None, Header()] = None) -> Response:
        """Open a conversation. Keep the token: it alone opens everything below."""
        shopper_id = shopper_of(assistant, body, x_api_key)
        opened = assistant.open_session(
            channel=body.channel, language=body.language, store_id=body.store_id, shopper_id=shopper_id
        )
        session = opened.session
        said = {
            "session_id": session.session_id,
            "token": opened.token,
            "expires_at": session.expires_at,
            "language": session.language,
        }
        return answer(said, 201, {"Location": f"/v1/sessions/{session.session_id}"})

    @router.post(
        f"{SHOPPING}/turns",
        responses={200: {"model": shapes.TurnEvents, "content": {"text/event-stream": {}}}},
    )
    async def take_turn(session_id: str, body: NewTurn, request: Request) -> Response:
        """Say something, or click. Events stream as they are ready; with `Accept: application/json` they come
        as one object."""
        token = bearer(request)

        def turn() -> Iterator[Event]:
            check_owner(assistant, session_id, token)
            yield from assistant.turn(session_id, _said(body))

        events = turns.run(turn)
        # The first event is awaited before the status is sent: a wrong token is still a plain 401.
        first = await anext(events, INTERRUPTED)
        if _wants_json(request.headers.get("accept", "")):
            return answer({"events": [event_json(event) async for event in unbroken(first, events)]})
        return TurnResponse(first, events)

    @router.get(SHOPPING, responses={200: {"model": shapes.SessionSeen}})
    def see_session(session_id: OwnSession) -> Response:
        """What the shopper saw, turn by turn."""
        session = assistant.session(session_id)
        return answer(
            {
                "session_id": session.session_id,
                "channel": session.channel,
                "language": session.language,
                "store_id": session.store_id,
                "created_at": session.created_at,
                "expires_at": session.expires_at,
                "turns": assistant.history(session_id),
            }
        )

    @router.delete(SHOPPING, status_code=204)
    def end_session(session_id: OwnSession) -> Response:
        """End the conversation and wipe it."""
        assistant.end(session_id)
        return Response(status_code=204)

    @router.get(f"{SHOPPING}/cart", responses={200: {"model": shapes.CartOut}})
    def see_cart(session_id: OwnSession) -> Response:
        """The cart, with prices as they are now."""
        return answer(assistant.cart(session_id))

    @router.put(f"{SHOPPING}/cart", responses={200: {"model": shapes.CartOut}})
    def replace_cart(session_id: OwnSession, body: NewCart) -> Response:
        """Put these lines in place of the cart's."""
        lines = [(line.sku, line.quantity) for line in body.lines if line.quantity]
        return answer(assistant.replace_cart(session_id, lines))

    @router.post(f"{SHOPPING}/feedback", status_code=204)
    def give_feedback(session_id: OwnSession, body: NewFeedback) -> Response:
        """Thumbs up or down on one turn."""
        assistant.feedback(session_id, body.turn_id, body.rating, body.reason)
        return Response(status_code=204)

    return router


def _said(body: NewTurn) -> str | Action:
    if click := body.action:
        return Action(
            type=click.type,
            sku=click.sku,
            quantity=click.quantity,
            value=click.value,
            facet=click.facet,
            skus=tuple(click.skus),
        )
    return body.text or ""


def _wants_json(accept: str) -> bool:
    kinds = [kind.split(";")[0].strip().lower() for kind in accept.split(",")]
    return "application/json" in kinds and "text/event-stream" not in kinds
