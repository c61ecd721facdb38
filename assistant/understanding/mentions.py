# ruff: noqa: E501 - patterns are data: one line each reads best
"""Which particular goods a sentence speaks of, and where: both the Nebula Pro and the LumenHead, the $50 one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log1p

from assistant.domain.dialogue import Session
from assistant.domain.product import Product
from assistant.lexicon.skeleton import alike
from assistant.understanding.acts import is_ordinary
from assistant.understanding.followup import price_of
from assistant.understanding.money import minor, sums_in
from assistant.understanding.named import bearing
from assistant.understanding.names import known_skus, names, own_words
from assistant.understanding.numerals import digits
from assistant.understanding.quantities import counts_in
from assistant.understanding.query import STOP
from assistant.understanding.reading import Reading, Run
from assistant.understanding.references import point_exactly, point_loosely
from assistant.understanding.roles import roles, turned_down
from assistant.understanding.several import is_value_only
from assistant.understanding.terms import key_of, strip_particle
from assistant.understanding.vocabulary import NONE, Ids, Vocabulary

_BREAK = re.compile(
    r"[.!?;:,/&+]|\s-+\s|—|–|\b(?:and|plus|n|or|but|so|because|since|for)\b|(?:이랑|랑|하고|[과와])\s|그리고|및"
)
_JOINING = frozenset({"plus", "n", "because", "since", "다", "됐고", "말고", "빼고"})
_WITH = re.compile(r"^(?:이랑|랑|하고|과|와)\s")
_NEAR = re.compile(
    r"\W*(?:(?:of|the|in|with|to|a|an|s|that|is|ones?|size|colou?r|색|색상|짜리|인|의)(?:\W+|$)){0,3}"
)
"""What may stand between two words of one name."""
_GLOSS = re.compile(r"(?<=[가-힣])\s?\(([a-z][a-z' -]+)\)")
_SHARE = 0.6
"""Of what the words tell of any product, the share that one must bear to be meant."""
_REFUSED_BEFORE = re.compile(
    r"\b(?:not|no|without|instead of|rather than|except|forget|skip|than)\s(?:the |that |those |a |an |any )?$"
)
_REFUSED_AFTER = re.compile(
    r"\S{0,2}\s?(?:거|것|건|걸)?\S{0,2}\s?(?:말고|됐고|빼고|싫|아니라|아니고|대신|별로|패스)|\s(?:is|are|was|were|isn't|aren't) (?:too|out\b|no good)"
)
_MADE_FOR = re.compile(r"(?:용|형|맛|짜리|전용)(?:으로|로|은|는|도|만|을|를)?(?:요)?$")
_FOR_SO_MUCH = re.compile(
    r"\b(?:for|at)\s(?P<n>\d[\d,]*\.\d{2}|\d[\d,]{2,})(?![\d.,]*\s?(?:of|each|people|days?|hours?)\b)"
)
_SPAN = 30
"""How far behind a name its size or colour stands."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One product pointed at. start, end: where, in the utterance; how: "name", "value" (the blue one),
    "place", "rank" or "all"; words: what was said of it; seen: it was shown or lies in the cart; vague: as
    much holds of others shown; refused: it is turned down (not the stand); exact: it bears every word said of
    it; priced: it is told by what it costs (the $50 card)."""

    sku: str
    start: int
    end: int
    how: str
    words: tuple[str, ...] = ()
    seen: bool = True
    vague: bool = False
    refused: bool = False
    exact: bool = True
    priced: bool = False

    @property
    def is_told(self) -> bool:
        """Whether its name says which it is, and no other bears as much of it."""
        return self.how == "name" and self.exact and not self.vague


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the utterance that tells of products: which, and how much. idle: too common to tell alone;
    priced: a sum that is their price."""

    text: str
    start: int
    end: int
    ids: Ids
    weight: float
    value: bool
    idle: bool
    priced: bool = False


@dataclass(frozen=True, slots=True)
class _Scene:
    """What can be pointed at. view: the SKU by which each product shown or in the cart is known, by number,
    the likeliest meant first."""

    low: str
    session: Session
    vocabulary: Vocabulary
    shown: Mapping[str, Product]
    view: Mapping[int, str]


