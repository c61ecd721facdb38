# ruff: noqa: E501 - patterns are data: one line each reads best
"""Orders that say their goods or how many there are to be: 3 monospace tees in XL, 국거리는 한 팩만 할게요, 4 carrot, 2 banana."""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.domain.cart import MAX_QUANTITY
from assistant.domain.dialogue import Order, Request, Session
from assistant.domain.product import Product
from assistant.understanding.hear import Heard
from assistant.understanding.intent import SHOWING, Cue
from assistant.understanding.named import named
from assistant.understanding.names import by_meaning
from assistant.understanding.numerals import ENGLISH_WORD
from assistant.understanding.quantities import SO_MANY, counts_in, find_quantity
from assistant.understanding.reading import Reading
from assistant.understanding.several import bears_number, order, orders, parts_of
from assistant.understanding.sizes import is_size
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

LESS = re.compile(
    rf"{SO_MANY}(?:만|를|을|는|은)?\s?(?:빼|줄여|취소|덜)|\b(?:{ENGLISH_WORD}|\d+) (?:less|fewer)\b|\b(?:remove|take|drop|lose|minus|cut) (?:{ENGLISH_WORD}|\d+)\b(?! of (?:them|these|those|it|each))|(?:reduce|lower|decrease).{{0,20}}\bby\b"
)
OTHERWISE: frozenset[Cue] = frozenset(
    {"cart_change", "cart_clear", "cart_show", "stock", "aisle", "compare", "policy", "more"}
)
_ONLY = re.compile(
    rf"{SO_MANY}만(?:\s?(?:할|주|살|있|담|해|요|으로|충분|남|사)|[.! ]*$)"
    rf"|[가-힣](?:은|는)\s?{SO_MANY}(?:(?:로|만)(?:요|\s|$)|(?:이?요)?[.! ]*$)"
    rf"|\b(?:{ENGLISH_WORD}|\d+)(?: of (?:them|those|these|the [a-z ]+))? (?:is|are|will be|would be|'s) (?:enough|fine|plenty|ok(?:ay)?)\b|\b(?:{ENGLISH_WORD}|\d+) will do\b"
    rf"|\bmake (?:that|it|them|the [a-z -]+?) (?:just |only )?(?:{ENGLISH_WORD}|\d+)\b|\b(?:just|only) (?:{ENGLISH_WORD}|\d+) (?:of )?"
)
"""How many there are to be in the cart, not how many more."""
_GIVE_ME = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|alright|yes|yeah|then|and|so|actually|hm+|lol|right)\W+)*(?:(?:can|could) i (?:get|have)|get me|give me|grab me|i'?ll (?:take|have|get|go for|go with|stay with|stick with)|ill (?:take|have|get|go for|go with|stay with|stick with)|i'?d like|i want|let me (?:have|get)|let'?s (?:get|take|go with))\s+(?:the|that|an?|\d|one|two|three|four|five|six)\b"
    r"|(?:로|으로)\s?(?:하나|[한두세네]\s?\S{1,2}|\d+\s?\S{1,2})?\s?(?:담을|살|할|주세요|주문|부탁|담아|갈게)\S*\s*$"
)
_JUST_SO_MANY = re.compile(
    rf"\W*(?:(?:아+|앗|어+|음+|아니+(?:다|야)?|그럼|그냥|잘못\S*|참)[\s.,~]*)*{SO_MANY}(?:로|만|으로)?\s?(?:(?:이?요|로요|만요|줄일게요?|줄여\S*|할게요?|해\s?주세요|바꿔\S*)(?:\s?(?:줘|주세요|줘요))?)?[.! ]*"
)
"""아 3개요, 한 박스로 줄일게요: nothing but how many, right after an order."""
_ONE_THAT = re.compile(r"\bones? (?:i|that|which|with|for|you|we|my)\b|\bones? in (?!x{0,4}[sml]\b|size|\d)")
"""One I can use in the shower: it counts nothing."""
_SO_MANY_PLEASE = re.compile(
    rf"{SO_MANY}(?:만)?\s?(?:이?요|주세요|줘요?|부탁\S*|담아\S*(?:\s?(?:줘요?|주세요))?)[.!~ ]*$"
)


def heard_count(low: str) -> int | None:
    """The count said, None without one."""
    counted = find_quantity(Reading(low))
    return min(counted[0], MAX_QUANTITY + 1) if counted else None


