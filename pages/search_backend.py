"""The search backend, named in ``WAGTAILSEARCH_BACKENDS``: Wagtail's for the database, on PostgreSQL with our index."""

from typing import Any

from django.db import connection
from modelsearch.backends import database

__all__ = ["SearchBackend"]


def SearchBackend(params: dict[str, Any]) -> Any:
    """The backend for the default database; Wagtail looks for this name."""
    if connection.vendor == "postgresql":
        from pages.search_postgresql import PostgreSQLBackend  # needs psycopg

        return PostgreSQLBackend(params)
    return database.SearchBackend(params)
