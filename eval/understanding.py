"""The understanding suite: labelled requests through the shop's own search, condition by condition."""

import platform
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from assistant import Assistant, Settings, open_assistant
from assistant.assistant import SearchAnswer
from assistant.lexicon import facets_of, load_lexicon
from catalog_ingest import ingest
from eval.demands import Demand, Scale, agreement, breaks
from eval.judged import default_folder
from eval.keeping import keep
from eval.measures import Estimate
from eval.requests import Labelled, folder, load_requests
from eval.small_shop import write_feed

SETS = ("real_en", "own_ko")
EMBEDDER = "fast-use"
"""Conditions do not depend on the embedder; this one is ingested in seconds."""
_SHOWN = 10
_RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """One request judged. `shown` products were shown as fitting, of which `broken` break a labelled hard
    condition and `crossed` an understood one."""

    request: Labelled
    right: int
    missed: tuple[str, ...]
    surplus: tuple[str, ...]
    head: bool | None
    query: str
    shown: int
    broken: int
    crossed: int
    seconds: float = field(default=0.0)


def run(
    data: Path | None = None,
    json_out: Path | None = None,
    report_dir: Path | None = None,
    *,
    sets: Sequence[str] = SETS,
) -> dict[str, Any]:
    """Measure understanding on the labelled sets; the figures as JSON data, `text` for a terminal.

    data: folder of the real requests, default shared/data beside the repository; BadRequest when it is not
    there.  json_out: also written here.  report_dir: gets understanding.md.  Cases that fail are listed for
    the dev half only.
    """
    texts = data or default_folder()
    outcomes = {name: measured(name, load_requests(name, texts)) for name in sets}
    report: dict[str, Any] = {
        "suite": "understanding",
        "versions": {"python": platform.python_version(), "embedder": EMBEDDER},
        "sets": {name: _set(found) for name, found in outcomes.items()},
    }
    report["text"] = text(report)
    keep(report, json_out)
    if report_dir:
        report_dir.mkdir(parents=True, exist_ok=True)
        (report_dir / "understanding.md").write_text(f"# Understanding\n\n{report['text']}\n", "utf-8")
    return report


def measured(name: str, requests: Sequence[Labelled]) -> list[Outcome]:
    """Each request of a set, asked of the set's own shop."""
    language = requests[0].language
    with tempfile.TemporaryDirectory() as here:
        feed = Path(here) / "feed.jsonl"
        write_feed(folder() / f"shop_{language}.yaml", feed)
        settings = Settings.from_env(data_dir=Path(here) / "data", language=language, embedder=EMBEDDER)
        with open_assistant(settings) as assistant:
            ingest(assistant, [str(feed)])
            return judged(requests, assistant)


def judged(requests: Sequence[Labelled], assistant: Assistant) -> list[Outcome]:
    scale = Scale(load_lexicon(), assistant.currency)
    return [_judge(request, assistant, scale) for request in requests]


def _judge(request: Labelled, assistant: Assistant, scale: Scale) -> Outcome:
    answer = assistant.search(request.text, language=request.language, k=_SHOWN)
    labels = [(label, scale.labelled(label)) for label in request.labels]
    found = scale.understood(answer.request.constraints)
    right, missed, surplus = agreement(labels, found)
    demanded = [demand for label, demand in labels if label.kind == "hard"]
    shown, broken, crossed = _shown(answer, assistant, scale, demanded, found)
    head = _keeps(request.head, answer) if request.head else None
    return Outcome(
        request, right, tuple(missed), tuple(surplus), head, answer.request.query, shown, broken, crossed
    )


def _keeps(head: str, answer: SearchAnswer) -> bool:
    named = [answer.request.query, *answer.request.needs]
    named += [str(one.value) for one in answer.request.constraints if one.facet == "category"]
    return any(_bare(head) in _bare(one) for one in named)


def _bare(text: str) -> str:
    return text.lower().replace(" ", "").replace("-", "")


