"""Fixtures for the whole suite: where its database, its uploads and its cache live."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from cms.plugins.testing.fixtures import _own_cache, _own_requests, _own_uploads
from tests.migrated_database import digest_of_migrations, keep, lay_out
from tests.plugins.dummy import plugin
from tests.plugins.installation import installed

__all__ = ["_own_cache", "_own_requests", "_own_uploads"]  # fixtures of the kit

collect_ignore = ["plugins/everything"]  # a package whose tests run by themselves: make plugins


def pytest_addoption(parser: pytest.Parser) -> None:
    """How long the tests search that send requests at random; ``make fuzz`` sets them."""
    parser.addoption("--fuzz-requests", default="2400", help="malformed requests of our own to send")
    parser.addoption("--fuzz-examples", default="3", help="examples that schemathesis makes for each operation")
    parser.addoption("--tree-operations", default="150", help="concurrent changes of the page tree")
    parser.addoption("--stale-steps", default="25", help="random edits after each of which the store is compared")
    parser.addoption("--kills", default="10", help="how many workers are killed in the middle of a request")
    parser.addoption("--granian-kills", default="2", help="how many of granian's workers are killed likewise")
    parser.addoption("--fuzz-seed", default="0", help="the seed that both begin from")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests marked ``long``, lest one process runs on alone for minutes when the others are done.

    None of them may empty the test database: what needs it comes after them.
    """
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep a SQLite test database in this run's temporary folder, where parallel runs cannot meet."""
    default = connections["default"].settings_dict
    if _is_sqlite():
        default["TEST"]["NAME"] = tmp_path_factory.mktemp("database") / "test.sqlite3"


@pytest.fixture(scope="session")
def kept_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the migrated database of an earlier run is kept; nowhere without pytest's cache."""
    cache_folder = getattr(request.config, "cache", None)
    folder = cache_folder.mkdir("database") if cache_folder else tmp_path_factory.mktemp("kept")
    return Path(folder) / f"{digest_of_migrations()}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None, kept_database: Path) -> bool:
    """Begin with the database of an earlier run, if the migrations are the same."""
    return _is_sqlite() and lay_out(kept_database, connections["default"].settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_keepdb: bool, kept_database: Path) -> None:
    """Keep the database for later runs, before any test has changed it."""
    if _is_sqlite() and not django_db_keepdb:
        keep(connections["default"].settings_dict["TEST"]["NAME"], kept_database)


@pytest.fixture
def glossary() -> Iterator[None]:
    """The dummy plugin is installed: the bodies of content and program pages offer the block “glossary”."""
    with installed(plugin):
        yield


def _is_sqlite() -> bool:
    return connections["default"].settings_dict["ENGINE"] == "django.db.backends.sqlite3"
