# ruff: noqa: E501 - patterns are data: one line each reads best
"""Orders in whole sentences: it's mum's birthday on sunday so the chocolate roll cake, one.

What is pointed at, how many of each, and what is done with it are read apart, and what is said beside counts
for nothing: mentions.py says which goods, dealing.py what is done.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.domain.cart import MAX_QUANTITY
from assistant.domain.dialogue import Constraint, Intent, Order, Request, Session
from assistant.domain.product import Product
from assistant.lexicon import has_hangul
from assistant.understanding.acting import looks_for_less, slot_of
from assistant.understanding.asks import topics_in
from assistant.understanding.carting import OF_THOSE
from assistant.understanding.dealing import Deed, deeds
from assistant.understanding.hear import Heard
from assistant.understanding.hesitations import only_thinks
from assistant.understanding.intent import SHOWING, Cue
from assistant.understanding.mentions import Mention, mentions
from assistant.understanding.names import names
from assistant.understanding.numerals import count
from assistant.understanding.optioned import of_the_option
from assistant.understanding.ordering import ONE_THAT, tells_goods, tells_kind
from assistant.understanding.quantities import EACH, counts_in
from assistant.understanding.reading import Reading
from assistant.understanding.references import is_a_pair
from assistant.understanding.several import bears_number, values_said
from assistant.understanding.sizes import is_size, take_sizes
from assistant.understanding.terms import key_of, strip_particle
from assistant.understanding.vocabulary import NONE, Vocabulary

_SURE, _PLAIN, _TALK = 0.5, 0.8, 0.6
"""How likely an order must be; where the rules hear a question or a doubt; and mere talk at most of that."""
_COUNTED = 0.15
"""What it is likelier where how many is said of each."""
_OF_PART = 0.7
"""What the parts that point at goods count for, beside the whole."""
_ASKED: frozenset[Intent] = frozenset(
    {
        "ask_product",
        "stock_check",
        "compare",
        "policy",
        "cart_show",
        "profile_change",
        "complement",
        "substitute",
    }
)
_CUT = re.compile(
    r"[.!?;:](?!\d)\s*|\s-+\s|—|–|,? so\b|,? (?:because|since|as)\b (?=i|we|my)|(?<=[가-힣])(?:라서|니까|는데|은데|거든요|지만|거라)[,\s]\s*"
)
"""Where what is said beside begins or ends."""
_ELSE: frozenset[Cue] = frozenset(
    {
        "compare",
        "more",
        "stock",
        "policy",
        "aisle",
        "cart_show",
        "cart_clear",
        "cart_change",
        "reserve",
        "drop",
    }
)
"""What the rules are sure of and orders nothing."""
_PARTED = re.compile(r"[.!?;,]|\s-+\s|—|–|\b(?:and|plus|so|or)\b")
_IN_A_PACK = re.compile(r"\s?(?:든|들어|들이|짜리|입\b|주는|있는)|\s?(?:in a|per|to a) (?:pack|box|bag|set)")
_ALL_OF = re.compile(r"\b(?:all|any|the other|of the)\s$")
_BEHIND, _BEFORE = 40, 30
"""How far from what is counted a count stands, behind it and before it."""
_THE = re.compile(r"(?:\b(?:the|that|this|those|these)|(?<![가-힣])(?:그|이|저))\s(?:\w+\s)?$")
_ONE = re.compile(
    r"(?:색)?\s?(?:(?:거|걸|것)(?:로|으로)?|로|으로)(?:\s?할|\s?주|\s?살|\s?담|\s?하나)|\W*(?:one|ones)\b"
)
_HAD_BETTER = re.compile(r"\b(?:i|we)(?:'d| had) better\b")
_FOR = re.compile(r"\bfor\s(?:\w+\s)?$")
_IDLE = re.compile(r"\b(?:and|also|or|the|an?|that|this|these|those|hm+|ones?|plus|so|for)\b")
_ANYTHING = re.compile(r"[a-z]{3}|\d|\b(?:pls|it|ok)\b|[가-힣]{2}")
_STATED = re.compile(
    r"(?: in \w+)?\s(?:is|are|was|were|isn't|aren't|looks?|seems?|has|have|comes?|costs?)\b(?! (?:fine|good|great|perfect|lovely|ok|okay|the one|it|what)\b)"
)
"""The silver one is for my son: tells of it."""
_ONLY = re.compile(r"\b(?:only|just)\b|만(?:요)?\W*$")
_SEVERAL = re.compile(r"\b(?:ones|first|sort(?:ed)?|list|show)\b|순(?:으로|서)")
_PAIR = re.compile(r"(?:a )?pair of\b")


def is_settled(request: Request) -> bool:
    """Whether the rules already know what goes in or out of the cart."""
    return request.intent in ("cart_add", "cart_change") and bool(request.references or request.orders)


def taken(
    ruled: Request,
    heard: Heard,
    base: Request,
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
) -> Request | None:
    """The goods pointed at go into the cart; None where nothing is pointed at, or something else is likelier
    meant. ruled: what the rules take it for."""
    if not session.shown or heard.health.avoid or heard.changes or heard.cues & _ELSE:
        return None
    if looks_for_less(_HAD_BETTER.sub(" ", heard.low), session) or OF_THOSE.search(heard.low):
        return None
    if ONE_THAT.search(heard.low) or (
        heard.sort and "cart_add" not in heard.cues and _SEVERAL.search(heard.low)
    ):
        return None
    every = mentions(heard.low, session, vocabulary, shown)
    found = [one for one in every if not (one.refused or _is_to_be_shown(one, heard.low))]
    if not found or not (session.topic == "cart" or _says_more(heard.low, found)):
        return None
    if ruled.intent == "cart_add" and ruled.query and not _are_so_called(found, vocabulary, shown):
        return None
    heard_as = likely(heard.low, found, vocabulary)
    counts = counts_of(found, heard.low, vocabulary, shown)
    if _are_more_counted(found, counts, heard.low, vocabulary):
        return None
    sure = heard_as.get("take", 0.0) + (_COUNTED if all(counts) and not heard.is_question else 0.0)
    asked = ruled.intent in _ASKED or (topics_in(heard.low) and "cart_add" not in heard.cues)
    if sure < (_PLAIN if asked or only_thinks(heard.low) else _SURE):
        return None
    if heard_as.get("talk", 0.0) > _TALK * sure:
        return None
    pointed = (
        _is_pointed(one, heard.low, bool(number), vocabulary)
        for one, number in zip(found, counts, strict=True)
    )
    if "cart_add" not in heard.cues and not any(pointed):
        return None
    orders = tuple(_orders(found, heard.low, vocabulary, shown))
    if is_settled(ruled):
        return _better(ruled, orders, found, counts, heard.low, sure, vocabulary, shown)
    return replace(base, intent="cart_add", references=tuple(one.sku for one in orders), orders=orders)


def _better(
    ruled: Request,
    orders: tuple[Order, ...],
    found: Sequence[Mention],
    counts: Sequence[int | None],
    low: str,
    sure: float,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
) -> Request | None:
    """The order where the rules put in other goods than those whose names are said in full, or another number
    than the one that stands by the name; None where the rules may be right."""
    given = ruled.orders or tuple(Order(sku, quantity=ruled.quantity or 1) for sku in ruled.references)
    if ruled.intent != "cart_add" or not all(one.quantity for one in given):
        return None
    exact = sure >= _PLAIN and not any(
        one.vague or one.how not in ("name", "value", "place") for one in found
    )
    numbers = {vocabulary.number_of(one.sku): one for one in orders}
    priced = all(_is_priced(one) for one in found)
    if numbers.keys() == {vocabulary.number_of(one.sku) for one in given}:
        if len(numbers) < len(given):
            return replace(ruled, references=tuple(one.sku for one in orders), orders=orders, quantity=None)
        if not (all(counts) or each_of(low)):
            return None
        orders = tuple(
            replace(one, quantity=numbers[vocabulary.number_of(one.sku)].quantity) for one in given
        )
        if [one.quantity for one in orders] == [one.quantity for one in given]:
            return None
    elif len(numbers) < len({vocabulary.number_of(one.sku) for one in given}) and not priced:
        return None  # Something was heard that no name tells: that one too, and the headlight.
    elif not exact or not all(_is_told_in_full(one) for one in found):
        return None
    return replace(ruled, references=tuple(one.sku for one in orders), orders=orders, quantity=None)


def likely(low: str, found: Sequence[Mention], vocabulary: Vocabulary) -> dict[Deed, float]:
    """What is done, told by the sentences that point at goods, and by the whole; {} where another sentence
    asks, or looks for others."""
    slot = slot_of(vocabulary)
    whole = deeds(low, found, slot)
    cuts = [match.end() for match in _CUT.finditer(low)]
    parts = [(a, b) for a, b in pairwise([0, *cuts, len(low)]) if low[a:b].strip()]
    if len(parts) < 2:
        return whole
    pointing: list[dict[Deed, float]] = []
    for start, end in parts:
        here = [
            replace(one, start=one.start - start, end=one.end - start)
            for one in found
            if start <= one.start < end
        ]
        part = deeds(low[start:end], here, slot)
        if here:
            pointing.append(part)
        elif "?" in low[start:end] and part.get("ask", 0.0) + part.get("find", 0.0) > _SURE:
            return {}
    if not pointing:
        return whole
    told = {deed: sum(one.get(deed, 0.0) for one in pointing) / len(pointing) for deed in whole}
    return {deed: _OF_PART * told[deed] + (1 - _OF_PART) * whole[deed] for deed in whole}


def _is_to_be_shown(one: Mention, low: str) -> bool:
    """Could you show me an espresso maker too: nothing for the cart."""
    return any(match.start() <= one.start for match in SHOWING.finditer(low))


def _are_so_called(found: Sequence[Mention], vocabulary: Vocabulary, shown: Mapping[str, Product]) -> bool:
    """Whether their own names have every word said: where other goods may be meant, no less will do."""
    return all(
        one.how not in ("name", "value")
        or (
            one.sku in shown
            and names(shown[one.sku], [key_of(word) for word in one.words], vocabulary.lexicon)
        )
        for one in found
    )


def _is_told_in_full(one: Mention) -> bool:
    """Whether no other can be meant: a single word may be said of more than it was read as."""
    return one.how == "place" or (one.exact and (len(one.words) > 1 or _is_priced(one)))


def _is_priced(one: Mention) -> bool:
    """The $50 card: told by what it costs."""
    return any(not word.isdigit() and word[0] in "$₩€£0123456789" for word in one.words)


def _says_more(low: str, found: Sequence[Mention]) -> bool:
    """Whether anything is said beside what is pointed at: the name alone, "and the pro", asks about it."""
    beside = "".join(
        " " if any(one.start <= at < one.end for one in found) else char for at, char in enumerate(low)
    )
    return any(one.how == "rank" for one in found) or bool(_ANYTHING.search(_IDLE.sub(" ", beside)))


def _is_pointed(one: Mention, low: str, counted: bool, vocabulary: Vocabulary) -> bool:
    """Whether more is said than a kind, a colour or a use, which tell what is looked for: the mugs, six mugs,
    the Braun kettle, the blue one; and no "in red", "and whipped cream", "for trail running"."""
    if one.how not in ("name", "value"):
        return not (one.how == "rank" and _SEVERAL.search(low))
    if _STATED.match(low, one.end):
        return False
    keys = [key_of(word) for word in one.words if not word.isdigit()]
    if _ONLY.search(low) and all(_narrows(key, vocabulary) for key in keys):
        return False
    kind = all(tells_kind(key, vocabulary) for key in keys)
    goods = any(tells_goods(key, vocabulary) and vocabulary.products_for(key) for key in keys)
    if goods and not kind and one.seen and not one.vague and not _FOR.search(low, 0, one.start):
        return True
    if counted:
        return True
    return not one.vague and bool(_THE.search(low, 0, one.start) or _ONE.match(low, one.end))


def _narrows(key: str, vocabulary: Vocabulary) -> bool:
    """Whether a word names a kind, a value or a maker: only Kolo, just the shoes."""
    return tells_kind(key, vocabulary) or any(one.kind == "brand" for one in vocabulary.terms.get(key, ()))


def _orders(
    found: Sequence[Mention], low: str, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> list[Order]:
    counts = counts_of(found, low, vocabulary, shown)
    each = each_of(low) if len(found) > 1 else None
    orders: dict[str, Order] = {}
    for at, one in enumerate(found):
        start = found[at - 1].end if at else 0
        end = found[at + 1].start if at + 1 < len(found) else len(low)
        said = low[start : max(end, one.end)]
        sku = _in_option(one, said, vocabulary, shown)
        number = counts[at] if each is None else each
        words = (*one.words, *_sizes_in(said, one, vocabulary))
        made = Order(sku, quantity=min(number or 1, MAX_QUANTITY + 1), words=words)
        if sku not in orders or number is not None:
            orders[sku] = made
    return list(orders.values())


def _in_option(one: Mention, said: str, vocabulary: Vocabulary, shown: Mapping[str, Product]) -> str:
    """The SKU in the colour and size said of it."""
    product = shown.get(one.sku)
    if product is None:
        return one.sku
    sizes = take_sizes(Reading(said), vocabulary, frozenset({vocabulary.number_of(one.sku)}))
    values = [Constraint(facet, "eq", value) for facet, value in values_said(one.words, vocabulary).items()]
    wanted = [*sizes[:1], *(value for value in values if not sizes or value.facet != "size")]
    return of_the_option(one.sku, product, wanted, vocabulary)


def each_of(low: str) -> int | None:
    """Two of each: how many of every one; None where it is not said."""
    match = EACH.search(low)
    return count(match[0].split()[0].removesuffix("씩")) if match else None


def _sizes_in(said: str, one: Mention, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The sizes named beside it that its goods come in: M, 42."""
    if vocabulary.number_of(one.sku) not in vocabulary.carrying.get("size", NONE):
        return ()
    runs = (strip_particle(run.text, lambda stem: is_size(stem, vocabulary)) for run in Reading(said).runs)
    return tuple(run for run in runs if is_size(run, vocabulary) and run not in one.words and run != "s")


