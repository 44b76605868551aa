"""Frontends for the time of a test: ``with frontends({"localhost": "https://www.example.org"}):``."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unittest.mock import patch

from cms.conf import product_settings

__all__ = ["frontends"]


@contextmanager
def frontends(addresses: Mapping[str, str]) -> Iterator[None]:
    """Set ``FRONTEND_URLS`` as the environment does."""
    with patch.dict(os.environ, FRONTEND_URLS=json.dumps(addresses)):
        product_settings.cache_clear()
        try:
            product_settings()
            yield
        finally:
            product_settings.cache_clear()
