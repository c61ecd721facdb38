# ruff: noqa: E501 - patterns are data: one line each reads best
"""How an utterance continues the running request: refining it, asking for more, or starting anew."""

import re
from collections.abc import Mapping, Sequence

from assistant.domain.dialogue import Constraint, Session
from assistant.domain.product import Product
from assistant.lexicon.amounts import amount
from assistant.lexicon.opposites import opposed
from assistant.understanding.acts import is_ordinary
from assistant.understanding.allergens import Health
from assistant.understanding.conditions import CHEAP_FIRST
from assistant.understanding.intent import HAVE_YOU
from assistant.understanding.narrowing import of_some, tells_more
from assistant.understanding.reading import Reading, runs_of
from assistant.understanding.references import focused, last_list
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Ids, Vocabulary, head_end

SAFETY = frozenset({"allergen", "diet"})
_NAMES = frozenset({"model", "line", "series"})
"""Facets that name goods."""
_CHEAPER = re.compile(
    r"(?:더|좀\s?더|조금\s?더|보다)\s?(?:많이\s)?(?:싼|싸(?:요|죠|지|니|나요?|냐|네요?|다)?(?![가-힣])|싸|저렴|값싼|낮은\s?가격)|(?:너무|좀|조금|많이|다)\s?비싸|비싼\s?(?:거|것|애|편|듯)(?:만|밖에|들|이|인|네|같)|가격(?:대)?이?\s?(?:너무|좀)\s?(?:세|높|쎄)|(?<!더\s)비싸(?:요|네요?|다)(?![가-힣])|비싼데|(?:\ba (?:little|tad) )?(?:\bbit )?\bcheaper\b|less expensive|more affordable|lower[- ]price[d]?|too (?:expensive|pricey|much|dear|steep)|(?:a bit|little|bit) (?:expensive|pricey|steep|dear|much)|out of my budget|\bless (?:pricey|costly)|price is (?:too )?high|가격을?\s?(?:좀\s)?(?:더\s)?낮춰|가격\s?(?:부담|낮은)"
)
_ALL_DEAR = re.compile(
    r"비싼\s?(?:거|것|애)(?:들)?(?:만|밖에|뿐)|다\s?(?:너무\s)?비싸|\b(?:all|everything'?s?|they'?re all|these are all) (?:is |are |a bit |way |so )*(?:too )?(?:expensive|pricey|dear|steep)"
)
_DEARER = re.compile(
    r"더\s?(?:비싼|고급|좋은\s?거|좋은\s?것|고가)|more expensive|pricier|higher[- ]end|more premium|\bfancier\b|higher price"
)
_NOT_THAT = re.compile(
    r"(?:이|그|저)(?:거|것|건)\s?(?:말고|빼고|외에|제외)|(?:말고|빼고)\s?(?:다른|딴)|(?:이|그|저)(?:거|것|건)\s?(?:은|는)?\s?(?:싫|별로|아니|마음에\s?안|안\s?좋)|마음에\s?(?:안|들지)|맘에\s?안|별로(?:예요|야|네요?|다|인데요?|에요)|(?:거|것|건|꺼|째)(?:은|는)?\s?(?:좀\s|너무\s|영\s)?(?:싫|별로|그닥|아닌\s?(?:것|거)\s?같|마음에\s?안|맘에\s?안)|not (?:this|that|it|these|those)(?: one| ones)?\b|(?:don'?t|do not|didn'?t|not) (?:really |actually |much )?(?:like|want|love|fancy|into|keen on|fond of|a fan of|sure about) (?:this|that|it|these|those|any of|them|the (?:first|second|third|fourth|fifth|last|cheapest|\w+ ones?))|\b(?:i )?hate (?:it|this|that|these|those|them|the)\b|other than (?:this|that|these|those)|besides (?:this|that|these|those)|instead of (?:this|that|these|those)|something else|anything else|different one"
)
_REFINING = re.compile(
    r"(?:그|이)\s?중(?:에|에서|에도)?|거기(?:서|에서)|여기서|(?:이|그)\s?(?:목록|리스트)|among (?:these|those|them)|(?:of|from|in) (?:these|those|them)|out of (?:these|those)|^(?:아니(?:요|오)?|아뇨|음|그럼|그러면|no|nope|actually|hmm|well|instead|ok(?:ay)? but|but|and|also)\b[\s,]|"
    r"(?:으로|로|걸로|것으로)\s?(?:만\s?)?(?:보여|찾|추천|해|바꿔|부탁|골라|줘|할|주세요|볼|좁혀|한정)|(?:으로|로)(?:만)?(?:요)?[.?! ]*$|(?:은|는)\s?(?:요|없|어때|있|어떤)|(?:거|것|건|걸)(?:로|만|는|은|도)?\s?(?:있|없|보여|줘|추천|요|주세요|찾|만|위주|로)|(?:거|것|걸)(?:로|는|만)?[.?! ]*$|^(?:what|how) about\b|\bones?\b|^(?:in|with|without|under|over|below|only|just|but|make it|for|from|by|size|not)\b|\b(?:instead|rather|only|narrow|filter|limit)\b|인\s?(?:거|것|걸)|색(?:으로|은|도)|이면\s?좋|였으면|(?:였|이었|했|있|없)으면\s?좋"
)
_COMPARATIVE = re.compile(
    r"(?:제일|가장|젤)\s?[가-힣]{0,3}(?:은|한|운|큰|긴|좋은)\s?(?:거|것|걸|게|건|놈|애|쪽)|^(?:ok |and |just |show me )*(?:the |which (?:one )?is the )?(?:big|small|larg|long|short|light|heavi|warm|new|nic|cut|thin|thick|soft|simpl|fanci|strong|fast|bright)\w{0,3}est(?: ones?| of (?:them|these|those))?[?.! ]*$|(?:^|\s)(?:좀|조금|약간)?\s?더\s?[가-힣]{1,4}(?:은|한|운|큰|작은)\s?(?:거|것|걸|게|애|쪽|색|사이즈|$)|\b(?:something|anything|one|ones) (?:a (?:bit|little) )?(?!other)(?:\w{3,}er|more \w+|less \w+)\b|\b(?:something|anything|ones?) (?:with|that has|that have) (?:an? )?(?:(?:bit|little) )?(?:(?:larg|bigg|small|long|short|wid|high|low|bett|strong|light|heavi|thick|thinn|soft|dark|bright|warm|new)er|more|less)\b|^\W*(?:(?:and|but|just|only|anything|something|ones?) )*(?:(?:long|short|bigg|larg|small|tall|wid|thick|thinn|light|heavi|high|low)er|(?:more|less) \w+) than \d|^(?:a (?:bit|little) )?(?:lighter|smaller|bigger|larger|warmer|softer|thinner|darker|brighter|simpler|lower)\b"
)
_WISH = re.compile(r"(?:이?면|라면|었으면|였으면|으면)\s?(?:더\s)?좋|인\s?(?:거|것|걸)")
_ONES = re.compile(
    r"\bones?\b|(?:거|것|걸|맛|향)(?:로|으로|는|은|만|도)?(?:요)?[.?! ]*$|(?:거|것|걸|건)(?:로|는|은)?\s?(?:있|없)"
)
_RATHER = re.compile(
    r"^\W*(?:i'?d|i would|we'?d|we would)\s(?:really |much )?(?:prefer|rather (?:have|like))\b"
    r"|^[^,.?!]{1,30}\b(?:instead|preferably)(?:,? please)?\W*$|\b(?:would|might) be (?:better|best|nicer|nice|great|ideal|perfect|lovely)\W*$"
)
"""I'd prefer whole beans, strawberry instead: what the goods looked for are rather to be."""
_AMONG = re.compile(r"\bamong (?:these|those|them)\b|(?:그|이)\s?중에")
_OTHERS = re.compile(
    rf"\b(?:show me|find me|i'?d like|i want|i need|get me|{HAVE_YOU})"
    r" (?:an?|any|some) (?!.*\b(?:ones?|in|with|for|from|of|that|which|to)\b)"
    rf"|\b(?:which|what) (?:[\w-]+ ){{1,3}}{HAVE_YOU}\b"
)
"""Show me a fly swatter instead, which racing socks do you have: a thing with a name of its own."""
_ONLY = re.compile(
    r"(?:만|만요|만\s?보여\S*)[.?! ]*$|^(?:그|저|이)\s?브랜드|\b(?:just|only)\b|그\s?중|among|of those|from (?:them|that brand|this brand)"
)
_NEW_TOPIC = re.compile(
    r"이제|이번(?:엔|에는)|다음(?:은|으로|엔)|다른\s?얘기|새로|^now\b|\bnow (?:show|find|i|let)|\bnext\b|different topic|start over|처음부터|새로\s?(?:시작|찾)"
)


