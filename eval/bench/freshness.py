"""New prices and stock for one in a hundred products, while shoppers go on searching."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter
from typing import Any

from assistant.domain.dialogue import Constraint
from assistant.domain.product import Product
from eval.bench.both import open_both
from eval.bench.embedder import HashedEmbedder
from eval.bench.goods import Asked, Goods
from eval.bench.options import Options
from eval.bench.peers import Peers, item_facts
from eval.bench.retrieval import BUSY
from eval.bench.shop import BenchShop
from eval.bench.timing import Summary, Times, milliseconds

OURS, THEIRS = "dangol", "chroma update"
SIZES = (100_000,)
SHARE = 0.01
_REVISIONS = 4
_WINDOW = 4.0
_LONGEST = 12

COVERS = {
    OURS: "BenchShop.change_offers: the new offers written into SQL, then search brought to that "
    "version; done when the next search sees it.",
    THEIRS: "collection.update with the ids and whole metadata of the same products, in as few calls as "
    "Chroma takes; no words, no SQL.",
    "readers": "one thread that searches all the time with a filter that leaves 5 %: ours Searcher.search, "
    "theirs Chroma with `where`; idle, and while updates run one after another.",
    "seen": "share of changed products found under their new price right after an update.",
}


@dataclass(slots=True)
class Side:
    """One system: how it changes, how it is read, and what was measured of both."""

    change: Callable[[int], object]
    read: Callable[[int], object]
    updates: list[float] = field(default_factory=list)
    idle: list[float] = field(default_factory=list)
    during: list[float] = field(default_factory=list)


def run(options: Options) -> dict[str, Any]:
    """All sizes, smallest first; see COVERS for what each figure is."""
    return {
        "covers": COVERS,
        "sizes": {str(items): _measured(items, options) for items in sorted(options.items or SIZES)},
    }


def _measured(items: int, options: Options) -> dict[str, Any]:
    with open_both(items, options) as both:
        shop, goods = both.shop, both.goods
        changed = [_changed(goods, revision) for revision in range(1, _REVISIONS + 1)]
        sides = _sides(shop, both.peers, goods, changed, both.embedder, options)
        with options.watch("updates") as progress:
            rounds = _rounds(sides, options, progress)
        return {
            "products_changed": {"products": len(changed[0]), "rounds": rounds},
            "update": {f"{len(changed[0]):,} products": _compared({n: s.updates for n, s in sides.items()})},
            "readers": {
                name: {"ms": {"idle": Summary.of(side.idle).json(), "during": Summary.of(side.during).json()}}
                | {"p95_during_over_idle": _over(side)}
                for name, side in sides.items()
            },
            "seen": {OURS: _seen(shop, goods, len(sides[OURS].updates))},
        }


def _changed(goods: Goods, revision: int) -> list[Product]:
    step = round(1 / SHARE)
    return [goods.product(at, revision) for at in range(step // 2, goods.items, step)]


def _sides(
    shop: BenchShop,
    peers: Peers,
    goods: Goods,
    changed: Sequence[Sequence[Product]],
    embedder: HashedEmbedder,
    options: Options,
) -> dict[str, Side]:
    asked, filtered = goods.asked(options.queries), goods.filters()[BUSY]
    ready = [peers.prepared(one.text, embedder.query(one.text)) for one in asked]
    metadata = [[item_facts(product) for product in some] for some in changed]
    ids = [str(int(product.product_id[1:])) for product in changed[0]]

    def update(revision: int) -> None:
        most = 5_000
        for start in range(0, len(ids), most):
            some = slice(start, start + most)
            peers.collection.update(ids=ids[some], metadatas=metadata[revision % _REVISIONS][some])

    return {
        OURS: Side(
            lambda revision: shop.change_offers(changed[revision % _REVISIONS]),
            lambda task: shop.search(asked[task % len(asked)], filtered),
        ),
        THEIRS: Side(update, lambda task: peers.where(ready[task % len(ready)], filtered)),
    }


def _rounds(sides: dict[str, Side], options: Options, progress: Callable[[int, int], None]) -> int:
    """Idle and busy windows of both sides in turn, until the rounds are done or the time is up. A busy window
    holds updates one after another, at least one."""
    window, started = min(_WINDOW, options.seconds), perf_counter()
    for side in sides.values():
        for task in range(options.queries):
            side.read(task)
    for done in range(options.rounds):
        for side in sides.values():
            side.idle += _read_while(side, lambda: threading.Event().wait(window))
            side.during += _read_while(side, lambda side=side: _update(side, window))  # type: ignore[misc]
        progress(done + 1, options.rounds)
        if perf_counter() - started > 4 * options.seconds:
            return done + 1
    return options.rounds


def _update(side: Side, window: float) -> None:
    stop = perf_counter() + window
    for _ in range(_LONGEST):
        side.updates.append(milliseconds(lambda: side.change(len(side.updates))))
        if perf_counter() > stop:
            return


def _read_while(side: Side, work: Callable[[], object]) -> list[float]:
    """Milliseconds of every read that a reader begins while `work` runs."""
    over, found = threading.Event(), list[float]()

    def reader() -> None:
        for task in count():
            if over.is_set():
                return
            found.append(milliseconds(lambda task=task: side.read(task)))  # type: ignore[misc]

    thread = threading.Thread(target=reader)
    thread.start()
    try:
        work()
    finally:
        over.set()
        thread.join()
    return found


def _compared(updates: dict[str, list[float]]) -> dict[str, Any]:
    times = Times()
    for name, values in updates.items():
        for task, value in enumerate(values):
            times.add(name, task, value)
    return {
        "ms": {name: times.summary(name).json() for name in updates},
        "ratio": {THEIRS: times.ratio(THEIRS, OURS).json()},
    }


def _over(side: Side) -> float:
    return round(Summary.of(side.during).p95 / Summary.of(side.idle).p95, 2)


def _seen(shop: BenchShop, goods: Goods, updates: int) -> float:
    """Of twenty changed products, the share that comes first under its own title and its new price."""
    products = _changed(goods, (updates - 1) % _REVISIONS + 1)[:20]
    found = 0
    for product in products:
        price = product.variants[0].offer.price
        exactly = (Constraint("price", "eq", price.minor if price else 0),)
        asked = Asked(product.title.in_("ko"), "ko")
        hits = shop.search(asked, exactly).hits
        found += any(hit.product_id == product.product_id for hit in hits)
    return round(found / len(products), 3)
