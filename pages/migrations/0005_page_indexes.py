"""Indexes on Wagtail's table of pages, of the few among many that expire and that are in menus.

After every change the first answer that is rendered asks which page expires next (``cms.delivery.moments``), and the
navigation is built anew. Without indexes either reads every page: with 100,000 on PostgreSQL 30 and 20 ms.
"""

from django.db import migrations

TABLE = "wagtailcore_page"
INDEXES = {"pages_expiring": "(expire_at) WHERE expire_at IS NOT NULL", "pages_in_menus": "(path) WHERE show_in_menus"}


def add_indexes(_apps, schema_editor):
    for name, definition in INDEXES.items():
        schema_editor.execute(f'CREATE INDEX IF NOT EXISTS "{name}" ON "{TABLE}" {definition}')


def remove_indexes(_apps, schema_editor):
    for name in INDEXES:
        schema_editor.execute(f'DROP INDEX IF EXISTS "{name}"')


class Migration(migrations.Migration):
    dependencies = [("pages", "0004_search_entry_index_postgresql")]

    operations = [migrations.RunPython(add_indexes, remove_indexes)]