def wants_cheaper(low: str) -> bool:
    return bool(_CHEAPER.search(low)) and not CHEAP_FIRST.search(low)


def finds_all_dear(low: str) -> bool:
    """True when the whole list is too dear, not one product of it: 비싼 것만 있네요."""
    return bool(_ALL_DEAR.search(low))


def take_comparison(reading: Reading) -> None:
    """Take the words that compare with what was shown: 더 싼, cheaper, too expensive."""
    reading.take_all(_CHEAPER)
    reading.take_all(_DEARER)


def wants_dearer(low: str) -> bool:
    return bool(_DEARER.search(low))


def turns_down(low: str) -> bool:
    """True when what was shown is refused: 그거 말고, something else, I don't like these."""
    return bool(_NOT_THAT.search(low))


def refines(
    reading: Reading,
    session: Session,
    vocabulary: Vocabulary,
    nouns: Sequence[str],
    words: Sequence[str],
    constraints: Sequence[Constraint],
) -> bool:
    """True when the utterance narrows the running request rather than starting a new one. `nouns`: keys of
    goods it names; `words`: its content words; `constraints`: conditions it adds."""
    if not (session.query or session.constraints or session.shown):
        return False
    low = reading.low
    named = [noun for noun in nouns if _is_goods(noun, vocabulary)]
    running = _keys(session.query)
    if session.query and (_COMPARATIVE.search(low) or tells_more(low)):
        return True
    fresh = [
        noun
        for noun in named
        if not _within(noun, running)
        and amount(noun) is None
        and not _is_kind_of(noun, running, vocabulary)
        and not _narrowing(noun, running, low, vocabulary)
        and not _tells_apart(noun, running, vocabulary)
    ]
    if _asks_for_others(low, words, running, constraints, vocabulary):
        return False
    if not session.query and session.constraints and _ONLY.search(low):
        return True
    if session.query and words and all(amount(word) is not None for word in words):
        return True
    if words and all(opposed(word, session.query) for word in words) and not _NEW_TOPIC.search(low):
        return True
    if words and len(running) > 1 and all(_is_brand(word, vocabulary) for word in words):
        return True
    if named and not fresh and len(named) >= 1 and session.query:
        return not _NEW_TOPIC.search(low) or bool(constraints)
    if fresh:
        return False
    if not words or (constraints and not _NEW_TOPIC.search(low)):
        return bool(constraints) or bool(_REFINING.search(low))
    if _NEW_TOPIC.search(low):
        return False
    return bool(_REFINING.search(low) or _WISH.search(low)) or all(
        _is_trait(word, vocabulary) or _tells_apart(word, running, vocabulary) for word in words
    )


