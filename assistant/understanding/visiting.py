# ruff: noqa: E501 - patterns are data: one line each reads best
"""Orders, policies, services, stores and what is on their shelves."""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.domain.dialogue import Request, Session
from assistant.domain.product import Product
from assistant.understanding import ours
from assistant.understanding.asks import SHOWS_ITSELF, beside_topics, store_topics_in, topics_in
from assistant.understanding.hear import Heard, fallback
from assistant.understanding.intent import Cue
from assistant.understanding.names import by_name
from assistant.understanding.overlap import Match, words_of
from assistant.understanding.reading import Run
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

SURE, LIKELY = 0.5, 0.3
"""Share of an utterance's weight a policy must explain: alone, and together with a policy word."""
_BOUGHT = re.compile(
    r"(?:샀|구매했|주문했|산\s?지|사\s?간)(?:는데|어요|다가|거든|던|더니)|\bi(?:'ve| have)? (?:just )?(?:bought|purchased|ordered)\b|^(?:just )?(?:bought|purchased|ordered)\b"
)
"""Of goods already bought one asks what the shop does about them."""
_ANY_STORE = re.compile(
    r"(?:어느|어떤|무슨|몇|다른)\s?(?:매장|지점|점포|점|곳)|(?:있는|파는|살\s?수\s?있는)\s?(?:매장|지점|곳)|(?:which|what|any|other) (?:\w+ )?(?:stores?|branch(?:es)?|locations?|shops?)|where can i (?:buy|get|pick)|어디서\s?(?:살|사|팔)"
)
_HAVE = re.compile(
    r"있(?:어|나|을|는지|죠|습|니)|팔(?:아|죠|나|고)|파(?:나|는)|구할|살\s?수|남(?:았|아|은)|재고|없(?:어|나|을)|\b(?:have|has|carry|sell|stock|available|is there|are there|get|got|left)\b"
)
_SHOW = re.compile(
    r"보여|추천|찾아|골라|살만한|살\s?만한|show|recommend|suggest|find me|finding|looking for|list"
)
_ASK_SERVICES = re.compile(
    r"(?:무슨|어떤)\s?서비스|서비스(?:는|가|도)?\s?(?:뭐|어떤|무엇|있|알려|목록|종류|이용)|what services|which services|services (?:do|does|are|you|at|available)|in-store services|편의\s?시설"
)
_STORE_ONLY = re.compile(
    r"매장|지점|점포|가게|\bstores?\b|\bbranch|\blocations?\b|영업|주차|몇\s?시|문\s?(?:열|닫)|휴무|parking|opening|hours|what time|directions|오시는|찾아가|\bopen\b|\bclos(?:e|es|ed|ing)\b"
)
_GOODS_REQUEST = re.compile(r"보여\s?줘|보여\s?주|추천|찾아\s?줘|show me|recommend|looking for")
_IF = re.compile(r"\bif (?:they|it|this|that|i|the \w+) .*$")
_CARE = re.compile(
    r"수리|정비|고치|고쳐|고칠|점검|교체|예약|맡기|\b(?:repair|fix|tune|service|check|replace|book|appointment)"
)
_BUYING = re.compile(
    r"살\s?(?:수|만)|사고|구매|팔|파(?:나|는)|타기\s?좋|\b(?:buy|sells?|carry|carries|stock|purchase)\b"
)


_PLACE_OR_PRICE = re.compile(
    r"걸려|걸리|몇\s?분|how long|minutes|얼마|가격|비용|요금|어디|어느|매장|지점|언제|몇\s?시|예약|거기|\b(?:how much|price|cost|fee|where|which|store|location|when|what time|hours|book|appointment|do you do (?:it|that))"
)
_WHERE = re.compile(
    r"어디|위치|주소|\b(?:where|address|directions)|몇\s?시|언제|주차|전화|번호|\b(?:hours|parking|phone|open|close)"
)
_BOOKING = re.compile(
    r"예약|접수|진료|자리|비어|가능|되나|돼|\b(?:book\w*|appointments?|slots?|free|available)\b"
)
_STORE_FACT = frozenset({"hours", "parking", "phone", "floors", "services"})
_OTHER_MATTERS: frozenset[Cue] = frozenset({"policy", "order_status", "compare", "more", "reserve"})


