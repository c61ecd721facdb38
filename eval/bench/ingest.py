"""What it costs to take a feed in, beside embedding its texts and nothing else."""

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant import Settings, open_assistant
from assistant.adapters.embedders import open_embedder
from assistant.domain.product import Product
from assistant.retrieval.document import embedding_text
from catalog_ingest import ingest
from eval.bench.goods import Goods
from eval.bench.options import Options
from eval.bench.timing import Times

FULL, ALONE, OFFERS, TITLES = "full run", "embedding alone", "refresh, 1 % prices", "refresh, 1 % titles"
SIZES = (600,)
_SHARE = 0.01

COVERS = {
    FULL: "`ingest` of the whole feed into an empty shop: read, check, embed, publish, index.",
    ALONE: "the shop's embedder over the same short texts, loaded anew as in a full run; nothing kept.",
    OFFERS: "`ingest` of the whole feed again, one in a hundred rows with another price and stock.",
    TITLES: "the same with one in a hundred rows of another title, which is embedded anew.",
    "order": "rounds of all four; each round in a new shop and with the two first ones in turn.",
}


def run(options: Options) -> dict[str, Any]:
    """All sizes; see COVERS. Two rounds unless fewer are asked for: embedding is slow."""
    return {
        "covers": COVERS,
        "sizes": {str(items): _measured(items, options) for items in sorted(options.items or SIZES)},
    }


def _measured(items: int, options: Options) -> dict[str, Any]:
    goods, times = Goods(items, options.seed), Times()
    texts = list(dict.fromkeys(embedding_text(product) for product in goods))
    rounds = min(2, options.rounds)
    embedded: dict[str, int] = {}
    with options.watch(f"{items:,} items: rounds") as progress:
        for done in range(rounds):
            if done % 2:
                times.add(ALONE, done, _alone(texts))
            with tempfile.TemporaryDirectory(prefix="dangol-bench-") as made:
                embedded = _taken_in(Path(made), goods, done, times)
            if not done % 2:
                times.add(ALONE, done, _alone(texts))
            progress(done + 1, rounds)
    names = (FULL, ALONE, OFFERS, TITLES)
    return {
        "texts": {"embedder": Settings().embedder, "texts": len(texts)},
        "runs": {
            f"{items:,} items": {
                "ms": {name: times.summary(name).json() for name in names},
                "embedded": embedded,
            }
        },
        "figures": {
            "full over embedding alone": times.ratio(FULL, ALONE).json(),
            "full over a refresh of prices": times.ratio(FULL, OFFERS).json(),
            "full over a refresh of titles": times.ratio(FULL, TITLES).json(),
        },
    }


def _taken_in(folder: Path, goods: Goods, task: int, times: Times) -> dict[str, int]:
    """One full run and the two refreshes after it; how many documents each embedded."""
    step = round(1 / _SHARE)
    priced = [goods.product(at, 1 if at % step == 0 else 0) for at in range(len(goods))]
    feeds: dict[str, tuple[Iterable[Product], int]]
    feeds = {FULL: (goods, 0), OFFERS: (priced, 0), TITLES: (priced, step)}
    embedded: dict[str, int] = {}
    with open_assistant(Settings(data_dir=folder / "shop")) as assistant:
        for name, (products, retitled) in feeds.items():
            feed = _feed(folder / "feed.jsonl", products, retitled)
            started = perf_counter()
            summary = ingest(assistant, [str(feed)])
            times.add(name, task, 1000 * (perf_counter() - started))
            embedded[name] = int(summary.json()["embedded"])
    return embedded


def _alone(texts: list[str]) -> float:
    started = perf_counter()
    open_embedder(Settings().embedder).passages(texts)
    return 1000 * (perf_counter() - started)


def _feed(path: Path, goods: Iterable[Product], retitled: int = 0) -> Path:
    """The products as a merchant's table, one row a SKU; every `retitled`-th product has another title."""
    with path.open("w", encoding="utf-8") as file:
        for at, product in enumerate(goods):
            mark = " 신형" if retitled and at % retitled == 0 else ""
            for variant in product.variants:
                offer = variant.offer
                row = {
                    "sku": variant.sku,
                    "product_id": product.product_id,
                    "title_ko": product.title.ko and product.title.ko + mark,
                    "title_en": product.title.en and product.title.en + mark,
                    "description_ko": product.description.ko,
                    "category_ko": product.category.ko,
                    "category_en": product.category.en,
                    "brand": product.brand.in_("ko"),
                    "size": variant.options["size"].ko if "size" in variant.options else "",
                    "price": offer.price.minor if offer.price else "",
                    "currency": "KRW",
                    "quantity": offer.quantity,
                    **{name: values[0] for name, values in product.attributes.items()},
                }
                file.write(json.dumps({k: v for k, v in row.items() if v != ""}, ensure_ascii=False) + "\n")
    return path
