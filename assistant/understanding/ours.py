"""Questions about the shop's own matters, however they are asked: policy requests and what they lean on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.dialogue import Request, Session
from assistant.domain.product import Product
from assistant.lexicon import has_hangul
from assistant.lexicon.edible import EDIBLE
from assistant.understanding.acting import slot_of
from assistant.understanding.aims import aimed
from assistant.understanding.asks import store_topics_in
from assistant.understanding.followup import wants_cheaper
from assistant.understanding.hear import Heard, fallback
from assistant.understanding.intent import Cue
from assistant.understanding.matters import DISCOUNT, Asked, asked, names_more, own_words
from assistant.understanding.mentions import mentions
from assistant.understanding.named import bearing, named
from assistant.understanding.names import bears, known_skus
from assistant.understanding.query import keys_left, query_of
from assistant.understanding.reading import Reading
from assistant.understanding.record import tells_of
from assistant.understanding.returning import GONE_BACK
from assistant.understanding.safety import is_out_of_scope
from assistant.understanding.subject import subject
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import NONE, Vocabulary

_SURE, _KIND = 0.6, 0.22
"""How likely any matter of the shop's must be to be answered on that alone, and how likely the first of them
and its kin: a sentence of unknown words is as likely to be one thing as another."""
_SURE_AGAIN, _KIND_AGAIN = 0.5, 0.12
"""The same where a word of a policy is said, or right after another matter."""
_VERY = 0.5
"""From here on a matter goes before another trade's question and before a service of the shop's."""
_CERTAIN = 0.65
"""And from here on before what else its words do: an order asked after, a cart changed, a pickup wanted."""
_TOLD = 0.35
"""So likely must it be where goods are named and nothing is asked."""
_GOODS_SURE = 0.4
_OTHER: frozenset[Cue] = frozenset({"forget_me", "profile_show", "handoff", "cart_show", "compare", "drop"})
_DOING: frozenset[Cue] = frozenset({"cart_add", "cart_change", "cart_clear", "reserve", "order_status"})
_SERVICED = frozenset({"warranty", "delivery.assembly", "payment", "age"})
"""Matters that a service of the shop's (a repair, a fitting) goes before."""
SIZING = "sizing"
_TALL = re.compile(r"\bcm\b|\btall\b|\bheight\b|센치|센티|(?<![가-힣])키(?:가|는|에|도)?\s")
"""A height: without one, the sizes of a product are asked for."""
_AS_LIKELY = 1.1
"""With a product in focus and no word of a policy, so many times likelier than a question about it must a
matter be."""
_FEW, _SHORT = 3, 4
"""A product is named when its words leave no more than these."""
_CATEGORIES = 3
_STORE = "store 지점"
"""A store named is any store to a policy."""


_TO_SEE = re.compile(r"\b(?:show (?:me|us)|(?:can|could|may|might) (?:i|we) (?:please )?see)\b")


_WITH_POWER = re.compile(r"\bcharge (?:it|this|that|them|these|those)\b(?! (?:to|on) )")
"""How do you charge it? asks of what was shown, and of no fee."""


_FOR_IT = re.compile(
    r"^(?:and |also |what about |how about )?(?:an?|some|any) [a-z ]{3,30} for (?:it|this|that|them)\W*$"
)
"""And a screen protector for it: goods, whatever a policy is called."""


