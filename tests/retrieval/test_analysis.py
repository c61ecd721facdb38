"""Tokens, words and product types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.lexicon import load_lexicon
from assistant.retrieval.analysis import Analysis, bigrams, compounds, runs
from assistant.retrieval.concepts import ConceptFinder
from assistant.retrieval.kinds import Kinds
from assistant.retrieval.words import CatalogueWords

ANALYSIS = Analysis()
LEXICON = load_lexicon()
FINDER = ConceptFinder(LEXICON, ANALYSIS)
KINDS = Kinds(LEXICON, FINDER)


def types(title: str) -> set[str]:
    return {LEXICON.concepts[kind].en[0] for kind in KINDS.of_title(title)}


def test_korean_and_english_tokens() -> None:
    tokens = ANALYSIS.document("방수 텐트 Tents")
    assert {"g:방수", "g:텐트", "w:텐트", "m:텐트", f"w:{ANALYSIS.stem('tent')}"} <= set(tokens)
    assert bigrams("방충망") == ["방충", "충망"]
    assert bigrams("차") == ["차"]


def test_model_names_join_and_measures_part() -> None:
    assert list(compounds("brother tn-2110 30롤")) == ["tn2110", "30롤"]
    assert {"w:tn2110", "w:256", "w:gb"} <= set(ANALYSIS.names("Brother TN-2110 256GB"))


@given(st.text(max_size=200))
def test_any_text_gives_tokens_without_blanks(text: str) -> None:
    for token in ANALYSIS.document(text):
        assert token == token.strip()
        assert len(token.split()) == 1


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Laptop bag 15 inch", "laptop bag"),
        ("노트북 가방", "laptop bag"),
        ("사과 1kg", "apple"),
        ("고농축 알칼리세탁세제 3L", "laundry detergent"),
    ],
)
def test_a_title_is_the_kind_of_its_head(title: str, kind: str) -> None:
    assert kind in types(title)


def test_a_type_followed_by_another_noun_is_no_head() -> None:
    assert "computer mouse" not in types("Mouse Wrist Pillow")
    assert "apple" not in types("사과 식초 500ml")


WORDS = CatalogueWords(
    [
        "현관 방충망 롤",
        "방충망 보수 테이프",
        "피크닉 매트",
        "캡슐세제 40개",
        "wireless headphones",
        "headphone stand",
    ],
    ANALYSIS.stem,
)


def test_compounds_fall_into_catalogue_words() -> None:
    assert WORDS.split("현관방충망") == ("현관", "방충망")
    assert WORDS.split("피크닉매트") == ("피크닉", "매트")
    assert WORDS.split("방충망") == ()
    assert WORDS.split("아무말대잔치") == ()


def test_slips_are_mended_by_the_nearest_catalogue_word() -> None:
    assert WORDS.repair("캡슐세재") == "캡슐세제"
    assert WORDS.repair("방충밍") == "방충망"
    assert WORDS.repair("headphnes") == "headphones"
    assert WORDS.repair("방충망") is None
    assert WORDS.repair("완전다른말") is None


@given(st.text(max_size=30))
def test_mending_and_splitting_never_fail(text: str) -> None:
    for run in runs(text):
        WORDS.repair(run)
        pieces = WORDS.split(run)
        assert not pieces or "".join(pieces) == run
