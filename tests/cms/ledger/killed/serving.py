"""Two ways to serve the application from workers that may be killed: forks, which are quick, and granian's.

Granian is what production runs, by way of ``cms.serving`` and with the options of docs/operations.md.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, Protocol

from tests.bench.servers import GRANIAN, HOST, Server, free_port, running
from tests.own_database import REPOSITORY

__all__ = ["SERVINGS", "Serving", "run"]

Environment = dict[str, str]
WORKERS = 2  # of granian
LONGEST_START = 60.0  # seconds


class Serving(Protocol):
    """``world`` is what there is, as ``make_world`` tells it."""

    world: dict[str, Any]
    port: int

    def worker(self) -> int:
        """The process of a worker that is at work, another one each time."""


class Forks:
    """One worker at a time, forked from a process that has loaded everything."""

    def __init__(self, output: IO[str]) -> None:
        self.output = output
        self.world = json.loads(output.readline())
        self.port = self.world["port"]

    def worker(self) -> int:
        """It is told as soon as the one before is gone."""
        return int(self.output.readline())


class Granian:
    """Granian with two workers."""

    def __init__(self, server: Server, world: dict[str, Any]) -> None:
        self.server = server
        self.port = server.port
        self.world = world
        self.before: set[int] = set()

    def worker(self) -> int:
        """The one that has been there longest, as long as granian has not given up on them."""
        give_up_at = time.monotonic() + LONGEST_START
        while time.monotonic() < give_up_at:
            if found := [worker for worker in self.server.workers() if worker not in self.before]:
                self.before.add(found[0])
                return found[0]
            time.sleep(0.05)
        raise AssertionError("granian has no worker any more")


@contextmanager
def forks(environment: Environment) -> Iterator[Serving]:
    """Serve from forks until the block ends."""
    keeper = run(environment, "keeper", stdin=subprocess.PIPE)
    try:
        yield Forks(keeper.stdout)  # type: ignore[arg-type]  # a pipe, as ``run`` asks for
    finally:
        keeper.communicate()  # closes its input, so it ends


@contextmanager
def granian(environment: Environment) -> Iterator[Serving]:
    """Serve with granian until the block ends."""
    told, _ = (making := run(environment, "world", "make")).communicate()
    assert making.returncode == 0
    port = free_port()
    command = [sys.executable, "-m", "cms.serving", *GRANIAN, "--host", HOST, "--port", str(port)]
    command += ["--workers", str(WORKERS), "--blocking-threads", "4", "--workers-kill-timeout", "30"]
    command += ["--respawn-failed-workers", "--respawn-interval", "0.1"]
    whole = {**environment, "PYTHONPATH": str(REPOSITORY)}
    with running("granian", command, whole, port) as server:
        yield Granian(server, json.loads(told))


SERVINGS = {"forks": forks, "granian": granian}


def run(environment: Environment, module: str, *arguments: str, **options: Any) -> "subprocess.Popen[str]":
    """Begin a module of this folder as a program; its output is a pipe."""
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.cms.ledger.killed.{module}", *arguments],
        cwd=REPOSITORY,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        **options,
    )
