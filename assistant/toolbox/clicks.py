"""A click as the request it stands for."""

from dataclasses import replace

from assistant.domain.action import Action
from assistant.domain.dialogue import Constraint, ProfileChange, Request, Session
from assistant.domain.text import Language
from assistant.errors import BadRequest


def request_of(action: Action, session: Session) -> Request:
    """The request behind `action`; BadRequest when it lacks what it needs."""
    base = Request(text="", language=session.language, intent="search")
    running = replace(base, intent="refine", query=session.query, constraints=session.constraints)
    match action.type:
        case "cart_add" if action.quantity < 1:
            raise BadRequest(
                f"action 'cart_add' with quantity {action.quantity} adds nothing; send 1 or more"
            )
        case "cart_add":
            return replace(base, intent="cart_add", references=(_sku(action),), quantity=action.quantity)
        case "cart_set" | "cart_remove":
            quantity = action.quantity if action.type == "cart_set" else 0
            return replace(base, intent="cart_change", references=(_sku(action),), quantity=quantity)
        case "cart_show":
            return replace(base, intent="cart_show")
        case "more":
            return replace(running, more=True)
        case "constraint_remove":
            kept = tuple(one for one in session.constraints if not _is(one, action))
            return replace(running, constraints=kept)
        case "set_language" if action.value in ("ko", "en"):
            language: Language = "ko" if action.value == "ko" else "en"
            change = ProfileChange("language", "set", language)
            return replace(base, intent="profile_change", language=language, changes=(change,))
        case "set_store":
            change = ProfileChange("home_store", "set", action.value)
            return replace(base, intent="profile_change", changes=(change,))
        case "compare" if action.skus:
            return replace(base, intent="compare", references=action.skus)
        case "details":
            return replace(base, intent="ask_product", references=(_sku(action),))
        case "compare":
            raise BadRequest("action 'compare' names no skus; send those of two to four shown products")
        case "set_language":
            raise BadRequest(
                f"action 'set_language' with value {action.value!r} names no language; send ko or en"
            )


def _sku(action: Action) -> str:
    if not action.sku:
        raise BadRequest(f"action {action.type!r} names no sku; send the sku of a shown product")
    return action.sku


def _is(one: Constraint, action: Action) -> bool:
    value = ",".join(one.value) if isinstance(one.value, tuple) else str(one.value)
    return one.facet == action.facet and action.value in ("", value)
