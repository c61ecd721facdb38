"""Everything a turn depends on, the clock included."""

from dataclasses import dataclass

from assistant.lexicon import Lexicon
from assistant.ports import Catalogue, Clock, Sessions, ShopFacts, Shoppers
from assistant.retrieval.search import Searcher
from assistant.settings import Settings
from assistant.understanding import Meaning, Vocabulary


@dataclass(frozen=True, slots=True)
class Shop:
    """One running shop at one catalogue version. A publish makes a new Shop with a new vocabulary."""

    settings: Settings
    catalogue: Catalogue
    facts: ShopFacts
    shoppers: Shoppers
    sessions: Sessions
    searcher: Searcher
    lexicon: Lexicon
    vocabulary: Vocabulary
    clock: Clock
    currency: str
    meaning: Meaning | None = None
