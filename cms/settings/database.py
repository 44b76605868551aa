"""The database and the cache.

SQLite runs with a write-ahead log, immediate transactions and a busy timeout: a writer waits for its turn at the
start of its transaction instead of failing in the middle of it.
"""

from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

import dj_database_url

from cms import __version__
from cms.conf import product_settings
from cms.errors import ConfigurationError
from cms.settings.paths import VAR_DIR

SQLITE_OPTIONS = {
    "timeout": 20,  # seconds that a writer waits for the one before it
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
SCHEMES = ("postgres", "postgresql", "sqlite")


def database(url: str, variable: str = "DATABASE_URL") -> dict[str, Any]:
    """Django's database configuration for ``url``; an empty one is SQLite under ``VAR_DIR``.

    Raises ``ConfigurationError`` naming ``variable``. The URL itself is not repeated: it may hold a password.
    """
    if url and url.partition("://")[0] not in SCHEMES:
        raise ConfigurationError(f"{variable} must begin with one of: {', '.join(f'{name}://' for name in SCHEMES)}.")
    if url.startswith("postgres") and find_spec("psycopg") is None:
        raise ConfigurationError(f"{variable} names PostgreSQL, which needs requirements/production.txt installed.")
    try:
        parsed: dict[str, Any] = dict(
            dj_database_url.parse(
                url or f"sqlite:///{VAR_DIR / 'db.sqlite3'}", conn_max_age=600, conn_health_checks=True
            )
        )
    except (ValueError, dj_database_url.ParseError):
        parsed = {}
    if not parsed.get("NAME"):
        raise ConfigurationError(f"{variable} must look like postgres://user:password@host:5432/name.")
    if parsed["ENGINE"] == "django.db.backends.sqlite3":
        parsed["OPTIONS"] = {**SQLITE_OPTIONS, **parsed.get("OPTIONS", {})}
        if not url:
            _make_var_dir()
    return parsed


def cache(url: str) -> dict[str, Any]:
    """Django's cache configuration for ``url``; an empty one is a cache in each process.

    Raises ``ConfigurationError`` naming ``REDIS_URL``.
    """
    if not url:
        return {"BACKEND": "cms.per_request_cache.LocalCache", "OPTIONS": {"MAX_ENTRIES": 10_000}}
    if urlsplit(url).scheme not in ("redis", "rediss", "unix"):
        raise ConfigurationError("REDIS_URL must look like redis://host:6379/0, rediss://... or unix://...")
    if find_spec("redis") is None:
        raise ConfigurationError("REDIS_URL names Redis, which needs requirements/production.txt installed.")
    return {
        "BACKEND": "cms.cache.ForgivingRedisCache",
        "LOCATION": url,
        "KEY_PREFIX": f"digital-skills-cms-{__version__}",  # another version may pickle its objects differently
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }


def _make_var_dir() -> None:
    try:
        VAR_DIR.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"VAR_DIR names {VAR_DIR}, which cannot be made: {error.strerror}.") from None


DATABASES = {"default": database(product_settings().database_url.get_secret_value())}
CACHES: dict[str, dict[str, Any]] = {"default": cache(product_settings().redis_url.get_secret_value())}
