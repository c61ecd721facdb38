"""What a filter leaves, kept for whoever asks for the same."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from assistant.domain.dialogue import Constraint
from assistant.lexicon import facet_name
from assistant.ports import Vectors
from assistant.retrieval.columns import OFFERED, Mask, Rows
from assistant.retrieval.rounded import Rounded
from assistant.retrieval.together import Together

_KEPT = 8
"""Subsets kept of one version. One whose vectors are laid side by side takes a few megabytes."""


class Subset:
    """`fitting`: the SKU rows left, as a mask.  `products`: product rows with one of them, ascending."""

    def __init__(self, fitting: Mask, products: Rows, matrix: Rounded, of: Rows) -> None:
        """matrix and of: the vectors, and which of them each product row has."""
        self.fitting = fitting
        self.products = products
        self._matrix = matrix
        self._of = of
        self._asked = False

    def __len__(self) -> int:
        return len(self.products)

    @cached_property
    def holding(self) -> Mask:
        """Over all product rows: which are among these."""
        found = np.zeros(len(self._of), dtype=np.bool_)
        found[self.products] = True
        return found

    def cosines(self, vector: Vectors) -> Vectors:
        """Of each product with a unit vector."""
        if not self._asked:  # most are asked once
            self._asked = True
            return self._matrix.cosines(self._of[self.products], vector)
        return self._together.cosines(vector)

    @cached_property
    def _together(self) -> Together:
        return Together(Rounded(self._matrix.table.take(self._of[self.products], axis=0)).with_each)


class Subsets:
    """The subsets asked for last, by what they were asked for with."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: OrderedDict[tuple[bool, str], Subset] = OrderedDict()

    def of(self, constraints: Sequence[Constraint], select: Callable[[], Subset]) -> Subset:
        """The one `select` gave for these before, else the one it gives now."""
        priced = any(facet_name(one.facet) in OFFERED for one in constraints)
        asked = priced, repr(constraints)  # True, 1 and 1.0 compare alike, and are other values
        with self._lock:
            if (found := self._held.get(asked)) is not None:
                self._held.move_to_end(asked)
                return found
        found = select()
        with self._lock:
            self._held[asked] = found
            while len(self._held) > _KEPT:
                self._held.popitem(last=False)
        return found

    def repriced(self) -> "Subsets":
        """Those that are the same under other offers."""
        kept = Subsets()
        with self._lock:
            kept._held.update((asked, found) for asked, found in self._held.items() if not asked[0])
        return kept
