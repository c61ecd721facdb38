# ruff: noqa: E501 - patterns are data: one line each reads best
"""A plan talked over: a line out, another in its place, a new budget or diet, what it comes to, all of it bought."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.dialogue import Constraint, Request, Session
from assistant.domain.product import Product
from assistant.domain.wish import Aim, Plan, PlanEdit
from assistant.understanding.aims import amount, is_limit
from assistant.understanding.followup import SAFETY, price_of, wants_cheaper, wants_dearer
from assistant.understanding.hear import Heard, hear
from assistant.understanding.names import bears, called, names
from assistant.understanding.numerals import ENGLISH_WORD
from assistant.understanding.quantities import SO_MANY, UNITS
from assistant.understanding.query import first_named, keys_left
from assistant.understanding.reading import Reading
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import NONE, Vocabulary

_DROP = re.compile(
    r"빼|제외|필요\s?없|없어도|(?:이미|벌써|집에|갖고|가지고)\s?(?:하나\s?|다\s?)?있(?:어|으|는|고|습)(?!.*\?)|[가-힣](?:은|는)\s?있(?:어요?|습니다|음|고요?|으니까?|으니)(?!\s?\?)|\balready\b|\b(?:has|have|'ve|'s) got\b|\b(?:drop|remove|without|leave out|take out|take off|skip|minus|lose|cut|scrap|not need|no need|don'?t (?:need|want))\b|^\W*(?:(?:and|but|ok(?:ay)?)\W+)*no\b(?!,)"
    r"|(?:안|못)\s?(?:먹|좋아|쓰|써)|싫어|\b(?:nobody|no one|doesn'?t|don'?t|won'?t|can'?t|never) (?:\w+ )?(?:eats?|likes?|wants?|drinks?|uses?)\b|\b(?:hates?|dislikes?)\b"
)
_TAKE_OUT = re.compile(
    r"빼\s?(?:줘|주|자|고\s*$|고요)|제외|필요\s?없|없어도|(?:이미|벌써|집에)\s?(?:다\s)?있|^\W*no\s|\bdon'?t (?:need|want)\b|\bno need for\b|\b(?:drop|remove|leave out|take out|skip|lose)\b"
)
"""Said of something to be taken out, and of nothing to be found."""
_ANOTHER_CART = re.compile(r"장바구니|카트|\b(?:cart|basket)\b")
_ALL = re.compile(
    r"(?:전부|모두|다|싹|몽땅|통째로|한꺼번에|이대로|그대로|이렇게|이\s?구성|세트로|(?:나머지|남은\s?거)(?:는|만|를)?)\s?(?:다\s|전부\s|모두\s)?(?:(?:장바구니|카트)(?:에|로)?\s)?(?:다\s)?(?:담|넣|살게|살래|사\s?(?:줘|주)|구매|주문|추가|주세요|할게)"
    r"|\b(?:add|buy|get|take|order|put|have|cart|throw|want|grab|bag)\b.{0,16}\b(?:all(?: of)? (?:it|them|that|these|those|this)|it all|them all|everything|all(?=\W*$| (?:to|in|into)\b)|the (?:whole|entire|full) (?:\w+ )?(?:lot|thing|plan|set|kit|list|basket|bundle)|the (?:lot|plan|rest|kit|set))\b"
)
"""All of it is bought."""
_IT_GOES_IN = re.compile(
    r"\W*(?:(?:ok(?:ay)?|yes|great|perfect|good|nice|then|so|please|looks good|sounds good)\W+)*(?:add|put|buy|get|take|order|i'?ll (?:take|have|buy|get)|let'?s (?:get|buy|do|go with|take)) (?:it|them|this|that|those|these)(?: all)?(?: (?:to|in|into)(?: (?:my|the))? (?:cart|basket|bag))?(?: then| please)?\W*"
    r"|\W*(?:(?:네|좋아요?|응|그래요?|오케이|ㅇㅋ|그럼|그러면)[\s,.]+)*(?:이걸로|그걸로|이거|그거|이렇게|이대로|그대로)?\s?(?:장바구니에\s?|카트에\s?)?(?:담아|넣어)\s?(?:줘|주세요|주라|줘요|줄래|놔)?(?:요)?\W*"
    r"|\W*(?:(?:네|좋아요?|응|그래요?|오케이|ㅇㅋ|그럼|그러면)[\s,.]+)*(?:이걸로|그걸로|이대로|그대로|이렇게)\s?(?:다\s)?(?:할게|할래|하자|살게|살래|주문|구매|해\s?주|해\s?줘|주세요)\S*\W*"
)
"""Said right after the plan, it is the whole of it."""
_EXCEPT = re.compile(r"빼고|말고|제외|\b(?:except|but|apart from|without|minus|other than)\b")
_TOTAL = re.compile(
    r"합계|총액|총\s?금액|총합|토탈|(?:총|전부|모두|다|합쳐서?|합하면|다\s?해서|이렇게\s?하면|그러면|그럼|이제|지금)\s?(?:해서\s|하면\s)?(?:다\s)?(?:얼마|금액|가격)|^\W*얼마(?:예요|야|에요|죠|지|인가요|나\s?(?:와|나와|돼|되)\S*)?\W*$"
    r"|\btotals?\b|\baltogether\b|\bin all\b|\bsum\b|\b(?:come|comes|add|adds|amount) (?:up )?to\b|\bhow much (?:is|does|would|will|are)? ?(?:it|that|this|everything|all|they|the (?:whole|lot|plan|kit|set|list|bundle))\b|\bhow much (?:now|so far)\b|^\W*(?:(?:and|so|ok)\W+)*how much\W*$|\bwhat(?:'s| is| does| would) (?:it|that|this|everything|the (?:whole )?(?:lot|plan|kit|set)) (?:all )?(?:cost|come|be|now)\b"
)
_IF_WITHOUT = re.compile(
    r"빼면|빼고|없으면|없이|제외하면|\bwithout\b|\bif (?:i|we) (?:drop|skip|leave out|remove|lose|take out)\b|\bminus\b"
)
_HOW_MUCH = re.compile(r"얼마|\bhow much\b")
_LEFT = re.compile(
    r"(?:원|만)(?:이|을)?\s?(?:안\s?)?넘(?:어|나|을까|는지|죠)\S*\W*$|\b(?:over|under|within|above|below|more than|less than) [$₩€£\d]\S*(?: won)?\s?\?|얼마(?:나|가)?\s?(?:더\s)?남|남(?:은|는)\s?(?:돈|예산|금액)|예산(?:이|은|에서|을|도)?\s?(?:\S{1,3}\s)?(?:얼마|남|넘|초과|안\s?넘|이내|괜찮|맞)|잔액|잔돈|거스름"
    r"|\bhow much (?:\w+ ){0,4}(?:left|remain\w*|over)\b|\bwhat(?:'s|s| is| do i have| have i got) (?:still )?(?:left|remaining)\b|\b(?:over|under|within|in|on) (?:my |the |our )?budget\b|\bbudget (?:left|remaining)\b|\b(?:left|remaining) (?:of|from|in|over)\b|\bto spare\b"
)
_MORE = re.compile(
    r"(?:뭐|뭘|무엇|뭔가|또)\s?(?:를\s|을\s)?(?:좀\s)?더\s?(?:살|사|담|넣|필요|추가|있|고를|챙)|더\s?(?:살|담을|넣을|추가할|고를|챙길)\s?(?:만한|수|게|거|것)|남(?:은|는)\s?(?:돈|예산|금액|걸|거|것)(?:으로|로|에서|에)|남(?:았|으니|는데|아)\S*\s.{0,12}(?:뭐|뭘|무엇|추천|더)"
    r"|\b(?:what|anything|something) (?:else|more)\b|\b(?:what|anything) (?:can|could|should|would|do) (?:i|we|you) (?:\w+ ){1,3}(?:with|for)\b.*\b(?:left|rest|remain\w*|change)\b|\b(?:with|for) (?:what(?:'s| is)|the (?:money )?|whatever(?:'s| is)) ?(?:left|rest|remain\w*)\b|\bwhat to (?:add|get|buy) (?:with|for)\b"
)
_SWAP_EN = re.compile(
    r"\b(?:swap|switch|change|replace|exchange|trade|turn)\b(?: out)?(?P<old>.+?)\b(?:for|with|to|by|into)\b(?P<new>.+)|(?P<new2>.+?)\b(?:instead of|rather than|in place of)\b(?P<old2>.+)"
    r"|^\W*(?:no|not|without|skip|drop|leave out|lose|forget|remove|take out) (?:the )?(?P<old3>[^.,;!]{2,40}?)[.,;!]+\s*(?P<new3>.+?)\b(?:instead|rather)\b"
)
_SWAP_KO = re.compile(
    r"(?P<old>.+?)\s?(?:대신에?|말고|빼고)\s?(?P<new>.+)|(?P<old2>\S.*?(?:을|를|은|는|도))\s(?P<new2>.+?(?:으로|로)\s?(?:만\s)?(?:바꿔|바꾸|교체|변경|해|하|넣|줘|주).*|.+?(?:으로|로)(?:요)?\W*$)"
)
_SO_MANY_OF_IT = re.compile(
    rf"\W*{SO_MANY}(?:로|으로)?(?:요|\s?(?:좀\s)?(?:바꿔|변경|수정|해|할|하|늘려|주|줘|부탁)\S*)?(?:\s(?:주세요|줘요?))?\W*"
    rf"|\W*(?:\d{{1,2}}|{ENGLISH_WORD})(?: {UNITS})?(?: of (?:it|them|those))?(?:,? please)?\W*"
)
"""두부는 두 개로: no other goods."""
_OTHER = re.compile(
    r"\b(?:swap|switch|change|replace|different|another|other|cheaper|less expensive|nicer|better|fancier|instead|bigger|smaller|lighter|rather)\b|\b(?:make|want|prefer|can i have|could i have|give me)\b"
    r"|바꿔|바꾸|바꿀|교체|변경|다른|딴|더\s?(?:싼|저렴|좋은|비싼|큰|작은|가벼운)|(?:으로|로)\s?(?:해|하|줘|주|부탁)"
)
_INSTEAD = re.compile(
    r"(?<![가-힣])(?P<ko>[가-힣]{2,}?)(?:으로|로)\s?(?:좀\s|다\s)?(?:바꿔|바꾸|바꿀|교체|변경|대체|해|넣|부탁)|\b(?P<en>[a-z]+) instead\b"
)
"""What no longer fits is to be replaced by these goods."""
_INCLUDE = re.compile(
    r"\b(?:add|include|put|throw in)\b(?P<what>.+?)\b(?:to|in|into) (?:the|my|this|that|our) (?:\w+ )?(?:plan|kit|list|set|bundle)\b|\b(?:include|throw in)\b(?P<what2>.+)"
    r"|(?:플랜|세트|목록|구성|리스트)에\s?(?P<what3>.+?)\s?(?:추가|넣|포함)|(?P<what4>.+?)\s?(?:포함(?:해|시켜)\s?(?:줘|주))"
)
_A_GIFT = re.compile(r"선물|\b(?:gift|present)s?\b")
_OF_STOCK = re.compile(r"재고|매장|\b(?:stock|stores?|branch)\b")
_ABOUT_ONE = re.compile(r"후기|리뷰|알레르기|\b(?:reviews?|rating)\b")


def of_the_plan(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """What is asked of the plan put together last, as long as it is what the talk is about; None otherwise."""
    plan, low = session.plan, heard.low
    if plan is None or not _is_current(plan, session) or _ABOUT_ONE.search(low):
        return None
    if _A_GIFT.search(low) and not _A_GIFT.search(plan.words):
        return None
    named = _lines_named(low, plan.lines, vocabulary, shown)
    if heard.pointed.how in ("sku", "ordinal", "value") or (heard.pointed.how == "name" and not named):
        named = tuple(sku for sku in heard.pointed.skus if sku in plan.lines) or named
    held = [sku for sku in plan.lines if session.cart.quantity(sku)]
    bought = len(held) == len(plan.lines) or (bool(held) and (not named or any(sku in held for sku in named)))
    if not heard.is_question and (
        _ALL.search(low) or (session.topic == "plan" and _IT_GOES_IN.fullmatch(low))
    ):
        spared = (named or _spoken_of(session, heard)) if _EXCEPT.search(low) else ()
        skus = tuple(sku for sku in plan.lines if sku not in spared and not session.cart.quantity(sku))
        return replace(base, intent="cart_add", references=skus) if skus else None
    if bought or _ANOTHER_CART.search(low) or heard.stores:
        return None
    if _MORE.search(low) and not named:
        return _kept(base, session, PlanEdit("more", budget=_amount(heard, plan)))
    if named and _IF_WITHOUT.search(low) and (_TOTAL.search(low) or _HOW_MUCH.search(low)):
        wish = PlanEdit("total", tuple(sku for sku in plan.lines if sku not in named))
        return replace(base, intent="ask_product", asks=("price",), wish=wish)
    others = named or heard.changes or any(map(vocabulary.is_goods, heard.nouns))
    if not others and (_LEFT.search(low) or _TOTAL.search(low)) and not _OF_STOCK.search(low):
        most = _amount(heard, plan)
        return replace(base, intent="ask_product", asks=("price",), wish=PlanEdit("total", budget=most))
    if heard.changes and (heard.health.avoid or heard.health.diets):
        return _anew(heard, base, session, plan, named, vocabulary, shown)
    return (
        _included(heard, base, session, vocabulary)
        or _swapped(heard, base, session, plan, vocabulary, shown)
        or _dropped(heard, base, session, plan, named, vocabulary)
        or _anew(heard, base, session, plan, named, vocabulary, shown)
    )


def _spoken_of(session: Session, heard: Heard) -> tuple[str, ...]:
    """The line a pronoun means, where one was spoken of last."""
    return session.focus if heard.pointed.how in ("", "pronoun") and len(session.focus) == 1 else ()


def puts_together(request: Request) -> bool:
    """Whether goods named are put together or changed for others of the plan: nothing goes into the cart then."""
    wish = request.wish
    return (isinstance(wish, Aim) and wish.plan and bool(wish.needs)) or (
        isinstance(wish, PlanEdit) and wish.act == "swap"
    )


def _is_current(plan: Plan, session: Session) -> bool:
    return session.topic == "plan" or session.last_shown == plan.lines


def _kept(base: Request, session: Session, wish: PlanEdit) -> Request:
    """The request with what the plan was asked for still running."""
    held = tuple(one for one in session.constraints if one not in base.constraints)
    needs = _needs_left(session.plan, wish.lines)
    return replace(
        base,
        intent="refine",
        query=" ".join(needs) or session.query,
        needs=needs,
        constraints=(*base.constraints, *held),
        rejected=wish.lines,
        budget=session.budget,
        wish=wish,
    )


def _needs_left(plan: Plan | None, out: Sequence[str], instead: str = "") -> tuple[str, ...]:
    """What a plan of listed needs is still for without the lines `out`, with what is there instead; () where
    none are listed."""
    if plan is None or not plan.needs:
        return ()
    gone = {need for sku, need in plan.filled if sku in out}
    left = [need for need in plan.needs if need not in gone]
    return (*left, instead) if instead else tuple(left)


def _amount(heard: Heard, plan: Plan) -> int | None:
    """The money said to be there still, or asked about, unless it is the budget itself."""
    said = [one.value for one in heard.conditions if one.facet == "price"]
    known = next((int(value) for value in said if isinstance(value, int | float)), None)
    return None if known == plan.budget else known


def _dropped(
    heard: Heard,
    base: Request,
    session: Session,
    plan: Plan,
    named: tuple[str, ...],
    vocabulary: Vocabulary,
) -> Request | None:
    if not _DROP.search(heard.low):
        return None
    if named := named or _for_need((*heard.rejected, *heard.keys), plan):
        return _kept(base, session, PlanEdit("drop", named))
    goods = [
        key
        for key in (*heard.rejected, *heard.keys)
        if vocabulary.is_goods(key) or vocabulary.lexicon.of(key)
    ]
    if goods and _TAKE_OUT.search(heard.low) and "?" not in heard.low:
        return _kept(base, session, PlanEdit("drop", missing=goods[0]))
    return None


def _included(heard: Heard, base: Request, session: Session, vocabulary: Vocabulary) -> Request | None:
    match = _INCLUDE.search(heard.low)
    what = next((text for text in match.groups() if text), "") if match else ""
    keys = keys_left(Reading(what), vocabulary)
    if not any(map(vocabulary.products_for, keys)):
        return None
    what = " ".join(keys)
    needs = _needs_left(session.plan, (), what)
    wish = PlanEdit("swap", query=what)
    return replace(base, intent="refine", query=" ".join(needs) or what, needs=needs, wish=wish)


def _swapped(
    heard: Heard,
    base: Request,
    session: Session,
    plan: Plan,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
) -> Request | None:
    """Another in a line's place: of its kind on new conditions, or other goods."""
    low = heard.low
    match = _SWAP_EN.search(low) or _SWAP_KO.search(low)
    old, new = (_first(match, "old"), _first(match, "new")) if match else (low, "")
    keys = keys_left(Reading(old), vocabulary)
    lines = _for_need(keys, plan) or _lines_named(old, plan.lines, vocabulary, shown)[:1]
    if not lines or (match and not re.search(r"[a-z가-힣]{2}", new)):
        lines, new = _lines_named(low, plan.lines, vocabulary, shown)[:1], ""
    if not lines or not (new or _OTHER.search(low)) or (_DROP.search(low) and not new):
        return None
    product = shown[lines[0]]
    said = hear(Reading(new), heard.language, session, vocabulary, shown) if new else heard
    goods = (
        [
            key
            for key in said.keys
            if vocabulary.is_goods(key) and not names(product, [key], vocabulary.lexicon)
        ]
        if new
        else []
    )
    conditions = [one for one in said.conditions if one.hard and one.facet not in (*SAFETY, "category")]
    if _SO_MANY_OF_IT.fullmatch(new):
        return None
    price = price_of(product, lines[0])
    if price is not None and not any(one.facet == "price" for one in conditions) and not goods:
        if wants_cheaper(low) or re.search(r"\bcheaper\b|(?:싼|저렴한)", low):
            conditions.append(Constraint("price", "lt", price))
        elif wants_dearer(low):
            conditions.append(Constraint("price", "gt", price))
    if (
        heard.is_question
        and not (conditions or goods)
        and not re.search(r"다른|딴|different|another|other", low)
    ):
        return None
    query = said.query if goods else ""
    needs = _needs_left(plan, lines if query else (), query)
    return replace(
        base,
        intent="substitute",
        query=" ".join(needs) or session.query,
        needs=needs,
        constraints=(*base.constraints, *conditions),
        rejected=lines,
        wish=PlanEdit("swap", lines, query),
    )


