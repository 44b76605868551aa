"""The model field for a date with its precision. Used by page types (``ProgramPage.starts``).

The column holds the period as "first day/last day", an ISO 8601 interval of 21 ASCII characters:
"2018-05-01/2018-08-31". Digits and signs stand at the same places in every row, so a plain text sort
is chronological under any collation, an index serves it, and anyone who reads the table understands it.
Revisions and fixtures hold EDTF ("2018-38").
"""

import datetime
from typing import TYPE_CHECKING, Any

from django.core import checks
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.errors import InvalidPartialDate
from pages.dates.form import PartialDateFormField
from pages.dates.value import PartialDate, as_partial_date

__all__ = ["PartialDateField"]

if TYPE_CHECKING:
    _Field = models.Field[PartialDate | datetime.date | str | None, PartialDate | None]
else:
    _Field = models.Field

_STORED_LENGTH = len("2018-05-01/2018-08-31")


class PartialDateField(_Field):
    """Holds a ``PartialDate`` or None; takes a date or a text that ``PartialDate.parse`` reads as well.

    A text that it cannot read raises ``ValidationError`` where a form or ``full_clean`` asks, and
    ``InvalidPartialDate`` (a ``ValueError``) in queries and on save.
    """

    description = _("Date known to the day, the month, the middle of the year or the year")
    empty_strings_allowed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = _STORED_LENGTH
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "CharField"

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        errors: list[checks.CheckMessage] = super().check(**kwargs)
        if self.blank and not self.null:
            errors.append(
                checks.Error(
                    "A PartialDateField that may be blank must also be null.",
                    hint="An unknown date is stored as NULL: set null=True or blank=False.",
                    obj=self,
                    id="dates.E001",
                )
            )
        return errors

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or value == "":
            return None
        try:
            return as_partial_date(value)
        except InvalidPartialDate as error:
            raise ValidationError(str(error), code="invalid") from error

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        if value is None:
            return None
        try:
            earliest, latest = map(datetime.date.fromisoformat, value.split("/"))
        except ValueError as error:
            raise InvalidPartialDate(
                f"The database holds {value!r} where a first and a last day should stand."
            ) from error
        return PartialDate(earliest, latest)

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        if value is None or value == "":
            return None
        date = as_partial_date(value)
        return f"{date.earliest.isoformat()}/{date.latest.isoformat()}"

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if hasattr(value, "resolve_expression"):
            return value
        # The object that was saved then reads like the one that will be loaded, whatever was assigned.
        date = None if value is None or value == "" else as_partial_date(value)
        setattr(model_instance, self.attname, date)
        return date

    def value_to_string(self, obj: models.Model) -> str:
        date = self.to_python(self.value_from_object(obj))
        return "" if date is None else date.edtf

    def get_searchable_content(self, value: Any) -> str | None:
        """What a search index keeps for filtering: the sortable text of the column."""
        stored: str | None = self.get_prep_value(value)
        return stored

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})
