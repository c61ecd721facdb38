# ruff: noqa: E501 - patterns are data: one line each reads best
"""Foods outside the table of allergens that somebody cannot have: "allergic to carrot", 사과 먹으면 두드러기 나요."""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.lexicon import Lexicon
from assistant.lexicon.allergens import keys_named
from assistant.lexicon.foods import food_key
from assistant.understanding.allergens import JUST_ONCE, NEGATED_ALLERGY, TAKEN_BACK, Health
from assistant.understanding.harms import EN_AHEAD, EN_BEHIND, KO_BEHIND
from assistant.understanding.reading import Reading

_ALLERGIC_TO = re.compile(r"\b(?:allerg(?:ic|y|ies)|intoleran(?:t|ce)) (?:to|of)\s")
_NOTED = re.compile(r"\ballerg(?:y|ies|ens?|ic)\s?[:=]\s?|(?:알레르기|알러지)(?:는|가)?\s?[:=]\s?")
_KO_ALLERGY = r"(?:에|에는|한테)?\s?(?:심한\s|심하게\s|좀\s)?(?:알레르기|알러지|알르레기|알레지|과민)(?!\s?(?:정보|표시|성분|유발))"
_AHEAD = (_ALLERGIC_TO, _NOTED, *map(re.compile, EN_AHEAD))
_BEHIND = tuple(map(re.compile, (*EN_BEHIND, *KO_BEHIND, _KO_ALLERGY)))
_TOKEN = re.compile(r"[a-z][a-z'-]*|[가-힣]+|[,/&·]|[^\s\w]")
_JOINERS = frozenset({",", "/", "&", "·", "and", "or", "nor", "및", "그리고"})
_SKIPPED = frozenset(
    {
        "all", "any", "some", "most", "even", "also", "to", "raw", "fresh",
        "the", "a", "an", "eating", "my", "our", "certain", "kinds", "of",
        "both", "either", "too",
    }
)  # fmt: skip
_NO_FOOD = frozenset(
    {
        "food", "foods", "something", "anything", "everything", "nothing", "things", "stuff", "it",
        "that", "this", "them", "these", "those", "certain", "pollen", "dust", "cats",
        "cat", "dogs", "dog", "pets", "pet", "fur", "mold", "mould", "grass",
        "bees", "bee", "wasps", "mosquitoes", "mosquito", "sun", "sunlight", "medicine", "penicillin",
        "metal", "animals", "animal", "hair", "feathers", "seasonal", "skin", "product", "products",
        "meal", "meals", "much", "many", "spicy", "one", "ones", "식품", "음식",
        "음식물", "꽃가루", "먼지", "고양이", "강아지", "햇빛", "햇볕", "금속", "피부",
        "약", "계절", "아침", "점심", "저녁", "제품", "상품",
    }
)  # fmt: skip
"""What people are allergic to, or cannot have, that the shop need not keep away."""
_ENDS = frozenset(
    {
        "so", "but", "what", "which", "show", "do", "does", "can", "could",
        "is", "are", "please", "pls", "though", "tho", "find", "got", "have",
        "then", "that", "who", "with", "i", "we", "he", "she", "you",
        "in", "for", "when", "if", "because", "since", "as", "any", "at",
        "recommend", "suggest", "looking",
    }
)  # fmt: skip
"""Words a list of foods ends before."""
_KO_ENDING = re.compile(r"(?:이랑|랑|하고|과|와|이나|나|은|는|이|가|을|를|도|만|류|에|에는|한테)$")
_ADVERB = re.compile(r"^(?:은|는|이|가|도|을|를)?\s*(?:이제는?|이젠|더\s?이상|더는|지금은|다|원래)?\s*")
_KO_JOINS = re.compile(r"(?:이랑|랑|하고|과|와|이나|나|도)$")


def take_foods(reading: Reading, health: Health, lexicon: Lexicon) -> Health:
    """`health` with the foods labels do not declare: told with a person's harm, so they are kept away like an
    allergen. Takes their words. A mere "no carrots" is no allergy and stays."""
    low = reading.low
    avoid: set[str] = set()
    gone: set[str] = set()
    for keys, start, end in _told(low, lexicon):
        back = not JUST_ONCE.search(low) and (
            NEGATED_ALLERGY.match(_tail(low, end)) or TAKEN_BACK.search(low, 0, start)
        )
        (gone if back else avoid).update(keys)
        reading.take(start, end)
    if not avoid and not gone:
        return health
    return replace(
        health,
        avoid=health.avoid | (avoid - gone),
        stated_allergens=health.stated_allergens | (avoid - gone),
        removed_allergens=health.removed_allergens | gone,
    )