def _anew(
    heard: Heard,
    base: Request,
    session: Session,
    plan: Plan,
    named: Sequence[str],
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
) -> Request | None:
    """we're vegetarian, 2만원까지만, make it cheaper: the whole put together anew on what is said now."""
    health = heard.health.avoid or heard.health.diets
    told = bool(heard.changes) or (health and not heard.is_question)
    limit = next((amount(one) for one in heard.conditions if is_limit(one)), None)
    goods = named or any(noun in heard.keys and vocabulary.is_goods(noun) for noun in heard.nouns)
    prices = [price_of(shown.get(sku), sku) or 0 for sku in plan.lines]
    below = sum(prices) if wants_cheaper(heard.low) and not goods and limit is None else None
    if not (told and health) and (goods or (limit is None and below is None)):
        return None
    held = [one for one in session.constraints if one.facet not in (*SAFETY, "price")]
    budget = limit if limit is not None else plan.budget
    if budget is not None:
        held.append(Constraint("price", "le", budget))
    other = _INSTEAD.search(heard.low)
    wish = Aim(
        plan.goal,
        plan.words,
        plan=True,
        budget=budget,
        needs=plan.needs,
        kept=plan.lines,
        gone=plan.gone,
        below=below,
        instead=other["ko"] or other["en"] if other and _is_among(other, heard, vocabulary) else "",
    )
    constraints = (*base.constraints, *(one for one in held if one not in base.constraints))
    return replace(
        base,
        intent="recommend",
        query=" ".join(plan.needs) or plan.words,
        needs=plan.needs,
        constraints=constraints,
        budget=budget,
        wish=wish,
    )


