# ruff: noqa: E501 - patterns are data: one line each reads best
"""The cart: adding, changing, showing; and reserving what is in it."""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.domain.dialogue import Order, Request, Session
from assistant.domain.product import Product
from assistant.understanding.adding import added
from assistant.understanding.changing import (
    MORE,
    WHOLE_CART,
    change,
    ditched,
    of_empty_cart,
    puts_off,
    takes_back,
)
from assistant.understanding.conditions import CHEAP_FIRST
from assistant.understanding.exchanging import MEANT, exchanged
from assistant.understanding.followup import price_of, turns_down
from assistant.understanding.hear import Heard
from assistant.understanding.hesitations import only_thinks
from assistant.understanding.intent import LOOKS, NO, PUTS_IN, Cue
from assistant.understanding.lines import EXCEPT, OUT, spared
from assistant.understanding.names import bears
from assistant.understanding.numerals import count
from assistant.understanding.once_more import TOO, again
from assistant.understanding.optioned import as_said
from assistant.understanding.options import of_options, splits
from assistant.understanding.ordering import (
    LESS,
    OTHERWISE,
    counted_of,
    heard_count,
    is_a_feature,
    listed,
    ordered_by_name,
    place_taken,
)
from assistant.understanding.quantities import EACH
from assistant.understanding.several import EXCHANGED, orders
from assistant.understanding.valued import has_options
from assistant.understanding.vocabulary import Vocabulary

_ASKS_WHICH = re.compile(r"\bwhich (?:one|of|is|was|has)\b|뭐가|뭔가요|뭐야|어느|어떤\s?(?:게|거|것)")
_OF_LINES: frozenset[Cue] = frozenset({"cart_change", "cart_clear"})
"""Cues about lines of the cart: while it is empty and goods are shown, "make that 280" is about those."""
_ENOUGH = 0.7
"""A guess that only points ("cheapest one") must be this sure to be an order and no question."""
_QUESTION_ONLY = re.compile(
    r"(?:되나요|돼요|되나|될까요|가능(?:한가요|해요|할까요)|몇\s?시|언제|어떻게|얼마나|며칠|어디서)\s?\??$|\b(?:when|how|hours|what time|how long|can (?:i|my|someone|somebody|another|he|she|we)|do you|is there)\b.*\?"
)


_ADDS = re.compile(r"\b(?:add|more|another|extra|also|too|as well|plus)\b")


def _sets(request: Request, said: str, session: Session) -> bool:
    """Two of the cheaper one, actually: so many there are to be of what lies in the cart."""
    held = session.cart.quantity(request.references[0]) if len(request.references) == 1 else 0
    corrects = said.isascii() and _CORRECTS.search(said) and not _ADDS.search(said)
    return bool(held and request.quantity and corrects)