def _shown(
    answer: SearchAnswer,
    assistant: Assistant,
    scale: Scale,
    demanded: Sequence[Demand],
    understood: Sequence[Demand],
) -> tuple[int, int, int]:
    """(products shown as fitting, breaking a labelled condition, breaking an understood one). Products
    offered after saying that nothing fits are not shown as fitting."""
    if answer.relaxed:
        return 0, 0, 0
    broken = crossed = 0
    for card in answer.cards:
        product = assistant.product(card.sku).product
        held = facets_of(product, product.variant(card.sku), scale.lexicon)
        unsafe = product.allergens.contains | product.allergens.may_contain
        title = " ".join(product.title.both())
        broken += any(breaks(one, held, scale, unsafe, title) for one in demanded)
        crossed += any(breaks(one, held, scale, unsafe, title) for one in understood)
    return len(answer.cards), broken, crossed


def _set(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    halves = {
        "all": list(outcomes),
        **{half: [one for one in outcomes if one.request.half == half] for half in ("dev", "test")},
    }
    return {
        **{half: figures(found) for half, found in halves.items() if found},
        "failures": [
            {
                "id": one.request.uid,
                "missed": list(one.missed),
                "surplus": list(one.surplus),
                "query": one.query,
                "head": one.head,
            }
            for one in halves["dev"]
            if one.missed or one.surplus or one.head is False
        ],
    }


def figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The measures over some requests."""
    heads = [one.head for one in outcomes if one.head is not None]
    exact = [not one.missed and not one.surplus for one in outcomes]
    return {
        "n": len(outcomes),
        "conditions": sum(one.right + len(one.missed) for one in outcomes),
        **{name: asdict(_pooled(outcomes, measure)) for name, measure in _MEASURES.items()},
        "exact": round(sum(exact) / len(exact), 4),
        "head": round(sum(heads) / len(heads), 4) if heads else None,
        "shown": sum(one.shown for one in outcomes),
        "broken": sum(one.broken for one in outcomes),
        "crossed": sum(one.crossed for one in outcomes),
    }


Counts = tuple[float, float, float]
_MEASURES: Mapping[str, Callable[[Counts], float]] = {
    "precision": lambda c: c[0] / (c[0] + c[2]) if c[0] + c[2] else 1.0,
    "recall": lambda c: c[0] / (c[0] + c[1]) if c[0] + c[1] else 1.0,
    "f1": lambda c: 2 * c[0] / (2 * c[0] + c[1] + c[2]) if sum(c) else 1.0,
}


def _pooled(outcomes: Sequence[Outcome], measure: Callable[[Counts], float]) -> Estimate:
    """A measure over the summed counts of all requests, its interval by drawing requests anew."""
    rows = np.array([(one.right, len(one.missed), len(one.surplus)) for one in outcomes], dtype=np.float64)
    picks = np.random.default_rng(7).integers(0, len(rows), size=(_RESAMPLES, len(rows)))
    drawn = [measure((a, b, c)) for a, b, c in rows[picks].sum(axis=1)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    right, missed, surplus = rows.sum(axis=0)
    return Estimate(measure((right, missed, surplus)), float(low), float(high), len(rows))


def text(report: Mapping[str, Any]) -> str:
    """The figures as a Markdown table."""
    lines = [
        "| set | half | requests | conditions | precision | recall | F1 (95 %) | all right | head | shown "
        "| breaking a label | breaking what was understood |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, found in report["sets"].items():
        for half in ("all", "dev", "test"):
            if half not in found:
                continue
            one = found[half]
            f1 = one["f1"]
            lines.append(
                f"| {name} | {half} | {one['n']} | {one['conditions']} | {one['precision']['mean']:.3f} "
                f"| {one['recall']['mean']:.3f} | {f1['mean']:.3f} ({f1['low']:.2f}-{f1['high']:.2f}) "
                f"| {one['exact']:.3f} | {one['head']:.3f} | {one['shown']} | {one['broken']} "
                f"| {one['crossed']} |"
            )
    return "\n".join(lines)
