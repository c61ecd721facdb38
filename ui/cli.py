"""The command `dangol`. Results go to standard output; progress, logs and errors to standard error.

Exit codes: 0 done, 1 something unexpected or a problem found, 2 used wrongly or refused, 3 nothing published
because too many rows were quarantined.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from assistant.errors import BadRequest, DangolError, NotFound
from assistant.settings import Settings
from ui.logs import LOG_FILE, log_to

if TYPE_CHECKING:
    from assistant import Assistant

app = typer.Typer(
    name="dangol",
    help="단골 Dangol: a shopping assistant on your own catalogue, in Korean and English.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
shopper = typer.Typer(help="What is held on one shopper.", no_args_is_help=True)
app.add_typer(shopper, name="shopper")

Language = Literal["ko", "en"]
DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="Where the shop's data lives (default .dangol/).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def main() -> None:
    """The entry of the command: every ending of a command as an exit code and one line."""
    try:
        app()
    except DangolError as error:
        _say(f"dangol: {error}")
        raise SystemExit(2) from None
    except BrokenPipeError:
        # Whoever read our output has enough; nothing is left to tell them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        _say("stopped")
        raise SystemExit(130) from None
    except Exception as error:
        if _debugging():
            raise
        logging.getLogger("dangol.cli").exception("a command failed")
        _say(f"dangol: something unexpected went wrong ({type(error).__name__}); see {_log_file()}")
        raise SystemExit(1) from None


@app.command()
def ingest(
    sources: Annotated[list[str], typer.Argument(help="Files, folders or URLs.", metavar="SOURCE...")],
    format: Annotated[str, typer.Option(help="Feed format; auto looks at the content.")] = "auto",
    mapping: Annotated[str, typer.Option("--map", help="theirs=ours,... for columns of a table.")] = "",
    mode: Annotated[
        Literal["full", "delta"], typer.Option(help="full also deletes what is absent.")
    ] = "full",
    images: Annotated[Path | None, typer.Option(help="Folder with the feed's pictures.")] = None,
    currency: Annotated[str, typer.Option(help="Of prices that name none: KRW, USD, ...")] = "",
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Take files, folders or URLs into the shop."""
    columns = _pairs(mapping)
    with _assistant(data_dir) as assistant:
        from catalog_ingest import ingest as take_in
        from ui.progress import Bar

        with Bar("ingest") as bar:
            summary = take_in(
                assistant,
                sources,
                format=format,
                mapping=columns,
                mode=mode,
                images=images,
                currency=currency,
                progress=bar,
            )
    _result(summary.json(), as_json)
    if not summary.published:
        _say(
            f"nothing was published: too many rows were quarantined; mend those in {summary.quarantine_file}"
        )
        raise typer.Exit(3)


