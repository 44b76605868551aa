"""Dates that are known to the day, the month, the middle of a year or the year.

``value`` is the value type, ``span`` puts two of them into words, ``field`` stores one, ``lookups`` asks for
them in queries, ``form`` and ``widget`` edit one, ``comparison`` and ``filter`` show them in the admin, and
``serializer`` serves them. See ``docs/dates.md``.
"""

from pages.dates import comparison, lookups  # noqa: F401 (each registers itself for the field)
from pages.dates.field import PartialDateField
from pages.dates.filter import PartialDateFilter
from pages.dates.form import PartialDateFormField
from pages.dates.serializer import PartialDateData, PartialDateSerializer
from pages.dates.span import ends_before_it_starts, span_label
from pages.dates.value import PartialDate, Precision, as_partial_date
from pages.dates.widget import PartialDateWidget

__all__ = [
    "PartialDate",
    "PartialDateData",
    "PartialDateField",
    "PartialDateFilter",
    "PartialDateFormField",
    "PartialDateSerializer",
    "PartialDateWidget",
    "Precision",
    "as_partial_date",
    "ends_before_it_starts",
    "span_label",
]
