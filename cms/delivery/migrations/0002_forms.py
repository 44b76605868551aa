"""A row for each form of an answer, so that a request reads one content. What was stored is dropped: it is a cache."""

from typing import Any

from django.db import migrations, models


def store_as_it_is(_apps: Any, schema_editor: Any) -> None:
    """Have PostgreSQL not compress again what it is given compressed, nor anything that is read so often."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE delivery_form ALTER COLUMN content SET STORAGE EXTERNAL")


class Migration(migrations.Migration):
    dependencies = [("delivery", "0001_initial")]

    operations = [
        migrations.RunSQL("DELETE FROM delivery_tag", migrations.RunSQL.noop),
        migrations.DeleteModel(name="StoredAnswer"),
        migrations.CreateModel(
            name="StoredAnswer",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("key", models.TextField(verbose_name="key")),
                ("number", models.BigIntegerField(verbose_name="number")),
                ("built_at", models.FloatField(verbose_name="built at")),
                ("size", models.IntegerField(verbose_name="size")),
                ("is_variant", models.BooleanField(verbose_name="is a variant")),
            ],
            options={
                "verbose_name": "stored answer",
                "verbose_name_plural": "stored answers",
                "db_table": "delivery_answer",
                "indexes": [models.Index(fields=["is_variant", "built_at", "size"], name="delivery_answer_age")],
            },
        ),
        migrations.CreateModel(
            name="StoredForm",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("key", models.TextField(verbose_name="key")),
                ("etag", models.CharField(max_length=64, verbose_name="ETag")),
                ("valid_until", models.FloatField(null=True, verbose_name="valid until")),
                ("headers", models.TextField(verbose_name="headers")),
                ("surrogate_key", models.TextField(verbose_name="surrogate key")),
                ("encoding", models.CharField(max_length=8, verbose_name="encoding")),
                ("content", models.BinaryField(verbose_name="content")),
            ],
            options={
                "verbose_name": "form of a stored answer",
                "verbose_name_plural": "forms of stored answers",
                "db_table": "delivery_form",
            },
        ),
        migrations.RunPython(store_as_it_is, migrations.RunPython.noop),
    ]
