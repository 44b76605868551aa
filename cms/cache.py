"""A Redis cache that the site survives: without Redis it is slower, not down.

Wagtail asks the cache for renditions on nearly every request, and Django's own Redis
backend answers an unreachable server with an exception. Named in ``CACHES`` by ``cms.settings.database``.
"""

import logging
import time
from collections.abc import Callable
from typing import Any, ClassVar

from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from cms.per_request_cache import KeepsExactForOneRequest

__all__ = ["ForgivingRedisCache"]

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_ATTEMPTS = 5


def _forgiving(operation: str) -> Callable[..., Any]:
    """``operation`` of Django's Redis cache, or what an empty cache answers while Redis does not."""
    ask_redis = getattr(RedisCache, operation)
    ask_nobody = getattr(DummyCache, operation)

    def forgiving(self: "_ForgivingRedisCache", *args: Any, **kwargs: Any) -> Any:
        if self.may_try():
            try:
                return ask_redis(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                self.note_failure(error)
        return ask_nobody(self.empty, *args, **kwargs)

    return forgiving


class _ForgivingRedisCache(RedisCache):
    """Django's Redis cache, which answers like an empty cache while the server does not answer.

    After a failure the process leaves the server alone for ``SECONDS_BETWEEN_ATTEMPTS``, so that requests do not each
    wait for a timeout. What was to be deleted meanwhile stays in Redis until it expires: nothing that must be exact
    may depend on this cache.
    """

    # By server; Django makes a cache object for each thread.
    _retry_at: ClassVar[dict[str, float]] = {}

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._server = server
        self.empty = DummyCache("", params)

    def may_try(self) -> bool:
        """Whether the server's last failure is long enough ago."""
        return time.monotonic() >= self._retry_at.get(self._server, 0)

    def note_failure(self, error: Exception) -> None:
        """Leave the server alone for a while."""
        logger.warning("Redis does not answer (%s). Going on without a cache.", type(error).__name__)
        self._retry_at[self._server] = time.monotonic() + SECONDS_BETWEEN_ATTEMPTS

    add = _forgiving("add")
    get = _forgiving("get")
    set = _forgiving("set")
    touch = _forgiving("touch")
    delete = _forgiving("delete")
    get_many = _forgiving("get_many")
    set_many = _forgiving("set_many")
    delete_many = _forgiving("delete_many")
    has_key = _forgiving("has_key")
    incr = _forgiving("incr")
    clear = _forgiving("clear")


class ForgivingRedisCache(KeepsExactForOneRequest, _ForgivingRedisCache):
    """As above, but for what must be exact: Redis is not asked for it."""
