"""Words that titles of what is shown must not say: those turned down, and those of a value turned down."""

from collections.abc import Sequence

from assistant.domain.dialogue import Constraint
from assistant.understanding import Vocabulary

_OF_VARIANTS = frozenset(
    {"color", "size", "gender", "brand", "category", "price", "availability", "allergen", "diet"}
)
"""What a name says of one variant, or what is kept away otherwise."""


def words_unwanted(asked: Sequence[Constraint], vocabulary: Vocabulary) -> list[str]:
    """The words of every "not called so", and in both languages those of a value that must not hold: a feed
    that states no use still names its hiking backpacks. [] when nothing is turned down."""
    refused = {
        (one.facet, value)
        for one in asked
        if one.op in ("ne", "not_in") and one.facet not in _OF_VARIANTS
        for value in (one.value if isinstance(one.value, tuple) else (one.value,))
    }
    titled = [str(value) for facet, value in refused if facet == "title"]
    values = {one for one in refused if one[0] != "title"}
    if not values:
        return titled
    said = (
        key
        for key, senses in vocabulary.terms.items()
        if any((sense.facet, sense.value) in values for sense in senses)
    )
    return [*titled, *said]
