# ruff: noqa: E501 - patterns are data: one line each reads best
"""Where the goods are to stand, which names none that are wanted: 침대 옆에 둘 협탁, a rug to put under the desk."""

import re
from dataclasses import replace

from assistant.understanding.hear import Heard
from assistant.understanding.query import keys_of
from assistant.understanding.reading import Run
from assistant.understanding.story import named_goods, of_others
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary

_KO = re.compile(
    r"(?P<it>[가-힣a-z]+)\s?(?P<there>(?:옆|위|아래|밑|앞|뒤|안|속|사이|곁)(?:쪽)?에(?:다가?)?\s?(?:딱\s)?(?:(?:올려|세워|걸어|붙여|넣어|깔아|끼워)\s?)?(?:둘|놓을|놔\s?둘|걸|달|깔|붙일|세울|끼울|넣을|올릴|얹을|뿌릴|입을|걸칠|쓸|설치할)(?:\s?만한)?)(?=\s+\S)"
)
_EN = re.compile(
    r"(?P<there>\b(?:to (?:put|place|hang|set|stand|go|sit|lay|use|keep|fit|slide|wear)|(?:that|which) (?:goes|sits|stands|fits|hangs|will (?:go|sit|stand|fit))|standing|placed|for)\s(?:right )?(?:beside|next to|on top of|underneath|under|above|behind|in front of|over|below|alongside)\b)(?: (?:my|the|an?|our|his|her|their))? (?P<it>[a-z]+)"
)


def beside_place(heard: Heard, vocabulary: Vocabulary) -> Heard:
    """The utterance without the words for where its goods are to stand; a thing they stand by stays where goods
    of theirs bear its name: 책상 위에 둘 스탠드. Unchanged where no other goods are named."""
    places = [*_KO.finditer(heard.low), *_EN.finditer(heard.low)]
    stands = [word for word in heard.words if any(_is_in(word, match.span("there")) for match in places)]
    by = [word for word in heard.words if any(_is_in(word, match.span("it")) for match in places)]
    wanted = [word for word in heard.words if word not in stands and word not in by]
    among = named_goods(wanted, vocabulary)
    if not places or not among:
        return heard
    again = set(keys_of(wanted))
    gone = [word for word in by if (key := key_of(word.text)) in again or not vocabulary.naming(key) & among]
    words = tuple(word for word in heard.words if word not in stands and word not in gone)
    left = {key_of(word.text) for word in words}
    return replace(
        heard,
        words=words,
        keys=tuple(keys_of(list(words))),
        nouns=tuple(noun for noun in heard.nouns if noun in left or noun not in set(keys_of(gone))),
        conditions=tuple(one for one in heard.conditions if not of_others(one, among, vocabulary)),
        relevant=among,
    )


def _is_in(word: Run, span: tuple[int, int]) -> bool:
    return span[0] <= word.start < span[1]
