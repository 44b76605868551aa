"""Registers the built-in checks, through the hook that every plugin uses."""

from collections.abc import Iterable

from cms.health.checks import check_cache, check_database, check_migrations
from cms.hookspecs import HealthCheck, hookimpl

__all__ = ["health_checks"]


@hookimpl
def health_checks() -> Iterable[HealthCheck]:
    """Database, migrations, cache."""
    yield HealthCheck("database", check_database)
    yield HealthCheck("migrations", check_migrations)
    yield HealthCheck("cache", check_cache)
