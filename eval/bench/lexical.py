"""Words alone: our search of them beside bare tantivy, and Korean words under their particles."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from shutil import rmtree
from typing import Any

import tantivy

from assistant.lexicon import Lexicon, load_lexicon
from assistant.retrieval.analysis import Analysis
from assistant.retrieval.document import lexical_fields, lexical_texts
from eval.bench.embedder import HashedEmbedder
from eval.bench.goods import Goods
from eval.bench.options import Options, Progress
from eval.bench.particles import particles
from eval.bench.shop import open_shop
from eval.bench.timing import interleaved

OURS, INDEX, BARE, TYPED = "dangol", "dangol's index", "tantivy, same tokens", "tantivy, typed words"
SIZES = (10_000, 100_000)
_K = 100
_BATCH = 5_000

COVERS = {
    OURS: "all a search does with words: parsing and analysis of the text, the lexicon's forms, every call "
    "of the word index, scores laid out by product.",
    INDEX: "one call of our word index with all forms of the query, fields and weights, 100 best ids.",
    BARE: "tantivy's own Index: any of the same tokens in one field, 100 best ids.",
    TYPED: "the same with the tokens of the typed words only: no other spelling, no other language.",
    "particles": "share of (Korean word of a real title, particle) pairs where searching the word with its "
    "particle finds the product; ours with an embedder that knows nothing, so that words alone find.",
}


def run(options: Options) -> dict[str, Any]:
    """All sizes, smallest first, then the particles; see COVERS for what each figure is."""
    return {
        "covers": COVERS,
        "sizes": {str(items): _measured(items, options) for items in sorted(options.items or SIZES)},
        "particles": particles(options),
    }


def _measured(items: int, options: Options) -> dict[str, Any]:
    goods = Goods(items, options.seed)
    analysis, lexicon = Analysis(), load_lexicon()
    with ExitStack() as stack:
        folder = stack.enter_context(options.shop_folder(goods))
        with options.watch(f"{items:,} items: our shop") as progress:
            shop = stack.enter_context(open_shop(folder / "shop", goods, items, HashedEmbedder(), progress))
        with options.watch(f"{items:,} items: bare tantivy") as progress:
            bare = _bare(folder / "bare", goods, analysis, lexicon, progress)
        asked = goods.asked(options.queries)
        searcher = bare.searcher()
        forms = [shop.forms(one) for one in asked]
        same = [
            _any(bare, [token for part in one for form in part for token, _ in form.tokens]) for one in forms
        ]
        typed = [_any(bare, analysis.document(one.text)) for one in asked]
        systems = {
            OURS: lambda task: shop.words(asked[task]),
            INDEX: lambda task: shop.lexical_search(forms[task], _K),
            BARE: lambda task: _found(searcher, same[task]),
            TYPED: lambda task: _found(searcher, typed[task]),
        }
        with options.watch("words") as progress:
            times = interleaved(systems, len(asked), 4 * options.rounds, options.seconds, progress)
        return {
            "words": {
                f"{len(asked)} queries": {
                    "ms": {name: times.summary(name).json() for name in systems},
                    "ratio": {name: times.ratio(name, OURS).json() for name in systems if name != OURS},
                    "p95_over_bare": {
                        name: round(times.summary(name).p95 / times.summary(BARE).p95, 2)
                        for name in (OURS, INDEX)
                    },
                }
            }
        }


def _bare(
    path: Path, goods: Goods, analysis: Analysis, lexicon: Lexicon, progress: Progress
) -> tantivy.Index:
    """All tokens of every product in one field; a folder that holds them is only opened."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("at", fast=True)
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    schema = builder.build()
    path.mkdir(parents=True, exist_ok=True)
    if tantivy.Index.exists(str(path)):
        kept = tantivy.Index(schema, path=str(path), reuse=True)
        if kept.searcher().num_docs == len(goods):
            return kept
        rmtree(path)  # its building was broken off
        path.mkdir()
    index = tantivy.Index(schema, path=str(path))
    with index.writer(heap_size=128_000_000, num_threads=1) as writer:
        for at, product in enumerate(goods):
            fields = lexical_fields(lexical_texts(product, lexicon), analysis)
            document = tantivy.Document()
            document.add_unsigned("at", at)
            document.add_text("text", " ".join(fields.values()))
            writer.add_document(document)
            if at % _BATCH == 0:
                progress(at, len(goods))
    index.reload()
    return index


def _any(index: tantivy.Index, tokens: Sequence[str]) -> tantivy.Query:
    terms = (
        tantivy.Query.term_query(index.schema, "text", token, index_option="freq")
        for token in dict.fromkeys(tokens)
    )
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])


def _found(searcher: tantivy.Searcher, query: tantivy.Query) -> list[int]:
    hits = searcher.search(query, limit=_K, count=False).hits
    return [int(at or 0) for at in searcher.fast_field_values("at", [address for _, address in hits])]
