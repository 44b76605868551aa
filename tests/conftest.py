"""Fixtures for the whole suite: where its database, its uploads and its cache live."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import override_settings


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
