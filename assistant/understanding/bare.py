# ruff: noqa: E501 - patterns are data: one line each reads best
"""A question that names no product: which colour, 용량이요, 몇 겹이에요, how many keys. It is asked of the one in focus."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.dialogue import Request, Session
from assistant.domain.product import Product
from assistant.understanding.asks import answered_by, beside_topics, topics_in
from assistant.understanding.followup import turns_down, wants_cheaper, wants_dearer
from assistant.understanding.hear import Heard, fallback
from assistant.understanding.intent import SHOWING, Cue
from assistant.understanding.named import named
from assistant.understanding.names import known_skus
from assistant.understanding.narrowing import narrows_list
from assistant.understanding.numerals import ENGLISH_WORD, KOREAN_COUNT
from assistant.understanding.parts import part_told
from assistant.understanding.query import keys_left, take_phrases, words_left
from assistant.understanding.reading import Reading
from assistant.understanding.record import tells_of
from assistant.understanding.references import is_one_meant
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

_BESIDE: frozenset[Cue] = frozenset({"question", "store", "policy", "help"})
"""Cues of words that a question about a product may hold too."""
_ELSEWHERE = frozenset({"stock", "aisle", "discount", "description"})
"""What is asked of a store's shelves, of the shop, or of nothing in particular."""
_ALL_OF_IT = re.compile(
    r"총|다\s?해서|합쳐|합하|전부|모두|장바구니|카트|\b(?:total|altogether|everything|all|in all|sum|cart|basket|order|delivery|shipping)\b"
)
_IT = re.compile(
    r"(?<![가-힣])(?:이|그|저|요)(?:거|것|건|걸|게|제품|상품)(?:은|는|이|가|도|의)?(?:요)?|(?<![가-힣])(?:얘|걔|쟤)(?:는|가)?|\b(?:it|its|this|that|they|them|these|those|their)\b"
)
_SAID_AROUND = re.compile(
    r"(?<![가-힣])(?:맞(?:죠|아|나|지|는)\S{0,3}|(?:이|인|이에|에|예|이었)?(?:요|지|죠|야|가요|나요|까요|던가요?)|어느\s?정도\S{0,4}|정도\S{0,4}|대략|나가\S{0,3}|되\S{0,3}|하나|있는지\S{0,2}|걸려\S{0,2}|꼴\S{0,4}|쯤\S{0,4})(?![가-힣])"
    r"|\b(?:exactly|roughly|about|again|though|tho|then|btw|also|actually|quick question|question|included|hows|whats|wheres|r|wondering|would|be|come|comes|stay|stays|stated|listed|on|in|as|u|ya|does|do|is)\b"
)
_IS_IT = re.compile(
    r"(?:이에요|예요|에요|인가요|인가|이야|야|죠|지|맞아요?|맞나요?|되나요?|돼요?|됩니까|가능해요?|가능한가요?)\s*[?~ㅋㅎ]*$|^(?:\W*(?:and|so|ok|but)\W+)?(?:is|are|isn'?t|aren'?t) (?:it|this|that|they|these|those|the)\b"
)
_HOW_MANY = re.compile(
    r"(?<![가-힣])몇\s?(?:[가-힣]{1,3}?|[a-z]{1,4})(?:들이|짜리|입|용|정도|씩|까지)?(?:인가|이나|인지|이|가|나|을|를)?(?:\s?(?:들었|들어|있|나와|되|돼|포함)\S{0,4})?(?:이?에?예?야?요|인가요|이야|야|죠|이죠|임|냐|인데|이지|지)?\s*[?~ㅋㅎ]*$"
    r"|\bhow many (?P<what>[a-z]+(?: [a-z]+)??)?(?: (?:are|is|does|do|come|comes|in|inside|on|per|it|there|this|that|have|has|has got|with|included|you get|u get|the|a|pack|box|set|bag|i get))*\W*$"
)
"""How many of something it has: 몇 겹이에요, how many keys."""
_WHICH_PART = re.compile(r"뭐|무슨|몇|어떤|얼마나|어때|어떻|\b(?:what|which|how)\b")
_LOOKS = re.compile(
    r"있(?:어|나|는)|추천|찾|보여|얼마(?!나)|\b(?:do you (?:have|sell)|any|show|recommend|best|much is|much are|price)\b"
)
_IS_REDUCED = re.compile(
    r"(?:세일|할인)\s?(?:중|하는|되는|된)\s?(?:거|것|건|인|이|가)?|(?:이|그)(?:거|건|것)\S{0,1}\s(?:세일|할인)|\b(?:is|are) (?:it|this|that|they|these) (?:on sale|discounted|reduced)\b"
)
_HEARSAY = re.compile(r"(?:어떻|좋|괜찮|나쁘|맛있)대요?\W*$|어떻다(?:던가|고\s?(?:해|하))\S{0,3}\W*$")
_STATES = re.compile(
    r"(?:맞아요?|맞나요?|맞죠|맞지|포함\S{0,5}|되나요?|돼요?|되죠|됩니까|있는\s?(?:거|건)\S{0,4}|(?<![가-힣])인가요|[가-힣](?:이에요|예요|인가요|이야|인지))\s*[?~ㅋㅎ]*$|\b(?:too|included|as well)\s*\?|^(?:\W*(?:and|so|but)\W+)?(?:is|are|does|do|has|have|can|will) (?:it|this|that|they|these)\b"
)
"""It is, has or does something: 3겹이에요?, altimeter too?"""
_OTHERS = re.compile(r"(?:은|는)요?\W*$|어떤|다른|^\W*(?:and|what about|how about|any)\b|\bones?\b")
_IN_THE_BOX = re.compile(
    r"\bincluded\s*\?*\s*$|\bcomes? with\b|포함(?:이에요|인가요|돼\S*|되\S*|돼\S*|이야|인지)?\s*\?*\s*$|들어\s?(?:있어요|있나요|있죠)\s*\?*\s*$"
)
_SIZE_ALONE = re.compile(
    r"^\W*(?:(?:and|in|size|in size|do you have(?: it in)?|do u have|got|have you got|what about|how about|is there)\s)*(?:a |an )?(?P<size>\d{2,3}(?:\.5)?|x{0,3}[sml])(?:\s?(?:mm|사이즈|호))?(?:은|는|도|로)?\s?(?:요|있(?:어|나|죠)\S{0,2})?\s*\?*\s*$"
)
_OPTION_ALONE = re.compile(
    r"^\W*(?:(?:and|in|on|as|an?|the|do you have(?: it)?|does it come|is there|have you got|got|what about|how about)\s)*"
    r"(?P<said>[a-z\d가-힣][a-z\d가-힣 .()+-]{0,24}?)(?:은|는|도|로|으로|이|가)?(?:\s(?:version|edition|one|버전))?\s?(?:요|도?\s?있(?:어|나|죠|을)\S{0,2}|(?:도\s)?나와\S{0,2})?\s*\?+\s*$"
)
"""CD도 있어요?, do you have it on vinyl?"""
_FIGURE = re.compile(r"\d+(?:[가-힣]{1,2}?(?=이|예|인|맞|야|죠|\W|$)|[a-z]{1,4})")
_HAS = re.compile(r"있(?:어|나|죠|지|을까)\S{0,2}\s*[?~ㅋㅎ]*$|\?\s*$")
_TOPIC_LAST = re.compile(
    r"\s(?:(?:what|which|whats|what's|the|its)\s)*(?:materials?|fabric|sizes?|dimensions|colou?rs?|weight|prices?|cost|how much|ingredients|allergens|origin|reviews?|ratings?|capacity|battery life|shelf life|brand|storage)\W*$"
    r"|\s(?:소재|재질|사이즈|치수|크기|색상|색깔|무게|중량|가격|원산지|유통\s?기한|소비\s?기한|성분|원재료|후기|리뷰|평점|용량|보관\s?방법|보관법|칼로리|브랜드)(?:이|가|은|는|도|좀|요)?\s?(?:(?:몇|며칠|얼마|어떻게|어때|뭐|뭔|어디|궁금|알려)\S*\s?\S{0,4})?\W*$"
)
"""What is asked stands behind the name."""
_JOINED = re.compile(r"(?<=[가-힣a-z\d])(?:이랑|랑|하고|[과와])\s|,|&|\band\b|\bor\b")
_SEVERAL = re.compile(r"둘|셋|두\s?개|각각|\b(?:both|two|three|each|all)\b|\bby how much\b")
_RECKONED = re.compile(
    rf"\d|\b(?:{ENGLISH_WORD}|dozen|half|split|share|left|change|per)\b|(?<![가-힣])(?:{KOREAN_COUNT})\s?(?:개|병|봉|팩|명|이서|잔|켤레|벌|장|상자|박스|세트)|나누|나눠|남(?:아|나|지|는)|거스름|당(?![가-힣])"
)
"""A price to be counted with."""
_DONE_FOR_ME = re.compile(
    r"보증|워런티|\b(?:warrant|guarantee)|(?:교환|반품|환불)(?:이|은|도)?\s?(?:되|돼|가능|할\s?수|해도)|\b(?:exchanged?|return(?:ed)?|refund(?:ed)?|swap(?:ped)?|send back)\b|(?:보관|포장|배송|배달|설치|조립|교환|수리|손질)\s?(?:도\s?)?해\s?(?:줘|주(?:나|시|세|죠|는)|줄)"
)
"""며칠까지 보관해 주나요, can I exchange it if the size is wrong: what the shop does, and no fact of the goods."""
_WITH_THAT = re.compile(r"^\W*[가-힣]{2,8}(?:으로|로)(?:요|만|만요)?[\s.!~]*$")
"""대용량으로: narrows what is looked for."""
_LONGEST = 7
"""A question that leaves out what it is about has no more words than this."""


