"""What the shipped examples teach: held-out wordings, and the same weights every time."""

import pytest

from assistant.understanding import acts
from assistant.understanding.acting import doing
from assistant.understanding.intent import cues_of
from eval.casebook import load_cases
from tests.understanding.judge import scene
from tests.understanding.shops import demo, session
from tests.understanding.taught import taken

LINES = 5


def test_a_held_out_wording_is_heard_more_often_than_not_and_a_sure_one_is_mostly_right() -> None:
    right = sure = sure_right = total = 0
    numbered = list(acts.numbered_examples())
    for part in range(LINES):
        classifier = acts.train([(act, text) for act, text, line in numbered if line % LINES != part])
        for act, text, line in numbered:
            if line % LINES != part:
                continue
            best = next(iter(classifier.hear(text)), acts.Guess("other", 0.0))
            total += 1
            right += best.act == act
            sure += best.sure >= 0.75
            sure_right += best.sure >= 0.75 and best.act == act
    assert right / total >= 0.5
    assert sure_right / sure >= 0.75


def test_training_twice_gives_the_same_weights() -> None:
    first, again = acts.train(acts.examples()), acts.train(acts.examples())
    assert (first.weights == again.weights).all()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("안녕하세용", "greeting"), ("back over to the helmets", "back"), ("pop the first one in", "cart_add")],
)
def test_wordings_no_rule_has_are_heard(text: str, wanted: str) -> None:
    heard = doing(text, cues_of(text), scene("helmets", "ko"), demo())
    assert (heard.act or heard.likely) == wanted


def test_acts_that_need_a_cart_or_a_list_are_not_heard_without() -> None:
    assert not doing("pop the first one in", frozenset(), session(), demo()).cues


def test_goods_values_and_numbers_stand_behind_signs() -> None:
    def slot(word: str) -> str:
        return {"헬멧": acts.GOODS, "mapo": acts.STORE}.get(word, "")

    assert acts.slotted("헬멧이랑 두개 2,500원", slot) == "ⓖ 이랑 두 개 0 원"
    assert acts.slotted("open in mapo?", slot) == "open in ⓢ ?"


def test_no_example_is_taken_from_what_judges() -> None:
    assert taken(text for _, text in acts.examples()) == set()


def test_control_a_judged_turn_is_noticed_among_the_wordings() -> None:
    first = acts.as_read(next(turn["say"] for turn in load_cases("dialogue_heldout")[0].turns))
    last = acts.as_read(str(load_cases("dialogue_matters")[0].turns[-1]["say"]))
    assert taken([first, last, "헬멧 하나 담아 줘"]) == {first, last}
