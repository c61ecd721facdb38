"""Learn what each word of a message is to the wish, when the tables or the features have changed:

python -m eval.role_model
"""

from pathlib import Path

import pycrfsuite
from rich.progress import track

from assistant.lexicon.shipped import digest
from assistant.understanding.role_lessons import lessons, made_of, model_file, told
from assistant.understanding.role_signs import features

_SPARSE, _SMOOTH, _STEPS = 0.1, 0.1, 120
"""How strongly weights are kept few, and small, and how often they are mended, by fifths of the tables."""


def write(path: Path) -> None:
    """Learn into `path`, and what it was made of beside it. Shows its progress; under half a minute."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(
        {"c1": _SPARSE, "c2": _SMOOTH, "max_iterations": _STEPS, "feature.possible_transitions": True}
    )
    for low, runs, wanted in track(list(lessons()), "roles"):
        trainer.append(features(low, runs), wanted)
    trainer.train(str(path))
    Path(str(made_of())).write_text(digest(told()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(str(model_file())))
