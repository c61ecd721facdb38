# ruff: noqa: E501 - patterns are data: one line each reads best
"""Sums a shopper asks for: what several cost, each one's share, what is left, which unit price is lower."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from assistant.domain.dialogue import Request, Session
from assistant.domain.money import exponent
from assistant.domain.product import Product
from assistant.domain.wish import Sum
from assistant.understanding.hear import Heard, fallback, hear
from assistant.understanding.money import digits_k
from assistant.understanding.numerals import DIGITS, ENGLISH_WORD, KOREAN, KOREAN_COUNT, count, korean_number
from assistant.understanding.reading import Reading
from assistant.understanding.references import last_list
from assistant.understanding.several import bears_number
from assistant.understanding.summands import COUNTER, MOST_NAMED, beside_focus, each_named
from assistant.understanding.terms import key_of
from assistant.understanding.valued import has_size
from assistant.understanding.vocabulary import Vocabulary

_N = rf"\d{{1,4}}|{KOREAN_COUNT}"
_EN = rf"\d{{1,4}}|{ENGLISH_WORD}|a dozen|half a dozen"
_HOW_MUCH = r"(?:총|전부|다\s?해서|합쳐서?|모두)?\s?(?:얼마|가격|몇\s?원|값)\S{0,4}"
_TOTAL = re.compile(
    rf"(?<![가-힣\d.,])(?P<n6>{_N})\s?(?:{COUNTER})(?:가|는|은|를|을)?\s?(?:필요|살\s?건|살\s?거|사려|있어야)\S*\s(?:\S{{1,4}}\s)?{_HOW_MUCH}|(?<![가-힣\d.,])(?P<n>{_N})\s?(?:{COUNTER})(?:를|을|씩|만)?\s?(?:(?:사|구매하|주문하|담으|시키|하|고르)?면|(?:에|이면))\s?(?:\S{{1,4}}\s)?{_HOW_MUCH}"
    rf"|(?<![가-힣\d.,])(?P<n2>{_N})\s?(?:{COUNTER})\s?(?:총|전부|다\s?해서|합쳐서?|모두)\s?(?:얼마|가격)"
    rf"|(?<![가-힣\d.,])(?P<n7>{_N})\s?(?:{COUNTER})(?:는|은|에|이|의)?\s?{_HOW_MUCH}"
    rf"|(?<![가-힣\d.,])(?P<n8>{_N})\s?(?:{COUNTER})(?:이?면)(?:요)?\W*$"
    rf"|\bhow much (?:would|will|are|is|do|does|for)\b.{{0,24}}?(?<!-)\b(?P<n3>{_EN})\b(?: of (?:those|them|these|it|that|this|the))?(?!\s?(?:l|ml|g|kg|won|people|person|stars?)\b)"
    rf"|\bwhat (?:would|will|do|does) (?P<n4>{_EN}) .{{0,60}}?(?:come to|cost|total|be)\b"
    rf"|\b(?:price|cost|total) (?:of|for) (?P<n5>{_EN}) (?!l\b|ml\b|g\b|kg\b)"
)  # fmt: skip
_SO_MANY = re.compile(
    rf"^(?:그럼|그러면|음|ㅇㅋ|오케이|만약)?\s?(?P<n>{_N})\s?(?:{COUNTER})(?:를|을)?\s?(?:(?:사|담으|하)?면|이면|은|는)?(?:\s?요)?\s?(?P<asks>면|\?)?[?~ㅋ ]*$"
    rf"|^(?:and |so |ok(?:ay)? |what about |how about |and for |for )*(?P<n2>{_EN})(?: of (?:them|those|these|it))?\s?\?+$"
)
"""두 개면?, and two?: the sum of what was just spoken of."""
_SPLIT = re.compile(
    rf"(?<![가-힣\d])(?P<n>{_N})\s?(?:(?:명|사람|이서|분)(?:이서|이|에서|으로|끼리)?|(?:이서|으로|끼리|등분))?\s?(?:똑같이\s?|같이\s?)?(?:[^\d\n]{{0,6}}\s)?(?:나누|나눠|나눈|분담|더치|쪼개)\S*(?:\s?(?:내면|내도))?"
    rf"|\b(?:split|divid\w+|shar\w+)\b.{{0,24}}?\b(?:among|between|by|into|for|with)?\s?(?P<n2>{_EN})\b(?: (?:of us|people|ways|friends|persons))?"
    rf"|\b(?:the )?(?P<n3>{_EN}) (?:of us|people|friends)\b.{{0,20}}\b(?:split|divid\w+|shar\w+|chip)\w*"
)
_OF_THEM = re.compile(rf"(?<![가-힣\d.,])(?P<n>{_N})\s?(?:{COUNTER})(?:를|을)\s?")
"""우유 5개를, shared out."""
_LEFT = re.compile(
    r"(?:에서|중에서?|으로|가지고|내면|있는데).{0,16}얼마(?:나|가)?\s?(?:남|거슬러)|거스름|잔돈|얼마(?:나|가)?\s?남"
    r"|what(?:'s| is| will be| would be| do i have)?\s?(?:be )?left|how much .{0,16}(?:left|remain)|\bchange from\b|left (?:of|from|over)"
)  # fmt: skip
_OF_BUDGET = re.compile(
    r"예산(?:이|은|에서|도)?\s?(?:\S{1,3}\s)?(?:얼마\S{0,2}\s?)?(?:남|넘|초과)|남(?:은|는)\s?(?:돈|예산|금액)(?:이|은)?\s?(?:얼마|있|없)|돈(?:이|은)?\s?얼마나?\s?남|얼마\s?더\s?(?:쓸|살)\s?수"
    r"|\b(?:how much|what)\b.{0,24}\b(?:left|remain\w*)\b.{0,12}\b(?:budget|money|spend)\b|\bbudget\b.{0,12}\b(?:left|remain\w*)\b|\b(?:over|under|within) (?:my |the |our )?budget\b.*\?|\bhow much (?:more )?can i (?:still |yet )?spend\b|\b(?:left|remaining) to spend\b"
)
"""What is left of the budget told before."""
_UNIT = re.compile(
    r"(?:\d+\s?(?:g|kg|ml|l|그램|리터|개)|단위|개|그램)\s?당|단위\s?가격|\d+\s?(?:g|kg|ml|l|그램)(?:으)?로\s?(?:따지|치|환산|비교|보)"
    r"|\bper (?:\d+ ?)?(?:g|gram|kg|ml|l|liter|litre|ounce|oz|unit|piece|100 ?(?:g|ml))\b|\bunit price|\bby (?:weight|volume|the (?:gram|litre|liter|piece))\b"
)  # fmt: skip
_MONEY = re.compile(
    rf"[₩$€£]\s?(?P<a>{DIGITS})|(?P<b>{KOREAN}|(?:{DIGITS})\s?k?)\s?(?:원|won\b|krw\b|달러|dollars?\b)|(?P<c>{KOREAN})(?=\s?(?:에서|으로|중|내|가지고|있))"
)
_BETWEEN = re.compile(
    r"(?<=[가-힣a-z0-9])(?:이랑|랑|하고)\s|(?<=[가-힣])[과와]\s|보다\s|,|\bthan\b|\bvs\.?\b|\bversus\b|\band\b|\bor\b|\bto the\b"
)
_ASIDE = re.compile(
    r"중에(?:서)?|뭐가|어느|어떤|더|싸\S*|저렴\S*|얼마\S*|비교\S*|따지\S*|환산\S*|알려\S*|있는지|인지|\b(?:is|are|which|what|the|cheaper|less|more|expensive|costs?|compare|does|do|works? out|better|value|it|me|tell|price of)\b|[?.!]"
)  # fmt: skip
_IF_BOUGHT = re.compile(
    r"사면|구매하면|주문하면|사고(?:\s나서|\s나면)?|\bif i (?:buy|get|take|order|purchase)\b|\bafter (?:buying|getting)\b|\b(?:buy|buying)\b"
)
_SAID_AROUND = re.compile(
    r"나[와오](?:요|나요|죠|는지)?|값(?:은|이)?|얼마(?:씩|나|가)?(?:\s?\S{1,4})?|내면|돼(?:요)?|남\S*|인당|한\s?사람당|각자|씩|총|[?.!,]|\b(?:what|what's|is|are|does|do|each|one|pay|pays|of us|of|how|much|would|will|nothing else|and|come to|cost|left over|left|change|from|those|them|if|we|i|be|the)\b"
)  # fmt: skip
_EACH = re.compile(
    r"얼마|가격|값|총액|합계|합(?:치|쳐|하|해|산)|\b(?:how much|prices?|costs?|total|altogether|come to|add up)\b"
)
_OF_EACH = re.compile(
    r"\W*(?:(?:so|and|ok(?:ay)?|then)\W+)?(?:what(?:'s|s| is| are)? )?(?:the )?(?:prices?|costs?|how much)(?: of| for| is| are| does| do)? (?:each|both|them all|all of them|they each)(?: of them| one)?(?: costs?)?\W*"
    r"|\W*(?:그럼\s)?(?:각각|둘\s?다|다\s?각각|하나씩)(?:은|의)?\s?(?:가격(?:은|이)?\s?)?(?:얼마|가격)[가-힣]{0,5}\W*"
)
"""What each of the list costs."""
_GAP = re.compile(
    r"(?:가격|얼마나?|값)\s?(?:이\s)?차이|차액|\bprice (?:diff(?:erence)?|gap)\b|\bdiff(?:erence)? in price\b|\bhow much (?:more|less|cheaper|dearer|pricier|extra)\b|(?:가격|값)\s?차(?![가-힣])|얼마나?\s?(?:나\s)?더\s?(?:비싸|비싼|싸|싼|저렴)"
)
_BESIDE = re.compile(
    r",? (?:and|but) (?:is|are|does|do|can|could|will|would|has|have) (?:it|they|this|that|these|those)\b"
)
"""What does the jacket cost, and is it waterproof: something else is asked of it."""
_OTHER_GAP = re.compile(r"\bhow much (?!cheaper|dearer|pricier)\w{3,}er\b(?=.*\bthan\b)")
"""How much lighter is it than that: they are held side by side, and not by the price."""
_OURS = re.compile(r"장바구니|카트|담은|배송|배달|\b(?:cart|basket|delivery|shipping|postage|my order|tax)\b")
_ALL_NAMED = re.compile(r"둘|셋|두\s?개|세\s?개|각각|\b(?:both|two|three|each|all)\b")
_OF_FOCUS = re.compile(
    r"^\W*(?:(?:and|so|ok|then|그럼|그러면)\W+)?(?:how much )?(?:(?:for|are|is|would|price of|prices? for|what about)\s)*(?:(?:the )?both|together|them both|the two)(?: of them)?(?: together| be| cost| come to| in total)*\W*$"
    r"|^\W*(?:(?:그럼|그러면)\s)?(?:둘\s?다|두\s?개\s?다|둘이?|합(?:치|하)면|합쳐서|다\s?합치면|다\s?하면)\s?(?:(?:하|사|합치)면\s?)?(?:총\s?)?(?:얼마\S*|가격\S*)?\W*$"
)
"""and both together?, of the two spoken of last."""
_BY_HOW_MUCH = re.compile(
    r"^\W*(?:(?:and|so|ok|but)\W+)?(?:by )?how much(?: (?:more|less|cheaper|dearer|pricier|difference|of a difference|is the difference))?\W*$|^\W*(?:얼마나|얼마)\s?(?:차이|더\s?(?:싸|비싸))\S*(?:\s?(?:나|있)\S*)?\W*$"
)
"""by how much, of two held side by side."""
_PACK = 6
"""Smaller numbers are no pack's."""
MOST = 999


