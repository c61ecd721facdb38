"""Korean typed without a single space: 사과세개담아주세요 is 사과 세 개 담아 주세요."""

import re

from assistant.lexicon.morphemes import morphemes
from assistant.understanding.vocabulary import Vocabulary

_UNSPACED = re.compile(r"(?P<said>[가-힣\d]{6,40})(?P<end>[^가-힣\da-zA-Z\s]*)")
_PREDICATES = frozenset({"VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA"})


_COOKED = re.compile(
    r"(?<![가-힣])해(?=먹(?:을\s?(?:거|것|게|건데|만한|수|만하|재료|음식|메뉴|요리|까|래)|으려|으면|는|기|고|게|어|자))"
)
"""해먹을 거: to be cooked and eaten, and no hammock."""


def spaced(text: str, vocabulary: Vocabulary) -> str:
    """`text` with its spaces, where all of it is one word that ends a sentence; any other stays as it is: a
    long name of goods is none. 해 먹다 is two words wherever it stands."""
    text = _COOKED.sub("해 ", text)
    match = _UNSPACED.fullmatch(text.strip())
    if match is None or vocabulary.knows(match["said"]) or vocabulary.lexicon.of(match["said"]):
        return text
    said = match["said"]
    found = morphemes().of(said)
    if not found or found[-1].tag[0] != "E" or not any(one.tag in _PREDICATES for one in found):
        return text
    return morphemes().spaced(said) + match["end"]