@app.command()
def search(
    text: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    k: Annotated[int, typer.Option("--k", min=1, max=1000, help="At most this many.")] = 10,
    lang: Annotated[Language | None, typer.Option(help="Language of titles.")] = None,
    store: Annotated[str | None, typer.Option(help="Only what this store has.")] = None,
    max_price: Annotated[int | None, typer.Option(min=0, help="In minor units: won, cents.")] = None,
    min_price: Annotated[int | None, typer.Option(min=0, help="In minor units: won, cents.")] = None,
    facet: Annotated[list[str] | None, typer.Option(help="name=value, repeatable.")] = None,
    queries: Annotated[Path | None, typer.Option(help="Batch: JSONL of qid, text, lang.")] = None,
    run: Annotated[Path | None, typer.Option(help="Batch: where the ranking goes (TSV).")] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Search once, or a file of queries with --queries and --run."""
    if (queries is None) != (run is None) or (queries is None) == (text is None):
        raise BadRequest("search takes either TEXT, or --queries FILE together with --run FILE")
    with _assistant(data_dir) as assistant:
        from ui.shapes import conditions, search_json

        if assistant.catalog_version() == 0:
            raise BadRequest("the catalogue is empty; fill it first: dangol ingest FILE")
        if queries and run:
            from ui import batch
            from ui.progress import Bar

            with Bar("search") as bar:
                done = batch.run(assistant, queries, run, k, bar)
            return _result({"queries": done, "run": str(run)}, as_json)
        chosen = conditions(facet or [], "=", min_price=min_price, max_price=max_price)
        found = assistant.search(text or "", language=lang, k=k, store_id=store, constraints=chosen)
        if as_json:
            return _result(search_json(found), as_json=True)
        from ui.terminal import print_search

        return print_search(found, assistant)


@app.command()
def chat(
    shopper_id: Annotated[str | None, typer.Option("--shopper", help="A shopper's id; else a guest.")] = None,
    lang: Annotated[Language | None, typer.Option(help="Language to begin in.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Talk to the assistant in this terminal."""
    with _assistant(data_dir) as assistant:
        from rich.console import Console

        from ui.terminal import chat as talk

        if assistant.catalog_version() == 0:
            _say("the catalogue is empty; fill it first: dangol ingest FILE")
        talk(assistant, Console(), lambda: input("> "), shopper_id=shopper_id, language=lang)


@app.command()
def serve(
    demo: Annotated[
        bool, typer.Option("--demo", help="Take in the demo shop when the catalogue is empty.")
    ] = False,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 7860,
    workers: Annotated[int, typer.Option(min=1, help="Processes; one for now.")] = 1,
    data_dir: DataDir = None,
) -> None:
    """Serve the chat page and the HTTP API."""
    from ui.serve import serve as run_server

    run_server(_settings(data_dir), host, port, demo=demo, workers=workers, say=_say)


@app.command("eval")
def evaluate(
    suite: Annotated[str, typer.Argument(help="retrieval, dialogue, ... or all.")],
    data: Annotated[Path | None, typer.Option(help="What to run on, instead of the suite's default.")] = None,
    json_out: Annotated[Path | None, typer.Option("--json", help="Write the figures here.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write tables and pictures into this folder.")] = None,
    share: Annotated[
        float | None, typer.Option(help="Of the safety suite, above 0 and at most 1; 0.1 for a quick look.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Measure the assistant."""
    _settings(data_dir)
    from eval import run_suite

    _result(run_suite(suite, data, json_out, report, share), as_json=True)


@app.command()
def bench(
    name: Annotated[str, typer.Argument(help="retrieval, freshness, lexical or ingest.")],
    json_out: Annotated[Path | None, typer.Option("--json", help="Write the figures here.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write tables and pictures into this folder.")] = None,
    items: Annotated[list[int] | None, typer.Option(min=1, help="Catalogue sizes, repeatable.")] = None,
    queries: Annotated[int, typer.Option(min=1, help="Queries a cell.")] = 24,
    rounds: Annotated[int, typer.Option(min=1, help="How often each is asked.")] = 5,
    keep: Annotated[Path | None, typer.Option(help="Keep what was built, for the next run.")] = None,
    peers: Annotated[bool, typer.Option(help="Measure the peers of search too.")] = True,
    seed: Annotated[int, typer.Option(help="Of the made-up goods.")] = 1,
) -> None:
    """Compare with peers, side by side, on made-up goods."""
    from eval.bench import Options, run_bench
    from eval.bench.page import page
    from ui.progress import Bar

    chosen = Options(tuple(items or ()), queries, rounds, keep=keep, peers=peers, seed=seed, watch=Bar)
    print(page(run_bench(name, chosen, json_out, report)))


@app.command()
def doctor(as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """Check versions, settings, data, indexes and model endpoint, and name the remedy of each problem."""
    from ui.doctor import examine

    path = log_to(_folder(data_dir), screen=False, debug=_debugging())
    checks = list(examine(data_dir, path))
    if as_json:
        _result({"ok": all(c.ok for c in checks), "checks": [c.json() for c in checks]}, as_json=True)
    else:
        for check in checks:
            print(check.line())
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


@shopper.command("export")
def export_shopper(
    shopper_id: Annotated[str, typer.Argument(metavar="ID")], data_dir: DataDir = None
) -> None:
    """Print everything held on a shopper, as JSON."""
    with _assistant(data_dir) as assistant:
        _result(assistant.shoppers.export(shopper_id), as_json=True)


@shopper.command("token")
def shopper_token(shopper_id: Annotated[str, typer.Argument(metavar="ID")], data_dir: DataDir = None) -> None:
    """Print a signed token that opens sessions as this shopper (`shopper_token` of POST /v1/sessions)."""
    with _assistant(data_dir) as assistant:
        if assistant.shoppers.profile(shopper_id) is None:
            raise NotFound(f"shopper {shopper_id!r} is not known here; see who is in the shop's records")
        print(assistant.tokens.for_shopper(shopper_id))


@shopper.command("forget")
def forget_shopper(
    shopper_id: Annotated[str, typer.Argument(metavar="ID")],
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Delete everything held on a shopper."""
    with _assistant(data_dir) as assistant:
        if not assistant.shoppers.forget(shopper_id):
            raise NotFound(f"nothing is held on shopper {shopper_id!r}; check the id")
    _result({"shopper_id": shopper_id, "forgotten": True}, as_json)


def _folder(data_dir: Path | None) -> Path:
    return data_dir or Path(os.environ.get("DANGOL_DATA_DIR", "").strip() or ".dangol").expanduser()


def _log_file() -> Path:
    files = [handler for handler in logging.getLogger().handlers if isinstance(handler, logging.FileHandler)]
    return Path(files[0].baseFilename) if files else Path(LOG_FILE)


def _settings(data_dir: Path | None) -> Settings:
    """The settings of this call, with logging set up for them."""
    settings = Settings.from_env(data_dir=data_dir)
    log_to(settings.data_dir, debug=_debugging())
    return settings


@contextmanager
def _assistant(data_dir: Path | None) -> Iterator["Assistant"]:
    """The assistant for one command; only its file log hears what goes well."""
    settings = Settings.from_env(data_dir=data_dir)
    log_to(settings.data_dir, screen=_debugging(), debug=_debugging())
    from assistant import open_assistant

    with open_assistant(settings) as assistant:
        yield assistant


def _debugging() -> bool:
    return os.environ.get("DANGOL_DEBUG") == "1"


def _pairs(text: str) -> dict[str, str]:
    pairs = {}
    for pair in filter(None, (part.strip() for part in text.split(","))):
        theirs, mark, ours = (side.strip() for side in pair.partition("="))
        if not (mark and theirs and ours):
            raise BadRequest(f"--map {pair!r} is not theirs=ours; write --map 품번=sku,품명=title")
        pairs[theirs] = ours
    return pairs


def _result(value: Any, as_json: bool) -> None:
    from ui.shapes import to_json

    if as_json or not isinstance(value, dict):
        print(to_json(value, indent=2))
    else:
        for name, one in value.items():
            print(f"{name:<16} {one}")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
