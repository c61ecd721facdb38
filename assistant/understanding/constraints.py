# ruff: noqa: E501 - patterns are data: one line each reads best
"""Facet conditions: which known words of an utterance are conditions, and which are what is wanted."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.domain.dialogue import Constraint
from assistant.lexicon import canonical_value
from assistant.lexicon.naming import SOFT, facet_forms
from assistant.lexicon.values import KINDS
from assistant.understanding.either import is_only_one
from assistant.understanding.found_facets import Facets
from assistant.understanding.heads import heads_last, is_part, nouns_in
from assistant.understanding.negation import Refusal, names_nothing, refused
from assistant.understanding.reading import Reading
from assistant.understanding.terms import Found, key_of, scan
from assistant.understanding.vocabulary import NONE, Ids, Vocabulary

ENOUGH, SOME = 0.2, 0.1
"""Share of the relevant products that must state a facet before a word about it may exclude the others."""
MOST, UNTOLD, NEARLY_ALL = 0.5, 0.25, 0.9
"""Of an attribute that only some feeds have: the share of goods that must state it, and the share of those
that say the word of a value which may state another."""
_ONE_EACH = frozenset({"color", "size", "brand", "gender", "origin", "material"})
"""Facets of which several named mean any of them; of others, all: wireless and waterproof."""
_PLAIN = frozenset(
    {"color", "size", "gender", "organic", "material", "diet", "storage", "origin", "waterproof", "wireless"}
)
"""Facets of every trade; of the others a feed may tell little."""
_OR = re.compile(r"\bor\b|이나|나\s|또는|혹은|아니면|든지|거나|/")
_AND = re.compile(r"\s?(?:\b(?:and|or|nor)\b|&)\s(?:the |any |an? )?")
_BESIDE_IN_KOREAN = re.compile(r"(?:이랑|랑|하고|과|와|이나|나)\s|,\s?")
"""What joins two that are turned down together."""
_ALSO_FREE = re.compile(r"\s?(?:,|and|&|or)\s?(?:[\w-]+\s?(?:,|and|&)\s)?[\w-]+[\s-]free\b")
_OF_TASTE = re.compile(r"(?:\s[a-z]+){0,2}\s(?:flavou?r|scent|fragrance)")
_WITHOUT = re.compile(
    r"\b(?:without|w/o|with no)\s+(?:any |the |an? )?(?P<word>[a-z][a-z -]{1,30}?)(?=\s*$|\s*[,.!?;]|\s(?:for|and|in|on|with|under|to|that|or)\b)"
)
_OWN_CHILD = re.compile(r"\b(?:my|our|his|her|their|the|a) (?:\w+ )?\w+$|[가-힣](?:가|이|는|은)$")
_COLOURED_GOODS = frozenset({"red wine", "white wine", "레드와인", "화이트와인"})
_NOT_ANY = re.compile(r"no (?:more )?\b")
_NAME_LENGTH = 24
"""No facet's name said before its value is longer."""
_CATEGORY_CUE = ("카테고리", "코너", "코너에서", "category", "section", "department", "분류", "매대")
_FROM = re.compile(
    r"(?<!made )\bfrom (?:the )?(?:[a-z]+ (?:or|and) )?$|(?<!made )\bfrom [a-z]+, [a-z]+ (?:or|and) $"
)
_BRAND_CUE = ("브랜드", "brand", "사", "제품", "꺼", "products")


