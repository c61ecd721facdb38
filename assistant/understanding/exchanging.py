# ruff: noqa: E501 - patterns are data: one line each reads best
"""What was put in goes out for something else: another product, another size or colour of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.dialogue import Constraint, Order, Session
from assistant.domain.product import Product
from assistant.understanding.counterpart import counterpart
from assistant.understanding.hear import Heard
from assistant.understanding.lines import line_of
from assistant.understanding.named import called_alike, named, variant_said
from assistant.understanding.names import by_meaning, names
from assistant.understanding.quantities import SO_MANY, find_quantity
from assistant.understanding.query import keys_left
from assistant.understanding.reading import Reading
from assistant.understanding.references import point_exactly
from assistant.understanding.several import alike_in, order, values_said
from assistant.understanding.sizes import is_size
from assistant.understanding.story import asking
from assistant.understanding.terms import key_of
from assistant.understanding.valued import has_options, variant_for
from assistant.understanding.vocabulary import Vocabulary

_EXCHANGES = tuple(
    re.compile(pattern.replace("SO_MANY", SO_MANY))
    for pattern in (
        r"\b(?:swap|switch|exchange|replace|trade)\s+(?P<old>.+?)\s+(?:for|with|to)\s+(?P<new>.+)",
        r"\bchange\s+(?P<old>.+?)\s+(?:for|to|into)\s+(?P<new>.+)",
        r"\binstead of (?P<old>.+?),? (?:(?:i'?ll|i'?d) (?:take|have|like)|give me|get me|put in|add|take|make it|i want) (?P<new>\S.*)",
        r"(?:\b(?:i(?:'d)?(?: would)? (?:want|take|prefer|like|rather have)|i'?ll (?:take|have|get)|give me|get me|make it|make that|let'?s (?:get|take|do|have)|put|add|take)\s+)?(?P<new>\S.*?)\s+instead(?:\s+of\s+(?P<old>.+?))?(?: please| then)?\W*$",
        r"\b(?P<old>(?:one|two|three|four|\d) of (?:them|those|these)) (?:should|can|could|must|has to|have to|needs? to) be (?:an? |in )?(?P<new>(?!\d|one\b|two\b|three\b)\S.*)",
        r"(?P<new>[a-z0-9 ]+?) (?:would|will|might) be (?:better|nicer)\b.*\b(?:change|swap|switch|exchange)(?P<old>(?! it\b| that\b| them\b) the [a-z]+)?",
        r"(?P<old>[^,.]+?)(?:은|는|을|를)?\s?(?:빼고|말고|대신에?|됐고)\s(?P<new>\S.*?)(?:으로|로|걸로)\s?(?P<n>SO_MANY(?:만)?\s)?(?:해|할|갈|주세요|담아|담을|줘)\S*(?:\s?(?:담아|넣어)\S*)?(?:\s?(?:줘|주세요|줄래요?|할게요?))?[\s.!]*$",
        r"(?P<old>[^,.\s]+(?:\s[^,.\s]+){0,3}?)(?:을|를|은|는)\s(?P<new>[^,.]{1,24}?)(?:으로|로|걸로)\s?(?P<n>SO_MANY(?:만)?\s)?(?:바꿔|바꿀|바꾸|변경|교체|교환)\S*(?:\s?(?:줘|주세요|줄래요?|할게요?|할래요?|해줘|해주세요|싶어요?))?[\s.!]*$",
        r"(?:(?P<old>[^,.]+?)(?:은|는|을|를)?\s?(?:빼고|말고|대신에?|됐고)\s)?(?P<new>\S.*?)(?:으로|로|걸로)\s?(?P<n>SO_MANY(?:만)?\s)?(?:바꿔|바꿀|바꾸|변경|교체|교환)\S*(?:\s?(?:줘|주세요|줄래요?|할게요?|할래요?|해줘|해주세요|싶어요?))?[\s.!]*$",
    )
)
_INSTEAD = re.compile(r"\binstead\b|대신")
_CHANGES = re.compile(r"바꿔|바꿀|바꾸|변경|교체|교환|\b(?:change|swap|switch|exchange|replace)\b")
_REASON = re.compile(r"\s(?:제가|저는|전|왜냐|because|cuz|coz|since|cause)\s.*$")
"""Why it is changed: what they are like is no name of goods."""
_IT = re.compile(
    r"\W*(?:(?:it|them|that|those|this|these|the one|that one)(?: one)?|(?:그|이|저)(?:거|걸|것)(?:를|을|은)?)\W*"
)
_IN_CART = re.compile(
    r"\W*(?:the one |what(?:ever)?(?:'s| is| i)? )?(?:i (?:just |already )?(?:added|put in|have)|in (?:there|(?:my|the) (?:cart|basket)))(?: in(?: there| (?:my|the) (?:cart|basket))?)?\W*"
    r"|\W*(?:(?:아까|방금|지금|이미|장바구니에|카트에)\s)*(?:담은|넣은|담긴|담겨\s?있는|들어\s?있는|담아\s?둔|추가한)\s?(?:거|걸|것|건|게)(?:를|을|은|는)?\W*"
)
"""담은 건: what lies there already."""
_TAKEN_BACK = re.compile(
    r"\b(?:i mea?nt|meant|oops|sorry|wait|no|nope|actually|rather|make (?:it|that|them)|would be (?:better|nicer)|i(?:'?d)? prefer)\b|아니|앗|아차|잘못|말고|로\s?(?:할|주|해|바꿔|바꿀|변경)|(?:이|였)?(?:었|였)어요|정정"
)

MEANT = re.compile(
    r"\b(?:i mea?nt|meant|oops|whoops|sorry|nope|rather|instead)\b|(?<![가-힣])(?:앗|아차|아니다?)(?![가-힣])|잘못|정정|(?:그|이|저)(?:거|건|걸)\s?말고"
)
"""Another was meant than what went in."""
_AFTER_NOT = re.compile(r"말고|아니고|아니라|빼고|\bnot (?:the |a |an |in )?\S+,?")
"""앗 270 말고 260: what stands behind is wanted."""


_SWAP = re.compile(
    r"^\W*(?:(?:please|ok(?:ay)?|and|then|actually|so|oh|no|yes|i'?d like to|i want to|let'?s)\W+)*(?:swap|switch|exchange|replace|change|trade) (?:the|that|my|it|this|those|one)\b.+\b(?:for|with|to|into)\b"
)


def asks_for(heard: Heard) -> bool:
    """swap the headlights for the weatherproof ones: an order, and no question of how things are exchanged."""
    return bool(_SWAP.search(heard.low)) and not heard.is_question


def exchanged(
    heard: Heard, said: str, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[Order, ...]:
    """What goes out and what comes in for it, as many unless said; () when nothing of the cart is meant. `said`:
    the utterance before what was corrected was cut off."""
    lines = [line.sku for line in session.cart.lines]
    if not lines:
        return ()
    low = _REASON.sub("", heard.low)
    match = next((found for pattern in _EXCHANGES if (found := pattern.search(low))), None)
    if match is None:
        return _another_variant(heard, said, session, vocabulary, shown)
    if not match["old"] and _sets_a_line(match["new"], session, vocabulary, shown, lines):
        return ()
    if not match["old"] and comes_for_what_went(low, session):
        return ()
    old = _going(match["old"] or "", session, vocabulary, shown, lines)
    if old is None or (not match["old"] and session.topic != "cart" and not _CHANGES.search(low)):
        return ()
    counted = match.groupdict().get("n") or ""
    wanted = f"{asking(match['new'])} {counted}".strip()
    swapped = _in_place_of(old, wanted, heard, session, vocabulary, shown)
    return _some_of(match["old"] or "", swapped, session)


def _sets_a_line(
    text: str, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product], lines: list[str]
) -> bool:
    """사과 두 개로 바꿔 줘, with apples in the cart: so many there are to be, and nothing goes out for them."""
    reading = Reading(text)
    counted = find_quantity(reading)
    if counted is None:
        return False
    reading.take(counted[1], counted[2])
    keys = keys_left(reading, vocabulary)
    line = named(keys, session, vocabulary, lines, shown=shown) if keys else None
    return line is not None and line in shown and names(shown[line], keys, vocabulary.lexicon)


def comes_for_what_went(low: str, session: Session) -> bool:
    """Add the mug instead, where the last change only took out: what is left stays."""
    return bool(_INSTEAD.search(low)) and session.only_took_out


def _some_of(text: str, swapped: tuple[Order, ...], session: Session) -> tuple[Order, ...]:
    """하나는 L로 바꿔 주세요, two in the cart: one stays as it is and one comes in the other size."""
    counted = find_quantity(Reading(text))
    if counted is None or len(swapped) != 2:
        return swapped
    gone, come = swapped
    left = session.cart.quantity(gone.sku) - counted[0]
    if left <= 0 or counted[0] <= 0:
        return swapped
    return gone, replace(gone, quantity=left), replace(come, quantity=counted[0])


def _going(
    text: str, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product], lines: list[str]
) -> str | None:
    """The line that is named; the one last spoken of, or put in, where none is."""
    reading = Reading(text)
    if counted := find_quantity(reading):
        reading.take(counted[1], counted[2])
    keys = keys_left(reading, vocabulary)
    placed = point_exactly(Reading(text), session, vocabulary, shown)
    if placed.how == "ordinal" and placed.skus:
        return line_of(placed.skus[0], lines, vocabulary)
    if only := _of_the_option(keys, shown, vocabulary, lines):
        return only
    in_cart = _IN_CART.fullmatch(text) is not None
    if keys and not in_cart and not _IT.fullmatch(text):
        meant = by_meaning(session, shown, keys, vocabulary, lines)
        return next(iter(meant), None) or named(keys, session, vocabulary, lines, shown=shown)
    near = tuple(lines) if in_cart and len(lines) == 1 else session.focus[:1] or tuple(lines[-1:])
    held = next((sku for sku in near if sku in lines), None)
    own = {one.sku for sku in near if sku in shown for one in shown[sku].variants}
    alike = {number for sku in near if sku in shown for number in called_alike(shown[sku], vocabulary)}
    return held or next((sku for sku in lines if sku in own or vocabulary.number_of(sku) in alike), None)


def _of_the_option(
    keys: Sequence[str], shown: Mapping[str, Product], vocabulary: Vocabulary, lines: Sequence[str]
) -> str | None:
    """L은 빼고: the only line of this size or colour, where nothing else is said."""
    told = [Constraint(facet, "eq", value) for facet, value in values_said(keys, vocabulary).items()]
    if not told or not all(values_said([key], vocabulary) for key in keys):
        return None
    fits = [sku for sku in lines if sku in shown and has_options(shown[sku], sku, told, vocabulary)]
    return fits[0] if len(fits) == 1 else None


def _in_place_of(
    old: str,
    text: str,
    heard: Heard,
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
) -> tuple[Order, ...]:
    counted = find_quantity(Reading(text))
    bare = counted is not None and text[counted[1] : counted[2]].isdigit()
    amount = counted[0] if counted and not bare else session.cart.quantity(old)
    new = order(text, False, heard.act, session, vocabulary, shown)
    if new is not None and new.sku and old in shown:
        other = counterpart(old, shown[old], [key_of(word) for word in new.words], vocabulary)
        new = replace(new, sku=other or new.sku)
    if old in shown and (variant := _variant(old, shown[old], heard, text, vocabulary)) != old:
        named_another = new is not None and new.sku and new.sku not in _skus(shown[old])
        if not named_another and session.cart.quantity(variant):
            set_to = (Order(variant, quantity=0), Order(variant, quantity=amount)) if counted else ()
            return (Order(old, quantity=0), *set_to)
        if not named_another:
            return Order(old, quantity=0), Order(variant, quantity=amount)
    if old in shown and (new is None or not (new.sku or new.query) or new.sku == old):
        return _same_in(old, text, heard, session, vocabulary, shown)
    if new is not None and new.query and not new.sku and _CHANGES.search(heard.low):
        return Order(old, quantity=0), Order(query=new.query, quantity=amount, words=new.words)
    if new is None or not new.sku or session.cart.quantity(new.sku):
        return ()
    return Order(old, quantity=0), Order(new.sku, quantity=amount, words=new.words)


def _another_variant(
    heard: Heard, text: str, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[Order, ...]:
    """oops, I meant 42: right after an order, another size or colour of what went in and nothing else."""
    line = next((sku for sku in session.focus if session.cart.quantity(sku)), None)
    if session.topic != "cart" or line is None or line not in shown or not _TAKEN_BACK.search(text.lower()):
        return ()
    if heard.is_question or any(vocabulary.is_goods(key) for key in heard.keys):
        return ()
    wanted = _AFTER_NOT.split(heard.low)[-1]
    return _same_in(line, wanted, heard, session, vocabulary, shown)


def _same_in(
    line: str,
    wanted: str,
    heard: Heard,
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
) -> tuple[Order, ...]:
    """The line in the size or colour wanted, whether the feed lists it as a variant or apart; () without one."""
    said = [run.text for run in Reading(wanted).runs]
    amount = session.cart.quantity(line)
    variant = _variant(line, shown[line], heard, wanted, vocabulary)
    if variant == line:
        variant = alike_in(line, said, session, vocabulary, shown) or line
    if variant != line:
        return Order(line, quantity=0), Order(variant, quantity=amount)
    own = tuple(text for text in said if is_size(text, vocabulary))
    if len(own) != 1 or "size" not in shown[line].variant(line).options:
        return ()
    return Order(line, quantity=0), Order(line, quantity=amount, words=own)


def _variant(sku: str, product: Product, heard: Heard, text: str, vocabulary: Vocabulary) -> str:
    told = [one for one in heard.conditions if one.hard and one.op == "eq"]
    found = variant_for(sku, product, told, vocabulary)
    if found != sku:
        return found
    return variant_said(product, sku, [run.text for run in Reading(text).runs], vocabulary)


def _skus(product: Product) -> frozenset[str]:
    return frozenset(variant.sku for variant in product.variants)