def only_so_many(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """국거리는 한 팩만 할게요, 2 is enough: the line of the cart that is meant is to be so many."""
    lines, quantity = [line.sku for line in session.cart.lines], heard_count(heard.low)
    alone = session.topic == "cart" and _JUST_SO_MANY.fullmatch(heard.low) is not None
    if not lines or quantity is None or not (alone or _ONLY.search(heard.low)) or LESS.search(heard.low):
        return None
    if heard.is_question or len(parts_of(heard.low, vocabulary)) > 1:
        return None
    skus = tuple(sku for sku in session.focus[:1] if sku in lines) or tuple(lines if len(lines) == 1 else ())
    if keys := [key for key in heard.keys if vocabulary.products_for(key) and not alone]:
        sku = named(keys, session, vocabulary, lines, partly=True, shown=shown)
        skus = (sku,) if sku else by_meaning(session, shown, keys, vocabulary, lines)
    elif session.topic != "cart":
        return None
    return replace(base, intent="cart_change", references=skus[:1], quantity=quantity) if skus else None


def listed(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[Order, ...]:
    """4 carrot, 2 banana: goods that were shown, each with how many, and no word of ordering."""
    if not session.shown or heard.is_question or heard.health.avoid or SHOWING.search(heard.low):
        return ()
    found = orders(heard.low, heard.act, session, vocabulary, shown, counted=True)
    return found if all(one.sku in session.seen() for one in found) else ()


def ordered_by_name(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Order | None:
    """3 monospace tees in XL, get me the prada, 디올로 하나 담을게요: one product of those shown, or of the shop,
    that bears every word said; None when the words ask, name several, or name more."""
    adding = "cart_add" in heard.cues and not heard.guessed
    if heard.is_question or heard.pointed.how in ("sku", "ordinal", "all", "rank"):
        return None
    if heard.pointed.how == "value" and not heard.keys:
        return None
    others = OTHERWISE - {"cart_change"} if adding else OTHERWISE
    if heard.health.avoid or heard.cues & others or SHOWING.search(heard.low):
        return None
    counted = heard_count(heard.low) is not None and not _ONE_THAT.search(heard.low)
    if not adding and not (session.shown and (counted or _GIVE_ME.search(heard.low))):
        return None
    parts = parts_of(heard.low, vocabulary)
    one = order(heard.low, False, heard.act, session, vocabulary, shown) if len(parts) == 1 else None
    if one is None or not one.sku or not one.words:
        return _so_many_of_it(heard, session, vocabulary)
    keys = [key_of(word) for word in one.words]
    if named(keys, session, vocabulary, shown=shown) != one.sku:
        return None
    if one.sku in session.seen():
        unborne = [
            key for key in keys if not vocabulary.products_for(key) and not _is_option(key, vocabulary)
        ]
        return one if adding or not unborne else None
    return one if adding and (len(keys) > 1 or _tells_goods(keys[-1], vocabulary)) else None


def _is_option(key: str, vocabulary: Vocabulary) -> bool:
    """Whether it is a size, or a bare number that may be one."""
    return key.isdigit() or is_size(key, vocabulary)


def _tells_goods(key: str, vocabulary: Vocabulary) -> bool:
    """Whether a word names goods or who makes them, and not merely what they are like."""
    senses = vocabulary.terms.get(key, ())
    return not senses or any(sense.kind in ("type", "category", "brand") for sense in senses)


def _so_many_of_it(heard: Heard, session: Session, vocabulary: Vocabulary) -> Order | None:
    """커플로 쓰게 두 개요: so many of what was spoken of, whatever is said beside, when no goods are named."""
    quantity = heard_count(heard.low)
    if quantity is None or not session.focus or not _SO_MANY_PLEASE.search(heard.low):
        return None
    if any(map(vocabulary.products_for, heard.keys)) or heard.conditions:
        return None
    return Order(session.focus[0], quantity=quantity)


def counted_of(sku: str, low: str, vocabulary: Vocabulary) -> int | None:
    """The count said of this product: the 30 of its 30 packs is none."""
    counts = counts_in(Reading(low))
    said = (number for number, *at in counts if not bears_number(sku, low[slice(*at)], vocabulary))
    return next((min(number, MAX_QUANTITY + 1) for number in said), None)
