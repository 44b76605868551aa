"""Fixtures for the tests of a plugin. A ``conftest.py`` names this module: ``pytest_plugins = [...]``.

``site``, ``world``: content; ``api``: a caller of each version; ``make_token``: API tokens; ``administrator`` and
``admin``: somebody who is signed in. The database and the uploads are in pytest's temporary folder.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connections
from django.test import Client, override_settings
from wagtail.models import Site

from cms.api.scopes import Scope
from cms.api.tokens import create_token
from cms.media.tasks import abandon_request
from cms.plugins.testing.client import ApiClient
from cms.plugins.testing.world import World, default_site, make_world


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep a SQLite test database in this run's temporary folder, where parallel runs cannot meet."""
    default = connections["default"].settings_dict
    if default["ENGINE"] == "django.db.backends.sqlite3":
        default["TEST"]["NAME"] = tmp_path_factory.mktemp("database") / "test.sqlite3"


@pytest.fixture(scope="session", autouse=True)
def _own_uploads(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep uploads in this run's temporary folder, also those of fixtures that serve a whole module."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(autouse=True)
def _own_cache() -> Iterator[None]:
    """Nothing cached by one test is seen by another."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _own_requests() -> Iterator[None]:
    """A request whose response a test did not close is over with the test."""
    yield
    abandon_request()


@pytest.fixture
def site(db: None) -> Site:
    """The default site, with its home page."""
    return default_site()


@pytest.fixture
def world(db: None) -> World:
    """The default site with a section, a private section and another site."""
    return make_world()


@pytest.fixture
def api(db: None) -> Callable[..., ApiClient]:
    """Makes callers: ``api("v3").json("pages/")``; ``api("v3", Authorization=f"Bearer {token}")`` has a token."""

    def caller(version: str = "v3", **headers: str) -> ApiClient:
        return ApiClient(version, **headers)

    return caller


@pytest.fixture
def administrator(db: None) -> Any:
    """Somebody who may do everything."""
    model = get_user_model()
    return model._default_manager.create_superuser(**{model.USERNAME_FIELD: "administrator", "password": "a password"})


@pytest.fixture
def admin(administrator: Any) -> Client:
    """A browser in which the administrator is signed in."""
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def make_token(administrator: Any) -> Callable[..., str]:
    """Makes API tokens of the administrator: ``make_token("read_drafts")`` has that scope."""

    def token(*scopes: str) -> str:
        _token, plaintext = create_token(administrator, "test", [Scope(scope) for scope in scopes])
        return plaintext

    return token
