# ruff: noqa: E501 - patterns are data: one line each reads best
"""Goals: what the shopper is up to, wants to eat, gives or wants to be rid of, rather than a product."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from assistant.domain.dialogue import Constraint, Request, Session
from assistant.domain.product import Product
from assistant.domain.wish import Aim
from assistant.lexicon.goals import Named, load_goals
from assistant.understanding.complaints import beside_reasons, disliked
from assistant.understanding.followup import merged, price_of, wants_cheaper
from assistant.understanding.hear import Heard
from assistant.understanding.intent import Cue
from assistant.understanding.names import names
from assistant.understanding.reading import Run
from assistant.understanding.references import last_list
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

_NEEDED = re.compile(
    r"뭐(?:가|를|부터|부터가|뭐)?\s?(?:더\s)?(?:필요|사야|사면|살\s|준비|챙겨|갖춰|있어야|사\s?두)|뭘\s?(?:사야|준비|챙겨|사면)"
    r"|무엇(?:이|을|부터)?\s?(?:필요|사야|준비|있어야)|준비물|필수품|필수템|기본템|필요한\s?(?:거|것|게|걸|물건|용품|장비|재료|준비)"
    r"|장비\s?(?:추천|뭐|좀)|재료\s?(?:뭐|추천|좀|알려)|what (?:all )?(?:do|should|would|will|must) (?:i|we|you) "
    r"(?:need|get|buy|bring|pack|have|start)|what(?:'s| is| are) (?:needed|required|essential|the essentials)"
    r"|what (?:gear|equipment|supplies|ingredients|stuff|things)\b|\bessentials\b|must[- ]haves?\b|checklist"
    r"|\b(?:stuff|gear|equipment|things) for (?:an? )?(?:\w+ ){0,2}(?:beginner|starter|newbie|novice)s?\b|get(?:ting)? started|what to (?:buy|get|bring|pack)|everything (?:(?:i|we) need|for\b)|\bgear i\b"
)
_WHOLE = re.compile(
    r"(?:한|풀|기본|입문|초보|스타터)\s?세트|세트로?\s?(?:맞춰|짜|구성|추천)|장보기|장바구니\S{0,2}\s?(?:짜|구성|채워)|준비해\s?(?:줘|주|달라)|재료(?:를|만|로)?\s(?:\S+\s){0,3}(?:골라|사\s?줘|챙겨|모아)"
    r"|장(?:을|\s)?\s?(?:좀\s)?(?:봐|볼|보려|보고)|짜\s?(?:줘|주|볼|봐)|구성해|맞춰\s?(?:줘|주)|골고루|한\s?번에"
    r"|\b(?:starter|beginner'?s?|complete|full|basic|whole|entire)\b.{0,24}\b(?:kit|set|setup|outfit|gear|bundle)\b"
    r"|(?<!\bi )(?<!\bwe )(?<!\bto )\bplan\b|put together|build me|make me a|shopping list|\bgroceries\b|\b(?:kit|set|setup) (?:for|under|within)\b"
    r"|\S원?어치|싹\s?다\s?맞|\bkit(?:ted)? (?:\w+ ){0,2}out\b|\b(?:get|buy|give) (?:\w+ ){1,2}everything\b|\bset (?:\w+ ){1,2}up\b|\bthe works\b|\b(?:the|\w+ing|\w+) basics\b|\bsort (?:\w+ ){1,2}out\b|\bput (?:\w+ ){1,2}together\b"
)
_GIFT = re.compile(
    r"선물|사\s?(?:가|들고)\S*|\b(?:gift|present)s?\b|for (?:someone|somebody|a \w+|my \w+) who\b|\b(?:lover|enthusiast|fan)\b"
)
_STARTING = re.compile(
    r"처음|입문|초보|시작(?:하|해)|배우(?:려|고)|first[- ]time|\bnever (?:been|done|tried)\b|beginner|new to|start(?:ing|er)?\b"
    r"|\bgetting into\b|\b(?:taking|take|took) up\b|\bwants? to (?:try|learn|get into)\b"
)
_ASKING = re.compile(r"뭐|무엇|추천|알려|골라|필요|좋을|what|which|recommend|suggest|need|idea|help")
_OPEN = re.compile(
    r"추천|(?:뭐|뭘|무엇|어떤\s?(?:거|게|걸))\S{0,2}\s?(?:좋|있|쓰|써|사|하|해|먹|마시|주|드리|차|할|없)|좋을까|없을까|없나|있을까|골라\s?(?:줘|주|봐)|뭐\s?없|도와"
    r"|\b(?:something|anything|ideas?|recommend\w*|suggest\w*|any tips|what'?s (?:good|best)|what (?:can|could|helps|works|goes)|how (?:do|can) i|got any(?:thing)?|help)\b"
)
"""An open question: whatever suits."""
_EATING = re.compile(
    r"먹|마시|마실|끼니|메뉴|반찬|요리|차려|차릴|식사|밥|배고|\b(?:eat\w*|drink\w*|cook\w*|foods?|meals?|snacks?|menu|bite|hungry)\b"
)
_GIVING = re.compile(
    r"(?:사|챙겨)?\s?(?:줄까|줄\s?(?:만한|거|것|건데|게)|드릴까|드릴\s?(?:만한|거|것|게)|주고\s?싶|드리고\s?싶|드리려|주려고)|사\s?갈|사\s?가|기념(?:으로|일|품)|축하"
    r"|\b(?:something|anything|ideas?|a (?:little |small )?(?:treat|surprise))\b.{0,40}\bfor\b|\btreat\b|\bsurprise\b|\banniversary\b|\bcongratulat\w*"
)
_MEND = re.compile(
    r"\b(?:can|could|do|will|would) you (?:guys )?(?:fix|repair|mend|replace|change|clean|install)\b|(?:고쳐|수리해|교체해|갈아|설치해|청소해)\s?(?:주|줘|줄)|수리\s?(?:되|돼|가능|받|맡)"
)
"""Somebody is to do it: a service, no goods."""
_PLACED_KO = re.compile(
    r"(?:\s[가-힣]{1,5})?(?:안|속|위|밑|옆|쪽)?(?:에서|에는|에도|에)(?![가-힣])|\s?(?:안|속|위|밑|옆)(?:에|이|은|의)?(?![가-힣])"
    r"|(?:이|가)(?![가-힣])(?!\s?(?:필요|있|없))"
)
_PLACED_EN = re.compile(
    r"\b(?:in|on|at|from|inside|into|around|under|off|of|near|through|behind|my|our|his|her|their)(?: (?:my|our|the|a|an|his|her|their))?(?: \w+)? $"
)
"""Where something is, whose it is or what is the matter with it: no goods asked for."""
_COOKING = re.compile(
    r"해\s먹|(?:끓이|끓여|만들|볶아?|부치|무치)(?:려|어?\s?먹|어?\s?볼|건데|거예요|고\s싶)|재료(?:는|를|만|로)?\s|\bcook(?:ing)?\b(?! ?book)|\bingredients for\b"
)
"""A dish to be made: what goes into it is wanted."""
_FOR_ALL = re.compile(
    r"(?:둘|셋|넷|다섯|여섯)이(?:서)?(?![가-힣])|\d\s?(?:명|인분|인이)|(?:두|세|네|다섯|여섯)\s?(?:명|사람|식구)|\bfor (?:two|three|four|five|six|seven|eight|\d{1,2})\b(?! (?:dollars|bucks|won|days))"
)
"""A meal for so many: what it may cost is for all of it."""
_OWNED = re.compile(
    r"\b(?:i|we)(?:'ve| have| already have| own)(?: already)?(?: got)? (?:an?|my|our|the) [a-z ]{2,24}?(?=[,.;!]|\s(?:already|but|and)\b|$)"
    r"|[가-힣]+(?:은|는)\s(?:이미\s|집에\s|벌써\s)*있(?:어요?|고요?|는데요?|으니까?|습니다)(?!\s?\?)"
)
"""What is there already."""
_STATED = re.compile(r"(?:이|가|에)\s(?:너무\s|많이\s|자꾸\s|잘\s|좀\s|계속\s)?$")
_STATES = re.compile(r"(?:요|네요?|는데요?|서|고|아요?|어요?)?\W*$")
_WHO = 24
"""So many characters after `for` tell who it is for."""
_NEXT = 3
_OTHER_ACTS: frozenset[Cue] = frozenset(
    {"cart_add", "cart_change", "cart_show", "compare", "policy", "stock", "store"}
)
_NO_PROBLEM: frozenset[Cue] = frozenset(
    {"cart_add", "cart_change", "cart_show", "compare", "policy", "order_status", "reserve", "handoff"}
)
_KEPT = frozenset(
    {
        *("allergen", "diet", "price", "organic", "gender", "color", "size", "brand", "store"),
        *("availability", "spicy_level"),
    }
)


def aimed(heard: Heard, base: Request, session: Session, vocabulary: Vocabulary) -> Request | None:
    """A goal, by the words of the table or, for a beginner's question, by the catalogue's own; None when a
    product is asked for, or nothing of the kind."""
    if heard.pointed.how in ("sku", "ordinal"):
        return None
    heard, owned = _beside_owned(heard)
    low = heard.low
    whole, gift = bool(_WHOLE.search(low)), bool(_GIFT.search(low))
    starting = bool(_STARTING.search(low)) and bool(_ASKING.search(low))
    needed = bool(_NEEDED.search(low)) or starting
    named = load_goals().named_in(low)
    limit = next((one for one in heard.conditions if is_limit(one)), None)
    kept = tuple(one for one in heard.conditions if one.facet in _KEPT and _is_said(one, heard, named))
    if named and any(low[named.start : named.end] in one for one in heard.rejected):
        return None
    if named is None:
        return _unknown(heard, base, kept) if starting and _NEEDED.search(low) else None
    goal = named.goal
    gift = gift or (not goal.about and _is_for_someone(low))
    made = bool(_COOKING.search(low)) and limit is not None and "question" not in heard.cues
    if not (whole or gift or needed or made) and not _asks_for(named, heard, session, vocabulary):
        return None
    if goal.about == "gift" and not (gift or _GIVING.search(low)):
        return None
    if not (whole and goal.about == "") and _names_goods(heard, named, vocabulary):
        return None
    gift = gift or goal.about == "gift"
    made = (goal.eaten or bool(_COOKING.search(low))) and bool(_FOR_ALL.search(low) or _COOKING.search(low))
    plan = (
        limit is not None
        and (whole or made or (needed and goal.about != "problem"))
        and not (gift and not whole)
    )
    plan = plan or (limit is None and whole and not gift)
    if goal.about in ("problem", "food", "meal"):
        kept = tuple(one for one in kept if one.facet != "gender")
    words = low[named.start : named.end]
    aim = Aim(goal.goal_id, words, plan, amount(limit) if plan and limit else None, gift, owned=owned)
    asked = whole or gift or needed or "recommend" in heard.cues or goal.about not in ("problem", "food")
    query = words
    if goal.about == "gift":
        kept = (*kept, *(one for one in heard.conditions if not one.hard and one not in kept))
        said = load_goals().named_in(heard.query)
        query = heard.query if said and said.goal == goal else f"{words} {heard.query}"
    return replace(
        base,
        intent="recommend" if asked else "search",
        query=query,
        constraints=(*base.constraints, *kept),
        budget=amount(limit) if limit else None,
        wish=aim,
    )


def _beside_owned(heard: Heard) -> tuple[Heard, tuple[str, ...]]:
    """The utterance without what the shopper says is there already, and the keys of that: i have a bike,
    자전거는 있어."""
    spans = [match.span() for match in _OWNED.finditer(heard.low)]
    had = [word for word in heard.words if any(start <= word.start < end for start, end in spans)]
    left = tuple(word for word in heard.words if word not in had)
    if not had or not left:
        return heard, ()
    keys = tuple(key_of(word.text) for word in left)
    return replace(heard, words=left, keys=keys), tuple(key_of(word.text) for word in had)


def _is_for_someone(low: str) -> bool:
    """something for my sister, she likes makeup: it is given to somebody of the table."""
    given = _GIVING.search(low)
    to = load_goals().named_in(given[0] + low[given.end() : given.end() + _WHO]) if given else None
    return to is not None and to.goal.about == "gift"


def _asks_for(named: Named, heard: Heard, session: Session, vocabulary: Vocabulary) -> bool:
    """True when naming this goal, the way it is named, is a wish although no word of needing stands by."""
    goal, low = named.goal, heard.low
    wide_open = bool(_OPEN.search(low))
    if goal.about == "problem":
        about_shown = bool(session.shown) and not wide_open and (heard.is_question or heard.likely != "find")
        acts = heard.cues & _NO_PROBLEM - ({"cart_change"} if not session.cart.lines else set())
        return not acts and not about_shown and not _MEND.search(low)
    if goal.about == "gift":
        return bool(_GIVING.search(low))
    if goal.eaten:
        if heard.changes and not (wide_open or heard.is_question):
            return False
        eating = wide_open or bool(_EATING.search(low))
        return (goal.about == "food" or eating) and not heard.cues & (_OTHER_ACTS - {"stock", "store"})
    return wide_open and not vocabulary.is_goods(key_of(low[named.start : named.end]))


def aimed_again(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """먹는 거 말고, under 30,000, cheaper ones after ideas for a goal: other ideas for it, on the new
    conditions."""
    named = load_goals().named_in(session.query) if session.topic in ("aim", "gift") else None
    if named is None or heard.pointed.how in ("sku", "ordinal", "name") or heard.cues & _OTHER_ACTS:
        return None
    heard = beside_reasons(heard)
    if any(vocabulary.is_goods(noun) and noun in heard.keys for noun in heard.nouns):
        return None
    new = [one for one in (*heard.conditions, *disliked(heard, session, vocabulary, shown)) if one.hard]
    turned = [
        key for key in map(key_of, heard.rejected) if vocabulary.is_goods(key) or vocabulary.lexicon.of(key)
    ]
    gone = tuple(
        sku
        for sku in last_list(session)
        if sku in shown and any(names(shown[sku], [key], vocabulary.lexicon) for key in turned)
    )
    cheaper = wants_cheaper(heard.low) and not any(one.facet == "price" for one in new)
    if cheaper and (limit := _middle(session, shown)):
        new.append(Constraint("price", "lt", limit))
    if not new and not gone:
        return None
    running = [one for one in session.constraints if one.facet not in ("allergen", "diet")]
    aim = Aim(named.goal.goal_id, session.query, gift=session.topic == "gift", gone=gone)
    constraints = (*base.constraints, *merged(running, new))
    asks = ("cheaper",) if cheaper else ()
    most = next((amount(one) for one in constraints if is_limit(one)), None)
    return replace(
        base, intent="recommend", query=aim.words, constraints=constraints, budget=most, wish=aim, asks=asks
    )


def _middle(session: Session, shown: Mapping[str, Product]) -> int | None:
    """The price in the middle of the ideas shown last: cheaper ideas cost less than that."""
    told = (price_of(shown.get(sku), sku) for sku in last_list(session))
    prices = sorted(price for price in told if price is not None)
    return prices[len(prices) // 2] if prices else None


def _unknown(heard: Heard, base: Request, kept: tuple[Constraint, ...]) -> Request | None:
    """A goal no table has: "양봉 처음인데 뭐 필요해". The catalogue's own words must do."""
    words = [word for word in heard.words if not _STARTING.search(word.text)]
    if not words or heard.pointed.skus:
        return None
    query = " ".join(heard.reading.text[word.start : word.end] for word in words[:4])
    return replace(
        base, intent="recommend", query=query, constraints=(*base.constraints, *kept), wish=Aim("", query)
    )


