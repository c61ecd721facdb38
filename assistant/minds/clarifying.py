"""One short question, only when its answer would change what is shown, always with answers to tap."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from assistant.domain.card import Card
from assistant.domain.money import Money
from assistant.lexicon import canonical_value
from assistant.toolbox.desk import Desk

ENOUGH = 3
"""Fewer products than this are looked through faster than a question is answered."""
CHOICES = 4


def question(desk: Desk, cards: Sequence[Card], total: int) -> tuple[str, tuple[str, ...]] | None:
    """The question and its tappable answers, None when the request is narrow enough or was narrowed already.

    `cards`: the best matches, more than are shown.
    """
    request = desk.request
    said = {one.facet for one in request.constraints if one.origin == "text" and one.hard}
    kind = any(one.facet == "category" for one in request.constraints)
    if total < (ENOUGH if kind else 2) or len(said) > 1 or request.intent == "refine" or request.sort:
        return None
    asks = desk.texts.say
    if kinds := _kinds(cards):
        return asks("find.ask_category"), kinds
    if "gender" not in said and (people := _people(desk, cards)):
        return asks("find.ask_gender"), people
    if not any(one.facet == "price" for one in request.constraints) and (budgets := _budgets(desk, cards)):
        return asks("find.ask_budget"), budgets
    return None


def _kinds(cards: Sequence[Card]) -> tuple[str, ...]:
    leaves = Counter(card.category.split(" > ")[-1] for card in cards if card.category)
    common = [leaf for leaf, _ in leaves.most_common(CHOICES)]
    return (
        tuple(common)
        if len(leaves) >= min(3, len(cards)) > 1 and leaves[common[0]] <= 0.6 * len(cards)
        else ()
    )


def _people(desk: Desk, cards: Sequence[Card]) -> tuple[str, ...]:
    products = desk.products([card.sku for card in cards])
    lexicon = desk.shop.lexicon
    found = Counter(
        canonical_value("gender", str(value), lexicon)
        for product in products.values()
        for value in product.attributes.get("gender", ())
    )
    present = [kind for kind in ("men", "women", "kids") if found[kind] >= 2]
    return tuple(desk.texts.say(f"suggest.{kind}") for kind in present) if len(present) >= 2 else ()


def _budgets(desk: Desk, cards: Sequence[Card]) -> tuple[str, ...]:
    """Two budgets a person would name, when prices differ enough for one to matter."""
    currency = desk.shop.currency
    prices = sorted(card.price.minor for card in cards if card.price and card.price.currency == currency)
    if len(prices) < ENOUGH or prices[-1] < 2 * max(1, prices[0]):
        return ()
    if median(prices) < desk.shop.vocabulary.usual_price:
        return ()  # Nobody is asked for a budget for lettuce.
    steps = dict.fromkeys(nameable(prices[int(len(prices) * share)]) for share in (0.3, 0.6))
    texts = [Money(step, currency).format(desk.language) for step in steps if step < prices[-1]]
    return tuple(desk.texts.say("suggest.under", price=text) for text in texts)


def nameable(minor: int) -> int:
    """Up to a price a person would name: two figures, the second 0 or 5."""
    step = max(1, 5 * int(10 ** (len(str(minor)) - 2)))
    return -(-minor // step) * step
