"""Questions about the shop's own matters, answered from the product's own terms or the shop's policies."""

from collections.abc import Iterator, Sequence

from assistant.domain.card import Card, Claim
from assistant.domain.events import Event, Products, TextDelta
from assistant.domain.product import Product
from assistant.domain.store import Policy
from assistant.grounding.fold import fold
from assistant.grounding.promises import promises
from assistant.minds.answering import answer, attribute, target
from assistant.minds.deadlines import until
from assistant.minds.phrasing import short
from assistant.minds.talking import suggestions, to_the_store
from assistant.toolbox.desk import Desk
from assistant.understanding.matters import Matter, matters
from assistant.understanding.overlap import words_of
from assistant.understanding.terms import key_of

_ASKING = ("much", "long", "find", "something", "anything", "기간")
"""Words of a heading that name nothing."""


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
        yield from to_the_store(desk)
        yield suggestions(desk, "delivery", "stores")
        return
    if card := _unnamed(desk, policies):
        yield TextDelta(desk.texts.say("policy.other_goods", title=short(card.title)))
    for number, one in enumerate(policies):
        yield _quoted(desk, one, "policy.headed_too" if number else "policy.headed")
    if counted := next((said for one in policies if (said := until(desk, one))), ""):
        yield TextDelta(counted)


def _quoted(desk: Desk, one: Policy, headed: str) -> TextDelta:
    """The policy's answer; under its own heading, in the text `headed`, where that says what neither the
    shopper nor the answer does: "One year from purchase" is the warranty of what?"""
    heading, answer = one.question.in_(desk.language), one.answer.in_(desk.language)
    said = {*words_of(desk.request.text), *words_of(answer), *_ASKING}
    # Read alone a heading must promise nothing: "is anything non-returnable?" may stand, "free returns?" not.
    promised = any(one.affirmed for one in promises(fold(heading)))
    if promised or said.issuperset(words_of(heading, pieces=False)):
        return TextDelta(desk.texts.say("policy.answer", answer=answer))
    desk.evidence.add(Claim(heading, f"policy:{one.policy_id}", "question", heading))
    return TextDelta(desk.texts.say(headed, heading=heading, answer=answer))


def _unnamed(desk: Desk, policies: Sequence[Policy]) -> Card | None:
    """The product spoken of, where every one of `policies` is about other goods by its heading; None else."""
    spoken = (*desk.request.references, *desk.session.focus, *desk.session.last_shown)
    card = desk.fact_card(spoken[0]) if spoken and not desk.request.query else None
    asked = set(words_of(desk.request.text))
    for one in policies if card else ():
        held = {
            word: products
            for text in one.question.both()
            for word in words_of(text, pieces=False)
            if desk.shop.vocabulary.is_goods(key_of(word))
            and (products := desk.shop.vocabulary.products_for(key_of(word)))
        }
        number = desk.shop.vocabulary.number_of(spoken[0])
        if not held or asked & held.keys() or any(number in products for products in held.values()):
            return None
    return card


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
