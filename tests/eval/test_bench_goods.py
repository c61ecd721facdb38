"""The made-up goods: the same everywhere, like a real catalogue, and with the filters' true shares."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.retrieval.document import embedding_text
from eval.bench.embedder import HashedEmbedder
from eval.bench.goods import HUBS, Goods
from eval.bench.particles import with_particle
from eval.bench.width import padded

GOODS = Goods(3_000)


@settings(deadline=None)
@given(st.integers(0, 2_999), st.integers(0, 3))
def test_a_place_always_holds_the_same_product(at: int, revision: int) -> None:
    assert GOODS.product(at, revision) == Goods(3_000).product(at, revision)


@settings(deadline=None)
@given(st.integers(0, 2_999))
def test_a_new_price_leaves_the_text_as_it_was(at: int) -> None:
    before, after = GOODS.product(at), GOODS.product(at, 1)
    assert embedding_text(before) == embedding_text(after)
    assert [one.sku for one in before.variants] == [one.sku for one in after.variants]


def test_the_mark_is_of_the_goods_alone() -> None:
    assert Goods(300).mark() == Goods(300).mark()
    assert len({Goods(300).mark(), Goods(301).mark(), Goods(300, seed=2).mark()}) == 3


def test_filters_leave_the_share_they_name() -> None:
    hubs = [product.attributes["hub"][0] for product in GOODS]
    for name, share in HUBS.items():
        assert hubs.count(name) / len(hubs) == pytest.approx(share, abs=0.03)


def test_skus_and_products_are_unique_and_both_languages_occur() -> None:
    products = list(GOODS)
    skus = [variant.sku for product in products for variant in product.variants]
    assert len(set(skus)) == len(skus)
    assert len({product.product_id for product in products}) == 3_000
    titles = [product.title for product in products]
    assert {(bool(title.ko), bool(title.en)) for title in titles} == {
        (True, False),
        (False, True),
        (True, True),
    }


def test_queries_are_in_both_languages_and_repeat() -> None:
    asked = GOODS.asked(20)
    assert asked == Goods(3_000).asked(20)
    assert [one.language for one in asked].count("ko") == 10


def test_vectors_are_of_length_one_and_alike_goods_lie_together() -> None:
    embedder = HashedEmbedder()
    vectors = embedder.passages(["무선 이어폰 블랙 A-1", "wireless earbuds white B-2", "등산화 그레이 C-3"])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
    assert embedder.passages([]).shape == (0, 384)


def test_a_series_is_one_tight_cluster() -> None:
    embedder = HashedEmbedder()
    asked = GOODS.asked_series(1)[0]
    texts = [embedding_text(product) for product in GOODS]
    cosines = embedder.passages(texts) @ embedder.query(asked.text)
    series = asked.text.split()[0]
    nearest = [texts[at] for at in np.argsort(-cosines)[:50]]
    assert all(series in text for text in nearest)


@pytest.mark.parametrize(
    ("word", "particle", "said"),
    [("사과", ("은", "는"), "사과는"), ("수건", ("은", "는"), "수건은"), ("연필", ("으로", "로"), "연필로")],
)
def test_particles_follow_the_last_syllable(word: str, particle: tuple[str, str], said: str) -> None:
    assert with_particle(word, particle) == said


def test_columns_stand_under_one_another_in_both_scripts() -> None:
    lines = padded([["이름", "ms"], ["가방", "1.5"], ["bag", "12"]])
    assert lines[0] == "| 이름 |  ms |"
    assert lines[2:] == ["| 가방 | 1.5 |", "| bag  |  12 |"]
