"""Without Redis the site is slower, not down; with it, the cache is the cache."""

import logging
import socket
import time
from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings
from wagtail.models import Site

from cms import __version__
from cms.cache import SECONDS_BETWEEN_ATTEMPTS, ForgivingRedisCache
from cms.conf import product_settings
from cms.settings.database import cache
from tests.factories.media import ImageFactory
from tests.factories.pages import ContentPageFactory


@pytest.fixture
def _no_failure_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ForgivingRedisCache, "_retry_at", {})


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port that is bound but does not listen: connections are refused at once, and nobody else can take it."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


@pytest.fixture
def dead(closed_port: int, _no_failure_remembered: None) -> ForgivingRedisCache:
    """The product's cache on a server that does not answer."""
    configuration = cache(f"redis://127.0.0.1:{closed_port}")
    return ForgivingRedisCache(configuration["LOCATION"], configuration)


@pytest.fixture
def alive(_no_failure_remembered: None) -> Iterator[ForgivingRedisCache]:
    """The product's cache on a real server."""
    url = product_settings().test_redis_url.get_secret_value()
    if not url:
        pytest.skip("TEST_REDIS_URL names no Redis")
    configuration = cache(url) | {"KEY_PREFIX": f"test-{time.monotonic_ns()}"}
    redis = ForgivingRedisCache(url, configuration)
    yield redis
    redis.delete_many(["a", "b", "n"])


def test_a_dead_server_is_an_empty_cache(dead: ForgivingRedisCache) -> None:
    assert dead.get("a", "default") == "default"
    dead.set("a", 1)
    assert dead.add("a", 1) is True
    assert dead.get_many(["a", "b"]) == {}
    assert dead.set_many({"a": 1, "b": 2}) == []
    assert dead.delete("a") is False
    dead.delete_many(["a", "b"])
    assert dead.touch("a") is False
    assert "a" not in dead
    assert dead.get_or_set("a", lambda: 7) == 7
    dead.clear()
    with pytest.raises(ValueError, match="a"):  # as for any key that is not there
        dead.incr("a")


def test_a_dead_server_is_left_alone_for_a_while(dead: ForgivingRedisCache, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="cms.cache"):
        for _ in range(100):
            dead.get("a")
    assert [record.getMessage() for record in caplog.records] == [
        "Redis does not answer (ConnectionError). Going on without a cache."
    ]
    assert dead.may_try() is False


def test_it_is_tried_again_later(dead: ForgivingRedisCache, monkeypatch: pytest.MonkeyPatch) -> None:
    dead.get("a")
    later = time.monotonic() + SECONDS_BETWEEN_ATTEMPTS
    monkeypatch.setattr("cms.cache.time.monotonic", lambda: later + 1)
    assert dead.may_try() is True


@pytest.mark.django_db
@pytest.mark.usefixtures("_no_failure_remembered")
def test_pages_and_the_api_answer_without_redis(settings: Settings, closed_port: int, client: Client) -> None:
    settings.CACHES = {"default": cache(f"redis://127.0.0.1:{closed_port}")}
    assert isinstance(caches["default"], ForgivingRedisCache)
    page = ContentPageFactory(title="With a picture", social_image=ImageFactory())
    for path in ("/", f"/{page.slug}/", "/api/v2/pages/", "/api/v3/pages/", "/admin/login/"):
        assert client.get(path).status_code == 200, path
    site = Site.objects.get(is_default_site=True)
    site.site_name = "Saved without a cache"
    site.save()
    assert ForgivingRedisCache._retry_at, "nothing asked the cache: this test shows nothing"


def test_a_live_server_keeps_values(alive: ForgivingRedisCache) -> None:
    alive.set("a", {"any": "object"})
    alive.set_many({"b": 2, "n": 1})
    assert alive.get("a") == {"any": "object"}
    assert alive.get_many(["b", "n"]) == {"b": 2, "n": 1}
    assert alive.incr("n") == 2
    assert alive.add("a", 1) is False
    assert alive.delete("a") is True
    assert alive.get("a") is None


def test_values_of_another_version_are_not_read() -> None:
    assert __version__ in cache("redis://host")["KEY_PREFIX"]
