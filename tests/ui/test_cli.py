"""The command as a person or a script runs it: what lands where, and with which exit code.

Each start of the command opens the shop anew, which takes seconds: where the start itself is not the point,
the command runs in this process on one open shop.
"""

import io
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path

import httpx
import pytest

from assistant import Assistant, Settings, open_assistant
from assistant.adapters.data_dir import own_data_dir
from assistant.domain.shopper import Profile
from assistant.domain.text import Text
from catalog_ingest import ingest
from ui.cli import main

TABLE = """sku,title,title_en,price,brand,category,color
PEN-1,파란 볼펜,Blue ballpoint pen,1500,또박,문구 > 필기구,파랑
PEN-2,검은 볼펜,Black ballpoint pen,1500,또박,문구 > 필기구,검정
NOTE-1,줄 노트 5권,Lined notebooks 5 pack,6000,또박,문구 > 노트,
TAPE-1,투명 테이프,Clear tape,2500,붙임,문구 > 테이프,
"""
SUMMARY = {
    "run_id", "format", "read", "accepted", "quarantined", "unchanged", "embedded", "updated", "deleted",
    "seconds", "catalog_version", "quarantine_file",
}  # fmt: skip
Ran = subprocess.CompletedProcess[str]
Here = Callable[..., Ran]


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DANGOL_", "OPENAI_"))}
    return {**kept, "DANGOL_EMBEDDER": "fast-use", "COLUMNS": "200", **more}


def dangol(*arguments: str, data: Path | None = None, env: Mapping[str, str] | None = None) -> Ran:
    """`dangol ARGUMENTS --data-dir DATA`; never a stack trace on the screen."""
    place = ["--data-dir", str(data)] if data else []
    ran = subprocess.run(
        [sys.executable, "-m", "ui.cli", *arguments, *place],
        capture_output=True, text=True, timeout=120, env=environment(**(env or {})),
    )  # fmt: skip
    assert "Traceback" not in ran.stdout + ran.stderr, ran.stderr
    return ran


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the small table in it."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "table.csv").write_text(TABLE, encoding="utf-8")
    ran = dangol("ingest", str(folder / "table.csv"), "--json", data=folder / "data")
    assert ran.returncode == 0, ran.stderr
    summary = json.loads(ran.stdout)
    assert set(summary) >= SUMMARY
    assert (summary["read"], summary["accepted"], summary["quarantined"]) == (4, 4, 0)
    return folder / "data"


@pytest.fixture(scope="module")
def table(data: Path) -> Path:
    return data.parent / "table.csv"


@pytest.fixture(scope="module")
def kept_open(tmp_path_factory: pytest.TempPathFactory, table: Path) -> Iterator[Assistant]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("open"), embedder="fast-use")
    with open_assistant(settings) as assistant:
        ingest(assistant, [str(table)])
        yield assistant


@pytest.fixture
def here(
    kept_open: Assistant, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., Ran]]:
    """Runs the command in this process on the open shop."""
    monkeypatch.setattr("assistant.bootstrap.open_assistant", lambda settings: nullcontext(kept_open))
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        place = ["--data-dir", str(kept_open.settings.data_dir)]
        monkeypatch.setattr(sys, "argv", ["dangol", *arguments, *place])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        captured = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, code, captured.out, captured.err)

    yield run
    for handler in root.handlers[:]:
        if handler not in handlers:
            root.removeHandler(handler)
            handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)


def test_a_second_ingest_embeds_nothing(here: Here, table: Path) -> None:
    summary = json.loads(here("ingest", str(table), "--json").stdout)
    assert (summary["embedded"], summary["unchanged"]) == (0, 4)


