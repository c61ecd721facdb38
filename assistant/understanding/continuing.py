# ruff: noqa: E501 - patterns are data: one line each reads best
"""What a short utterance leaves out: the service, store or product the last turn was about."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.domain.dialogue import Constraint, Request, Session
from assistant.domain.product import Product
from assistant.understanding.allergens import keys_named
from assistant.understanding.asks import store_topics_in, topics_in
from assistant.understanding.followup import wants_cheaper
from assistant.understanding.hear import Heard
from assistant.understanding.quantities import find_quantity
from assistant.understanding.reading import Reading
from assistant.understanding.references import focused, last_list
from assistant.understanding.vocabulary import Vocabulary

_PLACE_OR_PRICE = re.compile(
    r"얼마|가격|비용|요금|어디|어느|매장|지점|언제|몇\s?시|예약|거기|how much|price|cost|fee|where|which|store|location|when|what time|hours|book|appointment|do you do (?:it|that)"
)
_WHERE = re.compile(
    r"어디|위치|주소|where|address|directions|몇\s?시|언제|주차|전화|번호|hours|parking|phone|open|close"
)
_TOTAL = re.compile(
    r"^\W*(?:total|sum|subtotal|합계|총액|총\s?얼마|다\s?(?:해서|합쳐서?)\s?얼마|모두\s?얼마|what'?s (?:the|my) total|how much (?:is it )?(?:in total|altogether|all together))"
)
_CHEAPEST_OF = re.compile(
    r"(?:어느|어떤|뭐가|무슨|둘\s?중|그\s?중|이\s?중|여기서|셋\s?중).{0,12}(?:젤|제일|가장|더)?\s?(?:싼|싸|저렴)|(?:제일|가장|젤)\s?(?:싼|저렴한)\s?(?:거|건|게|것|상품)(?:는|은)?\s?(?:요|뭐|얼마|어떤|어느)|which (?:one )?(?:of (?:them|these|those) )?(?:is|are) (?:the )?(?:cheap|least expensive|lowest)|what'?s the cheapest(?: one)?\b|cheapest (?:one )?(?:of|among) (?:them|these|those)"
)
_TAKE = re.compile(
    r"\bi'?ll (?:take|have|get|buy)\b|\bi will take\b|(?:이|그|저|요)(?:거|것|걸)(?:도|로|랑)?\s?(?:한|두|세|네|하나|둘|셋|넷|\d)|(?:로|으로)\s?(?:할게|살게|주세요|줘)"
)
_TOO = re.compile(r"\btoo\b|\balso\b|\bas well\b|(?:거|것|걸|번째)도\b")
_AMOUNT_ONLY = re.compile(
    r"(?:개|병|봉지?|팩|박스|벌|켤레|장|권|세트)(?:로|만|면)|\bmake (?:it|that)\b|\bjust (?:\d+|one|two|three|four|five)\b|바꿔|줄여|늘려|수정"
)
_STORE_FACT = frozenset({"hours", "parking", "phone", "address", "floors", "services"})
_WITHOUT = re.compile(
    r"없는|안\s?들|빼고|뺀|말고|without|\bno\b|free|보여|추천|찾|있(?:어|나)|살|먹을|show|need|want|any|what|looking"
)
_CHEAPER_THAN = re.compile(r"보다\s?(?:더\s?)?(?:싼|싸|저렴)|\bcheaper\b|less expensive|더\s?(?:싼|저렴)")
_OF_THEM = re.compile(r"\b(?:\d+|one|two|three|four|five|six|a couple|a few) of (?:them|these|those)\b")
_ON_SALE = re.compile(r"\bon sale\b|discounted|세일\s?(?:하는|중인)|할인\s?(?:하는|중인|되는)")
_NO_MATTER = re.compile(
    r"상관\s?없|무관|아무\S*\s?(?:괜찮|좋)|does(?:n'?t| not) matter|don'?t (?:care|mind)|any (?:colou?r|size|price|brand) (?:is|will)"
)
_NEED_NOT = re.compile(
    r"(?:doesn'?t|does not|don'?t|do not|needn'?t) (?:have to|need to|necessarily)|아니어도|아니라도|안\s?(?:이어도|그래도)|않아도|(?:꼭|굳이).{0,12}(?:필요\s?없|안)"
)
_HOW_MUCH_OF = re.compile(
    r"how many (?:grams?|g|kg|kilos?|ml|lit(?:er|re)s?|pieces|pcs)\b|몇\s?(?:그램|g|kg|킬로|ml|리터|입|매)(?![가-힣])|용량|내용량"
)
_HOW_MANY_IS_IT = re.compile(
    r"몇\s?[가-힣a-z]+?(?:이야|야|예요|이에요|인가요?|인지|죠|이죠|짜리|까지)|how many \w+ (?:is|does|are|do)\b"
)
_ONE = re.compile(r"\bthe (?P<en>[a-z]+) ones?\b|(?P<ko>[가-힣]+)\s?(?:거|것|걸|제품)(?:로|를|을|은|는)?")
_SHOWING = re.compile(r"보여|추천|찾아|show|recommend|looking|find")
_FORGET = re.compile(
    r"(?:알레르기|알러지)(?:를|을|는|은|도|에서|목록에서)?\s?(?:정보\S*\s?)?(?:좀\s)?(?:지워|삭제|빼|제거|없애)|\b(?:remove|delete|forget|drop|take)\b.{0,40}\ballerg(?:y|ies|ens?)\b"
)
_TOLD_WHY = re.compile(r"있으니|있어서|때문|\b(?:i have|i am allergic|because|since|so)\b")
_LOOKS = frozenset({"find", "more", "stock"})
WHOLE, MOST, SOME = 0.9, 0.42, 0.26
"""Share of a question's weight the shop's own text must explain: with goods named, without, and a service."""
_LOOKING = re.compile(
    r"[있없](?:어|나|니|을까|는)|보여|추천|찾|골라|팔|파나|do you (?:have|sell|carry)|is there|are there|any\b|got\b|show|looking|recommend|suggest|find|how about|what about|on sale|what .{1,30}(?:can|would|should|do you)"
)
_IN_IT = re.compile(
    r"들어\s?(?:있|가|갔)|들었|함유|(?:은|는)(?:요)?\W*$|\bin (?:it|this|that|them)\b|\bcontains?\b|\bhave\b"
)
_LEFT_OUT = frozenset(
    {
        "compare",
        "search",
        "refine",
        "out_of_scope",
        "ask_product",
        "store_find",
        "stock_check",
        "policy",
        "recommend",
    }
)


def continued(
    request: Request, heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request:
    """`request`, or what it means after the last turn: "용산점은요?" after a stock question asks for stock
    there, "which stores do that?" after a service asks for that service. An utterance that names goods, or
    was understood as anything definite, stays as it is."""
    if request.intent == "profile_change" and not request.query and heard.health.avoid:
        return _with_goods(request, heard, vocabulary)
    if request.intent not in _LEFT_OUT and request.intent not in ("cart_add", "cart_change"):
        return request
    low = heard.low
    goods = any(vocabulary.is_goods(noun) for noun in heard.nouns)
    stores = heard.stores or vocabulary.shop.stores_in(re.sub(r"(?:은|는|도|이)?\s?요?\W*$", "", low))
    if not goods and session.cart.lines and _TOTAL.search(low):
        return _bare(request, "cart_show")
    if bought := None if goods else _bought(request, heard, session):
        return bought
    if mended := _mended(request, heard, session, shown, goods):
        return mended
    cheapest = None if goods else _cheapest(request, low, session, shown)
    if cheapest and request.intent == "cart_add":
        return replace(request, references=cheapest.references)
    if request.intent in ("cart_add", "cart_change"):
        return request
    if cheapest:
        return cheapest
    if kept := _about_the_service(request, low, stores, session, goods):
        return kept
    if asked := _asked_of_a_product(request, heard, session, goods):
        return asked
    if request.intent == "compare":
        return request
    turned = any(one.facet == "category" and one.op in ("ne", "not_in") for one in request.constraints)
    if heard.rejected and not turned and request.intent in ("search", "refine", "recommend"):
        request = replace(request, constraints=(*request.constraints, *_without(heard.rejected)))
    if asked := _asked_of_the_shop(request, heard, vocabulary, goods):
        return asked
    return request if goods else _visited(request, low, stores, session)


def _with_goods(request: Request, heard: Heard, vocabulary: Vocabulary) -> Request:
    """cooking oil without sesame, I have an allergy: the goods asked for in the same breath are shown too."""
    wanted = [noun for noun in heard.nouns if vocabulary.is_goods(noun) and not keys_named(noun)]
    if not wanted or not _WITHOUT.search(heard.low):
        return request
    return replace(request, query=heard.query, constraints=(*request.constraints, *heard.conditions))


def _without(words: tuple[str, ...]) -> Iterator[Constraint]:
    """no melons: what is named so stays away."""
    for word in words:
        yield Constraint("title", "ne", word)


def _asked_of_a_product(request: Request, heard: Heard, session: Session, goods: bool) -> Request | None:
    """A question with a topic and no wish to look: of the product named, else of the one in focus."""
    if request.intent not in ("search", "refine", "policy", "out_of_scope") or "drop" in heard.cues:
        return None
    low, topics = heard.low, topics_in(heard.low)
    if heard.health.avoid or heard.health.diets or heard.sort is not None:
        return None
    asking = heard.is_question or low.rstrip().endswith("?")
    if goods and asking and _HOW_MANY_IS_IT.search(low) and request.intent == "search":
        return replace(request, intent="ask_product", asks=topics)
    product = () if heard.astray else focused(session)
    if (
        product
        and heard.likely not in _LOOKS
        and keys_named(low)
        and _IN_IT.search(low)
        and not _SHOWING.search(low)
        and not heard.health.avoid
    ):
        return replace(_bare(request, "ask_product"), references=product[:1], asks=("allergen",))
    if not topics or not asking or _LOOKING.search(low) or wants_cheaper(low) or heard.stores:
        return None
    if goods:
        kept = tuple(
            one for one in request.constraints if one.facet not in topics or one.facet in ("allergen", "diet")
        )
        query = request.query or heard.query
        if request.intent == "search" and query:
            return replace(request, intent="ask_product", asks=topics, constraints=kept, query=query)
        return None
    if product and not heard.nouns and session.topic not in ("policy",) and request.intent != "policy":
        return replace(_bare(request, "ask_product"), references=product[:1], asks=topics)
    return None


def _asked_of_the_shop(request: Request, heard: Heard, vocabulary: Vocabulary, goods: bool) -> Request | None:
    """A question that a policy explains almost whole, or a service when no goods are named: it was only taken
    for a search because it used no word of ours."""
    if (
        request.intent not in ("search", "refine")
        or not heard.is_question
        or any(one.hard for one in heard.conditions)
    ):
        return None
    policies = vocabulary.shop.policies_in(heard.low)
    enough = WHOLE if goods else MOST
    if policies and policies[0].share >= enough and policies[0].words >= 2:
        return replace(_bare(request, "policy"), policy_ids=(policies[0].text_id,))
    services = vocabulary.shop.services.best(heard.low)
    if not goods and services and services[0].share >= SOME and _PLACE_OR_PRICE.search(heard.low):
        return replace(_bare(request, "service_book"), service_id=services[0].text_id)
    return None


def _about_the_service(
    request: Request, low: str, stores: tuple[str, ...], session: Session, goods: bool
) -> Request | None:
    kind, _, which = session.topic.partition(":")
    if goods or kind != "service" or request.service_id or not (stores or _PLACE_OR_PRICE.search(low)):
        return None
    return replace(_bare(request, "service_book"), service_id=which)


def _mended(
    request: Request, heard: Heard, session: Session, shown: Mapping[str, Product], goods: bool
) -> Request | None:
    """Wishes that lean on a product seen before and were read as something else."""
    low, focus = heard.low, focused(session)
    if request.intent == "ask_product" and request.references and _CHEAPER_THAN.search(low):
        offer = (
            shown[request.references[0]].variant(request.references[0]).offer
            if request.references[0] in shown
            else None
        )
        if offer and offer.price:
            held = tuple(one for one in session.constraints if one.facet not in ("price", "allergen", "diet"))
            limit = Constraint("price", "lt", offer.price.minor)
            base = _bare(request, "refine")
            return replace(base, query=session.query, constraints=(*base.constraints, *held, limit))
    if (
        request.intent == "ask_product"
        and heard.likely not in _LOOKS
        and focus
        and keys_named(low)
        and _IN_IT.search(low)
    ):
        asked = request.references or focus
        if request.query or not request.asks or not request.references:
            return replace(_bare(request, "ask_product"), references=asked[:1], asks=("allergen",))
    if request.intent == "cart_add" and len(request.references) > 1 and _OF_THEM.search(low) and focus:
        return replace(request, references=focus[:1])
    if request.intent == "ask_product" and len(request.references) > 1 and not request.asks:
        return replace(_bare(request, "compare"), references=request.references)
    if request.intent == "stock_check" and not request.references and not goods and focus:
        return replace(
            request, references=focus[:1], query="", constraints=_bare(request, "stock_check").constraints
        )
    if request.intent == "ask_product" and _ON_SALE.search(low) and request.query:
        on_sale = Constraint("discount", "gt", 0)
        return replace(request, intent="search", asks=(), constraints=(*request.constraints, on_sale))
    if request.intent == "ask_product" and _NO_MATTER.search(low) and session.constraints:
        topics = {*topics_in(low), *request.asks}
        held = tuple(one for one in session.constraints if one.facet not in topics)
        base = _bare(request, "refine")
        return replace(base, query=session.query, constraints=(*base.constraints, *held))
    if request.intent == "refine" and _NEED_NOT.search(low):
        new = {(one.facet, one.value) for one in heard.conditions}
        left = tuple(one for one in request.constraints if (one.facet, one.value) not in new)
        return replace(request, constraints=left)
    if (
        request.intent in ("cart_add", "ask_product")
        and not request.references
        and (one := _that_one(low, session, shown))
    ):
        return replace(
            _bare(request, request.intent), references=(one,), quantity=request.quantity, asks=request.asks
        )
    if focus and not goods and _HOW_MUCH_OF.search(low) and request.intent != "ask_product":
        return replace(_bare(request, "ask_product"), references=focus[:1], asks=("net_content",))
    return None


def _that_one(low: str, session: Session, shown: Mapping[str, Product]) -> str | None:
    """the orange one, 주황색 거: the product of the last list that says so in its name or options."""
    found = _ONE.search(low)
    word = (found["en"] or found["ko"]).removesuffix("색") if found else ""
    if len(word) < 2:
        return None
    for sku in last_list(session):
        if product := shown.get(sku):
            options = (text for option in product.variant(sku).options.values() for text in option.both())
            if any(word in text.lower() for text in (*product.title.both(), *options)):
                return sku
    return None


def _visited(request: Request, low: str, stores: tuple[str, ...], session: Session) -> Request:
    kind, _, which = session.topic.partition(":")
    topics = store_topics_in(low)
    facts = _STORE_FACT & set(topics)
    if stores and facts - {"address"}:
        return replace(_bare(request, "store_find"), store_ids=stores, asks=topics)
    if stores and session.focus and (kind == "stock" or re.search(r"몇|남|재고|how many|left|stock", low)):
        asks = ("stock",)
        return replace(
            _bare(request, "stock_check"), store_ids=stores, references=session.focus[:1], asks=asks
        )
    if stores and kind == "store" and request.intent in ("search", "refine", "policy"):
        return replace(_bare(request, "store_find"), store_ids=stores, asks=topics)
    if kind == "store" and not stores and which and _WHERE.search(low) and not session.focus:
        return replace(_bare(request, "store_find"), store_ids=(which,), asks=topics)
    if "nearest" in topics and request.intent != "store_find" and not request.references:
        return replace(_bare(request, "store_find"), asks=("nearest",))
    return request


def _bought(request: Request, heard: Heard, session: Session) -> Request | None:
    """이것도 하나, I'll take 2 pairs, and the last one too; then a bare amount changes what was put in."""
    low = heard.low
    pointed = heard.pointed.skus if heard.pointed.how not in ("", "rank", "value") else ()
    product = pointed or (() if heard.astray else focused(session))
    counted = find_quantity(Reading(low))
    if product and (_TAKE.search(low) or (pointed and session.topic == "cart" and _TOO.search(low))):
        if request.intent in ("cart_add", "cart_change") and request.references:
            return None
        quantity = counted[0] if counted else None
        return replace(_bare(request, "cart_add"), references=product[:1], quantity=quantity)
    if session.topic == "cart" and counted and _AMOUNT_ONLY.search(low) and session.focus:
        if request.intent == "cart_change" and request.quantity == counted[0]:
            return None
        held = session.cart.quantity(session.focus[0])
        intent = _bare(request, "cart_change") if held else _bare(request, "cart_add")
        return replace(intent, references=session.focus[:1], quantity=counted[0])
    return None


def _cheapest(request: Request, low: str, session: Session, shown: Mapping[str, Product]) -> Request | None:
    if not session.shown or not _CHEAPEST_OF.search(low) or request.sort == "unit_price_asc":
        return None
    among = session.focus if len(session.focus) > 1 else last_list(session)
    prices = {
        sku: offer.price.minor
        for sku in among
        if sku in shown and (offer := shown[sku].variant(sku).offer).price is not None
    }
    if not prices:
        return None
    cheapest = min(prices, key=lambda sku: prices[sku])
    return replace(_bare(request, "ask_product"), references=(cheapest,), asks=("price",))


def _bare(request: Request, intent: str) -> Request:
    """The request with nothing but its words, language and what always holds."""
    held = tuple(
        one for one in request.constraints if one.facet in ("allergen", "diet") or one.origin == "profile"
    )
    return Request(request.text, request.language, intent, constraints=held, changes=request.changes)  # type: ignore[arg-type]
