# ruff: noqa: E501 - patterns are data: one line each reads best
"""Changes of the cart in whole sentences: the missus has her own already, so delete the white."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.cart import MAX_QUANTITY
from assistant.domain.dialogue import Constraint, Order, Request, Session
from assistant.understanding.acts import is_ordinary
from assistant.understanding.exchanging import comes_for_what_went
from assistant.understanding.how_many import how_many
from assistant.understanding.line_by_line import line_by_line, split
from assistant.understanding.lines import KEEPS, MORE, OUT, RESIZED, SETS, line_of, so_many_of_each, spoken_of
from assistant.understanding.mentions import Mention
from assistant.understanding.named import called_alike
from assistant.understanding.names import names
from assistant.understanding.numerals import ENGLISH_WORD, count
from assistant.understanding.optioned import but_for
from assistant.understanding.quantities import counts_in
from assistant.understanding.reading import Reading
from assistant.understanding.sentence import Sentence
from assistant.understanding.sizes import take_sizes
from assistant.understanding.terms import key_of, strip_particle
from assistant.understanding.valued import has_options

_SURE = 0.45
"""How likely a change must be, where no rule hears one."""
_PLAIN, _CERTAIN = 0.75, 0.9
"""And where one hears an order; and where no line is named."""
_SWAPS = re.compile(
    r"\b(?:instead|rather|replac\w+|swap\w*|switch\w*|chang\w+|exchang\w+|trade|i meant?|make (?:it|that))\b|교체|교환|바꿔|바꾸|바꿀|갈아|말고|대신|빼고"
)
_ANOTHER = re.compile(
    r"\b(?:an?other|one more|an extra(?: one)?|a (?:second|third|fourth|fifth|sixth)(?: one)?)\b(?! (?:kind|brand|colou?r|size|shop|type|way|look|time|question|thing))"
    r"|(?:하나|한\s?[개병팩봉판권장])\s?더|더\s?(?:하나|한\s?[개병팩봉판권장])"
)
_SUFFICES = r"(?:is|are|will be|would be) (?:\w+ )?(?:enough|plenty)\b"
_ENOUGH = re.compile(
    rf"\b(?P<n>\d{{1,2}}|{ENGLISH_WORD}) (?:[a-z]+ )?{_SUFFICES}|\b{_SUFFICES}"
    r"|(?P<so_many>\d{1,2}|하나|둘|셋|[한두세네])(?:\s?[가-힣]{1,2})?면\s?(?:충분|돼|되겠)"
)
_LET_GO = re.compile(
    r"\b(?:forget|scrap|skip|ditch)(?: about)? (?:the|that|those) (?!last\b|rest\b|others?\b)[\w ]+"
    r"|\b(?:that|this|the [\w ]{2,24}?)(?: ones?)? can (?:go|come out|come off)\W*$"
)
_CORRECTS = re.compile(f"{_LET_GO.pattern}|{_SUFFICES}")
_FEWER = re.compile(r"\b(?:fewer|less|off|out|back(?! to)|too many|remove|drop)\b|빼|줄|덜")
_FILLS = re.compile(r"(?:총|다|모두|전부|합쳐서?|해서|그냥|다시|도로|그럼|원래대로|수량)(?:은|을|를)?")
_CLAUSE = re.compile(r"[.,!?~;]|(?<=[가-힣])(?:라|서|니까|는데|은데|거든요|서요|네요|대요|고)\s")
_REFUSED = re.compile(
    r"\b(?:not|rather than|instead of) (?:the |a |an |in )?\S+|\S+\s?(?:말고|아니라|아니고)"
)


def altered(sentence: Sentence) -> Request | None:
    """A line goes out, for another or for nothing, or there are to be so many of it; None where no line is
    plainly meant, and where the rules know."""
    heard, session, vocabulary = sentence.heard, sentence.session, sentence.vocabulary
    lines = [line.sku for line in session.cart.lines]
    if not lines or heard.health.avoid or heard.changes:
        return None
    alter, found, base = sentence.likely.get("alter", 0.0), sentence.found, sentence.base
    if of_every := so_many_of_each(sentence) or split(sentence, lines):
        return of_every
    heard_so = alter >= _SURE or "cart_change" in heard.cues
    if heard_so and not heard.is_question and (each_line := line_by_line(sentence, lines)):
        return each_line
    resized = len(found) == 1 and RESIZED.search(heard.low)
    exchanged = len(found) == 2 and all(one.is_told for one in found) and _SWAPS.search(heard.low)
    left_out = sentence.ruled.intent == "cart_change" and exchanged and alter > _PLAIN
    overruled = resized or left_out or _is_put_in_wrongly(sentence, alter)
    if sentence.ruled.settles_the_cart and not overruled:
        return None
    if _ANOTHER.search(heard.low) and (more := _one_more(sentence, lines)):
        return more
    held = {at: line for at, one in enumerate(found) if (line := _held(one, lines, sentence))}
    left = None if found else _left(sentence)
    sure = "cart_change" in heard.cues or left or _CORRECTS.search(heard.low) or resized
    if alter < _SURE and not (sure and not heard.is_question):
        return None
    new = [one for at, one in enumerate(found) if at not in held and not one.refused and not one.vague]
    old = next(iter(held.values()), None) or spoken_of(session, lines)
    if old is None:
        return None
    if not held and new and comes_for_what_went(heard.low, session):
        return None
    if len(new) == 1 and len(held) < 2 and _SWAPS.search(heard.low):
        return _exchanged(base, old, new[0].sku, session, new[0].words)
    other = _in_other_options(old, sentence) if len(held) < 2 and not new else old
    if other != old:
        return _exchanged(base, old, other, session)
    if len(held) == 1 and _LET_GO.search(heard.low):
        return replace(base, intent="cart_change", references=(old,), quantity=0)
    given = how_many(found, heard.low, vocabulary, sentence.shown).given
    counted = [(line, number) for at, line in held.items() if (number := given[at])]
    if len(counted) == 1 and not (len(held) > 1 and all(one.how == "all" for one in found)):
        return _so_many(base, *counted[0], heard.low, session)
    if not found and (set_to := _set_to(sentence)):
        return _so_many(base, old, *set_to, session)
    if left and not _speaks_of_others(old, sentence):
        return _so_many(base, old, left, heard.low, session)
    if len(held) == 1 and not new and OUT.search(heard.low) and not KEEPS.search(heard.low):
        return replace(base, intent="cart_change", references=(old,), quantity=0)
    return None


def _set_to(sentence: Sentence) -> tuple[int, str] | None:
    """방이 두 개라 두 개로 할게요: how many there are to be, with the clause that says so, where no goods stand
    beside it; None otherwise."""
    low, vocabulary = sentence.low, sentence.vocabulary
    counts = [one for one in counts_in(Reading(low)) if SETS.search(low, one[1], one[2] + 1)]
    if len(counts) != 1 or sentence.heard.is_question:
        return None
    number, start, _ = counts[0]
    since = max((match.end() for match in _CLAUSE.finditer(low, 0, start)), default=0)
    beside = [run.text for run in Reading(low[since:start]).runs if not _FILLS.fullmatch(run.text)]
    goods = (strip_particle(word, lambda stem: vocabulary.knows(key_of(stem))) for word in beside)
    return None if any(vocabulary.products_for(key_of(word)) for word in goods) else (number, low[since:])


def _is_put_in_wrongly(sentence: Sentence, alter: float) -> bool:
    """Whether the rules put in what nobody sells, or where a change is plainly meant."""
    ruled = sentence.ruled
    if ruled.intent != "cart_add" or any(not one.quantity for one in ruled.orders):
        return False
    return (
        any(one.query and not one.sku for one in ruled.orders)
        or alter > _PLAIN
        or _CORRECTS.search(sentence.low) is not None
    )


def _one_more(sentence: Sentence, lines: Sequence[str]) -> Request | None:
    """One more of the line that is meant: plus a third in the same colour. None where others are named, looked
    for or asked about."""
    likely = sentence.likely
    meant = [_held(one, lines, sentence) for one in sentence.meant if one.how != "place"]
    line = meant[0] if meant else spoken_of(sentence.session, lines)
    if line is None or len(meant) > 1 or sentence.heard.is_question:
        return None
    if likely.get("alter", 0.0) + likely.get("take", 0.0) < _PLAIN:
        return None
    if _speaks_of_others(line, sentence):
        return None
    return replace(sentence.base, intent="cart_add", references=(line,), quantity=1)


def _left(sentence: Sentence) -> int | None:
    """How many there are to be, where nothing is named: one is enough; my mate wants it too, so two then."""
    if enough := _ENOUGH.search(sentence.low):
        return count(enough["n"] or enough["so_many"] or "")
    likely = sentence.likely.get("alter", 0.0) + sentence.likely.get("take", 0.0)
    if sentence.session.topic != "cart" or likely < _CERTAIN:
        return None
    counts = sorted(counts_in(Reading(sentence.low)), key=lambda one: one[1])
    return counts[-1][0] if counts else None


def _speaks_of_others(line: str, sentence: Sentence) -> bool:
    """Whether it names goods that this line of the cart is not."""
    vocabulary, heard = sentence.vocabulary, sentence.heard
    return _adds_another(line, sentence) or any(
        (vocabulary.products_for(key) or vocabulary.lexicon.names(key, "product_type"))
        and not is_ordinary(key)
        and not _is_named(line, key, sentence)
        for key in (*heard.nouns, *heard.keys)
    )


def _adds_another(line: str, sentence: Sentence) -> bool:
    """Whether something that this line is not called is to come too: 에어팟도 하나 추가할게요."""
    return any(
        f"{key}도 " in sentence.low and not is_ordinary(key) and not _is_named(line, key, sentence)
        for key in sentence.heard.keys
    )


def _is_named(sku: str, key: str, sentence: Sentence) -> bool:
    product = sentence.shown.get(sku)
    return product is not None and names(product, [key], sentence.vocabulary.lexicon)


def _held(one: Mention, lines: Sequence[str], sentence: Sentence) -> str | None:
    """The line of the cart that a mention is of: where several are called so, the one in the cart."""
    if line := line_of(one.sku, lines, sentence.vocabulary):
        return line
    keys = [key_of(word) for word in one.words]
    called = [sku for sku in lines if one.vague and all(_is_named(sku, key, sentence) for key in keys)]
    return called[0] if len(called) == 1 else None


def _in_other_options(sku: str, sentence: Sentence) -> str:
    """The same in the size or colour said; `sku` where none is."""
    heard, vocabulary = sentence.heard, sentence.vocabulary
    if sku not in sentence.shown:
        return sku
    said = _REFUSED.sub(" ", heard.low)
    sizes = take_sizes(Reading(said), vocabulary, called_alike(sentence.shown[sku], vocabulary))
    colours = [one for one in heard.conditions if one.facet == "color" and one.op == "eq"]
    product = sentence.shown[sku]
    others = [one for one in sizes if not has_options(product, sku, [one], vocabulary)]
    wanted: list[Constraint] = [*(others or sizes)[:1], *colours[:1]]
    return but_for(sku, product, wanted, vocabulary) if wanted else sku


def _exchanged(base: Request, old: str, new: str, session: Session, words: tuple[str, ...] = ()) -> Request:
    quantity = session.cart.quantity(old)
    swapped = (Order(old, quantity=0), Order(new, quantity=quantity, words=words))
    return replace(base, intent="cart_add", references=(new,), orders=swapped)


def _so_many(base: Request, sku: str, count: int, low: str, session: Session) -> Request | None:
    held = session.cart.quantity(sku)
    if MORE.search(low):
        return replace(base, intent="cart_add", references=(sku,), quantity=min(count, MAX_QUANTITY + 1))
    left = held - count if _FEWER.search(low) else count
    return replace(
        base, intent="cart_change", references=(sku,), quantity=max(0, min(left, MAX_QUANTITY + 1))
    )
