"""The server that loads the application before it forks its workers."""

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.servers import Server, fetch, free_port, running

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, and processes are forked on Linux")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Two workers of an installation whose database is empty."""
    folder = tmp_path_factory.mktemp("serving")
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "SECRET_KEY": "".join(chr(97 + number % 26) for number in range(60)),
        "ALLOWED_HOSTS": "127.0.0.1",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "PYTHONWARNINGS": "ignore",
    }
    command = [sys.executable, "-m", "cms.serving", "--port", str(port), "--workers", "2", "--blocking-threads", "2"]
    command += ["--log-level", "warning", "--respawn-failed-workers"]
    with running("cms.serving", command, environment, port) as started:
        yield started


def test_it_answers(server: Server) -> None:
    status, _headers, content = fetch(f"{server.url}/healthz/")

    assert (status, b"ok" in content) == (200, True)


def test_workers_share_what_was_loaded(server: Server) -> None:
    fetch(f"{server.url}/healthz/")
    whole = memory(server.pid, "Rss")

    for worker in server.workers():
        assert memory(worker, "Private_Dirty") < whole / 2


def test_a_worker_that_was_killed_is_replaced(server: Server) -> None:
    before = server.workers()

    os.kill(before[0], signal.SIGKILL)

    give_up = time.monotonic() + 20
    while len(server.workers()) < 2 or before[0] in server.workers():
        assert time.monotonic() < give_up
        time.sleep(0.1)
    assert {fetch(f"{server.url}/healthz/")[0] for _number in range(20)} == {200}


def test_workers_have_no_file_of_their_parent(server: Server) -> None:
    """Such as the database, whose locks would be given up by whichever closes it first."""
    opened = [os.readlink(link) for link in Path(f"/proc/{server.pid}/fd").iterdir()]

    assert not [path for path in opened if "sqlite" in path]


def memory(pid: int, kind: str) -> int:
    """Kilobytes of memory of a process."""
    found = re.search(rf"^{kind}: +(\d+) kB$", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1])
