"""Where feeds come from: files, folders and addresses the owner named, read whole and unpacked."""

import gzip
import io
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import httpx

from assistant.errors import FeedError

MAX_BYTES = 1 << 30
DOWNLOAD_SECONDS = 300.0
_DATA = frozenset({
    ".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm", ".json", ".jsonl", ".ndjson", ".xml", ".rss", ".atom",
    ".parquet", ".gz",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one feed. name: how messages call it.  modified: when the merchant last changed it (the
    file's own time; now for a download).  alone: the owner named this very file, not the folder it is in."""

    name: str
    data: bytes
    modified: datetime
    alone: bool = True


def read_sources(names: Sequence[str]) -> Iterable[Source]:
    """Each named file or address, and each data file of a named folder by name. FeedError for what is not
    there, cannot be read or is larger than MAX_BYTES."""
    if not names:
        raise FeedError("no feed was named; give a file, a folder or a URL")
    for name in names:
        if name.startswith(("http://", "https://")):
            yield _unpacked(Source(name, download(name), datetime.now(UTC).replace(microsecond=0)))
            continue
        place = Path(name).expanduser()
        if "://" in name and not place.exists():
            raise FeedError(
                f"{name}: only http:// and https:// addresses are fetched; name one, a file or a folder"
            )
        if place.is_dir():
            yield from _folder(place)
        else:
            yield _file(place, True)


def _folder(place: Path) -> Iterable[Source]:
    files = sorted(
        (
            found
            for found in place.rglob("*")
            if found.is_file()
            and found.suffix.lower() in _DATA
            and not any(part.startswith((".", "~$")) for part in found.relative_to(place).parts)
        ),
        key=lambda found: (_rank(found), str(found)),
    )
    if not files:
        raise FeedError(
            f"{place}: the folder holds no data files; put a CSV, XLSX, XML, JSONL or Parquet feed in it"
        )
    for file in files:
        yield _file(file, False)


def _rank(file: Path) -> int:
    """Tables and feeds before JSON: a JSON copy beside an export is then the copy."""
    return int(any(suffix in (".json", ".jsonl", ".ndjson") for suffix in file.suffixes))


def _file(place: Path, alone: bool) -> Source:
    try:
        size = place.stat().st_size
        if size > MAX_BYTES:
            raise FeedError(
                f"{place}: {size:,} bytes is too large; split the feed into files below {MAX_BYTES:,}"
            )
        data = place.read_bytes()
        modified = datetime.fromtimestamp(int(place.stat().st_mtime), UTC)
    except FileNotFoundError as error:
        raise FeedError(f"{place}: no such file or folder; check the path") from error
    except OSError as error:
        raise FeedError(f"{place}: cannot be read ({error.strerror}); check its permissions") from error
    return _unpacked(Source(str(place), data, modified, alone))


def _unpacked(source: Source) -> Source:
    if not source.data.startswith(b"\x1f\x8b"):
        return source
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(source.data)) as packed:
            data = packed.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise FeedError(f"{source.name}: the gzip file is damaged ({error}); pack it again") from error
    if len(data) > MAX_BYTES:
        raise FeedError(f"{source.name}: unpacks to more than {MAX_BYTES:,} bytes; split the feed")
    return Source(source.name, data, source.modified, source.alone)


def download(address: str, *, seconds: float = DOWNLOAD_SECONDS, most: int = MAX_BYTES) -> bytes:
    """The bytes at an http(s) address, following at most 3 redirects and never from https down to http.
    FeedError for any other answer than 200, past `most` bytes or `seconds` in all."""
    ends = monotonic() + seconds
    limits = httpx.Timeout(30.0, connect=10.0)
    try:
        with httpx.Client(
            follow_redirects=False, timeout=limits, headers={"user-agent": "dangol-ingest"}
        ) as client:
            for _ in range(4):
                with client.stream("GET", address) as answer:
                    if answer.is_redirect and answer.next_request is not None:
                        address = _next(address, str(answer.next_request.url))
                        continue
                    if answer.status_code != 200:
                        raise FeedError(
                            f"{address}: answered {answer.status_code}; check the address in a browser"
                        )
                    return _body(answer, address, ends, most)
    except httpx.HTTPError as error:
        raise FeedError(
            f"{address}: cannot be fetched ({type(error).__name__}); check address and network"
        ) from error
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FeedError(
            f"{address}: is not an address; write it like https://shop.example/feed.xml"
        ) from error
    raise FeedError(f"{address}: redirects more than 3 times; give the final address")


def _next(address: str, target: str) -> str:
    if urlsplit(target).scheme not in ("http", "https"):
        raise FeedError(f"{address}: redirects to {target}; only http and https addresses are fetched")
    if address.startswith("https:") and not target.startswith("https:"):
        raise FeedError(f"{address}: redirects to unencrypted {target}; give an https address")
    return target


def _body(answer: httpx.Response, address: str, ends: float, most: int) -> bytes:
    body = bytearray()
    for chunk in answer.iter_bytes(1 << 16):
        body += chunk
        if len(body) > most:
            raise FeedError(f"{address}: is larger than {most:,} bytes; split the feed")
        if monotonic() > ends:
            raise FeedError(f"{address}: took too long to download; fetch it yourself and give the file")
    return bytes(body)
