"""A state as arrays, and back."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.ports import LexicalSnapshot
from assistant.retrieval.archive import Arrays
from assistant.retrieval.building import lay_out
from assistant.retrieval.codes import Codes
from assistant.retrieval.columns import Columns, Rows
from assistant.retrieval.forward import Forward
from assistant.retrieval.matrix import Matrix
from assistant.retrieval.names import Chosen, Directory, Names, Postings
from assistant.retrieval.parse import Parser
from assistant.retrieval.state import State, TypeIndex

_COLUMNS = ("product_of", "first", "available", "alive", "present", "sold", "popularity")
_CODES = ("steps", "first", "rest")
_FORWARD = ("hashes", "counts", "start", "size", "lengths", "means")


def stored(state: State) -> Arrays:
    """Everything of `state` that is laid out product by product; what other files hold is left out."""
    columns, found = state.columns, dict[str, npt.NDArray[Any]]()
    found |= {f"columns.{name}": getattr(columns, name) for name in _COLUMNS}
    found |= {f"forward.{name}": getattr(state.forward, name) for name in _FORWARD}
    found |= {f"numbers.{facet}": column for facet, column in columns.numbers.items()}
    for facet, values in columns.words.items():
        found |= _lists(f"words.{facet}", values)
    found |= _lists("types", state.types.rows_of) | _lists("unsafe", columns.unsafe)
    found |= _texts("ids", columns.product_ids) | _texts("skus", Names.of(columns.skus))
    found |= _texts("spoken", state.spoken) | _texts("counted", Names.of(state.counts))
    found["counts"] = np.fromiter(state.counts.values(), dtype=np.int32, count=len(state.counts))
    codes = state.documents.codes
    found |= {f"codes.{name}": getattr(codes, name) for name in _CODES}
    found |= {"marks": state.row_of.marks, "row_at": state.row_at, "of": state.documents.of}
    return found


def restored(
    version: int,
    arrays: Arrays,
    matrix: Matrix,
    lexical: LexicalSnapshot,
    parser: Callable[[Sequence[str], Counter[str], frozenset[str]], Parser],
) -> State:
    """The state that `stored` gave these arrays, of a catalogue `version`. `parser` makes one of the texts
    whose words count, how many hold each word, and the types there are. KeyError when some is missing."""
    skus = tuple(_named("skus", arrays))
    ids, spoken = _named("ids", arrays), _named("spoken", arrays)
    fixed = {name: arrays[f"columns.{name}"] for name in _COLUMNS}
    live = np.flatnonzero(fixed["alive"])
    columns = Columns(
        version=version,
        product_ids=ids,
        skus=skus,
        row_of={skus[row]: row for row in live.tolist()},
        numbers=_under("numbers.", arrays),
        words={
            name.removeprefix("words.").removesuffix(".rows"): _listed(name.removesuffix(".rows"), arrays)
            for name in arrays
            if name.startswith("words.") and name.endswith(".rows")
        },
        unsafe=dict(_listed("unsafe", arrays)),
        **fixed,
    )
    types = dict(_listed("types", arrays))
    codes = Codes(**{name: arrays[f"codes.{name}"] for name in _CODES})
    present = columns.present
    kinds = frozenset(kind for kind, rows in types.items() if present[rows].any())
    counts = Counter(dict(zip(_named("counted", arrays), arrays["counts"].tolist(), strict=True)))
    return State(
        columns=columns,
        documents=lay_out(arrays["of"], present, matrix, codes),
        forward=Forward(**{name: arrays[f"forward.{name}"] for name in _FORWARD}),
        lexical=lexical,
        row_at=arrays["row_at"],
        row_of=Directory(ids, present, arrays["marks"]),
        types=TypeIndex.of(types, columns.products),
        spoken=spoken,
        counts=counts,
        parser=parser(Chosen(spoken, np.flatnonzero(present)), counts, kinds),
    )


def _under(prefix: str, arrays: Arrays) -> dict[str, npt.NDArray[Any]]:
    return {name.removeprefix(prefix): found for name, found in arrays.items() if name.startswith(prefix)}


def _texts(name: str, texts: Names) -> dict[str, npt.NDArray[Any]]:
    return {f"{name}.raw": texts.raw, f"{name}.ends": texts.ends}


def _named(name: str, arrays: Arrays) -> Names:
    return Names(arrays[f"{name}.raw"], arrays[f"{name}.ends"])


def _lists(name: str, lists: Mapping[str, Rows]) -> dict[str, npt.NDArray[Any]]:
    names, ends, rows = (lists if isinstance(lists, Postings) else Postings.of(lists)).parts()
    return _texts(name, names) | {f"{name}.stops": ends, f"{name}.rows": rows}


def _listed(name: str, arrays: Arrays) -> Postings:
    return Postings(_named(name, arrays), arrays[f"{name}.stops"], arrays[f"{name}.rows"])
