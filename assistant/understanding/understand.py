# ruff: noqa: E501 - patterns are data: one line each reads best
"""From an utterance to a Request: the order of decisions, top to bottom."""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.domain.dialogue import Constraint, Request, Session
from assistant.domain.product import Product
from assistant.lexicon.keyboard import as_korean, as_latin
from assistant.lexicon.unnamed import is_unnamed
from assistant.understanding import (
    again,
    altering,
    asking,
    bare,
    behind,
    carting,
    enquiring,
    exchanging,
    finding,
    fitted,
    letting_go,
    of_nothing,
    offered,
    once_more,
    ordering,
    ours,
    plans,
    pointing,
    replying,
    returning,
    same,
    seeking,
    so_many,
    staying,
    taking,
    together,
    totals,
    visiting,
    which,
    wishes,
)
from assistant.understanding.acting import slot_of
from assistant.understanding.acts import is_ordinary
from assistant.understanding.asks import topics_in
from assistant.understanding.conditions import CHEAP_FIRST
from assistant.understanding.declining import declined
from assistant.understanding.followup import carried_safety, removed_health
from assistant.understanding.formal import plain
from assistant.understanding.hear import Heard, hear
from assistant.understanding.language import detect_language
from assistant.understanding.meant import Meaning
from assistant.understanding.misspelt import mended
from assistant.understanding.narrowing import only_looks, tells_more_of_list
from assistant.understanding.normalise import clean, lowered, shortened, without_chat, without_markup
from assistant.understanding.polite import as_order
from assistant.understanding.reading import Reading, runs_of
from assistant.understanding.safety import UNSAFE, Family, is_medical, is_out_of_scope, is_unsafe
from assistant.understanding.sentence import Sentence
from assistant.understanding.side_by_side import by_a_measure
from assistant.understanding.spaced import spaced
from assistant.understanding.spoken import written
from assistant.understanding.subject import subject
from assistant.understanding.tastes import tastes
from assistant.understanding.terms import Sense, key_of, strip_particle
from assistant.understanding.vocabulary import Vocabulary

_CONTRACTED = re.compile(r"(?<=\b[Ii])'m\b")
"""The m of I'm is no size."""
_CORRECTION = re.compile(
    r"(?:\bno,? (?:sorry|wait|i mean|i meant)\b|\bsorry,? i (?:mean|meant)\b|\bi meant\b|\bscratch that\b|(?<=[?.!,\s])아니\s?(?:아니|다|지|그게\s?아니라)?[,\s])",
    re.IGNORECASE,
)
_BOUND = r"(?:under|below|up to|max(?:imum)?|about|around|less than|over|한|약|최대)\s"
_UNIT = r"[$₩€£]?\d[\d.,]*\s?[a-z만천원달러유로인치미리]*"
_AMOUNT = re.compile(rf"(?P<bound>{_BOUND})?{_UNIT}(?P<alone>\W*$)?", re.IGNORECASE)
_LAST_AMOUNT = re.compile(
    rf"(?P<bound>{_BOUND})?{_UNIT}(?:\s?(?:이하|미만|이상|이내|까지|정도|or (?:less|more)))*\W*$",
    re.IGNORECASE,
)
_AFTERTHOUGHT = re.compile(
    r"^(?P<said>\S.*[요까나니지죠냐])\s*[?,~]*\s(?P<it>(?:이|그|저|요)(?:거|것|건)(?:는|은)?|얘|걔)\W*$"
)
"""인덕션 되나요 이거: what is asked about stands last."""
_FILLER = re.compile(
    r"\b(?:\d{1,2}|two|three|four|five|six) (?:is|are|was|would be|might be) (?:a bit |way |just )?too (?:much|many)\b[,.]?|(?:[두세네]\s?개|다섯\s?개|\d{1,2}\s?개)(?:는|은|면)?\s?(?:너무\s|좀\s)*많(?:아요?|네요?|은데요?|겠네요?|을\s?것\s?같아요?)(?!\s?\?)[,.]?|\b(?:on second thoughts?|come to think of it|first of all|first off)\b,?|(?:다시\s|잘\s)?생각해\s?보니까?|(?:제가\s|내가\s)?(?:잘\s?못|잘못)\s?(?:말|적|썼|눌렀|골랐)(?:했|었|씀\s?드렸)?\S*|말\s?실수\S*|말한\s?(?:건데요?|거(?:예요|였어요?|야|였는데요?)?)(?![가-힣])|\b(?:yuck|eww*|boo+|ugh+|meh|yikes|oof)\b",
    re.IGNORECASE,
)
"""Places in no list."""
_REMARK = re.compile(
    r"^\W*(?:그렇군요|그렇구나|헐|와+|우와|오호|아하|에이|이런|저런|아이고|어머|(?:아\s?)?참|맞다|음+|흠+)[\s,.!~ㅠㅜㅋㅎ]+(?:그래도|그러면)?\s?(?!아니)(?=\S+)|^\W*(?:ha(?:ha)*h?|lol|oh|ah|um+|hm+|hmm+|aw+)[\s,]+(?=\S+\s\S)|^\W*(?:haha,? ok(?:ay)?|sweet|splendid|dang|whatever|too bad|nice|great|cool|ok(?:ay)?|perfect|awesome|lovely|good|fine|sounds good|alright|wow|damn|bummer|hm+|lol|oh well|음+|아+|오+|흠+|좋네요?|좋아요|그렇군요|아쉽네요?|네|넵)(?:[.!~]+|,(?= (?:one|two|three|\d|add|put|give|get|i'?ll|let'?s|can|could|how|what|which|and|then|is|does|do)\b))\s+(?=\S+\s\S)",
    re.IGNORECASE,
)
"""Says something of what went before."""
_ALLERGY = re.compile(r"알레르기|알러지|못\s?먹|allerg|can'?t (?:eat|have)", re.IGNORECASE)
_LATIN_WORD = re.compile(r"[A-Za-z]{4,24}")
_LETTERS = re.compile(r"[ㄱ-ㅣ가-힣]*[ㄱ-ㅣ][ㄱ-ㅣ가-힣]*")
"""A Korean word with letters that are part of no syllable."""
READ = 500
"""Characters of one utterance read for meaning; Request.text holds it all."""


