"""Reads a form of a stored answer by its number, without Django: each thread has a connection, which only reads.

Called by ``fast_path``. Both ways to read raise ``ReadError`` when the database does not answer.
"""

import sqlite3
import threading
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol
from urllib.parse import quote

from django.db import connections

from cms.delivery.answers import HEAD, Form
from cms.delivery.models import StoredForm
from cms.delivery.wal_index import WalIndex, wal_index_of

__all__ = ["PostgresReader", "ReadError", "Reader", "SqliteReader", "reader_of"]

TABLE = StoredForm._meta.db_table
COLUMNS = ", ".join(Form._fields)
HEAD_COLUMNS = ", ".join(Form._fields[:HEAD])
#: Seconds after a failure to connect in which no thread tries again: a server that is gone can take long to say so.
PAUSE = 1.0
CONNECT_TIMEOUT = 2  # seconds
SQLITE_WAITS = 2.0  # seconds; readers wait only while a log is being recovered


class ReadError(Exception):
    """The database does not answer."""


class Reader(Protocol):
    """Reads a form of a stored answer."""

    def read(self, number: int) -> tuple[Any, ...] | None:
        """The columns of ``Form``, or ``None`` when nothing is stored under ``number``."""

    def read_head(self, number: int) -> tuple[Any, ...] | None:
        """The ``HEAD`` columns of it: the same row without the content, which makes up nearly all of it."""

    def state(self) -> bytes | None:
        """The state of the whole database: where two calls give the same, nothing was committed between them. ``None``
        when this cannot be told for less than a query.
        """


class _ThreadLocalReader:
    """Connects once for each thread, and again after a failure."""

    failures: tuple[type[Exception], ...] = ()
    sql = ""
    head_sql = ""

    def __init__(self, connect: Callable[[], Any]) -> None:
        self._connect = connect
        self._local = threading.local()
        self._failed_at = 0.0

    def read(self, number: int) -> tuple[Any, ...] | None:
        return self._read(self.sql, number)

    def read_head(self, number: int) -> tuple[Any, ...] | None:
        return self._read(self.head_sql, number)

    def state(self) -> bytes | None:
        return None

    def _read(self, sql: str, number: int) -> tuple[Any, ...] | None:
        try:
            try:
                execute = self._local.execute
            except AttributeError:
                execute = self._open()
            return self._row(execute, sql, number)
        except self.failures as error:
            self.close()
            self._failed_at = time.monotonic()
            raise ReadError from error

    def close(self) -> None:
        """Close this thread's connection."""
        connection = self._local.__dict__.pop("connection", None)
        self._local.__dict__.clear()
        if connection is not None:
            connection.close()

    def _open(self) -> Any:
        if time.monotonic() - self._failed_at < PAUSE:
            raise ReadError
        self._local.connection = self._connect()
        self._opened(self._local.connection)
        self._local.execute = self._local.connection.execute
        return self._local.execute

    def _opened(self, connection: Any) -> None:
        """Called with each new connection."""

    def _row(self, execute: Any, sql: str, number: int) -> tuple[Any, ...] | None:
        raise NotImplementedError


class SqliteReader(_ThreadLocalReader):
    """Reads from a SQLite file."""

    failures = (sqlite3.Error,)
    sql = f"SELECT {COLUMNS} FROM {TABLE} WHERE id = ?"  # noqa: S608  # names of our own
    head_sql = f"SELECT {HEAD_COLUMNS} FROM {TABLE} WHERE id = ?"  # noqa: S608  # as above

    def __init__(self, path: str) -> None:
        super().__init__(
            lambda: sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True, isolation_level=None, timeout=SQLITE_WAITS)
        )
        self._path = path

    def state(self) -> bytes | None:
        index: WalIndex | None = getattr(self._local, "index", None)
        return None if index is None else index.state()

    def _opened(self, connection: Any) -> None:
        connection.execute("PRAGMA schema_version").fetchone()  # reads from the file, and so opens its WAL index
        self._local.index = wal_index_of(self._path)

    def _row(self, execute: Any, sql: str, number: int) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = execute(sql, (number,)).fetchone()
        return found


class PostgresReader(_ThreadLocalReader):
    """Reads from PostgreSQL, outside of a transaction, with a prepared statement and values in binary."""

    sql = f"SELECT {COLUMNS} FROM {TABLE} WHERE id = %s"  # noqa: S608  # names of our own
    head_sql = f"SELECT {HEAD_COLUMNS} FROM {TABLE} WHERE id = %s"  # noqa: S608  # as above

    def __init__(self, parameters: dict[str, Any]) -> None:
        psycopg = import_module("psycopg")  # installed with PostgreSQL only
        self.failures = (psycopg.OperationalError, psycopg.InterfaceError)
        super().__init__(
            lambda: psycopg.connect(**{**parameters, "autocommit": True, "connect_timeout": CONNECT_TIMEOUT})
        )

    def _row(self, execute: Any, sql: str, number: int) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = execute(sql, (number,), prepare=True, binary=True).fetchone()
        return found


def reader_of(alias: str = "default") -> Reader:
    """The reader for the database that Django knows as ``alias``."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        return SqliteReader(str(connection.settings_dict["NAME"]))
    parameters = connection.get_connection_params()
    kept = ("host", "port", "user", "password", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey", "options")
    return PostgresReader({name: parameters[name] for name in kept if name in parameters})
