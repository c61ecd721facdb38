"""Our side of a benchmark: a shop of made-up goods, built and searched by the product's own parts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter

import numpy as np

from assistant.adapters.chroma import ChromaIndex
from assistant.adapters.lexical import TantivyIndex
from assistant.adapters.sql import SqlCatalogue, SqlShopFacts, open_database
from assistant.domain.dialogue import Constraint
from assistant.domain.product import Product
from assistant.lexicon import load_lexicon
from assistant.ports import Catalogue, Embedder, Form, LexicalIndex, VectorIndex, Vectors
from assistant.retrieval.matching import FOUND_BY
from assistant.retrieval.nearest import Nearest
from assistant.retrieval.search import Found, Query, Searcher
from assistant.settings import Settings
from eval.bench.goods import Asked

Progress = Callable[[int, int], None]
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class BenchShop:
    """An open shop. `built`: seconds by step, of the build when it was built now, else of the opening."""

    searcher: Searcher
    catalogue: Catalogue
    vectors: VectorIndex
    lexical: LexicalIndex
    built: dict[str, float]

    def search(self, asked: Asked, filtered: tuple[Constraint, ...] = (), k: int = 10) -> Found:
        """One search through the public entry, as a turn would make it."""
        return self.searcher.search(Query(asked.text, asked.language, filtered, k=k))

    def nearest(self, vector: Vectors, filtered: tuple[Constraint, ...], k: int) -> list[str]:
        """Ids of the k nearest products a filter leaves, best first: what search does with the vectors."""
        state = self.searcher._state
        if state is None:
            return []
        selector = self.searcher.selector(state, Query("", "ko", filtered))
        nearest = Nearest(state, self.vectors, vector)
        rows = nearest.of(self.searcher.left(state, selector, filtered), k)
        best = rows[np.argsort(-nearest.cosines(rows))]
        return state.columns.product_ids.some(best)

    def change_offers(self, products: Sequence[Product]) -> None:
        """Bring new prices and stock of `products` into search. The one place that says how."""
        self.catalogue.update_offers(
            {variant.sku: variant.offer for product in products for variant in product.variants}
        )
        self.searcher.refresh()

    def words(self, asked: Asked) -> object:
        """All a search does with the words of a query, before meaning is looked at."""
        state = self.searcher._state
        return state and self.searcher.finder(state, asked.text).worded()

    def forms(self, asked: Asked) -> list[tuple[Form, ...]]:
        """The query as the word index is asked for it: the forms of each of its parts."""
        state = self.searcher._state
        return [part.forms for part in state.parser.parse(asked.text).parts] if state else []

    def lexical_search(self, forms: Sequence[Sequence[Form]], k: int) -> object:
        """One call of the word index, with the weights search gives its fields."""
        weights: dict[str, float] = {}
        for form in (form for part in forms for form in part):
            for token, weight in form.tokens:
                weights[token] = max(weights.get(token, 0.0), weight * form.weight)
        return self.lexical.snapshot().top(weights, FOUND_BY, k)

    def scored(self, asked: Asked, filtered: tuple[Constraint, ...] = ()) -> set[str]:
        """Ids of all products a search would score: its candidates, before anything is cut."""
        state = self.searcher._state
        if state is None:
            return set()
        finder = self.searcher.finder(state, asked.text)
        query = Query(asked.text, asked.language, filtered)
        within = None
        if filtered:
            within = self.searcher.left(state, self.searcher.selector(state, query), filtered)
        return set(state.columns.product_ids.some(finder.score(within).rows))


@contextmanager
def open_shop(
    folder: Path, goods: Iterable[Product], items: int, embedder: Embedder, progress: Progress | None = None
) -> Iterator[BenchShop]:
    """A shop of `goods` in `folder`, closed at the end; a folder that holds one already is only opened.
    Goods are read twice, and never held all at once."""
    settings = Settings(data_dir=folder)
    folder.mkdir(parents=True, exist_ok=True)
    engine = open_database(settings.sql_url)
    vectors = ChromaIndex(folder / "chroma", embedder.name, embedder.dimension)
    lexical = TantivyIndex(folder / "lexical")
    with ExitStack() as stack:
        stack.callback(engine.dispose)
        stack.callback(vectors.close)
        catalogue = SqlCatalogue(engine)
        facts = SqlShopFacts(engine)
        searcher = Searcher(
            catalogue, facts, embedder, vectors, lexical, load_lexicon(), folder=folder / "vectors"
        )
        stack.callback(searcher.close)
        built: dict[str, float] = {}
        if not catalogue.version():
            with timed(built, "keep vectors"):
                for done, some in _batches(goods):
                    searcher.prepare(some)
                    if progress:
                        progress(done, 2 * items)
            with timed(built, "publish"):
                catalogue.publish(goods, full=True)
        if progress:
            progress(items, 2 * items)
        with timed(built, "refresh" if built else "open"):
            searcher.refresh()
        if progress:
            progress(2 * items, 2 * items)
        yield BenchShop(searcher, catalogue, vectors, lexical, built)


@contextmanager
def timed(into: dict[str, float], step: str) -> Iterator[None]:
    """Put the seconds of a block into a dictionary."""
    started = perf_counter()
    yield
    into[step] = round(perf_counter() - started, 3)


def _batches(goods: Iterable[Product]) -> Iterator[tuple[int, list[Product]]]:
    held, done = iter(goods), 0
    while some := list(islice(held, _BATCH)):
        done += len(some)
        yield done, some