def understand(
    text: str,
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
    meaning: Meaning | None = None,
) -> Request:
    """What `text` asks in this session. `shown`: products of recently shown and cart SKUs, by SKU. `meaning`:
    what tells by meaning what a whole sentence does, beside its words.

    Total, and the same for the same: any string gives a Request. Only `meaning` runs a model, in this process. Constraints hold the profile's safety, what still holds of the
    running request, and what is said now.
    """
    said = clean(text)
    spoken = _AFTERTHOUGHT.sub(
        r"\g<it> \g<said>", _REMARK.sub("", _FILLER.sub(" ", _CONTRACTED.sub(" am", without_markup(said))))
    )
    readable = _corrected(
        written(
            spaced(_retyped(without_chat(plain(shortened(spoken, READ))), vocabulary), vocabulary), vocabulary
        ),
        vocabulary,
    )
    readable = mended(
        readable,
        lambda word: vocabulary.knows(key_of(word)) or is_ordinary(word),
        vocabulary.lexicon.english_words,
        vocabulary.telling,
    )
    before = session
    readable = so_many.of_one(staying.without_what_stays(as_order(readable), session), session)
    readable, session = returning.returned_to(readable, session, vocabulary, shown)
    language = detect_language(readable, session.language)
    reading = Reading(readable)
    base = Request(said, language, "out_of_scope", constraints=_held(session, vocabulary))
    if is_unsafe(reading.low) or is_unsafe(lowered(spoken)):
        return replace(base, intent="unsafe")
    if answer := replying.answer(reading.low, session):
        return replace(base, intent=replying.answered_intent(session), answer=answer)
    if not runs_of(reading.low):
        return base
    heard = hear(reading, language, session, vocabulary, shown)
    base = replace(base, constraints=_held(session, vocabulary, heard), changes=heard.changes)
    if not heard.changes and (is_medical(reading.low) or is_medical(lowered(spoken))):
        return base
    request = _decided(heard, base, heard.meant, vocabulary, shown)
    sentence = Sentence(request, heard, base, heard.meant, vocabulary, shown, meaning)
    for_the_cart = (
        None if plans.puts_together(request) or _looks_on(request, heard) else _for_the_cart(sentence)
    )
    request = (
        totals.asked_of_cart(sentence)
        or for_the_cart
        or seeking.sought(sentence)
        or enquiring.enquired(sentence)
        or behind.asked_behind(sentence, _decided)
        or request
    )
    if session is not before:
        request = returning.of_it(request, heard, session, vocabulary, shown)
    if family := _no_shops(request, heard, session, vocabulary):
        return replace(base, intent="unsafe" if family in UNSAFE else "out_of_scope")
    request = by_a_measure(fitted.only_as_it_comes(request, heard, shown, vocabulary), heard.low)
    return fitted.in_the_option(fitted.put_in_first(request, session, vocabulary), heard, shown, vocabulary)


_UNSURE = ("search", "recommend", "refine", "policy", "store_find", "thanks")
"""What a sentence of any words may be taken for."""
_FINDS = ("search", "refine", "complement")
"""What looks for goods."""