def counts_of(
    found: Sequence[Mention], low: str, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> list[int | None]:
    """How many of each mention: what stands right before it (in Korean right behind), else the nearest that
    stands free; None where nothing is said."""
    free = _free_counts(found, low, vocabulary)
    given: list[int | None] = [None] * len(found)
    ways = (_is_right_before, _is_behind) if not has_hangul(low) else (_is_behind, _is_right_before)
    for way in ways:
        for at, one in enumerate(found):
            before, after = (found[at - 1].end if at else 0), _next_start(found, at, low)
            for so_many in free if given[at] is None else ():
                if way(so_many, one, before, after, low):
                    given[at] = _pieces(so_many, one, low, shown)
                    free.remove(so_many)
                    break
    if len(found) == 1 and given[0] is None and free:
        given[0] = _pieces(free[-1], found[0], low, shown)
    return given


Count = tuple[int, int, int]


def _counts_goods(count: Count, low: str) -> bool:
    """The five that are in a pack, and all three of them, count nothing that is ordered."""
    return not _IN_A_PACK.match(low, count[2]) and not _ALL_OF.search(low, 0, count[1])


def _are_more_counted(
    found: Sequence[Mention], counts: Sequence[int | None], low: str, vocabulary: Vocabulary
) -> bool:
    """One rustic desk and one of that chair: as something is counted that was not made out, nothing is."""
    first, last = found[0].start - _BEFORE, found[-1].end + _BEHIND
    free = _free_counts(found, low, vocabulary)
    return len([one for one in free if first <= one[1] <= last]) > max(1, sum(map(bool, counts)))


def _free_counts(found: Sequence[Mention], low: str, vocabulary: Vocabulary) -> list[Count]:
    """The counts of goods, in order."""
    every = sorted(counts_in(Reading(low)), key=lambda one: one[1])
    return [
        one
        for one in every
        if _counts_goods(one, low) and not any(_is_part(one, mention, low, vocabulary) for mention in found)
    ]


def _is_part(so_many: Count, one: Mention, low: str, vocabulary: Vocabulary) -> bool:
    """The 13 of an iPhone 13, the 42 of shoes in 42."""
    inside = one.how == "name" and one.start < so_many[2] and so_many[1] < one.end
    return inside or bears_number(one.sku, low[slice(*so_many[1:])], vocabulary)


def _is_right_before(count: Count, one: Mention, before: int, after: int, low: str) -> bool:
    between = low[count[2] : one.start]
    return (
        before <= count[1]
        and count[2] <= one.start
        and len(between) <= _BEFORE
        and not _PARTED.search(between)
    )


def _is_behind(count: Count, one: Mention, before: int, after: int, low: str) -> bool:
    return one.end <= count[1] and count[2] <= after and count[1] - one.end <= _BEHIND


def _next_start(found: Sequence[Mention], at: int, low: str) -> int:
    return found[at + 1].start if at + 1 < len(found) else len(low)


def _pieces(so_many: Count, one: Mention, low: str, shown: Mapping[str, Product]) -> int:
    """A pair of mugs is two, a pair of gloves is one."""
    product = shown.get(one.sku)
    pair = so_many[0] == 1 and _PAIR.match(low, so_many[1]) and product is not None
    return 2 if pair and product and not is_a_pair(product) else so_many[0]
