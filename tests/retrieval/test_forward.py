"""Products are scored by what each says, token by token, as counting it all over would score them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.ports import LEXICAL_FIELDS
from assistant.retrieval.forward import Forward, Said, Tokens, hashed, pack

WORDS = [f"w:{letter}" for letter in "abcdefghij"]
WEIGHTS = dict(zip(LEXICAL_FIELDS, (1.0, 0.1, 0.75, 0.2), strict=True))
said = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
product = st.fixed_dictionaries(dict.fromkeys(LEXICAL_FIELDS, said))


def _forward(products: list[dict[str, str]]) -> Forward:
    told = [Said.of(pack(one)) for one in products]
    sizes = np.array([len(one.hashes) for one in told], dtype=np.int32)
    lengths = np.stack([one.lengths for one in told])
    return Forward(
        np.concatenate([one.hashes for one in told]),
        np.concatenate([one.counts for one in told]),
        (np.cumsum(sizes) - sizes).astype(np.int64),
        sizes,
        lengths,
        np.maximum(lengths.mean(axis=0), 1e-3).astype(np.float32),
    )


def _counted(one: dict[str, str], word: str, idf: np.ndarray, means: np.ndarray) -> float:
    """BM25 by the book, with what the module says of title and body."""
    tokens = {field: one[field].split() for field in LEXICAL_FIELDS}
    total = 0.0
    for at, field in enumerate(LEXICAL_FIELDS):
        count, long = tokens[field].count(word), len(tokens[field]) / means[at]
        if field == "body":
            titled = tokens["title"].count(word)
            count = titled + 1 if titled else min(count, 1)
            long = len(tokens["title"]) / means[LEXICAL_FIELDS.index("title")]
        if count:
            total += WEIGHTS[field] * idf[at] * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * long))
    return total


@given(
    st.lists(product, min_size=1, max_size=6),
    st.lists(st.sampled_from([*WORDS, "w:none"]), max_size=8),
    st.data(),
)
def test_scores_and_fields_are_those_of_counting(
    products: list[dict[str, str]], asked: list[str], data: st.DataObject
) -> None:
    forward = _forward(products)
    rows = np.array(
        sorted(data.draw(st.sets(st.sampled_from(range(len(products))), max_size=6))), dtype=np.int32
    )
    own = {
        word: np.float32([1 + WORDS.index(word), 2, 3, 4]) if word in WORDS else np.zeros(4) for word in asked
    }
    idf = np.array([own[word] for word in asked], dtype=np.float32).reshape(-1, len(LEXICAL_FIELDS))
    tokens = Tokens.of(np.array([hashed(word) for word in asked], dtype=np.uint32), idf)
    held = forward.held(rows, tokens, WEIGHTS)
    assert held.scores.shape == (len(asked), len(rows))
    in_title, elsewhere = held.within(("title",), ("kind", "facts"))
    for at, word in enumerate(asked):
        for place, row in enumerate(rows.tolist()):
            one = products[row]
            right = _counted(one, word, idf[at], forward.means)
            np.testing.assert_allclose(held.scores[at, place], right, rtol=1e-4)
            assert in_title[at, place] == (word in one["title"].split())
            assert elsewhere[at, place] == (word in f"{one['kind']} {one['facts']}".split())