def take_facets(
    reading: Reading, vocabulary: Vocabulary, context: Sequence[str], unwanted: Mapping[int, Refusal]
) -> Facets:
    """Read known words; take those that become conditions. `context`: keys of the running request, which
    tell what "빨간 거" is about when the utterance names no goods itself. unwanted: words turned down in
    whatever manner, by where they begin."""
    facets = Facets()
    _lacking(facets, reading, vocabulary, context)
    known = scan(reading, vocabulary.terms, vocabulary.knows)
    # The s of "beginner's" is no size.
    own = [term for term in known if reading.low[max(0, term.start - 1) : term.start] not in ("'", "’")]
    terms = _named(own, reading)
    refusals = _refusals(reading, terms, unwanted)
    facets.nouns = nouns_in(reading, terms, vocabulary, {term for term, found in refusals.items() if found})
    heads = heads_last(facets.nouns, terms, reading, vocabulary)
    facets.relevant = vocabulary.relevant(heads or context)
    for term in terms:
        others = [noun for noun in heads if noun != term.key]
        among = vocabulary.relevant(others or context)
        if refusal := refusals[term]:
            _refuse(facets, reading, vocabulary, term, refusal, among)
        else:
            _want(facets, reading, vocabulary, term, among, bool(others))
    _category(facets, reading, vocabulary, terms, heads[-1] if heads else "")
    if facets.nouns:
        for match in reading.find(_WITHOUT):
            facets.soft.append(Constraint("title", "ne", match["word"]))
            reading.take(*match.span())
    return facets


def _lacking(facets: Facets, reading: Reading, vocabulary: Vocabulary, context: Sequence[str]) -> None:
    """향 없는, gmo free: where the goods in question may state the lack itself ("무향", "non gmo"), that is
    wanted."""
    lacked = scan(reading, vocabulary.absences, vocabulary.knows)
    if not lacked:
        return
    among = vocabulary.relevant(
        nouns_in(reading, scan(reading, vocabulary.terms, vocabulary.knows), vocabulary, set()) or context
    )
    for term in lacked:
        refusal = refused(reading.low, term.start, term.tail)
        if refusal is None and _ALSO_FREE.match(reading.low, term.tail):
            refusal = ("lack", term.start, term.tail)
        if refusal is None or refusal[0] != "lack" or vocabulary.terms.get(_whole(reading, refusal)):
            continue
        sense = next((one for one in term.senses if vocabulary.share(one.facet, among) >= SOME), None)
        if sense is None:
            continue
        facets.wanted[sense.facet].append(sense.value)
        if sense.facet not in _ONE_EACH:
            facets.together.add(sense.facet)
        reading.take(refusal[1], refusal[2])


def _whole(reading: Reading, refusal: Refusal) -> str:
    return key_of(reading.low[refusal[1] : refusal[2]])


def _named(terms: Sequence[Found], reading: Reading) -> list[Found]:
    """Values with the facet's own name beside them read as one: "플라워 무늬", "banana flavor", "size small"."""
    found: list[Found] = []
    for term in terms:
        if found and term.start < found[-1].tail:
            continue
        for facet in dict.fromkeys(sense.facet for sense in term.senses if sense.kind == "facet"):
            for form in facet_forms(facet):
                named = re.compile(rf"\s?{re.escape(form)}(?![a-z])(?:으로|로|은|는|이|가|을|를|도|의)?")
                if match := named.match(reading.low, term.tail):
                    term = replace(term, tail=max(term.tail, match.end()), facet=facet)
                ahead = re.compile(rf"(?<![a-z가-힣]){re.escape(form)}(?:은|는|이|가|:)?\s?$")
                if match := ahead.search(reading.rest, max(0, term.start - _NAME_LENGTH), term.start):
                    term = replace(term, start=match.start(), facet=facet)
        found.append(term)
    return found


def _refusals(
    reading: Reading, terms: Sequence[Found], unwanted: Mapping[int, Refusal]
) -> dict[Found, Refusal | None]:
    """How each term is turned down. "미국산 소고기 말고 국내산" turns down the origin, not the beef: no other
    goods are named."""
    found: dict[Found, Refusal | None] = {}
    for term in terms:
        found[term] = refused(reading.low, term.start, term.tail, term.end) or unwanted.get(term.start)
    goods = [term for term in terms if term.has("type") or term.has("category")]
    for before, term in pairwise(terms):
        refusal = found[term]
        again = any(one.key.endswith(term.key) and not found[one] for one in goods if one != term)
        alone = (len({one.start for one in goods}) == 1 or again) and term in goods
        beside = not reading.low[before.tail : term.start].strip() and before not in goods
        if (
            refusal
            and refusal[0] == "strong"
            and alone
            and beside
            and before.has("facet")
            and not found[before]
        ):
            found[before], found[term] = ("strong", before.start, before.tail), None
    _share_refusals(reading.low, terms, found)
    return found


