"""Times as a picture: a bar to the median and a line to the 95th percentile, on a logarithmic scale."""

from collections.abc import Mapping
from html import escape
from math import ceil, floor, log10

_LEFT, _WIDTH, _ROW, _TOP = 250, 420, 26, 62


def spans(title: str, values: Mapping[str, tuple[float, float]], ours: str = "dangol") -> str:
    """An SVG of label -> (p50, p95) in milliseconds, in the order given; labels that end in `ours` stand out.
    A value that is no positive number is left out."""
    shown = {label: pair for label, pair in values.items() if pair[0] > 0 and pair[1] > 0}
    low = floor(log10(min((pair[0] for pair in shown.values()), default=1.0)))
    high = max(low + 1, ceil(log10(max((pair[1] for pair in shown.values()), default=10.0))))
    height = _TOP + _ROW * len(shown) + 14
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_LEFT + _WIDTH + 120}" height="{height}" '
        'font-family="sans-serif" font-size="13" role="img">',
        f"<title>{escape(title)}</title>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<text x="14" y="26" font-size="15" font-weight="bold" fill="#222222">{escape(title)}</text>',
    ]
    for power in range(low, high + 1):
        across = _across(10.0**power, low, high)
        parts.append(
            f'<line x1="{across:.1f}" x2="{across:.1f}" y1="{_TOP - 8}" y2="{height - 8}" stroke="#e4e8e6"/>'
            f'<text x="{across:.1f}" y="{_TOP - 14}" text-anchor="middle" fill="#666666" font-size="11">'
            f"{10.0**power:g} ms</text>"
        )
    parts += [
        _bar(at, label, pair, low, high, label.endswith(ours))
        for at, (label, pair) in enumerate(shown.items())
    ]
    return "\n".join([*parts, "</svg>", ""])


def _across(value: float, low: int, high: int) -> float:
    return _LEFT + _WIDTH * (log10(value) - low) / (high - low)


def _bar(at: int, label: str, pair: tuple[float, float], low: int, high: int, chosen: bool) -> str:
    top = _TOP + at * _ROW
    middle, far = _across(pair[0], low, high), _across(max(pair), low, high)
    return (
        f'<text x="{_LEFT - 10}" y="{top + 13}" text-anchor="end" fill="#222222">{escape(label)}</text>'
        f'<rect x="{_LEFT}" y="{top}" width="{max(middle - _LEFT, 1):.1f}" height="18" rx="2" '
        f'fill="{"#0b6e4f" if chosen else "#b8c4bf"}"/>'
        f'<line x1="{middle:.1f}" x2="{far:.1f}" y1="{top + 9}" y2="{top + 9}" stroke="#222222"/>'
        f'<text x="{far + 8:.1f}" y="{top + 13}" fill="#222222">{pair[0]:.3g}</text>'
    )
