"""Picture addresses to local files: the merchant's folder of pictures, served under /images/."""

import os
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

_KINDS = frozenset({".webp", ".png", ".jpg", ".jpeg", ".gif", ".avif"})
_NAME = re.compile(r"[^/\\\x00-\x1f]{1,200}")


class Pictures:
    """Maps an address to "/images/<file name>" when `folder` holds that file, and remembers which were used.
    Without a folder, or without the file, the address stays."""

    def __init__(self, folder: Path | None) -> None:
        self._files = {} if folder is None else {p.name: p for p in _pictures(folder)}
        self._used: set[str] = set()

    def __call__(self, address: str) -> str:
        if not self._files or not address:
            return address
        name = unquote(urlsplit(address).path.rpartition("/")[2])
        if not _NAME.fullmatch(name) or name not in self._files:
            return address
        self._used.add(name)
        return f"/images/{name}"

    def copy(self, target: Path) -> int:
        """Copy each used picture that `target` lacks or holds in another size; the number copied."""
        copied = 0
        for name in sorted(self._used):
            source, place = self._files[name], target / name
            if place.exists() and place.stat().st_size == source.stat().st_size:
                continue
            target.mkdir(parents=True, exist_ok=True)
            half = target / f".{name}.{os.getpid()}"
            shutil.copyfile(source, half)
            half.replace(place)
            copied += 1
        return copied


def _pictures(folder: Path) -> list[Path]:
    return sorted(
        p for p in folder.rglob("*") if p.suffix.lower() in _KINDS and p.is_file() and not p.is_symlink()
    )
