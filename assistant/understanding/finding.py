# ruff: noqa: E501 - patterns are data: one line each reads best
"""The search for products: new, refined, more of the same."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.dialogue import Constraint, Intent, Request, Session, Sort
from assistant.domain.product import Product
from assistant.domain.wish import Aim
from assistant.lexicon.unnamed import is_unnamed
from assistant.understanding.aims import amount, is_limit
from assistant.understanding.belonging import belonging, for_what
from assistant.understanding.budgets import carried, spent_on
from assistant.understanding.complaints import beside_reasons, disliked
from assistant.understanding.either import either, of_any
from assistant.understanding.fewer import of_fewer_needs
from assistant.understanding.followup import (
    SAFETY,
    finds_all_dear,
    is_kind,
    merged,
    merged_query,
    of_other_goods,
    refines,
    relative_price,
    turns_down,
    wants_cheaper,
    wants_dearer,
)
from assistant.understanding.hear import Heard
from assistant.understanding.letting_go import let_go, without_forgotten, without_words
from assistant.understanding.names import by_name, own_words
from assistant.understanding.narrowing import tells_more
from assistant.understanding.needless import needless
from assistant.understanding.needs import split_needs
from assistant.understanding.people import (
    beside_person,
    for_another,
    is_for_whom,
    made_for,
    own_size,
    without_whom,
)
from assistant.understanding.placed import beside_place
from assistant.understanding.prices import is_for_all
from assistant.understanding.query import first_named, named_first
from assistant.understanding.reading import runs_of
from assistant.understanding.references import focused, last_list
from assistant.understanding.running import (
    of_the_same_kind,
    without_failed_limits,
    without_least,
    without_other_goods,
    without_words_of,
)
from assistant.understanding.sold import unsold
from assistant.understanding.story import beside_story
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

_INSTEAD = re.compile(r"대신|\binstead\b")
"""What is to be done without names no goods that are unwanted: 우유 마시면 배 아픈데 대신 마실 거."""
_AND_ALSO = re.compile(
    r"^\W*(?:(?:oh|ah|ok(?:ay)?|hm+)\W+)?(?:and|also|plus|next)\b|\b(?:also|as well|too)\W*$"
    r"|^\W*(?:아\W+)?(?:그리고|이번엔|이번에는|또|참)(?![가-힣])"
)
"""And something to keep my legs warm: another thing than what was looked for."""
_WOULD_BE = re.compile(
    r"\b(?:would|might|sounds?|looks?|feels?|seems?) (?:be |a (?:bit|little) |much |so )?(?:fancier|pricier|more (?:premium|expensive))"
)
CHEAP_SHARE = 1 / 3


def products(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """search, recommend or refine; None when the utterance holds no need at all."""
    given_up = needless(heard, session, vocabulary, shown)
    if given_up:
        heard, session = given_up.heard, given_up.session
    several = session.needs
    heard, session = of_fewer_needs(heard, session)
    heard = without_forgotten(heard)
    goods = vocabulary.relevant([key_of(word) for word in session.query.split()])
    heard = beside_place(beside_story(beside_reasons(beside_person(heard)), vocabulary, goods), vocabulary)
    low = heard.low
    asks = ("currency",) if heard.foreign_price else ()
    unnamed = is_unnamed(low)
    conditions = [one for one in heard.conditions if not (unnamed and _only_stands_by(one, low))]
    shelf_left_out = any(one.facet == "category" and one.op in ("ne", "not_in") for one in conditions)
    if not shelf_left_out and not (unnamed and _INSTEAD.search(low)):
        conditions += [
            Constraint("title", "ne", word)
            for word in heard.rejected
            if not _is_on_all(word, heard, session, vocabulary)
        ]
    conditions += disliked(heard, session, vocabulary, shown)
    conditions += made_for(heard, vocabulary)
    whose = any(one.facet == "gender" for one in conditions)
    if not any(one.facet == "size" for one in conditions):
        conditions += own_size(heard, session, vocabulary)
    rejected = _rejected(heard, session, shown)
    if beside := _others(heard, session, vocabulary, shown):
        rejected = (*rejected, *(sku for sku in beside if sku not in rejected))
        session = without_words_of(beside, session, heard, vocabulary)
    dropped = list(let_go(heard, session))
    session = without_words(session, tuple(dropped), vocabulary) if dropped else session
    if given_up:
        dropped += given_up.dropped
    nouns = [
        noun
        for noun in heard.nouns
        if noun in heard.keys or any(noun in key or key in noun for key in heard.keys)
    ]
    nouns += [key for key in heard.keys if key not in nouns and is_kind(key, vocabulary)]
    cheaper = wants_cheaper(low) and not any(one.facet == "price" for one in conditions)
    dearer = wants_dearer(low) and not any(one.facet == "price" for one in conditions)
    dearer = dearer and not _is_said_of(heard)
    answers_choice = _is_choice(low, session)
    running = bool(session.query or session.constraints or session.shown)
    another = unnamed and bool(heard.words) and _AND_ALSO.search(low) is not None
    more = "more" in heard.cues and running and not conditions and not heard.words
    refining = (
        bool(dropped)
        or given_up is not None
        or session.needs != several
        or more
        or answers_choice
        or (not another and refines(heard.reading, session, vocabulary, nouns, heard.keys, conditions))
    )
    if (cheaper or dearer) and session.shown and (refining or not of_other_goods(nouns, session, vocabulary)):
        pointed = heard.pointed.skus if heard.pointed.how in ("sku", "ordinal", "pronoun", "name") else ()
        among = vocabulary.relevant([key_of(word) for word in session.query.split()])
        limit = relative_price(session, shown, vocabulary, pointed, cheaper, among, finds_all_dear(low))
        if limit:
            conditions.append(limit)
            if kind := of_the_same_kind(pointed, session, vocabulary):
                conditions.append(kind)
            if cheaper:
                session = without_least(session)
            refining = True
            asks = (*asks, "cheaper" if cheaper else "dearer")
            base = replace(base, references=tuple(pointed))
    if heard.sort and running and not heard.words:
        refining = True
    if telling := for_what(heard, session, vocabulary):
        refining = True
        heard = replace(heard, words=telling, keys=tuple(key_of(word.text) for word in telling), nouns=())
        conditions = [one for one in conditions if one.facet != "category"]
    sort = heard.sort
    if heard.cheap and not cheaper and not any(one.facet == "price" for one in conditions):
        conditions += _cheap(heard, session, vocabulary)
    if refining:
        session = without_failed_limits(session, vocabulary, shown)
        if tells_more(low):
            conditions = [one for one in conditions if one.hard or one.facet != "category"]
        else:
            session = without_other_goods(session, heard.keys, vocabulary)
        session = for_another(heard, session, conditions)
    if refining and (running or not heard.words):
        words = [
            heard.reading.text[word.start : word.end]
            for word in heard.words
            if not (whose and is_for_whom(word.text))
        ]
        if whose:
            session = replace(session, query=without_whom(session.query))
        query = merged_query(session, words, vocabulary)
        apart = bool(conditions) and not (cheaper or dearer)
        running_now = [one for one in session.constraints if one.facet not in SAFETY]
        held = (
            *base.constraints,
            *merged(running_now, either(running_now, conditions, low), dropped),
        )
        query = of_any(query, held, vocabulary)
        return _request(
            heard,
            replace(
                base,
                intent="refine",
                query=query,
                needs=session.needs if apart and query == session.query else (),
                constraints=_relevant(held, query, vocabulary),
                unsold="" if _showed_last(session) else unsold(first_named(query), vocabulary),
                narrowing=(*_telling(words, query, vocabulary), *session.narrowing),
                budget=_refined(conditions, session),
            ),
            sort,
            asks,
            rejected,
            more or (bool(rejected) and not conditions and heard.pointed.how not in ("sku", "ordinal")),
        )
    needs = () if unnamed else split_needs(heard, vocabulary)
    if not heard.words and not conditions and not needs and not sort:
        others = bool(rejected) or ("more" in heard.cues and running)
        if not (others or "recommend" in heard.cues or heard.health.avoid or heard.health.diets):
            return replace(base, intent="recommend", asks=asks) if asks else None
        held = (
            *base.constraints,
            *merged([one for one in session.constraints if one.facet not in SAFETY], ()),
        )
        again: Intent = "recommend" if "recommend" in heard.cues and not others else "refine"
        base = replace(base, intent=again, query=session.query, constraints=held)
        return _request(heard, base, sort, asks, rejected, others)
    if needs:  # The shelf of one of them is not that of the others.
        conditions = [one for one in conditions if one.hard or one.facet != "category"]
    intent: Intent = "recommend" if "recommend" in heard.cues else "search"
    held = carried(heard, conditions, session, vocabulary) if not dropped else ()
    found = replace(
        base,
        intent=intent,
        query=belonging(heard, session, vocabulary),
        unsold="" if needs or unnamed else unsold(named_first(heard.words, heard.reading), vocabulary),
        constraints=_relevant((*base.constraints, *conditions, *held), heard.query, vocabulary),
        needs=needs,
        budget=spent_on(heard, conditions, held, session),
        wish=_within(heard, needs, conditions),
    )
    return _request(heard, found, sort, asks, rejected, False)


def _only_stands_by(one: Constraint, low: str) -> bool:
    """True for what the words beside a thing without a name tell of other goods: the shelf of the sofa that is
    not to be scratched, the milk it is to be instead of, the road a tyre is patched on."""
    beside = not one.hard or (one.op in ("ne", "not_in") and _INSTEAD.search(low) is not None)
    return one.facet == "fits" or (one.facet in ("category", "title") and beside)


def _refined(conditions: Sequence[Constraint], session: Session) -> int | None:
    limit = next((amount(one) for one in conditions if is_limit(one)), None)
    return limit if session.budget is not None and limit is not None else session.budget


def _within(heard: Heard, needs: tuple[str, ...], conditions: Sequence[Constraint]) -> Aim | None:
    """Several needs and a sum they may cost together: a plan for them; None for anything else."""
    limit = next((one for one in conditions if is_limit(one)), None)
    if len(needs) < 2 or limit is None or not is_for_all(heard.low):
        return None
    return Aim("", " ".join(needs), plan=True, budget=amount(limit), needs=needs)


def _telling(words: Sequence[str], query: str, vocabulary: Vocabulary) -> list[str]:
    """The words that tell goods apart: of blue or black, where either will do, neither."""
    kept = query.lower().split()
    said = [word for word in words if any(key_of(word) in one for one in kept)]
    return [word for word in said if _is_borne(word, vocabulary)]


def _is_borne(word: str, vocabulary: Vocabulary) -> bool:
    """True when the catalogue says the word, in either language."""
    forms = (form for concept in vocabulary.lexicon.of(word) for form in (*concept.ko, *concept.en))
    return vocabulary.knows(key_of(word)) or any(vocabulary.knows(key_of(form)) for form in forms)


def _showed_last(session: Session) -> bool:
    """True when the last turn found something: then the running request has goods."""
    return bool(session.shown) and session.shown[-1].turn == session.turns - 1


def not_sold(heard: Heard, base: Request, vocabulary: Vocabulary) -> Request | None:
    """A wish for goods the shop does not have, before any word of it is taken for a question or a service."""
    heard = beside_story(heard, vocabulary)
    words = named_first(heard.words, heard.reading)
    alone = len(words) == len(runs_of(heard.low))
    if (
        not (heard.likely == "find" or alone)
        or heard.pointed.skus
        or not (missing := unsold(words, vocabulary))
    ):
        return None
    whole = key_of(" ".join(words))
    if len(words) > 1 and not vocabulary.lexicon.of(whole):
        return None
    constraints = (*base.constraints, *heard.conditions)
    return replace(base, intent="search", query=heard.query, constraints=constraints, unsold=missing)


def _request(
    heard: Heard,
    base: Request,
    sort: Sort | None,
    asks: tuple[str, ...],
    rejected: tuple[str, ...],
    more: bool,
) -> Request:
    constraints = base.constraints
    if heard.stores:
        constraints = (
            *constraints,
            Constraint(
                "store",
                "eq" if len(heard.stores) == 1 else "in",
                heard.stores[0] if len(heard.stores) == 1 else heard.stores,
            ),
        )
    return replace(
        base,
        constraints=tuple(dict.fromkeys(constraints)),
        sort=sort,
        asks=asks,
        rejected=rejected,
        more=more,
        store_ids=heard.stores,
    )


def _is_on_all(word: str, heard: Heard, session: Session, vocabulary: Vocabulary) -> bool:
    """강아지 말고 고양이용, where every cat's cushion says it is for dogs as well: what is no name of goods and
    stands on all that is wanted instead cannot be turned down."""
    wanted = {*heard.keys, *(key_of(one) for one in session.query.split())} - {word}
    if not heard.keys or not wanted or vocabulary.is_goods(word):
        return False
    among = frozenset.intersection(*(frozenset(vocabulary.products_for(key)) for key in wanted))
    return bool(among) and among <= vocabulary.naming(word)


def _rejected(heard: Heard, session: Session, shown: Mapping[str, Product]) -> tuple[str, ...]:
    """SKUs turned down: what is pointed at in "그거 말고", shown products of a kind refused."""
    if turns_down(heard.low):
        plural = re.search(r"\bthese\b|\bthose\b|\bthem\b|이것들|그것들|얘네", heard.low)
        exact = heard.pointed.skus if heard.pointed.how in ("sku", "ordinal") else ()
        return exact or (last_list(session) if plural else focused(session))
    found = [
        sku
        for key in heard.rejected
        for sku, product in shown.items()
        if by_name(session, {sku: product}, [key], [sku])
    ]
    return tuple(dict.fromkeys(found))


_OTHER = re.compile(r"\b(?:other|another|different)\b(?! than)|(?<![가-힣])(?:다른|딴)(?![가-힣])")


def _others(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[str, ...]:
    """What other balls, 다른 폰은요: the SKUs spoken of, or shown last, that are such goods."""
    match = _OTHER.search(heard.low)
    after = [word for word in heard.words if match and word.start >= match.end()]
    goods = [key for word in after if vocabulary.is_goods(key := key_of(word.text))]
    if not goods:
        return ()
    meant = vocabulary.products_for(goods[-1])
    spoken = dict.fromkeys([*focused(session), *last_list(session)])
    return tuple(
        sku
        for sku in spoken
        if vocabulary.number_of(sku) in meant
        or (sku in shown and any(word.endswith(goods[-1]) for word in own_words(shown[sku])))
    )


def _is_said_of(heard: Heard) -> bool:
    """True where what is named is called fancier than what was shown: French butter would be fancier."""
    match = _WOULD_BE.search(heard.low)
    return match is not None and any(word.start < match.start() for word in heard.words)


def _is_choice(low: str, session: Session) -> bool:
    pending = session.pending
    return (
        pending is not None
        and pending.kind == "clarify"
        and any(low.strip(" .!?") == choice.lower() for choice in pending.choices)
    )


def _cheap(heard: Heard, session: Session, vocabulary: Vocabulary) -> tuple[Constraint, ...]:
    """ "Cheap" as a soft price limit: the lower third of the goods in question."""
    among = heard.relevant or vocabulary.relevant([key_of(word) for word in session.query.split()])
    known = vocabulary.numbers.get("price", {})
    prices = sorted(known[number] for number in (among or known) if number in known)
    if not prices:
        return ()
    return (Constraint("price", "le", int(prices[int((len(prices) - 1) * CHEAP_SHARE)]), hard=False),)


def _relevant(
    constraints: tuple[Constraint, ...], query: str, vocabulary: Vocabulary
) -> tuple[Constraint, ...]:
    """Diets of the profile and of earlier turns count for food: a vegan's backpack needs no label."""
    if not query:
        return constraints
    among = vocabulary.relevant([key_of(word) for word in query.split()])
    if not among or among & vocabulary.edible:
        return constraints
    return tuple(
        one for one in constraints if not (one.facet in ("diet", "spicy_level") and one.origin != "text")
    )
