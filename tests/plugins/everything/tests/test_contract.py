"""The contract checks of the kit, on this package."""

import pytest
from everything.models import CoursePage

from cms.plugins.testing import (
    assert_block_contract,
    assert_no_missing_migrations,
    assert_nothing_leaks,
    assert_only_public_names,
    assert_page_contract,
)

pytestmark = pytest.mark.django_db


def test_the_block_keeps_its_contract() -> None:
    assert_block_contract("glossary", {"term": "Ünïcode", "meaning": "<p><b>bold</b></p>"})


def test_the_page_type_keeps_its_contract() -> None:
    assert_page_contract(CoursePage)


def test_the_migrations_are_complete() -> None:
    assert_no_missing_migrations("everything")


def test_only_public_names_are_imported() -> None:
    assert_only_public_names("everything")


def test_nothing_leaks() -> None:
    assert_nothing_leaks("everything", "/api/v3/navigation/", "/api/v3/settings/", "/api/v3/pages/")
