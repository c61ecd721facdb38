"""Receipts, and what may be said on them.

`Evidence` is the ledger of one turn: every fact a tool read is added to it as a Claim. `check` reads a
sentence somebody wants to say to the shopper and names what in it no claim covers.
"""

from assistant.grounding.check import check, spoken_of
from assistant.grounding.evidence import Evidence, is_term_of_sale
from assistant.grounding.sentences import Splitter, sentences

__all__ = ["Evidence", "Splitter", "check", "is_term_of_sale", "sentences", "spoken_of"]
