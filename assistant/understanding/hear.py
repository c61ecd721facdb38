# ruff: noqa: E501 - patterns are data: one line each reads best
"""Everything one utterance says, before deciding what it asks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.domain.dialogue import Constraint, ProfileChange, Session, Sort
from assistant.domain.product import Product
from assistant.domain.text import Language
from assistant.understanding.acting import NAMELESS, doing, take_words
from assistant.understanding.acts import Act
from assistant.understanding.allergens import Health, take_health
from assistant.understanding.asks import beside_topics
from assistant.understanding.conditions import take_conditions
from assistant.understanding.constraints import take_facets
from assistant.understanding.counted import take_counted
from assistant.understanding.earlier import AMONG_THE_FIRST, meant
from assistant.understanding.followup import take_comparison
from assistant.understanding.foods import take_foods
from assistant.understanding.intent import Cue, cues_of, pattern_of
from assistant.understanding.measures import is_counted, take_measures
from assistant.understanding.negation import OF_MANNER, names_nothing, refused
from assistant.understanding.prices import take_prices
from assistant.understanding.profile import changes_in
from assistant.understanding.quantities import DOUBLE, find_quantity
from assistant.understanding.query import keys_of, query_of, take_phrases, take_services, words_left
from assistant.understanding.reading import Reading, Run
from assistant.understanding.references import (
    Pointed,
    focused,
    last_list,
    point_exactly,
    point_loosely,
)
from assistant.understanding.roles import roles, take_asides, turned_down
from assistant.understanding.sides import take_sides
from assistant.understanding.sizes import take_sizes
from assistant.understanding.spice import take_spice
from assistant.understanding.swapped_out import is_swapped_out
from assistant.understanding.terms import key_of, strip_particle
from assistant.understanding.valued import has_size
from assistant.understanding.vocabulary import Ids, Vocabulary

_SUCH_A_ONE = re.compile(r"짜리(?:로|만|들로)?(?:만)?(?:요)?[\s.!~]*$")
"""12개짜리로요: what it is to be, without a word of taking it."""
_COUNTING: frozenset[Cue] = frozenset({"cart_add", "cart_change", "reserve"})
_STORE_WORDS = re.compile(
    r"(?:매장|지점|점포|가게)(?:에서|에는|에|은|는|이|가|을|를|의|도|까지|으로|로)?(?=\s|[?.!,]|$)|\b(?:stores?|branch(?:es)?|locations?)\b"
)
_HERE = re.compile(
    r"(?:여기|이|우리|지금\s?있는|이쪽)\s?(?:매장|지점|점포|가게)|\b(?:in|at) this (?:store|branch|shop)\b|\bhere in (?:the )?store\b"
)
_THERE = re.compile(
    r"(?<![가-힣])(?:거기|그\s?(?:매장|지점|점포|점))|(?<!is )(?<!are )\bthere\b|\bthat (?:store|branch|shop)\b"
)
"""The store the talk was about."""
CART_WORDS = re.compile(r"(?:장바구니|카트|바구니)(?:에서|에다가?|에|를|을|로|안에)?|\b(?:to |in |into |from |out of )?(?:my |the )?(?:shopping )?(?:cart|basket|bag)\b|담아\S*|담[고구](?=[\s.!?~]|$)|넣어\S*|추가해?\S*|빼\s?(?:줘|주세요|줄래|버려|고|자)\S*|뺄\S*|뺐\S*|삭제\S*|지워\S*|제거\S*|수량\S*|남겨\S*|남기\S*|바꿔\S*|변경\S*|줄여\S*|늘려\S*|살게\S*|살래\S*|할게\S*|할래\S*|취소\S*|예약\S*|주문\S*|결제\S*|\binstead of (?:\d+|one|two|three|four|five|six)\b|\b(?:add|put|remove|delete|take|throw|drop|reserve|hold|out|off|cancel|keep|leave|just|only|change|update|quantity|i'll|set|make)\b")  # fmt: skip
_SHOWN_BEFORE = re.compile(
    r"(?:아까|방금|전에|이전에|처음에?|먼저)(?:\s?(?:본|보던|보여준|보여주신|말한|나온|추천해준|찾던))?(?![가-힣])|\b(?:that |which )?(?:you|we|i) (?:just )?(?:showed|saw|mentioned|recommended|suggested|had|looked at)(?: me)?(?: before| earlier| first)?\b|\b(?:from )?(?:before|earlier|previously)\b"
)
_THING = re.compile(r"\bsafe|안전|(?:거|것|걸|건|게|꺼)(?:는|은|도|로|만|를|을|가|이)?요?")
_CART_GOODS = re.compile(
    r"(?!my|the|our|shopping|내|제|쇼핑)([가-힣]{2,}|[a-z]{3,})\s((?:쇼핑)?카트|바구니|carts?|baskets?)(?![가-힣])"
)
_SIZED = re.compile(r"\b(?:in|size) (?:a )?\d{2,3}\b|\d{2,3}\s?(?:사이즈|mm)")
_NEW_SIZE = re.compile(r"(?<!\d)\d{2,3}(?:\.5)?(?!\s?(?:\d|원|개|만|%|won|usd|\$))")
_POINT_WORDS = re.compile(r"비교\S*|차이\S*|달라\S*|나아\S*|나을\S*|낫\S*|어울리\S*|어울릴\S*|함께|같이|곁들\S*|대신\S*|대체\S*|비슷한|유사한|재고\S*|남았\S*|품절\S*|몇\s?개|어디\S*|통로\S*|매대\S*|후기\S*|리뷰\S*|평점\S*|\b(?:compare|compared?|difference|between|versus|vs|better|goes?|pairs?|well|match(?:es)?|similar|alternatives?|instead|substitutes?|stock|left|aisle|reviews?|how many|how much)\b")  # fmt: skip


@dataclass(frozen=True)
class Heard:
    """An utterance taken apart. conditions: new constraints, hard and soft; words: content words left;
    nouns: keys of goods named; rejected: keys of goods turned down; act: what it does where the examples tell
    or agree with a rule, or ""; likely: what they take it for, whatever the rules say; guessed:
    `act` stands on the examples alone, `sure` so much;
    meant: the session with the list it speaks of as the newest."""

    low: str
    language: Language
    cues: frozenset[Cue]
    act: Act | str
    likely: Act | str
    guessed: bool
    sure: float
    health: Health
    changes: tuple[ProfileChange, ...]
    conditions: tuple[Constraint, ...]
    foreign_price: bool
    sort: Sort | None
    cheap: bool
    words: tuple[Run, ...]
    keys: tuple[str, ...]
    nouns: tuple[str, ...]
    rejected: tuple[str, ...]
    relevant: Ids
    quantity: int | None
    pointed: Pointed
    stores: tuple[str, ...]
    reading: Reading
    meant: Session

    @property
    def query(self) -> str:
        return query_of(list(self.words), self.reading)

    @property
    def astray(self) -> bool:
        """True when a place is named that no list has: then nothing else is meant either."""
        return self.pointed.how == "ordinal" and not self.pointed.skus

    @property
    def is_question(self) -> bool:
        return "question" in self.cues


def hear(
    reading: Reading,
    language: Language,
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
) -> Heard:
    """Read an utterance from the surest parts to the vaguest; each takes its words."""
    low = reading.low
    cues, act, likely, guessed, sure = doing(low, cues_of(low), session, vocabulary)
    if "cart_show" in cues and _asks_for_carts(low, vocabulary):
        cues = cues - {"cart_show"}
    health = take_health(reading, _speaks_of_allergies(session))
    health = take_foods(reading, health, vocabulary.lexicon)
    if is_swapped_out(low, health, session, shown, vocabulary.lexicon):
        health = Health(diets=frozenset())
    changes = changes_in(reading, vocabulary, health)
    conditions = take_conditions(reading)
    if conditions.ordered and not cues_of(low) & {"compare", "prefer"}:
        cues = cues - {"compare", "prefer"}
    if _SUCH_A_ONE.search(low) and session.shown:
        cues = cues - {"cart_add"}
    prices = take_prices(reading, vocabulary.currency, lambda word: is_counted(word, vocabulary))
    stores = vocabulary.shop.stores_in(low)
    kind, _, which = session.topic.partition(":")
    if not stores and kind == "store" and which and _THERE.search(low):
        stores = (which,)
    if not stores and session.store_id and _HERE.search(low):
        stores = (session.store_id,)
    _take_stores(reading, vocabulary, bool(stores) or "store" in cues)
    if "drop" in cues:
        reading.take_all(pattern_of("drop"))
    pointing = meant(low, session, vocabulary, shown)
    reading.take_all(AMONG_THE_FIRST)
    pointed = point_exactly(reading, pointing, vocabulary, shown)
    sized = _SIZED.search(low) or _resized(low, session, shown)
    if sized:
        cues = cues - {"cart_change"}
    counted = find_quantity(reading) if cues & _COUNTING else None
    if sized and counted and low[counted[1] : counted[2]].isdigit():
        counted = None
    if counted:
        reading.take(counted[1], counted[2])
    if cues & _COUNTING or "cart_show" in cues:
        reading.take_all(DOUBLE)
        reading.take_all(CART_WORDS)
    if cues & {"compare", "prefer", "complement", "substitute", "stock", "aisle"}:
        reading.take_all(_POINT_WORDS)
    if "more" in cues and session.shown:
        reading.take_all(pattern_of("more"))
    if session.shown:
        take_comparison(reading)
    if act not in NAMELESS:
        take_words(reading, act, vocabulary)
    spice = take_spice(reading, vocabulary)
    take_phrases(reading)
    reading.take_all(_SHOWN_BEFORE)
    said = roles(low)
    if session.query:
        take_asides(reading, said, lambda word: bool(vocabulary.terms.get(_stem_of(word, vocabulary))))
    unwanted = turned_down(low, said)
    context = [key_of(word) for word in session.query.split()]
    facets = take_facets(reading, vocabulary, context, unwanted)
    relevant = facets.relevant
    sizes = take_sizes(reading, vocabulary, relevant)
    measures = (
        *take_sides(reading, vocabulary, relevant),
        *take_counted(reading, vocabulary, relevant),
        *take_measures(reading, vocabulary, relevant),
    )
    found = (*prices.constraints, *conditions.constraints, *spice, *facets.constraints(), *sizes, *measures)
    hard = {one.facet for one in found if one.hard}
    new = tuple(dict.fromkeys(one for one in found if one.hard or one.facet not in hard))
    if act in NAMELESS:
        take_words(reading, act, vocabulary)
    take_services(reading)
    words = [word for word in words_left(reading, vocabulary) if not _THING.fullmatch(word.text.lower())]
    if (
        words
        and len(words[0].text) == 1
        and (words[0].text.isalpha() or vocabulary.is_goods(key_of(words[-1].text)))
        and low[:2].isascii()
        and low[:2].endswith(" ")
        and words[0].start == 0
    ):
        words = words[1:]
    refusing = [
        (word, span)
        for word in words
        if not vocabulary.is_goods(key_of(word.text))
        and (span := refused(low, word.start, word.end, word.end) or unwanted.get(word.start))
        and not _is_claim(low[span[1] : span[2]], vocabulary)
    ]
    refusals = [
        word
        for word, (_, start, end) in refusing
        if not names_nothing(low[start:end]) and key_of(word.text) not in OF_MANNER
    ]
    words = [word for word in words if not any(start <= word.start < end for _, (_, start, end) in refusing)]
    keys = keys_of(words)
    if not pointed.how:
        beside = beside_topics(low)
        named = [key_of(word.text) for word in words if beside[word.start].strip()]
        pointed = point_loosely(low, pointing, vocabulary, shown, named, new)
        if facets.maybe and pointed.how in ("", "pronoun", "name"):
            others = [key for key in named if key not in facets.maybe_keys]
            tinted = point_loosely(low, pointing, vocabulary, shown, others, (*new, *facets.maybe))
            pointed = tinted if tinted.how in ("rank", "value") else pointed
    return Heard(
        low=low,
        language=language,
        cues=cues,
        act=act,
        likely=likely,
        guessed=guessed,
        sure=sure,
        health=health,
        changes=changes,
        conditions=new,
        foreign_price=prices.foreign,
        sort=conditions.sort,
        cheap=conditions.cheap,
        words=tuple(words),
        keys=tuple(keys),
        nouns=tuple(facets.nouns),
        rejected=(*facets.rejected, *keys_of(refusals)),
        relevant=relevant,
        quantity=counted[0] if counted else None,
        pointed=pointed,
        stores=stores,
        reading=reading,
        meant=pointing,
    )


def _stem_of(word: str, vocabulary: Vocabulary) -> str:
    return key_of(strip_particle(word, lambda stem: key_of(stem) in vocabulary.terms))


def _is_claim(refusal: str, vocabulary: Vocabulary) -> bool:
    """True for what goods say of themselves, and are found by ("non gmo"), and for one word of the shop's
    ("hands free")."""
    return refusal.startswith("non") or key_of(refusal) in vocabulary.terms


def _speaks_of_allergies(session: Session) -> bool:
    """True when an allergy was told, or we asked for leave to keep one."""
    asked = session.pending is not None and session.pending.kind == "consent_health"
    return asked or any(one.facet == "allergen" for one in session.constraints)


def _asks_for_carts(low: str, vocabulary: Vocabulary) -> bool:
    """접이식 카트, wicker baskets: goods of this shop, not the shopper's cart."""
    return any(
        vocabulary.naming(key_of(match[1])) & vocabulary.naming(key_of(match[2]))
        for match in _CART_GOODS.finditer(low)
    )


def _resized(low: str, session: Session, shown: Mapping[str, Product]) -> bool:
    """make that 280: with nothing in the cart, a number that is a size of what was shown."""
    if session.cart.lines or not (match := _NEW_SIZE.search(low)):
        return False
    return any(has_size(shown[sku], match[0]) for sku in last_list(session) if sku in shown)


def fallback(heard: Heard, session: Session) -> tuple[str, ...]:
    """What is meant when nothing is pointed at: the product in focus; () after a place no list has."""
    return () if heard.astray else focused(session)


def _take_stores(reading: Reading, vocabulary: Vocabulary, about_stores: bool) -> None:
    if not about_stores:
        return
    for word in sorted(vocabulary.shop.store_words, key=len, reverse=True):
        tail = (
            r"(?:점|구|시|동)?(?:에서는|에서도|에서|에는|에도|에|은|는|이|가|을|를|의|도|으로|로|까지|쪽|역)?(?![가-힣])"
            if "가" <= word[0] <= "힣"
            else r"\b"
        )
        head = r"(?<![가-힣])" if "가" <= word[0] <= "힣" else r"\b"
        reading.take_all(re.compile(f"{head}{re.escape(word)}{tail}"))
    reading.take_all(_STORE_WORDS)
