"""From what a shopper says to a Request: rules, the catalogue's own vocabulary and, beside
them, what sentences mean to the shop's embedder; no model server, no I/O."""

from assistant.understanding.clauses import clauses, is_asking
from assistant.understanding.compiling import compile_vocabulary
from assistant.understanding.language import detect_language
from assistant.understanding.meant import Meaning, load_meaning
from assistant.understanding.misspelt import AVOIDING
from assistant.understanding.offering import reoffered
from assistant.understanding.revising import revised
from assistant.understanding.shop import compile_shop
from assistant.understanding.steps import steps
from assistant.understanding.understand import understand
from assistant.understanding.vocabulary import Vocabulary

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
    "steps",
    "understand",
]
