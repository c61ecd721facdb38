"""Korean words of real titles, asked for with a particle behind them."""

import json
import random
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import tantivy

from assistant.domain.product import Offer, Product, Variant
from assistant.domain.text import Text
from assistant.ports import Vectors
from assistant.retrieval.analysis import Analysis
from assistant.retrieval.search import Query
from eval.bench.options import Options
from eval.bench.shop import BenchShop, open_shop
from eval.judged import default_folder

SETS = ("korean_dev", "ko_naver_items")
PARTICLES = (
    ("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("으로", "로"), ("의", "의"), ("도", "도"),
    ("만", "만"), ("에", "에"), ("부터", "부터"), ("까지", "까지"), ("이랑", "랑"),
)  # fmt: skip
"""Each after a final consonant, and after a vowel (로 also after ㄹ)."""
_WORDS_A_QUERY = 6
_NOUNS = frozenset({"NNG", "NNP"})
Find = Callable[[str], set[str]]


class Blank:
    """An embedder to which all texts mean the same."""

    name = "blank"
    dimension = 8

    def passages(self, texts: Sequence[str]) -> Vectors:
        return np.full((len(texts), self.dimension), self.dimension**-0.5, dtype=np.float32)

    def query(self, text: str) -> Vectors:
        vector: Vectors = self.passages([text])[0]
        return vector


def particles(options: Options, data: Path | None = None) -> dict[str, Any]:
    """Set -> system -> share found, over pairs of word and particle; a set that is absent says so."""
    folder = data or default_folder()
    return {name: _of_set(folder / name / "products.jsonl", options) for name in SETS}


def with_particle(word: str, particle: tuple[str, str]) -> str:
    """The word with the form of the particle that its last syllable takes."""
    final = (ord(word[-1]) - 0xAC00) % 28
    vowel_like = final == 0 or (particle[1] == "로" and final == 8)
    return word + particle[1 if vowel_like else 0]


def _of_set(feed: Path, options: Options) -> dict[str, Any]:
    if not feed.is_file():
        return {"skipped": f"{feed.parent.name} is not in shared/data beside the repository"}
    rows = [json.loads(line) for line in feed.read_text(encoding="utf-8").splitlines() if line.strip()]
    titles = {f"t{at}": str(row["title"]) for at, row in enumerate(rows)}
    pairs = _pairs(titles, Analysis(), _WORDS_A_QUERY * options.queries, options.seed)
    with tempfile.TemporaryDirectory(prefix="dangol-bench-") as folder:
        goods = [
            Product(found, Text(ko=title), (Variant(found, Offer(None)),)) for found, title in titles.items()
        ]
        with open_shop(Path(folder), goods, len(goods), Blank()) as shop:
            systems: dict[str, Find] = {
                "dangol": lambda text: _ours(shop, text, len(goods)),
                "fts5 unicode61": _fts5(titles, "unicode61"),
                "fts5 trigram": _fts5(titles, "trigram"),
                "tantivy default": _tantivy(titles),
            }
            shares = {name: _share(find, pairs, options) for name, find in systems.items()}
            bare = [(found, word, ("", "")) for found, word, _ in pairs[:: len(PARTICLES)]]
            alone = _share(systems["dangol"], bare, options)
    return {"titles": len(titles), "pairs": len(pairs), **shares, "dangol, no particle": alone}


def _pairs(
    titles: dict[str, str], analysis: Analysis, count: int, seed: int
) -> list[tuple[str, str, tuple[str, str]]]:
    """Words of a sample of titles, of two Korean syllables or more and nothing but nouns, each with every
    particle."""
    draw = random.Random(seed)  # noqa: S311
    words = [
        (found, word)
        for found, title in titles.items()
        for word in dict.fromkeys(title.split())
        if len(word) > 1 and all("가" <= char <= "힣" for char in word) and _noun(word, analysis)
    ]
    chosen = draw.sample(words, min(count, len(words)))
    return [(found, word, particle) for found, word in chosen for particle in PARTICLES]


def _noun(word: str, analysis: Analysis) -> bool:
    pieces = analysis.content(word)
    return "".join(piece.form for piece in pieces) == word and all(piece.tag in _NOUNS for piece in pieces)


def _share(find: Find, pairs: Sequence[tuple[str, str, tuple[str, str]]], options: Options) -> float:
    done = 0
    with options.watch("particles") as progress:
        for at, (wanted, word, particle) in enumerate(pairs):
            done += wanted in find(with_particle(word, particle))
            progress(at + 1, len(pairs))
    return round(done / len(pairs), 4) if pairs else 0.0


def _ours(shop: BenchShop, text: str, k: int) -> set[str]:
    return {hit.product_id for hit in shop.searcher.search(Query(text, "ko", k=k)).hits}


def _fts5(titles: dict[str, str], tokenizer: str) -> Find:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE fts USING fts5(id UNINDEXED, text, tokenize='{tokenizer}')")
    connection.executemany("INSERT INTO fts VALUES (?, ?)", titles.items())

    def find(text: str) -> set[str]:
        return {row[0] for row in connection.execute("SELECT id FROM fts WHERE fts MATCH ?", (f'"{text}"',))}

    return find


def _tantivy(titles: dict[str, str]) -> Find:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text")
    index = tantivy.Index(builder.build())
    with index.writer(heap_size=64_000_000, num_threads=1) as writer:
        for found, title in titles.items():
            writer.add_document(tantivy.Document(id=found, text=title))
    index.reload()
    searcher = index.searcher()

    def find(text: str) -> set[str]:
        query = tantivy.Query.term_query(index.schema, "text", text)
        hits = searcher.search(query, limit=len(titles)).hits
        return {str(searcher.doc(address)["id"][0]) for _, address in hits}

    return find
