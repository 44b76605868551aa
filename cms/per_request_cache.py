"""What Wagtail keeps in the cache and what must be exact: kept for one request, and never beyond it.

Wagtail keeps the roots of all sites for an hour, and clears that before the change is committed, in one process where
there is no Redis: addresses made from it could be those of a site that is no more. Both caches that ``CACHES`` can name
leave the entry out, so that it is read from the database at least once for each request. Opened by
``cms.steady_reads`` around each reading of a request, and by ``cms.transactions`` once a writer has its turn.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache

__all__ = ["EXACT", "KeepsExactForOneRequest", "LocalCache", "kept_for_one_request"]

#: The keys, by Wagtail's name (``SITE_ROOT_PATHS_CACHE_KEY``): a cache is made before models can be imported.
EXACT = frozenset({"wagtail_site_root_paths"})

_kept: ContextVar[dict[str, Any] | None] = ContextVar("kept_for_one_request", default=None)


@contextmanager
def kept_for_one_request() -> Iterator[None]:
    """Keep exact entries within this block of code, beginning with none. Outside of one, nothing of them is kept."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


class KeepsExactForOneRequest(BaseCache):
    """Mixed into a cache of Django's, before it."""

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """As any cache; of what is exact, what this request has kept."""
        return (_kept.get() or {}).get(key, default) if key in EXACT else super().get(key, default, version)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """As any cache; what is exact is kept for this request."""
        if key not in EXACT:
            super().set(key, value, timeout, version)
        elif (kept := _kept.get()) is not None:
            kept[key] = value

    def delete(self, key: Any, version: int | None = None) -> bool:
        """As any cache."""
        if key in EXACT:
            return (_kept.get() or {}).pop(key, None) is not None
        return super().delete(key, version)


class LocalCache(KeepsExactForOneRequest, LocMemCache):
    """Django's cache in the memory of the process."""
