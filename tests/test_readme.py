"""The commands README promises, run as written: only the folder, the port and the interpreter are ours."""

import json
import os
import re
import shlex
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[1]
DANGOL = [sys.executable, "-m", "ui.cli"]


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    return [line.split("  #")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    (folder / "products.csv").write_text(
        "상품코드,상품명,판매가,카테고리\n"
        "A1,방수 등산화,89000,신발\nA2,가죽 구두,120000,신발\nA3,사과 1kg,3000,과일\n",
        encoding="utf-8",
    )
    lines = [{"qid": "1", "text": "등산화"}, {"qid": "2", "text": "apples", "lang": "en"}]
    (folder / "queries.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return folder


def test_make_targets_exist() -> None:
    targets = [line.split()[1] for line in commands() if line.startswith("make ")]
    assert targets
    for target in targets:
        subprocess.run(["make", "-n", target], cwd=ROOT, check=True, capture_output=True)


def test_dangol_commands_run_as_written(shop: Path) -> None:
    ours = [line for line in commands() if line.startswith(".venv/bin/dangol ")]
    assert len(ours) >= 4
    for line in ours:
        words = shlex.split(line)[1:]
        if words[0] == "serve":
            serves(words, shop)
        else:
            done = subprocess.run(
                [*DANGOL, *words], cwd=shop, env=environment(), capture_output=True, text=True
            )
            assert done.returncode == 0, f"{line}\n{done.stderr}"
    assert len((shop / "run.tsv").read_text(encoding="utf-8").splitlines()) >= 1


def serves(words: list[str], shop: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [*DANGOL, *words, "--port", str(port)],
        cwd=shop,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert healthy(port), f"{words} did not answer"
    finally:
        server.terminate()
        server.wait(timeout=20)


def healthy(port: int) -> bool:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=2).status_code == 200:
                return True
        except httpx.TransportError:
            pass
        time.sleep(0.3)
    return False


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "DANGOL_EMBEDDER": "fast-use"}