def _first(match: "re.Match[str]", name: str) -> str:
    """What stands for `name` in whichever way it was said."""
    return next(text for at, text in match.groupdict().items() if text and at.startswith(name))


def _for_need(keys: Sequence[str], plan: Plan) -> tuple[str, ...]:
    """The one line that is there for the need these words name: the toilet cleaner, of a toilet bowl cleaner and
    a floor cleaner; () where several are, or none."""
    found = [sku for sku, need in plan.filled if sku in plan.lines and _is_called(need, keys)]
    return tuple(found) if len(found) == 1 else ()


def _is_called(need: str, keys: Sequence[str]) -> bool:
    """Whether the words name the need, in so many of its own words: the cleaner, of a toilet bowl cleaner."""
    words = [key_of(word) for word in first_named(need.lower())]
    return bool(keys) and keys[-1] in words[-1:] and set(keys) <= set(words)


def _is_among(other: "re.Match[str]", heard: Heard, vocabulary: Vocabulary) -> bool:
    """Whether goods are named that are not what is turned down."""
    word = other["ko"] or other["en"]
    return word in heard.keys and vocabulary.is_goods(word)


def _lines_named(
    text: str, lines: Sequence[str], vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[str, ...]:
    """The lines `text` names: by their own names or another word for the same goods, by their shelf, or by a
    kind they are of. Words that fit every line name none."""
    keys = keys_left(Reading(text), vocabulary)
    known = [sku for sku in lines if sku in shown]
    found: list[str] = []
    at = 0
    while at < len(keys):
        for size in (3, 2, 1):
            if hits := _called(keys[at : at + size], size, known, vocabulary, shown):
                found += [sku for sku in hits if sku not in found]
                break
        at += size
    return tuple(found)


def _called(
    keys: Sequence[str], size: int, known: Sequence[str], vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> list[str]:
    if len(keys) < size:
        return []
    ways = [
        [sku for sku in known if called(shown[sku], keys)],  # 양파 before 대파, an onion too.
        [sku for sku in known if names(shown[sku], keys, vocabulary.lexicon)],
    ]
    if size == 1:
        shelves = vocabulary.facets.get("category", {})
        senses = [sense for sense in vocabulary.terms.get(keys[0], ()) if sense.kind == "category"]
        shelved = NONE.union(*(shelves.get(sense.value, NONE) for sense in senses))
        kind = vocabulary.products_for(keys[0]) if vocabulary.is_goods(keys[0]) else NONE
        ways.append([sku for sku in known if bears(shown[sku], keys[0])])
        ways += [[sku for sku in known if vocabulary.number_of(sku) in among] for among in (shelved, kind)]
    return next((hits for hits in ways if hits and len(hits) < max(2, len(known))), [])
