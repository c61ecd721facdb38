# ruff: noqa: E501 - patterns are data: one line each reads best
"""Why a shopper turns down what was shown, for the next list to respect: too dear, its colour, no food."""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.domain.dialogue import Constraint, Session
from assistant.domain.product import Product
from assistant.lexicon import facets_of
from assistant.understanding.followup import wants_cheaper
from assistant.understanding.hear import Heard
from assistant.understanding.query import keys_of
from assistant.understanding.references import focused
from assistant.understanding.vocabulary import Vocabulary

LEAVES = re.compile(
    r"forget|never ?mind|\bpass\b|leave it|not today|no thanks|됐(?:어|고|네)|안\s?(?:살|사)|다음에|나중에|그냥\s?(?:갈|둘)|관둘|그만둘"
)
_NOT_FOOD = re.compile(
    r"(?:먹는|먹을|드시는)\s?(?:거|것|걸|게|건)\s?(?:말고|빼고|아닌|아니|제외)|(?:음식|식품|먹거리|먹을거리)(?:은|는)?\s?(?:말고|빼고|아닌|제외)|\b(?:not|nothing|no|isn'?t|non)[- ](?:to eat|food|edible|eatable)|\bother than food\b|\bnot something to eat\b"
)
_OTHER_COLOUR = re.compile(
    r"(?:색|색깔|색상|컬러)(?:이|은|는|깔이)?\s?(?:너무|좀|영|다)?\s?(?:튀|튄|별로|마음에\s?안|맘에\s?안|싫|안\s?예|촌스|이상)|다른\s?(?:색|색깔|색상|컬러)(?:으로|로|을|를)?\s?(?:보여|바꿔|추천|찾|볼|$)|(?:don'?t|do not) (?:like|want) (?:the|that|this) colou?r|\b(?:another|(?:a )?different) colou?r (?:please|instead)|(?:show|see|try|find)\b.{0,12}\b(?:other|another|different) colou?rs?|\bcolou?r'?s? (?:is )?(?:ugly|too (?:bright|loud|dark)|not nice)"
)


def complains(low: str) -> bool:
    """Too pricey, without a word of leaving it: others are wanted, nothing is declined."""
    return wants_cheaper(low) and not LEAVES.search(low)


def disliked(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> list[Constraint]:
    """Why what was shown is turned down, as conditions of the next list: its colour, or that it is food."""
    found: list[Constraint] = []
    if _NOT_FOOD.search(heard.low) and (food := food_categories(vocabulary)):
        found.append(Constraint("category", "not_in", food))
    named = any(one.facet == "color" for one in heard.conditions)
    skus = heard.pointed.skus[:1] or focused(session)
    if not named and skus and skus[0] in shown and _OTHER_COLOUR.search(heard.low):
        product = shown[skus[0]]
        held = facets_of(product, product.variant(skus[0]), vocabulary.lexicon).get("color")
        if isinstance(held, frozenset) and held:
            found.append(Constraint("color", "not_in", tuple(sorted(held))))
    return found


def beside_reasons(heard: Heard) -> Heard:
    """The utterance without the words that only say why: they name no goods."""
    spans = [match.span() for reason in (_NOT_FOOD, _OTHER_COLOUR) for match in reason.finditer(heard.low)]
    kept = [word for word in heard.words if not any(start <= word.start < end for start, end in spans)]
    return replace(heard, words=tuple(kept), keys=tuple(keys_of(kept))) if spans else heard


def food_categories(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The widest categories that hold food alone."""
    among = {
        path: held
        for path, held in vocabulary.facets.get("category", {}).items()
        if held <= vocabulary.edible and len(held) >= len(vocabulary.edible) / 10
    }
    return tuple(
        sorted(path for path, held in among.items() if not any(held < one for one in among.values()))
    )
