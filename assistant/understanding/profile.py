# ruff: noqa: E501 - patterns are data: one line each reads best
"""What a shopper says of themselves, as wishes to change the profile."""

import re

from assistant.domain.dialogue import ProfileChange
from assistant.lexicon import canonical_value
from assistant.understanding.allergens import Health
from assistant.understanding.prices import take_prices
from assistant.understanding.reading import Reading
from assistant.understanding.terms import scan
from assistant.understanding.vocabulary import Vocabulary

_SIZE = re.compile(
    r"(?:내|제|나는?|저는?|우리\s?\S{1,4})?\s?(?<![가-힣])(?P<kind>신발|발|옷|상의|하의|바지|셔츠|운동화)?\s?(?:사이즈|치수|싸이즈)?(?:는|은|가|이)?\s?(?<![a-z\d])(?P<size>\d?x{0,3}[sml]|2\d[05]|엑스라지|라지|미디움|스몰)\s?(?:사이즈|mm|밀리)?(?:를|을)?\s?(?:이야|야|예요|이에요|입니다|입어|입어요|신어|신어요|거든|로\s?(?:저장|기억|등록|설정))(?!.{0,12}(?:보여|추천|있))|"
    r"\b(?:my (?P<kind2>shoe|shirt|top|clothing|clothes|pants|foot)?\s?size is|i (?:wear|take|am|'m)(?: an?| size)*|i'm(?: an?| size)+)\s(?:size )?(?:us |eu )?(?P<size2>\d?x{0,3}[sml]|extra large|small|medium|large|\d{2,3}(?:\s?mm)?)\b(?! (?:person|family|man|woman|looking|fan))"
)
_DISLIKE = re.compile(
    r"(?P<what>[가-힣a-z]{1,12}?)(?:은|는|을|를|이|가|도)?\s?(?:정말\s|너무\s|진짜\s|별로\s)?(?:싫어(?:해(?:요)?|하는데|합니다|함)?|안\s?좋아(?:해(?:요)?|하는데|합니다)|극혐|질색)|\bi (?:really )?(?:hate|dislike|don'?t like|do not like|can'?t stand)\s(?P<what2>[a-z]+(?: [a-z]+)?)"
)
_LIKE = re.compile(
    r"(?:나는?|난|저는?|전)?\s?(?P<what>\S{1,12}?)(?:을|를|이|가)?\s?(?:제일\s|가장\s|정말\s)?(?:좋아(?:해(?:요)?|합니다|하는\s?편|하거든)|선호(?:해|합니다))|\b(?:i (?:really )?(?:like|love|prefer)|my favou?rite (?:colou?r|brand) is)\s(?P<what2>[a-z&' ]{2,24})$"
)
_SPICY = re.compile(
    r"매운\s?(?:거|것|건|걸|음식|맛)?(?:은|는|을|를|도)?\s?(?:전혀\s|잘\s|절대\s)?(?P<can>못|안)\s?먹|맵찔이|(?:can'?t|cannot|don'?t) (?:eat|handle|do|take|tolerate) (?:any |anything )?(?:spicy|spice|hot food)|매운\s?(?:거|것|건|음식|맛)?(?:은|는|을|를|이)?\s?(?:너무\s|정말\s|별로\s|진짜\s)?(?P<hate>싫|안\s?좋아|별로|질색)|(?:hate|dislike|don'?t like|not a fan of|no fan of) (?:spicy|hot)(?: food| things| stuff)?"
)
_HOME = re.compile(
    r"(?:단골\s?(?:매장|지점|점포)|내\s?(?:매장|지점|단골)|자주\s?가는\s?(?:매장|곳|지점|데)|주로\s?(?:가는|이용하는)|기본\s?매장|우리\s?동네\s?(?:매장|지점))|(?:점|매장)(?:으로|로)\s?(?:설정|등록|바꿔|변경|지정|저장)|\bmy (?:home |local |usual |favou?rite |regular |preferred )?(?:store|branch|shop)\b|\b(?:i (?:usually |normally |always )?shop at|set .{0,20}store|home store)"
)
_LANGUAGE = {
    "ko": re.compile(r"한국(?:어|말)(?:로|로는)?\s?(?:말|해|답|얘기|바꿔|부탁|대화|설명|변경|써)|(?:speak|reply|answer|switch|talk|change|respond|continue|use).{0,16}\bkorean\b|korean please|in korean"),
    "en": re.compile(r"영어(?:로|로는)?\s?(?:말|해|답|얘기|바꿔|부탁|대화|설명|변경|써)|(?:speak|reply|answer|switch|talk|change|respond|continue|use).{0,16}\benglish\b|english please|in english"),
}  # fmt: skip
_SAVE = re.compile(r"기억|저장|등록|설정|\b(?:remember|save|store|set|note)")
_REMOVE = re.compile(r"지워|삭제|빼|제거|없애|해제|취소|\bremove|\bdelete|\bforget|\bclear")
_BUDGET = re.compile(r"예산|budget")
_PLAIN_LIKE = re.compile(r"것\s?같|비슷한|처럼|\bif\b|would like")


