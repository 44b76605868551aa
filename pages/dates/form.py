"""The form field for a date with its precision: what was filled in decides how precise the date is.

Made by ``PartialDateField.formfield``. Every message says which box to change and how.
"""

import re
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.errors import InvalidPartialDate
from pages.dates.value import PartialDate
from pages.dates.widget import MID_YEAR, PartialDateWidget, month_choices

__all__ = ["PartialDateFormField"]

_DAY = re.compile(r"[0-9]{1,2}")
_YEAR = re.compile(r"[0-9]{4}")


class PartialDateFormField(forms.MultiValueField):
    """Cleans [day, month, year] to a ``PartialDate`` or None."""

    widget = PartialDateWidget

    default_error_messages = {
        "required": _("Enter a date. The year alone is enough."),
        "no_year": _("Enter the year, with four digits."),
        "year_digits": _("Enter the year with four digits, for example 2018."),
        "day_digits": _("Enter the day as a number, for example 15."),
        "day_without_month": _("Enter a month, because a day is given, or leave the day empty."),
        "day_in_mid_year": _("Leave the day empty: the middle of a year has no day."),
    }

    def __init__(self, **kwargs: Any) -> None:
        # The year is a must for the parts together, not for the field: all three may stay empty.
        year = forms.CharField(error_messages={"incomplete": self.default_error_messages["no_year"]})
        parts = (
            forms.CharField(required=False),
            forms.ChoiceField(required=False, choices=month_choices),
            year,
        )
        super().__init__(parts, require_all_fields=False, **kwargs)

    def get_bound_field(self, form: Any, field_name: str) -> Any:
        bound = super().get_bound_field(form, field_name)
        self.widget.legend = bound.label
        return bound

    def compress(self, data_list: list[str]) -> PartialDate | None:
        if not data_list:
            return None
        day, month, year = data_list
        if not _YEAR.fullmatch(year):
            raise self._error("year_digits")
        if day and not _DAY.fullmatch(day):
            raise self._error("day_digits")
        if day and not month:
            raise self._error("day_without_month")
        if day and month == MID_YEAR:
            raise self._error("day_in_mid_year")
        try:
            if not month:
                return PartialDate.of_year(int(year))
            if month == MID_YEAR:
                return PartialDate.of_mid_year(int(year))
            if not day:
                return PartialDate.of_month(int(year), int(month))
            return PartialDate.of_day(int(year), int(month), int(day))
        except InvalidPartialDate as error:
            raise ValidationError(str(error), code="invalid") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        widget = cast(PartialDateWidget, self.widget)
        before = initial if isinstance(initial, list) else widget.decompress(initial)
        after = ["" if part is None else part for part in data] if data else ["", "", ""]
        if before == after:
            return False
        try:
            # "01" and "1" are the same day.
            return bool(self.clean(before) != self.clean(after))
        except ValidationError:
            return True

    def _error(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)
