# ruff: noqa: E501 - patterns are data: one line each reads best
"""Several cart changes in one sentence: 바게트 하나랑 사과 두 개 담아줘; add two of these and a butter."""

import re
from collections.abc import Iterator, Mapping

from assistant.domain.cart import MAX_QUANTITY
from assistant.domain.dialogue import Order, Session
from assistant.domain.product import Product
from assistant.understanding.acting import take_words
from assistant.understanding.conditions import take_conditions
from assistant.understanding.earlier import meant
from assistant.understanding.followup import turns_down
from assistant.understanding.names import by_meaning
from assistant.understanding.quantities import find_quantity
from assistant.understanding.query import keys_of, query_of, take_phrases, words_left
from assistant.understanding.reading import Reading
from assistant.understanding.references import point_exactly, point_loosely
from assistant.understanding.vocabulary import Vocabulary

MOST = 6
_BETWEEN = re.compile(
    r"(?P<out>\s?(?:은|는|을|를)?\s?(?:빼고|말고|대신에?)(?:\s|,|$))"
    r"|(?<=담)고\s|(?<=넣)고\s|(?<=추가하)고\s|(?:이랑|랑|하고|이나)\s|(?P<and>[과와])\s|(?:그리고|및)\s|[,;+&/]|\band\b|\bplus\b"
)
_INSTEAD = re.compile(r"\b(?:instead of|rather than|in place of)\b")
EXCHANGED = re.compile(rf"{_INSTEAD.pattern}|\bswap\b.*\bfor\b|대신에?\s")
"""One thing for another: of the cart, where it lies there."""
_CART = re.compile(
    r"^\W*(?:ㅇㅇ|ㅇㅋ|응|네|넵|그래|오케이|ok|okay|yes|yeah|sure)(?=[\s,])|(?:장바구니|카트|바구니)(?:에다가?|에서|에)?|(?<![가-힣])(?:담|넣|추가|주|줘|살|할|부탁|빼|삭제|취소)\S*|(?<=[가-힣])(?:담|넣|빼)(?:아|자|어|고|줘|주세요)\S*"
    r"|\b(?:remove|delete|drop|lose|scrap|ditch|dump|chuck|skip|out|off|from|of|add|put|take|get|grab|buy|give me|i'?ll|i'?d|want|need|like|have|to|in|into|my|me|the|cart|basket|bag|also|too|please|then|instead|rather)\b"
)
_PUT_IN = re.compile(
    r"담|넣|추가|\b(?:add|put|get|buy|take(?! out| off| away)|i'?ll have|want|instead)\b(?!.*\b(?:out|off)\W*$)|빼고|말고|대신"
)
_THAT_ALONE = re.compile(
    r"\W*(?:please |and |then |just )*(?:add|take|get|put|grab|buy|i'?ll (?:take|have))? ?(?:it|that|them|this|one)?(?: (?:in|to|into)(?: (?:my|the))?(?: (?:cart|basket|bag))?)?(?: please| too)?\W*"
    r"|\W*(?:그거|그걸|이거|이걸|그걸로|이걸로)?\s?(?:담아|넣어|주세요|줘|살게|할게)\S*\W*"
)
_TAKE_OUT = re.compile(
    r"^\s*(?:remove|delete|drop|lose|scrap|ditch|dump|chuck|skip|take out|without|no)\b|\btake\b.*\b(?:out|off)\W*$|(?:빼|삭제|취소)\S*\s*$"
)
_CHEAPER = re.compile(r"더?\s?(?:싼|저렴한)\s?(?:거|것|걸|게|쪽)?(?:로|으로)?|\b(?:the )?cheaper(?: one)?\b")
"""Of two, the cheapest."""


def orders(
    low: str,
    act: str,
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
    counted: bool = False,
) -> tuple[Order, ...]:
    """The changes in their order, () when the sentence holds one or a part of it means nothing. counted: only
    where every part says how many."""
    parts = list(_parts(low, vocabulary))
    if not 2 <= len(parts) <= MOST or turns_down(low):
        return ()
    if counted and not all(find_quantity(Reading(text)) for text, _ in parts):
        return ()
    parts = [part for at, part in enumerate(parts) if not at or not _THAT_ALONE.fullmatch(part[0])]
    found = [
        _order(text, out, act, session, vocabulary, shown, first=not at)
        for at, (text, out) in enumerate(parts)
    ]
    understood = [one for one in found if one is not None]
    skus = {one.sku or one.query for one in understood}
    if len(parts) < 2 or len(understood) < len(parts) or len(skus) < len(parts):
        return ()
    return tuple(understood)


def _parts(low: str, vocabulary: Vocabulary) -> Iterator[tuple[str, bool]]:
    """Each part and whether it is to go out of the cart."""
    every = bool(_TAKE_OUT.search(low)) and not _PUT_IN.search(low)
    kept, *gone = _INSTEAD.split(low, maxsplit=1)
    at = 0
    for match in _BETWEEN.finditer(kept):
        if match["and"] and vocabulary.knows(_last_word(kept[: match.end("and")])):
            continue
        if kept[at : match.start()].strip():
            part = kept[at : match.start()]
            yield part, every or bool(match["out"] or _TAKE_OUT.search(part))
        at = match.end()
    if kept[at:].strip():
        yield kept[at:], every or bool(_TAKE_OUT.search(kept[at:]))
    for text in gone:
        yield text, True


def _last_word(text: str) -> str:
    """사과 ends in no particle: it is a word of the catalogue as it stands."""
    return text.rsplit(maxsplit=1)[-1] if text.strip() else ""


def _order(
    text: str,
    out: bool,
    act: str,
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
    *,
    first: bool,
) -> Order | None:
    """One part as an order; None when it means nothing. A count alone, said `first`, is of what was spoken of."""
    reading = Reading(text)
    counted = find_quantity(reading)
    if counted:
        reading.take(counted[1], counted[2])
    pointed = point_exactly(reading, meant(text, session, vocabulary, shown), vocabulary, shown)
    cheapest = take_conditions(reading).sort == "price_asc" or reading.take_all(_CHEAPER)
    reading.take_all(_CART)
    take_words(reading, act, vocabulary)
    take_phrases(reading)
    words = words_left(reading, vocabulary)
    held = [line.sku for line in session.cart.lines]
    skus = pointed.skus
    if not skus and out:
        skus = by_meaning(session, shown, keys_of(words), vocabulary, held)
    elif not skus:
        skus = point_loosely(
            text, meant(text, session, vocabulary, shown), vocabulary, shown, keys_of(words), ()
        ).skus
    quantity = min(counted[0], MAX_QUANTITY) if counted else 1
    if first and not skus and not out and not words and counted:
        skus = session.focus[:1]
    if out:
        return Order(skus[0], quantity=0) if skus and skus[0] in held else None
    if skus:
        return Order(skus[0], quantity=quantity)
    goods = words and any(vocabulary.products_for(key) for key in keys_of(words)[-1:])
    query = query_of(words, reading)
    return Order(query=query, quantity=quantity, cheapest=cheapest) if goods else None
