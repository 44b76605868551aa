"""A worker that is killed at any moment loses nothing that it acknowledged and leaves nothing half done.

Clients publish, move, take off, make and delete pages over HTTP while their worker is killed with SIGKILL at random
moments and another one takes its place: ``--kills`` times, hundreds with ``make kill``. Most often the workers are
forks, which are there at once; ``--granian-kills`` times they are those of granian, as production runs it.
"""

import json
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.cms.ledger.killed.client import Client
from tests.cms.ledger.killed.serving import SERVINGS, Serving, run
from tests.own_database import own_database

STATEMENTS = 100  # a publish has some more
LONGEST_LIFE = 0.5  # seconds of a worker after the first write that it has answered
ENOUGH = 10  # kills, of which one meets a worker in the middle of a write; two may not


@pytest.fixture
def environment(tmp_path_factory: pytest.TempPathFactory, kept_database: Path) -> Iterator[dict[str, str]]:
    folder = tmp_path_factory.mktemp("killed")
    with own_database("killed", folder, kept_database, "tests.cms.ledger.killed.settings") as found:
        yield found


def kill_workers(serving: Serving, kills: int, seed: int) -> list[Client]:
    """Let clients write while worker after worker is killed. Returns the clients."""
    world = serving.world
    is_over = threading.Event()
    clients = [
        Client(serving.port, world["token"], pages, world["sections"], number, is_over)
        for number, pages in enumerate(world["pages"])
    ]
    pool = ThreadPoolExecutor(len(clients))
    working = [pool.submit(client.work) for client in clients]
    chance = random.Random(seed)
    for _ in range(kills):
        worker = serving.worker()
        _until_some_are_answered(clients, 1)
        is_over.wait(chance.uniform(0, LONGEST_LIFE))
        os.kill(worker, signal.SIGKILL)
    serving.worker()  # the last one lives
    _until_some_are_answered(clients, 10)
    is_over.set()
    for work in working:
        work.result()
    for client in clients:  # beside what is stored already
        client.read(chance)
    return clients


def _until_some_are_answered(clients: list[Client], count: int) -> None:
    wanted = sum(client.answered for client in clients) + count
    give_up_at = time.monotonic() + 30
    while sum(client.answered for client in clients) < wanted and time.monotonic() < give_up_at:
        clients[0].is_over.wait(0.002)


@pytest.mark.parametrize("served_by", SERVINGS)
def test_what_a_killed_worker_acknowledged_is_kept_and_the_rest_is_whole_or_not_there(
    served_by: str, environment: dict[str, str], pytestconfig: pytest.Config
) -> None:
    kills = int(pytestconfig.getoption("--kills" if served_by == "forks" else "--granian-kills"))
    with SERVINGS[served_by](environment) as serving:
        clients = kill_workers(serving, kills, seed=int(pytestconfig.getoption("--fuzz-seed")))
    found, _ = (looking := run(environment, "world", "report")).communicate()
    assert looking.returncode == 0  # else some stored answer is not what would be rendered now
    report = json.loads(found)

    assert report["problems"] == []
    assert [refusal for client in clients for refusal in client.refused] == []
    assert report["stored"] > 0
    done = sum(sum(counts.values()) for client in clients for counts in client.done.values())
    unsure = sum(sum(counts.values()) for client in clients for counts in client.unsure.values())
    assert done >= kills
    assert unsure > 0 or kills < ENOUGH  # else the workers were killed while idle
    for client in clients:
        for page in {*client.done, *client.unsure}:
            _compare(page, client, report)
    made = {page for page, found in report["pages"].items() if "of client" in found["title"]}
    known = {page for client in clients for page in client.known}
    assert len(made - known) <= sum(client.unsure_creations for client in clients)


def test_a_publish_that_is_killed_at_any_statement_leaves_the_change_with_its_row_or_neither(
    environment: dict[str, str], pytestconfig: pytest.Config
) -> None:
    step = max(1, STATEMENTS // int(pytestconfig.getoption("--kills")))
    found, _ = (killing := run(environment, "statements", str(step))).communicate()
    assert killing.returncode == 0
    report = json.loads(found)

    assert report["problems"] == []
    assert report["dropped"] > STATEMENTS / step
    assert report["kept"] == 2  # the one that was killed after the commit, and the last one


def test_a_compaction_that_is_killed_at_any_statement_says_what_it_has_removed(environment: dict[str, str]) -> None:
    found, _ = (killing := run(environment, "compactions")).communicate()
    assert killing.returncode == 0
    report = json.loads(found)

    assert report["problems"] == []
    assert 0 < report["batches"] < report["killed"]


def _compare(page: str, client: Client, report: dict[str, Any]) -> None:
    """What the client was told, what the database, Wagtail's log and the ledger say of one page."""
    told, logged = (Counter(report[name].get(page, {})) for name in ("told", "logged"))
    for action in ("published", "unpublished", "moved", "deleted"):
        if page in client.first and action == "published":
            told[action] -= 1  # when the world was made, without Wagtail's log
        assert told[action] == logged[action], f"{action} of page {page}: {told} are told, {logged} were made"
        least = client.done[page][action]
        most = least + client.unsure[page][action]
        assert least <= told[action] <= most, f"{action} of page {page}: {told[action]}, not {least} to {most}"
    if page in report["pages"]:
        assert not client.done[page]["deleted"]
        for name, value in report["pages"][page].items():
            assert value in client.known[page][name], f"{name} of page {page}"
    else:
        assert client.done[page]["deleted"] or client.unsure[page]["deleted"]
