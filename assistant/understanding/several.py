# ruff: noqa: E501 - patterns are data: one line each reads best
"""Cart changes said with their goods, one or several in a sentence: 바게트 하나랑 사과 두 개 담아줘; add two of these and
a butter."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.domain.cart import MAX_QUANTITY
from assistant.domain.dialogue import Order, Session
from assistant.domain.product import Product
from assistant.lexicon import canonical_value, facets_of
from assistant.understanding.acting import take_words
from assistant.understanding.conditions import take_conditions
from assistant.understanding.earlier import meant
from assistant.understanding.followup import turns_down
from assistant.understanding.named import is_other, named, options_said, variant_said
from assistant.understanding.names import by_meaning, by_sound, names
from assistant.understanding.numerals import ENGLISH_WORD
from assistant.understanding.quantities import EACH, SO_MANY, counts_in, find_quantity
from assistant.understanding.query import keys_of, query_of, take_phrases, words_left
from assistant.understanding.reading import Reading, Run, runs_of
from assistant.understanding.references import point_exactly, point_loosely
from assistant.understanding.terms import key_of, strip_particle
from assistant.understanding.vocabulary import MOST_WORDS, NONE, Vocabulary

MOST = 6
_BETWEEN = re.compile(
    r"(?P<out>\s?(?:은|는|을|를)?\s?(?:빼고|말고|대신에?)(?:\s|,|$))"
    r"|(?<=담)고\s|(?<=넣)고\s|(?<=추가하)고\s|(?:이랑|랑|하고|이나)\s|(?P<and>[과와])\s|(?:그리고|및)\s|[,;+&/]|\band\b|\bplus\b|(?<=\w)\sn\s(?=\w)|\balso the\b"
)
_INSTEAD = re.compile(r"\b(?:instead of|rather than|in place of)\b")
EXCHANGED = re.compile(rf"{_INSTEAD.pattern}|\bswap\b.*\bfor\b|대신에?\s")
"""One thing for another: of the cart, where it lies there."""
CART = re.compile(
    r"^\W*(?:ㅇㅇ|ㅇㅋ|응|네|넵|그래|오케이|ok|okay|yes|yeah|sure)(?=[\s,])|(?:장바구니|카트|바구니)(?:에다가?|에서|에)?|(?<![가-힣])(?:담|넣|추가|주|줘|살|할|부탁|빼|삭제|취소)\S*|(?<=[가-힣])(?:담|넣|빼)(?:아|자|어|고|줘|주세요)\S*"
    r"|\b(?:remove|delete|drop|lose|scrap|ditch|dump|chuck|skip|out|off|from|of|add|put|take|get|grab|buy|give me|i'?ll|i'?d|want|need|like|have|to|in|into|my|me|the|cart|basket|bag|also|too|please|then|instead|rather)\b"
)
_PUT_IN = re.compile(
    r"담|넣|추가|\b(?:add|put|get|buy|take(?! out| off| away)|i'?ll have|want|instead)\b(?!.*\b(?:out|off)\W*$)|빼고|말고|대신"
)
_THAT_ALONE = re.compile(
    r"\W*(?:please |and |then |just )*(?:add|take|get|put|grab|buy|i'?ll (?:take|have))? ?(?:it|that|them|this|one|both|all)?(?: (?:in|to|into)(?: (?:my|the))?(?: (?:cart|basket|bag))?)?(?: please| too)?\W*"
    r"|\W*(?:그거|그걸|이거|이걸|그걸로|이걸로|둘\s?다|모두|전부|다)?\s?(?:담아|넣어|주세요|줘|살게|할게)\S*\W*"
)
_TAKE_OUT = re.compile(
    r"^\s*(?:remove|delete|drop|lose|scrap|ditch|dump|chuck|skip|take out|without|no)\b|\btake\b.*\b(?:out|off)\W*$|(?:빼|삭제|취소)\S*(?:\s?(?:줘|주세요|주실|줄|해)\S*){0,2}[\s.!~]*$"
)
_MORE = re.compile(r"\b(?:more|another|extra)\b|(?<![가-힣])더(?![가-힣])|추가")
"""drop the lemons, and one more apple: more of it comes in."""
_EACH = rf"{SO_MANY}(?:씩|만)?"
_COUNTED_OFF = re.compile(
    rf"(?<=\s)({_EACH})\s+(?=(?:(?!담|넣|추가|주|빼|더|사고|살)[가-힣]{{2}}|\d{{1,2}}\s?번).*\s{_EACH}(?:요|이요)?(?![가-힣]))"
)
"""라켓 하나 공 하나: what was counted ends there."""
_COUNT_ALONE = re.compile(
    rf"\W*(?:just |only |put |add |take |make it |i'?ll (?:take|have) )?(?:\d{{1,2}}|{ENGLISH_WORD})x?(?: pairs?| packs?| pieces?| pcs)?(?: of (?:them|those|these|it|that))?(?: in| please| pls| then| to (?:my |the )?cart)*\W*"
)
_AMOUNT_ALONE = re.compile(
    rf"\W*\d+(?:[.,]\d+)?\s?(?:kg|g|mg|l|ml|cl|oz|lbs?|cm|mm|m|pcs?|pieces?|packs?|bags?|heads?|servings?|bottles?|boxes|cans?|킬로|그램|리터|개|봉지?|팩|병|캔|입|인분|마리|단|통)(?:{CART.pattern}|\s|\W)*"
)
"""Milk, 1 L: the amount in a product's name is no product of its own."""
_BOTH_OF_THEM = re.compile(r"(?<=\S)\s(?:둘|셋)\s?다(?=\s?(?:담|넣|주|살|할|추가|빼|삭제|취소))")
"""이거랑 그 원두 둘 다: what is listed is all of it."""
_IT = re.compile(r"\W*(?:그|이|저)(?:거|걸|것)\W*")
_THAT_GOODS = re.compile(r"\W*(?:(?:그|이|저)\s[가-힣]{2}|(?:that|this)\s[a-z]{3})")
"""그 케이지, by a word nobody here bears: what was spoken of."""
_SIZE_ALONE = re.compile(
    r"\W*(?:in )?(?:size |사이즈\s?)?(?:\d{2,3}|x{0,3}[sml])(?:\s?(?:사이즈|size))?(?:로|으로)?(?: as well| too| please)?\W*"
)
_OPTION_NAMES = re.compile(r"\b(?:sizes?|colou?rs?)\b(?!-)|(?<![가-힣])(?:사이즈|색상|색깔)(?![가-힣]{3})")
"""In size M: the word names no goods, king-size or not."""
_REMARK_ALONE = re.compile(
    r"\W*(?:sweet|great|nice|cool|perfect|awesome|lovely|splendid|ok(?:ay)?|alright|good|fine|yes|yeah|thanks|haha|no|nope|nah|sorry|actually|oops|oh|hm+|well|wait|please|pls|좋아요?|네|넵|오케이)\W*"
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
    parts = parts_of(_BOTH_OF_THEM.sub(" ", low), vocabulary)
    if not 2 <= len(parts) <= MOST or turns_down(low):
        return ()
    counts = [find_quantity(Reading(text)) or _AN.match(text) or _says_put_in(text) for text, _ in parts]
    if counted and not all(counts):
        return ()
    parts = [part for at, part in enumerate(parts) if not at or not _says_put_in(part[0])]
    found = [
        order(text, out, act, session, vocabulary, shown, first=not at)
        for at, (text, out) in enumerate(parts)
    ]
    understood = [
        one
        for at, made in enumerate(found)
        if made
        for one in _as_many(made, parts[at][0], session, vocabulary, shown)
    ]
    if understood and EACH.search(low) and sum(bool(find_quantity(Reading(text))) for text, _ in parts) == 1:
        most = max(one.quantity for one in understood)
        understood = [replace(one, quantity=most) if one.quantity else one for one in understood]
    skus = {one.sku or one.query for one in understood}
    if len(parts) < 2 or not all(found) or len(skus) < len(parts):
        return ()
    return tuple(understood)


def _says_put_in(text: str) -> bool:
    """2 tires, 1 kit, cart: a part that only says what is to be done with the others."""
    return _THAT_ALONE.fullmatch(text) is not None or _CART_ALONE.fullmatch(text) is not None


_CART_ALONE = re.compile(
    r"\W*(?:(?:in|into|to) )?(?:the |my )?(?:cart|basket|bag)(?:,? (?:please|pls))?\W*|\s*(?:장바구니|카트)(?:에|로)?\s*"
)
_SET = re.compile(
    r"\b(?:actually|after all|rather)\b|"
    r"\b(?:only|just) (?:\d{1,2}|one|two|three|four|five)\b|(?:로|만)\s?(?:줄|늘|바꿔|변경|맞춰|할게|해\s?줘|해\s?주)|\bmake (?:the )?[a-z -]+ (?:\d+|one|two|three|four|five)\b"
)


def _as_many(
    made: Order, text: str, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Iterator[Order]:
    """멀티탭은 하나로 줄여줘: of what lies in the cart so many are to be there, not so many more; the gloves, in
    the size that lies there."""
    line, counted = made.sku, find_quantity(Reading(text))
    held = session.cart.quantity(line)
    if not made.quantity and counted and 0 < counted[0] < held:
        yield made
        yield Order(line, quantity=held - counted[0])
        return
    if made.quantity and made.words and not session.cart.quantity(line) and _SET.search(text):
        lines = [one.sku for one in session.cart.lines]
        called = by_meaning(session, shown, [key_of(word) for word in made.words], vocabulary, lines)
        line = next(iter(called), made.sku)
    if line and made.quantity and session.cart.quantity(line) and _SET.search(text):
        yield Order(line, quantity=0)
        made = made if line == made.sku else Order(line, quantity=made.quantity)
    yield made


def parts_of(low: str, vocabulary: Vocabulary) -> list[tuple[str, bool]]:
    """The parts of a list of changes, each with whether it is to go out of the cart. What names no goods, but
    a size, tells of the part before: the white plimsolls, 42 as well."""
    found: list[tuple[str, bool]] = []
    for text, out in _parts(_COUNTED_OFF.sub(r"\1, ", _WHAT_FOR.sub("", low)), vocabulary):
        if _REMARK_ALONE.fullmatch(text):
            continue
        if found and any(one.fullmatch(text) for one in (_SIZE_ALONE, _COUNT_ALONE, _AMOUNT_ALONE)):
            found[-1] = (f"{found[-1][0]} {text}", found[-1][1])
        elif found and (that := _OF_THAT.fullmatch(text)) and not find_quantity(Reading(found[-1][0])):
            found[-1] = (f"{found[-1][0]} {text[that.end('it') :]}", found[-1][1])
        else:
            found.append((_filled(text, found[-1][0] if found else "", vocabulary), out))
    return found


_WHAT_FOR = re.compile(
    r"(?<=[가-힣][.!~])\s+[^.!?]*[가-힣](?:게|려고|려구|거라서|거거든|거든|니까|라서)요?[\s.!~]*$"
)
"""두 개 주세요. 안방 하나 거실 하나 두게: what they are for is no order of its own."""
_OF_THAT = re.compile(
    rf"(?P<it>\s*(?:그|이|저)(?:거|걸|것)(?:로|으로|를|을|은)?)\s{SO_MANY}(?:만|씩)?(?:\s?(?:{CART.pattern}))*[\s.!~]*"
)
"""초록색 있죠, 그걸로 두 개 살게요: how many there are to be of what stands before."""
_AN = re.compile(r"\s*(?:and |then )?(?:an?|one)\b")
_ONES = re.compile(r"\bones?\b(?=\W*(?:please|pls|too|then)?\W*$)")


def _filled(text: str, before: str, vocabulary: Vocabulary) -> str:
    """Two grey hoodies and a white one: the goods of the part before."""
    if (
        not before
        or not _ONES.search(text)
        or any(vocabulary.is_goods(key_of(run.text)) for run in runs_of(text))
    ):
        return text
    goods = [
        run.text
        for run in runs_of(before)
        if vocabulary.is_goods(key_of(run.text)) or vocabulary.heads.get(key_of(run.text))
    ]
    return _ONES.sub(goods[-1], text) if goods and len(_ONES.sub("", text).split()) > 1 else text


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
            goes = (every and not _MORE.search(part)) or bool(_TAKE_OUT.search(part))
            yield part, goes or bool(match["out"])
        at = match.end()
    if kept[at:].strip():
        part = kept[at:]
        yield part, (every and not _MORE.search(part)) or bool(_TAKE_OUT.search(part))
    for text in gone:
        yield text, True


def _last_word(text: str) -> str:
    """사과 ends in no particle: it is a word of the catalogue as it stands."""
    return text.rsplit(maxsplit=1)[-1] if text.strip() else ""


def order(
    text: str,
    out: bool,
    act: str,
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
    *,
    first: bool = False,
) -> Order | None:
    """One part as an order; None when it means nothing. A count alone, said `first`, is of what was spoken of."""
    for counted in (*counts_in(Reading(text)), None):
        found = _read(text, counted, out, act, session, vocabulary, shown, first=first)
        if (
            counted is None
            or found is None
            or not bears_number(found.sku, text[slice(*counted[1:])], vocabulary)
        ):
            return found
    return None


def _of_the_focus(
    words: tuple[str, ...], session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[str, ...]:
    """M으로 하나: of what was spoken of, in the size or colour said."""
    sku = next(iter(session.focus[:1] or session.last_shown[:1]), "")
    if sku not in shown:
        return ()
    product = shown[sku]
    if not any(options_said(product, one.sku, words, vocabulary) for one in product.variants):
        return ()
    return (variant_said(product, sku, words, vocabulary),)


def _asked_for(
    word: str, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[str, ...]:
    """스탠드 하나, where a bike stand was looked for: the one thing of those shown last that is so called."""
    if len(session.last_shown) == 1:
        return session.last_shown
    asked = [key_of(session.query)]
    own = [sku for sku in session.last_shown if sku in shown and names(shown[sku], asked, vocabulary.lexicon)]
    return tuple(own) if len(own) == 1 else by_sound(word, shown, own)


def is_value_only(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word names a colour or size of goods here, and no goods."""
    return not vocabulary.is_goods(key_of(word)) and bool(values_said([word], vocabulary))


def values_said(words: Sequence[str], vocabulary: Vocabulary) -> dict[str, str]:
    """The colour and the size that the words name: blue, 파란, L."""
    return {
        facet: value
        for facet in ("size", "color")
        for word in words
        for form in (word, f"{word}색")
        if (value := canonical_value(facet, form, vocabulary.lexicon)) in vocabulary.facets.get(facet, {})
    }


def of_those_shown(
    words: Sequence[str], session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[str, ...]:
    """the red and the blue: of what was spoken of, then of the last list, in the colour or size said."""
    wanted = values_said(words, vocabulary)
    for sku in dict.fromkeys((*session.spoken[:1], *session.last_shown)):
        if (product := shown.get(sku)) is None:
            continue
        for one in dict.fromkeys((sku, *(variant.sku for variant in product.variants))):
            held = facets_of(product, product.variant(one), vocabulary.lexicon)
            if all(value in _as_set(held.get(facet)) for facet, value in wanted.items()):
                return (one,)
    return ()


def alike_in(
    sku: str, words: Sequence[str], session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> str | None:
    """The product shown that is called as this one is, in the colour or size that these words name; None
    when none is, or when it is this one."""
    stems = [strip_particle(word, lambda stem: bool(values_said([stem], vocabulary))) for word in words]
    said = [word for word in stems if values_said([word], vocabulary)]
    found = of_those_shown(said, session, vocabulary, shown) if said and sku in shown else ()
    if not found or found[0] == sku or found[0] not in shown:
        return None
    alike = _name_of(shown[found[0]], vocabulary) == _name_of(shown[sku], vocabulary)
    return found[0] if alike else None


def _name_of(product: Product, vocabulary: Vocabulary) -> list[str]:
    """Its name in every language without colours and sizes."""
    runs = (run for title in product.title.both() for run in runs_of(title.lower()))
    return without_values(runs, vocabulary)


def without_values(runs: Iterable[Run], vocabulary: Vocabulary) -> list[str]:
    """The words of a name without its colours and sizes."""
    return [run.text for run in runs if not values_said([run.text], vocabulary)]


def _as_set(held: object) -> frozenset[object]:
    return held if isinstance(held, frozenset) else frozenset({held})


def bears_number(sku: str, written: str, vocabulary: Vocabulary) -> bool:
    """Balance 420 in 45: neither number says how many; nor does a size its goods come in, of this product or not."""
    number = vocabulary.number_of(sku)
    sizes = vocabulary.facets.get("size", {})
    digits, _, unit = written.partition(" ")
    if not digits.isdigit():
        return False
    sized = not unit and number in vocabulary.carrying.get("size", NONE)
    return number in vocabulary.naming(digits) or (sized and digits in sizes)


def _read(
    text: str,
    counted: tuple[int, int, int] | None,
    out: bool,
    act: str,
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
    *,
    first: bool,
) -> Order | None:
    reading = Reading(text)
    if counted:
        reading.take(counted[1], counted[2])
    pointed = point_exactly(reading, meant(text, session, vocabulary, shown), vocabulary, shown)
    cheapest = take_conditions(reading).sort == "price_asc" or reading.take_all(_CHEAPER)
    reading.take_all(CART)
    take_words(reading, act, vocabulary)
    take_phrases(reading)
    reading.take_all(_OPTION_NAMES)
    words = words_left(reading, vocabulary)
    held = [line.sku for line in session.cart.lines]
    keys, said = keys_of(words), tuple(word.text for word in words)
    # 매니큐어 하나씩: of what is named, and not of all that was shown.
    skus = () if words and pointed.how == "all" else pointed.skus
    if not skus and out:
        skus = by_meaning(session, shown, keys, vocabulary, held)
    elif not skus and not cheapest and words and all(is_value_only(word, vocabulary) for word in said):
        skus = of_those_shown(said, session, vocabulary, shown)
        if not skus and session.shown:
            return None
    elif not skus and not cheapest and (sku := named(keys, session, vocabulary, shown=shown)):
        skus = (sku,)
    elif not skus:
        skus = point_loosely(text, meant(text, session, vocabulary, shown), vocabulary, shown, keys, ()).skus
        skus = () if skus and keys and is_other(skus[0], keys[-1], shown, vocabulary) else skus
        kind = vocabulary.products_for(keys[-1]) if cheapest and keys else NONE
        skus = () if skus and kind and vocabulary.number_of(skus[0]) not in kind else skus
    if not skus and words and not any(map(vocabulary.products_for, keys)):
        skus = _of_the_focus(said, session, vocabulary, shown)
        if not skus and not out and _THAT_GOODS.match(text):
            skus = session.spoken[:1]
    if not session.focus and session.spoken and _IT.fullmatch(text):
        skus = session.spoken[:1]
    if not skus and words and not out and session.focus and set(said) <= set(session.query.split()):
        skus = _asked_for(said[-1], session, vocabulary, shown)
    quantity = min(counted[0], MAX_QUANTITY + 1) if counted else 1
    if first and not skus and not out and not words and counted:
        skus = session.focus[:1]
    if out:
        return Order(skus[0], quantity=0) if skus and skus[0] in held else None
    if skus:
        return Order(skus[0], quantity=quantity, words=said)
    goods = any(vocabulary.products_for(key) for key in keys[-2:]) or (
        0 < len(keys) <= MOST_WORDS and bool(_PUT_IN.search(text))
    )
    query = query_of(words, reading)
    return Order(query=query, quantity=quantity, cheapest=cheapest, words=said) if goods else None