def test_too_many_bad_rows_publish_nothing(here: Here, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("sku,title,price\nA,에이,삼천원쯤\nB,,100\nC,씨,12,00원\n", encoding="utf-8")
    ran = here("ingest", str(bad), "--json")
    assert ran.returncode == 3
    summary = json.loads(ran.stdout)
    assert Path(summary["quarantine_file"]).exists()
    assert "quarantined" in ran.stderr
    assert json.loads(here("search", "볼펜", "--json").stdout)["items"]


def test_search_prints_pure_json(data: Path) -> None:
    ran = dangol("search", "blue pen", "--lang", "en", "--k", "2", "--json", data=data)
    found = json.loads(ran.stdout)
    assert found["items"][0]["sku"] == "PEN-1"
    assert found["items"][0]["price"] == {"minor": 1500, "currency": "KRW"}
    assert {"sku", "title", "score", "price"} <= set(found["items"][0])
    assert len(found["items"]) <= 2
    assert found["understood"]["query"]


def test_search_takes_conditions(here: Here) -> None:
    def skus(*more: str) -> set[str]:
        ran = here("search", "", *more, "--json")
        return {item["sku"] for item in json.loads(ran.stdout)["items"]}

    assert skus("--max-price", "2000") == {"PEN-1", "PEN-2"}
    assert skus("--facet", "brand=붙임") == {"TAPE-1"}


def test_search_for_a_person_shows_titles_and_prices(here: Here) -> None:
    ran = here("search", "볼펜")
    assert "파란 볼펜" in ran.stdout
    assert "1,500원" in ran.stdout


def test_a_search_nothing_meets_says_so_first_and_shows_the_nearest(here: Here) -> None:
    ran = here("search", "ballpoint pen", "--max-price", "1000", "--lang", "en")
    first = ran.stdout.splitlines()[0]
    assert "₩1,000 or less" in first
    assert "Nothing meets" in first
    found = json.loads(here("search", "볼펜", "--max-price", "1000", "--json").stdout)
    prices = [item["price"]["minor"] for item in found["items"]]
    assert prices == sorted(prices)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["search", "볼펜", "--store", "nope"], "nope"),
        (["ingest", "ftp://shop.example/feed.csv"], "https://"),
        (["shopper", "forget", "nobody"], "nobody"),
    ],
)
def test_what_is_not_known_is_named(here: Here, arguments: list[str], named: str) -> None:
    ran = here(*arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert named in ran.stderr


def test_a_run_that_cannot_be_written_is_named(here: Here, tmp_path: Path) -> None:
    queries = tmp_path / "q.jsonl"
    queries.write_text('{"qid": "q1", "text": "볼펜"}\n', encoding="utf-8")
    ran = here("search", "--queries", str(queries), "--run", str(tmp_path / "nodir" / "x.tsv"))
    assert ran.returncode == 2
    assert "x.tsv" in ran.stderr


def test_batch_search_writes_a_ranked_run(here: Here, tmp_path: Path) -> None:
    queries, out = tmp_path / "q.jsonl", tmp_path / "run.tsv"
    queries.write_text(
        '{"qid": "q1", "text": "볼펜", "lang": "ko"}\n\n{"qid": "q2", "text": "notebook\u2028s"}\n',
        encoding="utf-8",
    )
    ran = here("search", "--queries", str(queries), "--run", str(out), "--k", "3")
    assert ran.returncode == 0, ran.stderr
    rows = [line.split("\t") for line in out.read_text(encoding="utf-8").splitlines()]
    assert {qid for qid, *_ in rows} == {"q1", "q2"}
    for qid in ("q1", "q2"):
        mine = [row for row in rows if row[0] == qid]
        assert [int(rank) for _, _, rank, _ in mine] == list(range(1, len(mine) + 1))
        scores = [float(score) for *_, score in mine]
        assert scores == sorted(scores, reverse=True)
        assert len({sku for _, sku, _, _ in mine}) == len(mine) <= 3
    assert rows[0][1].startswith("PEN")
    assert next(row for row in rows if row[0] == "q2")[1] == "NOTE-1"


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"qid": "a"}', '{"qid": "a\\tb", "text": "x"}', '{"qid": "a", "text": "x", "lang": "fr"}'],
)
def test_a_bad_query_line_is_named(here: Here, tmp_path: Path, line: str) -> None:
    queries = tmp_path / "q.jsonl"
    queries.write_text('{"qid": "ok", "text": "볼펜"}\n' + line, encoding="utf-8")
    ran = here("search", "--queries", str(queries), "--run", str(tmp_path / "out"))
    assert ran.returncode == 2
    assert "q.jsonl:2" in ran.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["search"],
        ["search", "a", "--queries", "q"],
        ["search", "a", "--k", "0"],
        ["search", "a", "--lang", "fr"],
        ["search", "a", "--facet", "color"],
        ["ingest"],
        ["ingest", "/no/such/file.csv"],
        ["ingest", "x.csv", "--map", "a"],
        ["eval", "nonsense"],
        ["eval", "recommend"],
        ["shopper", "export", "nobody"],
        ["serve", "--workers", "3"],
    ],
)
def test_wrong_use_is_two(here: Here, arguments: list[str]) -> None:
    ran = here(*arguments)
    assert ran.returncode == 2, ran.stderr
    assert ran.stderr.strip()
    assert ran.stdout == ""


def test_an_empty_shop_says_how_to_fill_it(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Assistant, "catalog_version", lambda self: 0)
    ran = here("search", "a")
    assert ran.returncode == 2
    assert "dangol ingest" in ran.stderr


def test_a_folder_in_use_is_refused(data: Path) -> None:
    with own_data_dir(data):
        for arguments in (["search", "a"], ["serve", "--port", "0"]):
            ran = dangol(*arguments, data=data)
            assert ran.returncode == 2, ran.stderr
            assert "in use" in ran.stderr
            assert str(os.getpid()) in ran.stderr


