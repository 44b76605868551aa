"""Keeps the migrated, empty SQLite database of the last run, so that the next run need not migrate from nothing.

Its name holds a digest of every migration: after a change of one, the next run begins from nothing again. Used by
``tests/conftest.py``; with PostgreSQL nothing is kept.
"""

import hashlib
import os
import shutil
import sqlite3
import sys
from pathlib import Path

from django.db.migrations.loader import MigrationLoader

__all__ = ["digest_of_migrations", "keep", "lay_out"]


def digest_of_migrations() -> str:
    """A name for the state that all migrations together lead to."""
    digest = hashlib.sha256()
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    for key, migration in sorted(disk.items()):
        source = sys.modules[type(migration).__module__].__file__ or ""
        digest.update(repr(key).encode() + Path(source).read_bytes())
    return digest.hexdigest()[:16]


def lay_out(kept: Path, database: Path) -> bool:
    """Copy the kept database to where this run wants it. Returns whether there was one."""
    if not kept.is_file():
        return False
    shutil.copyfile(kept, database)
    return True


def keep(database: Path, kept: Path) -> None:
    """Keep ``database``, as it is after all migrations. Processes that do so at once each write a whole file."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    for outdated in kept.parent.glob("*.sqlite3"):
        outdated.unlink(missing_ok=True)
    unfinished = kept.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(database) as source, sqlite3.connect(unfinished) as target:
        source.backup(target)
    unfinished.replace(kept)
