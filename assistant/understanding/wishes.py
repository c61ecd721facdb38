# ruff: noqa: E501 - patterns are data: one line each reads best
"""Wishes beyond a search: a goal, a plan within a budget, a change to a plan, a sum, something that fits."""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.domain.dialogue import Constraint, Request, Session
from assistant.domain.product import Product
from assistant.domain.wish import Aim, PlanEdit
from assistant.lexicon.goals import Named, load_goals
from assistant.understanding import ours
from assistant.understanding.complaints import beside_reasons, disliked
from assistant.understanding.fits import fitting
from assistant.understanding.followup import merged
from assistant.understanding.hear import Heard
from assistant.understanding.intent import Cue
from assistant.understanding.names import by_name
from assistant.understanding.opinions import asked_of_others
from assistant.understanding.reading import Run
from assistant.understanding.references import last_list
from assistant.understanding.sums import summed
from assistant.understanding.vocabulary import Vocabulary

_NEEDED = re.compile(
    r"뭐(?:가|를|부터|부터가|뭐)?\s?(?:더\s)?(?:필요|사야|사면|살\s|준비|챙겨|갖춰|있어야|사\s?두)|뭘\s?(?:사야|준비|챙겨|사면)"
    r"|무엇(?:이|을|부터)?\s?(?:필요|사야|준비|있어야)|준비물|필수품|필수템|기본템|필요한\s?(?:거|것|게|걸|물건|용품|장비|재료|준비)"
    r"|장비\s?(?:추천|뭐|좀)|재료\s?(?:뭐|추천|좀|알려)|what (?:all )?(?:do|should|would|will|must) (?:i|we|you) "
    r"(?:need|get|buy|bring|pack|have|start)|what(?:'s| is| are) (?:needed|required|essential|the essentials)"
    r"|what (?:gear|equipment|supplies|ingredients|stuff|things)\b|\bessentials\b|must[- ]haves?\b|checklist"
    r"|get(?:ting)? started|what to (?:buy|get|bring|pack)|everything (?:(?:i|we) need|for\b)|\bgear i\b"
)
_WHOLE = re.compile(
    r"(?:한|풀|기본|입문|초보|스타터)\s?세트|세트로?\s?(?:맞춰|짜|구성|추천)|장보기|장바구니\S{0,2}\s?(?:짜|구성|채워)"
    r"|장(?:을|\s)?\s?(?:좀\s)?(?:봐|볼|보려|보고)|짜\s?(?:줘|주|볼|봐)|구성해|맞춰\s?(?:줘|주)|골고루|한\s?번에"
    r"|\b(?:starter|beginner'?s?|complete|full|basic|whole|entire)\b.{0,24}\b(?:kit|set|setup|outfit|gear|bundle)\b"
    r"|\bplan\b|put together|build me|make me a|shopping list|\bgroceries\b|\b(?:kit|set|setup) (?:for|under|within)\b"
)
_GIFT = re.compile(
    r"선물|사\s?(?:가|들고)\S*|\b(?:gift|present)s?\b|for (?:someone|somebody|a \w+|my \w+) who\b|\b(?:lover|enthusiast|fan)\b"
)
_STARTING = re.compile(
    r"처음|입문|초보|시작(?:하|해)|배우(?:려|고)|first[- ]time|\bnever (?:been|done|tried)\b|beginner|new to|start(?:ing|er)?\b"
)
_ASKING = re.compile(r"뭐|무엇|추천|알려|골라|필요|좋을|what|which|recommend|suggest|need|idea|help")
_DROP = re.compile(
    r"빼|제외|필요\s?없|없어도|\b(?:drop|remove|without|leave out|take out|take off|skip|minus|lose|not need|no need)\b"
)
_ANOTHER_CART = re.compile(r"장바구니|카트|\b(?:cart|basket)\b")
_WHO = re.compile(
    r"(?:너|넌|당신|상담원|혹시|지금|이거)?\s?(?:사람|로봇|봇|챗봇|인공지능|ai|에이아이|기계)(?:이야|이에요|인가요|인가|이니|이세요|입니까|예요|에요|야|니|맞(?:아|나)\S*|랑\s?(?:얘기|대화|말)하\S*)\s*\??$"
    r"|\b(?:are you|is this|am i (?:talking|speaking|chatting) (?:to|with)) (?:an? |the )?(?:real |actual |live )?(?:person|human|bot|robot|chatbot|ai|machine|computer)\b"
)
_AFTER_BUYING = re.compile(
    r"\bsend (?:it |this |them |something |back )?.{0,12}back\b|\bsend back\b|\bpostage\b|\b(?:swap|trade)\b.{0,40}\b(?:size|shirt|shoes?|another|different|gift|branch|store|for)\b|돈.{0,4}돌려받|무를\s?수|\bclaim\b|\bprice (?:has |have )?(?:dropped|gone down|went down)|차액|산\s?(?:뒤|후|다음)에?.{0,14}(?:내렸|내려|싸졌)"
)
_RANGE = re.compile(
    r"(?P<a>[1-9])\s?번?\s?(?:부터|에서|~|-)\s?(?P<b>[1-9])\s?번|\b(?:numbers? |items? |from )?(?P<a2>[1-9]) ?(?:to|through|-|–) ?(?P<b2>[1-9])\b"
)
_OTHER_ACTS: frozenset[Cue] = frozenset(
    {"cart_add", "cart_change", "cart_show", "compare", "policy", "stock", "store"}
)
_KEPT = frozenset(
    {"allergen", "diet", "price", "organic", "gender", "color", "size", "brand", "store", "availability"}
)
SHORT = 12