def _asks_for_others(
    low: str,
    words: Sequence[str],
    running: Sequence[str],
    constraints: Sequence[Constraint],
    vocabulary: Vocabulary,
) -> bool:
    """Whether a thing is asked for that none of the running goods is, though no kind of goods is known by
    that name."""
    among = vocabulary.relevant(running)
    models = [one for one in constraints if one.facet in _NAMES and one.op == "eq"]
    if among and any(
        not among & vocabulary.facets.get(one.facet, {}).get(str(one.value), among) for one in models
    ):
        return True
    head = words[-1] if words else ""
    if not head or is_ordinary(head) or not _OTHERS.search(low) or _is_trait(head, vocabulary):
        return False
    return not _within(head, running) and not among & vocabulary.products_for(head)


def _narrowing(noun: str, running: Sequence[str], low: str, vocabulary: Vocabulary) -> bool:
    """A word that tells some of the running goods apart rather than naming others: 고어텍스면 좋겠는데, the
    blueberry ones. A title word, or with "ones" any word, that some of them have."""
    some = of_some(low) or _RATHER.search(low) is not None
    if vocabulary.is_goods(noun) and not (some or any(one.search(low) for one in (_ONES, _WISH, _AMONG))):
        return False
    head = running[: head_end(running)][-1:] if _RATHER.search(low) else running
    return bool(vocabulary.relevant(head) & vocabulary.products_for(noun)) and bool(
        some or _REFINING.search(low) or _WISH.search(low)
    )


def _is_kind_of(noun: str, running: Sequence[str], vocabulary: Vocabulary) -> bool:
    """A floor lamp, after lamps: some of what is looked for, by the name of its kind."""
    words = noun.split()
    if len(words) < 2 or list(running) != words[-1:]:
        return False
    found = vocabulary.products_for(noun)
    return bool(found) and found <= vocabulary.products_for(words[-1])


