"""Fixtures of the block tests."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.factories.people import AdministratorFactory
from tests.plugins.dummy import plugin
from tests.plugins.installation import installed


@pytest.fixture
def glossary() -> Iterator[None]:
    """The dummy plugin is installed: the bodies of content and program pages offer the block “glossary”."""
    with installed(plugin):
        yield


@pytest.fixture
def admin(client: Client) -> Client:
    """An administrator’s browser."""
    client.force_login(AdministratorFactory())
    return client
