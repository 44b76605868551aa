"""A throw-away model with dates, in a registry and a table of its own."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connection, models
from modelcluster.models import ClusterableModel

from pages.dates import PartialDateField

__all__ = ["DatedThing"]


class DatedThing(ClusterableModel):
    starts = PartialDateField(null=True, blank=True, help_text="When it begins.")
    ends = PartialDateField("end of it", null=True, blank=True)

    class Meta:
        app_label = "dates_test"
        # A registry of its own, so that makemigrations never sees it.
        apps = Apps()

    def __str__(self) -> str:
        return str(self.starts)


@pytest.fixture(scope="session")
def _dated_things_table(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    # Outside the transaction of a test: SQLite makes no tables inside one.
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(DatedThing)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(DatedThing)


@pytest.fixture
def things(_dated_things_table: None, db: None) -> models.Manager[DatedThing]:
    return DatedThing._default_manager
