"""Questions about products, answered from the record or not at all."""

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.domain.allergen import DIETS
from assistant.domain.card import Card, Claim
from assistant.domain.events import Event, Products, TextDelta
from assistant.domain.product import Product
from assistant.grounding import is_term_of_sale
from assistant.lexicon.values import KINDS, canonical_value
from assistant.minds import reviewing, visiting
from assistant.minds.describing import as_asked, of_no_attribute, overview
from assistant.minds.finding import find
from assistant.minds.labelled import of_allergens, of_lactose
from assistant.minds.phrasing import listed, short
from assistant.minds.pricing import price, unit_price
from assistant.minds.quoting import (
    description,
    is_readable,
    passage_of,
    told_of,
)
from assistant.minds.talking import suggestions, to_the_store
from assistant.toolbox.apart import listed_apart
from assistant.toolbox.comparison import attribute_text
from assistant.toolbox.desk import Desk
from assistant.toolbox.told import options_asked, wearer
from assistant.understanding.asks import answered_by
from assistant.understanding.ends import end_asked
from assistant.understanding.which import WHICH

MOST_ASKED = 3
QUOTED = 2


def answer(desk: Desk) -> Iterator[Event]:
    """What the record says about the product pointed at; what it does not say is said to be unstated."""
    found = target(desk)
    if found is None:
        if desk.request.query:
            yield from find(desk)
        else:
            yield TextDelta(desk.texts.say("ask.which"))
        return
    card, product = found
    desk.focus = (card.sku,)
    against = _against_diets(desk, product) if desk.edible(card) else []
    if desk.session.last_shown != (card.sku,) and desk.safe(product) and not against:
        yield Products((card,), 1)
        desk.mark_shown([card])
    low = desk.request.text.lower()
    asked = answered_by(desk.request.asks, product, low, desk.shop.lexicon, desk.language)
    asks = (asked if desk.request.asks else ())[:MOST_ASKED] or _mentioned(desk, product)
    asks = asks or options_asked(product, low)
    yield from _named_first(desk, card, _told(desk, card, product, asks))
    for diet in against:
        if diet not in asks:
            yield from _diet(diet)(desk, card, product)
    yield suggestions(desk, "reviews", "stock", "more")


def _told(desk: Desk, card: Card, product: Product, asks: Sequence[str]) -> Iterator[Event]:
    if not asks:
        yield from of_no_attribute(desk, card, product)
    said: list[Event] = []
    for ask in dict.fromkeys(asks):
        known = "review" if ask.startswith("review") else ask
        other = options if any(ask in one.options for one in product.variants[1:]) else attribute
        for event in ANSWERS.get(known, other(ask))(desk, card, product):
            if event not in said:
                said.append(event)
                yield event


def _named_first(desk: Desk, card: Card, events: Iterator[Event]) -> Iterator[Event]:
    """The answer; to which of them it is, behind the name of that one where it does not say it itself."""
    told = list(events)
    title = short(card.title)
    if WHICH.search(desk.request.text.lower()):
        words = " ".join(one.delta for one in told if isinstance(one, TextDelta))
        if words and title not in words:
            yield TextDelta(desk.texts.say("ask.that_one", title=title))
    yield from told


def _against_diets(desk: Desk, product: Product) -> list[str]:
    """The shopper's diets that the product does not state it fits: it is spoken of, and never held out."""
    diets = [str(one.value) for one in desk.request.constraints if (one.facet, one.op) == ("diet", "eq")]
    return [
        diet for diet in diets if str(product.attributes.get(diet, ("",))[0]).lower() not in ("yes", "true")
    ]


def _mentioned(desk: Desk, product: Product) -> tuple[str, ...]:
    """Attributes of this product whose own name, or its label, the shopper said."""
    text = desk.request.text.lower()
    spoken = set(re.findall(r"[a-z]{3,}", text)) - {"for", "and", "the"}
    return tuple(
        name
        for name in product.attributes
        if any(
            word in spoken if word.isascii() else len(word) > 1 and word in text
            for word in re.findall(r"\w+", desk.texts.label("attribute", name))
        )
    )[:MOST_ASKED]


def target(desk: Desk) -> tuple[Card, Product] | None:
    """The product asked about: pointed at, or named in words; None when there is none."""
    for sku in desk.request.references:
        product, card = desk.product(sku), desk.fact_card(sku)
        if product and card:
            return card, product
    if desk.request.query and not desk.request.references:
        # "Is the soy milk gluten free?" asks of the soy milk, and of no other that the shopper could have.
        found = desk.search(desk.request.query, desk.request.constraints, k=1, guarded=False)
        if found.cards and not found.relaxed and not desk.absent(desk.request.query, found):
            product = desk.product(found.cards[0].sku)
            return (found.cards[0], product) if product else None
    return None


