# ruff: noqa: E501 - patterns are data: one line each reads best
"""Orders in whole sentences: it's mum's birthday on sunday so the chocolate roll cake, one.

What is pointed at, how many of each, and what is done with it are read apart, and what is said beside counts
for nothing: mentions.py says which goods, dealing.py what is done.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from assistant.domain.cart import MAX_QUANTITY
from assistant.domain.dialogue import Constraint, Intent, Order, Request
from assistant.lexicon import has_hangul
from assistant.understanding.acting import looks_for_less
from assistant.understanding.asks import topics_in
from assistant.understanding.carting import OF_THOSE
from assistant.understanding.either import ASKS_WHETHER
from assistant.understanding.hesitations import only_thinks
from assistant.understanding.how_many import HowMany, how_many
from assistant.understanding.intent import SHOWING, Cue
from assistant.understanding.mentions import Mention
from assistant.understanding.names import names
from assistant.understanding.optioned import of_the_option
from assistant.understanding.ordering import ONE_THAT, is_a_feature, tells_goods, tells_kind
from assistant.understanding.reading import Reading
from assistant.understanding.returning import BACK_TO
from assistant.understanding.sentence import Sentence
from assistant.understanding.several import values_said
from assistant.understanding.sizes import is_size, take_sizes
from assistant.understanding.terms import key_of, strip_particle
from assistant.understanding.vocabulary import NONE, Ids, Vocabulary

_SURE, _PLAIN, _TALK = 0.5, 0.8, 0.6
"""How likely an order must be; where the rules hear a question or a doubt; and mere talk at most of that."""
_COUNTED = 0.15
"""What it is likelier where how many is said of each."""
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
_ELSE: frozenset[Cue] = frozenset(
    {"compare", "more", "stock", "policy", "aisle", "cart_show", "cart_clear", "cart_change", "reserve", "drop"}
)  # fmt: skip
"""What the rules are sure of and orders nothing."""
_THE = re.compile(r"(?:\b(?:the|that|this|those|these)|(?<![가-힣])(?:그|이|저))\s(?:\w+\s)?$")
_ONE = re.compile(
    r"(?:색)?\s?(?:(?:거|걸|것)(?:로|으로)?|로|으로)(?:\s?할|\s?주|\s?살|\s?담|\s?하나)|\W*(?:one|ones)\b"
)
_FOR = re.compile(r"\bfor\s(?:\w+\s)?$")
_IDLE = re.compile(r"\b(?:and|also|or|the|an?|that|this|these|those|hm+|ones?|plus|so|for)\b")
_ANYTHING = re.compile(r"[a-z]{3}|\d|\b(?:pls|it|ok)\b|[가-힣]{2}")
_STATED = re.compile(
    r"(?: in \w+)?\s(?:is|are|was|were|isn't|aren't|looks?|seems?|has|have|comes?(?! along| too| with (?:me|us)| home)|costs?)\b(?! (?:fine|good|great|perfect|lovely|ok|okay|the one|it|what)\b)"
)
"""The silver one is for my son: tells of it."""
_NAME_BEFORE = re.compile(r"\bthe (?P<name>[a-z]{5,}) (?:\w+ )?$")
_ONE_THERE = re.compile(
    r"\bones? (?:you (?:\w+ )?(?:listed|showed|mentioned|named|said)|(?:for|in|of) (?:each|every))\b"
)
"""The one you listed, one for each: it points or counts, and is nothing looked for."""
_ONLY_BEFORE = re.compile(r"\b(?:only|just)\s(?:\w+\s){0,3}$")
_ONLY_AFTER = re.compile(r"\b(?:only|just)\W*$|만(?:요)?\W*$")
_JOINED = re.compile(
    r"[,;.](?!\d)|\b(?:and|plus|or|with)\b|그리고|(?<=[가-힣a-z0-9])(?:이랑|랑|하고|와|과)(?=\s)"
)
"""What stands between two of what is ordered."""
_NOT_WHICH = re.compile(
    r"(?<=\S)(?:이나|(?<!아무)거나|(?<=[가-힣])(?<!하)나)\s|\s(?:또는|아니면|혹은)\s|\bor\b|짜리(?:로|만|들로)?(?:만)?(?:요)?[\s.!~]*$"
)
"""나이키나 푸마로, 12개짜리로요: what it may be, and not which is taken."""
_SEVERAL = re.compile(r"\b(?:ones|first|sort(?:ed)?|list|show)\b|순(?:으로|서)")


def taken(sentence: Sentence) -> Request | None:
    """The goods pointed at go into the cart; None where nothing is pointed at, or something else is likelier
    meant."""
    heard, session, ruled = sentence.heard, sentence.session, sentence.ruled
    low, adds = heard.low, "cart_add" in heard.cues
    if BACK_TO.match(low) and not adds:
        return None
    if not session.shown or heard.health.avoid or heard.cues & _ELSE:
        return None
    if not adds and ASKS_WHETHER.search(low):  # Do you have a bigger one?
        return None
    if heard.changes and sentence.likely.get("take", 0.0) < _PLAIN:
        return None
    if looks_for_less(low, session) or OF_THOSE.search(low) or ONE_THAT.search(_ONE_THERE.sub(" ", low)):
        return None
    if heard.sort and not adds and _SEVERAL.search(low):
        return None
    if _NOT_WHICH.search(low) and not adds:
        return None
    found = [one for one in sentence.meant if not _is_to_be_shown(one, low)]
    if not found or not (session.topic == "cart" or _says_more(low, found)):
        return None
    if ruled.intent == "cart_add" and ruled.query and not _are_so_called(found, sentence):
        return None
    if any(_has_a_strange_name(one, sentence) for one in found):
        return None
    many = how_many(found, low, sentence.vocabulary, sentence.shown)
    if only_thinks(low) and not many.said:  # I like the red one.
        return None
    if many.unmet:  # One rustic desk and one of that chair: as one was not made out, nothing is put in.
        return None
    sure = _likely_taken(found, adds, sentence) + (_COUNTED if many.said and not heard.is_question else 0.0)
    doubted = ruled.intent in _ASKED or (topics_in(low) and not adds) or only_thinks(low)
    if sure < (_PLAIN if doubted else _SURE) or sentence.likely.get("talk", 0.0) > _TALK * sure:
        return None
    if not adds and not any(
        _is_pointed(one, low, bool(number or many.each), sentence.vocabulary)
        for one, number in zip(found, many.given, strict=True)
    ):
        return None
    orders = tuple(_orders(found, many, sentence))
    if (heard.guessed or not adds) and any(is_a_feature(one.sku, one.words, sentence.shown) for one in found):
        return None
    if ruled.settles_the_cart:
        return _better(orders, found, many, sure >= _PLAIN, sentence)
    return _put_in(sentence.base, orders)


def _likely_taken(found: Sequence[Mention], adds: bool, sentence: Sentence) -> float:
    """What lies in no line is not changed: said to be added, it is put in."""
    held = {sentence.vocabulary.number_of(line.sku) for line in sentence.session.cart.lines}
    new = not any(sentence.vocabulary.number_of(one.sku) in held for one in found)
    alter = sentence.likely.get("alter", 0.0) if adds and new else 0.0
    return sentence.likely.get("take", 0.0) + alter


def kept_out(sentence: Sentence) -> Request | None:
    """The rules' order without what is turned down beside it: the white one, not the stand. None where nothing
    of it is."""
    ruled, number_of = sentence.ruled, sentence.vocabulary.number_of
    meant = {number_of(one.sku) for one in sentence.meant}
    refused = {number_of(one.sku) for one in sentence.found if one.refused} - meant
    orders = tuple(one for one in ruled.orders if number_of(one.sku) not in refused)
    if ruled.intent != "cart_add" or not all(one.quantity for one in ruled.orders) or not orders:
        return None
    return _put_in(ruled, orders) if len(orders) < len(ruled.orders) else None


def _put_in(request: Request, orders: tuple[Order, ...]) -> Request:
    skus = tuple(one.sku for one in orders)
    return replace(request, intent="cart_add", references=skus, orders=orders, quantity=None)


def _better(
    orders: tuple[Order, ...], found: Sequence[Mention], many: HowMany, sure: bool, sentence: Sentence
) -> Request | None:
    """The order where the rules put in other goods than those whose names are said in full, or than those just
    shown that are counted, or another number than the one that stands by the name; None where the rules may be
    right."""
    ruled, number_of = sentence.ruled, sentence.vocabulary.number_of
    given = ruled.orders or tuple(Order(sku, quantity=ruled.quantity or 1) for sku in ruled.references)
    if ruled.intent != "cart_add" or not all(one.quantity for one in given):
        return None
    ours, theirs = {number_of(one.sku): one for one in orders}, {number_of(one.sku) for one in given}
    if ours.keys() != theirs:
        meant = _are_meant(frozenset(ours), theirs, found, many, sure, sentence)
        return _put_in(ruled, orders) if meant else None
    if len(ours) < len(given):
        return _put_in(ruled, orders)
    if not (many.said or many.each):
        return None
    counted = tuple(replace(one, quantity=ours[number_of(one.sku)].quantity) for one in given)
    return _put_in(ruled, counted) if counted != given else None


def _are_meant(
    ours: Ids,
    theirs: AbstractSet[int],
    found: Sequence[Mention],
    many: HowMany,
    sure: bool,
    sentence: Sentence,
) -> bool:
    """Whether the goods named are ordered, and not those the rules put in."""
    listed = frozenset(map(sentence.vocabulary.number_of, sentence.session.last_shown))
    whole = sure and all(map(_is_told_in_full, found))
    named = sure and all(one.is_told for one in found)
    if whole and ours == theirs - {-1} and _is_told_beside(sentence):
        return True
    if named and len(ours) == len(theirs) and _is_guessed(sentence):
        return True  # 산토리니로 다녀와서 그 포스터로: what is named, and not the first that was shown.
    if named and many.said and theirs < ours:
        return True  # 사과 세 병, 당근 두 병: each is counted.
    if len(ours) >= len(theirs):  # Or others of the list are, where the rules went beyond it.
        counted = sure and many.said and len(ours) == len(theirs)
        return whole or (counted and ours <= listed and not theirs <= listed)
    if ours < theirs and sentence.heard.pointed.how == "all" and len(ours) > 1:
        return True  # Grey and white, one of each: of all those shown these alone.
    if ours < theirs == listed and len(theirs) > 2 and sure and not any(one.vague for one in found):
        return True  # One each of two of them is no order of all that is shown.
    # Else something was heard that no name tells: that one too, and the headlight.
    return whole and all(one.priced for one in found)


def _is_guessed(sentence: Sentence) -> bool:
    """Whether nothing was pointed at for the rules, nor spoken of: they took the first that was shown."""
    return sentence.heard.pointed.how in ("", "pronoun") and not sentence.session.spoken


def _is_told_beside(sentence: Sentence) -> bool:
    """Whether what the rules did not make out is said in a part that takes nothing: both wheels went flat, so
    a pair of the tubes."""
    idle = [part for part in sentence.parts if not part.points and part.deeds.get("take", 0.0) < _SURE]
    unknown = [one for one in sentence.ruled.orders if not one.sku]
    return all(any(all(word in part.text for word in one.words) for part in idle) for one in unknown)


def _is_to_be_shown(one: Mention, low: str) -> bool:
    """Could you show me an espresso maker too: nothing for the cart."""
    return any(match.start() <= one.start for match in SHOWING.finditer(low))


def _are_so_called(found: Sequence[Mention], sentence: Sentence) -> bool:
    """Whether their own names have every word said: where other goods may be meant, no less will do."""
    shown, lexicon = sentence.shown, sentence.vocabulary.lexicon
    return all(
        one.how not in ("name", "value")
        or not one.seen  # No other bears the words said.
        or (one.sku in shown and names(shown[one.sku], [key_of(word) for word in _worded(one)], lexicon))
        for one in found
    )


def _has_a_strange_name(one: Mention, sentence: Sentence) -> bool:
    """Whether a name nobody here bears stands before it: the TrekReady tent, where there is only the Nomad."""
    match = _NAME_BEFORE.search(sentence.low, 0, one.start)
    product = sentence.shown.get(one.sku)
    if one.how != "name" or match is None or product is None or all(map(has_hangul, product.title.both())):
        return False
    name = match["name"]
    written = re.search(rf"(?<=[a-z,] ){name[0].upper()}(?i:{name[1:]})\b", sentence.base.text)
    return bool(written) and not sentence.vocabulary.knows(key_of(name))


def _worded(one: Mention) -> list[str]:
    """The words said of it but numbers, which may be a size: the dress in 120."""
    return [word for word in one.words if not word.isdigit()] or list(one.words)


def _is_told_in_full(one: Mention) -> bool:
    """Whether no other can be meant: a single word may be said of more than it was read as."""
    if one.vague or one.how not in ("name", "value", "place"):
        return False
    return one.how == "place" or (one.exact and (len(one.words) > 1 or one.priced))


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
    if _is_only(one, low) and all(_narrows(key, vocabulary) for key in keys):
        return False
    kind = all(tells_kind(key, vocabulary) for key in keys)
    goods = any(tells_goods(key, vocabulary) and vocabulary.products_for(key) for key in keys)
    if goods and not kind and one.seen and not one.vague and not _FOR.search(low, 0, one.start):
        return True
    if counted:
        return True
    return not one.vague and bool(_THE.search(low, 0, one.start) or _ONE.match(low, one.end))


def _is_only(one: Mention, low: str) -> bool:
    return bool(_ONLY_BEFORE.search(low, 0, one.start) or _ONLY_AFTER.search(low, one.start))


def _narrows(key: str, vocabulary: Vocabulary) -> bool:
    """Whether a word names a kind, a value or a maker: only Kolo, just the shoes."""
    return tells_kind(key, vocabulary) or any(one.kind == "brand" for one in vocabulary.terms.get(key, ()))


def _orders(found: Sequence[Mention], many: HowMany, sentence: Sentence) -> list[Order]:
    """One a product, in the size and colour said beside it."""
    orders: dict[str, Order] = {}
    for at, one in enumerate(found):
        said = _said_of(at, found, sentence.low)
        sku, number = _in_option(one, said, sentence), many.of(at)
        words = (*one.words, *_sizes_in(said, one, sentence.vocabulary))
        if sku not in orders or number is not None:
            orders[sku] = Order(sku, quantity=min(number or 1, MAX_QUANTITY + 1), words=words)
    return list(orders.values())


def _said_of(at: int, found: Sequence[Mention], low: str) -> str:
    """The mention with what is said of it: the vest in s | and the jersey in xl."""
    start = _between(found[at - 1], found[at], low)[1] if at else 0
    end = _between(found[at], found[at + 1], low)[0] if at + 1 < len(found) else len(low)
    return low[start : max(end, found[at].end)]


def _between(one: Mention, other: Mention, low: str) -> tuple[int, int]:
    """Where what is said of one ends, and where what is said of the next begins."""
    joined = _JOINED.search(low, one.end, max(one.end, other.start))
    return joined.span() if joined else (other.start, one.end)


def _in_option(one: Mention, said: str, sentence: Sentence) -> str:
    """The SKU in the colour and size said of it."""
    product, vocabulary = sentence.shown.get(one.sku), sentence.vocabulary
    if product is None:
        return one.sku
    sizes = take_sizes(Reading(said), vocabulary, frozenset({vocabulary.number_of(one.sku)}))
    values = [Constraint(facet, "eq", value) for facet, value in values_said(one.words, vocabulary).items()]
    wanted = [*sizes[:1], *(value for value in values if not sizes or value.facet != "size")]
    return of_the_option(one.sku, product, wanted, vocabulary)


def _sizes_in(said: str, one: Mention, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The sizes named beside it that its goods come in: M, 42."""
    if vocabulary.number_of(one.sku) not in vocabulary.carrying.get("size", NONE):
        return ()
    runs = (strip_particle(run.text, lambda stem: is_size(stem, vocabulary)) for run in Reading(said).runs)
    return tuple(run for run in runs if is_size(run, vocabulary) and run not in one.words)
