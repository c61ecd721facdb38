"""The product that is called as another is but for the words said: the blue one with 256 GB, in 128 GB."""

from collections.abc import Sequence

from assistant.domain.product import Product
from assistant.understanding.named import bearing
from assistant.understanding.reading import runs_of
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary


def counterpart(sku: str, product: Product, keys: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """Its SKU, where the feed lists each as a product of its own: it bears every one of `keys`, and of the
    name of this product it lacks no more words than are said. None where none or several are as near, and
    where this one bears the words itself."""
    if not keys:
        return None
    number = vocabulary.number_of(sku)
    fits = frozenset.intersection(*(bearing(key, vocabulary) for key in keys))
    if not fits or number in fits:
        return None
    own = [[key_of(run.text) for run in runs_of(title.lower())] for title in product.title.both()]
    lacking = {
        one: max(sum(one not in vocabulary.naming(word) for word in title) for title in own) for one in fits
    }
    least = min(lacking.values())
    nearest = [one for one, lacks in lacking.items() if lacks == least]
    if len(nearest) > 1 or least > len(keys) or any(least >= len(title) for title in own):
        return None
    return vocabulary.skus_of(nearest[0])[0]