def _share_refusals(low: str, terms: Sequence[Found], found: dict[Found, Refusal | None]) -> None:
    """without carrot and banana; 당근이랑 바나나는 빼고: what is joined to what is turned down is turned down
    too, where both are goods or values of one facet."""
    for before, term in pairwise(terms):
        refusal = found[before]
        said_before = refusal is not None and refusal[2] <= before.tail
        joined = _AND.fullmatch(low[before.tail : term.start]) and _are_of_one_kind(before, term)
        if refusal and said_before and joined and not found[term]:
            found[term] = (refusal[0], term.start, term.tail)
    for before, term in reversed(list(pairwise(terms))):
        refusal = found[term]
        said_behind = refusal is not None and refusal[2] > term.tail
        joined = _BESIDE_IN_KOREAN.fullmatch(low[before.end : term.start]) and _are_of_one_kind(before, term)
        if refusal and said_behind and joined and not found[before]:
            found[before] = (refusal[0], before.start, before.tail)


def _are_of_one_kind(one: Found, other: Found) -> bool:
    if any(each.has("type") or each.has("category") for each in (one, other)):
        return all(each.has("type") or each.has("category") for each in (one, other))
    return bool({sense.facet for sense in one.senses} & {sense.facet for sense in other.senses})


def _want(
    facets: Facets, reading: Reading, vocabulary: Vocabulary, term: Found, among: Ids, has_others: bool
) -> None:
    goods = term.has("type") or term.has("category")
    for brand in term.values("brand"):
        if _is_brand(reading, vocabulary, term, brand, among, has_others, goods):
            facets.wanted["brand"].append(brand)
            reading.take(term.start, term.tail)
            return
    if goods and (tints := term.values("color")):
        facets.maybe.append(Constraint("color", "eq", tints[0]))
        facets.maybe_keys.append(term.key)
    if any("kids" in sense.value for sense in term.senses) and _OWN_CHILD.search(
        reading.low[max(0, term.start - 14) : term.tail]
    ):
        return
    soft: Constraint | None = None
    if (
        term.has("facet")
        and not term.facet
        and term.values("color")
        and _OF_TASTE.match(reading.low, term.tail)
    ):
        return
    if _names_goods_with_next(reading, vocabulary, term):
        return
    named = [term.facet] if term.facet else [sense.facet for sense in term.senses if sense.kind == "facet"]
    for facet in dict.fromkeys(named):
        values = term.values(facet)
        value = _meant(vocabulary, facet, values, term, among)
        plain = bool(term.facet) and not among
        bare = "" if term.facet else term.key
        if plain or _excludes(vocabulary, facet, value, bare, goods and not term.facet, among, has_others):
            known = facets.wanted[facet]
            since = facets.said.get(facet, term.tail)
            if known and facet not in _ONE_EACH:
                either = _OR.search(reading.low, since, term.tail)
                (facets.together.discard if either else facets.together.add)(facet)
            if known and is_only_one(reading.low, since, term.start, term.end):
                known.clear()
            if value not in known:
                known.append(value)
            facets.said[facet] = term.end
            if facet not in vocabulary.titled:  # Else the word itself finds the titles that have it.
                reading.take(term.start, term.tail)
            return
        there = facet in _PLAIN or (
            vocabulary.share(facet, among) >= SOME and _is_meant(vocabulary, facet, value, term.key)
        )
        if not goods and soft is None and there and vocabulary.facets.get(facet, {}).get(value):
            soft = Constraint(facet, "eq", value, hard=False)
    if soft is not None:
        facets.soft.append(soft)


