"""A bar chart with intervals as plain SVG."""

from collections.abc import Mapping
from html import escape

_LEFT, _WIDTH, _ROW, _TOP = 170, 420, 30, 46


def bars(title: str, values: Mapping[str, Mapping[str, float]], highlight: str) -> str:
    """Bars of the means in [0, 1], best first, with whiskers from low to high; `highlight` stands out."""
    ordered = sorted(values.items(), key=lambda item: -item[1]["mean"])
    height = _TOP + _ROW * len(ordered) + 14
    rows = [_bar(at, name, found, name == highlight) for at, (name, found) in enumerate(ordered)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_LEFT + _WIDTH + 80}" height="{height}" '
            'font-family="sans-serif" font-size="13" role="img">',
            f"<title>{escape(title)}</title>",
            '<rect width="100%" height="100%" fill="#ffffff"/>',
            f'<text x="14" y="26" font-size="15" font-weight="bold" fill="#222222">{escape(title)}</text>',
            *rows,
            "</svg>",
            "",
        ]
    )


def _bar(at: int, name: str, found: Mapping[str, float], chosen: bool) -> str:
    top = _TOP + at * _ROW
    middle = top + 10
    low, high = (_LEFT + _WIDTH * found[end] for end in ("low", "high"))
    return (
        f'<text x="{_LEFT - 10}" y="{top + 15}" text-anchor="end" fill="#222222">{escape(name)}</text>'
        f'<rect x="{_LEFT}" y="{top}" width="{_WIDTH * found["mean"]:.1f}" height="20" rx="2" '
        f'fill="{"#0b6e4f" if chosen else "#b8c4bf"}"/>'
        f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{middle}" y2="{middle}" stroke="#222222"/>'
        f'<text x="{_LEFT + _WIDTH + 12}" y="{top + 15}" fill="#222222">{found["mean"]:.3f}</text>'
    )
