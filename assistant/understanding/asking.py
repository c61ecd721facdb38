# ruff: noqa: E501 - patterns are data: one line each reads best
"""Questions about shown products: facts, what goes with them, what could stand in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.dialogue import Request, Session
from assistant.domain.product import Product
from assistant.understanding.allergens import keys_named
from assistant.understanding.asks import answered_by, beside_topics, topics_in
from assistant.understanding.followup import (
    merged,
    of_other_goods,
    turns_down,
    wants_cheaper,
)
from assistant.understanding.hear import Heard, fallback
from assistant.understanding.intent import SHOWING
from assistant.understanding.named import named
from assistant.understanding.names import bears, by_name
from assistant.understanding.narrowing import narrows_list
from assistant.understanding.query import query_of
from assistant.understanding.references import is_one_meant
from assistant.understanding.side_by_side import THAN_ANOTHER, compared, each_by_name
from assistant.understanding.subject import subject
from assistant.understanding.terms import key_of
from assistant.understanding.valued import holding
from assistant.understanding.vocabulary import Vocabulary

_WANTED_KIND = re.compile(
    r"뭐가?\s?있(?:어|나|을|는)|어떤\s?(?:거|게|것|종류|제품|상품)\S{0,2}\s?(?:있|좋|파)|종류|(?:되는|한|인|있는|없는|진|된|은|는|운|큰|작은|좋은|용)\s?(?:거|것|걸|제품|상품|게|모델)(?:\s|로|만|도|은|는|이|$)|\bones\b|보여|추천|찾(?!아보니)|show me|recommend|do you have|looking for|find me|any .{1,30} (?:that|with)|got any|have any|is there (?:a|an|any)|are there any|i (?:want|need)"
)
_ABOUT_IT = re.compile(
    r"^(?:is|are|does|do|did|can|could|will|would|has|have|how|what|where|when)\b.{0,24}\b(?:it|this|that|they|these|those|the)\b|\b(?:it|this|that)(?:'s)?\b"
)
_LOOKS = frozenset({"find", "more", "stock"})
_HOW_MANY_IS_IT = re.compile(
    r"몇\s?[가-힣a-z]+?(?:이야|야|예요|이에요|인가요?|인지|죠|이죠|짜리|까지)|how many \w+ (?:is|does|are|do)\b"
)
_WORKS = re.compile(
    r"(?<![가-힣])(?:되나|되나요|돼|돼요|될까|될까요|되죠|돼죠|가능해|가능해요|가능한가요)\W*$|^(?:does|do|can|will|would|could) (?:it|this|that|they|these)\b"
)
"""Whether a thing shown does something: 인덕션 되나, will it fit in a hatchback."""
_COMES_IN = re.compile(
    r"\b(?:comes?|available|made|get (?:it|them)|have (?:it|them)) in\b|[가-힣](?:도|으?로)\s?(?:있|나오|나와)"
)
"""A size or a colour is asked for, and does not only tell which is meant: the blue one."""
_FITS_IT = re.compile(
    r"^(?:\W*(?:and|so|but|ok)\W+)*(?:is|are|does|do|can|will|would|could)\b.{1,40}?\b(?:works?|fits?|compatible|connects?|pairs?) (?:with|to)\b"
)
"""Will it work with an iPhone: of the thing pointed at, and no goods that go with it."""
_USED_WITH = re.compile(
    r"^(?:\W*(?:이|그|저)(?:거|것|건)\S?\s)?\S+(?:\s\S+)?(?:에|에서|한테|이랑|랑|하고|과|와)도?\s(?:같이\s|그냥\s)?(?:쓸|쓰|써|사용|호환|연결|끼|꽂|넣)\S*(?:\s?(?:수|것|거)\s?있\S*|\s?(?:되|돼|가능)\S*)?\s*\?"
)
"""노트북에도 쓸 수 있어요?: whether the one spoken of is used with it."""
_ANY = re.compile(r"\b(?:anything|something|any|ones)\b")
_LOOKING = re.compile(
    r"[있없](?:어|나|니|을까|는|음|냐|습|지|죠|을지|으신)|보여|추천|찾|골라|팔|파나|do you (?:have|sell|carry)|is there|are there|\bany\b|got\b|show|looking|recommend|suggest|find|how about|what about|on sale|what .{1,30}(?:can|would|should|do you)|(?:뭐가|어떤\s?(?:게|거|것이))\s?(?:제일\s|더\s)?(?:좋|괜찮|나을|낫)"
)
_IN_IT = re.compile(
    r"들어\s?(?:있|가|갔)|들었|함유|(?:은|는)(?:요)?\W*$|\bin (?:it|this|that|them)\b|\bcontains?\b|\bhave\b"
)
_DIRECT = frozenset(
    {
        "price",
        "shelf_life",
        "origin",
        "allergen",
        "ingredients",
        "unit_price",
        "review",
        "calories",
        "weight",
        "storage",
        "washing",
        "spicy_level",
        "size",
        "color",
        "waterproof",
        "vegan",
        "gluten_free",
        "halal",
        "vegetarian",
        "organic",
        "material",
        "capacity",
    }
)
_TELL = re.compile(
    r"[은운한큰]가요?|얼마(?:야|예요|에요|인가요|죠|니|임|인지|입니까|지|나|\?|$)|어때|어떄|어떤가|뭐야|뭐예요|뭔가요|알려\s?줘|알려\s?주|궁금|들어\s?(?:있|가)|어디\s?(?:거|산)|되나요|돼|되나|인가요|인가\?|어떻게|\bhow (?:much|long|heavy|big)\b|\bwhat(?:'s| is| are)\b|^(?:is|are|does|do) (?:the|your|this|it)\b|tell me"
)
_IS_IT = re.compile(
    r"(?:이에요|예요|인가요|인가|이야|돼요|돼|되나요|되나|됩니까|맞아요?|맞나요?)\s*\?|^(?:is|are|does|do) (?:it|this|that|they|these|those|the)\b"
)
_WITH = re.compile(
    r"(?:랑|이랑|[과와]|하고|에)\s?(?:잘\s)?(?:같이|함께|어울|맞는|곁들|매치|궁합|필요)|\bwith\b"
)


def in_passing(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """A question with a topic and no wish to look: of the goods named, else of the product in focus."""
    low, topics = heard.low, topics_in(heard.low)
    asking = heard.is_question or low.rstrip().endswith("?")
    if heard.health.avoid or heard.health.diets or heard.sort or heard.stores or "drop" in heard.cues:
        return None
    goods = any(vocabulary.is_goods(noun) for noun in heard.nouns)
    product = fallback(heard, session)
    looks = heard.likely in _LOOKS or bool(SHOWING.search(low))
    labelled = bool(product) and product[0] in shown and shown[product[0]].allergens.status == "declared"
    if labelled and not looks and keys_named(low) and _IN_IT.search(low):
        return replace(base, intent="ask_product", references=product[:1], asks=("allergen",))
    if not asking:
        return None
    if product and not goods and not looks and not heard.conditions and _WORKS.search(low):
        return replace(base, intent="ask_product", references=product[:1], asks=topics)
    if goods and topics == ("gender",) and not _IS_IT.search(low):
        return None
    with_it = _USED_WITH.search(low) and is_one_meant(session, shown, vocabulary)
    if product and with_it and not heard.conditions:
        return replace(base, intent="ask_product", references=product[:1])
    told = goods and bool(_HOW_MANY_IS_IT.search(low))
    limited = goods and any(one.facet == "price" for one in heard.conditions)
    if not told and (not topics or limited or _LOOKING.search(low) or wants_cheaper(low)):
        return None
    if goods:
        kept = tuple(one for one in heard.conditions if told or one.facet not in topics)
        query, constraints = heard.query, (*base.constraints, *kept)
        return replace(base, intent="ask_product", query=query, asks=topics, constraints=constraints)
    beside = beside_topics(low)
    named = any(beside[word.start].strip() for word in heard.words)
    narrows = any(one.hard and one.facet in topics for one in heard.conditions)
    if product and not named and not narrows and session.topic != "policy":
        return replace(base, intent="ask_product", references=product[:1], asks=topics)
    return None


def about_products(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """compare, ask_product, complement, substitute; None when the utterance looks for products."""
    low, cues, pointed = heard.low, heard.cues, heard.pointed
    fresh = bool(heard.nouns) and not by_name(session, shown, heard.keys)
    several = len(pointed.skus) > 1 or (bool(session.shown) and not fresh)
    if ("compare" in cues or ("prefer" in cues and several)) and (
        found := compared(heard, base, session, vocabulary, shown)
    ):
        return found
    if THAN_ANOTHER.search(low) and heard.is_question and (pair := each_by_name(heard, session, vocabulary)):
        return replace(base, intent="compare", references=pair, asks=topics_in(low))
    if question := _question(heard, base, session, vocabulary, shown):
        return question
    strong = pointed.skus if pointed.how in ("sku", "ordinal", "rank", "value", "name", "pronoun") else ()
    wanted = pointed.how == "pronoun" and fresh
    if "complement" in cues and not wanted and (strong or not fresh or _WITH.search(low)):
        references = strong or (() if heard.nouns else fallback(heard, session))
        if references or heard.words:
            return replace(
                base, intent="complement", references=references, query="" if references else heard.query
            )
    if "substitute" in cues:
        references = () if fresh else strong or fallback(heard, session)
        after = re.split(r"대신(?:에)?|instead of [\w ]+?,", low)[-1] if "대신" in low else ""
        query = heard.query if not references else ""
        if references or query:
            rejected = references if turns_down(low) else ()
            worn = [one for one in session.constraints if references and one.facet in ("size", "gender")]
            conditions = (*base.constraints, *merged(worn, heard.conditions))
            if after and heard.nouns and query:
                tail = [word for word in heard.words if word.start >= len(low) - len(after)]
                query = " ".join(heard.reading.text[w.start : w.end] for w in tail) or query
            return replace(
                base,
                intent="substitute",
                references=references,
                query=query,
                rejected=rejected,
                constraints=conditions,
            )
    return None


def _question(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """A question about one product: pointed at, named, or the one in focus when nothing else is named."""
    low, pointed = heard.low, heard.pointed
    if "drop" in heard.cues or narrows_list(heard, session):
        return None
    topics = topics_in(low)
    of_health = heard.health.avoid or heard.health.diets
    if (
        not of_health
        and pointed.how not in ("sku", "ordinal", "rank")
        and (sku := subject(low, session, vocabulary))
    ):
        asks = answered_by(topics, shown.get(sku), low, vocabulary.lexicon, heard.language)
        asks = asks or (_told_of(heard) if _COMES_IN.search(low) else ())
        return replace(base, intent="ask_product", references=(sku,), asks=asks)
    if _of_the_list(heard, session, vocabulary, shown):
        return None
    strong = pointed.how in ("sku", "ordinal", "pronoun") and bool(pointed.skus)
    if pointed.how == "pronoun" and not heard.is_question and _other_goods(heard, vocabulary, shown):
        return None
    limited = set(topics) <= {"price"} and any(one.facet == "price" for one in heard.conditions)
    if limited and ((topics and not heard.is_question) or _ANY.search(low)):
        return None
    asking = heard.is_question or "description" in topics or (strong and bool(topics))
    if not asking or wants_cheaper(low):
        return None
    beside = beside_topics(low)
    things = [word for word in heard.words if beside[word.start].strip()]
    if "allergen" in topics and fallback(heard, session):
        things = [word for word in things if not keys_named(word.text)]
    keys = [key_of(word.text) for word in things]
    if (
        {"more", "substitute", "complement"} & heard.cues
        and not (topics and (strong or ("gender" in topics and not heard.nouns)))
        and not (strong and _FITS_IT.search(low))
        and not _of_options(topics, keys)
    ):
        return None
    options = bool({"color", "size"} & set(topics)) and not keys
    looking = (bool(_WANTED_KIND.search(low)) and not options) or (
        heard.sort is not None and not _ABOUT_IT.search(low)
    )
    references: tuple[str, ...] = ()
    told_by = {one.facet for one in heard.conditions} if pointed.how == "value" else set()
    of_one = set(topics) - (told_by or {"color", "size"})
    if strong or (
        pointed.how in ("rank", "value") and of_one and not (looking and set(topics) - {"color", "size"})
    ):
        references = pointed.skus
    elif (
        (names := _beside_what_is_asked(keys, topics, vocabulary))
        and topics
        and not looking
        and (sku := _called(names, session, vocabulary, shown))
    ):
        references = (sku,)
    elif found := (by_name(session, shown, keys) if keys and not looking else ()):
        references = found if topics or _ABOUT_IT.search(low) else ()
    elif (
        topics
        and not any(map(vocabulary.products_for, keys))
        and not looking
        and not _narrows(heard, topics)
        and not (keys and of_other_goods(heard.nouns, session, vocabulary))
    ):
        references = fallback(heard, session)
    if references:
        asks = answered_by(topics, shown.get(references[0]), low, vocabulary.lexicon, heard.language)
        asks = asks or _told_of(heard)
        return replace(base, intent="ask_product", references=references, asks=asks)
    about = set() if _IS_IT.search(low) else {one.facet for one in heard.conditions if one.hard}
    told = [topic for topic in topics if topic in _DIRECT and topic not in about]
    if keys and heard.nouns and told and _TELL.search(low) and not looking and "recommend" not in heard.cues:
        query = query_of(things, heard.reading)
        return replace(
            base,
            intent="ask_product",
            query=query,
            asks=topics,
            constraints=(*base.constraints, *heard.conditions),
        )
    return None


def _told_of(heard: Heard) -> tuple[str, ...]:
    """Does it come in large: the size is asked of, though only one is named."""
    return tuple(one.facet for one in heard.conditions if one.hard and one.facet in _DIRECT)


def _beside_what_is_asked(keys: list[str], topics: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """코트 남색 있어요?: where the colour is asked, the one named tells no product."""
    if "color" not in topics:
        return keys
    return [key for key in keys if not vocabulary.lexicon.names(key, "colour")]


def _called(
    keys: list[str], session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> str | None:
    """The one product these words name, in the whole shop, when they tell more than the kind of goods."""
    if len(keys) < 2 and vocabulary.is_goods(keys[0]):
        return None
    if len(keys) > 1 and (sku := named(keys, session, vocabulary, shown=shown)):
        return sku
    if len(session.last_shown) > 1 and (
        sku := named(keys, session, vocabulary, session.last_shown, shown=shown)
    ):
        return sku
    return named(keys, session, vocabulary, partly=len(keys) > 1, shown=shown)


def _of_the_list(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> bool:
    """do you have it in pink, right after a list: of none of it alone, where the first does not come in pink."""
    told = [one for one in heard.conditions if one.hard]
    if heard.pointed.how != "pronoun" or not told or heard.words or len(session.last_shown) < 2:
        return False
    if any(one.facet not in ("color", "size") for one in told) or is_one_meant(session, shown, vocabulary):
        return False
    return heard.pointed.skus[0] not in holding(session, shown, told, vocabulary)


def _other_goods(heard: Heard, vocabulary: Vocabulary, shown: Mapping[str, Product]) -> bool:
    """boots for it: goods are named that the product pointed at is not."""
    product = shown.get(heard.pointed.skus[0]) if heard.pointed.skus else None
    named = [noun for noun in heard.nouns if vocabulary.is_goods(noun)]
    return product is not None and bool(named) and not any(bears(product, noun) for noun in named)


def _of_options(topics: tuple[str, ...], keys: list[str]) -> bool:
    """다른 색 있어?: about the options of the product in focus, not about other products."""
    return bool({"color", "size"} & set(topics)) and not keys


def _narrows(heard: Heard, topics: tuple[str, ...]) -> bool:
    """A condition rather than a question: "파란색은 있어요?" names a value. "충전식이에요?" asks."""
    if _IS_IT.search(heard.low):
        return False
    told = {one.facet for one in heard.conditions}
    return any(one.hard for one in heard.conditions) and not set(topics) - told - {
        "color",
        "size",
        "price",
        "discount",
    }
