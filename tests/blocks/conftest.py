"""Fixtures of the block tests."""

import pytest
from django.test import Client

from tests.factories.people import AdministratorFactory


@pytest.fixture
def admin(client: Client) -> Client:
    """An administrator’s browser."""
    client.force_login(AdministratorFactory())
    return client
