"""The understanding suite: its labels, its shops, and that its measure can fail."""

import math
from pathlib import Path

import pytest

from assistant import Settings, open_assistant
from assistant.domain.dialogue import Constraint
from assistant.errors import BadRequest
from assistant.lexicon import load_lexicon
from catalog_ingest import ingest
from eval.demands import Scale, agreement
from eval.judged import default_folder
from eval.requests import Label, Labelled, folder, load_requests
from eval.small_shop import write_feed
from eval.understanding import EMBEDDER, Outcome, figures, judged


@pytest.fixture(scope="module")
def scale() -> Scale:
    return Scale(load_lexicon(), "KRW")


def _found(scale: Scale, *constraints: Constraint) -> tuple[int, list[str], list[str]]:
    labels = [
        Label("용량", "ge", "1 L", "hard"),
        Label("color", "in", "black|navy", "hard"),
        Label("style", "eq", "modern", "soft"),
        Label("brand", "eq", "삼성", "disputed"),
    ]
    return agreement([(one, scale.labelled(one)) for one in labels], scale.understood(constraints))


def test_units_and_spellings_agree_and_disputed_ones_count_in_no_way(scale: Scale) -> None:
    right = Constraint("net_content", "ge", "1000ml"), Constraint("color", "in", ("navy", "블랙"))
    assert _found(scale, *right) == (2, [], [])
    assert _found(scale, *right, Constraint("brand", "eq", "samsung")) == (2, [], [])
    assert _found(scale, *right, Constraint("style", "eq", "modern", hard=False)) == (2, [], [])


def test_a_wrong_operator_a_wrong_value_and_a_hardened_wish_are_wrong(scale: Scale) -> None:
    """The control: each must count as a miss, a surplus, or both."""
    right, missed, surplus = _found(scale, Constraint("net_content", "gt", "1 L"))
    assert (right, len(missed), len(surplus)) == (0, 2, 1)
    right, missed, surplus = _found(scale, Constraint("net_content", "ge", "1 ml"))
    assert (right, len(missed), len(surplus)) == (0, 2, 1)
    assert _found(scale, Constraint("style", "eq", "modern"))[2] == ["style eq modern"]


def test_about_takes_a_bound_on_each_side(scale: Scale) -> None:
    label = Label("price", "about", "30000", "hard")
    near = scale.understood((Constraint("price", "ge", 24_000), Constraint("price", "le", 36_000)))
    wide = scale.understood((Constraint("price", "ge", 3_000), Constraint("price", "le", 90_000)))
    assert agreement([(label, scale.labelled(label))], near)[0] == 2
    assert agreement([(label, scale.labelled(label))], wide)[0] == 0


def test_figures_of_nothing_right_are_zero() -> None:
    request = Labelled("x", "", "ko", "", ())
    found = figures([Outcome(request, 0, ("price le 1",), ("price ge 1",), None, "", 0, 0, 0)])
    assert found["f1"]["mean"] == found["exact"] == 0
    assert not math.isnan(found["precision"]["mean"])


def test_own_requests_are_labelled_and_halved() -> None:
    requests = load_requests("own_ko", Path("nowhere"))
    assert len(requests) >= 170
    assert len({one.uid for one in requests}) == len(requests)
    assert 0.4 < sum(one.half == "dev" for one in requests) / len(requests) < 0.6


def test_real_requests_are_read_from_the_shared_folder() -> None:
    if not (default_folder() / "webshop_goals").is_dir():
        pytest.skip(f"dev data {default_folder() / 'webshop_goals'} is absent")
    requests = load_requests("real_en", default_folder())
    assert len(requests) >= 170
    assert all(one.text for one in requests)


def test_without_the_folder_the_remedy_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="--data"):
        load_requests("real_en", tmp_path)


def test_a_shop_is_the_same_each_time(tmp_path: Path) -> None:
    rows = write_feed(folder() / "shop_ko.yaml", tmp_path / "a.jsonl")
    write_feed(folder() / "shop_ko.yaml", tmp_path / "b.jsonl")
    assert rows > 4_000
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_requests_are_judged_by_what_the_shop_answers_and_shows(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(
        "currency: KRW\nper_type: 6\noptions: [색상]\n"
        "headers: {title: 상품명, brand: 브랜드, category: 카테고리, price: 판매가, list_price: 정상가,"
        " quantity: 재고수량, rating: 평점, reviews: 리뷰수}\n"
        "lists: {colors: [블랙, 화이트, 레드], makers: [가나, 다라]}\n"
        "types:\n  - [세제, 생활, {용량: [500ml, 1L, 3L]}, [5000, 50000], makers]\n"
        "  - [우산, 잡화, {색상: colors}, [5000, 50000], makers]\n",
        encoding="utf-8",
    )
    write_feed(tmp_path / "shop.yaml", tmp_path / "feed.jsonl")
    requests = [
        Labelled("a", "검은색 우산", "ko", "우산", (Label("color", "eq", "black", "hard"),)),
        Labelled("b", "세제 1리터 이상", "ko", "세제", (Label("용량", "ge", "1 L", "hard"),)),
        Labelled("c", "검은색 우산", "ko", "우산", (Label("color", "eq", "red", "hard"),)),
    ]
    with open_assistant(Settings(data_dir=tmp_path / "data", embedder=EMBEDDER)) as assistant:
        ingest(assistant, [str(tmp_path / "feed.jsonl")])
        first, second, wrong = judged(requests, assistant)
    for one in (first, second):
        assert (one.right, one.missed, one.surplus, one.head) == (1, (), (), True)
        assert one.shown
        assert (one.broken, one.crossed) == (0, 0)
    assert wrong.missed
    assert wrong.surplus
    assert (wrong.broken, wrong.crossed) == (wrong.shown, 0)
