# ruff: noqa: E501 - patterns are data: one line each reads best
"""The cart: adding, changing, showing; and reserving what is in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.cart import MAX_QUANTITY
from assistant.domain.dialogue import Constraint, Intent, Order, Request, Session
from assistant.domain.product import Product
from assistant.lexicon.opposites import opposed
from assistant.understanding.changing import (
    EXCEPT,
    MORE,
    WHOLE_CART,
    change,
    ditched,
    spared,
    takes_back,
    undone,
)
from assistant.understanding.exchanging import MEANT, exchanged
from assistant.understanding.followup import price_of, turns_down
from assistant.understanding.hear import Heard, fallback
from assistant.understanding.hesitations import only_thinks
from assistant.understanding.intent import LOOKS, NO, NO_LOOK, YES, Cue
from assistant.understanding.named import listed_apart, variant_said
from assistant.understanding.names import bears, by_meaning, by_name
from assistant.understanding.needs import split_needs
from assistant.understanding.numerals import count
from assistant.understanding.options import of_options, splits
from assistant.understanding.ordering import (
    LESS,
    OTHERWISE,
    counted_of,
    heard_count,
    listed,
    ordered_by_name,
    place_taken,
    says_no_more,
)
from assistant.understanding.quantities import find_quantity
from assistant.understanding.query import keys_of, query_of
from assistant.understanding.reading import Reading, runs_of
from assistant.understanding.references import holding, is_one_meant, variant_for
from assistant.understanding.several import EXCHANGED, alike_in, orders
from assistant.understanding.vocabulary import Vocabulary

_ASKS_WHICH = re.compile(r"\bwhich (?:one|of|is|was|has)\b|뭐가|뭔가요|뭐야|어느|어떤\s?(?:게|거|것)")
_OF_LINES: frozenset[Cue] = frozenset({"cart_change", "cart_clear"})
"""Cues about lines of the cart: while it is empty and goods are shown, "make that 280" is about those."""
_ENOUGH = 0.7
"""A guess that only points ("cheapest one") must be this sure to be an order and no question."""
_TAKE = re.compile(
    r"^(?:ok(?:ay)?,? |yes,? |yeah,? |alright,? |i'?ll |i will |let'?s |i'?d )*go (?:with|for) (?:the|that|this|it|number|option)\b|\bi'?ll (?:take|have|get|buy)\b"
    rf"{NO_LOOK}|"
    r"\bi will take\b|(?:이|그|저|요)(?:거|것|걸)(?:도|로|랑)?\s?(?:하나|둘|셋|넷|(?:한|두|세|네|\d+)\s?(?:개|병|봉|팩|박스|벌|켤레|장|권|묶음|마리|송이|모|단))|(?:로|으로)\s?(?:할게|살게|주세요|줘)|(?:로|으로)\s?(?:하나|[한두세네]\s?개|\d+\s?개)(?:만|요|이요)?[.! ]*$"
)
_TOO = re.compile(r"\btoo\b|\balso\b|\bas well\b|(?:거|것|걸|번째)도\b")
_ALSO = re.compile(r"[가-힣]도(?:요)?(?=\s|[.,!~]|$)|\b(?:too|also|as well)\b")
_ALSO_ONE = re.compile(r"[가-힣]도\s?(?:하나|둘|셋)요[.!~ ]*$")
"""크림치즈도 하나요: one more thing, and no question whether it is done."""
_AS_FOR = re.compile(r"[가-힣](?:은|는)\s|\b(?:make|only|just)\b")
"""쌀은 두 개: how many there are to be, not how many more."""
_SHORT = 5
"""Words of goods put in in passing; more of them are a wish of its own."""
_SETS = re.compile(r"\b(?:only|just|make)\b|(?<=\w) and\b|[가-힣]만(?:\s|$)|(?:으로|로)(?:\s|$)")
_SO_MANY = r"\d+|one|two|three|four|five|six|a couple|a few"
_OF_THEM = re.compile(rf"\b(?:{_SO_MANY}) of (?:them|these|those)\b")
_ONLY_OF_THEM = re.compile(
    rf"(?:and|ok(?:ay)?,?|yes,?|then|just|maybe|(?:i'?ll|i will|i'?d like to|let'?s) (?:take|have|get|do|try)|i'?d like|give me|get me|(?:i |we )?(?:want|need))?\s?(?:{_SO_MANY}) of (?:them|these|those)(?:,? (?:please|then|thanks|too))*[.! ]*"
)
"""Nothing but an order: "two of these are too big" is none."""
_AMOUNT_ONLY = re.compile(
    r"(?:개|병|봉지?|팩|박스|벌|켤레|장|권|세트)(?:로|만|면)|\bmake (?:it|that)\b|\bjust (?:\d+|one|two|three|four|five)\b|바꿔|줄여|늘려|수정"
)
_QUESTION_ONLY = re.compile(
    r"(?:되나요|돼요|되나|될까요|가능(?:한가요|해요|할까요)|몇\s?시|언제|어떻게|얼마나|며칠|어디서)\s?\??$|\b(?:when|how|hours|what time|how long|can (?:i|my|someone|somebody|another|he|she|we)|do you|is there)\b.*\?"
)


def _again(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """이것도 하나, and the last one too, I'll take 2 pairs; then a bare amount changes what was put in."""
    low = heard.low
    if more := _another_kind(heard, base, session, vocabulary, shown):
        return more
    if any(vocabulary.is_goods(noun) for noun in heard.nouns):
        return None
    pointed = heard.pointed.skus if heard.pointed.how not in ("", "rank", "value") else ()
    ranked = heard.pointed.skus[:1] if heard.pointed.how in ("rank", "value") else ()
    product = (
        pointed or ranked or (fallback(heard, session) if is_one_meant(session, shown, vocabulary) else ())
    )
    counted = find_quantity(Reading(low))
    quantity = counted[0] if counted else None
    if (
        (_ONLY_OF_THEM.fullmatch(low) or ("cart_add" in heard.cues and _OF_THEM.search(low)))
        and not heard.is_question
        and (session.focus or heard.pointed.skus)
    ):
        told = heard.pointed.how in ("name", "rank", "value", "ordinal")
        named = heard.pointed.skus if told else session.focus
        return replace(base, intent="cart_add", references=named[:1], quantity=quantity)
    if heard.pointed.skus and "cart_add" in heard.cues and not heard.guessed:
        return None
    if product and (
        _TAKE.search(low)
        or (pointed and session.topic == "cart" and _TOO.search(low) and not heard.is_question)
    ):
        return replace(base, intent="cart_add", references=product[:1], quantity=quantity)
    if (
        session.topic == "cart"
        and counted
        and not (LESS.search(low) and not session.cart.lines)
        and _AMOUNT_ONLY.search(low)
        and session.focus
    ):
        held = session.cart.quantity(session.focus[0])
        intent: Intent = "cart_change" if held else "cart_add"
        return replace(base, intent=intent, references=session.focus[:1], quantity=quantity)
    return None


