"""What is stored of a page of a missing type, read without its type: for people to look at.

The latest revision holds everything that its editor holds, as JSON. A page without a revision is read from the rows of
the plugin's tables.
"""

import json
from typing import Any, NamedTuple

from django.db import connection
from wagtail.models import Page

from cms.plugins.missing.pages import PageOfMissingType

__all__ = ["StoredValue", "stored_values"]

#: What the screen shows of every page, and what is bookkeeping.
_KNOWN = (
    {"pk"}
    | {field.attname for field in Page._meta.concrete_fields}
    | {field.name for field in Page._meta.concrete_fields}
)


class StoredValue(NamedTuple):
    """A field by the name of its column or key, and its value as text. ``is_long`` texts have lines of their own."""

    name: str
    text: str

    @property
    def is_long(self) -> bool:
        """Whether it is shown as a block of text."""
        return "\n" in self.text or len(self.text) > 200


def stored_values(page: PageOfMissingType) -> list[StoredValue]:
    """The fields of the type that are not empty, the latest draft's if there is one."""
    revision = page.get_latest_revision()
    stored = revision.content if revision is not None else _row(page)
    values = ((name, _text(value)) for name, value in stored.items() if name not in _KNOWN)
    return [StoredValue(name, text) for name, text in values if text]


def _row(page: PageOfMissingType) -> dict[str, Any]:
    """The page's row in the table that Django names after the type; nothing where there is none."""
    content_type = page.cached_content_type
    table = f"{content_type.app_label}_{content_type.model}"
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return {}
        columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        if "page_ptr_id" not in columns:
            return {}
        name = connection.ops.quote_name
        wanted = [column for column in columns if column != "page_ptr_id"]
        if not wanted:
            return {}
        chosen = ", ".join(name(column) for column in wanted)
        cursor.execute(f"SELECT {chosen} FROM {name(table)} WHERE {name('page_ptr_id')} = %s", [page.pk])  # noqa: S608  # names that the database gave
        row = cursor.fetchone()
    return dict(zip(wanted, row, strict=True)) if row else {}


def _text(value: Any) -> str:
    """``value`` for people: JSON, also within a text, is laid out."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            value = json.loads(value)
        except ValueError:
            return value
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, indent=2) if value else ""
    return "" if value is None else str(value)
