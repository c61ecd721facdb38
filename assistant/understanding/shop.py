# ruff: noqa: E501 - patterns are data: one line each reads best
"""The shop's own places and rules: which store, service or policy an utterance speaks of."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.domain.store import Policy, Service, Store
from assistant.understanding.guide import Guide, compile_guide
from assistant.understanding.overlap import Match, Topics, topics, words_of

_PLACE = re.compile(
    r"[가-힣]{2,}(?:특별시|광역시|시|도|구|군|동|읍|면)|[A-Za-z][A-Za-z'-]+(?:-(?:gu|si|do|dong|gun))?"
)
_KOREAN_ENDING = re.compile(r"(?:특별시|광역시|[시도구군동읍면])$")
_LATIN_ENDING = re.compile(r"-(?:gu|si|do|dong|gun)$")
_NOT_PLACES = frozenset(
    [
        "fictional",
        "store",
        "street",
        "st",
        "road",
        "rd",
        "avenue",
        "ave",
        "the",
        "mart",
        "shop",
        "market",
        "city",
        "gil",
        "daero",
        "ro",
        "usa",
        "korea",
        "north",
        "south",
        "east",
        "west",
    ]
)
_AFTER_PLACE = r"(?:(?<=점)(?:이|가|이야|이에요|인데|인가)|(?:점|구|시|동|역|쪽|지점|매장)(?:이|가|이야|이에요|인데)?)?(?:에서|에도|에는|에|은|는|의|도|으로|로|까지|근처|말고|이랑|랑|과|와|부터|엔|요|이요|이야)?(?:는|도|만)?(?![가-힣])"
_COMPASS = re.compile(r"(?<=.{2})[동서남북]$")
_GENERIC_SERVICE = frozenset(
    [
        "service",
        "services",
        "center",
        "centre",
        "counter",
        "서비스",
        "센터",
        "매장",
        "단골",
        "단골마트",
        "store",
    ]
)
_BOOK = re.compile(
    r"예약|접수|맡기|받고 ?싶|받으려|받을|고 ?싶|하려|가능|되나|돼요|돼\?|해 ?주|해줘|있나|있어|얼마|가격|비용|어디|언제|시간|\bbook|appointment|schedul|reserve|available|can (?:i|you|we)|how much|cost|price|where|do you (?:have|offer|do)|can i get|is there|get (?:my|a)|\bneed"
)
_GOODS = re.compile(
    r"용품|세트|키트|도구|공구|기계|제품|부품|\bkits?\b|\btools?\b|\bsupplies\b|\bparts?\b|\bdryer|드라이|오일|케이스|\bcases?\b|담아|장바구니|\bcart\b|재고|추천|recommend|이하|under"
)


@dataclass(frozen=True, slots=True)
class ShopWords:
    """Compiled names of stores, services and policies. store_words: store ids by a word that tells them
    apart or by a district of theirs."""

    store_words: Mapping[str, tuple[str, ...]]
    services: Topics
    service_names: Mapping[str, tuple[str, ...]]
    guide: Guide

    def stores_in(self, low: str) -> tuple[str, ...]:
        """Ids of the stores whose name or district stands in the lower-cased text, in its order."""
        found: dict[str, int] = {}
        for word, ids in self.store_words.items():
            hangul = "가" <= word[0] <= "힣"
            pattern = rf"(?<![가-힣]){re.escape(word)}{_AFTER_PLACE}" if hangul else rf"\b{re.escape(word)}\b"
            if match := re.search(pattern, low):
                for one in ids:
                    found.setdefault(one, match.start())
        return tuple(sorted(found, key=lambda one: (found[one], one)))

    def service_in(self, low: str) -> str | None:
        """The service an utterance asks for, None when it is about goods or nothing fits well."""
        if _GOODS.search(low):
            return None
        best = self.services.best(low)
        if not best:
            return None
        one, score, share = best[0].text_id, best[0].score, best[0].share
        asked = set(words_of(low, pieces=False)) - _GENERIC_SERVICE
        named = sum(word in self.service_names[one] for word in asked)
        booked = bool(_BOOK.search(low))
        if (
            (named >= 2 and share >= 0.34)
            or (named and booked and share >= 0.34)
            or (score >= 6 and booked and share >= 0.4)
        ):
            return one
        return None

    def named_by_service(self, service_id: str, low: str) -> frozenset[str]:
        """Which words of the utterance stand in the service's own names."""
        return frozenset(words_of(low, pieces=False)) & frozenset(self.service_names[service_id])

    def policies_in(self, low: str) -> tuple[Match, ...]:
        """The policies that fit best."""
        return self.guide.words.best(low)


def compile_shop(
    stores: Sequence[Store], services: Sequence[Service], policies: Sequence[Policy]
) -> ShopWords:
    """Words for `stores_in`, `service_in` and `policies_in`; nothing given, nothing is ever found."""
    service_texts = {
        one.service_id: [
            *((name, 2.0) for name in one.name.both()),
            *((name, 2.0) for option in one.options for name in option.name.both()),
            *((text, 0.6) for text in one.description.both()),
            (one.category, 0.6),
        ]
        for one in services
    }
    names = {
        one.service_id: tuple(
            word
            for text in (*one.name.both(), *(name for option in one.options for name in option.name.both()))
            for word in words_of(text, pieces=False)
        )
        for one in services
    }
    return ShopWords(_store_words(stores), topics(service_texts), names, compile_guide(policies))


def _store_words(stores: Sequence[Store]) -> dict[str, tuple[str, ...]]:
    by_word: dict[str, set[str]] = defaultdict(set)
    for store in stores:
        for name in store.name.both():
            for word in name.lower().split():
                by_word[word].add(store.store_id)
                if word.endswith("점") and len(word) > 2:
                    by_word[word.removesuffix("점")].add(store.store_id)
        for address in store.address.both():
            for place in _PLACE.findall(address):
                for form in _forms(place.lower()):
                    by_word[form].add(store.store_id)
    common = Counter({word: len(ids) for word, ids in by_word.items()})
    return {
        word: tuple(sorted(ids))
        for word, ids in by_word.items()
        if len(word) > 1
        and word not in _NOT_PLACES
        and (common[word] < len(stores) or (len(stores) == 1 and word.endswith("점")))
    }


def _forms(place: str) -> set[str]:
    """용산구 is also 용산, Yongsan-gu also yongsan, 일산동구 also 일산동 and 일산."""
    if place[0].isascii():
        bare = _LATIN_ENDING.sub("", place)
        return (
            {place, bare, bare.removesuffix("dong")} if len(bare.removesuffix("dong")) > 4 else {place, bare}
        )
    bare = _KOREAN_ENDING.sub("", place)
    forms = {place, bare, _COMPASS.sub("", bare)}
    return {form for form in forms if len(form) > 1}
