"""Indexes on Wagtail's table of search entries, for SQLite.

Each indexing reads the average length of all titles, and looks for the entries that are new. SQLite keeps a title behind
the text of its page, and reads both: with 100,000 pages that takes ten times as long as the rest of a publish.
PostgreSQL has an index of its own (``0004``).
"""

from django.db import migrations

TABLE = "wagtailsearch_indexentry"
INDEXES = {"pages_search_title": "title", "pages_search_title_norm": "title_norm"}


def add_indexes(_apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name, column in INDEXES.items():
            schema_editor.execute(f'CREATE INDEX IF NOT EXISTS "{name}" ON "{TABLE}" ("{column}")')


def remove_indexes(_apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in INDEXES:
            schema_editor.execute(f'DROP INDEX IF EXISTS "{name}"')


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0002_form_submissions"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(add_indexes, remove_indexes)]
