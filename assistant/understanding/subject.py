# ruff: noqa: E501 - patterns are data: one line each reads best
"""The product a question is about, by its name: is the X waterproof, the X, does it fit, X는 시끄럽대요?"""

import re
from collections.abc import Sequence

from assistant.domain.dialogue import Session
from assistant.lexicon.allergens import keys_named
from assistant.understanding.asks import beside_topics, topics_in
from assistant.understanding.intent import cues_of
from assistant.understanding.named import bearing, named
from assistant.understanding.names import known_skus
from assistant.understanding.query import keys_left, keys_of, take_phrases, words_left
from assistant.understanding.reading import Reading, Run
from assistant.understanding.vocabulary import Vocabulary

_LEAD = r"(?:(?:and|ok(?:ay)?|so|hm+|um+|but|also|btw|oh|wait|hold on|hmm|sorry|now)\W+)*"
_OF_ONE = re.compile(
    rf"^\W*{_LEAD}(?:is|are|was|does|do|did|can|could|will|would|has|have|hows?|how'?s|what'?s|whats) (?:the|this|that|your|ur|ya)\s"
    rf"|^\W*{_LEAD}(?:what|how|when|where|why|which|who)\b.{{1,40}}?\b(?:does|do|is|are|of|did|for|can|will|has|have|on|with|come|in) (?:the|your|ur|this|that)\s"
    rf"|^\W*{_LEAD}(?:what'?s|what is|whats) in (?:the|that|this|your) "
    rf"|^\W*{_LEAD}(?:the|that|your|ur) [^,.?!]+[,.?!-]+\s*(?:and )?(?:is|are|was|does|do|did|can|will|would|has|have|how|what|when|where|whats|hows|hw) "
    rf"|^\W*{_LEAD}back to (?:the|that) [^,.?!-]+[\s,.?!-]+(?:is|are|was|does|do|did|can|will|would|has|have|how|what|whats|hows) "
)
_KOREAN = re.compile(
    r"[가-힣a-z\d)](?:은|는|이|가|도|의)\s.{1,30}?(?:(?:(?<!하)나요|까요|대요|다던데요?|인가요|가요|죠|지요|던가요|냐|까|래요|(?:되어|돼|들어|달려|붙어)\s?있(?:어요|나|니|죠)\??|며칠\S{0,4}|얼마\S{0,4}|어때\S{0,2}|어떄\S{0,2})\W*$|(?:어요|아요|해요|돼요|되요|예요|에요|나|니|데요)\s*\?)"
    r"|(?:대요|다던데요?|다면서요)\W*$"
)
_LOOKS = re.compile(
    r"보여|추천|찾|필요|원해|사고|살래|볼게|볼래|(?<![되들적붙달][어혀려] )(?<![되들적붙달][어혀려])(?<!돼 )(?<!돼)(?<!나와 )(?<!나와)(?<!써 )(?<!써)(?<!쓰여 )(?<!수 )(?<!수)있(?:어|나|을까|는지|습니)|(?:살|구할|볼)\s?수\s?있|없(?:어|나)|파나|팔아|담아|담을|주세요|해줘|할게|살게|show|recommend|find me|\b(?:looking|search|want|need|buy|interested|prefer|with (?:a lot|at least|good|high|many|over|more))\b|\bdo (?:you|u|ya) (?:have|sell|carry|stock)\b|\bis there\b|\bare there\b|\bcheaper than\b|\bthe (?:cheapest|best|most|least|lightest|other|rest|difference|total|cart|basket|store|shop|delivery|order)\b"
)


def looks_for(low: str) -> bool:
    """True when goods are looked for, or may be: do you have, any, the cheapest."""
    return _LOOKS.search(low) is not None


def asks_of_one(low: str) -> bool:
    """True when the sentence asks of one thing it names: does the X take a pen."""
    return _OF_ONE.search(low) is not None


