# ruff: noqa: E501 - patterns are data: one line each reads best
"""Each line of a Korean cart by what is said of it: 암웨이는 두 개로 하고 콜게이트는 빼 주세요; 한 장은 L로 바꿔 주세요."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.cart import MAX_QUANTITY
from assistant.domain.dialogue import Constraint, Order, Request
from assistant.lexicon import has_hangul
from assistant.understanding.how_many import how_many
from assistant.understanding.lines import KEEPS, MORE, OUT, SETS, line_of, spoken_of
from assistant.understanding.optioned import but_for
from assistant.understanding.quantities import counts_in
from assistant.understanding.reading import Reading
from assistant.understanding.sentence import Sentence
from assistant.understanding.several import bears_number, values_said
from assistant.understanding.valued import has_options

_CHANGED = re.compile(r"바꿔|바꾸|바꿀|변경|교체|교환")
_TO = re.compile(r"(?<![가-힣a-z\d])([가-힣a-z\d]+?)\s?(?:사이즈|색상|색)?(?:으로|로)(?![가-힣])")
_AS_FOR = re.compile(r"(?<![가-힣a-z\d])([가-힣a-z\d]+?)\s?(?:사이즈|색상|색)?(?:은|는|만|을|를)?\s$")
_SO_MANY_OF_IT = re.compile(r"(?:은|는|만|을|를)\s*$")


def line_by_line(sentence: Sentence, lines: Sequence[str]) -> Request | None:
    """암웨이는 두 개로 하고 콜게이트는 빼 주세요: each line by what is said behind its name, where a rule heard one
    line alone, or another; None where something else is said of one."""
    ruled, low, found = sentence.ruled, sentence.low, sentence.found
    held = [line_of(one.sku, lines, sentence.vocabulary) for one in found]
    if ruled.intent not in ("cart_change", "cart_add") or not held or not has_hangul(low):
        return None
    if KEEPS.search(low):
        return None
    if ruled.orders or set(held) <= set(ruled.references) or (len(held) < 2 and not ruled.references):
        return None
    if any(one.vague or one.refused or one.how not in ("name", "value") for one in found):
        return None
    if None in held or len(set(held)) < len(held) or (len(held) < 2 and ruled.intent == "cart_add"):
        return None
    given = how_many(found, low, sentence.vocabulary, sentence.shown).given
    orders: list[Order] = []
    for at, (one, sku, number) in enumerate(zip(found, held, given, strict=True)):
        said = low[one.end : found[at + 1].start if at + 1 < len(found) else len(low)]
        if sku is None or bool(OUT.search(said)) is (number is not None):
            return None
        if not (MORE.search(said) and not SETS.search(said)):
            orders.append(Order(sku, quantity=0))
        if number:
            orders.append(Order(sku, quantity=min(number, MAX_QUANTITY + 1)))
    skus = tuple(sku for sku in held if sku)
    if not any(one.quantity for one in orders):
        return replace(sentence.base, intent="cart_change", references=skus, quantity=0)
    return replace(sentence.base, intent="cart_add", references=skus, orders=tuple(orders))


def split(sentence: Sentence, lines: Sequence[str]) -> Request | None:
    """한 장은 L로 바꿔 주세요, M은 한 장만: of several that lie in the cart some come in another size or colour."""
    low, session, vocabulary = sentence.low, sentence.session, sentence.vocabulary
    old = spoken_of(session, lines)
    if old is None or session.cart.quantity(old) < 2 or not (has_hangul(low) and _CHANGED.search(low)):
        return None
    new = _into(old, sentence)
    if new == old or OUT.search(low) or MORE.search(low):
        return None
    held = session.cart.quantity(old)
    for number, start, end in sorted(counts_in(Reading(low)), key=lambda one: one[1]):
        if not _SO_MANY_OF_IT.search(low, start, end) or bears_number(old, low[start:end], vocabulary):
            continue
        moved = held - number if _is_of(low[:start], old, sentence) else number
        if 0 < moved < held:
            orders = (Order(old, quantity=0), Order(old, quantity=held - moved), Order(new, quantity=moved))
            return replace(sentence.base, intent="cart_add", references=(new,), orders=orders)
    return None


def _into(sku: str, sentence: Sentence) -> str:
    """The same in the size or colour that stands before what it is changed to: L로, 파란색으로."""
    product, vocabulary = sentence.shown.get(sku), sentence.vocabulary
    for match in _TO.finditer(sentence.low) if product else ():
        values = values_said([match[1]], vocabulary)
        wanted = [Constraint(facet, "eq", value) for facet, value in values.items()]
        if wanted and product and (other := but_for(sku, product, wanted, vocabulary)) != sku:
            return other
    return sku


def _is_of(before: str, sku: str, sentence: Sentence) -> bool:
    """Whether the size or colour right before a count is the one this line has: M은 한 장만."""
    product, vocabulary, word = sentence.shown.get(sku), sentence.vocabulary, _AS_FOR.search(before)
    values = values_said([word[1]], vocabulary) if word else {}
    wanted = [Constraint(facet, "eq", value) for facet, value in values.items()]
    return bool(wanted) and product is not None and has_options(product, sku, wanted, vocabulary)
