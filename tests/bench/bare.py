"""A bare WSGI function that answers with one row, read by its primary key: the baseline of the fast path.

``BENCH_BARE`` names the database: the path of a SQLite file, or the address of a PostgreSQL server. No framework is
loaded and nothing is decided; what the product adds on top is what the comparison shows.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable
from typing import Any

import psycopg

__all__ = ["application", "fill"]

PLACE = os.environ.get("BENCH_BARE", "")
TABLE = "bench_answer"
IS_POSTGRES = PLACE.startswith("postgres")

_local = threading.local()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer ``/7`` with row 7."""
    try:
        execute = _local.execute
    except AttributeError:
        execute = _local.execute = _connect(PLACE).execute
    key = int(environ["PATH_INFO"][1:])
    if IS_POSTGRES:
        row = execute(f"SELECT content FROM {TABLE} WHERE id = %s", (key,), prepare=True, binary=True).fetchone()
    else:
        row = execute(f"SELECT content FROM {TABLE} WHERE id = ?", (key,)).fetchone()
    headers = [("Content-Type", "application/json; charset=utf-8"), ("Content-Length", str(len(row[0])))]
    start_response("200 OK", headers)
    return [row[0]]


def fill(place: str, contents: Iterable[bytes]) -> None:
    """Put ``contents`` into the table at ``place``, numbered from 0."""
    is_postgres = place.startswith("postgres")
    mark, kind = ("%s", "BYTEA") if is_postgres else ("?", "BLOB")
    connection = _connect(place)
    connection.execute(f"DROP TABLE IF EXISTS {TABLE}")
    connection.execute(f"CREATE TABLE {TABLE} (id INTEGER PRIMARY KEY, content {kind} NOT NULL)")
    connection.cursor().executemany(f"INSERT INTO {TABLE} VALUES ({mark}, {mark})", enumerate(contents))
    connection.close()


def _connect(place: str) -> Any:
    if place.startswith("postgres"):
        return psycopg.connect(place, autocommit=True)
    connection = sqlite3.connect(place, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    return connection
