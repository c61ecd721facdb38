"""Who calls: the session's bearer token, the shop's API key, a shopper token signed by the shop."""

import hmac

from fastapi import Request

from assistant import Assistant
from assistant.errors import NotAllowed
from ui.http.bodies import NewSession
from ui.http.problems import Unauthorized


def bearer(request: Request) -> str:
    """The token of the Authorization header; Unauthorized when there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthorized("this call needs the header Authorization: Bearer <token of the session>")
    return token.strip()


def check_owner(assistant: Assistant, session_id: str, token: str) -> None:
    """Unauthorized unless `token` is this session's; NotFound when there is no such session."""
    try:
        assistant.check_token(session_id, token)
    except NotAllowed as error:
        assistant.session(session_id)
        raise Unauthorized("the token is not this session's; use the one its opening gave") from error


def shopper_of(assistant: Assistant, body: NewSession, api_key: str | None) -> str | None:
    """The shopper a new session is for, None for a guest. A bare `shopper_id` counts only with the shop's
    own key."""
    if api_key is not None:
        _check_key(assistant.settings.api_key, api_key)
    if body.shopper_id and body.shopper_token:
        raise NotAllowed("send shopper_token or shopper_id, not both")
    if body.shopper_id and api_key is None:
        raise NotAllowed(
            "shopper_id is taken from the shop's server only; add X-API-Key, or send shopper_token"
        )
    if body.shopper_token:
        try:
            return assistant.tokens.shopper(body.shopper_token)
        except NotAllowed as error:
            raise Unauthorized(
                "shopper_token was not signed by this shop; ask the shop for a new one"
            ) from error
    return body.shopper_id or None


def _check_key(key: str, given: str) -> None:
    if not key:
        raise Unauthorized("this shop has no API key; set DANGOL_API_KEY, or leave X-API-Key out")
    if not hmac.compare_digest(given.encode(), key.encode()):
        raise Unauthorized("X-API-Key is not this shop's key; see DANGOL_API_KEY")
