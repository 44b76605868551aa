"""What the author of a plugin tests with: contract checks, and fixtures for pytest in ``fixtures``.

::

    # conftest.py
    pytest_plugins = ["cms.plugins.testing.fixtures"]

    # test_contract.py
    def test_the_block_keeps_its_contract(site):
        assert_block_contract("glossary")

Each check raises ``AssertionError`` and says what is wrong and what to do. ``manage.py plugins check NAME`` carries out
all of them. They need what the CMS is developed with (``requirements/dev.txt``). This room drives the whole house from
outside, so it alone of ``cms.plugins`` imports from everywhere.
"""

from cms.plugins.testing.blocks import assert_block_contract
from cms.plugins.testing.leaks import assert_nothing_leaks
from cms.plugins.testing.migrations import assert_no_missing_migrations
from cms.plugins.testing.names import assert_only_public_names
from cms.plugins.testing.pages import assert_page_contract

__all__ = [
    "assert_block_contract",
    "assert_no_missing_migrations",
    "assert_nothing_leaks",
    "assert_only_public_names",
    "assert_page_contract",
]
