"""The retrieval suite's measures, sets, peers and pictures."""

import math
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import BadRequest
from assistant.retrieval.analysis import Analysis
from eval.chart import bars
from eval.judged import BARE_SETS, SETS, default_folder, load_set
from eval.measures import difference, estimate, measures, per_query, recall_of_ten
from eval.peers import Documents, bigram_tokens, bm25, fused, kiwi_tokens, ranked, score_fused

GRADES = {"q1": {"a": 3, "b": 1, "c": 0}, "q2": {"d": 2}}


def test_measures_of_a_known_run() -> None:
    found = per_query({"q1": ["b", "a"], "q2": ["x", "d"]}, GRADES, measures(2))
    ideal = 3 + 1 / math.log2(3)
    assert found["nDCG@10"]["q1"] == pytest.approx((1 + 3 / math.log2(3)) / ideal)
    assert found["R(rel=2)@10"] == {"q1": 1.0, "q2": 1.0}
    assert found["RR(rel=2)"] == {"q1": 0.5, "q2": 0.5}


def test_an_unanswered_query_counts_as_nothing() -> None:
    found = per_query({"q1": ["a"]}, GRADES, measures(1))
    assert found["nDCG@10"]["q2"] == 0.0
    assert len(found["nDCG@10"]) == 2


def test_recall_of_ten_is_reachable_where_more_than_ten_are_relevant() -> None:
    many = {"q": {f"d{at}": 2 for at in range(14)}, "none": {"x": 1}}
    run = {"q": [f"d{at}" for at in range(8)] + ["other"]}
    assert recall_of_ten(run, many, 2) == {"q": 0.8, "none": 0.0}


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_the_interval_holds_the_mean_and_repeats(values: list[float]) -> None:
    found = estimate(values)
    assert found == estimate(values)
    assert found.n == len(values)
    assert found.low - 1e-9 <= found.mean <= found.high + 1e-9


def test_no_values_give_no_figure() -> None:
    assert math.isnan(estimate([]).mean)
    assert difference({"a": 0.5, "b": 0.7}, {"a": 0.25, "c": 1.0}).mean == pytest.approx(0.25)


DOCUMENTS = Documents(
    ("p1", "p2", "p3"), ("현관 방충망 롤", "자전거 헬멧 bike helmets", "running shoes"), ("a", "b", "c")
)


def test_peers_rank_by_their_own_recipe() -> None:
    analysis = Analysis()
    scored = bm25(DOCUMENTS, bigram_tokens(analysis))
    grams, kiwi = ranked(scored), ranked(bm25(DOCUMENTS, kiwi_tokens(analysis)))
    assert grams("방충망")[0] == kiwi("방충망")[0] == "p1"
    assert grams("helmet") == ["p2"]
    assert fused(lambda _: ["p1", "p2"], lambda _: ["p2"])("x") == ["p2", "p1"]
    clear, faint = [("p1", 9.0), ("p2", 8.0), ("p3", 1.0)], [("p2", 0.9), ("p3", 0.8)]
    assert score_fused(lambda _: clear, lambda _: faint)("x") == ["p2", "p1", "p3"]
    assert score_fused(lambda _: [])("x") == []


def test_the_chart_is_a_picture_with_escaped_names() -> None:
    chart = bars("a < b", {"x & y": {"mean": 0.5, "low": 0.4, "high": 0.6}}, highlight="x & y")
    assert ElementTree.fromstring(chart).tag.endswith("svg")


@pytest.mark.parametrize("name", [*SETS, *BARE_SETS])
def test_judged_sets_load(name: str) -> None:
    folder: Path = default_folder()
    try:
        judged = load_set(folder, name)
    except BadRequest as missing:
        pytest.skip(str(missing))
    assert judged.feed.is_file() if isinstance(judged.feed, Path) else judged.feed
    assert {query.qid for query in judged.queries} == set(judged.grades)
    assert all(max(found.values()) > 0 for found in judged.grades.values())


def test_the_probes_name_products_that_are_there() -> None:
    for name in ("korean_listings", "english_listings", "described_korean", "described_english"):
        try:
            judged = load_set(default_folder(), name)
        except BadRequest as missing:
            pytest.skip(str(missing))
        text = judged.feed.read_text("utf-8") if isinstance(judged.feed, Path) else str(judged.feed)
        wanted = {document for found in judged.grades.values() for document in found}
        assert not [document for document in wanted if f"'{document}'" not in text.replace('"', "'")]
        assert {query.part for query in judged.queries} == {"dev", "test"}
