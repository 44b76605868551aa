"""A database that processes of their own may use, be killed in, and use again."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connections

REPOSITORY = Path(__file__).resolve().parents[3]

StartProcess = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="session")
def own_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a process that works in a migrated database, away from the test suite's."""
    folder = tmp_path_factory.mktemp("schedule")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "PYTHONUNBUFFERED": "1",
        "VAR_DIR": str(folder),
    }
    if connections["default"].vendor == "sqlite":
        environment["TEST_DATABASE_URL"] = f"sqlite:///{folder / 'own.sqlite3'}"
        _migrate(environment)
        yield environment
        return

    import psycopg  # an extra, which only this branch needs

    server = os.environ["TEST_DATABASE_URL"]
    name = f"test_schedule_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        try:
            environment["TEST_DATABASE_URL"] = urlsplit(server)._replace(path=f"/{name}").geturl()
            _migrate(environment)
            yield environment
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


def _migrate(environment: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=REPOSITORY, env=environment, check=True)


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