def mentions(
    low: str, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> tuple[Mention, ...]:
    """The products a lower-cased utterance points at, in order; () for none. Each is one of those shown or in
    the cart, or one of the shop whose name is said nearly whole."""
    scene = _Scene(low, session, vocabulary, shown, _in_view(session, vocabulary))
    unwanted = turned_down(low, roles(low)).keys()
    every = [
        replace(one, refused=_is_refused(one, low) or any(one.start <= at < one.end for at in unwanted))
        for one in _by_name(scene)
    ]
    named, refused = [one for one in every if not one.refused], [one for one in every if one.refused]
    placed = _placed(scene)
    if any(not one.vague for one in named) or placed:
        named = [one for one in named if not one.vague or _is_counted(one, low)]
    elif ranked := _ranked(scene):
        named = ranked
    if placed and placed[0].how == "all" and named:
        placed = []
    elif placed:
        named = [one for one in named if one.how == "name" and placed[0].how != "all"]
    found: list[Mention] = []
    for one in sorted((*named, *placed, *refused), key=lambda mention: mention.start):
        same = [other for other in found if other.sku == one.sku]
        if not same or (same[-1].how == "name" and set(same[-1].words) & set(one.words)):
            found.append(one)  # The polo in S, the polo in XXL: each in its own size.
    return tuple(found)


def _is_counted(one: Mention, low: str) -> bool:
    """Two tires: whichever of them, they are meant."""
    return any(
        0 <= one.start - end <= 1 or 0 <= start - one.end <= 1 for _, start, end in counts_in(Reading(low))
    )


def _in_view(session: Session, vocabulary: Vocabulary) -> dict[int, str]:
    order = (*session.focus, *session.spoken, *session.last_shown, *known_skus(session))
    found: dict[int, str] = {}
    for sku in order:
        found.setdefault(vocabulary.number_of(sku), sku)
    found.pop(-1, None)
    return found


def _is_refused(one: Mention, low: str) -> bool:
    """not the stand; 유기농 말고: turned down, and none that is meant."""
    return bool(_REFUSED_BEFORE.search(low, 0, one.start) or _REFUSED_AFTER.match(low, one.end))


def _placed(scene: _Scene) -> list[Mention]:
    """By code, place or all of them."""
    reading = Reading(scene.low)
    pointed = point_exactly(reading, scene.session, scene.vocabulary, scene.shown)
    pairs = zip(scene.low, reading.rest, strict=True)
    taken = [at for at, (before, after) in enumerate(pairs) if before != after]
    if not pointed.skus or not taken:
        return []
    how = "all" if pointed.how == "all" else "place"
    return [Mention(sku, taken[0], taken[-1] + 1, how) for sku in pointed.skus]


def _ranked(scene: _Scene) -> list[Mention]:
    """The cheapest of them."""
    keys = [key_of(word.text) for word in _words(scene) if not word.idle]
    pointed = point_loosely(scene.low, scene.session, scene.vocabulary, scene.shown, keys, ())
    whole = len(scene.low)
    return [Mention(sku, 0, whole, "rank") for sku in pointed.skus[:1]] if pointed.how == "rank" else []


def _by_name(scene: _Scene) -> Iterator[Mention]:
    words = sorted([*_words(scene), *_prices(scene)], key=lambda word: word.start)
    groups = list(_groups(scene, words))
    at = 0
    while at < len(groups):
        group, number = groups[at], at
        at += 1
        if all(word.value or word.idle for word in group):
            if found := _of_value(group, scene, scene.view):
                yield found
            continue
        tied = _best(group, scene)
        if not tied:
            if unseen := _unseen(group, scene):
                yield unseen
            continue
        values = []
        while at < len(groups) and all(word.value or word.idle for word in groups[at]):
            if groups[at][0].start - groups[at - 1][-1].end > _SPAN:
                break
            values.append(groups[at])
            at += 1
        yield from _in_values(groups[number], values, tied, scene)


def _in_values(
    group: Sequence[_Word], values: Sequence[Sequence[_Word]], tied: Sequence[int], scene: _Scene
) -> Iterator[Mention]:
    """The iPad, pink, 128 GB is one; the hoodies in grey, blue and white are three."""
    whole = [*group, *(word for one in values for word in one)]
    every = [number for number in tied if all(number in word.ids for word in whole if not word.idle)]
    if len(tied) > 1 and len(values) > 1 and not every:
        among = {number: scene.view[number] for number in tied}
        several = [_of_value(one, scene, among) for one in values]
        if all(several):
            yield from (one for one in several if one)
            return
    number = (every or tied)[0]
    said = tuple(word.text for word in whole)
    start, end = group[0].start, group[-1].end
    exact = all(number in word.ids for word in whole if not word.idle)
    yield Mention(
        scene.view[number],
        start,
        end,
        "name",
        said,
        vague=len(every or tied) > 1,
        exact=exact,
        priced=any(word.priced for word in whole),
    )


def _words(scene: _Scene) -> Iterator[_Word]:
    counted = {at for _, *span in counts_in(Reading(scene.low)) for at in range(*span)}
    runs = Reading(scene.low).runs
    glossed = _glossed(runs, scene)
    for run in _joined(runs, scene):
        if run.text in STOP or run.text in _JOINING or run.start in counted or run in glossed:
            continue
        text, ids = _bearing(run, scene)
        if ids := _called(key_of(text), ids, scene):
            value = is_value_only(text, scene.vocabulary)
            common = is_ordinary(run.text) and not scene.vocabulary.is_goods(key_of(text)) and not value
            weight = log1p(scene.vocabulary.size / len(ids))
            yield _Word(text, run.start, run.end, ids, weight, value, common or text.isdigit())


def _joined(runs: Sequence[Run], scene: _Scene) -> Iterator[Run]:
    """The words, those in a row that say one thing together as one: silica gel."""
    at = 0
    while at < len(runs):
        run, after = runs[at], runs[at + 1] if at + 1 < len(runs) else None
        at += 1
        if after and not run.hangul and scene.low[run.end : after.start] == " ":
            whole = replace(run, text=f"{run.text} {after.text}", end=after.end)
            if _says_more(whole.text, scene):
                run, at = whole, at + 1
        yield run


def _says_more(phrase: str, scene: _Scene) -> bool:
    """Whether two words name goods that neither word names alone."""
    said = bearing(key_of(phrase), scene.vocabulary)
    return bool(said) and not any(bearing(key_of(word), scene.vocabulary) & said for word in phrase.split())


def _glossed(runs: Sequence[Run], scene: _Scene) -> list[Run]:
    """노란 필러(yellow peeler): the words that say in Korean what stands behind them in brackets, and that the
    goods so called do not bear."""
    found: list[Run] = []
    for match in _GLOSS.finditer(scene.low):
        words = match[1].split()
        called = frozenset.intersection(*(bearing(key_of(word), scene.vocabulary) for word in words))
        said = [run for run in runs if run.end <= match.start() and run.hangul][-len(words) :]
        found += [run for run in said if not _bearing(run, scene)[1] & called]
    return found


def _called(key: str, ids: Ids, scene: _Scene) -> Ids:
    """Of goods in view that only lie on a shelf called so, none is meant: no cola by "water"."""
    if not scene.vocabulary.is_goods(key) or not scene.vocabulary.heads.get(key):
        return ids
    shelved = (
        number
        for number in ids & scene.view.keys()
        if (product := scene.shown.get(scene.view[number]))
        and not names(product, [key], scene.vocabulary.lexicon)
    )
    return ids - frozenset(shelved)


def _bearing(run: Run, scene: _Scene) -> tuple[str, Ids]:
    """The word without its particle, and the products that bear it or sound like it."""
    vocabulary = scene.vocabulary

    def known(stem: str) -> bool:
        return len(stem) > 1 and bool(bearing(key_of(stem), vocabulary))

    text = strip_particle(run.text, known) if run.hangul else run.text
    if run.hangul and not known(text):
        made = _MADE_FOR.sub("", text)
        text = next((one for one in (made, f"{text}색", f"{made}색") if known(one)), text)
    if ids := bearing(key_of(text), vocabulary) if len(text) > 1 or text.isdigit() else NONE:
        return text, ids
    if not run.hangul or len(text) < 2:
        return text, NONE
    for form in dict.fromkeys((text, strip_particle(text, lambda _: False))):
        if near := frozenset(
            number
            for number, sku in scene.view.items()
            if sku in scene.shown
            and any(
                one.isascii() and len(one) > 2 and alike(form, one) for one in own_words(scene.shown[sku])
            )
        ):
            return form, near
    return text, NONE


def _prices(scene: _Scene) -> Iterator[_Word]:
    """Sums of money that are the price of something shown."""
    currency = scene.vocabulary.currency
    for price, start, end in (*sums_in(scene.low, currency), *_bare_sums(scene.low, currency)):
        at = frozenset(n for n, sku in scene.view.items() if price_of(scene.shown.get(sku), sku) == price)
        if at:
            weight = log1p(scene.vocabulary.size / len(at))
            yield _Word(scene.low[start:end], start, end, at, weight, value=False, idle=False, priced=True)


def _bare_sums(low: str, currency: str) -> Iterator[tuple[int, int, int]]:
    """The one for 22.99: minor units, start, end."""
    for match in _FOR_SO_MUCH.finditer(low):
        if (value := digits(match["n"])) is not None:
            yield minor(value, currency), match.start("n"), match.end("n")


def _groups(scene: _Scene, words: Sequence[_Word]) -> Iterator[list[_Word]]:
    """Words that stand together: of one name."""
    group: list[_Word] = []
    for word in words:
        if group and not _is_near(scene, group, word):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _is_near(scene: _Scene, group: Sequence[_Word], word: _Word) -> bool:
    between = scene.low[group[-1].end : word.start]
    behind = scene.low[group[-1].start + len(group[-1].text) : word.start]
    if word.start < group[-1].end or _BREAK.search(between) or _WITH.search(behind):
        return False
    return bool(_NEAR.fullmatch(between))


def _best(group: Sequence[_Word], scene: _Scene) -> list[int]:
    """The products in view that bear most of the words, the one most fully named first; [] when none bears
    enough of them."""
    scores: dict[int, float] = {}
    for word in group:
        for number in word.ids & scene.view.keys():
            scores[number] = scores.get(number, 0.0) + word.weight
    best = max(scores.values(), default=0.0)
    telling = sum(word.weight for word in group if not word.idle)
    if not telling or best < _SHARE * telling:
        return []
    tied = [number for number in scene.view if scores.get(number) == best]
    return sorted(tied, key=lambda number: -_fullness(number, group, scene))


def _fullness(number: int, group: Sequence[_Word], scene: _Scene) -> float:
    """How much of its name the words say: of plates and a plate set, plates are the former."""
    product = scene.shown.get(scene.view[number])
    return sum(number in word.ids for word in group) / max(1, len(own_words(product))) if product else 0.0


def _of_value(group: Sequence[_Word], scene: _Scene, among: Mapping[int, str]) -> Mention | None:
    """The turquoise one: the first of those shown last, or spoken of, that has every value."""
    telling = [word for word in group if not word.idle]
    for sku in dict.fromkeys((*scene.session.spoken[:1], *scene.session.last_shown)):
        number = scene.vocabulary.number_of(sku)
        if number in among and telling and all(number in word.ids for word in telling):
            said = tuple(word.text for word in group)
            return Mention(among[number], group[0].start, group[-1].end, "value", said)
    return None


def _unseen(group: Sequence[_Word], scene: _Scene) -> Mention | None:
    """A product of the shop that was not shown: the only one that bears every word, of several."""
    telling = [word for word in group if not word.idle]
    every = frozenset.intersection(*(word.ids for word in telling)) if telling else NONE
    if len(telling) < 2 or len(every) != 1:
        return None
    sku = scene.vocabulary.skus_of(next(iter(every)))[0]
    said = tuple(word.text for word in group)
    return Mention(sku, group[0].start, group[-1].end, "name", said, seen=False)