_RANKED_ONES = re.compile(
    r"\b(?:cheap|pric|dear|light|heavi|bigg|small|larg)\w*(?:er|est) ones\b|\bexpensive ones\b"
)
"""The cheaper ones, please: those are to be shown."""
_KEEPS_IN_MIND = re.compile(
    r"\W*(?:(?:ok(?:ay)?|yes|and|please|pls|can you|could you)\W+)*(?:remember|memori[sz]e|note|keep in mind|save) (?:that|this|it)\b|[가-힣\s]{0,12}(?:기억|저장)\s?(?:해|하)"
)
"""remember that please: what was told is meant, and no goods."""
OF_THOSE = re.compile(
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
    if request.orders and not request.orders[0].quantity:
        return request  # What goes in for what was put in is no thinking aloud: I think L would be better.
    if (only_thinks(heard.low) and not _asked_which(session)) or _KEEPS_IN_MIND.match(heard.low):
        return None
    if request.orders:
        return request
    if len(request.references) == 1 and request.quantity == heard_count(heard.low) is not None:
        request = replace(request, quantity=counted_of(request.references[0], heard.low, vocabulary))
    if len(request.references) > 1 and (of := OF_THOSE.search(heard.low)):
        priced = {sku: price_of(shown.get(sku), sku) for sku in request.references}
        known = {sku: price for sku, price in priced.items() if price is not None}
        if known:
            choose = min if of["less"] or of["less_ko"] else max
            request = replace(request, references=(choose(known, key=lambda sku: known[sku]),))
    if _sets(request, base.text.lower(), session):
        return replace(request, intent="cart_change")
    wanted = [one for one in heard.conditions if one.hard]
    made = [one for one in wanted if one.facet == "brand"]
    if made and heard.pointed.how == "all" and request.references == heard.pointed.skus:
        # The Dior and the Gucci, one of each: not of every maker's.
        own = (sku for sku in request.references if sku in shown)
        named = tuple(sku for sku in own if has_options(shown[sku], sku, made, vocabulary))
        request = replace(request, references=named) if named else request
    skus = (
        as_said(sku, shown[sku], wanted, heard, vocabulary) if sku in shown else sku
        for sku in request.references
    )
    return replace(request, references=tuple(skus))


def _ranks_ones(heard: Heard) -> bool:
    return heard.pointed.how == "rank" and bool(_RANKED_ONES.search(heard.low))


def _tells_features(heard: Heard, shown: Mapping[str, Product]) -> bool:
    """2 tier please: what is counted is what goods have, and not goods."""
    said = [word.text for word in heard.words]
    return heard.pointed.how == "name" and any(is_a_feature(sku, said, shown) for sku in heard.pointed.skus)


_ONE_TOLD_OF = re.compile(r"\bones? (?:i|that|which|you|we)\b")
"""One I can use in the shower tells what is looked for."""


def _cart(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    if heard.guessed and _ONE_TOLD_OF.search(heard.low):
        return None
    cues = heard.cues
    lines = [line.sku for line in session.cart.lines]
    if "cart_change" in cues and of_empty_cart(heard.low, session):
        return replace(base, intent="cart_show")
    if not lines and cues & _OF_LINES and session.shown and not WHOLE_CART.search(heard.low):
        cues = cues - _OF_LINES
    if (
        heard.guessed
        and heard.act == "cart_add"
        and (
            _ASKS_WHICH.search(heard.low)
            or LOOKS.search(heard.low)
            or not _all_said(heard, shown)
            or _tells_features(heard, shown)
        )
    ):
        cues = cues - {"cart_add"}
    if heard.guessed and (CHEAP_FIRST.search(heard.low) or _ranks_ones(heard)):
        cues = cues - {"cart_add"}
    if {"question", "policy"} <= cues and not PUTS_IN.search(heard.low):
        cues = cues - {"cart_add"}
    if "drop" in cues or ("order_status" in cues and "cart_add" not in cues):
        return None
    if not lines and "cart_clear" in heard.cues and "more" not in cues and not turns_down(heard.low):
        return replace(base, intent="cart_show")
    if split := of_options(heard, session, vocabulary, shown):
        return replace(base, intent="cart_add", references=tuple(one.sku for one in split), orders=split)
    if session.shown and not heard.is_question and splits(heard.low, vocabulary):
        return replace(base, intent="cart_add")
    but, kept = EXCEPT.search(heard.low), spared(heard, session, vocabulary, shown, lines)
    if but and kept and cues & _OF_LINES and "cart_add" not in cues:
        return _all_but(kept, but[0], base, lines)
    if gone := ditched(heard, session, vocabulary, shown):
        return replace(base, intent="cart_change", references=(gone,), quantity=0)
    if puts_off(heard.low) and not heard.is_question:
        return replace(base, intent="thanks", answer="no")
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
    if lines and session.topic == "cart" and _TOGETHER.fullmatch(heard.low):
        return replace(base, intent="cart_show")
    if session.topic == "cart" and (_HOW_MUCH.fullmatch(heard.low) or (sums and _OVER.search(heard.low))):
        return replace(base, intent="cart_show")
    if (one := ordered_by_name(heard, session, vocabulary, shown)) is not None:
        if (
            session.cart.quantity(one.sku)
            and _CORRECTS.search(base.text.lower())
            and not MORE.search(heard.low)
        ):
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
        and (each := EACH.search(heard.low))
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
        repeated := again(heard, base, session, vocabulary, shown)
    ):
        return repeated
    if "cart_clear" in cues or (but and ("cart_change" in cues or kept)):
        return _all_but(kept, but[0] if but else "", base, lines)
    if (
        "cart_change" in cues
        and ("cart_add" not in cues or LESS.search(heard.low))
        and not heard.health.avoid
    ):
        return change(heard, base, session, vocabulary, shown, lines)
    if "cart_add" in cues:
        return added(heard, base, session, vocabulary, shown)
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


def _all_but(kept: tuple[str, ...], said: str, base: Request, lines: list[str]) -> Request:
    """Every line goes out but those kept; where it was not made out which those are, none does."""
    if said and not kept and len(lines) > 1:
        return replace(base, intent="cart_change", query=said, quantity=0)
    others = tuple(sku for sku in lines if sku not in kept)
    return replace(base, intent="cart_change", references=others, quantity=0)


_PICKS_UP = re.compile(
    r"픽업|예약|찾으러|찾아|수령|가지러|결제|계산|check ?out|\bpay|\b(?:reserve|hold|pick|collect|pay)\b"
)
"""하나 주문할게 with an empty cart puts in what was spoken of; these ask for more than that."""
_CORRECTS = re.compile(
    r"\b(?:actually|after all|i mean(?:t)?|sorry|rather)\b|(?<![가-힣])(?:아니|아차|앗|참)(?![가-힣])"
)
"""Two water bottles, actually: of what lies in the cart there are to be so many."""
_OVER = re.compile(
    r"(?:안\s?)?넘(?:어|나|죠|을까)\S*\W*$|\bam i (?:over|under|ok|still|within)\b|\bover (?:my )?budget\b"
)
"""Whether the cart is within a sum."""
_TOGETHER = re.compile(
    r"\W*(?:(?:and|so|ok(?:ay)?|then)\W+)*how much (?:do|does|are|is|would|will) (?:they|it|these|those|both|everything|all of (?:them|it)|that)(?: all| both)?(?: cost| come to| be)? (?:together|altogether|all together|in total)\W*"
    r"|\W*(?:(?:and|so|ok(?:ay)?|then)\W+)*what(?:'?s| is| do i have| have i got) in (?:there|it)(?: now| so far| already)*\W*"
)
_HOW_MUCH = re.compile(
    r"(?:\W*(?:and|ok(?:ay)?|so|then|right|alright))*\W*how much(?: (?:is|does) (?:it|that|everything)(?: come to| make)?)?(?: now| then| so far)\W*"
    r"|(?:\W*(?:and|ok(?:ay)?|so|then|right|alright))+\W*how much(?: (?:is|does|would) (?:it|that)(?: be| cost| come to)?)?\W*|\W*how much\W*"
    r"|(?:(?:그럼|그래서|오케이|그러면|자|이제|지금|다|전부)\s*)*얼마(?:이?예요|에요|요|죠|야|임|지|인가요)?(?:\s?(?:이제|지금))?\W*"
)


def _swapped(heard: Heard, said: str, session: Session) -> tuple[Order, ...]:
    """no, the other one; oops, I meant the second: what was just put in goes out for it; () when that is not
    meant."""
    put_in, wanted = session.focus[:1], heard.pointed.skus[:1]
    meant = MEANT.search(said.lower()) and not TOO.search(heard.low) and not heard.words
    meant = meant and not EXCHANGED.search(heard.low)  # The third goes out there, whatever went in last.
    taken_back = meant or (NO.match(heard.low) and heard.pointed.how == "ordinal")
    if session.topic != "cart" or heard.pointed.how not in ("ordinal", "value", "name") or not taken_back:
        return ()
    held = session.cart.quantity(put_in[0]) if put_in else 0
    if not held or not wanted or wanted == put_in:
        return ()
    return Order(put_in[0], quantity=0), Order(wanted[0], quantity=heard.quantity or held)


def _asked_which(session: Session) -> bool:
    """True when we asked which of the products shown to put in."""
    return session.pending is not None and session.pending.kind == "add"


def _chosen(heard: Heard, session: Session) -> tuple[str, ...]:
    """Which product to put in, said after we asked; () when nothing was asked or something else is meant."""
    if session.pending is None or session.pending.kind != "add" or "question" in heard.cues:
        return ()
    if "cart_change" in heard.cues and "cart_add" not in heard.cues and _leaves_the_choice(heard, session):
        return ()
    if heard.pointed.how == "name" and not set(heard.pointed.skus) & set(session.last_shown):
        return ()
    return (
        heard.pointed.skus if heard.pointed.how in ("sku", "ordinal", "rank", "value", "name", "all") else ()
    )


def _leaves_the_choice(heard: Heard, session: Session) -> bool:
    """Whether what we asked is left alone: drop the football; 화장지는 두 개로 늘려 줘, of what lies in the cart."""
    held = any(session.cart.quantity(sku) for sku in heard.pointed.skus)
    return held or bool(OUT.search(heard.low))


def _all_said(heard: Heard, shown: Mapping[str, Product]) -> bool:
    """True when the sentence says nothing beside what it points at: a guess needs that much."""
    if heard.pointed.how == "name" and heard.pointed.skus[0] in shown:
        return all(bears(shown[heard.pointed.skus[0]], key) for key in heard.keys)
    if heard.pointed.how in ("ordinal", "rank", "value") and heard.quantity is None and heard.sure < _ENOUGH:
        return False
    return not heard.words or bool(heard.pointed.skus)
