"""SQLite is set up for several writers, PostgreSQL by its URL, and a wrong URL is refused without repeating it."""

from pathlib import Path

import pytest
from django.db import connection

from cms.errors import ConfigurationError
from cms.settings.database import cache, database
from tests.programs import python

WRITERS = 4
TURNS = 25


def sqlite_program(path: Path, body: str) -> str:
    """A program that runs ``body`` with Django on a SQLite file, configured as the product configures it."""
    return f"""
from django.conf import settings
from cms.settings.database import database
settings.configure(DATABASES={{"default": database("sqlite:///{path}")}})
import django
django.setup()
from django.db import connection, transaction
{body}
"""


def test_sqlite_really_runs_with_its_write_ahead_log_and_a_busy_timeout(tmp_path: Path) -> None:
    body = """
with connection.cursor() as cursor:
    for pragma in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys"):
        print(cursor.execute(f"PRAGMA {pragma}").fetchone()[0])
"""
    shown = python(sqlite_program(tmp_path / "db.sqlite3", body))
    assert shown.stdout.split() == ["wal", "2", "20000", "1"], shown.stderr


def test_four_writers_at_once_all_succeed_and_lose_no_update(tmp_path: Path) -> None:
    # Each turn reads before it writes. With deferred transactions such writers fail, "database is locked", whatever
    # the timeout; with immediate ones they take turns.
    body = f"""
from concurrent.futures import ThreadPoolExecutor
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE counter (n INTEGER)")
    cursor.execute("INSERT INTO counter VALUES (0)")
def write(_):
    for _turn in range({TURNS}):
        with transaction.atomic(), connection.cursor() as cursor:
            n = cursor.execute("SELECT n FROM counter").fetchone()[0]
            cursor.execute("UPDATE counter SET n = %s", [n + 1])
with ThreadPoolExecutor({WRITERS}) as pool:
    list(pool.map(write, range({WRITERS})))
with connection.cursor() as cursor:
    print(cursor.execute("SELECT n FROM counter").fetchone()[0])
"""
    shown = python(sqlite_program(tmp_path / "db.sqlite3", body))
    assert shown.stdout.strip() == str(WRITERS * TURNS), shown.stderr


@pytest.mark.django_db
def test_the_suite_itself_runs_on_the_same_kind_of_database() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the suite runs on PostgreSQL this time")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.transaction_mode == "IMMEDIATE"


def test_a_postgres_url_gives_every_part_of_the_connection() -> None:
    parsed = database("postgres://cms:p%40ss@db.example.org:6543/skills?sslmode=require")
    assert parsed["ENGINE"] == "django.db.backends.postgresql"
    assert (parsed["USER"], parsed["PASSWORD"], parsed["HOST"]) == ("cms", "p@ss", "db.example.org")
    assert (parsed["PORT"], parsed["NAME"], parsed["OPTIONS"]) == (6543, "skills", {"sslmode": "require"})
    assert parsed["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize(
    "url",
    [
        "mysql://user:hunter2@host/name",
        "user:hunter2@host",
        "postgres://",
        "postgres://user:hunter2@host",
        "postgres://user:hunter2@host:port/name",
        "postgres://user:hunter2@[host/name",
    ],
)
def test_a_wrong_database_url_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^DATABASE_URL must ") as refusal:
        database(url)
    assert "hunter2" not in str(refusal.value)


def test_an_error_names_the_variable_that_the_url_came_from() -> None:
    with pytest.raises(ConfigurationError, match=r"^TEST_DATABASE_URL must "):
        database("oracle://host/name", "TEST_DATABASE_URL")


@pytest.mark.parametrize("url", ["localhost:6379", "http://localhost"])
def test_a_wrong_redis_url_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^REDIS_URL must "):
        cache(url)


@pytest.mark.parametrize(
    ("variable", "value", "module"),
    [
        ("DATABASE_URL", "postgres://host/name", "psycopg"),
        ("REDIS_URL", "redis://host", "redis"),
        ("S3_BUCKET", "uploads", "storages"),
    ],
)
def test_a_package_that_is_not_installed_is_named_by_the_list_that_has_it(
    variable: str, value: str, module: str
) -> None:
    ended = python(f"import sys; sys.modules[{module!r}] = None; import cms.settings.development", **{variable: value})
    assert ended.returncode == 1
    assert f"ConfigurationError: {variable} names" in ended.stderr
    assert "requirements/production.txt" in ended.stderr
