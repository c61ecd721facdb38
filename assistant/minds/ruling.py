"""Questions about the shop's own matters, answered from the product's own terms or the shop's policies."""

from collections.abc import Iterator

from assistant.domain.events import Event, Products, TextDelta
from assistant.domain.product import Product
from assistant.minds.answering import answer, attribute, target
from assistant.minds.deadlines import until
from assistant.minds.talking import suggestions
from assistant.toolbox.desk import Desk
from assistant.understanding.matters import Matter, matters


def policy(desk: Desk) -> Iterator[Event]:
    """The product's own word on a matter where one is pointed at or named and states it, else the shop's on
    it, else that of the product last spoken of."""
    matter = matters().get(desk.request.asks[0]) if desk.request.asks else None
    policies = desk.policies(desk.request.policy_ids) if desk.request.policy_ids else []
    spoken_of = bool(desk.request.references or desk.request.query)
    if matter and (spoken_of or not policies) and (told := _own(desk, matter)):
        yield from told
        return
    if not policies and desk.request.references and matter is None:
        yield from answer(desk)
        return
    if not policies:
        yield TextDelta(desk.texts.say("policy.none"))
        yield suggestions(desk, "delivery", "stores")
        return
    for one in policies:
        yield TextDelta(desk.texts.say("policy.answer", answer=one.answer.in_(desk.language)))
    if counted := next((said for one in policies if (said := until(desk, one))), ""):
        yield TextDelta(counted)


def _own(desk: Desk, matter: Matter) -> list[Event]:
    """What the product asked about states on the matter; [] when there is none or it states nothing."""
    found = target(desk)
    if found is None:
        return []
    card, product = found
    stated = next((name for word in matter.attributes for name in _named(product, word)), None)
    if stated is None:
        return []
    desk.focus = (card.sku,)
    events: list[Event] = []
    if card.sku not in desk.session.last_shown and desk.safe(product):
        desk.mark_shown([card])
        events.append(Products((card,), 1))
    return [*events, *attribute(stated)(desk, card, product)]


def _named(product: Product, word: str) -> list[str]:
    """Attributes whose name holds the word: returnPolicy, return_window."""
    return [name for name, values in product.attributes.items() if values and word in name.lower()]
