"""Where the figures of a suite or a benchmark are kept."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def keep(figures: Mapping[str, Any], path: Path | None) -> None:
    """Write figures as JSON to `path`, its folders made; None keeps nothing."""
    if path is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