def summed(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """ask_product with a Sum; None when nothing is to be counted."""
    low = heard.low
    if several := _of_several(heard, base, session, vocabulary, shown):
        return several
    if _UNIT.search(low) and (found := _unit(heard, base, session, vocabulary)):
        return found
    if (
        (many := _SO_MANY.match(low))
        and session.focus
        and session.topic != "cart"
        and session.pending is None
    ):
        number = count(many["n"] or many["n2"]) or 0
        focus = fallback(heard, session)
        sized = bool(focus) and focus[0] in shown and has_size(shown[focus[0]], str(number))
        if 1 < number <= MOST and focus and not sized:
            total = Sum("total", number)
            return replace(base, intent="ask_product", references=focus, asks=("price",), wish=total)
    known = _known_budget(session)
    of_it = _OF_BUDGET.search(low) or (session.topic == "cart" and _LEFT.search(low))
    if known and of_it and not _money(low, vocabulary.currency):
        wish = Sum("left", amount=known, of_cart=True)
        return replace(base, intent="ask_product", asks=("price",), wish=wish)
    if match := _SPLIT.search(low):
        wish, spans = Sum("split", _number(match)), [match.span()]
        if many := _OF_THEM.search(low[: match.start()]):
            wish = replace(wish, numbers=(count(many["n"]) or 1,))
            spans.append(many.span())
    elif (amount := _money(low, vocabulary.currency)) and (match := _LEFT.search(low)):
        wish, spans = Sum("left", amount=amount[0]), [match.span(), amount[1]]
    elif match := _TOTAL.search(low):
        wish, spans = Sum("total", _number(match)), [match.span()]
        if match["n3"] or match["n4"] or match["n5"]:
            spans = [next(match.span(name) for name in ("n3", "n4", "n5") if match[name])]
    else:
        return None
    if wish.kind != "left" and not 1 < wish.number <= MOST:
        return None
    sizes = {str(one.value).split()[0] for one in heard.conditions if one.facet == "size" and one.op == "eq"}
    if wish.kind == "total" and str(wish.number) in sizes:
        return None
    skus, query = _meant(heard, session, vocabulary, shown, spans, wish.kind)
    if wish.kind == "total" and not skus and not query:
        return None
    if wish.kind == "total" and any(bears_number(sku, str(wish.number), vocabulary) for sku in skus):
        return None
    if wish.kind == "total" and query and _comes_in(query, str(wish.number), vocabulary):
        return None
    in_cart = wish.kind != "total" and not skus and not query
    if in_cart and not session.cart.lines:
        return None
    told = [one for one in heard.conditions if query and one.hard and one.facet not in ("price", "category")]
    told = [one for one in told if str(one.value) not in {f"{n}개" for n in (wish.number, *wish.numbers)}]
    return replace(
        base,
        intent="ask_product",
        references=skus,
        query=query,
        constraints=(*base.constraints, *told),
        asks=("price",),
        wish=wish,
    )


def _known_budget(session: Session) -> int | None:
    """What the shopper said they would spend: on the plan, to one end, or on what was looked for last."""
    limits = [one.value for one in session.constraints if one.facet == "price" and one.op in ("le", "lt")]
    said = session.plan.budget if session.plan else None
    return said or session.budget or next((int(one) for one in limits if isinstance(one, int | float)), None)


def _comes_in(query: str, number: str, vocabulary: Vocabulary) -> bool:
    """달걀 30개: the number is on the pack of such goods."""
    meant = vocabulary.relevant([key_of(word) for word in query.split()])
    return int(number) >= _PACK and bool(meant & vocabulary.naming(number))


def _of_several(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """What each of several products costs and all together, or how much one costs more; None when fewer than
    two are named or pointed at."""
    low = heard.low
    spoken = session.focus if 1 < len(session.focus) <= MOST_NAMED and session.topic != "cart" else ()
    if spoken and _BY_HOW_MUCH.search(low):
        return replace(base, intent="compare", references=spoken, asks=("price",))
    if (spoken := spoken or session.spoken[1::-1]) and len(spoken) > 1 and _OF_FOCUS.search(low):
        return replace(base, intent="ask_product", references=spoken, asks=("price",), wish=Sum("each"))
    listed = last_list(session)
    if _OF_EACH.fullmatch(low) and 1 < len(listed) <= MOST_NAMED and session.topic != "cart":
        return replace(base, intent="ask_product", references=listed, asks=("price",), wish=Sum("each"))
    gap, other = bool(_GAP.search(low)), bool(_OTHER_GAP.search(low))
    if _BESIDE.search(low):
        return None
    if not (gap or _EACH.search(low)) or _OURS.search(low) or _UNIT.search(low) or heard.stores:
        return None
    if heard.cues & {"cart_add", "cart_change", "reserve"} and not heard.guessed:
        return None
    skus: tuple[str, ...] = heard.pointed.skus if heard.pointed.how in ("ordinal", "sku", "all") else ()
    names: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    if not 1 < len(skus) <= MOST_NAMED or (
        heard.pointed.how == "all" and (session.topic == "cart" or not _ALL_NAMED.search(low))
    ):
        skus, names, numbers = each_named(heard, session, vocabulary, shown)
    if gap and not skus and not names:
        skus = beside_focus(heard, session, vocabulary, shown)
    if len(skus) + len(names) < 2:
        return None
    if gap or other:
        asks = ("price",) if gap else ()
        return replace(base, intent="compare", references=() if names else skus, needs=names, asks=asks)
    return replace(
        base,
        intent="ask_product",
        references=skus,
        asks=("price",),
        wish=Sum("each", names=names, numbers=numbers),
    )


def _unit(heard: Heard, base: Request, session: Session, vocabulary: Vocabulary) -> Request | None:
    if len(heard.pointed.skus) > 1:
        return replace(
            base, intent="compare", references=heard.pointed.skus, asks=("unit_price",), wish=Sum("unit")
        )
    text = _UNIT.sub(" ", heard.low)
    names = [
        words
        for part in _BETWEEN.split(text)
        if len(words := " ".join(_ASIDE.sub(" ", part).split())) > 1 and _is_named(words, vocabulary)
    ]
    if len(names) > 1:
        return replace(base, intent="compare", asks=("unit_price",), wish=Sum("unit", names=tuple(names[:4])))
    if not heard.nouns and session.shown and re.search(r"중|which|어느|뭐가", heard.low):
        listed = last_list(session)[:4]
        return replace(base, intent="compare", references=listed, asks=("unit_price",), wish=Sum("unit"))
    return None


def _is_named(words: str, vocabulary: Vocabulary) -> bool:
    keys = hear_keys(words)
    return any(vocabulary.knows(key) or vocabulary.is_goods(key) for key in keys)


def hear_keys(words: str) -> list[str]:
    return [run.text for run in Reading(words).runs]


def _meant(
    heard: Heard,
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
    spans: list[tuple[int, int]],
    kind: str,
) -> tuple[tuple[str, ...], str]:
    """The SKUs the rest of the sentence points at, else the words that name a product, else what the
    conversation is about."""
    chars = list(heard.reading.text)
    for start, end in spans:
        chars[start:end] = " " * (end - start)
    text = _IF_BOUGHT.sub(lambda match: " " * len(match[0]), "".join(chars).lower())
    text = _SAID_AROUND.sub(lambda match: " " * len(match[0]), text)
    if heard.pointed.how in ("sku", "ordinal", "value"):
        return heard.pointed.skus, ""
    again = hear(Reading(text), heard.language, session, vocabulary, shown)
    in_cart = session.topic == "cart" and bool(session.cart.lines)
    if in_cart and kind != "total" and not again.words and again.pointed.how in ("", "pronoun"):
        return (), ""
    named = again.words and any(vocabulary.is_goods(key) for key in again.keys)
    if again.pointed.skus and not (again.pointed.how == "pronoun" and named):
        return again.pointed.skus[:1] if again.pointed.how != "all" else again.pointed.skus, ""
    if again.words and any(vocabulary.knows(key) or vocabulary.is_goods(key) for key in again.keys):
        return (), again.query
    if in_cart:
        return (), ""
    return fallback(heard, session), ""


def _number(match: "re.Match[str]") -> int:
    said = next((text for name, text in match.groupdict().items() if name[0] == "n" and text), "")
    return count(said) or 0


def _money(low: str, currency: str) -> tuple[int, tuple[int, int]] | None:
    """The last amount named, in minor units of the shop's currency, and where it stands."""
    for match in reversed(list(_MONEY.finditer(low))):
        text = (match["a"] or match["b"] or match["c"]).strip()
        value: Decimal | None = korean_number(text) if re.search("[만천백억]", text) else digits_k(text)
        if value:
            return int(value * 10 ** exponent(currency)), match.span()
    return None
