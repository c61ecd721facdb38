"""Arrays shipped beside the table they were made of, a file an embedder: they hold until that changes."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
import numpy.typing as npt

_MADE_OF = "made_of"
Arrays = Mapping[str, npt.NDArray[np.float32]]


def file_of(package: str, name: str, embedder: str) -> Traversable:
    """Where the arrays called `name` of an embedder stand in a package's data."""
    return files(package).joinpath("data", f"{name}.{embedder}.npz")


def load_arrays(file: Traversable, lines: Iterable[str]) -> Arrays | None:
    """The arrays by name; None where none are shipped, or when they were made of other lines than these."""
    if not file.is_file():
        return None
    with file.open("rb") as held, np.load(held) as kept:
        if str(kept[_MADE_OF]) != digest(lines):
            return None
        return {name: kept[name].astype(np.float32) for name in kept.files if name != _MADE_OF}


def save_arrays(path: str, lines: Iterable[str], **arrays: npt.NDArray[np.generic]) -> None:
    """Write arrays made of these lines."""
    np.savez_compressed(path, allow_pickle=False, **{_MADE_OF: np.array(digest(lines))}, **arrays)


def digest(lines: Iterable[str]) -> str:
    """Differs when the lines do."""
    return blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()
