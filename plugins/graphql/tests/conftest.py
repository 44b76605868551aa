"""Fixtures of the plugin's tests: those of the CMS for plugins, and ``ask``, somebody who sends queries."""

import pytest

from asking import Asker

pytest_plugins = ["cms.plugins.testing.fixtures"]


@pytest.fixture
def ask(db: None) -> Asker:
    """An anonymous caller on the default site."""
    return Asker()