def _brand(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    if not card.brand:
        yield from attribute("brand")(desk, card, product)
        return
    desk.evidence.add(Claim(card.brand, f"product:{product.product_id}", "brand", card.brand, "", card.sku))
    label = desk.texts.label("attribute", "brand")
    yield TextDelta(desk.texts.say("ask.attribute", title=short(card.title), name=label, value=card.brand))


def _reviews(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    title, texts = short(card.title), desk.texts
    written = desk.reviews(card.sku)
    rating = desk.rating(card.sku)
    if not written or rating is None:
        names = ("rating", "review_count", "reviews")
        stated = [name for name in names if _above_none(product.attributes.get(name, ()))]
        if "rating" in stated and (
            reviewing.pointed(desk, product) or reviewing.asks_of_reviews(desk, product)
        ):
            value = f"{product.attributes['rating'][0]}"
            desk.evidence.add(Claim(value, f"product:{product.product_id}", "rating", value, "", card.sku))
            yield TextDelta(texts.say("ask.rated_only", title=title, rating=value))
            return
        for name in stated:
            yield from attribute(name)(desk, card, product)
        if stated:
            return
        yield TextDelta(texts.say("ask.no_reviews", title=title))
        return
    if end_asked(desk.request.text.lower()) == "rating":
        yield from reviewing.overall(desk, card)
        return
    if points := reviewing.pointed(desk, product):
        yield from reviewing.said(desk, card, product, points)
        return
    if reviewing.asks_of_reviews(desk, product):
        yield from reviewing.mentioned(desk, card, product)
        return
    yield from reviewing.overall(desk, card)


def _above_none(values: Sequence[object]) -> bool:
    """Whether a figure is stated, and is no nought: a rating of 0 is none."""
    return bool(values) and str(values[0]) not in ("0", "0.0")


def options(name: str) -> Callable[[Desk, Card, Product], Iterator[Event]]:
    """Says in which sizes or colours (`name`) the product comes, else what it states under that name."""

    def say(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
        siblings = [desk.fact_card(variant.sku) for variant in product.variants]
        own = dict.fromkeys(one.options[name] for one in siblings if one and name in one.options)
        if len(own) < 2 and (apart := listed_apart(desk, product, name)):
            own = dict.fromkeys(value for _, value in apart)
            for one, value in apart:
                desk.evidence.add(Claim(value, f"product:{one.product_id}", name, value, "", one.sku))
        values = listed(list(own))
        if values:
            key = "ask.options" if len(own) > 1 else "ask.option_one"
            record = f"product:{product.product_id}"
            desk.evidence.add(Claim(values, record, name, values, "", card.sku))
            label = desk.texts.label("attribute", name)
            yield TextDelta(desk.texts.say(key, title=short(card.title), name=label, values=values))
        else:
            yield from attribute(name)(desk, card, product)

    return say


def _diet(name: str) -> Callable[[Desk, Card, Product], Iterator[Event]]:
    def say(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
        values = [str(value).lower() for value in product.attributes.get(name, ())]
        word = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}.get(
            values[0] if values else "", "unknown"
        )
        record = f"product:{product.product_id}"
        desk.evidence.add(Claim(name, record, name, word, "", card.sku))
        diet = desk.texts.label("diet", name)
        yield TextDelta(desk.texts.say(f"ask.diet_{word}", title=short(card.title), diet=diet))
        if word == "no" and "allergen" not in desk.request.asks and product.allergens.contains:
            yield from of_allergens(desk, card, product)

    return say


def attribute(name: str) -> Callable[[Desk, Card, Product], Iterator[Event]]:
    """Says what the product states under `name`, or that it does not."""

    def say(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
        held = stated_under(product, name)
        label = desk.texts.label("attribute", name)
        if held is None and name == "size" and (sides := sides_of(product)):
            for side in sides:
                yield from attribute(side)(desk, card, product)
            return
        if held is None:
            words = [*_by_its_name(desk, card, product, name)]
            words = words or told_of(desk, card, product, name) or [*passage_of(desk, card, product)]
            yield from words or (
                unstated(desk, card, name),
                *(description(desk, card, product) if is_readable(desk, product) else to_the_store(desk)),
            )
            yield from reviewing.instead(desk, card, product)
            return
        values = product.attributes[held]
        text = attribute_text(held, values, desk.language, desk.shop.lexicon, desk.texts)
        record = f"product:{product.product_id}"
        desk.evidence.add(Claim(text, record, held, text, "", card.sku))
        title = short(card.title)
        flag = str(values[0]).lower() if len(values) == 1 else ""
        if is_term_of_sale(held):
            yield TextDelta(desk.texts.say("ask.stated", value=text))
        elif flag in ("yes", "true", "no", "false"):
            key = "ask.yes" if flag in ("yes", "true") else "ask.no"
            yield TextDelta(desk.texts.say(key, title=title, name=label))
        else:
            yield TextDelta(desk.texts.say("ask.attribute", title=title, name=label, value=text))

    return say


def _by_its_name(desk: Desk, card: Card, product: Product, name: str) -> Iterator[Event]:
    """The colour or material that its name tells, where no attribute does; nothing where none does."""
    told = product.inferred.get(name, ())
    if name not in KINDS or not told:
        return
    lexicon = desk.shop.lexicon
    known = dict.fromkeys(canonical_value(name, value, lexicon) for value in told)
    values = listed([lexicon.in_(desk.language, KINDS[name], value) for value in known])
    desk.evidence.add(Claim(values, f"product:{product.product_id}", "title", values, "", card.sku))
    label = desk.texts.label("attribute", name)
    yield TextDelta(desk.texts.say("ask.in_its_name", title=short(card.title), name=label, value=values))


_SAME = {"weight": "net_content", "capacity": "net_content", "net_content": "capacity"}


def stated_under(product: Product, name: str) -> str | None:
    """The attribute that states `name`: by its own name, else the first whose name holds it as a word."""
    values = product.attributes
    if values.get(name):
        return name
    if name in _SAME and values.get(_SAME[name]):
        return _SAME[name]
    return next((held for held in values if _is_called(held.lower(), name) and values[held]), None)


def sides_of(product: Product) -> tuple[str, ...]:
    """The attributes that state how wide, high and deep it is: dimensions_width."""
    return tuple(name for name, values in product.attributes.items() if _SIDE.match(name.lower()) and values)


_SIDE = re.compile(
    r"(?:dimensions?|size)_(?:width|height|depth|length)(?:_|$)|(?:width|height|depth|length)(?:_|$)|dimensions?$"
)


def _is_called(held: str, name: str) -> bool:
    return name in held.split("_") or held.startswith(f"{name}_")


_WHETHER = frozenset({"waterproof", "wireless", "rechargeable", "organic"})
"""What a product is or is not."""


def unstated(desk: Desk, card: Card, name: str) -> TextDelta:
    label = desk.texts.label("attribute", name)
    key = "ask.not_stated_if" if name in _WHETHER else "ask.not_stated"
    return TextDelta(desk.texts.say(key, title=short(card.title), name=label))


_MEN_OR_WOMEN = re.compile(r"\bm[ae]n\b|wom[ae]n|\bladies|unisex|남성|남자|여성|여자|남녀|공용")
"""Asked whether it is men's or women's, and no more."""


def _for_whom(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    """Men's, women's or anybody's: as its record states, else as its name or its description says."""
    field, whose = wearer(product, desk.shop.lexicon)
    if not whose:
        yield TextDelta(desk.texts.say("ask.for_whom_unstated", title=short(card.title)))
        yield from description(desk, card, product) if is_readable(desk, product) else to_the_store(desk)
        return
    value = desk.texts.label("value", whose)
    desk.evidence.add(Claim(value, f"product:{product.product_id}", field, value, "", card.sku))
    yield TextDelta(desk.texts.say("ask.for_whom", title=short(card.title), value=value))
    if not _MEN_OR_WOMEN.search(desk.request.text.lower()) and is_readable(desk, product):
        yield from description(desk, card, product)


def _count(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    """How many of something it has, or how many are in it."""
    if stated_under(product, "pack_count"):
        yield from attribute("pack_count")(desk, card, product)
        return
    yield from told_of(desk, card, product, "count") or of_no_attribute(desk, card, product)


def _stock(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    yield from visiting.stock_of(desk, card)


def _aisle(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    yield from visiting.aisle_of(desk, card, product)


ANSWERS: dict[str, Callable[[Desk, Card, Product], Iterator[Event]]] = {
    "overview": overview,
    "description": as_asked,
    "price": price,
    "list_price": price,
    "unit_price": unit_price,
    "discount": price,
    "allergen": of_allergens,
    "allergens": of_allergens,
    "lactose": of_lactose,
    "review": _reviews,
    "rating": _reviews,
    "count": _count,
    "brand": _brand,
    "color": options("color"),
    "size": options("size"),
    "gender": _for_whom,
    "stock": _stock,
    "quantity": _stock,
    "aisle": _aisle,
    **{diet: _diet(diet) for diet in DIETS},
}
