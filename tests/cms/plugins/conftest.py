"""For the tests of plugins: types that a test makes up are gone with it."""

from collections.abc import Iterator

import pytest
from django.contrib.contenttypes.models import ContentType


@pytest.fixture(autouse=True)
def _own_content_types() -> Iterator[None]:
    """Django remembers content types by key in each process, also those of a transaction that was rolled back."""
    ContentType.objects.clear_cache()
    yield
    ContentType.objects.clear_cache()