def _no_shops(request: Request, heard: Heard, session: Session, vocabulary: Vocabulary) -> Family | None:
    """What no shop answers, said in words that `safety` does not list."""
    health = heard.changes or heard.health.avoid
    asked = request.intent == "ask_product" and not session.focus
    if not (request.intent in _UNSURE or asked) or health or request.wish or "review" in topics_in(heard.low):
        return None
    goods = any(
        vocabulary.is_goods(noun) or vocabulary.lexicon.names(noun, "product_type")
        for noun in (*heard.nouns, *heard.keys)
    )
    family = declined(heard.low, slot_of(vocabulary), goods)
    if family in UNSAFE and not asked:
        return family
    looks = asked or _narrows(heard, goods or bool(session.query))
    return family if family == "self_harm" or not looks else None


def _narrows(heard: Heard, goods: bool) -> bool:
    """True for conditions of goods: the landlord will pay, so budget up to 30,000 won."""
    return goods and any(one.hard for one in heard.conditions)


def _for_the_cart(sentence: Sentence) -> Request | None:
    return altering.altered(sentence) or taking.taken(sentence) or taking.kept_out(sentence)


def _looks_on(request: Request, heard: Heard) -> bool:
    """Whether a remark tells more of what is looked for, and nothing of the cart: only for four bikes."""
    orders = heard.meant.topic == "cart" or ("cart_add" in heard.cues and not heard.guessed)
    remarks = tells_more_of_list(heard.low, heard.meant) or only_looks(heard.low)
    return request.intent in _FINDS and not orders and (remarks or bool(CHEAP_FIRST.search(heard.low)))


