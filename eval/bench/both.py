"""Both sides of a benchmark over the same made-up goods: our shop and its peers."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.bench.embedder import HashedEmbedder
from eval.bench.goods import Goods
from eval.bench.machine import resident_megabytes
from eval.bench.options import Options
from eval.bench.peers import Peers, open_peers
from eval.bench.shop import BenchShop, open_shop


@dataclass(frozen=True, slots=True)
class Both:
    """`ours_mb`, `peers_mb`: how much this process grew while each was opened or built."""

    goods: Goods
    embedder: HashedEmbedder
    folder: Path
    shop: BenchShop
    peers: Peers
    ours_mb: float
    peers_mb: float


@contextmanager
def open_both(items: int, options: Options) -> Iterator[Both]:
    """Both sides over `items` goods, closed at the end; what a kept folder holds already is only opened."""
    goods, embedder = Goods(items, options.seed), HashedEmbedder()
    with ExitStack() as stack:
        folder = stack.enter_context(options.shop_folder(goods))
        before = resident_megabytes()
        with options.watch(f"{items:,} items: our shop") as progress:
            shop = stack.enter_context(open_shop(folder / "shop", goods, items, embedder, progress))
        between = resident_megabytes()
        with options.watch(f"{items:,} items: peers") as progress:
            peers = stack.enter_context(open_peers(folder / "peers", goods, items, embedder, progress))
        after = resident_megabytes()
        grown = round(between - before, 1), round(after - between, 1)
        yield Both(goods, embedder, folder, shop, peers, *grown)
