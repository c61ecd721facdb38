"""Domain values as hypothesis draws them: Korean, emoji, every type an attribute may have."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal, get_args

from hypothesis import strategies as st

from assistant.domain.allergen import ALLERGENS, DIETS
from assistant.domain.cart import Cart, CartLine
from assistant.domain.dialogue import (
    Channel,
    Constraint,
    Op,
    Origin,
    Pending,
    ProfileChange,
    Session,
    Shown,
)
from assistant.domain.money import Money
from assistant.domain.product import Allergens, Availability, Offer, Product, UnitPrice, Variant
from assistant.domain.shopper import Consents, Profile
from assistant.domain.text import LANGUAGES, Text

# Without NUL and surrogates, which storing mends: a test of their own shows how.
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
ids = st.text("가나다라ABCabc019-_ /'\"%;🍎", min_size=1, max_size=12)
texts = st.builds(Text, ko=words, en=words)
zones = st.sampled_from([UTC, timezone(timedelta(hours=9)), timezone(timedelta(hours=-3, minutes=-30))])
times = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=zones)
minors = st.integers(0, 10**12)
numbers = st.floats(allow_nan=False, allow_infinity=False)
attributes = st.dictionaries(
    words, st.lists(words | numbers | st.booleans(), max_size=3).map(tuple), max_size=4
)
statuses: st.SearchStrategy[Literal["declared", "unknown"]] = st.sampled_from(["declared", "unknown"])
allergens = st.frozensets(st.sampled_from(ALLERGENS), max_size=4)


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    currency = draw(st.sampled_from(["KRW", "USD"]))
    money = st.none() | minors.map(lambda minor: Money(minor, currency))
    unit = draw(st.none() | st.tuples(minors, st.floats(0.001, 1e6), st.sampled_from(["g", "ml", "개"])))
    return Offer(
        price=draw(money),
        list_price=draw(money),
        unit_price=UnitPrice(Money(unit[0], currency), unit[1], unit[2]) if unit else None,
        availability=draw(st.sampled_from(get_args(Availability))),
        quantity=draw(st.none() | st.integers(0, 10**6)),
        as_of=draw(st.none() | times),
    )


@st.composite
def catalogues(draw: st.DrawFn) -> list[Product]:
    """Products whose ids and SKUs are each their own, at most 5 of up to 3 variants."""
    products = []
    skus = iter(draw(st.lists(ids, min_size=15, max_size=15, unique=True)))
    for product_id in draw(st.lists(ids, max_size=5, unique=True)):
        count = draw(st.integers(1, 3))
        variants = tuple(
            Variant(
                sku=next(skus),
                offer=draw(offers()),
                options=draw(st.dictionaries(st.sampled_from(["color", "size"]), texts)),
                gtin=draw(words),
                aisle=draw(words),
            )
            for _ in range(count)
        )
        products.append(
            Product(
                product_id=product_id,
                title=draw(texts),
                variants=variants,
                description=draw(texts),
                category=draw(texts),
                attributes=draw(attributes),
                allergens=Allergens(draw(allergens), draw(allergens), draw(statuses)),
                popularity=draw(st.floats(0, 1e6)),
                source=draw(words),
            )
        )
    return products


consents = st.builds(Consents, st.booleans(), st.booleans(), st.booleans())
health_consents = st.builds(Consents, st.just(True), st.booleans(), st.booleans())


def profiles(consents: st.SearchStrategy[Consents] = consents) -> st.SearchStrategy[Profile]:
    return st.builds(
        Profile,
        shopper_id=ids,
        name=texts,
        language=st.none() | st.sampled_from(LANGUAGES),
        allergens=allergens,
        diet=st.frozensets(st.sampled_from(DIETS)),
        dislikes=st.lists(words, max_size=3).map(tuple),
        max_spicy=st.none() | st.integers(0, 5),
        sizes=st.dictionaries(words, words, max_size=3),
        colors=st.lists(words, max_size=2).map(tuple),
        budget=st.none() | st.builds(Money, minors, st.just("KRW")),
        home_store=st.none() | ids,
        household=st.none() | st.integers(1, 9),
        consents=consents,
        guest=st.booleans(),
    )


changes = st.builds(ProfileChange, words, st.sampled_from(["add", "remove", "set"]), words)
constraints = st.builds(
    Constraint,
    facet=words,
    op=st.sampled_from(get_args(Op)),
    value=words
    | st.integers(-(10**9), 10**9)
    | numbers
    | st.booleans()
    | st.lists(words, max_size=3).map(tuple),
    hard=st.booleans(),
    origin=st.sampled_from(get_args(Origin)),
)
carts = st.lists(st.builds(CartLine, ids, st.integers(1, 99)), max_size=3).map(
    lambda lines: Cart(tuple(lines))
)
sessions = st.builds(
    Session,
    session_id=ids,
    channel=st.sampled_from(get_args(Channel)),
    language=st.sampled_from(LANGUAGES),
    profile=profiles(health_consents),
    created_at=times,
    expires_at=times,
    store_id=st.none() | ids,
    turns=st.integers(0, 100),
    query=words,
    constraints=st.lists(constraints, max_size=3).map(tuple),
    shown=st.lists(st.builds(Shown, st.integers(0, 9), st.lists(ids).map(tuple)), max_size=2).map(tuple),
    focus=st.lists(ids, max_size=2).map(tuple),
    rejected=st.frozensets(ids, max_size=3),
    cart=carts,
    pending=st.none()
    | st.builds(
        Pending,
        st.sampled_from(["consent_health", "clarify", "reserve"]),
        st.lists(changes, max_size=2).map(tuple),
        st.lists(words, max_size=2).map(tuple),
    ),
    said=st.lists(st.tuples(words, words), max_size=2).map(tuple),
)
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