def _meant(vocabulary: Vocabulary, facet: str, values: Sequence[str], term: Found, among: Ids) -> str:
    """Of several values a word may stand for, the one spelt so, then one the goods in question have. Of
    royal blue, blue where the shop has no other."""
    held = vocabulary.facets.get(facet, {})
    spelt = canonical_value(facet, term.key, vocabulary.lexicon)
    meant = max(values, key=lambda one: (one in held, one == spelt, bool(held.get(one, NONE) & among)))
    if meant not in held and facet in KINDS:
        plainer = canonical_value(facet, meant.split()[-1], vocabulary.lexicon)
        return plainer if plainer in held else meant
    return meant


def _names_goods_with_next(reading: Reading, vocabulary: Vocabulary, term: Found) -> bool:
    """ "Red" before "wine": together they are the name of goods."""
    after = next((run for run in reading.runs if run.start >= term.tail), None)
    if after is None or reading.low[term.tail : after.start].strip():
        return False
    key = key_of(f"{reading.low[term.start : term.end]} {after.text}")
    return key in _COLOURED_GOODS or any(
        sense.kind in ("type", "category") for sense in vocabulary.terms.get(key, ())
    )


def _excludes(
    vocabulary: Vocabulary, facet: str, value: str, word: str, goods: bool, among: Ids, has_others: bool
) -> bool:
    """True when a value named may exclude products without it: the goods in question state the facet. For a
    word that also names goods ("orange") some of them must have the value; `word` is what was said, "" when
    the facet was named with it."""
    if facet in SOFT or (facet not in vocabulary.closed and value != "yes"):
        return False
    held = vocabulary.facets.get(facet, {}).get(value, NONE)
    stated = vocabulary.share(facet, among) >= (SOME if held & among else ENOUGH)
    told = not word or facet in _PLAIN or _is_told(vocabulary, facet, value, word, among)
    if goods:
        return has_others and stated and told and bool(held & among)
    if facet == "size":
        return stated and bool(held & among)
    if facet in ("color", "gender", "organic"):
        return stated if among else facet in vocabulary.carrying
    return told and bool(held & among if among else held)


def _is_meant(vocabulary: Vocabulary, facet: str, value: str, word: str) -> bool:
    """True when the value's goods and those that say the word have anything to do with each other."""
    said, held = vocabulary.naming(word), vocabulary.facets.get(facet, {}).get(value, NONE)
    return 2 * len(said & held) >= len(said)


def _is_told(vocabulary: Vocabulary, facet: str, value: str, word: str, among: Ids) -> bool:
    """True where the feed tells the facet: most of the goods in question state it, and few of them say the
    word without it. One that gives a few printers the technology "laser" says nothing of other printers.
    Where no name of theirs says the word, nearly all must state the facet, or other goods bear it out; so must
    they for a word that names goods as well ("case", of the value "box")."""
    said, share = vocabulary.naming(word), vocabulary.share(facet, among)
    held = vocabulary.facets.get(facet, {}).get(value, NONE)
    kind = value != word and any(sense.kind == "type" for sense in vocabulary.terms.get(word, ()))
    here = NONE if kind else said & among
    if among and not (kind or here) and share >= NEARLY_ALL:
        return True
    said = here or said
    return share >= MOST and len(said - held) <= UNTOLD * len(said)


