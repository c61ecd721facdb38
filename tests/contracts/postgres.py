"""A throw-away PostgreSQL server from the binaries on PATH, reached by a socket file."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = ("initdb", "postgres", "pg_ctl")


def missing() -> str:
    """Why no server can be started here, or ""."""
    absent = [name for name in BINARIES if shutil.which(name) is None]
    return f"PostgreSQL's {', '.join(absent)} not on PATH" if absent else ""


@contextmanager
def server() -> Iterator[Path]:
    """The folder of a running server: its socket lies there, and user `dangol` may do everything."""
    home = Path(tempfile.mkdtemp(prefix="dangol-pg-", dir="/tmp"))  # a socket's path must stay short
    user = _owner()
    if user:
        shutil.chown(home, user)
    options = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off -c max_connections=60"
    try:
        _run(
            user,
            "initdb",
            "-D",
            f"{home}/data",
            "-U",
            "dangol",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "-N",
        )
        _run(user, "pg_ctl", "-D", f"{home}/data", "-l", f"{home}/log", "-o", options, "-w", "start")
        try:
            yield home
        finally:
            _run(user, "pg_ctl", "-D", f"{home}/data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _owner() -> str:
    """PostgreSQL refuses to run as root: the user to become, "" to stay who we are."""
    if os.geteuid() != 0:
        return ""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(user: str, *command: str) -> None:
    become = ("runuser", "-u", user, "--") if user else ()
    done = subprocess.run(
        [*become, *command], cwd="/tmp", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, timeout=60, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}")