def wished(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """The request behind a wish; None when the utterance asks for nothing of the kind."""
    if _WHO.search(heard.low):
        return replace(base, intent="greeting")
    if heard.is_question and _AFTER_BUYING.search(heard.low) and not heard.pointed.skus:
        found = ours.policy(heard, base, session, vocabulary, shown)
        return found if found.policy_ids else None
    return (
        _ranged(heard, base, session)
        or _edited(heard, base, session, shown)
        or summed(heard, base, session, vocabulary, shown)
        or (asked_of_others(heard, base, session, vocabulary, shown) if heard.likely != "policy" else None)
        or _aimed(heard, base, session, vocabulary)
        or _aimed_again(heard, base, session, vocabulary, shown)
        or fitting(heard, base, session, vocabulary, shown)
    )


def _ranged(heard: Heard, base: Request, session: Session) -> Request | None:
    """1번부터 4번까지 비교, compare 1 to 4: those places of the list shown last."""
    match = _RANGE.search(heard.low) if "compare" in heard.cues else None
    if match is None:
        return None
    first, last = (int(match[name] or match[f"{name}2"]) for name in ("a", "b"))
    named = last_list(session)[first - 1 : last]
    return replace(base, intent="compare", references=named) if len(named) > 1 else None


def _edited(heard: Heard, base: Request, session: Session, shown: Mapping[str, Product]) -> Request | None:
    """펌프는 빼 줘, drop the pump: a line of the plan shown last, as long as the cart is not meant."""
    if session.topic != "plan" or not _DROP.search(heard.low) or _ANOTHER_CART.search(heard.low):
        return None
    lines = last_list(session)
    pointed = heard.pointed.skus if heard.pointed.how in ("sku", "ordinal", "value") else ()
    dropped = tuple(sku for sku in pointed if sku in lines) or _lines_named(heard, shown, session, lines)
    if not dropped:
        return None
    budget = next((_amount(one) for one in session.constraints if _is_limit(one)), None)
    kept = tuple(sku for sku in lines if sku not in dropped)
    held = tuple(one for one in session.constraints if one not in base.constraints)
    return replace(
        base,
        intent="refine",
        query=session.query,
        constraints=(*base.constraints, *held),
        rejected=dropped,
        wish=PlanEdit(dropped, kept, budget),
    )


def _lines_named(
    heard: Heard, shown: Mapping[str, Product], session: Session, lines: tuple[str, ...]
) -> tuple[str, ...]:
    found: list[str] = []
    for key in heard.keys:
        found += [sku for sku in by_name(session, shown, [key], lines) if sku not in found]
    return tuple(found)


def _aimed(heard: Heard, base: Request, session: Session, vocabulary: Vocabulary) -> Request | None:
    low = heard.low
    whole, gift = bool(_WHOLE.search(low)), bool(_GIFT.search(low))
    starting = bool(_STARTING.search(low)) and bool(_ASKING.search(low))
    needed = bool(_NEEDED.search(low)) or starting
    if not (whole or gift or needed) or heard.pointed.how in ("sku", "ordinal"):
        return None
    named = load_goals().named_in(low)
    limit = next((one for one in heard.conditions if _is_limit(one)), None)
    kept = tuple(one for one in heard.conditions if one.facet in _KEPT and _is_said(one, heard, named))
    if named is None:
        return _unknown(heard, base, session, kept) if starting and _NEEDED.search(low) else None
    if not whole and _names_goods(heard, named, vocabulary):
        return None
    plan = limit is not None and (whole or needed) and not (gift and not whole)
    aim = Aim(
        named.goal.goal_id,
        low[named.start : named.end],
        plan,
        _amount(limit) if plan and limit else None,
        gift,
    )
    return replace(
        base, intent="recommend", query=aim.words, constraints=(*base.constraints, *kept), wish=aim
    )


def _aimed_again(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """먹는 거 말고, under 30,000 after ideas for a goal: other ideas for it, on the new conditions."""
    named = load_goals().named_in(session.query) if session.topic in ("aim", "gift") else None
    if named is None or heard.pointed.how in ("sku", "ordinal", "name") or heard.cues & _OTHER_ACTS:
        return None
    heard = beside_reasons(heard)
    if any(vocabulary.is_goods(noun) and noun in heard.keys for noun in heard.nouns):
        return None
    new = [one for one in (*heard.conditions, *disliked(heard, session, vocabulary, shown)) if one.hard]
    if not new:
        return None
    running = [one for one in session.constraints if one.facet not in ("allergen", "diet")]
    aim = Aim(named.goal.goal_id, session.query, gift=session.topic == "gift")
    constraints = (*base.constraints, *merged(running, new))
    return replace(base, intent="recommend", query=aim.words, constraints=constraints, wish=aim)


def _unknown(heard: Heard, base: Request, session: Session, kept: tuple[Constraint, ...]) -> Request | None:
    """A goal no table has: "양봉 처음인데 뭐 필요해". The catalogue's own words must do."""
    words = [word for word in heard.words if not _STARTING.search(word.text)]
    if not words or heard.pointed.skus:
        return None
    query = " ".join(heard.reading.text[word.start : word.end] for word in words[:4])
    return replace(
        base, intent="recommend", query=query, constraints=(*base.constraints, *kept), wish=Aim("", query)
    )


def _names_goods(heard: Heard, named: Named, vocabulary: Vocabulary) -> bool:
    """camping chairs: a kind of goods beside the goal's own words is what is looked for."""
    beside: list[Run] = [word for word in heard.words if word.end <= named.start or word.start >= named.end]
    return any(vocabulary.is_goods(word.text) and len(word.text) > 1 for word in beside)


def _is_limit(one: Constraint) -> bool:
    return one.facet == "price" and one.op in ("le", "lt") and not isinstance(one.value, str | tuple)


def _amount(limit: Constraint) -> int:
    return int(limit.value) if isinstance(limit.value, int | float) else 0


def _is_said(one: Constraint, heard: Heard, named: Named | None) -> bool:
    """Not a value that only the goal's own words gave rise to."""
    if named is None or one.facet in ("allergen", "diet", "price"):
        return True
    return str(one.value) not in heard.low[named.start : named.end]
