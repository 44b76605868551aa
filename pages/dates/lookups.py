"""How a ``PartialDateField`` is queried: range lookups, and the ``earliest`` and ``latest`` transforms.

Registered on the field when this module is imported, which ``pages.dates`` does.

Sorting needs a total order, a question about time does not: ``starts__gte="2018"`` means "starts in
2018 or later" and so finds 1 January 2018, and ``starts__lte="2018"`` means "starts in 2018 or before" and
finds mid-2018. A row is counted by its first day; the bound by its first day for ``gte`` and ``lt``, by its
last for ``lte`` and ``gt``. When the other end of a row matters, name it: ``ends__latest__gte=today``.
"""

from typing import Any

from django.db import models
from django.db.models import lookups

from pages.dates.field import PartialDateField
from pages.dates.value import as_partial_date

__all__ = ["Earliest", "Latest"]

# What is stored is "<first day>/<last day>". The bare day sorts before every row that begins on it, and
# the day with the last possible end after them all.
_AFTER_ALL_ENDS = "/9999-12-31"


def _before_all_of(value: object) -> str:
    return as_partial_date(value).earliest.isoformat()


def _after_all_of(value: object) -> str:
    return as_partial_date(value).latest.isoformat() + _AFTER_ALL_ENDS


def _is_expression(value: object) -> bool:
    return hasattr(value, "resolve_expression")


@PartialDateField.register_lookup
class StartsWithinOrAfter(lookups.GreaterThanOrEqual):
    def get_prep_lookup(self) -> Any:
        return self.rhs if _is_expression(self.rhs) else _before_all_of(self.rhs)


@PartialDateField.register_lookup
class StartsBefore(lookups.LessThan):
    def get_prep_lookup(self) -> Any:
        return self.rhs if _is_expression(self.rhs) else _before_all_of(self.rhs)


@PartialDateField.register_lookup
class StartsWithinOrBefore(lookups.LessThanOrEqual):
    def get_prep_lookup(self) -> Any:
        return self.rhs if _is_expression(self.rhs) else _after_all_of(self.rhs)


@PartialDateField.register_lookup
class StartsAfter(lookups.GreaterThan):
    def get_prep_lookup(self) -> Any:
        return self.rhs if _is_expression(self.rhs) else _after_all_of(self.rhs)


@PartialDateField.register_lookup
class StartsBetween(lookups.Range):
    """Both bounds included: ``starts__range=("2018", "2019")``."""

    def get_prep_lookup(self) -> Any:
        first, last = self.rhs
        return [
            first if _is_expression(first) else _before_all_of(first),
            last if _is_expression(last) else _after_all_of(last),
        ]


class _StoredDay(models.Transform):
    """A day cut out of the stored text, as a date of the database's own."""

    output_field = models.DateField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra_context: Any) -> Any:
        # SQLite keeps dates as text; PostgreSQL does not compare one with the other.
        template = f"CAST({self.template} AS date)"
        return self.as_sql(compiler, connection, template=template, **extra_context)


@PartialDateField.register_lookup
class Earliest(_StoredDay):
    """``starts__earliest__lte=today``, ``starts__earliest__year=2018``."""

    lookup_name = "earliest"
    template = "SUBSTR(%(expressions)s, 1, 10)"


@PartialDateField.register_lookup
class Latest(_StoredDay):
    """``ends__latest__gte=today``, ``order_by("ends__latest")``."""

    lookup_name = "latest"
    template = "SUBSTR(%(expressions)s, 12, 10)"
