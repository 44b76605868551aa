"""The running server of streams."""

from collections.abc import Iterator

import pytest

from tests.cms.streaming.server import StreamServer, serving
from tests.factories.sites import default_home


@pytest.fixture(scope="module")
def running(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StreamServer]:
    """One server for all tests: it takes seconds to start."""
    with serving(tmp_path_factory.mktemp("streams")) as server:
        yield server


@pytest.fixture
def server(transactional_db: None, running: StreamServer) -> StreamServer:
    default_home()
    return running