def _is_brand(
    reading: Reading,
    vocabulary: Vocabulary,
    term: Found,
    brand: str,
    among: Ids,
    has_others: bool,
    goods: bool,
) -> bool:
    """A brand whose name is also a word of other goods ("apple") needs its goods or the word brand beside it."""
    held = vocabulary.facets.get("brand", {}).get(brand, NONE)
    forms = {
        form for one in vocabulary.lexicon.of(term.key) for form in (*one.ko, *one.en) if one.kind == "brand"
    }
    every = vocabulary.naming(term.key).union(*(vocabulary.naming(key_of(form)) for form in forms))
    said = every & among if among else every
    if len(said - held) > UNTOLD * len(said):
        return False  # Titles say the name where the feed's brand is another: 삼성 갤럭시북 of the brand 갤럭시북.
    borne = vocabulary.products_for(term.key)
    common = (
        goods or len(borne - held) > UNTOLD * len(borne) or (not term.key.isascii() and len(term.key) < 2)
    )
    if not common:
        return True
    after = reading.low[term.end : term.end + 12].strip()
    before = reading.low[max(0, term.start - 8) : term.start].strip()
    if after.startswith(_BRAND_CUE) or before.endswith((" by", "brand", "브랜드")) or before == "by":
        return True
    if not goods and _FROM.search(reading.low[max(0, term.start - 32) : term.start]):
        return True
    return (has_others and bool(held & among) and not goods) or (goods and has_others and bool(held & among))


def _refuse(
    facets: Facets,
    reading: Reading,
    vocabulary: Vocabulary,
    term: Found,
    refusal: Refusal,
    among: Ids,
) -> None:
    how, start, end = refusal
    goods = term.has("type") or term.has("category")
    if names_nothing(reading.low[start:end]):
        reading.take(start, end)
        return
    for sense in term.senses:
        if sense.kind in ("facet", "brand") and (sense.facet in vocabulary.carrying or sense.kind == "brand"):
            if sense.kind == "facet" and not vocabulary.facets.get(sense.facet):
                continue
            value = _meant(vocabulary, sense.facet, term.values(sense.facet), term, among)
            held = vocabulary.facets.get(sense.facet, {}).get(value, NONE)
            if goods and among and not term.facet and not held & among:
                continue  # Yogurt with no honey in it: what they are not to have, no colour.
            facets.unwanted[sense.facet].append(value)
            reading.take(start, end)
            return
    if how == "lack" and goods and (facets.nouns or among & vocabulary.naming(term.key)):
        facets.soft.append(Constraint("title", "ne", term.key))
        reading.take(start, end)
        return
    if how == "lack" and (facets.nouns or not _NOT_ANY.match(reading.low, start)):
        return
    if paths := term.values("category"):
        facets.unwanted["category"] += [path for path in paths if path not in facets.unwanted["category"]]
    facets.rejected.append(term.key)
    reading.take(start, end)


_ELSEWHERE = 0.3
"""When more of the kind than this stands in other categories, those are asked for as well."""


def _category(
    facets: Facets, reading: Reading, vocabulary: Vocabulary, terms: Sequence[Found], head: str
) -> None:
    """The category the request is about, soft; hard when the shopper says the word category."""
    for term in reversed(terms):
        paths = term.values("category")
        if not paths or term.key not in facets.nouns:
            continue
        after = reading.low[term.tail : term.tail + 14].strip()
        hard = after.startswith(_CATEGORY_CUE)
        if not hard and (term.key != head or is_part(reading, vocabulary, term)):
            continue
        held = frozenset[int]().union(*(vocabulary.facets["category"].get(path, NONE) for path in paths))
        kind = vocabulary.heads.get(term.key, NONE)
        if not hard and len(kind - held) > _ELSEWHERE * len(kind):
            paths = (*paths, *_other_paths(vocabulary, kind - held, paths[0]))
        value = paths[0] if len(paths) == 1 else tuple(paths)
        facets.soft.append(Constraint("category", "eq" if len(paths) == 1 else "in", value, hard=hard))
        return


def _other_paths(vocabulary: Vocabulary, kind: Ids, like: str) -> list[str]:
    """The categories made up of goods of this kind, in the script of `like`."""
    return sorted(
        path
        for path, held in vocabulary.facets["category"].items()
        if held and held <= kind and path.isascii() == like.isascii()
    )
