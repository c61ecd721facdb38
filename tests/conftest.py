"""What every test shares: no socket leaves this machine, and Korean is as good as English."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from assistant import Assistant

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
for name in [name for name in os.environ if name.startswith(("OPENAI_", "DANGOL_"))]:
    del os.environ[name]


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    from pytest_socket import socket_allow_hosts

    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the whole demo shop, ingested once a test run. Copy it before opening it."""
    from assistant import Settings, open_assistant
    from catalog_ingest import ingest_demo

    folder = tmp_path_factory.mktemp("demo")
    with open_assistant(Settings(data_dir=folder)) as assistant:
        ingest_demo(assistant)
    return folder


@pytest.fixture(scope="session")
def demo_shop(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Assistant"]:
    """The demo shop, open for the whole test run. Tests open sessions of their own and publish nothing."""
    from assistant import Settings, open_assistant

    folder = tmp_path_factory.mktemp("demo_shop") / "data"
    shutil.copytree(demo_data, folder)
    with open_assistant(Settings(data_dir=folder)) as assistant:
        yield assistant
