"""The built-in checks: each returns when something works, and raises when it does not."""

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

__all__ = ["check_cache", "check_database", "check_migrations"]

KEY = "cms.health"


def check_database() -> None:
    """The database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_migrations() -> None:
    """Every migration of this code is applied."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RuntimeError("migrations are missing")


def check_cache() -> None:
    """The cache keeps a value. One that is gone costs speed, never correctness, but somebody should know."""
    cache.set(KEY, "kept", timeout=10)
    if cache.get(KEY) != "kept":
        raise RuntimeError("the cache does not keep a value")
