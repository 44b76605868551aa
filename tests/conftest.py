"""Fixtures for the whole suite: where its database, its uploads and its cache live."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_django
from django.core.cache import cache
from django.db import connections


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep a SQLite test database in this run's temporary folder, where parallel runs cannot meet."""
    default = connections["default"].settings_dict
    if default["ENGINE"] == "django.db.backends.sqlite3":
        default["TEST"]["NAME"] = tmp_path_factory.mktemp("database") / "test.sqlite3"


@pytest.fixture(scope="session")
def _media_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def _own_uploads_and_cache(settings: pytest_django.Settings, _media_root: Path) -> Iterator[None]:
    """Uploads go into this run's temporary folder; nothing cached by one test is seen by another."""
    settings.MEDIA_ROOT = _media_root
    cache.clear()
    yield
    cache.clear()
