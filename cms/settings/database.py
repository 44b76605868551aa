"""The database and the cache.

SQLite runs with a write-ahead log, immediate transactions and a busy timeout: a writer waits for its turn at the
start of
its transaction instead of failing in the middle of it.
"""

from typing import Any

import dj_database_url

from cms.conf import product_settings
from cms.settings.paths import VAR_DIR

SQLITE_OPTIONS = {
    "timeout": 20,  # seconds that a writer waits for the one before it
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def database(url: str) -> dict[str, Any]:
    """Django's database configuration for ``url``; an empty one is SQLite under ``VAR_DIR``."""
    parsed: dict[str, Any] = dict(
        dj_database_url.parse(url or f"sqlite:///{VAR_DIR / 'db.sqlite3'}", conn_max_age=600, conn_health_checks=True)
    )
    if parsed["ENGINE"] == "django.db.backends.sqlite3":
        parsed["OPTIONS"] = {**SQLITE_OPTIONS, **parsed.get("OPTIONS", {})}
        if not url:
            VAR_DIR.mkdir(parents=True, exist_ok=True)
    return parsed


DATABASES = {"default": database(product_settings().database_url)}

CACHES: dict[str, dict[str, Any]] = {
    "default": (
        {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": product_settings().redis_url,
        }
        if product_settings().redis_url
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    ),
}
