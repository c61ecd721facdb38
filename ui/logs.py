"""Logging for commands and the server: a line each, to standard error and to `dangol.log` in the data folder.

A line never holds what a shopper wrote or a token: of an exception it gives the kind and the place, not the
message, unless DANGOL_DEBUG=1.
"""

import asyncio
import logging
import logging.handlers
import sys
import traceback
from pathlib import Path
from types import TracebackType

LOG_FILE = "dangol.log"
# Libraries that log addresses, prompts or a line per call at INFO.
QUIET = (
    "httpx", "httpcore", "openai", "chromadb", "urllib3", "asyncio", "gradio", "alembic", "langchain",
    "uvicorn",
)  # fmt: skip


class Lines(logging.Formatter):
    """`time level logger message`, with an exception as its kind and the last three places it passed."""

    def __init__(self, debug: bool) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S%z")
        self.debug = debug

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        if self.debug or ei[0] is None:
            return super().formatException(ei)
        frames = traceback.extract_tb(ei[2])[-3:]
        places = " < ".join(f"{Path(at.filename).name}:{at.lineno} {at.name}" for at in reversed(frames))
        return f"error={ei[0].__name__} at {places or '?'}"

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        return line if self.debug else line.replace("\n", " ")


def log_to(data_dir: Path, *, level: int = logging.INFO, debug: bool = False, screen: bool = True) -> Path:
    """Send all logging to `data_dir`/dangol.log (5 MB, two kept) and, with `screen`, to standard error; the
    file's path. A folder that cannot be written leaves only the screen."""
    lines = Lines(debug)
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)] if screen else []
    for shown in handlers:
        shown.addFilter(_worth_the_screen)
    path = data_dir / LOG_FILE
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        handlers.append(
            logging.handlers.RotatingFileHandler(
                path, maxBytes=5_000_000, backupCount=2, encoding="utf-8", delay=True
            )
        )
    except OSError:
        # Whoever opens the folder next says what is wrong with it, and how to mend it.
        handlers = handlers or [logging.StreamHandler(sys.stderr)]
    root = logging.getLogger()
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
    for handler in handlers:
        handler.setFormatter(lines)
        handler.addFilter(_worth_a_line)
        root.addHandler(handler)
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    return path


def _worth_the_screen(record: logging.LogRecord) -> bool:
    """Not each call: the file has those."""
    return record.name != "dangol.http" or record.levelno > logging.INFO


def _worth_a_line(record: logging.LogRecord) -> bool:
    """Not that open pages were cut off when the server stopped: uvicorn calls that an error."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))
