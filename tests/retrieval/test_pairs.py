"""Words only one shop knows, found across the languages through its own bilingual titles."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.text import Text
from assistant.lexicon import fold
from assistant.retrieval.analysis import runs
from assistant.retrieval.pairs import Pairs
from assistant.retrieval.query import Query
from assistant.retrieval.search import Searcher
from tests.retrieval.shelf import one, open_shelf

SHELF = Text("생활 > 주방", "Living > Kitchen")
GOODS = [("프라이팬", "frying pan"), ("냄비", "pot"), ("도마", "cutting board"), ("주전자", "kettle")]
OTHERS = [("접시", "plate"), ("머그컵", "mug"), ("국자", "ladle"), ("가위", "scissors"), ("앞치마", "apron")]


def pairs(texts: list[str]) -> Pairs:
    return Pairs(texts, Counter(word for text in texts for word in set(runs(fold(text)))))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    lines = [("조르벨라", "Zorbella"), ("퀸트라", "Kwintra")]
    both = [
        one(f"{en}-{name}", f"{ko} {what}", f"{en} {name}", 9_000, SHELF)
        for ko, en in lines
        for what, name in GOODS
    ]
    plain = [one(f"plain-{en}", f"기본 {ko}", f"Basic {en}", 9_000, SHELF) for ko, en in OTHERS]
    korean = one("ko-only", "조르벨라 뒤집개", "", 9_000, Text("생활 > 주방"))
    english = one("en-only", "", "Kwintra spatula", 9_000, Text("", "Living > Kitchen"))
    searcher, _ = open_shelf(tmp_path_factory.mktemp("pairs"), [*both, *plain, korean, english])
    return searcher


def found(searcher: Searcher, text: str, language: str) -> list[str]:
    return [hit.sku for hit in searcher.search(Query(text, "ko" if language == "ko" else "en")).hits]


def test_an_english_name_finds_what_only_says_it_in_korean(shelf: Searcher) -> None:
    assert "ko-only" in found(shelf, "zorbella", "en")[:5]


def test_a_korean_name_finds_what_only_says_it_in_english(shelf: Searcher) -> None:
    assert "en-only" in found(shelf, "퀸트라", "ko")[:5]


def test_control_without_bilingual_titles_nobody_knows_the_name(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    english = [one(f"z-{name}", "", f"Zorbella {name}", 9_000, SHELF) for _, name in GOODS]
    plain = [one(f"plain-{en}", f"기본 {ko}", f"Basic {en}", 9_000, SHELF) for ko, en in OTHERS]
    korean = one("ko-only", "조르벨라 뒤집개", "", 9_000, Text("생활 > 주방"))
    searcher, _ = open_shelf(tmp_path_factory.mktemp("unpaired"), [*english, *plain, korean])
    assert "ko-only" not in found(searcher, "zorbella", "en")[:5]


def test_words_that_stand_together_by_chance_are_no_pair() -> None:
    texts = [f"빨강 {ko} Zorbella {en}" for ko, en in GOODS] + [f"빨강 {ko} {en}" for ko, en in OTHERS] * 3
    assert pairs(texts).of("zorbella") == ()
    assert pairs(["조르벨라 Zorbella"] * 2).of("zorbella") == ()


@given(st.lists(st.text(max_size=30), max_size=30), st.text(max_size=10))
def test_any_texts_and_words_pair_only_across_scripts(texts: list[str], word: str) -> None:
    for other in pairs(texts).of(fold(word)):
        assert other.isascii() != fold(word).isascii()


def test_a_rare_word_is_paired_in_a_large_catalogue() -> None:
    draw = random.Random(7)
    texts = [
        f"{ko} {draw.randrange(9_999)}호 {en} {draw.randrange(9_999)}"
        for ko, en in draw.choices([*GOODS, *OTHERS], k=100_000)
    ]
    many = pairs([*texts, *["조르벨라 Zorbella"] * 20])
    assert many.of("zorbella") == ("조르벨라",)
