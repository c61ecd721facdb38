"""What the suites of conversations are judged against."""

import pytest

from eval.catalogues import absent, truth_of
from eval.truth import Truth


@pytest.fixture
def truth(catalogue: str) -> Truth:
    """What the test's `catalogue` sells, "" for the demo shop; skips where its feed is away."""
    if catalogue and (reason := absent(catalogue)):
        pytest.skip(reason)
    return truth_of(catalogue) if catalogue else Truth.load()
