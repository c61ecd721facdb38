"""Slips of the hand in a whole text: the wrong keyboard, stray letters, words torn apart or run together.

Nothing the catalogue or the lexicon knows is touched; a slip is mended only into what they know."""

import re
from collections.abc import Callable, Iterator

from assistant.lexicon import fold, has_hangul
from assistant.lexicon.keyboard import as_korean, as_latin, is_jamo, letters, syllables
from assistant.retrieval.concepts import ConceptFinder
from assistant.retrieval.words import CatalogueWords

_TOKEN = re.compile(r"\s+|[A-Za-z]+|[가-힣ㄱ-ㅎㅏ-ㅣ]+|[^\sA-Za-z가-힣ㄱ-ㅎㅏ-ㅣ]+")
_LATIN = re.compile(r"[A-Za-z]+")
_SHORTEST_PIECE = 3
_MOST_TORN = 4


class Slips:
    """Mends texts by the words of one catalogue; `stem` is the English stemmer of its index, `finder` knows
    which words name something together."""

    def __init__(self, words: CatalogueWords, stem: Callable[[str], str], finder: ConceptFinder) -> None:
        self._words = words
        self._stem = stem
        self._finder = finder

    def mended(self, text: str) -> str:
        """The text with its slips mended; itself when there are none."""
        tokens = _TOKEN.findall(text)
        latin = [token for token in tokens if _LATIN.fullmatch(token)]
        korean_meant = any(self._is_korean(token) for token in latin) and not any(map(has_hangul, tokens))
        mended = [self._token(token, korean_meant=korean_meant) for token in tokens]
        return "".join(self._joined(mended))

    def _token(self, token: str, *, korean_meant: bool) -> str:
        if _LATIN.fullmatch(token):
            if korean_meant and not self._knows_latin(token) and not any(map(is_jamo, as_korean(token))):
                return as_korean(token)
            return self._parted(token)
        if has_hangul(token):
            return self._korean(token)
        return token

    def _korean(self, token: str) -> str:
        stray = any(map(is_jamo, token))
        if not stray and (self._words.knows(token) or self._words.holds(token) or self._words.split(token)):
            return token
        latin = as_latin(token)
        if latin.isascii() and len(latin) >= _SHORTEST_PIECE and self._knows_latin(latin):
            return latin
        if not stray:
            return token
        again = syllables(letters(token))
        dropped = "".join(char for char in token if not is_jamo(char))
        for word in (again, dropped):
            if word and not any(map(is_jamo, word)) and (self._words.holds(word) or self._words.knows(word)):
                return word
        return self._words.nearest(again) or dropped

    def _parted(self, token: str) -> str:
        """Two English words run together, when the catalogue has both and not the whole, or they name
        something together."""
        word = token.casefold()
        if len(word) < 2 * _SHORTEST_PIECE or self._knows_latin(word):
            return token
        cuts = range(_SHORTEST_PIECE, len(word) - _SHORTEST_PIECE + 1)
        pairs = [(word[:at], word[at:]) for at in cuts if self._are_words(word[:at], word[at:])]
        if not pairs:
            return token
        return " ".join(max(pairs, key=lambda pair: min(map(self._words.count, pair))))

    def _joined(self, tokens: list[str]) -> Iterator[str]:
        """Tokens with those put together that only make a word so: "방 충 망"."""
        at = 0
        while at < len(tokens):
            for count in range(_MOST_TORN, 1, -1):
                some = tokens[at : at + 2 * count - 1]
                if len(some) == 2 * count - 1 and self._torn(some):
                    yield "".join(some[::2])
                    at += len(some)
                    break
            else:
                yield tokens[at]
                at += 1

    def _torn(self, tokens: list[str]) -> bool:
        words, blanks = tokens[::2], tokens[1::2]
        if not (all(map(str.isspace, blanks)) and all(map(has_hangul, words))):
            return False
        whole = fold("".join(words))
        odd = any(len(word) == 1 or not self._words.knows(word) for word in words)
        return odd and len(whole) > 1 and self._words.knows(whole)

    def _is_korean(self, token: str) -> bool:
        """Latin letters that are a known Korean word on the other layout, and no known word as they are."""
        if self._knows_latin(token):
            return False
        meant = as_korean(token)
        if len(meant) < 2 or any(map(is_jamo, meant)):
            return False
        return self._words.knows(meant) or self._words.holds(meant) or bool(self._words.split(meant))

    def _knows_latin(self, token: str) -> bool:
        word = token.casefold()
        return self._words.knows(word) or self._words.stemmed(self._stem(word))

    def _are_words(self, first: str, second: str) -> bool:
        held = self._words.count(first) and self._words.count(second)
        return bool(held or self._finder.of([first, second]))