def changes_in(reading: Reading, vocabulary: Vocabulary, health: Health) -> tuple[ProfileChange, ...]:
    """Wishes in this utterance, () for none. Health comes from `health`; sizes as "top:m", "shoe_mm:250"."""
    low = reading.low
    changes: list[ProfileChange] = [
        *(
            ProfileChange("allergens", "add", key)
            for key in sorted(
                health.stated_allergens - {"pork"}
                if "no_pork" in health.stated_diets
                else health.stated_allergens
            )
        ),
        *(ProfileChange("diet", "add", diet) for diet in sorted(health.stated_diets)),
        *(ProfileChange("allergens", "remove", key) for key in sorted(health.removed_allergens)),
        *(ProfileChange("diet", "remove", diet) for diet in sorted(health.removed_diets)),
    ]
    for code, pattern in _LANGUAGE.items():
        if pattern.search(low):
            changes.append(ProfileChange("language", "set", code))
    changes += _size(reading, vocabulary)
    if match := _SPICY.search(low):
        changes.append(ProfileChange("dislikes", "add", "spicy"))
        if not match.groupdict().get("hate") and not re.search("hate|like|fan", match[0]):
            changes.append(ProfileChange("max_spicy", "set", "0"))
        reading.take(*match.span())
    else:
        changes += _tastes(reading, vocabulary)
    if (
        _HOME.search(low)
        and (stores := vocabulary.shop.stores_in(low))
        and not re.search(r"\?|어디|where|which", low)
    ):
        changes.append(ProfileChange("home_store", "set", stores[0]))
    if _BUDGET.search(low) and _SAVE.search(low):
        prices = take_prices(reading, vocabulary.currency).constraints
        changes += [
            ProfileChange("budget", "set", str(one.value)) for one in prices if one.op in ("le", "lt")
        ][:1]
    return tuple(dict.fromkeys(changes))


_TALL = re.compile(r"\s?(?:cm|센치|센티|centimet)")
"""168 cm: how tall somebody is, and no size."""


def _size(reading: Reading, vocabulary: Vocabulary) -> list[ProfileChange]:
    match = _SIZE.search(reading.rest)
    if not match or _TALL.match(reading.rest, match.end()):
        return []
    surface = match["size"] or match["size2"]
    value = canonical_value("size", surface, vocabulary.lexicon)
    kind = match["kind"] or match["kind2"] or ""
    shoe = (
        kind in ("신발", "발", "운동화", "shoe", "foot")
        or re.search("신어", match[0])
        or (value.isdigit() and len(value) == 3)
    )
    name = "shoe_mm" if shoe else "bottom" if kind in ("하의", "바지", "pants") else "top"
    reading.take(*match.span())
    return [ProfileChange("sizes", "set", f"{name}:{value}")]


def _tastes(reading: Reading, vocabulary: Vocabulary) -> list[ProfileChange]:
    """Liked colours and brands, disliked materials, colours and other catalogue values."""
    low = reading.low
    removing = bool(_REMOVE.search(low))
    found: list[ProfileChange] = []
    for pattern, liked in ((_DISLIKE, False), (_LIKE, True)):
        match = pattern.search(reading.rest)
        if not match or (liked and ("?" in low or _PLAIN_LIKE.search(low))):
            continue
        said = Reading(match["what"] or match["what2"])
        for term in scan(said, vocabulary.terms, vocabulary.knows):
            for sense in term.senses:
                if sense.kind == "brand" and liked:
                    found.append(ProfileChange("brands", "remove" if removing else "add", sense.value))
                elif sense.kind == "facet" and sense.facet == "color" and liked:
                    found.append(ProfileChange("colors", "remove" if removing else "add", sense.value))
                elif sense.kind == "facet" and not liked and sense.facet in ("material", "color"):
                    found.append(ProfileChange("dislikes", "remove" if removing else "add", sense.value))
                else:
                    continue
                break
        if found:
            reading.take(*match.span())
            break
    return found[:3]