def test_a_bad_setting_is_named(data: Path) -> None:
    ran = dangol("search", "a", data=data, env={"DANGOL_SESSION_MINUTES": "soon"})
    assert ran.returncode == 2
    assert "DANGOL_SESSION_MINUTES" in ran.stderr


def test_chat_talks_until_the_input_ends(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("볼펜 보여줘\n\n1\n"))
    ran = here("chat", "--lang", "ko")
    assert ran.returncode == 0, ran.stderr
    assert "파란 볼펜" in ran.stdout
    assert "1,500원" in ran.stdout


def test_a_comparison_is_headed_by_titles(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("볼펜 보여줘\n파란 볼펜이랑 검은 볼펜 비교해줘\n"))
    ran = here("chat", "--lang", "ko")
    heading = next(line for line in ran.stdout.splitlines() if line.startswith("┃"))
    assert "파란 볼펜" in heading
    assert "PEN-1" not in heading


def test_chat_survives_a_turn_that_breaks(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("the shopper said: my secret")

    monkeypatch.setattr(Assistant, "turn", breaks)
    monkeypatch.setattr(sys, "stdin", io.StringIO("볼펜\n노트\n"))
    ran = here("chat", "--lang", "ko")
    assert ran.returncode == 0
    assert ran.stdout.count("잠시 문제가 생겼어요") == 2
    assert "my secret" not in ran.stdout + ran.stderr


def test_a_shoppers_rights(here: Here, kept_open: Assistant) -> None:
    kept_open.shoppers.save(Profile("bora", Text("보라", "Bora"), colors=("blue",)))
    exported = json.loads(here("shopper", "export", "bora").stdout)
    assert "blue" in json.dumps(exported)
    token = here("shopper", "token", "bora").stdout.strip()
    assert kept_open.tokens.shopper(token) == "bora"
    assert json.loads(here("shopper", "forget", "bora", "--json").stdout)["forgotten"] is True
    for command in ("export", "token", "forget"):
        assert here("shopper", command, "bora").returncode == 2


def test_doctor_finds_nothing_wrong(here: Here) -> None:
    told = json.loads(here("doctor", "--json").stdout)
    checks = {check["name"]: check for check in told["checks"]}
    assert checks["catalogue"]["ok"]
    assert checks["search"]["ok"]
    assert checks["data"]["ok"]


def test_doctor_names_each_problem_and_its_remedy(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Assistant, "catalog_version", lambda self: 0)
    for name, value in (("API_KEY", "sk-very-secret"), ("MODEL", "m"), ("BASE_URL", "http://127.0.0.1:9/v1")):
        monkeypatch.setenv(f"OPENAI_{name}", value)
    ran = here("doctor")
    assert ran.returncode == 1
    assert "dangol ingest" in ran.stdout
    assert "OPENAI_BASE_URL" in ran.stdout
    assert "sk-very-secret" not in ran.stdout + ran.stderr


def test_what_nobody_foresaw_is_one_line_and_the_log(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("the shopper said: my secret")

    monkeypatch.setattr(Assistant, "search", breaks)
    ran = here("search", "a")
    assert ran.returncode == 1
    assert ran.stderr.count("\n") == 1
    log = Path(ran.stderr.rsplit(" ", 1)[1].strip()).read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert "my secret" not in ran.stderr + log


@contextmanager
def running(*arguments: str, data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`dangol serve` on a free port, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "serve", "--port", str(port), "--data-dir", str(data), *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment(),
    )  # fmt: skip
    try:
        yield server, f"http://127.0.0.1:{port}"
    finally:
        if server.poll() is None:
            server.kill()
        server.wait(10)
        assert server.stdout is not None
        server.stdout.close()


def wait_ready(address: str, seconds: float = 120) -> set[int]:
    """Waits until the shop is ready; every status /readyz gave on the way."""
    seen: set[int] = set()
    deadline = time.monotonic() + seconds
    while 200 not in seen:
        assert time.monotonic() < deadline, f"not ready, answered {seen}"
        try:
            seen.add(httpx.get(f"{address}/readyz", timeout=10).status_code)
        except httpx.TransportError:
            seen.add(0)
        time.sleep(0.05)
    return seen


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_serve_opens_answers_and_stops(data: Path, ending: signal.Signals) -> None:
    with running(data=data) as (server, address):
        assert wait_ready(address) <= {0, 503, 200}
        assert httpx.get(f"{address}/v1/search", params={"q": "볼펜"}, timeout=60).json()["items"]
        page = httpx.get(f"{address}/", timeout=60)
        assert page.status_code == 200
        assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
        assert httpx.get(f"{address}/v1/nothing", timeout=60).json()["code"] == "not_found"
        server.send_signal(ending)
        out, _ = server.communicate(timeout=20)
        assert "Traceback" not in out, out
        assert f"{address}/" in out
        assert "볼펜" not in (data / "dangol.log").read_text(encoding="utf-8")
    with own_data_dir(data):
        pass  # The folder is free again.
