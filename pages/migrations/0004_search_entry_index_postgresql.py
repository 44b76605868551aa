"""The index by which PostgreSQL finds the search entries that are new.

Each indexing looks for them among all entries. With 100,000 pages that is a quarter of a publish.
"""

from django.db import migrations

INDEX = "pages_search_title_norm"


def add_index(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f'CREATE INDEX IF NOT EXISTS "{INDEX}" ON "wagtailsearch_indexentry" ("title_norm")')


def remove_index(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f'DROP INDEX IF EXISTS "{INDEX}"')


class Migration(migrations.Migration):
    dependencies = [("pages", "0003_search_entry_indexes")]

    operations = [migrations.RunPython(add_index, remove_index)]