def about_the_shop(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """policy, for a sentence that is likelier about a matter of the shop's than about anything else; None
    otherwise."""
    if heard.cues & _OTHER or heard.changes or heard.health.avoid:
        return None
    if GONE_BACK.match(heard.low) or (
        heard.rejected and session.query and not heard.words and not heard.is_question
    ):
        return None
    if _FOR_IT.search(heard.low) and session.focus and any(map(vocabulary.is_goods, heard.nouns)):
        return None
    if session.focus and _WITH_POWER.search(heard.low):
        return None
    if "policy" not in heard.cues and _in_an_option(heard, session):
        return None
    if "policy" not in heard.cues and heard.likely == "narrow" and wants_cheaper(heard.low) and session.shown:
        return None
    if (
        "policy" not in heard.cues
        and heard.likely == "find"
        and any(map(vocabulary.is_goods, heard.nouns))
        and _TO_SEE.search(heard.low)
    ):
        return None
    about = _asked(heard, vocabulary)
    if about is None:
        return None
    sku = _product_named(heard, session, vocabulary, shown)
    bare = _without_name(heard.low, sku, shown)
    beside = asked(bare, slot_of(vocabulary)) if bare else None
    if beside and beside.kind > max(about.kind, _VERY):
        about = beside
    if names_more(bare or heard.low) or _only_food(heard, vocabulary):
        return None
    if _goes_on(heard, session, about):
        return None
    if session.focus and "policy" not in heard.cues and about.kind < about.about * _AS_LIKELY:
        return None
    again = session.topic == "policy" or "policy" in heard.cues
    if about.sure < (_SURE_AGAIN if again else _SURE) or about.kind < (_KIND_AGAIN if again else _KIND):
        return None
    if about.kind < _CERTAIN and heard.cues & _DOING:
        return None
    if about.kind < _VERY and _belongs_elsewhere(heard, vocabulary):
        return None
    if about.kind < _CERTAIN and not again and aimed(heard, base, session, vocabulary):
        return None
    if about.kind < _TOLD and not again and not heard.is_question and _wishes(heard, vocabulary):
        return None
    if about.first in _SERVICED and vocabulary.shop.service_in(heard.low):
        return None
    found = policy(heard, base, session, vocabulary, shown, about)
    if about.first == SIZING and (not found.policy_ids or not _TALL.search(heard.low)):
        return None
    if not found.policy_ids and sells(heard, vocabulary):
        return None
    if about.first == DISCOUNT and not found.policy_ids:
        return replace(base, intent="out_of_scope", asks=(DISCOUNT,))
    return found


def _in_an_option(heard: Heard, session: Session) -> bool:
    """do you have them in large: a colour or size of what was shown, and no matter of the shop's."""
    told = any(one.hard and one.facet in ("color", "size") for one in heard.conditions)
    return told and not heard.words and bool(heard.pointed.skus or session.focus)


def _only_food(heard: Heard, vocabulary: Vocabulary) -> bool:
    """beer, 맥주: food or drink named and nothing else said is looked for, whatever rule there is for it."""
    return len(heard.low.split()) == 1 and any(
        vocabulary.is_goods(noun) and any(one.domain in EDIBLE for one in vocabulary.lexicon.of(noun))
        for noun in heard.nouns
    )


_WORD = re.compile(r"[a-z\d'’-]+|[가-힣]+")
_NAME = re.compile(r"(?:\b(?:the|that|this|your)\s+)?¤(?:[\s'’s-]*¤)*(?:\s+ones?\b)?")


def _without_name(low: str, sku: str | None, shown: Mapping[str, Product]) -> str:
    """warranty on the dell -> warranty on it: the sentence without this product's name; "" without one."""
    if sku is None or sku not in shown:
        return ""
    held = _WORD.sub(lambda match: "¤" if bears(shown[sku], key_of(match[0])) else match[0], low)
    return " ".join(_NAME.sub("" if has_hangul(low) else "it", held).split()) if "¤" in held else ""


def is_goods(heard: Heard, vocabulary: Vocabulary) -> bool:
    """True when a sentence with a policy's word in it looks for goods called by it: a card holder."""
    if _DONE_TO.search(heard.low):
        return False
    about = _asked(heard, vocabulary)
    return names_more(heard.low) or (about is not None and about.goods > max(_GOODS_SURE, 2 * about.kind))


_DONE_TO = re.compile(
    r"\b(?:be|get) (?:returned|exchanged|refunded|delivered|shipped|sent back|swapped|repaired)\b"
    r"|(?:반품|환불|교환)(?:이|은|도)?\s?(?:되|돼|가능|할\s?수)"
)
"""What the shop does with goods, named though they are."""
_LASTS = re.compile(r"걸려|걸리|몇\s?분|\bhow long\b|\bminutes\b")
_SENT = re.compile(r"배송|배달|택배|\b(?:deliver\w*|ship\w*)\b")


def _goes_on(heard: Heard, session: Session, about: Asked) -> bool:
    """A shorter sentence after a store or a service: its address, how long it takes, if it is done there."""
    kind = session.topic.partition(":")[0]
    if kind == "store" and len(heard.low.split()) < _SHORT and store_topics_in(heard.low):
        return True
    if kind != "service" or _SENT.search(heard.low):
        return False
    return bool(_LASTS.search(heard.low)) or bool(heard.stores and about.kind < _CERTAIN)


def _asked(heard: Heard, vocabulary: Vocabulary) -> Asked | None:
    return asked(heard.low, slot_of(vocabulary))


def _belongs_elsewhere(heard: Heard, vocabulary: Vocabulary) -> bool:
    """Goods to be had somewhere or cheapest, a service of the shop's, or a question of another trade."""
    named = _names_goods(heard, vocabulary)
    if named and (heard.stores or heard.sort is not None):
        return True
    return bool(vocabulary.shop.service_in(heard.low)) or is_out_of_scope(heard.low, named)


def _wishes(heard: Heard, vocabulary: Vocabulary) -> bool:
    """고어텍스면 좋겠는데: goods, or what goods are made of or called, are named."""
    return bool(heard.conditions or heard.nouns) or any(vocabulary.products_for(key) for key in heard.keys)


_SELLS = re.compile(
    r"\b(?:do|can) (?:you|i|we|u) (?:guys )?(?:sell|have|carry|stock|get|buy)\b|\bgot any\b|\blooking for\b"
    r"|팔아|파나|파세요|팔고|살\s?수\s?있|보여|찾"
)


def sells(heard: Heard, vocabulary: Vocabulary) -> bool:
    """do you sell gift cards: goods asked for, called by a policy's words."""
    named = _names_goods(heard, vocabulary) or any(map(vocabulary.heads.get, heard.keys))
    return named and _SELLS.search(heard.low) is not None


def _names_goods(heard: Heard, vocabulary: Vocabulary) -> bool:
    return any(vocabulary.is_goods(noun) for noun in heard.nouns)


def policy(
    heard: Heard,
    base: Request,
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
    about: Asked | None = None,
) -> Request:
    """The policy request of this sentence: the policies that speak of its matter, the product it points at,
    or the words that name one. asks: the matter."""
    about = about or _asked(heard, vocabulary)
    things = [word for word in heard.words if word.text.lower() not in own_words()]
    if session.focus and not any(vocabulary.products_for(key_of(word.text)) for word in things):
        things = []
    keys = [key for key in heard.keys if any(key in word.text.lower() for word in things)]
    references = heard.pointed.skus[:1] if heard.pointed.how else ()
    if heard.pointed.how in ("", "pronoun") and (sku := _product_named(heard, session, vocabulary, shown)):
        references = (sku,)
    relevant = vocabulary.relevant(keys) if keys else NONE
    query = query_of(things, heard.reading) if things and not references else ""
    part = () if references else _having(heard.keys, session, vocabulary, shown)
    leans_on = references or part or (() if heard.nouns or keys else fallback(heard, session)[:1])
    goods = _of_products(leans_on, shown) if leans_on else _of_words(heard, vocabulary)
    asked_in = f"{heard.low} {_STORE}" if heard.stores else heard.low
    sure = about is not None and about.kind >= _CERTAIN
    ids = vocabulary.shop.guide.answering(asked_in, about.told if about else (), goods, sure)
    return replace(
        base,
        intent="policy",
        policy_ids=ids,
        references=references,
        query=query if query and (not ids or 0 < len(relevant) <= _FEW) else "",
        asks=(about.first,) if about else (),
    )


def _having(
    keys: Sequence[str], session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[str, ...]:
    """the frame, 배터리: what is no goods alone is a part of the newest product that tells of it."""
    parts = [key for key in keys if not vocabulary.is_goods(key)]
    if len(parts) < len(keys):
        return ()
    seen = [sku for sku in (*session.focus, *known_skus(session)) if sku in shown]
    told = (sku for sku in seen for key in parts if tells_of(shown[sku], [key], vocabulary.lexicon))
    return next(((sku,) for sku in told), ())


def _product_named(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> str | None:
    """The product the question names: warranty on the huawei, can the brown leather one be returned."""
    if sku := subject(heard.low, session, vocabulary):
        return sku
    reading = Reading(heard.low)
    left = [key for key in keys_left(reading, vocabulary) if key not in own_words()]
    borne = [key for key in left if bearing(key, vocabulary)]
    if keys := [key for key in borne if not vocabulary.is_goods(key)]:
        seen = named(
            keys,
            session,
            vocabulary,
            [*session.focus, *known_skus(session)],
            partly=len(keys) > 1,
            shown=shown,
        )
        return seen or named(keys, session, vocabulary, shown=shown)
    spoken = dict.fromkeys((*session.spoken, *(line.sku for line in session.cart.lines)))
    numbers = {sku: vocabulary.number_of(sku) for sku in spoken}
    meant = [
        sku for sku in spoken if borne and all(numbers[sku] in bearing(key, vocabulary) for key in borne)
    ]
    return meant[0] if len(meant) == 1 else _sounding_so(left, heard, session, vocabulary, shown)


def _sounding_so(
    keys: Sequence[str],
    heard: Heard,
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
) -> str | None:
    """The product shown whose written name the words spell out in Korean: 코코 누아르, of Coco Noir."""
    unknown = [key for key in keys if not bearing(key, vocabulary) and not vocabulary.is_goods(key)]
    if not unknown or not has_hangul(heard.low):
        return None
    found = [one for one in mentions(heard.low, session, vocabulary, shown) if one.how == "name"]
    if len(found) != 1 or found[0].vague or found[0].refused:
        return None
    return found[0].sku if any(key_of(word) in unknown for word in found[0].words) else None


def _of_products(skus: tuple[str, ...], shown: Mapping[str, Product]) -> str:
    products = [shown[sku] for sku in skus if sku in shown]
    return " ".join(text for one in products for text in (*one.category.both(), *one.title.both()))


def _of_words(heard: Heard, vocabulary: Vocabulary) -> str:
    """The goods named and the categories they fall into most."""
    kinds = [one for one in dict.fromkeys((*heard.nouns, *heard.keys)) if vocabulary.is_goods(one)]
    relevant = vocabulary.relevant(kinds) if kinds else NONE
    held = vocabulary.facets.get("category", {})
    most = (
        sorted(held, key=lambda name: (-len(held[name] & relevant), name))[:_CATEGORIES] if relevant else []
    )
    known = [one for one in heard.keys if vocabulary.products_for(one)]
    return " ".join((*dict.fromkeys((*kinds, *known)), *(name for name in most if held[name] & relevant)))
