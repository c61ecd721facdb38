# ruff: noqa: E501 - patterns are data: one line each reads best
"""Going back to something looked at earlier: 아까 그 자전거로 돌아가서, back to the helmets."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.dialogue import Constraint, Request, Session, Shown, Topic
from assistant.domain.product import Product
from assistant.understanding.asks import answered_by, topics_in
from assistant.understanding.followup import SAFETY, merged
from assistant.understanding.hear import Heard
from assistant.understanding.intent import Cue, cues_of
from assistant.understanding.named import is_other, named
from assistant.understanding.names import known_skus, own_words
from assistant.understanding.query import keys_left
from assistant.understanding.reading import Reading
from assistant.understanding.references import point_exactly
from assistant.understanding.several import values_said
from assistant.understanding.terms import key_of, strip_particle
from assistant.understanding.valued import has_options
from assistant.understanding.vocabulary import Vocabulary

ENOUGH = 0.2
_AGAIN = re.compile(
    r"^\W*(?:(?:그럼|그냥|혹시|아니|음)\s)?(?:아까\s)?(?:(?P<first>(?:맨\s?)?처음)(?:에)?|아까|전에|이전에?|앞에서?)\s?(?:보여\S*|나온|나왔던|본|봤던|추천\S*|찾던|찾은)?\s?(?:거|것|꺼|걸|목록|상품|제품)?(?:들)?(?:을|를|로)?\s?(?:좀\s)?다시\s?(?:좀\s?)?(?:한번\s)?(?:보여|볼|봐|찾아|추천)"
)
"""처음 보여준 거 다시 보여 주세요: what was looked for then, by no name."""
_LIKED = r"(?:looks?|sounds?|seems?) (?:so |really |very |quite |pretty )?(?:nice|good|great|lovely|beautiful|perfect|interesting|cool|neat|right|fine)"
BACK_TO = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|now|actually|hm+|well|right|then|but|no|sorry)\W+)*"
    r"(?:(?:i(?:'?d| would)? (?:rather |like to |prefer to |want to )|i'?ll |let'?s |let me |can we |could we )?(?:go |come |get |going )?)"
    r"back to (?:the|that|those|my|your|our) (?P<what>[^.,;:?!]{2,50}?)(?: (?:for a (?:moment|second|sec|minute)|again|now|then|please))*"
    r"(?:\s*[.,;:?!]+\s+|\s+[-–—]+\s+)(?:and )?(?P<rest>\S.{3,})$"
    r"|^\W*(?:(?:ok(?:ay)?|so|now|actually|hm+|well|oh|then|and|but|yes)\W+)*"
    rf"(?:i (?:really |quite |do )?(?:like|love|prefer|fancy) (?:the|that|this) (?P<liked>[^.,;:?!]{{2,50}}?)|(?:the|that|this) (?P<looks>[^.,;:?!]{{2,50}}?) {_LIKED})"
    r"\s*[.;!]+\s+(?:and )?(?P<then>\S.{3,})$"
    r"|^\W*(?:(?:다시|그럼|자|아|음)\W+)?(?:아까\s)?(?:(?:본|보던|말한|그)\s)?(?P<ko>[^,.?!]{2,20}?)(?:\s?(?:얘기|이야기))?(?:으로|로)\s(?:다시\s)?돌아가(?:서|면|자면|볼게요|보면)?[,.\s]+(?P<ko_asked>.{5,})$",
    re.IGNORECASE,
)
"""Back to the wok. What is its return policy; the pork belly sounds good. How much is it; 자전거로 돌아가서, 안장은
편한가요: the rest is said of it."""
GONE_BACK = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|now|actually|please|well|right|then|but|and|no|sorry)\W+)*"
    r"(?:i(?:'?d| would)? (?:like|want|prefer) to |let'?s |let me |can we |could we )?"
    r"(?:return|(?:go|get|come|going|switch|jump|take me) back) to (?:the|that|those|my|your|our) "
    r"[^.,;:?!]{2,40}?(?: (?:please|again|now|then))*\W*$"
)
"""Go back to the tennis one: what was looked for then is shown again."""
_FOR_GOODS = re.compile(
    r"\b(?:do you (?:have|sell|carry|stock)|any|show|recommend|find|which)\b|있(?:어|나|을|습)|보여|추천|찾아"
)
"""Asks for goods, whatever it was said beside."""
_SHOW = re.compile(r"보여|추천|찾")
_DONE: frozenset[Cue] = frozenset({"cart_add", "cart_change", "compare", "reserve"})
_RANKED = re.compile(
    r"\b(?:cheapest|dearest|priciest|least expensive|most expensive|first|second|third|last|both|all)\b|(?:제일|가장)\s?(?:싼|저렴한|비싼)|번째|\d번|둘\s?다"
)
"""Points into a list."""
_IT = re.compile(r"\b(?:it|them|they|that|those)\b", re.IGNORECASE)


def returned_to(
    text: str, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[str, Session]:
    """What is said of the product gone back to, and the session with that in focus; both as they are where none
    is named that was shown or put in."""
    match = BACK_TO.match(text)
    if match is None:
        return text, session
    rest = match["rest"] or match["then"] or match["ko_asked"]
    cues = cues_of(rest.lower())
    goods = match["what"] or match["ko"]
    if goods and _RANKED.search(rest.lower()) and cues & _DONE and not _SHOW.search(rest):
        skus = _listed(keys_left(Reading(goods.lower()), vocabulary), session, vocabulary, shown)
        if skus:
            return rest, replace(session, shown=(*session.shown, Shown(session.turns, skus)), focus=())
    if match["ko"] and ("question" not in cues or cues & _DONE or _SHOW.search(rest)):
        return text, session  # Goes back to what was looked for, not to one product.
    if match["what"] and not (cues & {"question", *_DONE} or _IT.search(rest)):
        return text, session
    return _to_one(text, rest, match, session, vocabulary, shown)


def _to_one(
    text: str,
    rest: str,
    match: "re.Match[str]",
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
) -> tuple[str, Session]:
    """`returned_to` where one product is gone back to."""
    what = Reading(match["what"] or match["liked"] or match["looks"] or match["ko"])
    pointed = point_exactly(what, session, vocabulary, shown)
    keys = keys_left(what, vocabulary)
    near = (*session.spoken, *(line.sku for line in session.cart.lines), *known_skus(session))
    known = tuple(dict.fromkeys(sku for sku in near if sku in shown))
    sku = named(keys, session, vocabulary, known, shown=shown) if keys and known else None
    if pointed.how == "ordinal" and not any(map(vocabulary.products_for, keys)):
        sku = next(iter(pointed.skus), None)
    if sku is None and match["then"] and keys:
        sku = named(keys, session, vocabulary, shown=shown)
    elif sku is None and keys:
        sku = next((one for one in known if _is_a(one, keys[-1], shown, vocabulary)), None)
    if sku is None:
        name = match["liked"] or match["looks"]
        spoken_of = name and any(vocabulary.is_goods(key) for key in keys)
        return (_IT.sub(f"the {name}", rest, count=1) if spoken_of and _IT.search(rest) else text), session
    alone = Shown(session.turns, (sku,))
    return rest, replace(session, shown=(*session.shown, alone), focus=(sku,), spoken=(sku, *session.spoken))


def _listed(
    keys: Sequence[str], session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[str, ...]:
    """Of the newest list that shows several such goods, those of the colour or size named, if any is: the black
    headphones."""
    of_goods = [key for key in keys if vocabulary.is_goods(key)]
    told = values_said(keys, vocabulary)
    for one in reversed(session.shown):
        found = tuple(sku for sku in one.skus if sku in shown and of_goods)
        found = tuple(sku for sku in found if _is_a(sku, of_goods[-1], shown, vocabulary))
        if len(found) < 2:
            continue
        conditions = [Constraint(facet, "eq", value) for facet, value in told.items()]
        return tuple(s for s in found if has_options(shown[s], s, conditions, vocabulary)) or found
    return ()


def of_it(
    request: Request, heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request:
    """`request`, asked of the product gone back to where it asks of none: is the saddle comfortable looks for
    no saddle."""
    if request.intent == "ask_product":
        return request if request.references else replace(request, query="", references=session.focus)
    if request.intent not in ("search", "recommend") or not heard.is_question:
        return request
    if _FOR_GOODS.search(heard.low) or not session.focus:
        return request
    product = shown.get(session.focus[0])
    asks = answered_by(topics_in(heard.low), product, heard.low, vocabulary.lexicon, heard.language)
    return replace(request, intent="ask_product", query="", references=session.focus, asks=asks)


def _is_a(sku: str, key: str, shown: Mapping[str, Product], vocabulary: Vocabulary) -> bool:
    """True when the product is called so, or stands on a shelf that is, by this word or another for it: a
    helmet for cyclists is no bike."""
    product = shown[sku]
    leaves = " ".join(path.rpartition(" > ")[2] for path in product.category.both()).lower()
    forms = {key, *(key_of(form) for one in vocabulary.lexicon.of(key) for form in (*one.ko, *one.en))}
    called = any(form in own_words(product) or form in leaves for form in forms)
    return called and not is_other(sku, key, shown, vocabulary)


def back(heard: Heard, base: Request, session: Session, vocabulary: Vocabulary) -> Request | None:
    """The earlier request with its conditions and what is said now; None when nothing earlier is meant."""
    again = _AGAIN.search(heard.low)
    returns = "back" in heard.cues or again or GONE_BACK.match(heard.low)
    if not returns or heard.cues & {"cart_add", "cart_change"}:
        return None
    if heard.guessed and not again and heard.pointed.how in ("ordinal", "sku"):
        return None
    topic = _meant(heard, session, vocabulary)
    if topic and len(session.needs) > 1 and topic.query == session.query:
        return None  # To one of several needs.
    if again and topic is None and not heard.keys and session.topics:
        topic = session.topics[0 if again["first"] else -1]
    if topic is None:
        return None
    held = [one for one in topic.constraints if one.facet not in SAFETY]
    conditions = merged(held, _new(heard))
    return replace(
        base,
        intent="refine",
        query=topic.query,
        constraints=(*base.constraints, *conditions),
        sort=heard.sort,
    )


def _meant(heard: Heard, session: Session, vocabulary: Vocabulary) -> Topic | None:
    """The newest topic that speaks of the goods named; without a name the one before the last."""
    topics = session.topics
    if heard.keys:
        named = strip_particle(heard.keys[-1], lambda stem: key_of(stem) in vocabulary.terms)
        alike = [(_alike(one, named, vocabulary), at) for at, one in enumerate(topics)]
        best, at = max(alike, default=(0.0, 0))
        return topics[at] if best >= ENOUGH else None
    return topics[-2] if len(topics) > 1 else None


def _alike(topic: Topic, key: str, vocabulary: Vocabulary) -> float:
    """2 when the topic was asked for by this word, else the share its goods and the word's have in common."""
    named = [key_of(word) for word in topic.query.split()]
    if key in named or (not key.isascii() and any(key in one for one in named)):
        return 2.0
    here, there = vocabulary.products_for(key), vocabulary.relevant(named)
    return len(here & there) / len(here | there) if here & there else 0.0


def _new(heard: Heard) -> list[Constraint]:
    """What is said now, without the category the topic's own name gave."""
    return [one for one in heard.conditions if one.facet != "category"]