def _tells_apart(word: str, running: Sequence[str], vocabulary: Vocabulary) -> bool:
    """A word that names no goods of its own and that some of the running goods have in their names: leather
    after watch straps, "the plus" after phone cases."""
    if not running or (vocabulary.is_goods(word) and not _is_color(word, vocabulary)):
        return False
    among = vocabulary.relevant(running)
    return bool(among & vocabulary.naming(word)) and len(among) < vocabulary.size


def _is_brand(word: str, vocabulary: Vocabulary) -> bool:
    """아니 애플로, after Samsung's phones: who makes them."""
    return any(sense.kind == "brand" for sense in vocabulary.terms.get(key_of(word), ()))


def _is_color(word: str, vocabulary: Vocabulary) -> bool:
    """화이트 is correction fluid too: after goods that come in white it is the colour."""
    return vocabulary.lexicon.names(word, "colour")


def merged_query(session: Session, words: Sequence[str], vocabulary: Vocabulary) -> str:
    """The running query with the new words; a word of the same family (겨울 and 여름) replaces the old."""
    kept = _told_anew(session, words)
    fresh = [word for word in words if not _within(key_of(word), _keys(session.query))]
    fresh = [
        word
        for word in fresh
        if vocabulary.knows(word) or _family(word, vocabulary) != "person" or opposed(word, session.query)
    ]
    if fresh and len(kept) > 1 and all(_is_brand(word, vocabulary) for word in fresh):
        kept = [old for old in kept if not _is_brand(old, vocabulary)]
    for word in fresh:
        family = _family(word, vocabulary)
        if family:
            kept = [old for old in kept if _family(old, vocabulary) != family]
        if _is_color(key_of(word), vocabulary):
            kept = [old for old in kept if not _is_color(key_of(old), vocabulary)]
        kept = [old for old in kept if not opposed(word, old)]
    while kept and kept[-1].lower() in _DANGLING:
        kept.pop()
    return " ".join([*fresh, *kept])


def _told_anew(session: Session, words: Sequence[str]) -> list[str]:
    """The running words, without what stood before one that told goods apart and is said anew: full finger
    gloves, then half finger."""
    kept, told = session.query.split(), {word.lower() for word in session.narrowing}
    again = {word.lower() for word in words}
    if not kept or again <= {word.lower() for word in kept}:
        return kept
    return [
        word
        for word, after in zip(kept, [*kept[1:], ""], strict=True)
        if not (word.lower() in told - again and after.lower() in told & again)
    ]


_DANGLING = frozenset({"for", "with", "in", "of", "the", "a", "an", "and", "to"})
"""What ends no query, once what it spoke of is replaced."""


def merged(
    running: Sequence[Constraint], new: Sequence[Constraint], dropped: Sequence[str] = ()
) -> tuple[Constraint, ...]:
    """The running conditions with the new ones: a new condition on a facet replaces the old ones on it,
    allergens and diets add up, a lower price end keeps the upper one. Old ones count as said in the session."""
    replaced = {one.facet for one in new if one.facet not in SAFETY}
    kept = []
    for one in running:
        if one.origin == "profile" or one.facet in dropped:
            continue
        rivals = [fresh for fresh in new if fresh.facet == one.facet]
        if one.facet in SAFETY:
            if any((fresh.op, fresh.value) == (one.op, one.value) for fresh in rivals):
                continue
        elif one.facet in replaced and not _both_hold(one, rivals):
            continue
        kept.append(_said(one))
    return (*kept, *new)


def carried_safety(running: Sequence[Constraint]) -> tuple[Constraint, ...]:
    """Allergens and diets said earlier: they hold whatever the topic."""
    return tuple(_said(one) for one in running if one.facet in SAFETY and one.origin != "profile")


def relative_price(
    session: Session,
    shown: Mapping[str, Product],
    vocabulary: Vocabulary,
    pointed: Sequence[str],
    cheaper: bool,
    among: Ids,
    all_too_dear: bool = False,
) -> Constraint | None:
    """ "더 싼 거": below what is pointed at; without a pointer below everything in the last list where the
    catalogue has such, else below the first of it, or below the dearest when all of it is too dear. None when nothing shown has a price."""
    skus = list(pointed) or list(last_list(session))
    prices = [price for sku in skus if (price := price_of(shown.get(sku), sku)) is not None]
    if not prices:
        return None
    limit = min(prices) if cheaper else max(prices)
    if not pointed and len(prices) > 1:
        known = [vocabulary.numbers.get("price", {}).get(number) for number in among]
        if not any(value is not None and (value < limit if cheaper else value > limit) for value in known):
            first = [price_of(shown.get(sku), sku) for sku in focused(session)]
            limit = next((price for price in first if price is not None), prices[0])
            if cheaper and all_too_dear:
                limit = max(prices)
    return Constraint("price", "lt" if cheaper else "gt", limit)


