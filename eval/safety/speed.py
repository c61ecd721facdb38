# ruff: noqa: E501 - patterns are data: one line each reads best
"""Is the twentieth turn of a conversation as quick as its first?"""

from statistics import median
from time import process_time
from typing import Any

from assistant import Assistant
from eval.safety.shelf import open_shelf, reviews_of, shelf, stock, take

TURNS = 20
SESSIONS = 8
MOST = 1.3
SAID = {
    "ko": ("헬멧 보여줘", "더 싼 거 있어?", "첫 번째 거 담아줘", "우유 보여줘", "두 번째 거 얼마야?", "배낭 추천해줘"),
    "en": ("show me helmets", "anything cheaper?", "add the first one to my cart", "show me milk",
           "how much is the second one?", "recommend a backpack"),
}  # fmt: skip


def measure(sessions: int = SESSIONS) -> dict[str, Any]:
    """Processor time of the same request as first and as twentieth turn, medians over the sessions of each
    language: {"ratio", "met", "turn_1_ms", "turn_20_ms", "sessions", "control"}."""
    first: list[float] = []
    last: list[float] = []
    with open_shelf() as assistant:
        stock(assistant, shelf(), reviews_of(shelf()))
        _session(assistant, "ko")
        for number in range(2 * sessions):
            times = _session(assistant, ("ko", "en")[number % 2])
            first.append(times[0])
            last.append(times[-1])
    ratio = median(last) / median(first)
    # The control: a session that reads its whole past anew each turn does twenty times the work of its first.
    grown = median(time * TURNS for time in first) / median(first)
    return {
        "what": "turn 20 against turn 1, same request, same session",
        "ratio": round(ratio, 3),
        "most": MOST,
        "met": ratio <= MOST < grown,
        "turn_1_ms": round(1000 * median(first), 1),
        "turn_20_ms": round(1000 * median(last), 1),
        "sessions": 2 * sessions,
        "control": round(grown, 1),
    }


def _session(assistant: Assistant, language: str) -> list[float]:
    opened = assistant.open_session(channel="api", language="ko" if language == "ko" else "en")
    session_id, said = opened.session.session_id, SAID[language]
    times = []
    for turn in range(TURNS):
        words = said[0] if turn == TURNS - 1 else said[turn % len(said)]
        started = process_time()
        take(assistant, session_id, words)
        times.append(process_time() - started)
    assistant.end(session_id)
    return times
