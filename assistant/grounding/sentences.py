"""Cutting a stream of text into sentences that can be judged one by one."""

import re

# A full stop between digits (3.5, 1.000) or after a list number, a single letter or "no." does not end one.
_END = re.compile(
    r"(?:(?<!\d)(?<!\b[A-Za-z])(?<!\bNo)(?<!\bno)(?<!\bapprox)(?<!\bvs)(?<!\be\.g)(?<!\bi\.e)\.(?!\w)"
    r"|(?<=\d)\.(?=\s+\D|\s*$)|[!?。！？…]+)"
    r"[\"'”’)\]*_]*(?=\s|$)\s*|[!?。！？]+[\"'”’)\]*_]*\s*|\n+\s*"
)
_NUMBERING = re.compile(r"^\s*(?:[-*•·]\s*)?\(?\d{1,2}[.)]\s*$")


def sentences(text: str) -> list[str]:
    """The sentences of `text` in order, marks and following blanks kept, so that joining gives `text` back
    without what surrounds it. Blank text gives []."""
    return [piece for piece in _cut(text) if piece.strip()]


def _cut(text: str) -> list[str]:
    pieces, start = [], 0
    for end in _END.finditer(text):
        piece = text[start : end.end()]
        if _NUMBERING.match(piece):
            continue
        pieces.append(piece)
        start = end.end()
    return [*pieces, text[start:]] if start < len(text) else pieces


class Splitter:
    """Sentences of a text that arrives in pieces. A sentence comes out once the next one has begun, so that
    a number cut in two by the stream is judged whole."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, delta: str) -> list[str]:
        """The sentences that are complete now."""
        self._held += delta
        pieces = _cut(self._held)
        if not pieces:
            return []
        last = pieces[-1]
        whole = pieces if last.endswith("\n") else pieces[:-1]
        self._held = self._held[sum(len(piece) for piece in whole) :]
        return [piece for piece in whole if piece.strip()]

    def rest(self) -> list[str]:
        """What is left when the text has ended."""
        held, self._held = self._held, ""
        return sentences(held)