def price_of(product: Product | None, sku: str) -> int | None:
    """Minor units of its offer; None without product or price."""
    if product is None:
        return None
    offer = product.variant(sku).offer
    return offer.price.minor if offer.price else None


def removed_health(running: Sequence[Constraint], health: Health) -> tuple[Constraint, ...]:
    """The running conditions without those the shopper took back."""
    gone = health.removed_allergens | health.removed_diets
    return tuple(one for one in running if not (one.facet in SAFETY and one.value in gone))


def _both_hold(old: Constraint, new: Sequence[Constraint]) -> bool:
    """A lower bound and an upper bound on one number live together; a refusal and another wish as well."""
    down, up, out = {"lt", "le"}, {"gt", "ge"}, {"ne", "not_in"}
    for one in new:
        sides = {one.op, old.op}
        if sides <= out:
            continue
        if old.op in out and one.op not in out and old.value != one.value:
            continue
        if one.op in out and old.op not in out and old.value != one.value:
            continue
        if not (sides & down and sides & up):
            return False
        if isinstance(old.value, int | float) and isinstance(one.value, int | float):
            low, high = (old.value, one.value) if old.op in up else (one.value, old.value)
            if low > high:
                return False
    return True


def _said(one: Constraint) -> Constraint:
    return Constraint(
        one.facet, one.op, one.value, one.hard, "session" if one.origin == "text" else one.origin
    )


def _keys(text: str) -> list[str]:
    return [key_of(run.text) for run in runs_of(text.lower())]


def _within(key: str, running: Sequence[str]) -> bool:
    parts = [key_of(run.text) for run in runs_of(key)] or [key]
    return all(any(part == old or _is_end(part, old) for old in running) for part in parts)


def _is_end(part: str, old: str) -> bool:
    """트리 of 크리스마스트리, not 리스 of 크리스마스."""
    return len(part) > 1 and (old.startswith(part) or old.endswith(part))


def is_kind(key: str, vocabulary: Vocabulary) -> bool:
    """Whether a word names a kind of goods by the lexicon, and is to the shop no more than part of a name:
    tights, where the only ones are a model called so."""
    senses = vocabulary.terms.get(key, ())
    named = all(sense.facet in ("model", "line", "series") for sense in senses)
    sold = bool(vocabulary.naming(key)) and not vocabulary.lexicon.names(key, "colour")
    return named and sold and vocabulary.lexicon.names(key, "product_type")


def _is_goods(key: str, vocabulary: Vocabulary) -> bool:
    """Goods rather than a property: a product type or category, or a title word that is no trait."""
    senses = vocabulary.terms.get(key, ())
    if is_kind(key, vocabulary):
        return True
    if any(sense.kind in ("type", "category") for sense in senses):
        return not any(sense.kind == "trait" for sense in senses) or any(
            sense.kind == "category" for sense in senses
        )
    return not senses and len(vocabulary.products_for(key)) > 0


def _is_trait(word: str, vocabulary: Vocabulary) -> bool:
    key = key_of(word)
    senses = vocabulary.terms.get(key) or vocabulary.terms.get(key.removesuffix("용")) or ()
    return any(sense.kind in ("trait", "facet") for sense in senses)


def _family(word: str, vocabulary: Vocabulary) -> str:
    key = key_of(word)
    for form in (key, key.removesuffix("용")):
        for sense in vocabulary.terms.get(form, ()):
            if sense.kind == "trait" and sense.facet in ("season", "person"):
                return sense.facet
    return ""


def of_other_goods(nouns: Sequence[str], session: Session, vocabulary: Vocabulary) -> bool:
    """미니펌프 얼마예요 beside a lock: goods are named, and what is in focus is none of them; False where no goods
    are named."""
    held = {vocabulary.number_of(sku) for sku in session.focus}
    kinds = [found for noun in nouns if vocabulary.is_goods(noun) and (found := vocabulary.relevant([noun]))]
    return bool(kinds) and not any(held & found for found in kinds)
