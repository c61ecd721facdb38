"""What others would run on the same products: each peer ranks with one well-known recipe."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.adapters.lexical import TantivyIndex
from assistant.domain.product import Product
from assistant.lexicon import fold, has_hangul
from assistant.ports import Catalogue, Embedder, LexicalDocument, Vectors
from assistant.retrieval.analysis import Analysis, bigrams, runs
from assistant.retrieval.document import document_hash, embedding_text
from assistant.retrieval.indexing import embed_missing

DEPTH = 100
_RRF = 60
_BATCH = 500
Rank = Callable[[str], list[str]]
Scorer = Callable[[str], list[tuple[str, float]]]
"""The best DEPTH documents for a query with their scores, best first."""


@dataclass(frozen=True, slots=True)
class Documents:
    """Products as the peers see them: ids, the full text (title, category, brand, description) and the short
    text their vectors are made of."""

    ids: tuple[str, ...]
    full: tuple[str, ...]
    short: tuple[str, ...]

    @classmethod
    def of(cls, products: Iterator[Product]) -> "Documents":
        ids, full, short = [], [], []
        for product in products:
            ids.append(product.variants[0].sku)
            texts = (product.title, product.category, product.brand, product.description)
            full.append(" ".join(wording for text in texts for wording in text.both()))
            short.append(embedding_text(product))
        return cls(tuple(ids), tuple(full), tuple(short))


def ranked(scorer: Scorer) -> Rank:
    """A ranking by those scores."""
    return lambda query: [found for found, _ in scorer(query)]


def bm25(documents: Documents, tokens: Callable[[str], list[str]]) -> Scorer:
    """BM25 over one field with the given analysis, any token of the query."""
    index = TantivyIndex(None, ("text",))
    placed = index.replace(
        LexicalDocument(found, {"text": " ".join(tokens(text))})
        for found, text in zip(documents.ids, documents.full, strict=True)
    )
    found_at = {at: found for found, at in placed.items()}

    def scored(query: str) -> list[tuple[str, float]]:
        weights = {token: float(count) for token, count in Counter(tokens(query)).items()}
        found = index.snapshot().top(weights, {"text": 1.0}, DEPTH)
        return [(found_at[at], score) for at, score in zip(found.places.tolist(), found.scores, strict=True)]

    return scored


def bigram_tokens(analysis: Analysis) -> Callable[[str], list[str]]:
    """Korean character bigrams and English stems."""
    return lambda text: [token for run in runs(fold(text)) for token in _run_tokens(run, analysis)]


def kiwi_tokens(analysis: Analysis) -> Callable[[str], list[str]]:
    """Korean content morphemes and English stems."""

    def tokens(text: str) -> list[str]:
        folded = fold(text)
        latin = [analysis.stem(run) for run in runs(folded) if not has_hangul(run)]
        return latin + ([found.form for found in analysis.content(folded)] if has_hangul(folded) else [])

    return tokens


def _run_tokens(run: str, analysis: Analysis) -> list[str]:
    return bigrams(run) if has_hangul(run) else [analysis.stem(run)]


def dense(documents: Documents, vectors: Vectors, embedder: Embedder) -> Scorer:
    """Exact nearest neighbours by cosine."""

    def scored(query: str) -> list[tuple[str, float]]:
        scores = vectors @ embedder.query(query)
        best = np.argsort(-scores, kind="stable")[:DEPTH]
        return [(documents.ids[at], float(scores[at])) for at in best]

    return scored


def fused(*ranks: Rank) -> Rank:
    """Reciprocal rank fusion (Cormack, Clarke & Buettcher 2009) with the usual constant 60."""

    def rank(query: str) -> list[str]:
        scores: dict[str, float] = {}
        for one in ranks:
            for place, found in enumerate(one(query), 1):
                scores[found] = scores.get(found, 0.0) + 1.0 / (_RRF + place)
        return sorted(scores, key=lambda found: -scores[found])[:DEPTH]

    return rank


def score_fused(*scorers: Scorer) -> Rank:
    """The plain sum of scores, each scorer's stretched to [0, 1] over its own list; absent is 0."""

    def rank(query: str) -> list[str]:
        totals: dict[str, float] = {}
        for scorer in scorers:
            found = scorer(query)
            if not found:
                continue
            low, high = found[-1][1], found[0][1]
            for one, score in found:
                totals[one] = totals.get(one, 0.0) + (score - low) / max(high - low, 1e-9)
        return sorted(totals, key=lambda one: -totals[one])[:DEPTH]

    return rank


def langchain_chroma(documents: Documents, vectors: Vectors, embedder: Embedder) -> Rank:
    """Plain langchain-chroma: add_texts, then similarity_search."""
    import chromadb
    from chromadb.config import Settings
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    known = dict(zip(documents.short, vectors, strict=True))

    class Bundled(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [known[text].tolist() for text in texts]

        def embed_query(self, text: str) -> list[float]:
            return list(embedder.query(text).tolist())

    client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
    name = f"peer-{document_hash(' '.join(documents.ids))}"
    store = Chroma(collection_name=name, embedding_function=Bundled(), client=client)
    for start in range(0, len(documents.ids), _BATCH):
        some = slice(start, start + _BATCH)
        store.add_texts(list(documents.short[some]), ids=list(documents.ids[some]))
    return lambda query: [str(found.id) for found in store.similarity_search(query, k=DEPTH)]


def kept_vectors(documents: Documents, catalogue: Catalogue, embedder: Embedder) -> Vectors:
    """The vectors of the short texts, from the shop's own store; missing ones are embedded and kept."""
    embed_missing(documents.short, catalogue, embedder)
    matrix = np.zeros((len(documents.ids), embedder.dimension), dtype=np.float32)
    hashes = [document_hash(text) for text in documents.short]
    for start in range(0, len(hashes), _BATCH):
        known: Mapping[str, Vectors] = catalogue.vectors(embedder.name, hashes[start : start + _BATCH])
        for at, found in enumerate(hashes[start : start + _BATCH], start):
            matrix[at] = known[found]
    return matrix


def all_peers(
    documents: Documents, catalogue: Catalogue, embedders: Sequence[tuple[str, Embedder]]
) -> dict[str, Rank]:
    """Every peer by name. The first embedder is the one that is fused and put into langchain-chroma."""
    analysis = Analysis()
    grams = bm25(documents, bigram_tokens(analysis))
    ranks: dict[str, Rank] = {
        "BM25 bigrams": ranked(grams),
        "BM25 Kiwi": ranked(bm25(documents, kiwi_tokens(analysis))),
    }
    by_meaning: dict[str, Scorer] = {}
    for name, embedder in embedders:
        by_meaning[name] = dense(documents, kept_vectors(documents, catalogue, embedder), embedder)
        ranks[f"dense {name}"] = ranked(by_meaning[name])
    name, embedder = embedders[0]
    ranks["rank fusion"] = fused(ranks["BM25 bigrams"], ranks[f"dense {name}"])
    ranks["score fusion"] = score_fused(grams, by_meaning[name])
    if len(embedders) > 1:
        ranks["score fusion, both models"] = score_fused(grams, *by_meaning.values())
    matrix = kept_vectors(documents, catalogue, embedder)
    ranks["langchain-chroma"] = langchain_chroma(documents, matrix, embedder)
    return ranks
