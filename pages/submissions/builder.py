"""The form of a form page: Wagtail's, with a bound for every answer. Named by ``pages.form``."""

from typing import Any

from django import forms
from wagtail.contrib.forms.forms import FormBuilder

__all__ = ["BoundedFormBuilder"]

LONGEST_TEXT = 10_000  # characters
LONGEST_URL = 2_048
LONGEST_HIDDEN = 1_000
MOST_DIGITS, MOST_DECIMALS = 30, 10


class BoundedFormBuilder(FormBuilder):
    """Makes a Django form of the questions. A single line has 255 characters, an email address 320."""

    def create_multiline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Several lines of text."""
        return super().create_multiline_field(field, {**options, "max_length": LONGEST_TEXT})

    def create_url_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """An address; without a scheme it is taken as ``https``."""
        return super().create_url_field(field, {**options, "max_length": LONGEST_URL, "assume_scheme": "https"})

    def create_hidden_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """What the reader does not see."""
        return super().create_hidden_field(field, {**options, "max_length": LONGEST_HIDDEN})

    def create_number_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A decimal number."""
        digits = {"max_digits": MOST_DIGITS, "decimal_places": MOST_DECIMALS}
        return super().create_number_field(field, {**options, **digits})
