"""Arrays kept between runs in one file, mapped when read. What cannot be trusted reads as nothing."""

import json
import logging
import mmap
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

log = logging.getLogger(__name__)
Arrays = Mapping[str, npt.NDArray[Any]]
_ALIGNED = 64


class Archive:
    """One file, replaced as a whole. `path` None keeps nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def save(self, about: Mapping[str, Any], arrays: Arrays) -> None:
        """Keep `arrays`, and `about` (plain data) beside them. A disk that is full or not writable keeps
        what there was: everything can be made again."""
        if self._path is None:
            return
        half = self._path.with_suffix(".half")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                table = _table(arrays)
                head = json.dumps({"about": about, "table": table}).encode()
                file.write(len(head).to_bytes(8, "little") + head)
                for array in arrays.values():
                    file.write(b"\0" * (-file.tell() % _ALIGNED))
                    file.write(np.ascontiguousarray(array).data)
            half.replace(self._path)
        except OSError as error:
            log.warning("what is searched cannot be kept at %s (%s); the next start reads SQL", half, error)

    def load(self) -> tuple[dict[str, Any], Arrays] | None:
        """What was kept last; None when there is nothing, or not all of it as it was written."""
        if self._path is None or not self._path.exists():
            return None
        try:
            return _loaded(self._path)
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("%s does not hold what was written (%s); reading SQL", self._path, error)
            return None


def _table(arrays: Arrays) -> list[tuple[str, str, tuple[int, ...], int]]:
    """Name, kind, shape and sum of each array, in order."""
    return [
        (name, array.dtype.str, array.shape, crc32(np.ascontiguousarray(array).data.cast("B")))
        if array.size
        else (name, array.dtype.str, array.shape, 0)
        for name, array in arrays.items()
    ]


def _loaded(path: Path) -> tuple[dict[str, Any], Arrays]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        shown = mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
    finally:
        os.close(descriptor)
    start = 8 + int.from_bytes(shown[:8], "little")
    head = json.loads(shown[8:start])
    found: dict[str, npt.NDArray[Any]] = {}
    for name, kind, shape, total in head["table"]:
        start += -start % _ALIGNED
        array = np.frombuffer(shown, np.dtype(kind), int(np.prod(shape)), start).reshape(shape)
        if array.size and crc32(array.data.cast("B")) != total:
            raise ValueError(f"{name} differs from its sum")
        found[name] = array
        start += array.nbytes
    if hasattr(mmap, "MADV_DONTNEED"):
        shown.madvise(mmap.MADV_DONTNEED)  # read for the sums alone; what is used comes back page by page
    return dict(head["about"]), found