_INSIDE = re.compile(
    r"\b(?:is|are) there (?:any )?.{2,30}? in (?:the|that|this|your|ur) (?P<en>.+)|(?P<ko>.+?[가-힣])에(?:는|도)?\s(?:\S{1,8}\s){0,2}\S{1,12}\s?(?:들어|들었|있어|있나|섞|포함|함유)"
)
"""Whether something is in it: the words before or behind name it."""
_TOLD = frozenset(
    {"review", "shelf_life", "origin", "storage", "ingredients", "allergen", "material", "weight"}
)
"""What is asked of a product, and of no goods in general."""


_TOPIC = re.compile(r"^(.{3,40}?[가-힣a-z\d)])(?:은|는)\s")
"""X는 뚜껑이 뭐예요: what the sentence is about stands first, what is asked of it after."""
_IT = re.compile(r"\b(?:it|its|this|that|they|them|these|those)\b|(?:이|그|저)(?:거|것|건|걸|게)")


_SAID_OF = re.compile(
    r"\b(?:says?|said|thinks?|finds?|found|mentions?|agrees?|complains?|claims?) (?:that )?(?:the|this|that|your) (?P<en>.{3,40}?) (?:is|are|was|were|has|have|does|do|can|runs?|feels?|looks?|fits?|works?|lasts?|keeps?|makes?|comes?|tastes?|smells?|to be)\b"
)
"""Do the reviews say the X is easy to hold: the words between name it."""


def _own(words: Sequence[Run], topicless: str, low: str) -> list[Run]:
    """The words that name it: those that ask nothing, one of a topic right before another (the organic
    bagel), and no food it may contain where another word names it."""
    kept = [word for word in words if topicless[word.start].strip()]
    if "allergen" in topics_in(low) and (others := [one for one in kept if not keys_named(one.text)]):
        kept = others
    starts = {word.start for word in kept}
    described = [
        word for word in words if word.end + 1 in starts and word not in kept and word.end - word.start > 3
    ]
    return sorted({*kept, *described}, key=lambda word: word.start)


def subject(low: str, session: Session, vocabulary: Vocabulary) -> str | None:
    """The SKU of the product the question names, shown or not; None when the sentence asks of none, or looks
    for goods."""
    inside = _INSIDE.search(low) or _SAID_OF.search(low)
    text = next((held for held in inside.groups() if held), low) if inside else low
    topicless = beside_topics(text)
    asked = bool(_TOLD & set(topics_in(low))) and not _IT.search(low) and "question" in cues_of(low)
    if not (inside or asked or _OF_ONE.search(low) or _KOREAN.search(low)):
        return None
    if not inside and _LOOKS.search(topicless if asked else low):
        return None
    reading = Reading(text)
    take_phrases(reading)
    keys = keys_of(_own(words_left(reading, vocabulary), topicless, text))
    known = dict.fromkeys([*session.focus, *known_skus(session)])
    if len(keys) == 1 and (sku := _of_the_list(keys[0], session, vocabulary)):
        return sku
    if (topic := _TOPIC.match(text)) and len(keys) > 2:
        whose = [key for key in keys_left(Reading(topic[1]), vocabulary) if vocabulary.products_for(key)]
        if 1 < len(whose) < len(keys) and (sku := named(whose, session, vocabulary)):
            return sku
    borne = [found for key in keys if (found := bearing(key, vocabulary))]
    if len(borne) > 1 and (whole := named(keys, session, vocabulary)):
        return whole
    sku = named(keys, session, vocabulary, known, partly=True) if known else None
    number = vocabulary.number_of(sku)
    if sku and 2 * sum(number in found for found in borne) > len(borne):
        return sku
    return named(keys, session, vocabulary, partly=len(borne) > 1) if borne else None


def _of_the_list(key: str, session: Session, vocabulary: Vocabulary) -> str | None:
    """찌개용은 어떤 거예요 beside a list: the one of it that is called so, before goods shown nowhere."""
    said = key.removesuffix("용") if len(key) > 2 else key
    numbers = {sku: vocabulary.number_of(sku) for sku in session.last_shown}
    called = [sku for sku, number in numbers.items() if number in vocabulary.products_for(said)]
    return called[0] if len(called) == 1 and len(numbers) > 1 else None
