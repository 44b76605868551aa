"""Fixtures of the store's tests: it is on, and requests go through the fast path to Django, as granian sends them."""

from collections.abc import Iterator
from typing import Any

import pytest
import pytest_django
from django.core.handlers.wsgi import WSGIHandler

from cms.delivery.fast_path import FastPath
from cms.delivery.kinds import forget_kinds
from cms.delivery.moments import forget_moments
from cms.delivery.readers import reader_of
from cms.handlers import UnicodeWSGIHandler, own_handler
from tests.cms.delivery.server import Server
from tests.factories.sites import default_home


@pytest.fixture
def server(transactional_db: None, settings: pytest_django.Settings) -> Iterator[Server]:
    """The installation as granian runs it, with an empty store."""
    settings.DELIVERY_STORE = True
    forget_kinds()
    forget_moments()
    own_handler.cache_clear()  # it knows the settings that it was made with
    default_home()
    handler: WSGIHandler = UnicodeWSGIHandler()
    reader: Any = reader_of()
    yield Server(FastPath(handler, reader))
    reader.close()
    own_handler.cache_clear()
