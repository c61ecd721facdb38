"""One process owns a data folder: Chroma's files and SQLite's are not for two."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import SettingsError, StoreBusy

_LOCK = "owner.lock"


@contextmanager
def own_data_dir(path: Path) -> Iterator[Path]:
    """`path`, made when missing (for this user only) and owned by this process inside the `with`.

    StoreBusy when another process, or this one before, owns it; a dead owner leaves nothing behind.
    SettingsError when the folder cannot be made or written.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(path / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise SettingsError(
            f"data folder {path} cannot be used ({error.strerror}); choose another with --data-dir"
        ) from error
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = os.pread(file, 20, 0).decode("ascii", "replace").strip() or "unknown"
            raise StoreBusy(
                f"data folder {path} is in use by another Dangol (process {owner}); stop that one, "
                "or give this one a folder of its own with --data-dir"
            ) from error
        os.ftruncate(file, 0)
        os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
        # The file stays: removing it would let two owners lock two files of one name.
        yield path
    finally:
        os.close(file)
