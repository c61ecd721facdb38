"""Words that titles of what is shown must not say: those turned down, and those of a value turned down."""

from collections.abc import Sequence

from assistant.domain.dialogue import Constraint
from assistant.lexicon import Lexicon

_OF_VARIANTS = frozenset(
    {"color", "size", "gender", "brand", "category", "price", "availability", "allergen", "diet"}
)
"""What a name says of one variant, or what is kept away otherwise."""
_SHORTEST = 2
"""Letters of a word that is looked for inside others: 면 (cotton) stands in 라면."""


def words_unwanted(asked: Sequence[Constraint], lexicon: Lexicon) -> list[str]:
    """The words of every "not called so", and in both languages those of a value that must not hold: a feed
    that states no use still names its hiking backpacks. [] when nothing is turned down."""
    refused = [
        (one.facet, str(value))
        for one in asked
        if one.op in ("ne", "not_in") and one.facet not in _OF_VARIANTS
        for value in (one.value if isinstance(one.value, tuple) else (one.value,))
    ]
    titled = [value for facet, value in refused if facet == "title"]
    values = [value for facet, value in refused if facet != "title"]
    forms = (form for value in values for one in lexicon.of(value) for form in (*one.ko, *one.en))
    said = (form for form in (*values, *forms) if len(form) >= _SHORTEST)
    return list(dict.fromkeys([*titled, *said]))
