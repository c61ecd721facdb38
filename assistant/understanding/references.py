# ruff: noqa: E501 - patterns are data: one line each reads best
"""Which shown products an utterance points at: 두 번째 거, the blue one, 제일 싼 거, 그거, by name, by SKU."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain.dialogue import Constraint, Session
from assistant.domain.product import Product
from assistant.lexicon import facets_of
from assistant.lexicon.opposites import opposed
from assistant.understanding.ends import ends_asked, stated
from assistant.understanding.named import listed_apart
from assistant.understanding.names import bears, by_meaning, by_name, known_skus, lists, names
from assistant.understanding.numerals import count
from assistant.understanding.reading import Reading
from assistant.understanding.terms import key_of
from assistant.understanding.valued import OF_THE_REQUEST, holds, still_looked_for, variant_for
from assistant.understanding.vocabulary import NONE, Vocabulary

_THING_KO = r"(?:거(?!기)|것|꺼|걸|게(?!임)|건(?!강)|상품|제품|물건|아이템|애|놈|줄)?(?:로|으로|를|을|은|는|이|가|도|만|랑|이랑|하고|와|과|의|한테)?"
_ORDINAL_KO = re.compile(
    rf"(?P<n>첫|두|둘|세|셋|네|넷|다섯|여섯|일곱|여덟|아홉|열|\d{{1,2}})\s?(?:번\s?)?째(?!로\s?(?:싼|저렴|비싼|가벼운|무거운))\s?{_THING_KO}|(?<![\d가-힣])(?P<m>\d{{1,2}}|일|이|삼|사|오)\s?번(?!\s?(?:코너|매대|통로|줄|더|정도|씩|가|이나))\s?{_THING_KO}|"
    rf"(?P<last>마지막|맨\s?(?:끝|아래|밑|마지막|뒤)(?:에)?(?:\s?있는)?)\s?{_THING_KO}|(?P<first>맨\s?(?:위|처음|앞|첫)(?:에)?(?:\s?있는)?|(?:제일|가장|젤)\s?위(?:에)?(?:\s?있는)?|처음\s?(?:거|것|꺼|나온)|앞에?\s?(?:거|것|꺼))\s?{_THING_KO}"
)
_FIRST_FEW_KO = re.compile(
    r"(?:처음|위(?:에|의|에서)?|앞(?:에|의)?|상위|첫)\s?(?P<n>두|세|네|다섯|\d)\s?(?:개|가지|제품|상품)"
)
_KOREAN_NTH = {"첫": 1, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5}
NTH = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "2nd": 2,
    "3rd": 3,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_ORDINAL_EN = re.compile(
    r"(?<!\ba )\b(?:the )?(?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|1st|2nd|3rd|[4-9]th|10th)\b(?! (?:aid|hand|time|class|birthday|generation|grade|day|thing|of all|cheapest|least|most|priciest|lightest|heaviest|highest|lowest))(?: (?:one|item|option|product|result|choice|pick|thing)s?)?|"
    r"(?:\b(?:number|no\.?|option|item|product|choice|result)\s?|#\s?)(?P<number>\d{1,2}|one|two|three|four|five|six)\b|\b(?P<last>(?:the |that )?(?:very )?last|the bottom)(?: (?:one|item|option|product|result))?\b(?! (?:long|time|night|week|year|forever|more))|\b(?P<top>the top|the very first)(?: (?:one|item|option|result))?\b(?! (?:rated|selling|of|coat|shelf))"
)
_FIRST_FEW_EN = re.compile(
    r"\b(?:the )?(?:first|top) (?P<n>two|three|four|five|\d)\b(?! (?:years|months|weeks|days))"
)
_NOTHING_YET = re.compile(r"째\s?(?:거|것|꺼|걸|상품|제품)")
_REFUSED_AFTER = re.compile(
    r"\S{1,4}\s?(?:번\s?)?(?:째)?\s?(?:거|것|꺼|건)?(?:은|는)?\s?(?:말고|빼고|아니고|아니라|제외)"
)
_REFUSED_BEFORE = re.compile(r"\b(?:not|except|without|instead of|rather than)\s(?:for )?(?:the )?$")
_PAIR = re.compile(
    r"(?<![\d.])(?P<a>[1-9])\s?(?:번)?\s?(?:,|and|&|vs\.?|랑|이랑|하고|과|와|or|이나)\s?(?P<b>[1-9])(?:\s?번)?(?![\d.]|\s?(?:개|원|만|병|%|(?:x|pcs|pieces?|packs?|of)\b))"
)
_ALL = re.compile(
    r"셋\s?다|넷\s?다|세\s?개\s?(?:다|모두|전부)|네\s?개\s?(?:다|모두|전부)|(?:^|(?<!둘)(?<!두\s개)(?<!두개)\s)(?:모두|전부|싹|몽땅|다)(?:\s다)?(?=\s?(?:담|넣|비교|빼|추가|지워|삭제|살|주))|(?<!둘\s)(?<!둘)(?:모두|전부|다|각각|각각\s?다|각자)\s?(?:하나|[한두세네]\s?개|\d+\s?개)씩|\b(?:\d+|two|three|four|five|six|a couple) of each\b|(?:^|\s)(?:하나|한\s?개)씩(?:\s?(?:다|모두|전부))?(?=\s?(?:담|넣|주|추가|줘|할))|\bone (?:of )?each\b|\beach of (?:them|these|those)\b|\bthe (?:whole )?lot\b(?! of)|(?:이것|그것|얘|걔|쟤)(?:네)?들?\s?(?:모두|전부|다)|이것들|그것들|얘네|위(?:에|의)?\s?(?:상품|제품)들|나온\s?(?:거|것)\s?(?:다|전부|모두)|all (?:of )?(?:these|those|them|the (?:above|options|items|results)|three|four|five|six)|\bthem all\b|everything (?:here|above|you showed)|every one of (?:them|these)"
)
_BOTH = re.compile(
    r"둘\s?다|두\s?개\s?(?:다|모두|전부|(?:를|을)?\s?비교)|둘(?:이(?!서|니|라)|을|\s?비교|의|은)|이\s?둘|\bboth\b(?! (?:of )?(?:my|our|his|her|their|your)\b)(?: of)?|\bthe two\b|these two|those two|\beither\b"
)
_ONE_OF_EACH = re.compile(r"\bone (?:of )?each\b|하나씩(?!\s?(?:다|모두|전부))|한\s?개씩")
_OTHER = re.compile(
    r"\b(?:the|that) other(?: one)?(?=$|\s?[,.!?]|\s(?:please|then|instead|too|also|as well))|나머지\s?(?:하나|거|것|꺼|한\s?개)(?:로|를|는)?|다른\s?하나(?:로|를|는)?"
)
_PLURAL = re.compile(
    r"이\s?중(?:에)?(?:서)?|그\s?중(?:에)?(?:서)?|\b(?:these|those|them|they)\b(?! (?:days|have|sell|deliver))"
)
_THAT = re.compile(
    r"(?<![가-힣])(?:이|그|저|요|고|방금|아까)\s?(?:거(?!기)|것(?!들)|걸|건(?!강)|게(?!임)|꺼|상품|제품|물건|아이템|애|놈|녀석)(?:로|으로|를|을|은|는|이|가|도|만|랑|이랑|하고|와|과|의|에|보다|한테)?(?:요)?(?!\s?(?:말고|빼고|아니고))(?=[^가-힣]|$|담|넣|빼|주|살|사|비교|얼마|어때|방수|두|하나|세|싼|더|있|없|별로|싫)|(?<![가-힣])(?:걔|얘)(?:는|가|를|로|도)?|\b(?:it|its|this|that)\b(?! (?:is there|weekend|week|month|year|summer|winter|spring|fall|shop|store|way|much|many|all\b|for now))|\b(?:this|that|same) (?:one|product|item|thing)\b"
)
_FROM_THE_END = re.compile(
    r"(두|세|네|\d)\s?(?:번\s?)?째로\s?(?:싼|저렴|비싼|가벼운|무거운)|\b(second|third|fourth|2nd|3rd)[- ](?:cheapest|least|most|priciest|lightest|heaviest|highest|lowest)"
)
THAN = re.compile(
    r"보다\s?(?:더\s?)?(?:싼|저렴|비싼|가벼운|무거운)|\b(?:anything|something|got any|any|show me|ones?) (?:(?!is\b)\w+ )?(?:cheaper|lighter|heavier)|\b(?:cheaper|lighter|heavier) than\b|(?:더|좀)\s?(?:싼|저렴한)\s?(?:거|것|걸|게)(?:로|는|은|도|만)?\s?(?:있|없|보여|추천|찾|볼|$|\?)"
)
_ONE = re.compile(
    r"(?:거|것|걸|건|게|꺼|쪽|애|놈|색|로)(?:로|으로|를|을|은|는|이|가|도|만|랑|요)?(?=\s|[.?!,]|$)|\bones?\b"
)
_SKU = re.compile(r"[a-z0-9][a-z0-9_.-]{2,}[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Pointed:
    """SKUs pointed at, best guess first, and how: "sku", "ordinal", "all", "rank" (the
    cheapest), "value" (the blue one), "name", "pronoun"; ""
    for nothing."""

    skus: tuple[str, ...] = ()
    how: str = ""


def point_exactly(
    reading: Reading, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Pointed:
    """SKUs named by code, place or "all of them"; the words that do so are taken."""
    listed = lists(session)
    if coded := _by_sku(reading, vocabulary, shown):
        return Pointed(coded, "sku")
    if (skus := _by_ordinal(reading, listed)) is not None:
        return Pointed(skus, "ordinal")
    last = last_list(session)
    apart = session.spoken[1::-1] if len(session.spoken) > 1 else ()
    if apart and _ONE_OF_EACH.search(reading.rest):
        reading.take_all(_ONE_OF_EACH)
        return Pointed(apart, "all")
    if last and _ALL.search(reading.rest):
        reading.take_all(_ALL)
        return Pointed(_best_of(last, session) or last, "all")
    if len(last) > 1 and reading.take_all(_OTHER):
        left = [sku for sku in last if sku not in session.focus and not session.cart.quantity(sku)]
        return Pointed(tuple(left[:1]), "ordinal")
    if last and _BOTH.search(reading.rest) and not ends_asked(reading.low):
        reading.take_all(_BOTH)
        lines = tuple(line.sku for line in session.cart.lines)
        if len(lines) == 2 and session.topic == "cart" and set(lines) <= {*session.focus, *session.spoken}:
            return Pointed(lines, "all")
        if apart:
            return Pointed(apart, "all")
        if len(session.focus) == 2 or len(listed) < 2 or len(listed[0]) > 1 or len(listed[1]) > 1:
            best = _best_of(last, session)
            pair = best if len(best) == 2 else last[:2]
            return Pointed(session.focus if len(session.focus) == 2 else pair, "all")
        return Pointed((listed[1][0], listed[0][0]), "all")
    return Pointed()


def _best_of(listed: tuple[str, ...], session: Session) -> tuple[str, ...]:
    """The first of each kind where the list answered several needs, else ()."""
    return next((one.best for one in reversed(session.shown) if one.skus == listed), ())


def point_loosely(
    low: str,
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
    keys: Sequence[str],
    wanted: Sequence[Constraint],
) -> Pointed:
    """What else the utterance points at among what was shown or lies in the cart: the cheapest, the blue one,
    a name, "it". `keys`: its content words; `wanted`: facet values it names."""
    listed = lists(session)
    last = last_list(session)
    if skus := _by_superlative(low, session, last, shown, vocabulary, keys):
        return Pointed(skus, "rank")
    if skus := _by_value(low, session, shown, vocabulary, keys, wanted):
        return Pointed(skus, "value")
    skus = by_meaning(session, shown, keys, vocabulary)
    coloured = bool(skus) and skus[0] in shown and all(_tells_apart(key, vocabulary) for key in keys)
    if skus and (not coloured or still_looked_for(skus[0], shown[skus[0]], session, vocabulary, ())):
        return Pointed(skus, "name")
    if _THAT.search(low):
        return Pointed(_focus(session, listed)[:1], "pronoun")
    if _PLURAL.search(low):
        if len(session.focus) == 1 and is_a_pair(shown.get(session.focus[0])):
            return Pointed(session.focus, "pronoun")
        return Pointed(session.focus if len(session.focus) > 1 else listed[0] if listed else (), "all")
    return Pointed()


def is_a_pair(product: Product | None) -> bool:
    """Shoes, trousers, headphones: one of them is "them" too."""
    word = product.title.in_("en").split(",")[0].lower().split()[-1:] if product else []
    return bool(word) and word[0].endswith("s") and not word[0].endswith("ss")


def focused(session: Session) -> tuple[str, ...]:
    """What the conversation is about when nothing is pointed at: the focus, else the first shown last."""
    return _focus(session, lists(session))[:1]


def is_one_meant(session: Session, shown: Mapping[str, Product], vocabulary: Vocabulary) -> bool:
    """Whether what is meant is clear when nothing is pointed at: a product shown alone, spoken of since or
    looked for by its name, and not merely the first of a list."""
    if session.spoken or len(session.last_shown) < 2 or session.focus != session.last_shown[:1]:
        return True
    asked = [key_of(word) for word in session.query.split()]
    called = [
        sku
        for sku in session.last_shown
        if sku in shown and len(asked) > 1 and names(shown[sku], asked, vocabulary.lexicon)
    ]
    return called == [*session.focus]


def last_list(session: Session) -> tuple[str, ...]:
    """The newest list of several products, else what was shown last."""
    listed = lists(session)
    return next((skus for skus in listed if len(skus) > 1), listed[0] if listed else ())


def _focus(session: Session, listed: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    if session.focus:
        return session.focus
    if listed:
        return listed[0]
    return tuple(line.sku for line in session.cart.lines[-1:])


def _by_sku(reading: Reading, vocabulary: Vocabulary, shown: Mapping[str, Product]) -> tuple[str, ...]:
    found: list[str] = []
    for match in reading.find(_SKU):
        if not any(char.isdigit() for char in match[0]):
            continue
        sku = vocabulary.sku_written(match[0]) or next(
            (one for one in shown if one.lower() == match[0]), None
        )
        if sku:
            found.append(sku)
            reading.take(*match.span())
    return tuple(dict.fromkeys(found))


def _by_ordinal(reading: Reading, listed: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """SKUs at the places named; None when no place is named, () when no list is that long."""
    if not listed:
        astray = reading.take_all(_ORDINAL_KO) if _NOTHING_YET.search(reading.low) else False
        return () if astray else None
    for few in (_FIRST_FEW_KO, _FIRST_FEW_EN):
        if match := few.search(reading.rest):
            n = count(match["n"]) or 2
            reading.take(*match.span())
            return next((skus for skus in listed if len(skus) >= n), listed[0])[:n]
    places = sorted([*_korean_places(reading), *_english_places(reading)])
    meant = [(at, place) for at, place in places if not _is_refused(reading.low, at)]
    places = meant or places
    if len(places) < 2 and (match := _PAIR.search(reading.rest)):
        places = [(match.start(), int(match["a"])), (match.end(), int(match["b"]))]
        reading.take(*match.span())
    if not places:
        return None
    reading.take_all(_ORDINAL_KO)
    reading.take_all(_ORDINAL_EN)
    found: list[str] = []
    for _, place in places:
        long_enough = [one for one in listed if (len(one) >= place if place > 0 else len(one) > 1)]
        if long_enough:
            found.append(long_enough[0][place - 1 if place > 0 else -1])
    return tuple(dict.fromkeys(found))


def _is_refused(low: str, at: int) -> bool:
    """첫 번째 거 말고, not the first."""
    return bool(_REFUSED_AFTER.match(low, at) or _REFUSED_BEFORE.search(low, max(0, at - 14), at))


def _korean_places(reading: Reading) -> Iterator[tuple[int, int]]:
    """(offset, place) of each ordinal; -1 is the last."""
    for match in reading.find(_ORDINAL_KO):
        if match["last"] or match["first"]:
            yield match.start(), -1 if match["last"] else 1
        elif place := _KOREAN_NTH.get(match["n"] or match["m"]) or count(match["n"] or match["m"]):
            yield match.start(), place


_THIS = re.compile(r"\b(?:it|this)\b(?! is\b)|(?<![가-힣])(?:이|요)(?:거|것|걸|건)(?!\s?(?:말고|빼고))")
"""What was shown or spoken of just now, whatever size is said of it: 이것도 M으로."""
_RANKED = re.compile(r"\s(?:cheapest|least|most|priciest|lightest|heaviest|highest|lowest|best)\b")
"""The second cheapest is no place in a list, though the rank was taken before."""


_BEFORE_ALL = re.compile(r"\b(?!(?:the|very|and|or|that|this|is|my|your|ones?)\b)\w+ first\W*\Z")
"""A tent first: before all else, and no place."""


_LASTING = re.compile(
    r"\b(?:how long|do|does|did|will|would|can|could|should|to|won't|doesn't|don't|i'd|it|they)\b[^.,!?]*?(?<!the )(?<!that )(?<!very )\blast\b(?! (?:one|item|option|product|result)\b)"
)
"""How long does the battery last? A verb, and no place."""


def _english_places(reading: Reading) -> Iterator[tuple[int, int]]:
    first_of_all = _BEFORE_ALL.search(reading.low)
    for match in reading.find(_ORDINAL_EN):
        if _RANKED.match(reading.low, match.end()):
            continue
        if any(lasting.end() == match.end() for lasting in _LASTING.finditer(reading.low)):
            continue
        if first_of_all and first_of_all.start() < match.start() < first_of_all.end():
            continue
        if match["last"] or match["top"]:
            yield match.start(), -1 if match["last"] else 1
            continue
        word = match["word"] or match["number"]
        if place := NTH.get(word) or count(re.sub(r"(?:st|nd|rd|th)$", "", word)):
            yield match.start(), place


def _by_superlative(
    low: str,
    session: Session,
    last: Sequence[str],
    shown: Mapping[str, Product],
    vocabulary: Vocabulary,
    keys: Sequence[str],
) -> tuple[str, ...]:
    """The one at an end of what was shown last, or of those of it that are called so; both ends when both are
    named, the second from the end for "second cheapest"."""
    if THAN.search(low):
        return ()
    among = session.focus if len(session.focus) > 1 else last
    if len(session.spoken) > 1 and _BOTH.search(low):
        among = session.spoken[:2]
    called = [sku for sku in last if sku in shown and keys and all(bears(shown[sku], key) for key in keys)]
    if coloured := [key for key in keys if _tells_apart(key, vocabulary)]:
        among = [sku for sku in among if sku in shown and names(shown[sku], coloured, vocabulary.lexicon)]
    if len(called) > 1:
        heads = vocabulary.heads.get(keys[-1], NONE)
        among = [sku for sku in called if vocabulary.number_of(sku) in heads] or called
    place = next(
        (count(n) or NTH.get(n, 1) for one in _FROM_THE_END.finditer(low) for n in one.groups() if n), 1
    )
    if place > 1 and len(among) < place:
        among = next((list(one) for one in lists(session) if len(one) >= place), among)
    ends: dict[str, list[str]] = {}
    held = {
        sku: facets_of(product, product.variant(sku), vocabulary.lexicon)
        for sku in among
        if (product := shown.get(sku))
    }
    for facet, highest in ends_asked(low):
        valued = stated(facet, held)
        if valued:
            ranked = sorted(set(valued.values()), reverse=highest)
            best = ranked[min(place, len(ranked)) - 1]
            ends.setdefault(facet, []).append(next(sku for sku, value in valued.items() if value == best))
    return tuple(dict.fromkeys(next(iter(ends.values()), ())))


def _tells_apart(key: str, vocabulary: Vocabulary) -> bool:
    """Whether a word tells which goods are ranked: the cheapest one in white is none of another colour."""
    return vocabulary.lexicon.names(key, "colour") and bool(vocabulary.products_for(key))


def _is_a_colour(key: str, vocabulary: Vocabulary) -> bool:
    told = any(sense.facet == "color" for sense in vocabulary.terms.get(key, ()))
    return told or vocabulary.lexicon.names(key, "colour")


def _by_value(
    low: str,
    session: Session,
    shown: Mapping[str, Product],
    vocabulary: Vocabulary,
    keys: Sequence[str],
    wanted: Sequence[Constraint],
) -> tuple[str, ...]:
    """파란 거, the blue one, 파란 헬멧: the first shown product with every value named, and the name if any."""
    named = [one for one in wanted if one.op in ("eq", "in") and one.facet not in OF_THE_REQUEST]
    if not named:
        return ()
    if any(one.facet == "color" for one in named):
        keys = [key for key in keys if not _is_a_colour(key, vocabulary)]
    sized = not keys and all(one.facet == "size" for one in named) and _ONE.search(low)
    if sized and is_one_meant(session, shown, vocabulary):
        sku = next(iter(session.spoken or session.focus), "")
        if sku in shown and (own := variant_for(sku, shown[sku], named, vocabulary)) != sku:
            return (own,)  # 260으로 두 켤레: of what was looked for by its name, whichever of them was shown.
        if sku in session.spoken and sku in shown:
            apart = listed_apart(shown[sku], sku, named, vocabulary)
            if apart != sku:
                return (apart,)
            facets = facets_of(shown[sku], shown[sku].variant(sku), vocabulary.lexicon)
            if "size" in facets and not all(holds(facets.get(one.facet), one) for one in named):
                return ()  # 44로 할게요, of shoes that come in no 44: no others that do are meant.
    fitting = []
    this = session.focus if len(session.focus) == 1 and _THIS.search(low) else ()
    for sku in this or dict.fromkeys((*session.spoken, *known_skus(session))):
        if (product := shown.get(sku)) and still_looked_for(sku, product, session, vocabulary, named):
            facets = facets_of(product, product.variant(sku), vocabulary.lexicon)
            otherwise = any(opposed(low, title) for title in product.title.both())
            if not otherwise and all(holds(facets.get(one.facet), one) for one in named):
                fitting.append(sku)
    if keys:
        chosen = by_name(session, shown, keys, fitting)
        # The Monospace tee in XL is no other tee that happens to be an XL.
        called = by_name(session, shown, keys)
        return chosen if _borne(chosen, keys, shown) == _borne(called, keys, shown) else ()
    counted = any(isinstance(one.value, float) for one in named)
    return tuple(fitting[:1]) if counted or _ONE.search(low) else ()


def _borne(skus: Sequence[str], keys: Sequence[str], shown: Mapping[str, Product]) -> int:
    """How many of the words the first of them bears."""
    return sum(bears(shown[skus[0]], key) for key in keys) if skus else 0
