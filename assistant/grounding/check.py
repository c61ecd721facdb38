"""May this sentence be said? Every checkable statement in it must be covered by a claim."""

import re
from collections.abc import Callable, Iterable, Sequence

from assistant.grounding.cover import Judge
from assistant.grounding.evidence import Evidence
from assistant.grounding.facts import Fact, facts, planted
from assistant.grounding.figures import Echo
from assistant.grounding.fold import fold
from assistant.grounding.promises import Promise
from assistant.grounding.sentences import sentences
from assistant.grounding.titles import MASK, Mention
from assistant.grounding.vouching import reads_back

SAFETY = ("allergen", "diet", "safety")
"""What a quoted text is held to as well: no record but the label vouches for it."""
OFFERS = {
    "worded": frozenset(
        {
            *("free", "discount", "reward", "match", "refund", "return"),
            *("exchange", "hold", "insta", "special", "code"),
        }
    ),
    "stated": frozenset({"discount", "reward", "match", "hold", "insta", "special", "code"}),
    "review": frozenset({"match", "special", "code"}),
}
"""Offers that only the shop's own records may make, by the kind of record that is quoted."""
WORDED = ("worded", "stated", "shop", "review")
WHOLE = 12
_QUOTE = re.compile(r"[\"'「『<]([^\"'「」『』<>]{2,})[\"'」』>]")
_EXAMPLE = re.compile(r"^(?:예를\s?들|for (?:example|instance))")
Skus = frozenset[str] | None


def check(
    sentence: str, evidence: Evidence, allowed: Sequence[str] = (), about: Iterable[str] = ()
) -> tuple[str, ...]:
    """Names of what `sentence` states without a receipt, each once; () when it may be shown.

    Names: money, percent, number, stock, aisle, rating, time, date, allergen, diet, safety, promise, boast,
    deed, compatibility, link, order.  allowed: the shopper's own texts, whose numbers and limits may be
    echoed, never as a product's price nor by repeating a whole sentence of theirs.  about: the SKUs the
    sentences before this one spoke of, for a sentence that names none itself.
    """
    text = fold(sentence)
    mentions, masked = evidence.index().find(text)
    if not mentions and not reads_back(text) and (before := frozenset(about)):
        mentions = [Mention(0, before)]
    foreign = planted(masked)
    masked, verbatim = quoted(masked, evidence)
    echo = Echo([one for one in map(fold, allowed) if not _parroted(text, one)])
    found = [
        *foreign,
        *facts(masked),
        *(fact for kind, part in verbatim for fact in facts(part) if _held(fact, kind)),
    ]
    if not found:
        return ()
    judge = Judge(masked, evidence, echo, mentions)
    forward = _failing(found, judge, lambda fact: _before(mentions, fact))
    # "A costs 3 and B 5" names first, "the 3-dollar A" names last: one of the two must fit throughout.
    if forward and len(mentions) > 1:
        backward = _failing(found, judge, lambda fact: _after(mentions, fact))
        return forward if backward else ()
    return forward


def _parroted(text: str, said: str) -> bool:
    """`text` is a sentence of the shopper's own: out of our mouth it would be our claim."""
    whole = text.strip(" .!?")
    return len(whole) > WHOLE and whole in _whole_sentences(said)


def quoted(text: str, evidence: Evidence) -> tuple[str, list[tuple[str, str]]]:
    """`text` with what it quotes from a record masked out, and those quotes with the kind of record: a
    review, a description or a policy may be repeated word for word, but see SAFETY and OFFERS."""
    verbatim: list[tuple[str, str]] = []
    worded = [(kind, read.text) for kind in WORDED for read in evidence.reads(kind)]

    def mask(match: re.Match[str]) -> str:
        words = match[1].strip(" .!?")
        kind = next((kind for kind, one in worded if words in one), "")
        if len(words) < 2 or not kind:
            return match[0]
        verbatim.append((kind, match[1]))
        return MASK * len(match[0])

    if _EXAMPLE.search(text):
        return _QUOTE.sub(MASK, text), []
    whole = text.strip(" .!?")
    if len(whole) > WHOLE:
        for kind, one in worded:
            if whole in one and whole in _whole_sentences(one):
                return MASK * len(text), [(kind, text)]
    return _QUOTE.sub(mask, text), verbatim


def _held(fact: Fact, kind: str) -> bool:
    offers = OFFERS.get(kind, frozenset())
    return fact.kind in SAFETY or (isinstance(fact.said, Promise) and fact.said.term in offers)


def _whole_sentences(text: str) -> set[str]:
    return {text.strip(" .!?")} | {one.strip(" .!?") for one in sentences(text)}


def spoken_of(sentence: str, evidence: Evidence) -> tuple[str, ...]:
    """The SKUs whose titles `sentence` names, sorted; () when it names none."""
    mentions, _ = evidence.index().find(fold(sentence))
    return tuple(sorted({sku for mention in mentions for sku in mention.skus}))


def _failing(found: Sequence[Fact], judge: Judge, skus: Callable[[Fact], Skus]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact.kind for fact in found if not judge.covers(fact, skus(fact))))


def _before(mentions: Sequence[Mention], fact: Fact) -> Skus:
    """The title last named before the fact, else the first one after it; None when none is named."""
    if not mentions:
        return None
    earlier = [mention for mention in mentions if mention.start <= fact.start]
    at = earlier[-1].start if earlier else mentions[0].start
    return _at(mentions, at)


def _after(mentions: Sequence[Mention], fact: Fact) -> Skus:
    """The title first named after the fact; the empty set when none follows, which nothing can cover."""
    later = [mention for mention in mentions if mention.start > fact.start]
    return _at(mentions, later[0].start) if later else frozenset()


def _at(mentions: Sequence[Mention], start: int) -> frozenset[str]:
    return frozenset(sku for mention in mentions if mention.start == start for sku in mention.skus)
