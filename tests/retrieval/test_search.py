"""What a search finds, in both languages."""

from pathlib import Path

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from assistant.domain.text import Language
from assistant.retrieval.search import Query, Searcher
from tests.retrieval.shelf import open_shelf


def found(searcher: Searcher, text: str, language: Language = "ko", **more: object) -> list[str]:
    return [hit.product_id for hit in searcher.search(Query(text, language, **more)).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("사과", "apple"),
        ("apples", "apple"),
        ("사과주스", "apple-juice"),
        ("apple juice", "apple-juice"),
        ("노트북 가방", "laptop-bag"),
        ("laptop bag", "laptop-bag"),
        ("자전거 헬멧", "helmet"),
        ("bike helmet", "helmet"),
        ("두유", "soy-milk"),
        ("TN2110", "keyboard"),
        ("tn-2110 키보드", "keyboard"),
    ],
)
def test_the_thing_asked_for_comes_first(searcher: Searcher, text: str, best: str) -> None:
    assert found(searcher, text)[0] == best


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("놋북", "laptop"),
        ("놋트북", "laptop"),
        ("바나너", "banana"),
        ("헬맷", "helmet"),
        ("bananna", "banana"),
    ],
)
def test_slips_and_slang_are_understood(searcher: Searcher, text: str, best: str) -> None:
    assert best in found(searcher, text)[:2]


def test_a_laptop_is_not_its_bag(searcher: Searcher) -> None:
    assert set(found(searcher, "laptop", "en")[:2]) == {"laptop", "laptop-thin"}
    assert set(found(searcher, "노트북")[:2]) == {"laptop", "laptop-thin"}


def test_spacing_is_free_in_korean(searcher: Searcher) -> None:
    assert found(searcher, "자전거헬멧")[0] == found(searcher, "자전거 헬멧")[0] == "helmet"
    assert found(searcher, "사과 주스")[0] == "apple-juice"


def test_particles_and_politeness_change_nothing(searcher: Searcher) -> None:
    assert found(searcher, "자전거 헬멧을 추천해 주세요")[0] == "helmet"
    assert found(searcher, "can you show me some bike helmets please", "en")[0] == "helmet"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_category_word_finds_what_is_in_it(searcher: Searcher, language: Language) -> None:
    text = "과일" if language == "ko" else "fruit"
    assert set(found(searcher, text, language)[:3]) == {"apple", "pear", "banana"}


@pytest.mark.parametrize(
    "text",
    ["asdfqwer", "🙂🙂", "비행기표 예매", "garmin", "냉장고", "\ud800", "!!!", "'; DROP TABLE offers; --"],
)
def test_what_the_shop_has_nothing_of_gives_no_hits(searcher: Searcher, text: str) -> None:
    answer = searcher.search(Query(text, "ko"))
    assert (answer.hits, answer.total, answer.relaxed, answer.bites) == ((), 0, (), ())


def test_deep_lists_candidates_past_the_relevant(searcher: Searcher) -> None:
    shallow, deep = found(searcher, "사과"), found(searcher, "사과", deep=True, k=100)
    assert deep[: len(shallow)] == shallow
    assert len(deep) > len(shallow)


def test_empty_text_browses_by_popularity(searcher: Searcher) -> None:
    answer = searcher.search(Query("", "ko", k=3))
    assert [hit.product_id for hit in answer.hits] == ["laptop-bag", "apple-juice", "banana"]
    assert answer.total == 20
    assert found(searcher, "추천해줘", k=3) == ["laptop-bag", "apple-juice", "banana"]


def test_one_hit_a_product_and_scores_fall(searcher: Searcher) -> None:
    answer = searcher.search(Query("운동화", "ko"))
    ids = [hit.product_id for hit in answer.hits]
    assert set(ids) == {"runner", "court"}
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_excluded_skus_never_come_back(searcher: Searcher) -> None:
    answer = searcher.search(
        Query("운동화", "ko", exclude=frozenset({"runner-b-250", "court-r-240", "court-r-250"}))
    )
    assert "court" not in [hit.product_id for hit in answer.hits]
    assert all(hit.sku != "runner-b-250" for hit in answer.hits)


def test_a_very_long_text_is_answered(searcher: Searcher) -> None:
    assert found(searcher, "사과 " * 5_000)[0] == "apple"


def test_sorting_stays_within_what_is_relevant(searcher: Searcher) -> None:
    assert found(searcher, "노트북", sort="price_asc")[:2] == ["laptop-thin", "laptop"]
    assert found(searcher, "노트북", sort="price_desc")[:2] == ["laptop", "laptop-thin"]
    assert "laptop-bag" not in found(searcher, "노트북", sort="price_asc")


def test_a_hit_says_what_spoke_for_it(searcher: Searcher) -> None:
    hit = searcher.search(Query("사과", "ko")).hits[0]
    assert {"title", "meaning"} <= set(hit.signals)


def test_a_search_keeps_to_its_own_thread(tmp_path: Path) -> None:
    threadpool_limits(2, "blas")
    searcher, _ = open_shelf(tmp_path, [])
    searcher.close()
    assert {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"} == {1}
