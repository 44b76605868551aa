"""The few pages among many that expire, and that are in menus, are found by indexes of ours on Wagtail's table."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.delivery.moments import forget_moments, valid_until
from cms.plugins.testing.client import ApiClient
from tests.factories.sites import default_home

pytestmark = pytest.mark.django_db


def next_expiry() -> None:
    forget_moments()
    valid_until((), 0)


def navigation() -> None:
    ApiClient("v3").json("navigation/")


@pytest.mark.parametrize(
    ("read", "column", "index"),
    [(next_expiry, "expire_at", "pages_expiring"), (navigation, "show_in_menus", "pages_in_menus")],
)
def test_few_pages_are_found_by_an_index(read: Callable[[], None], column: str, index: str) -> None:
    default_home()
    with CaptureQueriesContext(connection) as queries:
        read()
    statements = [each["sql"] for each in queries if f'"{column}"' in each["sql"].partition("WHERE")[2]]

    assert statements
    for statement in statements:
        assert index in plan_of(statement)


def plan_of(statement: str) -> str:
    """How the database carries out ``statement`` where a table holds many rows."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{statement}")
        return str(cursor.fetchall())
