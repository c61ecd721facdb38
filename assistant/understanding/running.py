"""The running request, without what can no longer hold of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.dialogue import Constraint, Session
from assistant.domain.product import Product
from assistant.lexicon.opposites import opposed
from assistant.understanding.followup import price_of
from assistant.understanding.hear import Heard
from assistant.understanding.references import focused, last_list
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import NONE, Vocabulary


def without_other_goods(session: Session, keys: Sequence[str], vocabulary: Vocabulary) -> Session:
    """The session without the running brand or category that no goods named now have: "an iPhone rather",
    after Samsung's."""
    instead = {key for key in keys if opposed(key, session.query)}
    goods = [
        key
        for key in keys
        if key not in instead
        and (vocabulary.is_goods(key) or not key.isalpha() or key.isascii())
        and not vocabulary.lexicon.names(key, "colour")
    ]
    named = [found for key in goods if (found := vocabulary.products_for(key))]

    def can_hold(one: Constraint) -> bool:
        if one.facet not in ("brand", "category") or one.op not in ("eq", "in"):
            return True
        values = one.value if isinstance(one.value, tuple) else (one.value,)
        held = frozenset().union(*(vocabulary.facets[one.facet].get(str(v), frozenset()) for v in values))
        return all(found & held for found in named)

    if not named or all(can_hold(one) for one in session.constraints):
        return session
    kept = tuple(one for one in session.constraints if can_hold(one))
    return replace(session, constraints=kept, query="")


def without_failed_limits(session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]) -> Session:
    """The session without running price limits that nothing asked for could meet: the shopper was told so,
    and the next wish should not fail on them again."""
    among = vocabulary.relevant([key_of(word) for word in session.query.split()])
    known = vocabulary.numbers.get("price", {})
    prices = [known[number] for number in among if number in known]
    prices += [price for sku in last_list(session) if (price := price_of(shown.get(sku), sku)) is not None]
    if not prices:
        return session

    def can_hold(one: Constraint) -> bool:
        if one.facet != "price" or not isinstance(one.value, int | float):
            return True
        if one.op in ("lt", "le"):
            return min(prices) < one.value or (one.op == "le" and min(prices) == one.value)
        return max(prices) > one.value or (one.op == "ge" and max(prices) == one.value)

    return replace(session, constraints=tuple(one for one in session.constraints if can_hold(one)))


def without_least(session: Session) -> Session:
    """The session without the lower end of "about 300,000 won", once something cheaper is wanted."""
    kept = tuple(one for one in session.constraints if not (one.facet == "price" and one.op in ("gt", "ge")))
    return replace(session, constraints=kept)


def without_words_of(skus: Sequence[str], session: Session, heard: Heard, vocabulary: Vocabulary) -> Session:
    """The running request without the words, and the brand, that only these products bear."""
    own = {vocabulary.number_of(sku) for sku in skus}
    kept = [
        word
        for word in session.query.split()
        if not (bearing := vocabulary.products_for(key_of(word))) or bearing - own
    ]
    held = tuple(
        one
        for one in session.constraints
        if one.facet != "brand"
        or one.op != "eq"
        or vocabulary.facets.get("brand", {}).get(str(one.value), NONE) & heard.relevant - own
    )
    return replace(session, query=" ".join(kept), constraints=held)


def of_the_same_kind(skus: Sequence[str], session: Session, vocabulary: Vocabulary) -> Constraint | None:
    """The narrowest shelf with others on it, of the first of `skus` or of what was asked about last: anything
    cheaper, after one belt was asked about. None where goods are looked for already."""
    if session.query or any(one.facet == "category" for one in session.constraints):
        return None
    number = next((vocabulary.number_of(sku) for sku in (*skus, *focused(session))), None)
    shelves = vocabulary.facets.get("category", {}).items()
    holding = [(len(held), -len(shelf), shelf) for shelf, held in shelves if number in held and len(held) > 1]
    return Constraint("category", "eq", min(holding)[2]) if holding else None
