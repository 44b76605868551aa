"""What every plugin is held to."""

import pytest

from $module.models import ${Name}Page
from cms.plugins.testing import (
    assert_block_contract,
    assert_no_missing_migrations,
    assert_nothing_leaks,
    assert_only_public_names,
    assert_page_contract,
)

pytestmark = pytest.mark.django_db


def test_the_block_keeps_its_contract() -> None:
    assert_block_contract("$name", {"term": "Ünïcode", "text": "<p><b>bold</b></p>"})


def test_the_page_type_keeps_its_contract() -> None:
    assert_page_contract(${Name}Page)


def test_the_migrations_are_complete() -> None:
    assert_no_missing_migrations("$name")


def test_nothing_leaks() -> None:
    assert_nothing_leaks("$name")


def test_only_public_names_are_imported() -> None:
    assert_only_public_names("$name")
