"""A benchmark's figures as a page of tables, and as pictures."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.bench.picture import spans
from eval.bench.width import padded

Rows = Sequence[Sequence[str]]


def write(report: Mapping[str, Any], folder: Path) -> None:
    """bench-NAME.md, and an SVG for every table of times, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    name = str(report["bench"])
    pictures = []
    for at, (title, values) in enumerate(timed_cells(report)):
        file = f"bench-{name}-{at}.svg"
        (folder / file).write_text(spans(title, values), encoding="utf-8")
        pictures.append(f"![{title}]({file})")
    (folder / f"bench-{name}.md").write_text("\n\n".join([page(report), *pictures]) + "\n", encoding="utf-8")


def page(report: Mapping[str, Any]) -> str:
    """Everything a reader wants, as Markdown that also reads well on a terminal."""
    held = report["machine"]
    lines = [
        f"# bench {report['bench']}",
        "",
        f"{held['cores']} cores, {held['memory_gb']} GB, {held['processor']}; Python {held['python']}, "
        + ", ".join(f"{name} {version}" for name, version in held["versions"].items())
        + f"; BLAS threads {held['blas_threads']}; load {held['load']} before, {report['load_after']} after; "
        f"seed {report['seed']}.",
        "",
    ]
    for title, head, rows in tables(report):
        lines += [f"## {title}", "", *_table(head, rows), ""]
    lines += [f"- *{name}*: {text}" for name, text in report.get("covers", {}).items()]
    return "\n".join(lines)


def tables(report: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[str], Rows]]:
    """(title, head, rows) of every table a report holds, found by its shape: {"ms": {system: summary}} with
    "ratio" beside it is a table of times, a mapping of plain values is a list."""
    for size, figures in _parts(report):
        where = f"{int(size):,} items" if size else ""
        for name, value in figures.items():
            if not isinstance(value, Mapping):
                continue
            title = " · ".join(part for part in (where, name.replace("_", " ")) if part)
            if cells := _cells(value):
                yield title, _TIMES, [row for label, cell in cells.items() for row in _timed(label, cell)]
                notes = {
                    label: {k: v for k, v in cell.items() if k not in ("ms", "ratio")}
                    for label, cell in cells.items()
                }
                if any(notes.values()):
                    yield f"{title}, notes", ("", "figure", "value"), list(_flat(notes))
            else:
                yield title, ("", "figure", "value"), list(_flat(value))


def timed_cells(report: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, tuple[float, float]]]]:
    """Titles and "cell: system" -> (p50, p95) of every table of times."""
    for size, figures in _parts(report):
        for name, value in figures.items():
            if isinstance(value, Mapping) and (cells := _cells(value)):
                title = f"{report['bench']} {name}" + (f", {int(size):,} items" if size else "")
                yield (
                    title,
                    {
                        f"{label}: {system}": (summary["p50"], summary["p95"])
                        for label, cell in cells.items()
                        for system, summary in cell["ms"].items()
                    },
                )


def _parts(report: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Figures by size, then under "" those of no size."""
    yield from report["sizes"].items()
    yield "", {name: value for name, value in report.items() if name not in ("machine", "covers", "sizes")}


_TIMES = ("", "system", "p50 ms", "p95 ms", "n", "x ours (95 %)")


def _cells(value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: cell for name, cell in value.items() if isinstance(cell, Mapping) and "ms" in cell}


def _timed(label: str, cell: Mapping[str, Any]) -> Iterator[list[str]]:
    for system, summary in cell["ms"].items():
        ratio = cell.get("ratio", {}).get(system)
        said = f"{ratio['times']:g} ({ratio['low']:g}-{ratio['high']:g})" if ratio else ""
        yield [label, system, f"{summary['p50']:.2f}", f"{summary['p95']:.2f}", str(summary["n"]), said]
        label = ""


def _flat(value: Mapping[str, Any], above: str = "") -> Iterator[list[str]]:
    """Nested mappings as rows: the way there, the last name, the value."""
    for name, held in value.items():
        if isinstance(held, Mapping):
            yield from _flat(held, f"{above} · {name}" if above else name)
        else:
            yield [above, name, f"{held:,}" if isinstance(held, int | float) else str(held)]


def _table(head: Sequence[str], rows: Rows) -> list[str]:
    return padded([list(head), *(list(row) for row in rows)])
