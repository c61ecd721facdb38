"""How a benchmark is run."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from eval.bench.goods import Goods

Progress = Callable[[int, int], None]


def _silent(label: str) -> AbstractContextManager[Progress]:
    return nullcontext(lambda done, total: None)


@dataclass(frozen=True, slots=True)
class Options:
    """`items`: sizes of the catalogue, () for the benchmark's own.  queries, rounds: tasks a cell, and how
    often each is done.  seconds: after which no new round of a cell begins.  clients: threads asking at once.
    keep: folder that keeps what was built, for the next run; None works in a temporary one.  peers: measure
    them too (search only).  watch: given a label, a context whose value takes (done, total)."""

    items: tuple[int, ...] = ()
    queries: int = 24
    rounds: int = 5
    seconds: float = 30.0
    clients: int = 32
    seed: int = 1
    keep: Path | None = None
    peers: bool = True
    watch: Callable[[str], AbstractContextManager[Progress]] = _silent

    def shop_folder(self, goods: Goods) -> AbstractContextManager[Path]:
        """The folder of a shop of these goods and of its peers: benchmarks of one size share a kept one."""
        return self.folder(f"retrieval-{len(goods)}-{self.seed}-{goods.mark()}")

    @contextmanager
    def folder(self, name: str) -> Iterator[Path]:
        """A folder to work in: the kept one of that name, or a temporary one that goes away."""
        if self.keep is not None:
            path = self.keep / name
            path.mkdir(parents=True, exist_ok=True)
            yield path
            return
        with tempfile.TemporaryDirectory(prefix="dangol-bench-") as made:
            yield Path(made)