def in_passing(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """undo that; and right after an order, another colour of it. Nothing else is heard in these words."""
    if back := undone(heard, session):
        return replace(base, intent="cart_add", references=tuple(one.sku for one in back), orders=back)
    return _another_colour(heard, base, session, vocabulary, shown)


def _another_colour(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """one blue too, 파란색도 하나요: right after an order, what was put in, in another colour or size."""
    line, quantity = next(iter(session.focus), ""), heard_count(heard.low)
    asks = heard.is_question and not _ALSO_ONE.search(heard.low)
    if session.topic != "cart" or line not in shown or asks or heard.words or heard.cues & OTHERWISE:
        return None
    if not heard.conditions or any(one.facet not in ("color", "size") for one in heard.conditions):
        return None
    if not (quantity or _ALSO.search(heard.low)) or MEANT.search(heard.low) or _SETS.search(heard.low):
        return None
    said = [run.text for run in runs_of(heard.low)]
    variant = _variant(line, shown[line], heard.conditions, heard, vocabulary)
    sku = variant if variant != line else alike_in(line, said, session, vocabulary, shown)
    if sku is None:
        return None
    return replace(base, intent="cart_add", references=(sku,), quantity=quantity)


def _another_kind(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """생수도 하나, and two lemons: right after a change of the cart, other goods in the same breath."""
    counted = find_quantity(Reading(heard.low))
    asks = "question" in heard.cues and not _ALSO_ONE.search(heard.low)
    if session.topic != "cart" or asks or not (counted or _ALSO.search(heard.low)):
        return None
    start, end = counted[1:] if counted else (0, 0)
    named = [word for word in heard.words if not start <= word.start < end]
    if (
        not any(vocabulary.products_for(key) for key in keys_of(named))
        or heard.pointed.how in ("sku", "ordinal")
        or heard.cues & OTHERWISE
        or len(heard.keys) > _SHORT
        or not (
            counted
            or "cart_add" in heard.cues
            or says_no_more(heard.low, [word.text for word in named], vocabulary)
        )
    ):
        return None
    known = by_meaning(session, shown, keys_of(named), vocabulary)
    if known and counted and session.cart.quantity(known[0]) and _AS_FOR.search(heard.low):
        return replace(base, intent="cart_change", references=known, quantity=counted[0])
    return replace(
        base,
        intent="cart_add",
        references=known,
        query="" if known else query_of(named, heard.reading),
        needs=() if known else split_needs(heard, vocabulary),
        quantity=counted[0] if counted else None,
        constraints=(*base.constraints, *(() if known else heard.conditions)),
    )


_KEEPS_IN_MIND = re.compile(
    r"\W*(?:(?:ok(?:ay)?|yes|and|please|pls|can you|could you)\W+)*(?:remember|memori[sz]e|note|keep in mind|save) (?:that|this|it)\b|[가-힣\s]{0,12}(?:기억|저장)\s?(?:해|하)"
)
"""remember that please: what was told is meant, and no goods."""
_OF_THOSE = re.compile(
    r"\b(?:(?P<less>cheap(?:er|est)|least expensive|less expensive)|pric(?:ier|iest)|dear(?:er|est)|(?:more|most) expensive)(?: one)? (?:of|out of|between|among)\b"
    r"|중에?(?:서|선)?\s?(?:더\s|제일\s|가장\s)?(?:(?P<less_ko>싼|저렴한)|비싼)"
)
"""Of several, the one whose price is told."""


def cart(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """cart_show, cart_change, cart_add, reserve; None when the utterance is about none of them."""
    request = _cart(heard, base, session, vocabulary, shown)
    if request is None or request.intent != "cart_add":
        return request
    if (only_thinks(heard.low) and not _asked_which(session)) or _KEEPS_IN_MIND.match(heard.low):
        return None
    if request.orders:
        return request
    if len(request.references) == 1 and request.quantity == heard_count(heard.low) is not None:
        request = replace(request, quantity=counted_of(request.references[0], heard.low, vocabulary))
    if len(request.references) > 1 and (of := _OF_THOSE.search(heard.low)):
        priced = {sku: price_of(shown.get(sku), sku) for sku in request.references}
        known = {sku: price for sku, price in priced.items() if price is not None}
        if known:
            choose = min if of["less"] or of["less_ko"] else max
            request = replace(request, references=(choose(known, key=lambda sku: known[sku]),))
    wanted = [one for one in heard.conditions if one.hard]
    skus = (
        _variant(sku, shown[sku], wanted, heard, vocabulary) if sku in shown else sku
        for sku in request.references
    )
    return replace(request, references=tuple(skus))


def _variant(
    sku: str, product: Product, wanted: Sequence[Constraint], heard: Heard, vocabulary: Vocabulary
) -> str:
    """The size or colour that is asked for of it, whichever was shown."""
    found = variant_for(sku, product, wanted, vocabulary)
    if found == sku:
        found = listed_apart(product, sku, wanted, vocabulary)
    if found != sku or heard.quantity is not None:
        return found
    return variant_said(product, sku, [run.text for run in runs_of(heard.low)], vocabulary)


def _cart(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    cues = heard.cues
    lines = [line.sku for line in session.cart.lines]
    if not lines and cues & _OF_LINES and session.shown and not WHOLE_CART.search(heard.low):
        cues = cues - _OF_LINES
    if (
        heard.guessed
        and heard.act == "cart_add"
        and (_ASKS_WHICH.search(heard.low) or LOOKS.search(heard.low) or not _all_said(heard, shown))
    ):
        cues = cues - {"cart_add"}
    if {"question", "policy"} <= cues and not _PUTS_IN.search(heard.low):
        cues = cues - {"cart_add"}
    if "drop" in cues or ("order_status" in cues and "cart_add" not in cues):
        return None
    if not lines and "cart_clear" in heard.cues and "more" not in cues and not turns_down(heard.low):
        return replace(base, intent="cart_show")
    if split := of_options(heard, session, vocabulary, shown):
        return replace(base, intent="cart_add", references=tuple(one.sku for one in split), orders=split)
    if session.shown and not heard.is_question and splits(heard.low, vocabulary):
        return replace(base, intent="cart_add")
    if gone := ditched(heard, session, vocabulary, shown):
        return replace(base, intent="cart_change", references=(gone,), quantity=0)
    if swapped := _swapped(heard, base.text, session) or exchanged(
        heard, base.text, session, vocabulary, shown
    ):
        return replace(base, intent="cart_add", references=(swapped[-1].sku,), orders=swapped)
    if _asked_which(session) and not heard.is_question and takes_back(heard.low):
        return replace(base, intent="thanks", answer="no")
    if chosen := _chosen(heard, session):
        asked = session.pending.quantity if session.pending else None
        quantity = heard_count(heard.low) or asked
        return replace(base, intent="cart_add", references=chosen, quantity=quantity)
    sums = any(one.facet == "price" for one in heard.conditions) or heard.low.isascii()
    if session.topic == "cart" and (_HOW_MUCH.fullmatch(heard.low) or (sums and _OVER.search(heard.low))):
        return replace(base, intent="cart_show")
    if (one := ordered_by_name(heard, session, vocabulary, shown)) is not None:
        if session.cart.quantity(one.sku) and _CORRECTS.search(heard.low) and not MORE.search(heard.low):
            return replace(base, intent="cart_change", references=(one.sku,), quantity=one.quantity)
        return replace(base, intent="cart_add", references=(one.sku,), orders=(one,))
    ordered = bool(cues & {"cart_add", "cart_change"})
    instead = bool(lines) and EXCHANGED.search(heard.low) is not None
    several = (
        orders(heard.low, heard.act, session, vocabulary, shown, counted=not (ordered or instead))
        if ordered or instead or (heard.act == "cart_add" and "question" not in cues)
        else ()
    )
    several = several or listed(heard, session, vocabulary, shown)
    if several:
        skus = tuple(one.sku for one in several if one.sku)
        if not any(one.quantity for one in several):
            return replace(base, intent="cart_change", references=skus, quantity=0)
        return replace(base, intent="cart_add", references=skus, orders=several)
    if (
        heard.pointed.how == "all"
        and len(heard.pointed.skus) > 1
        and (each := _OF_EACH.search(heard.low))
        and not heard.is_question
        and not cues & OTHERWISE
    ):
        quantity = heard_count(heard.low) or count(each[0].split()[0])
        return replace(base, intent="cart_add", references=heard.pointed.skus, quantity=quantity)
    if (
        heard.pointed.how == "ordinal"
        and heard.pointed.skus
        and not heard.is_question
        and not cues & OTHERWISE
        and place_taken(heard.low, vocabulary)
    ):
        return replace(
            base, intent="cart_add", references=heard.pointed.skus, quantity=heard_count(heard.low)
        )
    if not cues & {"cart_clear", "cart_change"} and (
        again := _again(heard, base, session, vocabulary, shown)
    ):
        return again
    kept = spared(heard, session, shown, lines)
    if "cart_clear" in cues or (EXCEPT.search(heard.low) and ("cart_change" in cues or kept)):
        others = tuple(sku for sku in lines if sku not in kept)
        return replace(base, intent="cart_change", references=others, quantity=0)
    if (
        "cart_change" in cues
        and ("cart_add" not in cues or LESS.search(heard.low))
        and not heard.health.avoid
    ):
        return change(heard, base, session, vocabulary, shown, lines)
    if "cart_add" in cues:
        return _add(heard, base, session, vocabulary, shown)
    if (
        "reserve" in cues
        and session.focus
        and not lines
        and not _PICKS_UP.search(heard.low)
        and not heard.is_question
    ):
        return replace(base, intent="cart_add", references=session.focus[:1], quantity=heard_count(heard.low))
    if (
        "reserve" in cues
        and not _QUESTION_ONLY.search(heard.low)
        and not vocabulary.shop.service_in(heard.low)
    ):
        pointed = (
            heard.pointed.skus
            if heard.pointed.how in ("sku", "ordinal", "name", "rank", "value", "all")
            else ()
        )
        return replace(
            base, intent="reserve", references=pointed, store_ids=heard.stores, quantity=heard.quantity
        )
    if "cart_show" in cues and not any(vocabulary.is_goods(key) for key in heard.keys):
        return replace(base, intent="cart_show")
    return None


_PICKS_UP = re.compile(
    r"픽업|예약|찾으러|찾아|수령|가지러|결제|계산|check ?out|\bpay|\b(?:reserve|hold|pick|collect|pay)\b"
)
"""하나 주문할게 with an empty cart puts in what was spoken of; these ask for more than that."""
_CORRECTS = re.compile(
    r"\b(?:actually|after all|i mean(?:t)?|sorry|rather)\b|(?<![가-힣])(?:아니|아차|앗|참)(?![가-힣])"
)
"""Two water bottles, actually: of what lies in the cart there are to be so many."""
_PUTS_IN = re.compile(
    r"담|넣|추가|장바구니|카트|살게|구매|\b(?:add|put|throw|stick|pop|bag|cart|basket|buy|order|purchase)\b"
)
"""Said of a list with nothing pointed at, it is its first; yes please and five please are of none yet."""
_OF_EACH = re.compile(
    rf"\b(?:{_SO_MANY}) of each\b|(?:하나|둘|[한두세네]\s?\S{{1,2}}|\d+\s?\S{{1,2}})씩(?![가-힣])"
)
"""2 of each, 각각 두 개씩: so many of every one."""
_OVER = re.compile(
    r"(?:안\s?)?넘(?:어|나|죠|을까)\S*\W*$|\bam i (?:over|under|ok|still|within)\b|\bover (?:my )?budget\b"
)
"""Whether the cart is within a sum."""
_HOW_MUCH = re.compile(
    r"(?:\W*(?:and|ok(?:ay)?|so|then|right|alright))*\W*how much(?: (?:is|does) (?:it|that|everything)(?: come to| make)?)?(?: now| then| so far)\W*"
    r"|(?:\W*(?:and|ok(?:ay)?|so|then|right|alright))+\W*how much\W*|\W*how much\W*"
    r"|(?:(?:그럼|그래서|오케이|그러면|자|이제|지금|다|전부)\s*)*얼마(?:이?예요|에요|요|죠|야|임|지|인가요)?(?:\s?(?:이제|지금))?\W*"
)


def _swapped(heard: Heard, said: str, session: Session) -> tuple[Order, ...]:
    """no, the other one; oops, I meant the second: what was just put in goes out for it; () when that is not
    meant."""
    put_in, wanted = session.focus[:1], heard.pointed.skus[:1]
    meant = MEANT.search(said.lower()) and not _TOO.search(heard.low) and not heard.words
    taken_back = meant or (NO.match(heard.low) and heard.pointed.how == "ordinal")
    if session.topic != "cart" or heard.pointed.how not in ("ordinal", "value", "name") or not taken_back:
        return ()
    held = session.cart.quantity(put_in[0]) if put_in else 0
    if not held or not wanted or wanted == put_in:
        return ()
    return Order(put_in[0], quantity=0), Order(wanted[0], quantity=heard.quantity or held)


_INSISTS = re.compile(
    r"\b(?:anyways?|all the same|regardless|nevertheless|nonetheless|even so|still)\b|(?<![가-힣])(?:그래도|그냥|어쨌든|상관\s?없\S*|괜찮\S*|알(?:아요?|고\s?있\S*))"
)
_PUT_IT_IN = re.compile(
    r"\b(?:add|put|throw|pop|get|take|order|buy)\b|(?<![가-힣])(?:담|넣|추가|주문|살게|살래)\S*"
)
_BESIDE_YES = re.compile(
    rf"{YES.pattern.removeprefix('^')}|\b(?:no|it|that|this|them|one|in|to|into|my|the|cart|basket|bag|i|i'?ll|will|have|want|please|pls|thanks|just|know|that'?s|it'?s|is|fine|ok(?:ay)?|do|for|me|then|but)\b"
    r"|(?<![가-힣])(?:아니\S*|장바구니\S*|카트\S*|주세요|줘요?|그거|그걸|이거|이걸|그걸로|이걸로|그럼|하나|좀)(?![가-힣])"
)


def _all_the_same(low: str) -> bool:
    """그래도 담아줘, yes, add it anyway: said of what was kept out, and of nothing else."""
    if not (YES.match(low) or _PUT_IT_IN.search(low) or (_INSISTS.search(low) and not NO.match(low))):
        return False
    left = _BESIDE_YES.sub(" ", _PUT_IT_IN.sub(" ", _INSISTS.sub(" ", low)))
    return not any(char.isalnum() for char in left)


def offered(heard: Heard, base: Request, session: Session) -> Request | None:
    """A yes to the one product we offered to put in; None for anything else."""
    asked = session.pending
    if (
        asked is None
        or asked.kind != "add"
        or not asked.choices
        or heard.is_question
        or not (YES.match(heard.low) or asked.kept_out)
    ):
        return None
    if asked.kept_out and _all_the_same(heard.low):
        quantity = heard_count(heard.low) or asked.quantity
        return replace(base, intent="cart_add", references=asked.choices, quantity=quantity, answer="yes")
    if (
        not YES.match(heard.low)
        or heard.words
        or heard.conditions
        or heard.pointed.how not in ("", "pronoun")
    ):
        return None
    quantity = heard_count(heard.low) or asked.quantity
    return replace(base, intent="cart_add", references=asked.choices, quantity=quantity, answer="yes")


def _asked_which(session: Session) -> bool:
    """True when we asked which of the products shown to put in."""
    return session.pending is not None and session.pending.kind == "add"


def _chosen(heard: Heard, session: Session) -> tuple[str, ...]:
    """Which product to put in, said after we asked; () when nothing was asked or something else is meant."""
    if session.pending is None or session.pending.kind != "add" or "question" in heard.cues:
        return ()
    return (
        heard.pointed.skus if heard.pointed.how in ("sku", "ordinal", "rank", "value", "name", "all") else ()
    )


def _all_said(heard: Heard, shown: Mapping[str, Product]) -> bool:
    """True when the sentence says nothing beside what it points at: a guess needs that much."""
    if heard.pointed.how == "name" and heard.pointed.skus[0] in shown:
        return all(bears(shown[heard.pointed.skus[0]], key) for key in heard.keys)
    if heard.pointed.how in ("ordinal", "rank", "value") and heard.quantity is None and heard.sure < _ENOUGH:
        return False
    return not heard.words or bool(heard.pointed.skus)


def _within_price(product: Product, sku: str, heard: Heard) -> bool:
    price = price_of(product, sku)
    limits = [one for one in heard.conditions if one.facet == "price" and isinstance(one.value, int)]
    return price is not None and all(
        price <= one.value if one.op in ("le", "lt") else price >= one.value
        for one in limits
        if isinstance(one.value, int)
    )


def _names_any(heard: Heard, vocabulary: Vocabulary) -> bool:
    """Whether any word left is one of goods, here or anywhere: 귀엽당, 두 분이니 are none."""
    return bool(heard.nouns) or any(
        vocabulary.products_for(key) or vocabulary.lexicon.of(key) for key in heard.keys
    )


def _add(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request:
    pointed = heard.pointed
    skus = pointed.skus
    hard = [one for one in heard.conditions if one.hard and one.facet != "price"]
    if not skus and hard and not any(vocabulary.is_goods(key) for key in heard.keys):
        held = tuple(
            sku
            for sku in holding(session, shown, hard, vocabulary)
            if not any(opposed(heard.low, title) for title in shown[sku].title.both())
        )
        skus = tuple(sku for sku in held if _within_price(shown[sku], sku, heard))[:1] or held[:1]
        measured = {gauge.facet for gauge in vocabulary.gauges}
        if not skus and not heard.words and all(one.facet in measured for one in hard):
            skus = fallback(heard, session)
        if not skus and not heard.words and all(one.facet in ("color", "size") for one in hard):
            skus = session.spoken[:1]
            words = tuple(str(one.value) for one in hard)
            orders = tuple(Order(sku, quantity=heard.quantity or 1, words=words) for sku in skus)
            if orders:
                return replace(base, intent="cart_add", references=skus, orders=orders)
    elif not skus and not heard.words:
        skus = (
            fallback(heard, session)
            if _PUTS_IN.search(heard.low) or is_one_meant(session, shown, vocabulary)
            else ()
        )
        said_again = session.topic == "cart" and heard.quantity is None and not MORE.search(heard.low)
        if said_again and skus and session.cart.quantity(skus[0]):
            return replace(base, intent="cart_show")
    elif not skus and _PUTS_IN.search(heard.low) and not _names_any(heard, vocabulary):
        skus = fallback(heard, session)
    if heard.words and pointed.how == "pronoun" and heard.nouns and not by_name(session, shown, heard.keys):
        skus = ()
    query = "" if skus else heard.query
    needs = () if skus else split_needs(heard, vocabulary)
    conditions = () if skus else heard.conditions
    quantity = None if heard.quantity is None else min(heard.quantity, MAX_QUANTITY + 1)
    return replace(
        base,
        intent="cart_add",
        references=skus,
        query=query,
        needs=needs,
        quantity=quantity,
        sort=None if skus else heard.sort,
        constraints=(*base.constraints, *conditions),
    )