def _told(low: str, lexicon: Lexicon) -> Iterator[tuple[set[str], int, int]]:
    """Keys of foods told, and the stretch that tells it."""
    for pattern in _AHEAD:
        for match in pattern.finditer(low):
            keys, end = _after(low, match.end(), lexicon, unknown=pattern is _ALLERGIC_TO)
            if keys:
                yield keys, match.start(), end
    for pattern in _BEHIND:
        for match in pattern.finditer(low):
            keys, start = _before(low, match.start(), lexicon)
            if keys:
                yield keys, start, match.end()


def _after(low: str, at: int, lexicon: Lexicon, unknown: bool) -> tuple[set[str], int]:
    """The foods listed from `at` on, declared allergens among them, and where the list ends; no keys when all
    of them are declared. unknown: a phrase nobody knows counts too."""
    tokens = list(_TOKEN.finditer(low, at))[:24]
    keys: set[str] = set()
    declared: set[str] = set()
    end = here = 0
    while here < len(tokens):
        word = tokens[here][0]
        if word in _SKIPPED or (end and word in _JOINERS):
            here += 1
            continue
        most = min(3, len(tokens) - here)
        found = next(
            (size for size in range(most, 0, -1) if _key(low, tokens[here : here + size], lexicon)), 0
        )
        if end and tokens[here - 1][0] == "," and not _goes_on(tokens[here + max(found, 1) :]):
            break
        if found:
            keys.add(_key(low, tokens[here : here + found], lexicon))
        elif table := keys_named(low[tokens[here].start() : tokens[here : here + 2][-1].end()]):
            declared |= table
            found = 1
        elif unknown and not end and (found := _phrase(tokens[here:])):
            keys.add(low[tokens[here].start() : tokens[here + found - 1].end()])
        else:
            break
        here += found
        end = tokens[here - 1].end()
        if here < len(tokens) and tokens[here][0] not in _JOINERS:
            break
    return keys | declared if keys else keys, end


def _goes_on(after: "list[re.Match[str]]") -> bool:
    """Whether what stands behind a comma is one more of the list, and not the wish: "kiwi, mango and figs",
    but "strawberries, jam?"."""
    return not after or after[0][0] in _JOINERS or after[0][0] in ".!;)"


def _phrase(tokens: "list[re.Match[str]]") -> int:
    """How many words the phrase has that ends before a comma, a joiner or a new clause; 0 for none we keep."""
    size = 0
    for token in tokens[:3]:
        if not token[0][0].isalpha() or token[0] in _JOINERS or token[0] in _ENDS:
            break
        size += 1
    return 0 if any(token[0] in _NO_FOOD for token in tokens[:size]) else size


def _before(low: str, at: int, lexicon: Lexicon) -> tuple[set[str], int]:
    """As `_after`, of the foods listed up to `at`, and where the list begins."""
    tokens = list(_TOKEN.finditer(low, 0, at))[-24:]
    keys: set[str] = set()
    declared: set[str] = set()
    start, here = at, len(tokens)
    while here > 0:
        most = min(3, here)
        found = next(
            (size for size in range(most, 0, -1) if _key(low, tokens[here - size : here], lexicon)), 0
        )
        if found:
            keys.add(_key(low, tokens[here - found : here], lexicon))
        elif table := keys_named(_KO_ENDING.sub("", tokens[here - 1][0])):
            declared |= table
            found = 1
        else:
            break
        here -= found
        start = tokens[here].start()
        if here and tokens[here - 1][0] in _JOINERS:
            here -= 1
        elif not (here and _KO_JOINS.search(tokens[here - 1][0])):
            break
    return keys | declared if keys else keys, start


def _key(low: str, tokens: "list[re.Match[str]]", lexicon: Lexicon) -> str:
    """The key of the food these words name, "" for none and for what the table of allergens holds."""
    if not tokens or any(not token[0][0].isalpha() or token[0] in _NO_FOOD for token in tokens):
        return ""
    text = low[tokens[0].start() : tokens[-1].end()]
    for said in dict.fromkeys((text, _KO_ENDING.sub("", text))):
        if said and said not in _NO_FOOD and not keys_named(said) and (key := food_key(said, lexicon)):
            return key
    return ""


def _tail(low: str, end: int) -> str:
    """What is said next, without particle and adverb: (알레르기)는 이제 없어요 -> 없어요."""
    return _ADVERB.sub("", low[end : end + 20])
