"""What is taught is not what judges: wordings of the training tables that stand in a case of eval/cases."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from assistant.understanding.acts import as_read
from eval.casebook import load_cases
from eval.requests import folder

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_ANYBODYS = 4
"""Words up to which a saying is anybody's: "do I get points", "compare the first two"."""


def taken(wordings: Iterable[str]) -> set[str]:
    """The wordings, as the classifiers read them, that a judged turn or request says word for word."""
    return {text for text in wordings if len(text.split()) > _ANYBODYS} & _judged()


@cache
def _judged() -> frozenset[str]:
    """Every turn of every suite of conversations, each of its sentences, and the labelled requests that are
    written out."""
    suites = [one.name for one in (files("eval") / "cases").iterdir() if one.name.startswith("dialogue")]
    turns = [turn for name in suites for case in load_cases(name) for turn in case.turns]
    whole = [str(turn["say"]) for turn in turns if "say" in turn]
    said = [*whole, *(part for text in whole for part in _SENTENCE.split(text))]
    requests = (folder() / "own_ko.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(as_read(text) for text in (*said, *(line.split("\t")[1] for line in requests)))
