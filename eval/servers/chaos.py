"""A capable model on a bad day: every fault of an endpoint, switchable for each request.

Without a fault it searches, shows, changes the cart as the shopper asked, and says one plain sentence.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eval.servers.hearing import skus_in
from eval.servers.obedient import HONEST, as_told, asked_of_cart, rounds, user_of
from eval.servers.wire import Calls, Fails, Hangs, Reply, Request, Says

DRIP = 0.7
FOREIGN = "Voilà, ce casque de vélo convient parfaitement à votre demande. Je vous le recommande vivement."
"""A good answer in neither of the shop's languages."""

At = tuple[int, ...]
FAULTS: Mapping[str, tuple[At, Callable[[str], Reply]]] = {
    "unauthorised": ((0,), lambda _: Fails(401)),
    "rate_limited": ((0,), lambda _: Fails(429)),
    "rate_limited_wait": ((0,), lambda _: Fails(429, retry_after=20)),
    "broken": ((0,), lambda _: Fails(500)),
    "broken_later": ((1, 2, 3, 4, 5, 6), lambda _: Fails(500)),
    "silent": ((0,), lambda _: Hangs()),
    "keep_alive": ((0,), lambda _: Hangs(keep_alive=True)),
    "silent_later": ((2, 3, 4, 5, 6), lambda _: Hangs()),
    "drip": ((0,), lambda text: Says(text * 9, size=1, pause=DRIP)),
    "cut": ((2, 3, 4, 5, 6), lambda text: Says(text, cut=4)),
    "cut_call": ((0,), lambda _: Calls([("search_products", '{"query": "a')], cut=True)),
    "malformed": ((0,), lambda _: Calls([("search_products", "query = ?")], faulty=True)),
    "unknown_tool": ((0, 1, 2, 3, 4, 5, 6, 7, 8), lambda _: Calls([("open_sesame", {"x": 1})], faulty=True)),
    "endless_loop": ((0, 1, 2, 3, 4, 5, 6, 7, 8), lambda _: Calls([("find_stores", {})], faulty=True)),
    "empty": ((0,), lambda _: Says("", faulty=True)),
    "wrong_language": ((2, 3, 4, 5, 6), lambda _: Says(FOREIGN, faulty=True)),
}
"""Fault -> the rounds of a turn it strikes in, and what the server does there. "refused" is the socket's."""
MODES = ("refused", *FAULTS)


class Chaos:
    """The brain of one server. `fault`: "" or one of FAULTS, for the requests from now on."""

    def __init__(self) -> None:
        self.fault = ""

    def switch(self, fault: str) -> None:
        """KeyError for a fault nobody knows."""
        if fault:
            FAULTS[fault]
        self.fault = fault

    def __call__(self, request: Request) -> Reply:
        messages: Sequence[Mapping[str, Any]] = request["messages"]
        user = user_of(messages)
        language = "ko" if re.search("[가-힣]", user) else "en"
        made = rounds(messages)
        writes = "response_format" in request
        if self.fault:
            struck, reply = FAULTS[self.fault]
            if made in struck or writes:
                return _in_writing(reply(HONEST[language])) if writes else reply(HONEST[language])
        if writes:
            return Says('{"lines": [], "picks": []}')
        tools = request.get("tools") or ()
        if len(tools) == 1:
            return as_told(user)
        return _clerk(messages, user, language, made) if tools else Says(HONEST[language])


def _in_writing(reply: Reply) -> Reply:
    """The same fault where JSON was asked for instead of calls and prose."""
    if isinstance(reply, Calls):
        return Says('{"lines": [{"n": 1, ', cut=2 if reply.cut else None, faulty=True)
    if isinstance(reply, Says) and reply.faulty and reply.text:
        return Says(json.dumps({"lines": [{"n": 1, "text": reply.text}], "picks": []}), faulty=True)
    return reply


def _clerk(messages: Sequence[Mapping[str, Any]], user: str, language: str, made: int) -> Reply:
    if wanted := asked_of_cart(messages):
        if made == 0:
            return Calls([("view_cart", {})])
        if made == 1:
            return Calls([("set_cart", {"sku": sku, "quantity": units}) for sku, units in wanted.items()])
        return Says(HONEST[language])
    if made == 0:
        return Calls([("search_products", {"query": user[:200]})])
    found = [sku for one in messages if one["role"] == "tool" for sku in skus_in(str(one["content"]))]
    if made == 1 and found:
        return Calls([("show_products", {"skus": found[:3]})])
    return Says(HONEST[language])
