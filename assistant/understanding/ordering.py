# ruff: noqa: E501 - patterns are data: one line each reads best
"""Orders that say their goods or how many there are to be: 3 monospace tees in XL, 국거리는 한 팩만 할게요, 4 carrot, 2 banana."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.cart import MAX_QUANTITY
from assistant.domain.dialogue import Constraint, Order, Request, Session
from assistant.domain.product import Product
from assistant.domain.text import LANGUAGES
from assistant.understanding.hear import CART_WORDS, Heard
from assistant.understanding.intent import SHOWING, Cue
from assistant.understanding.lines import spared
from assistant.understanding.named import bearing, named, options_said, variant_said
from assistant.understanding.names import by_meaning
from assistant.understanding.narrowing import tells_more_of_list
from assistant.understanding.numerals import ENGLISH_WORD, count
from assistant.understanding.optioned import of_the_option
from assistant.understanding.people import is_refused
from assistant.understanding.quantities import FEWER, SO_MANY, UNITS, counts_in, find_quantity
from assistant.understanding.query import take_phrases, words_left
from assistant.understanding.reading import Reading
from assistant.understanding.references import is_one_meant
from assistant.understanding.several import bears_number, order, orders, parts_of, values_said
from assistant.understanding.sizes import is_size
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

LESS = re.compile(
    rf"{SO_MANY}(?:만|를|을|는|은)?\s?(?:빼|줄여|취소|덜)|\b(?:{ENGLISH_WORD}|\d+) (?:less|fewer)\b|{FEWER}|\b(?:remove|drop|lose|minus|cut) (?:{ENGLISH_WORD}|\d+)\b(?! of each)|\btake (?:{ENGLISH_WORD}|\d+)\b(?! of (?:them|these|those|it|each)(?!.{{0,20}}\b(?:out|off|away)\b))|(?:reduce|lower|decrease).{{0,20}}\bby\b"
)
OTHERWISE: frozenset[Cue] = frozenset(
    {"cart_change", "cart_clear", "cart_show", "stock", "aisle", "compare", "policy", "more"}
)
_ONLY = re.compile(
    rf"{SO_MANY}\s(?:그대로|원래대로)|(?<![가-힣])(?:도로|원래대로|총|다\s?(?:합쳐서?|해서))\s{SO_MANY}(?:로|으로|가?\s?되게)|{SO_MANY}(?:만|이?면)(?:\s?(?:할|주|살|있|담|해|요|으로|충분|남|사|되|돼|될)|[.! ]*$)"
    rf"|(?<![가-힣])(?:그|이)(?:거|건|걸)\s?{SO_MANY}(?:로|으로)\s?(?:해|할|바꿔|맞춰|부탁)"
    rf"|[가-힣](?:은|는)\s?{SO_MANY}(?:(?:로|만)(?:요|\s|$)|(?:이?요)?[.! ]*$)"
    rf"|\b(?:{ENGLISH_WORD}|\d+)(?: of (?:them|those|these|the [a-z ]+))? (?:is|are|will be|would be|'s) (?:enough|fine|plenty|ok(?:ay)?)\b|\b(?:{ENGLISH_WORD}|\d+) will do\b"
    rf"|\bmake (?:that|it|them|the [a-z -]+?) (?:just |only )?(?:{ENGLISH_WORD}|\d+)\b|\b(?:should|can|may|must) be (?:just |only )?(?:{ENGLISH_WORD}|\d+)\b(?! (?:of|more)\b)|\b(?:just|only) (?:{ENGLISH_WORD}|\d+) (?:of )?|\b(?:back|down) to (?:just |only )?(?:{ENGLISH_WORD}|\d+)\b"
)
"""How many there are to be in the cart, not how many more."""
_SUFFICES = re.compile(rf"{SO_MANY}(?:만)?\s?(?:이?면)\s?(?:돼|되|됩|충분)[^?]*$")
"""두 장이면 돼요: tells how many, and asks nothing."""
SO_MANY_MORE = re.compile(rf"{SO_MANY}만?\s?더(?![가-힣])")
_UP_TO = re.compile(
    rf"\bup to (?P<n>\d{{1,2}}|{ENGLISH_WORD})(?: {UNITS})?(?:,? (?:please|pls|plz|then|now))*\W*$"
)
"""Apple up to 10 please: right after an order it is no price."""
_GIVE_ME = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|alright|yes|yeah|then|and|so|actually|hm+|lol|right)\W+)*(?:(?:can|could) i (?:get|have)|get me|give me|grab me|i'?ll (?:take|have|get|go for|go with|stay with|stick with)|ill (?:take|have|get|go for|go with|stay with|stick with)|i'?d like|i want|let me (?:have|get)|let'?s (?:get|take|go with))\s+(?:the|that|an?|\d|one|two|three|four|five|six)\b"
    r"|(?:로|으로)\s?(?:하나|[한두세네]\s?\S{1,2}|\d+\s?\S{1,2})?\s?(?:담을|살|할|주세요|주문|부탁|담아|갈게)\S*(?:\s\S{1,6}로요?)?[\s.!~]*$"
)
_JUST_SO_MANY = re.compile(
    rf"\W*(?:\S{{1,8}}(?:이?라서?|니까?|[어아해]서|거든요?)[\s,]+)?(?:(?:아+|앗|어+|음+|아니+(?:다|야)?|그럼|그냥|잘못\S*|참)[\s.,~]*)*{SO_MANY}(?:로|만|으로)?\s?(?:(?:이?요|로요|만요|줄일게요?|줄여\S*|할게요?|해\s?주세요|바꿔\S*)(?:\s?(?:줘|주세요|줘요))?)?[.! ]*"
)
"""아 3개요, 한 박스로 줄일게요: nothing but how many, right after an order."""
_DROPS_AND_KEEPS = re.compile(
    rf"{SO_MANY}(?:은|는|를|을)?\s?(?:빼고|말고|취소하고),?\s?(?P<kept>{SO_MANY})(?:만|로|으로)?"
    rf"|\b(?:drop|remove|take (?:out|off)|lose) (?:{ENGLISH_WORD}|\d+),? (?:and |so |just )*(?:keep|leave) (?:just |only )?(?P<left>{ENGLISH_WORD}|\d+)\b"
)
"""하나는 빼고 두 개만 할게요: two there are to be."""
_PERSON = r"(?:me|him|her|us|myself|(?:my|the|our) [a-z]+|mum|mom|dad|sis|bro|hubby|wifey|grandma|grandpa)"
_SO_MANY_FOR = re.compile(
    rf"\W*(?:(?:ok(?:ay)?|no|oh|hm+|um+|actually|sorry|wait|make (?:it|that)|i mean(?:t)?|i think|just|only|maybe|rather|better|let'?s (?:say|do|have|take|make (?:it|that)|start with|go with|stick with)|(?:go |let'?s go )?back to|(?:on )?second thoughts?)\W+)*(?:[1-9]|one|two|three|four|five|six|a dozen)(?: (?:of (?:them|those|these)|only|instead|will do|is enough|is plenty|for now|then|please|should do))*(?:, {_PERSON}\b.{{0,30}})?\W*"
)
"""2, sis wants one: so many there are to be, right after an order."""
ONE_THAT = re.compile(
    r"\bones? (?:i|that|which|with|for(?! [$₩€£]?\d)|you|we|my)\b|\bones? in (?!x{0,4}[sml]\b|size|\d|\w+,? (?:please|pls)\b)"
)
"""One I can use in the shower: it counts nothing."""
_SO_MANY_PLEASE = re.compile(
    rf"^\W*(?:(?:ok(?:ay)?|just|only|then|yes)\W+)*(?:\d{{1,2}}|{ENGLISH_WORD})(?P<unit> {UNITS})?(?:,? (?:please|pls|plz|then))*\W*$"
    rf"|{SO_MANY}(?:만)?\s?(?:이?요|주세요|줘요?|부탁\S*|담아\S*(?:\s?(?:줘요?|주세요))?)[.!~ ]*$"
)
"""두 개요, one bag please: nothing but how many, or how many at the end."""


_CHOOSES = re.compile(
    r"^\W*(?:(?:and|so|hm+|um+|well|great|nice|but|oh)\W+)*(?:ok(?:ay)?|alright|all right|then|yes|yeah|yea|yep|yup|sure|(?:fine|good|perfect|sweet|cool|lovely)\b(?! with| for))\b"
    r"|\b(?:please|pls|plz|then|yes|it is|it'?ll be)\W*$"
    r"|^\W*(?:아\s?)?(?:그럼|그러면|네|넵|응|ㅇㅋ|오케이|좋아요?|좋네요)[\s,.!]+\S.*(?:로요?|거요|걸로요?|[가-힣a-z\d]요)[.!~ ]*$"
)
"""ok the road-750 in 48, dell it is: a choice, where nothing but what is chosen is said."""
_BESIDE = re.compile(
    r"\b(?:ok(?:ay)?|alright|all right|then|yes|yeah|yea|yep|yup|sure|fine|perfect|sweet|cool|lovely|it is|it'?ll be|please|pls|plz|just|only|same|size|(?:that|this|the) one"
    r"|for (?:me|him|her|us|them|myself|(?:my|the|our) \w+))\b|(?<![가-힣])(?:그럼|그러면|네|넵|응|ㅇㅋ|오케이|좋아요?|좋네요)(?![가-힣])"
)
"""What stands beside what is chosen."""
_PLAIN = re.compile(
    r"[^\W\d]?|\d+(?:\.\d+)?|the|an|that|this|ones?|in|of|with|it|and|so|as|too|also|oh|uh|hm+|um+|well|great|nice|good|but|lol|haha|thanks?|thank|you"
    rf"|some|please|kg|ml|cm|mm|{UNITS}|로|으로|은|는|이|가|도|만|거|것|걸|걸로|거로|도?요|이요|색|사이즈"
    r"|그리고|또|추가로?|아|참|음|좀|주세요|줘|담아줘|담아주세요|넣어줘|부탁해요?"
)
"""What may stand beside goods that are taken and tells nothing more: ok then, the dell, thanks."""
_ENDING = r"(?:으로|로|은|는|이|가|을|를|만|도|색)?(?:거|것|걸)?(?:로|으로)?(?:이?요)?"
_THE = re.compile(r"\b(?:the|that|this)\b|(?<![가-힣])(?:그|이|저)\s[가-힣]")
_NUMBER_ALONE = re.compile(r"\W*\d{1,4}(?:\.\d)?\W*")
"""42: a size, a price, an answer; beside a list it says of none of it how many there are to be."""
_ELSE = re.compile(
    r"\b(?:what|how) (?:about|bout)\b|\b(?:but|if|or|any|other|another|else|cheaper|more|again|back)\b|말고|더\s|다시"
)
_ONE_FOR = re.compile(
    rf"\W*(?:(?:and|also|oh|ok(?:ay)?|then|plus|hm+)\W+)*(?:(?:another|one)(?: one| more)?(?: pair| piece| set)? for {_PERSON}(?:,? and (?:another |one )(?:one |more )?for {_PERSON})*|{_PERSON} (?:wants|needs|would like|will take) (?:one|the same|(?:it|that)(?= too| as well| also))(?: too| as well| also)?)(?:,? (?:too|as well|also|please|pls|then))*\W*"
)
"""one for my wife too: so many more of what was spoken of."""


_ONLY_FROM = re.compile(r"\W*(?:(?:ok(?:ay)?|then|so|hm+)\W+)*(?:only|just)\b")
"""Only Spigen then: those alone are to be shown."""
_NTH = re.compile(
    r"\b(?:the |that )?(?:number|no\.?|option|item|#)?\s?(?:first|second|third|fourth|fifth|sixth|last|1st|2nd|3rd|[4-9]th)\b(?: ones?\b| option\b| item\b)?"
    r"|(?:\b(?:number|no\.?|option|item)\s?|#\s?)(?:\d{1,2}|one|two|three|four|five|six)\b|\b(?:the )?top one\b"
)
_TAKES = re.compile(
    rf"\b(?:please|pls|plz|only|just|gimme|gimmie|gimmi|give me|get me|let'?s (?:do|have)|cart|then|it is|(?:{ENGLISH_WORD}|\d+)\s?(?:x|pcs|pieces?|of))\b"
)


_IN_OPTION = re.compile(
    r",? in (?:size )?(?P<option>[a-z\d]+(?: [a-z\d]+)?)(?:,? (?:please|pls|too|then))*\W*$"
)
"""One more for my sister in 240."""


def place_taken(low: str, vocabulary: Vocabulary) -> bool:
    """only the first one, gimme the 2nd, number 2, 4 pcs: a place in the list and no more than how it is
    asked for."""
    beside = re.sub(
        r"\b(?:gimme|gimmie|gimmi|give me|get me|let'?s (?:do|have)|cart|nah|no|nope|pcs|x)\b",
        " ",
        _NTH.sub(" ", low),
    )
    return bool(_NTH.search(low) and _TAKES.search(low)) and says_no_more(beside, (), vocabulary)


def one_for(low: str) -> int:
    """How many pieces a sentence asks for that only says who they are for; 0 for any other."""
    if not _ONE_FOR.fullmatch(low):
        return 0
    return max(1, len(re.findall(r"\b(?:one|another)(?: one| more)?(?: pair| piece| set)? for\b", low)))


def heard_count(low: str) -> int | None:
    """The count said, None without one."""
    counted = find_quantity(Reading(low))
    return min(counted[0], MAX_QUANTITY + 1) if counted else None


def only_so_many(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """국거리는 한 팩만 할게요, 2 is enough: the line of the cart that is meant is to be so many."""
    if SO_MANY_MORE.search(heard.low):
        return None
    lines, quantity = [line.sku for line in session.cart.lines], heard_count(heard.low)
    alone = session.topic == "cart" and bool(
        _JUST_SO_MANY.fullmatch(heard.low) or _SO_MANY_FOR.fullmatch(heard.low)
    )
    raised = _UP_TO.search(heard.low) if session.topic == "cart" else None
    if raised:
        quantity = count(raised["n"])
    if rest := _DROPS_AND_KEEPS.search(heard.low):
        quantity = heard_count(rest["kept"] or rest["left"])
        alone = alone or session.topic == "cart"
    if not lines or quantity is None or not (alone or raised or _ONLY.search(heard.low)):
        return None
    if LESS.search(heard.low) and not rest:
        return None
    asks = heard.is_question and not _SUFFICES.search(heard.low)
    if asks or (len(parts_of(heard.low, vocabulary)) > 1 and not alone):
        return None
    if len(lines) > 1 and spared(heard, session, vocabulary, shown, lines):
        return None  # 만두 하나만 남기고 다 빼 주세요
    skus = tuple(sku for sku in session.focus[:1] if sku in lines) or tuple(lines if len(lines) == 1 else ())
    if keys := [key for key in heard.keys if vocabulary.products_for(key) and not alone]:
        sku = named(keys, session, vocabulary, lines, partly=True, shown=shown)
        meant = (sku,) if sku else by_meaning(session, shown, keys, vocabulary, lines)
        goods = any(map(vocabulary.is_goods, keys))
        skus = meant or (() if goods or session.topic != "cart" else skus)
    elif heard.pointed.how in ("ordinal", "sku"):
        numbers = [vocabulary.number_of(sku) for sku in heard.pointed.skus[:1]]
        skus = tuple(sku for sku in lines if vocabulary.number_of(sku) in numbers)[:1]
    elif session.topic != "cart" and not (skus and session.focus[:1] == skus):
        return None
    if not skus or (raised and session.cart.quantity(skus[0]) >= quantity):
        return None
    sizes = [run.text for run in Reading(heard.low).runs if is_size(run.text, vocabulary)]
    wanted = [Constraint("size", "eq", size) for size in sizes if not size.isdigit()]
    variant = of_the_option(skus[0], shown[skus[0]], wanted, vocabulary) if skus[0] in shown else skus[0]
    if variant != skus[0]:  # 하나만 할게요 L로요
        swapped = (Order(skus[0], quantity=0), Order(variant, quantity=quantity))
        return replace(base, intent="cart_add", references=(variant,), orders=swapped)
    return replace(base, intent="cart_change", references=skus[:1], quantity=quantity)


_THE_PART = re.compile(r"\W*(?:(?:and|ok(?:ay)?|then|yes|so)\W+)*(?:the|that)\b")
"""The knife and the pan, please."""


def listed(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[Order, ...]:
    """4 carrot, 2 banana: goods that were shown, each with how many, and no word of ordering."""
    if not session.shown or heard.is_question or heard.health.avoid or SHOWING.search(heard.low):
        return ()
    parts = parts_of(heard.low, vocabulary)
    chosen = bool(_CHOOSES.search(heard.low)) and all(_THE_PART.match(text) for text, _ in parts)
    if chosen and (_ELSE.search(heard.low) or any(one.facet == "price" for one in heard.conditions)):
        return ()
    found = orders(heard.low, heard.act, session, vocabulary, shown, counted=not chosen)
    seen = [one for one in found if one.sku in session.seen()]
    ordered = "cart_add" in heard.cues and all(one.sku for one in found)
    return found if len(seen) == len(found) or (seen and ordered) else ()


def is_a_feature(sku: str, words: Sequence[str], shown: Mapping[str, Product]) -> bool:
    """4 ports, 3 tier: what titles count of such goods, and no goods themselves."""
    words = [word for word in words if not word.isdigit()]
    if sku not in shown or len(words) != 1:
        return False
    titles = shown[sku].title
    word = re.escape(key_of(words[0]))
    return any(re.search(rf"\d[\s-]?{word}", titles.in_(language).lower()) for language in LANGUAGES)


def ordered_by_name(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Order | None:
    """3 monospace tees in XL, get me the prada, 디올로 하나 담을게요: one product of those shown, or of the shop,
    that bears every word said; None when the words ask, name several, or name more."""
    adding = "cart_add" in heard.cues and not heard.guessed
    others = OTHERWISE - {"cart_change"} if adding else OTHERWISE
    if heard.is_question or heard.health.avoid or heard.cues & others or SHOWING.search(heard.low):
        return None
    if not adding and tells_more_of_list(heard.low, session):
        return None
    own = _IN_OPTION.search(heard.low)
    said = heard.low[: own.start()] if own else heard.low
    if session.spoken and (pieces := one_for(said)) and not is_refused(heard.low, session):
        words = tuple(run.text for run in Reading(own["option"]).runs) if own else ()
        if all(is_size(word, vocabulary) or values_said([word], vocabulary) for word in words):
            return Order(session.spoken[0], quantity=pieces, words=words)
    counted = heard_count(heard.low) is not None and not ONE_THAT.search(heard.low)
    chooses = bool(_CHOOSES.search(heard.low)) and not _ELSE.search(heard.low)
    if _NUMBER_ALONE.fullmatch(heard.low):
        return None
    chooses = chooses and not (_ONLY_FROM.match(heard.low) and not heard.keys)
    given = bool(_GIVE_ME.search(heard.low))
    if not adding and not (session.shown and (counted or chooses or given)):
        return None
    if taken := _option_chosen(heard, session, vocabulary, shown):
        return taken
    if heard.pointed.how in ("sku", "ordinal", "all", "rank"):
        return None
    if heard.pointed.how == "value" and not heard.keys and not chooses:
        return None
    parts = parts_of(heard.low, vocabulary)
    said = _BESIDE.sub(" ", heard.low) if chooses else heard.low
    one = order(said, False, heard.act, session, vocabulary, shown) if len(parts) == 1 else None
    if one is None or not one.sku or not one.words:
        return _so_many_of_it(heard, session, vocabulary, shown)
    picks = adding or given or (chooses and _THE.search(heard.low))
    if not picks and is_a_feature(one.sku, one.words, shown):
        return None
    keys = [key_of(word) for word in one.words]
    if not (adding or counted or _THE.search(heard.low)) and all(tells_kind(key, vocabulary) for key in keys):
        return None
    if chooses and not (adding or given or counted) and not says_no_more(heard.low, one.words, vocabulary):
        return None
    if named(keys, session, vocabulary, shown=shown) != one.sku:
        return None
    if one.sku in session.seen():
        unborne = [key for key in keys if not bearing(key, vocabulary) and not _is_option(key, vocabulary)]
        return one if adding or not unborne else None
    adding = adding or (counted and chooses)
    return one if adding and (len(keys) > 1 or tells_goods(keys[-1], vocabulary)) else None


def says_no_more(low: str, words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether nothing is said beside these words: the fuji are too expensive says more, my kid likes apples too
    as well."""
    left = _BESIDE.sub(" ", low)
    for word in sorted(words, key=len, reverse=True):
        left = re.sub(
            rf"(?<![a-z\d가-힣]){re.escape(word.lower())}(?:'?s|{_ENDING})(?![a-z\d가-힣])", " ", left
        )
    rest = (run.text for run in Reading(left).runs)
    return all(_PLAIN.fullmatch(one) or count(one) is not None or is_size(one, vocabulary) for one in rest)


