"""A migrated database that processes of their own may use, be killed in, and use again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connections

from tests.migrated_database import lay_out

__all__ = ["REPOSITORY", "own_database"]

REPOSITORY = Path(__file__).resolve().parents[1]


@contextmanager
def own_database(name: str, folder: Path, kept: Path, settings: str = "cms.settings.test") -> Iterator[dict[str, str]]:
    """The environment of a process that works in such a database, away from the test suite's.

    ``folder`` holds it, or what else the process writes. With SQLite it begins as a copy of ``kept``, if there is one.
    """
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONUNBUFFERED": "1",
        "VAR_DIR": str(folder),
    }
    if connections["default"].vendor == "sqlite":
        environment["TEST_DATABASE_URL"] = f"sqlite:///{folder / 'own.sqlite3'}"
        if not lay_out(kept, folder / "own.sqlite3"):
            _migrate(environment)
        yield environment
        return

    import psycopg  # an extra, which only this branch needs

    server = os.environ["TEST_DATABASE_URL"]
    database = f"test_{name}_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {database}")  # type: ignore[arg-type]
        try:
            environment["TEST_DATABASE_URL"] = urlsplit(server)._replace(path=f"/{database}").geturl()
            _migrate(environment)
            yield environment
        finally:
            connection.execute(f"DROP DATABASE {database} WITH (FORCE)")  # type: ignore[arg-type]


def _migrate(environment: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=REPOSITORY, env=environment, check=True)
