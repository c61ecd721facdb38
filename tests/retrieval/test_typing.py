"""Requests as they are typed: slips of hand and keyboard are mended, what the catalogue knows is not."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.lexicon import fold, has_hangul, load_lexicon
from assistant.retrieval.analysis import Analysis, runs
from assistant.retrieval.concepts import ConceptFinder
from assistant.retrieval.kinds import Kinds
from assistant.retrieval.parse import Parser
from assistant.retrieval.slips import Slips
from assistant.retrieval.sounds import sound
from assistant.retrieval.words import CatalogueWords
from eval.judged import default_folder

ANALYSIS = Analysis()
ANALYSIS.warm()
LEXICON = load_lexicon()
FINDER = ConceptFinder(LEXICON, ANALYSIS)
KINDS = Kinds(LEXICON, FINDER)
TITLES = [
    "고양이 스크래쳐 대형",
    "현관 방충망 롤",
    "피크닉 매트",
    "캡슐세제 40개",
    "섬유유연제 4L",
    "민트 사탕",
    "애플 아이패드 Apple iPad",
    "노트북 거치대",
    "air fryer liner",
    "wireless headphones",
]
FINISHED = (
    "을",
    "를",
    "이",
    "가",
    "은",
    "는",
    "도",
    "만",
    "의",
    "까지",
    "부터",
    "보다",
    "이랑",
    "하고",
    "으로",
)


def parser(titles: list[str], sold: set[str] | None = None) -> Parser:
    words = CatalogueWords(titles, ANALYSIS.stem, FINDER.korean_forms())
    return Parser(LEXICON, ANALYSIS, FINDER, KINDS, words, sold)


WORDS = CatalogueWords(TITLES, ANALYSIS.stem, [*FINDER.korean_forms(), "iphone"])
SLIPS = Slips(WORDS, ANALYSIS.stem, FINDER)
PARSER = parser(TITLES)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rhdiddl tmzmfocu", "고양이 스크래쳐"),
        ("shxmqnr", "노트북"),
        ("ㅑㅔㅙㅜㄷ", "iphone"),
        ("메ㅔㅣㄷ", "apple"),
        ("ㅈ민트", "민트"),
        ("노트부ㅋ", "노트북"),
        ("방 충 망", "방충망"),
        ("섬유 유연제", "섬유유연제"),
        ("airfryer", "air fryer"),
        ("고양이ㅠㅠ", "고양이"),
    ],
)
def test_slips_are_mended(typed: str, meant: str) -> None:
    assert SLIPS.mended(typed) == meant


@pytest.mark.parametrize(
    "text", ["wireless headphones", "현관 방충망", "아이패드 apple", "🙂 3만원", "", "zxcvb qwer"]
)
def test_what_is_no_slip_stays(text: str) -> None:
    assert SLIPS.mended(text) == text


@given(st.lists(st.sampled_from([word for title in TITLES for word in runs(fold(title))]), max_size=4))
def test_no_word_of_the_catalogue_is_destroyed(some: list[str]) -> None:
    text = " ".join(some)
    assert SLIPS.mended(text).replace(" ", "") == text.replace(" ", "")


# The analyser's first words of a kind are slow on a busy machine.
@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_mended_and_parsed(text: str) -> None:
    SLIPS.mended(text)
    PARSER.parse(text)


@pytest.mark.parametrize(
    ("one", "other"), [("스크래쳐", "스크레처"), ("쥬스", "주스"), ("매트", "메트"), ("돈까스", "돈가스")]
)
def test_spellings_of_one_sound(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_short_words_are_told_apart_by_their_consonants() -> None:
    assert sound("꿀") != sound("굴")


def test_another_spelling_is_matched_beside_the_one_said() -> None:
    tokens = {
        token for part in PARSER.parse("스크레처").parts for form in part.forms for token, _ in form.tokens
    }
    assert {"g:스크", "g:크래", "g:래쳐"} <= tokens


def test_a_name_the_catalogue_does_not_hold_is_matched_word_by_word() -> None:
    english = parser(["sport helmet red", "mountain bike silver"])
    assert [part.words for part in english.parse("자전거 헬멧").parts] == [("자전거",), ("헬멧",)]
    held = parser(["bike helmet"])
    assert [part.words for part in held.parse("bike helmet").parts] == [("bike", "helmet")]


def test_a_kind_nobody_sells_leaves_something_unsaid() -> None:
    washer = {concept.concept_id for concept in LEXICON.of("세탁기")}
    assert not parser(["드럼세탁기세제"], sold=set()).parse("세탁기").parts[-1].words
    assert parser(["드럼세탁기"], sold=washer).parse("세탁기").parts[-1].words


def test_words_of_real_titles_are_read_with_any_particle() -> None:
    file = default_folder() / "korean_dev" / "products.jsonl"
    if not file.is_file():
        pytest.skip(f"{file} is not there")
    titles = [json.loads(line)["title"] for line in file.read_text("utf-8").splitlines()]
    real = parser(titles)
    words = sorted({run for title in titles for run in runs(fold(title)) if has_hangul(run) and len(run) > 1})
    asked = [(word, ending) for word in words[::7] for ending in _fitting(word)]
    read = sum(
        any("".join(part.words) == word for part in real.parse(word + end).parts) for word, end in asked
    )
    assert len(asked) > 2_000
    assert read / len(asked) >= 0.98


def _fitting(word: str) -> tuple[str, ...]:
    final = (ord(word[-1]) - ord("가")) % 28
    wrong = ("를", "가", "는") if final else ("을", "이", "은", "이랑", "으로")
    return tuple(
        ending for ending in FINISHED if ending not in wrong and not (final == 8 and ending == "으로")
    )


def test_what_holds_the_goods_is_not_asked_for() -> None:
    bags = {one.concept_id for one in LEXICON.of("bag")}
    assert not KINDS.of_query(["bags", "of", "rice"]) & bags
    assert KINDS.of_query(["bags", "of", "rice"]) == KINDS.of_query(["rice"])
    assert KINDS.of_query(["bag", "for", "rice"]) & bags


@pytest.mark.parametrize(
    ("title", "named", "not_named"),
    [
        ("캐러멜 가죽 토트백", "토트백", "과자"),
        ("Caramel leather tote bag", "tote bag", "caramel"),
        ("밀크 캐러멜 200g", "카라멜", "토트백"),
    ],
)
def test_what_goods_look_like_is_not_what_they_are(title: str, named: str, not_named: str) -> None:
    types = KINDS.widened(KINDS.of_title(title))
    assert types & {one.concept_id for one in LEXICON.of(named)}
    assert not types & {one.concept_id for one in LEXICON.of(not_named)}


def test_an_accessory_is_not_what_it_goes_into() -> None:
    laptop = {one.concept_id for one in LEXICON.of("laptop")}
    assert not KINDS.of_title("Laptop internal US English keyboard") & laptop
    assert KINDS.of_title("Laptop with US English keyboard") & laptop


def test_what_is_named_first_weighs_whole_and_what_tells_more_of_it_less() -> None:
    """Before anything is named "to" joins nothing; "while" tells more as "for" does."""
    parsed = parser(["모기장", "꿀잠 베개"]).parse("something to keep mosquitoes out while I sleep")
    weights = {part.words[0]: part.weight for part in parsed.parts}
    assert weights == {"mosquitoes": 1.0, "sleep": 0.6}


def test_a_micro_sd_card_is_one_of_its_own() -> None:
    micro, plain = KINDS.of_query(["micro", "sd", "card"]), KINDS.of_query(["sd", "card"])
    assert micro != plain
    assert plain <= KINDS.widened(micro)
