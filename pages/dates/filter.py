"""The filter of an admin listing by a date with its precision: "2018" finds all that falls into 2018.

Used in a filter set: ``starts = PartialDateFilter()``, or through ``Meta.filter_overrides``.
"""

from typing import Any

from django.db.models import QuerySet
from django_filters import Filter

from pages.dates.form import PartialDateFormField
from pages.dates.value import PartialDate

__all__ = ["PartialDateFilter"]


class PartialDateFilter(Filter):
    """Keeps the rows whose date begins within the period that was asked for."""

    field_class = PartialDateFormField

    def filter(self, qs: QuerySet[Any], value: PartialDate | None) -> QuerySet[Any]:
        if value is None:
            return qs
        return qs.filter(**{f"{self.field_name}__range": (value, value)})
