"""From what a shopper says to a Request: rules and the catalogue's own vocabulary, no model, no I/O."""

from assistant.understanding.clauses import clauses, is_asking
from assistant.understanding.language import detect_language
from assistant.understanding.meant import Meaning, load_meaning
from assistant.understanding.misspelt import AVOIDING
from assistant.understanding.offering import reoffered
from assistant.understanding.revising import revised
from assistant.understanding.shop import compile_shop
from assistant.understanding.understand import understand
from assistant.understanding.vocabulary import Vocabulary, compile_vocabulary

__all__ = [
    "AVOIDING",
    "Meaning",
    "Vocabulary",
    "clauses",
    "compile_shop",
    "compile_vocabulary",
    "detect_language",
    "is_asking",
    "load_meaning",
    "reoffered",
    "revised",
    "understand",
]