def _names_goods(heard: Heard, named: Named, vocabulary: Vocabulary) -> bool:
    """camping chairs, 모기장, mould remover: a kind of goods, beside the goal's own words or made up with
    them, is what is looked for. A place or an owner is not: 옷장에서 냄새, mould in the shower."""
    goal = named.goal
    plans = [match.span() for match in _WHOLE.finditer(heard.low)]
    beside = [
        word
        for word in heard.words
        if not _within(word, named) and not any(start <= word.start < end for start, end in plans)
    ]
    states = goal.about == "problem" or goal.eaten
    if any(
        vocabulary.is_goods(key_of(word.text))
        and not (states and (_is_place(word, heard.low) or _is_predicate(word, heard.low)))
        for word in beside
    ):
        return True
    if any(_is_pair(before, word, vocabulary) for before, word in pairwise(beside)):
        return True
    if any(_is_compound(word, span, heard.low, vocabulary) for word in beside for span in named.spans):
        return True
    own = [key_of(heard.low[start:end]) for start, end in named.spans]
    grown = [key_of(word.text) for word in heard.words if _within(word, named) and word.hangul]
    if any(
        key != part and key.startswith(part) and vocabulary.is_goods(key) for key in grown for part in own
    ):
        return True
    return any(
        noun not in own and len(noun) > len(part) > 1 and (noun.startswith(part) or noun.endswith(part))
        for noun in heard.nouns
        if vocabulary.is_goods(noun)
        for part in own
    )