def _decided(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request:
    """The first of the readings that holds, the surest first."""
    if of_none := of_nothing.asked_of_nothing(heard, base, session, vocabulary):
        return of_none
    if basket := together.put_together(heard, base, session, vocabulary, shown):
        return basket
    if of_plan := plans.of_the_plan(heard, base, session, vocabulary, shown):
        return of_plan
    if letting_go.lets_go(heard, session):
        return finding.products(heard, base, session, vocabulary, shown) or base
    if fewer := ordering.only_so_many(heard, base, session, vocabulary, shown):
        return fewer
    if same_but := same.in_other_options(heard, base, session, vocabulary, shown):
        return same_but
    if also := once_more.in_passing(heard, base, session, vocabulary, shown):
        return also
    if repeated := again.asked_again(heard, base, session, vocabulary, shown):
        return repeated
    if of_it := bare.asked_of_it(heard, base, session, vocabulary, shown):
        return of_it
    if one_of := which.which_of_shown(heard, base, session, vocabulary, shown):
        return one_of
    if by_name := bare.asked_by_name(heard, base, session, vocabulary, shown):
        return by_name
    if exchanging.asks_for(heard) and (swapped := carting.cart(heard, base, session, vocabulary, shown)):
        return swapped
    if of_ours := ours.about_the_shop(heard, base, session, vocabulary, shown):
        return of_ours
    if wished := wishes.wished(heard, base, session, vocabulary, shown):
        return wished
    if _looks_for_unnamed(heard, session) and not _elsewhere(heard, base, session, vocabulary):
        return finding.products(heard, base, session, vocabulary, shown) or base
    return (
        offered.offered(heard, base, session)
        or replying.small_talk(heard, base, vocabulary)
        or replying.about_shopper(heard, base, session, vocabulary)
        or carting.cart(heard, base, session, vocabulary, shown)
        or _elsewhere(heard, base, session, vocabulary)
        or returning.back(heard, base, session, vocabulary)
        or pointing.only_pointed(heard, base, shown)
        or finding.not_sold(heard, base, vocabulary)
        or visiting.shop(heard, base, session, vocabulary, shown)
        or asking.about_products(heard, base, session, vocabulary, shown)
        or asking.in_passing(heard, base, session, vocabulary, shown)
        or finding.products(heard, base, session, vocabulary, shown)
        or base
    )


def _looks_for_unnamed(heard: Heard, session: Session) -> bool:
    """True for a thing told by its use before any was shown: 물 담아 갈 거 is no order, and anything to wash my
    bike with no question of the bike."""
    begun = session.shown or session.cart.lines or heard.pointed.skus
    return not begun and heard.likely != "policy" and bool(heard.words) and is_unnamed(heard.low)


def _elsewhere(heard: Heard, base: Request, session: Session, vocabulary: Vocabulary) -> Request | None:
    goods = any(vocabulary.is_goods(noun) for noun in heard.nouns)
    of_shown = bool(session.shown and (heard.pointed.skus or which.WHICH.search(heard.low))) or (
        subject(heard.low, session, vocabulary) is not None
    )
    if any(one.facet == "price" for one in heard.conditions) and _narrows(heard, bool(session.query)):
        return None
    return replace(base, intent="out_of_scope") if is_out_of_scope(heard.low, goods, of_shown) else None


def _held(session: Session, vocabulary: Vocabulary, heard: Heard | None = None) -> tuple[Constraint, ...]:
    """Safety first: the profile's under consent, then what was said earlier, then what is said now."""
    profile = session.profile
    gone: frozenset[str] = frozenset()
    now: tuple[Constraint, ...] = ()
    running = carried_safety(session.constraints)
    if heard is not None:
        gone = heard.health.removed_allergens | heard.health.removed_diets
        running = removed_health(running, heard.health)
        now = heard.health.constraints()
    found = [
        Constraint("allergen", "ne", key, origin="profile") for key in sorted(profile.safe_allergens - gone)
    ]
    found += [
        Constraint("diet", "eq", diet, origin="profile")
        for diet in sorted(profile.safe_diet - gone - {"no_pork"})
    ]
    if "no_pork" in profile.safe_diet - gone:
        found.append(Constraint("allergen", "ne", "pork", origin="profile"))
    known = {(one.facet, one.op, one.value) for one in found}
    for one in (*running, *now):
        if (one.facet, one.op, one.value) not in known:
            known.add((one.facet, one.op, one.value))
            found.append(one)
    return (*found, *tastes(profile, vocabulary))


def _corrected(text: str, vocabulary: Vocabulary) -> str:
    """What the shopper means after correcting themselves: "blue lights? no sorry, a blue helmet". Where only an
    amount or a value is put right, the rest still holds. Nothing is dropped where an allergy was named."""
    match = _CORRECTION.search(text)
    if match is None or _ALLERGY.search(text[: match.start()]) or not text[: match.start()].strip(" ,.!?"):
        return text
    after = text[match.end() :].strip(" ,.!")
    if kept := _beside(after, text[: match.start()].rstrip(" ,.!?~"), vocabulary):
        return f"{kept} {after}"
    return after if len(after) > 1 else text


def _beside(after: str, before: str, vocabulary: Vocabulary) -> str:
    """What still holds of a request, put right by `after` in an amount or a value alone; "" when other goods
    are meant, or none were named."""
    words = {run: strip_particle(run.text, vocabulary.terms.__contains__) for run in runs_of(before.lower())}
    later = [strip_particle(run.text, vocabulary.terms.__contains__) for run in runs_of(after.lower())]
    if any(vocabulary.is_goods(key_of(word)) for word in later) or not any(
        vocabulary.is_goods(key_of(word)) for word in words.values()
    ):
        return ""
    if (right := _AMOUNT.match(after)) and (amount := _LAST_AMOUNT.search(before)):
        bare = right["alone"] is not None and not right["bound"]
        return before[: amount.start()].rstrip() + (f" {amount['bound'] or ''}".rstrip() if bare else "")
    facets = {sense.facet for word in later for sense in _values(word, vocabulary)}
    same = [run for run, word in words.items() if any(s.facet in facets for s in _values(word, vocabulary))]
    return f"{before[: same[-1].start]}{before[same[-1].end :]}".strip() if same else ""


def _values(word: str, vocabulary: Vocabulary) -> list[Sense]:
    return [sense for sense in vocabulary.terms.get(key_of(word), ()) if sense.kind == "facet"]


def _retyped(text: str, vocabulary: Vocabulary) -> str:
    """Words typed on the other layout ("gpfapt", "ㅡㅑㅣㅏ") where the result means something and the keys do
    not."""
    korean = _LATIN_WORD.sub(lambda match: _in_korean(match[0], vocabulary), text)
    return _LETTERS.sub(lambda match: _in_latin(match[0], vocabulary), korean)


def _in_korean(word: str, vocabulary: Vocabulary) -> str:
    if _means(word, vocabulary):
        return word
    korean = as_korean(word)
    runs = runs_of(korean)
    if not (len(runs) == 1 and runs[0].hangul and len(runs[0].text) == len(korean) > 1):
        return word
    return (
        korean if _means(strip_particle(korean, lambda stem: _means(stem, vocabulary)), vocabulary) else word
    )


def _in_latin(word: str, vocabulary: Vocabulary) -> str:
    latin = as_latin(word)
    return latin if len(latin) > 2 and latin.isalpha() and _means(latin, vocabulary) else word


def _means(word: str, vocabulary: Vocabulary) -> bool:
    """True when the catalogue or the lexicon has the word, or people say it when they shop."""
    key = key_of(word)
    return (
        vocabulary.knows(key)
        or key in vocabulary.terms
        or bool(vocabulary.lexicon.of(word))
        or is_ordinary(word.lower())
    )
