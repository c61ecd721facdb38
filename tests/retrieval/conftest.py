import pytest

from assistant.retrieval.search import Searcher
from tests.retrieval.shelf import open_shelf


@pytest.fixture(scope="session")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    made, _ = open_shelf(tmp_path_factory.mktemp("shelf"))
    return made