def _is_pair(before: Run, word: Run, vocabulary: Vocabulary) -> bool:
    """Power bank: two words that make up a kind of goods."""
    return 0 < word.start - before.end < _NEXT and vocabulary.is_goods(key_of(f"{before.text} {word.text}"))


def _is_compound(word: Run, span: tuple[int, int], low: str, vocabulary: Vocabulary) -> bool:
    """강아지 간식: with the word beside it, the goal's own makes up a kind of goods."""
    phrase = low[min(word.start, span[0]) : max(word.end, span[1])]
    return vocabulary.lexicon.names(phrase, "product_type")


def _within(word: Run, named: Named) -> bool:
    return any(word.start < end and start < word.end for start, end in named.spans)


def _is_place(word: Run, low: str) -> bool:
    return bool(_PLACED_KO.match(low, word.end) if word.hangul else _PLACED_EN.search(low[: word.start]))


def _is_predicate(word: Run, low: str) -> bool:
    """옷장에 습기가 차요: no car."""
    if not word.hangul:
        return False
    return bool(_STATED.search(low[: word.start]) and _STATES.match(low, word.end))


def is_limit(one: Constraint) -> bool:
    """True for an upper price limit."""
    return one.facet == "price" and one.op in ("le", "lt") and not isinstance(one.value, str | tuple)


def amount(limit: Constraint) -> int:
    """The limit in minor units; 0 when it is no number."""
    return int(limit.value) if isinstance(limit.value, int | float) else 0


def _is_said(one: Constraint, heard: Heard, named: Named | None) -> bool:
    """Not a value that only the goal's own words gave rise to."""
    if named is None or one.facet in ("allergen", "diet", "price"):
        return True
    return str(one.value) not in heard.low[named.start : named.end]
