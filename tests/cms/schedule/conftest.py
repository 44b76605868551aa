"""A database that processes of their own may use, be killed in, and use again."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.own_database import REPOSITORY, own_database

StartProcess = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="session", name="own_database")
def _own_database(tmp_path_factory: pytest.TempPathFactory, kept_database: Path) -> Iterator[dict[str, str]]:
    """The environment of a process that works in a migrated database, away from the test suite's."""
    with own_database("schedule", tmp_path_factory.mktemp("schedule"), kept_database) as environment:
        yield environment


@pytest.fixture
def manage(own_database: dict[str, str]) -> StartProcess:
    """Starts ``manage.py`` with the given arguments in the own database."""

    def start(*arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=REPOSITORY,
            env=own_database,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


@pytest.fixture
def in_own_process(own_database: dict[str, str]) -> Callable[..., str]:
    """Runs a function of ``tests.cms.schedule.processes`` in a process of its own and returns what it printed."""

    def run(function: str, *arguments: str) -> str:
        finished = subprocess.run(
            [sys.executable, "-m", "tests.cms.schedule.own_process", function, *arguments],
            cwd=REPOSITORY,
            env=own_database,
            capture_output=True,
            text=True,
        )
        assert finished.returncode == 0, finished.stderr[-5000:]
        return finished.stdout.strip()

    return run
