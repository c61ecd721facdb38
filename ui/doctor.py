"""What a shop needs to run, checked one by one, each problem with its remedy."""

import logging
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import httpx
from packaging.requirements import Requirement

from assistant.errors import DangolError, StoreBusy
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant import Assistant

log = logging.getLogger("dangol.doctor")

MIN_FREE = 1_000_000_000
REBUILD = "delete the chroma folder in the data folder, it is rebuilt at the next start"
SECRETS = ("secret", "api_key", "openai_api_key")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what was found, and when it is a problem, what mends it."""

    name: str
    found: str
    remedy: str = ""

    @property
    def ok(self) -> bool:
        return not self.remedy

    def line(self) -> str:
        return f"{'ok' if self.ok else 'problem':<8} {self.name:<10} {self.found}" + (
            f"\n{'':<19} -> {self.remedy}" if self.remedy else ""
        )

    def json(self) -> dict[str, object]:
        return {"name": self.name, "ok": self.ok, "found": self.found, "remedy": self.remedy}


def examine(data_dir: Path | None, log_file: Path) -> Iterator[Check]:
    """Every check in turn. Nothing is changed, but that a missing data folder or index is made."""
    yield _python()
    yield _packages()
    try:
        settings = Settings.from_env(data_dir=data_dir)
    except DangolError as error:
        yield Check("settings", str(error), "set it right, or unset it")
        return
    yield Check("settings", _described(settings))
    yield _space(settings.data_dir)
    yield from _shop(settings, log_file)
    yield _model(settings)


def _python() -> Check:
    found = sys.version.split()[0]
    return Check("python", found, "" if sys.version_info >= (3, 11) else "use Python 3.11 or later")


def _packages() -> Check:
    wanted = [Requirement(line) for line in requires("dangol") or []]
    pinned = [one for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})]
    odd = []
    for one in pinned:
        try:
            installed = version(one.name)
        except PackageNotFoundError:
            installed = "missing"
        if installed == "missing" or not one.specifier.contains(installed, prereleases=True):
            odd.append(f"{one.name} {installed} (tested: {one.specifier or 'any'})")
    if odd:
        return Check("packages", "; ".join(odd), "install the tested set: pip install -e .")
    return Check("packages", f"{len(pinned)} packages at their tested versions")


def _described(settings: Settings) -> str:
    """Every setting that differs from its default, secrets only as set."""
    default, shown = Settings(), []
    for name in Settings.__dataclass_fields__:
        value = getattr(settings, name)
        if value != getattr(default, name):
            # An address may carry a password.
            hidden = name in SECRETS or "@" in str(value)
            shown.append(f"{name}={'(set)' if hidden else value}")
    return ", ".join(shown) or "all at their defaults"


def _space(data_dir: Path) -> Check:
    folder = data_dir.absolute()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    said = f"{data_dir} ({'there' if data_dir.exists() else 'not made yet'}), {free / 1e9:.1f} GB free"
    return Check("data", said, "" if free >= MIN_FREE else "free some space, or move with --data-dir")


def _shop(settings: Settings, log_file: Path) -> Iterator[Check]:
    """Database, embedder and indexes: opened for real, and one product found by its own title."""
    from assistant import open_assistant

    began = perf_counter()
    with ExitStack() as stack:
        try:
            assistant = stack.enter_context(open_assistant(settings))
        except StoreBusy as error:
            yield Check("shop", f"open in another process: {error}")
            return
        except DangolError as error:
            yield Check("shop", str(error), f"see the message; the log is {log_file}")
            return
        except Exception as error:
            log.exception("the shop could not be opened")
            yield Check(
                "shop", f"cannot be opened ({type(error).__name__})", f"{REBUILD}; the log is {log_file}"
            )
            return
        took = perf_counter() - began
        yield Check("shop", f"database, embedder {settings.embedder} and indexes opened in {took:.1f} s")
        yield from _catalogue(assistant)


def _catalogue(assistant: "Assistant") -> Iterator[Check]:
    version = assistant.catalog_version()
    if not version:
        yield Check("catalogue", "empty", "dangol ingest FILE, or dangol serve --demo")
        return
    some = assistant.search("", k=1)
    stores = len(assistant.stores())
    yield Check("catalogue", f"version {version}, {some.total} products, {stores} stores")
    if some.cards:
        card = some.cards[0]
        found = any(one.product_id == card.product_id for one in assistant.search(card.title).cards)
        said = f"{card.title[:40]!r} {'found' if found else 'not found'} by its own title"
        yield Check("search", said, "" if found else REBUILD)


def _model(settings: Settings) -> Check:
    if not settings.has_model:
        return Check("model", "none set; the embedded mind answers")
    address = (settings.openai_base_url or "https://api.openai.com/v1").rstrip("/")
    headers = {"Authorization": f"Bearer {settings.openai_api_key}"} if settings.openai_api_key else {}
    try:
        answer = httpx.get(
            f"{address}/models", headers=headers, timeout=max(settings.model_connect_seconds, 2.0)
        )
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        kind = type(error).__name__
        return Check("model", f"endpoint does not answer ({kind})", "check OPENAI_BASE_URL and the network")
    if answer.status_code in (401, 403):
        return Check("model", f"endpoint refuses the key ({answer.status_code})", "check OPENAI_API_KEY")
    if answer.is_error:
        return Check(
            "model", f"endpoint answers {answer.status_code}", "check OPENAI_BASE_URL; it ends in /v1"
        )
    known = _model_names(answer)
    if known and settings.openai_model not in known:
        return Check("model", f"{settings.openai_model} is not offered", "set OPENAI_MODEL to one that is")
    return Check("model", f"{settings.openai_model} is there")


def _model_names(answer: httpx.Response) -> set[str]:
    try:
        return {str(model["id"]) for model in answer.json()["data"]}
    except (ValueError, KeyError, TypeError):
        # Not every compatible endpoint lists its models.
        return set()