def shop(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """order_status, service_book, policy, stock_check, store_find; None for another matter."""
    if "drop" in heard.cues:
        return None
    base = replace(base, store_ids=heard.stores)
    if same := _same_matter(heard, base, session, vocabulary):
        return same
    policies = vocabulary.shop.policies_in(_IF.sub(" ", heard.low) if "policy" in heard.cues else heard.low)
    share = policies[0].share if policies else 0.0
    asks_for_goods = bool(_GOODS_REQUEST.search(heard.low)) and bool(heard.nouns)
    if "order_status" in heard.cues and not (
        share >= SURE and "policy" in heard.cues and "내 " not in heard.low
    ):
        return replace(base, intent="order_status")
    if _ASK_SERVICES.search(heard.low):
        return replace(base, intent="service_book", asks=("services",))
    of_shown = heard.likely == "ask" and heard.pointed.how in ("pronoun", "ordinal", "rank", "sku")
    service = None if of_shown else vocabulary.shop.service_in(heard.low)
    for_goods = service and (asks_for_goods or _other_goods(heard, vocabulary, service))
    if service and not for_goods and not _better_policy(heard, vocabulary, share):
        return replace(base, intent="service_book", service_id=service, asks=_service_asks(heard.low))
    beside = beside_topics(heard.low)
    about_shown = bool(session.shown and topics_in(heard.low)) and not any(
        beside[word.start].strip() for word in heard.words
    )
    best = policies[0] if policies else None
    named = ours.is_goods(heard, vocabulary) and not (best and best.words >= 3 and share >= SURE)
    if not asks_for_goods and not named and _is_policy(heard, best, about_shown):
        found = ours.policy(heard, base, session, vocabulary, shown)
        if found.policy_ids or not ours.sells(heard, vocabulary):
            return found
    return _stock(heard, base, session, shown) or _store(heard, base)


def _same_matter(heard: Heard, base: Request, session: Session, vocabulary: Vocabulary) -> Request | None:
    """용산점은요? after a stock question asks for stock there, which stores do that? after a service for that
    service. Goods named begin another matter."""
    low, (kind, _, which) = heard.low, session.topic.partition(":")
    beside = beside_topics(low, store=True)
    goods = [key_of(word.text) for word in heard.words if beside[word.start].strip()]
    if any(map(vocabulary.is_goods, set(goods) & set(heard.nouns))) or heard.cues & _OTHER_MATTERS:
        return None
    stores = heard.stores or vocabulary.shop.stores_in(re.sub(r"(?:은|는|도|이)?\s?요?\W*$", "", low))
    opening = "hours" in (topics := store_topics_in(low)) and not _BOOKING.search(low)
    there = stores or ((which,) if kind == "store" and which else ())
    if there and opening and kind in ("service", "store"):
        return replace(base, intent="store_find", store_ids=there, asks=topics)
    if kind == "service" and (stores or _PLACE_OR_PRICE.search(low)) and not vocabulary.shop.service_in(low):
        asks = _service_asks(low)
        return replace(base, intent="service_book", service_id=which, store_ids=stores, asks=asks)
    base = replace(base, store_ids=stores)
    if stores and set(topics) & _STORE_FACT:
        return replace(base, intent="store_find", asks=topics)
    if "nearest" in topics and not heard.pointed.skus:
        return _store(heard, base) or replace(base, intent="store_find", asks=("nearest",))
    counts = kind == "stock" or re.search(r"몇|남|재고|how many|left|stock", low)
    if stores and session.focus and counts and not heard.pointed.skus:
        return replace(base, intent="stock_check", references=session.focus[:1], asks=("stock",))
    if kind == "store" and (stores or (which and _WHERE.search(low) and not session.focus)):
        return replace(base, intent="store_find", store_ids=stores or (which,), asks=topics)
    return None


def _is_policy(heard: Heard, best: Match | None, about_shown: bool) -> bool:
    share = best.share if best else 0.0
    if best and share >= LIKELY / 2 and (_BOUGHT.search(heard.low) or heard.likely == "policy"):
        return True
    if "policy" in heard.cues:
        return heard.is_question or share >= LIKELY or not heard.nouns
    about_store = bool(heard.stores) or "store" in heard.cues
    told = any(one.hard for one in heard.conditions)
    if best is None or told or about_shown or heard.pointed.skus or about_store or not heard.is_question:
        return False
    return share >= SURE and best.words >= 3


def _other_goods(heard: Heard, vocabulary: Vocabulary, service: str) -> bool:
    """True when goods are named that the service has nothing to do with: a helmet is no bicycle repair."""
    named = vocabulary.shop.named_by_service(service, heard.low)
    if named and all(vocabulary.is_goods(word) for word in named) and not _CARE.search(heard.low):
        return True
    if not _BUYING.search(heard.low):
        return False
    names = set(vocabulary.shop.service_names[service])
    return any(vocabulary.is_goods(noun) and not names & set(words_of(noun)) for noun in heard.nouns)


def _better_policy(heard: Heard, vocabulary: Vocabulary, share: float) -> bool:
    services = vocabulary.shop.services.best(heard.low)
    return bool("policy" in heard.cues or heard.likely == "policy") and share > (
        services[0].share if services else 0.0
    )


def _service_asks(low: str) -> tuple[str, ...]:
    asks = []
    if re.search(r"얼마|가격|비용|요금|how much|price|cost|fee", low):
        asks.append("price")
    if re.search(r"어디|어느|매장|지점|where|which store|location", low):
        asks.append("place")
    if re.search(r"언제|몇\s?시|시간|when|what time|hours|slot", low):
        asks.append("hours")
    return tuple(asks)


def _stock(heard: Heard, base: Request, session: Session, shown: Mapping[str, Product]) -> Request | None:
    """Where a product is, how many are left. Needs a product: pointed at, named, or in focus."""
    cues, low = heard.cues, heard.low
    if not heard.is_question and heard.nouns and any(one.facet == "availability" for one in heard.conditions):
        return None
    of_store = {"hours", "parking", "phone", "floors", "services"} & set(store_topics_in(low))
    if of_store and "aisle" not in cues and not _things(heard):
        return None
    if SHOWS_ITSELF.search(low):
        return None
    if "stock" not in cues and set(topics_in(low)) - {"aisle", "stock", "description", "price"}:
        return None
    at_store = bool(heard.stores) and bool(_HAVE.search(low)) and not _SHOW.search(low)
    if not ({"stock", "aisle"} & cues or at_store) or (_SHOW.search(low) and "stock" not in cues):
        return None
    named = by_name(session, shown, heard.keys) if heard.keys else ()
    references = named or (heard.pointed.skus if heard.pointed.how not in ("", "name") else ())
    asked = beside_topics(low)
    things = [word for word in _things(heard) if asked[word.start].strip()]
    if not references and not things:
        if at_store and not {"stock", "aisle"} & cues and not session.focus:
            return None
        if "aisle" in cues and _STORE_ONLY.search(low) and "stock" not in cues:
            return None
        references = fallback(heard, session)
    if things and not references and not heard.nouns and not at_store:
        return None
    if not references and not things:
        return None
    asks = (
        *(("aisle",) if "aisle" in cues and "stock" not in cues else ("stock",)),
        *(("any_store",) if _ANY_STORE.search(low) else ()),
    )
    # What is sold out is asked after too: it may not narrow what is meant.
    conditions = () if references else [one for one in heard.conditions if one.facet != "availability"]
    return replace(
        base,
        intent="stock_check",
        references=references,
        query="" if references else heard.query,
        asks=asks,
        constraints=(*base.constraints, *conditions),
    )


def _store(heard: Heard, base: Request) -> Request | None:
    topics = store_topics_in(heard.low)
    if "shelf_life" in topics_in(heard.low) and not heard.stores:
        return None
    things = _things(heard)
    goods = bool(set(heard.nouns) & {key_of(word.text) for word in things}) or bool(heard.conditions)
    if goods or (_SHOW.search(heard.low) and things):
        return None
    if heard.stores:
        return replace(base, intent="store_find", asks=topics)
    if "store" not in heard.cues or heard.pointed.how in ("ordinal", "sku", "name"):
        return None
    asked = heard.is_question or {"nearest", "phone", "address"} & set(topics)
    if not _STORE_ONLY.search(heard.low) and not asked:
        return None
    unknown = "nearest" in topics and bool(things)
    return replace(base, intent="store_find", asks=(*topics, "unknown_place") if unknown else topics)


def _things(heard: Heard) -> list[Run]:
    """Content words that are not about the store itself."""
    beside = beside_topics(heard.low, store=True)
    return [word for word in heard.words if beside[word.start].strip()]
