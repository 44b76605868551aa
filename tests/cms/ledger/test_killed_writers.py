"""A worker that is killed at any moment loses nothing that it acknowledged and leaves nothing half done.

Clients publish, move, take off, make and delete pages over HTTP while their worker is killed with SIGKILL at random
moments and another one takes its place: ``--kills`` times, hundreds with ``make kill``.
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

import pytest

from tests.cms.ledger.killed.client import Client
from tests.own_database import REPOSITORY, own_database

LONGEST_LIFE = 0.5  # seconds of a worker after the first write that it has answered


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, kept_database: Path) -> Iterator[dict[str, str]]:
    folder = tmp_path_factory.mktemp("killed")
    with own_database("killed", folder, kept_database, "tests.cms.ledger.killed.settings") as found:
        yield found


def run(environment: dict[str, str], module: str, **options: Any) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.cms.ledger.killed.{module}"],
        cwd=REPOSITORY,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        **options,
    )


def kill_workers(keeper: "subprocess.Popen[str]", kills: int, seed: int) -> list[Client]:
    """Let clients write while worker after worker is killed, the last at the end. Returns the clients."""
    output: IO[str] = keeper.stdout  # type: ignore[assignment]
    world = json.loads(output.readline())
    is_over = threading.Event()
    clients = [
        Client(world["port"], world["token"], pages, world["sections"], number, is_over)
        for number, pages in enumerate(world["pages"])
    ]
    pool = ThreadPoolExecutor(len(clients))
    working = [pool.submit(client.work) for client in clients]
    chance = random.Random(seed)
    for _ in range(kills):
        worker = int(output.readline())
        _until_some_are_answered(clients, 1)
        is_over.wait(chance.uniform(0, LONGEST_LIFE))
        os.kill(worker, signal.SIGKILL)
    output.readline()  # the last worker
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


def test_what_a_killed_worker_acknowledged_is_kept_and_the_rest_is_whole_or_not_there(
    environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    kills = int(request.config.getoption("--kills"))
    keeper = run(environment, "keeper", stdin=subprocess.PIPE)
    try:
        clients = kill_workers(keeper, kills, seed=int(request.config.getoption("--fuzz-seed")))
    finally:
        keeper.communicate()  # closes its input, so it ends
    found, _ = (looking := run(environment, "world")).communicate()
    assert looking.returncode == 0  # else some stored answer is not what would be rendered now
    report = json.loads(found)

    assert report["problems"] == []
    assert [refusal for client in clients for refusal in client.refused if not _is_of_a_cut_off(refusal, client)] == []
    assert report["stored"] > 0
    done = sum(sum(counts.values()) for client in clients for counts in client.done.values())
    unsure = sum(sum(counts.values()) for client in clients for counts in client.unsure.values())
    assert done >= kills
    assert unsure > 0  # else the workers were killed while idle
    for client in clients:
        for page in {*client.done, *client.unsure}:
            _compare(page, client, report)
    made = {page for page in report["titles"] if "of client" in report["titles"][page]}
    known = {page for client in clients for page in client.titles}
    assert len(made - known) <= sum(client.unsure_creations for client in clients)


def _compare(page: str, client: Client, report: dict[str, Any]) -> None:
    """What the client was told, what Wagtail's log says and what the ledger says of one page."""
    told, logged = (Counter(report[name].get(page, {})) for name in ("told", "logged"))
    for action in ("published", "unpublished", "moved", "deleted"):
        if page in client.first and action == "published":
            told[action] -= 1  # when the world was made, without Wagtail's log
        assert told[action] == logged[action], f"{action} of page {page}: {told} are told, {logged} were made"
        least = client.done[page][action]
        most = least + client.unsure[page][action]
        assert least <= told[action] <= most, f"{action} of page {page}: {told[action]}, not {least} to {most}"
    if page in report["titles"]:
        assert not client.done[page]["deleted"]
        assert report["titles"][page] in client.titles[page]
    else:
        assert client.done[page]["deleted"] or client.unsure[page]["deleted"]


def _is_of_a_cut_off(refusal: str, client: Client) -> bool:
    """Whether a request may have been refused because one that was cut off had been carried out before."""
    words = refusal.split()
    return " 404 " in refusal and bool(client.unsure[words[1].rstrip(":")]["deleted"])
