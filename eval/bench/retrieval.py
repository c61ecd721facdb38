"""Search beside what others build for it: filtered and not, alone and with many clients."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from assistant.domain.dialogue import Constraint
from eval.bench.both import open_both
from eval.bench.embedder import HashedEmbedder
from eval.bench.goods import Asked, Goods
from eval.bench.machine import folder_megabytes, mapped_megabytes, resident_megabytes
from eval.bench.options import Options
from eval.bench.peers import DEPTH, Peers, Prepared
from eval.bench.shop import BenchShop, open_shop
from eval.bench.timing import interleaved, per_second

OURS, HYBRID, AFTER, EXACT = "dangol", "chroma where + fts5", "chroma, filtered after", "exact scan"
NEAREST, WHERE = "dangol, vectors alone", "chroma where alone"
SIZES = (10_000, 100_000)
SHARES = {"100 %": 1.0, "50 %": 0.5, "5 %": 0.05, "0.5 %": 0.005}
BUSY = "5 %"
_SAME = 1e-5
"""Cosines this near are one: an index rounds."""
_BUSY_SECONDS = 6.0

COVERS = {
    OURS: "Searcher.search: parsing and analysis of the text, words, meaning, hard constraint, ranking, the "
    "ten best products. The query's vector is ready.",
    HYBRID: "50 of Chroma with the filter in `where`, 50 of SQLite FTS5 with it in the join (morphemes of "
    "Kiwi), rank fusion, ten ids. Vector and words of the query are ready, the products' facts not read.",
    AFTER: "Chroma alone, asked for enough to leave ten after the filter, whose true share it is told; "
    "metadata compared in Python. No words are searched.",
    EXACT: "every vector compared in numpy, 1,000 of tantivy's BM25, both filtered, rank fusion: the "
    "reference.",
    NEAREST: "the filter, and the 50 nearest products of what it leaves, best first; no words. What a filter "
    "left is kept for the next who asks for the same, and those who wait are compared at once. Beside it:",
    WHERE: "Chroma's 50 nearest with the filter in `where`.",
    "recall": "share of the 50 truly nearest products (of those the filter leaves) that search takes as "
    "candidates; `index`: that the vector index itself returns for k = 50, without a filter.",
    "busy": "the better of two turns of some seconds each, threads of this process.",
    "memory": "growth of this process's resident memory while the side was opened or built.",
}


def run(options: Options) -> dict[str, Any]:
    """All sizes, smallest first; see COVERS for what each figure is."""
    return {
        "covers": COVERS,
        "sizes": {
            str(items): (_measured if options.peers else _alone)(items, options)
            for items in sorted(options.items or SIZES)
        },
    }


def _alone(items: int, options: Options) -> dict[str, Any]:
    """Ours only, for sizes at which the peers would take a day to build."""
    goods = Goods(items, options.seed)
    with options.shop_folder(goods) as folder:
        before = resident_megabytes()
        with (
            options.watch(f"{items:,} items: our shop") as progress,
            open_shop(folder / "shop", goods, items, HashedEmbedder(), progress) as shop,
        ):
            opened = resident_megabytes()
            asked, cells = goods.asked(options.queries), {}
            for name, filtered in goods.filters().items():
                ours = {OURS: lambda task, filtered=filtered: shop.search(asked[task], filtered)}
                with options.watch(f"filter leaves {name}") as progress:
                    times = interleaved(ours, len(asked), options.rounds, options.seconds, progress)
                cells[name] = {"ms": {OURS: times.summary(OURS).json()}, "rounds": times.rounds}
            return {
                "build_seconds": {OURS: shop.built},
                "memory_mb": {
                    "before": before,
                    "opened": opened,
                    "after all queries": resident_megabytes(),
                    "of that mapped files": mapped_megabytes(),
                },
                "disk_mb": {OURS: folder_megabytes(folder / "shop")},
                "filters": cells,
            }


def _measured(items: int, options: Options) -> dict[str, Any]:
    with open_both(items, options) as both:
        shop, peers, goods, peers_folder = both.shop, both.peers, both.goods, both.folder / "peers"
        asked = goods.asked(options.queries)
        ready = [peers.prepared(one.text, both.embedder.query(one.text)) for one in asked]
        return {
            "build_seconds": {OURS: shop.built, "peers": peers.built},
            "memory_mb": {OURS: both.ours_mb, "peers": both.peers_mb},
            "disk_mb": {
                OURS: folder_megabytes(both.folder / "shop"),
                "chroma": folder_megabytes(peers_folder / "chroma"),
                "fts5": round((peers_folder / "fts.sqlite3").stat().st_size / 2**20, 1),
            },
            "filters": _filters(shop, peers, goods, asked, ready, options),
            "recall": _recall(shop, peers, goods, both.embedder, asked, options),
            "busy": _busy(shop, peers, goods.filters()[BUSY], asked, ready, options),
        }


def _filters(
    shop: BenchShop,
    peers: Peers,
    goods: Goods,
    asked: Sequence[Asked],
    ready: Sequence[Prepared],
    options: Options,
) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for name, filtered in goods.filters().items():
        systems = _systems(shop, peers, filtered, SHARES[name], asked, ready)
        with options.watch(f"filter leaves {name}") as progress:
            times = interleaved(systems, len(asked), options.rounds, options.seconds, progress)
        cells[name] = {
            "held": int(peers.holding(filtered).sum()),
            "rounds": times.rounds,
            "ms": {system: times.summary(system).json() for system in systems},
            "ratio": {system: times.ratio(system, OURS).json() for system in systems if system != OURS},
            **_kept_to(shop, peers, asked, filtered),
        }
    return cells


def _kept_to(
    shop: BenchShop, peers: Peers, asked: Sequence[Asked], filtered: tuple[Constraint, ...]
) -> dict[str, float]:
    """Share of queries answered; share where the filter had to be let go, and that is said; hits that break
    a filter nobody was told was let go: there must be none."""
    found = [shop.search(one, filtered) for one in asked]
    held = peers.holding(filtered)
    broken = sum(not held[int(hit.product_id[1:])] for one in found if not one.relaxed for hit in one.hits)
    return {
        "answered": round(float(np.mean([bool(one.hits) for one in found])), 3),
        "relaxed": round(float(np.mean([bool(one.relaxed) for one in found])), 3),
        "violations": broken,
    }


def _systems(
    shop: BenchShop,
    peers: Peers,
    filtered: tuple[Constraint, ...],
    share: float,
    asked: Sequence[Asked],
    ready: Sequence[Prepared],
) -> dict[str, Callable[[int], object]]:
    return {
        OURS: lambda task: shop.search(asked[task], filtered),
        HYBRID: lambda task: peers.hybrid(ready[task], filtered),
        AFTER: lambda task: peers.post_filtered(ready[task], filtered, share),
        EXACT: lambda task: peers.exact(ready[task], filtered),
    }


def _recall(
    shop: BenchShop,
    peers: Peers,
    goods: Goods,
    embedder: HashedEmbedder,
    asked: Sequence[Asked],
    options: Options,
) -> dict[str, Any]:
    """Mean recall@50 against exact search, for plain queries and for those that fall into hard clusters."""
    found: dict[str, Any] = {}
    for group, some in (("plain", asked), ("hard clusters", goods.asked_series(len(asked)))):
        figures: dict[str, Any] = {"queries": len(some), "candidates": {}}
        for name, filtered in goods.filters().items():
            held = peers.holding(filtered)
            shares = [
                _of_candidates(shop, peers, one, embedder.query(one.text), filtered, held) for one in some
            ]
            known = [share for share in shares if share is not None]
            figures["candidates"][name] = round(float(np.mean(known)), 4) if known else None
        vectors = [embedder.query(one.text) for one in some]
        figures["index"] = round(
            float(
                np.mean([_near(peers, v, [c for _, c in shop.vectors.nearest(v, DEPTH)]) for v in vectors])
            ),
            4,
        )
        figures["peer's index"] = round(
            float(np.mean([_near(peers, v, _cosines(peers, v)) for v in vectors])), 4
        )
        found[group] = figures
    return found


def _of_candidates(
    shop: BenchShop,
    peers: Peers,
    asked: Asked,
    vector: Any,
    filtered: tuple[Constraint, ...],
    held: Any,
) -> float | None:
    nearest = peers.nearest(vector, held)
    if not len(nearest):
        return None
    scored = shop.scored(asked, filtered)
    return sum(f"g{at:07d}" in scored for at in nearest) / len(nearest)


def _near(peers: Peers, vector: Any, cosines: Sequence[float]) -> float:
    """Share of as many as were asked for that are no farther than the farthest of the truly nearest."""
    nearest = peers.nearest(vector, peers.holding(()))
    least = float(peers.matrix[nearest[-1]] @ vector) - _SAME
    return min(len(nearest), sum(cosine >= least for cosine in cosines)) / len(nearest)


def _cosines(peers: Peers, vector: Any) -> list[float]:
    found = peers.collection.query(query_embeddings=[vector], n_results=DEPTH, include=["distances"])
    return [1.0 - float(distance) for distance in found["distances"][0]]


def _busy(
    shop: BenchShop,
    peers: Peers,
    filtered: tuple[Constraint, ...],
    asked: Sequence[Asked],
    ready: Sequence[Prepared],
    options: Options,
) -> dict[str, Any]:
    """Searches a second with many clients in threads, the better of two turns each; and the same of the
    vectors alone."""
    systems = _systems(shop, peers, filtered, SHARES[BUSY], asked, ready) | {
        NEAREST: lambda task: shop.nearest(ready[task].vector, filtered, DEPTH),
        WHERE: lambda task: peers.where(ready[task], filtered),
    }
    beside = {HYBRID: OURS, AFTER: OURS, WHERE: NEAREST}
    seconds = min(_BUSY_SECONDS, options.seconds)
    done: dict[str, float] = {}
    for _ in range(2):
        for name in (OURS, HYBRID, AFTER, NEAREST, WHERE):
            speed = per_second(systems[name], len(asked), options.clients, seconds)
            done[name] = max(done.get(name, 0.0), speed)
    return {
        "clients": options.clients,
        "filter": BUSY,
        "per_second": done,
        "ratio": {name: round(done[ours] / done[name], 2) for name, ours in beside.items() if done[name]},
    }
