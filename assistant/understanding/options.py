# ruff: noqa: E501 - patterns are data: one line each reads best
"""So many of one colour or size and so many of another: only one blue, and one in red."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from assistant.domain.cart import MAX_QUANTITY
from assistant.domain.dialogue import Order, Session
from assistant.domain.product import Product
from assistant.understanding.hear import Heard
from assistant.understanding.intent import SHOWING
from assistant.understanding.named import named, options_said, variant_said
from assistant.understanding.numerals import count
from assistant.understanding.ordering import OTHERWISE
from assistant.understanding.quantities import counts_in
from assistant.understanding.query import keys_of, take_phrases, words_left
from assistant.understanding.reading import Reading
from assistant.understanding.references import is_one_meant
from assistant.understanding.several import CART, MOST, of_those_shown, parts_of, values_said
from assistant.understanding.vocabulary import Vocabulary

_BESIDE = re.compile(
    r"\b(?:only|just|actually|instead|make|it|that|hm+|no|one|size|in|colou?rs?|please|pls|then|each)\b"
    r"|(?<![가-힣])(?:그럼|그냥|아니|하고|한|건|거|것|걸로|색|사이즈|주세요|줘|요)(?![가-힣])|(?<=[가-힣])(?:거|것|걸|건)(?![가-힣])"
)
_COUNT = re.compile(
    r"(?<![가-힣\d])(?:(?P<ko>하나|둘|셋|넷)|(?P<of>[한두세네])\s?(?:개|벌|장|켤레|대|병))(?:는|은|만|요|씩)?(?![가-힣])|\b(?P<en>one|two|three|four|five|six)\b"
)
_BEFORE = re.compile(
    r"\W*(?:(?:ok(?:ay)?|yes|i'?d like|i want|i need|i'?ll (?:take|have)|give me|get me|please|then|그럼|그러면|네)\W+)*"
)
_AS_FOR = re.compile(r"(?<=하나)(?:는|은)(?![가-힣])|(?<=[개벌장대병])(?:는|은)(?![가-힣])|(?<=켤레)는")
_SETS = re.compile(
    r"\b(?:only|just|instead|actually|make)\b|만(?:\s|하고|$)|대신|으로\s?(?:바꿔|해)|로\s?(?:바꿔|해)"
)
"""There are to be so many, not so many more."""


def of_options(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[Order, ...]:
    """The changes, () when a part says more than how many of which colour or size."""
    lines = [line.sku for line in session.cart.lines]
    old = next((sku for sku in (*session.focus, *reversed(lines)) if sku in lines and sku in shown), None)
    parts = parts_of(heard.low, vocabulary)
    if len(parts) == 1:
        parts = parts_of(_counted_apart(heard.low), vocabulary)
    if not _is_of(old, session, shown):
        old = _one_shown(session, shown, vocabulary)
    if not 2 <= len(parts) <= MOST or any(out for _, out in parts):
        return ()
    if heard.is_question or heard.health.avoid or SHOWING.search(heard.low):
        return ()
    if heard.cues & (OTHERWISE - {"cart_change"}):
        return ()
    found = [_part(text, old, session, vocabulary, shown) for text, _ in parts]
    made = tuple(one for one in found if one)
    if len(made) < len(found) or (old is None and len({one.sku for one in made}) < len(made)):
        return ()
    made = _without_sum(made)
    if old is None or not _SETS.search(heard.low):
        return made
    own = {variant.sku for variant in shown[old].variants} | {one.sku for one in made if not one.words}
    return (*(Order(sku, quantity=0) for sku in lines if sku in own), *made)


def _without_sum(made: tuple[Order, ...]) -> tuple[Order, ...]:
    """two Touring-2000, one in 54 and one in 50: what is said first is what the others come to."""
    first, *others = made
    alike = len(others) > 1 and all(one.sku == first.sku for one in others)
    return tuple(others) if alike and first.quantity == sum(one.quantity for one in others) else made


def splits(low: str, vocabulary: Vocabulary) -> bool:
    """Whether nothing is said but so many of one size and so many of another: two L one M please."""
    parts = [_AS_FOR.sub(" ", text) for text, _ in parts_of(_counted_apart(low), vocabulary)]
    said = [[run.text for run in Reading(_BESIDE.sub(" ", _COUNT.sub(" ", part))).runs] for part in parts]
    return 2 <= len(parts) <= MOST and all(
        words and all(values_said([word], vocabulary) for word in words) and _COUNT.search(part)
        for words, part in zip(said, parts, strict=True)
    )


def _counted_apart(low: str) -> str:
    """two L one M, 하나는 파란색 하나는 빨간색: a part for each count."""
    counts = list(_COUNT.finditer(low))
    if len(counts) < 2:
        return low
    head = _BEFORE.match(low)
    first = head is not None and counts[0].start() <= head.end()
    cuts = [one.start() for one in counts[1:]] if first else [one.end() for one in counts[:-1]]
    edges = [0, *cuts, len(low)]
    return ", ".join(low[start:end].strip() for start, end in pairwise(edges))


def _is_of(line: str | None, session: Session, shown: Mapping[str, Product]) -> bool:
    """Whether the line of the cart is what the talk is of: nothing else was shown or spoken of since."""
    if line is None:
        return False
    spoken = {*session.spoken, *session.focus}
    return not spoken or line in spoken or bool(spoken & {one.sku for one in shown[line].variants})


def _one_shown(session: Session, shown: Mapping[str, Product], vocabulary: Vocabulary) -> str | None:
    """What sizes and colours are of before anything lies in the cart: what was
    spoken of, or a list of one name."""
    sku = next(iter(session.spoken[:1] or session.last_shown), "")
    names = {tuple(shown[one].title.both()) for one in session.last_shown if one in shown}
    alike = len(names) == 1 or is_one_meant(session, shown, vocabulary)
    return sku if sku in shown and alike else None


def _part(
    text: str, old: str | None, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Order | None:
    """One count with a colour or size of `old`, or of goods shown that are called alike; without `old`, with
    a colour of goods shown."""
    text = _AS_FOR.sub(" ", text.strip())
    reading = Reading(_BESIDE.sub(lambda match: " " * len(match[0]), text))
    word = _COUNT.search(text)
    counted = next(counts_in(Reading(text)), None)
    if word and (number := count(word["ko"] or word["of"] or word["en"])):
        counted = (number, *word.span())
    if counted is None:
        return None
    reading.take(*counted[1:])
    reading.take_all(CART)
    take_phrases(reading)
    words = words_left(reading, vocabulary)
    said = tuple(word.text for word in words)
    if not said:
        return None
    quantity = min(counted[0], MAX_QUANTITY + 1)
    if old is None:
        skus = of_those_shown(said, session, vocabulary, shown) if _are_coloured(said, vocabulary) else ()
        own = named(keys_of(words), session, vocabulary, session.last_shown, shown=shown)
        sku = skus[0] if skus else own
        return Order(sku, quantity=quantity) if sku else None
    product = shown[old]
    if all(
        any(options_said(product, one.sku, [word], vocabulary) for one in product.variants) for word in said
    ):
        return Order(variant_said(product, old, said, vocabulary), quantity=quantity)
    alike = [old, *(sku for sku in session.last_shown if _called_alike(sku, old, shown))]
    keys = keys_of(words)
    alone = of_those_shown(said, session, vocabulary, shown) if _are_coloured(said, vocabulary) else ()
    if alone and _called_alike(alone[0], old, shown):
        return Order(alone[0], quantity=quantity)
    if all(map(vocabulary.naming, keys)) and (other := named(keys, session, vocabulary, alike, shown=shown)):
        return Order(other, quantity=quantity)
    if not all(values_said([word], vocabulary) for word in said):
        return None
    return Order(old, quantity=quantity, words=said)


def _are_coloured(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether each word names a colour."""
    return all("color" in values_said([word], vocabulary) for word in words)


def _called_alike(sku: str, old: str, shown: Mapping[str, Product]) -> bool:
    """Grey hoodie, white hoodie: their names end in the same word."""
    return sku in shown and _last(shown[sku].title.both()) == _last(shown[old].title.both())


def _last(titles: Sequence[str]) -> list[str]:
    """The last word of each title, its amount aside: 사과 1kg."""
    told = ([word for word in title.lower().split() if not any(map(str.isdigit, word))] for title in titles)
    return [words[-1] for words in told if words]