def asked_by_name(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """team shirt material, 청경채 유통기한: one product's name and what is asked of it, and no more; None else."""
    low = heard.low
    match = _TOPIC_LAST.search(low)
    if match is None or heard.stores or heard.sort or heard.health.avoid or SHOWING.search(low):
        return None
    if (heard.cues - _BESIDE and not heard.guessed) or _JOINED.search(low):
        return None
    if any(one.facet in ("color", "size") for one in heard.conditions):
        return None
    topics = tuple(topic for topic in topics_in(match[0]) if topic not in _ELSEWHERE)
    if "price" in topics and "unit_price" in topics_in(low):
        topics = ("unit_price",)
    keys = keys_left(Reading(beside_topics(low[: match.start()])), vocabulary)
    if not topics or len(keys) < 2 or not all(map(vocabulary.products_for, keys)):
        return None
    sku = named(keys, session, vocabulary, shown=shown)
    return replace(base, intent="ask_product", references=(sku,), asks=topics) if sku else None


def asked_of_it(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """ask_product of what the conversation is about; None when a product is named, or something else is
    meant."""
    low, focus = heard.low, fallback(heard, session)
    product = shown.get(focus[0]) if focus else None
    if product is None or heard.stores or heard.sort or not _may_ask(heard, session):
        return None
    if _WHICH_PART.search(low) and not _LOOKS.search(low) and any(part_told(product, low, heard.language)):
        return replace(base, intent="ask_product", references=focus[:1])
    topics = tuple(topic for topic in topics_in(low) if topic not in _ELSEWHERE or _IS_REDUCED.search(low))
    rest = _things(heard, vocabulary)
    if rest and heard.pointed.how == "name" and not set(heard.pointed.skus) & set(focus):
        return None
    many = _HOW_MANY.search(low)
    if "review" in topics and (_IT.search(low) or not rest):
        return replace(base, intent="ask_product", references=focus[:1], asks=("review",))
    alone = len(session.last_shown) == 1 or bool(session.asked)
    if alone and not topics and session.pending is None and (size := _size_alone(low, product)):
        return replace(base, intent="ask_product", references=(size,), asks=("size",))
    one = alone or is_one_meant(session, shown, vocabulary)
    if one and not topics and session.pending is None and (option := _option_alone(low, product)):
        return replace(base, intent="ask_product", references=option[:1], asks=option[1:])
    if not topics and many and many["what"] is None and len(rest) == 1 and not vocabulary.is_goods(rest[0]):
        topics = ("count",)
    elif not topics and many and not (rest and many["what"] is None):
        topics = () if rest and not tells_of(product, rest, vocabulary.lexicon) else ("count",)
    elif rest and not (topics and tells_of(product, rest, vocabulary.lexicon)):
        return _of_its_words(heard, base, session, vocabulary, product, rest)
    if not topics or _narrows(heard, topics):
        return None
    if "price" in topics and (_ALL_OF_IT.search(low) or session.topic in ("cart", "plan", "policy")):
        return None
    asks = answered_by(topics, product, low, vocabulary.lexicon, heard.language)
    return replace(base, intent="ask_product", references=focus[:1], asks=asks)


def _of_its_words(
    heard: Heard,
    base: Request,
    session: Session,
    vocabulary: Vocabulary,
    product: Product,
    rest: Sequence[str],
) -> Request | None:
    """호스 포함이에요?, altimeter too?, 향 어떻대요: words of its record, or what only one thing can be asked."""
    low, focus = heard.low, fallback(heard, session)[:1]
    if any(one.facet == "price" for one in heard.conditions) or "price" in topics_in(low):
        return None
    if _HEARSAY.search(low):
        whose = named([key_of(word) for word in rest], session, vocabulary, known_skus(session), partly=True)
        goods = any(map(vocabulary.is_goods, heard.nouns)) and whose is None
        about = (whose,) if whose else focus
        return None if goods else replace(base, intent="ask_product", references=about, asks=("review",))
    titles = " ".join(product.title.both()).lower()
    if (figure := _FIGURE.search(low)) and _STATES.search(low) and figure[0] in titles:
        return replace(base, intent="ask_product", references=focus, asks=("count",))
    known = tells_of(product, rest, vocabulary.lexicon)
    alone = len(session.last_shown) == 1 or bool(session.asked)
    stated = all(one.facet in product.attributes for one in heard.conditions)
    plain = stated and not any(map(vocabulary.is_goods, (*rest, *heard.nouns)))
    has = alone and plain and _HAS.search(low) and not _OTHERS.search(low)
    if not (known and (_STATES.search(low) or has)) and not (plain and _IN_THE_BOX.search(low)):
        return None
    asks = answered_by((), product, low, vocabulary.lexicon, heard.language)
    return replace(base, intent="ask_product", references=focus, asks=asks)


def _size_alone(low: str, product: Product) -> str | None:
    """43?, M 있어요?, after one product was asked about: its variant of that size; None where it has none."""
    match = _SIZE_ALONE.match(low)
    if match is None or len(product.variants) < 2:
        return None
    said = match["size"]
    for variant in product.variants:
        size = variant.options.get("size")
        if size and any(said in text.lower().split() for text in size.both()):
            return variant.sku
    return None


def _option_alone(low: str, product: Product) -> tuple[str, ...]:
    """Its variant in the option said, and the name of that option; () where it comes in none so called."""
    match = _OPTION_ALONE.match(low)
    if match is None or len(product.variants) < 2:
        return ()
    for variant in product.variants:
        for name, option in variant.options.items():
            if match["said"].strip() in {text.lower() for text in option.both()}:
                return variant.sku, name
    return ()


def _may_ask(heard: Heard, session: Session) -> bool:
    low = heard.low
    others = heard.cues - _BESIDE
    if heard.guessed:
        others -= {"cart_show", "more", "drop", "back"}
    kind = session.topic.partition(":")[0]
    return not (
        others
        or (session.pending is not None and session.pending.kind not in ("clarify", "add"))
        or kind in ("service", "store")
        or heard.health.avoid
        or heard.changes
        or len(low.split()) > _LONGEST
        or heard.pointed.how not in ("", "pronoun", "all", "name")
        or SHOWING.search(low)
        or ("price" in topics_in(low) and (len(session.focus) > 1 or _RECKONED.search(low)))
        or _SEVERAL.search(low)
        or turns_down(low)
        or _DONE_FOR_ME.search(low)
        or _WITH_THAT.search(low)
        or narrows_list(heard, session)
        or wants_cheaper(low)
        or wants_dearer(low)
    )


def _things(heard: Heard, vocabulary: Vocabulary) -> list[str]:
    """The words that ask for nothing and point at nothing: what else the question is about."""
    left = _SAID_AROUND.sub(_blank, _IT.sub(_blank, beside_topics(heard.low)))
    reading = Reading(_HOW_MANY.sub(_counted, left))
    take_phrases(reading)
    return [word.text for word in words_left(reading, vocabulary)]


def _counted(match: "re.Match[str]") -> str:
    """The question without what it counts in, 몇 겹; what it counts stays: how many keys."""
    what = match["what"]
    if not what:
        return _blank(match)
    before = match.start("what") - match.start()
    return " " * before + what + " " * (len(match[0]) - before - len(what))


def _blank(match: "re.Match[str]") -> str:
    return " " * len(match[0])


def _narrows(heard: Heard, topics: Sequence[str]) -> bool:
    """빨간색은요 narrows a list; 빨간색이에요? asks of one product."""
    hard = [one for one in heard.conditions if one.hard]
    return bool(hard) and not _IS_IT.search(heard.low)
