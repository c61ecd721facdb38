"""What a product is and what it says of itself, where no attribute answers."""

import re
from collections.abc import Iterator

from assistant.domain.card import Card
from assistant.domain.events import Event
from assistant.domain.product import Product
from assistant.minds import reviewing
from assistant.minds.labelled import of_allergens
from assistant.minds.pricing import price
from assistant.minds.quoting import description, named_so, not_found, passage_of, quote_title, told_of
from assistant.toolbox.desk import Desk
from assistant.understanding.parts import part_told

_INCLUDED = re.compile(
    r"\bwhat(?:'?s| is| are| all is) (?:all )?(?:included|in the (?:box|set|package))\b|\bwhat comes? with\b"
    r"|\bwhat (?:does|do) .{2,60} (?:include|come with|consist of)\b"
    r"|구성(?:품)?(?:이|은|는)?\s?(?:뭐|어떻|어떤|무엇)|(?:뭐가|무엇이|뭐뭐)\s?(?:포함|들어\s?있|들었|있)"
)
"""All it consists of, which no one sentence tells."""
_WHAT_IS_IT = re.compile(
    r"(?:어떤|무슨|뭐\s?하는)\s?(?:제품|상품|물건|거(?=예|에|야|죠|인))"
    r"|\bwhat (?:is|are|(?:kind|sort|type) of)\b"
)


def as_asked(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    """What it says of itself; to what it is, behind its name and its price."""
    asks_what = _WHAT_IS_IT.search(desk.request.text.lower())
    yield from overview(desk, card, product) if asks_what else description(desk, card, product)


def overview(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    """Its price and what it says of itself, with what the shopper avoids in it."""
    yield from price(desk, card, product)
    yield from description(desk, card, product)
    if not desk.safe(product):
        yield from of_allergens(desk, card, product)


def of_no_attribute(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    """A question no attribute goes by: the sentence of the description it is about, what reviews say of it;
    that neither says so, when neither does. One that asks for nothing in particular gets the overview."""
    of_a_part = any(part_told(product, desk.request.text, desk.language))
    whole = _INCLUDED.search(desk.request.text.lower()) and product.description.in_(desk.language)
    if whole and not of_a_part:
        yield from description(desk, card, product)
        return
    if not reviewing.asks_of_reviews(desk, product):
        if of_a_part:
            yield from told_of(desk, card, product, "")
        elif named := named_so(desk, product):
            yield from quote_title(desk, card, product, named)
        else:
            yield from overview(desk, card, product)
        return
    events = [*(told_of(desk, card, product, "") or passage_of(desk, card, product))]
    events += reviewing.instead(desk, card, product)
    yield from events or not_found(desk, card, product)