def _option_chosen(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Order | None:
    """alright one in L, black then: the product last spoken of, in the size or colour said and nothing else."""
    alone = session.last_shown if len(session.last_shown) == 1 else ()
    sku = next(iter(session.spoken or alone), "")
    if sku not in shown:
        return None
    reading = Reading(_BESIDE.sub(lambda match: " " * len(match[0]), heard.low))
    product, quantity = shown[sku], counted_of(sku, heard.low, vocabulary)
    if counted := next((one for one in counts_in(reading) if one[0] == quantity), None):
        reading.take(*counted[1:])
    reading.take_all(CART_WORDS)
    take_phrases(reading)
    left = [run.text for run in reading.runs if not run.text.isalpha() or is_size(run.text, vocabulary)]
    words = tuple(dict.fromkeys([*(word.text for word in words_left(reading, vocabulary)), *left]))
    own = [
        word
        for word in words
        if any(options_said(product, one.sku, [word], vocabulary) for one in product.variants)
    ]
    if not words or len(words) > len(product.variant(sku).options):
        return None
    if not says_no_more(heard.low, words, vocabulary):
        return None
    if len(own) == len(words):
        return Order(variant_said(product, sku, own, vocabulary), quantity=quantity or 1, words=words)
    if "size" in product.variant(sku).options and all(is_size(word, vocabulary) for word in words):
        return Order(sku, quantity=quantity or 1, words=words)
    return None


def _is_option(key: str, vocabulary: Vocabulary) -> bool:
    """Whether it is a size, or a bare number that may be one."""
    return key.isdigit() or is_size(key, vocabulary)


def tells_kind(key: str, vocabulary: Vocabulary) -> bool:
    """Whether a word tells a kind of goods, or what they are like (organic please), and names none of them."""
    return vocabulary.is_goods(key) or any(one.kind == "facet" for one in vocabulary.terms.get(key, ()))


def tells_goods(key: str, vocabulary: Vocabulary) -> bool:
    """Whether a word names goods or who makes them, and not merely what they are like."""
    senses = vocabulary.terms.get(key, ())
    return not senses or any(sense.kind in ("type", "category", "brand") for sense in senses)


def _so_many_of_it(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Order | None:
    """커플로 쓰게 두 개요: so many of what was spoken of, whatever is said beside, when no goods are named."""
    quantity, asked = heard_count(heard.low), _SO_MANY_PLEASE.search(heard.low)
    if quantity is None or not session.focus or asked is None or heard.conditions:
        return None
    if not is_one_meant(session, shown, vocabulary):
        return None
    if any(map(vocabulary.products_for, heard.keys)) and not asked["unit"]:
        return None
    return Order(session.focus[0], quantity=quantity)


def counted_of(sku: str, low: str, vocabulary: Vocabulary) -> int | None:
    """The count said of this product: the 30 of its 30 packs is none."""
    counts = counts_in(Reading(low))
    said = (number for number, *at in counts if not bears_number(sku, low[slice(*at)], vocabulary))
    return next((min(number, MAX_QUANTITY + 1) for number in said), None)
