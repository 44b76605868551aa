"""The questions of a form page, and the schema of the form in the API."""

from typing import Any, Literal

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from typing_extensions import TypedDict
from wagtail.contrib.forms.forms import FormBuilder
from wagtail.contrib.forms.models import AbstractFormField

from pages.serializers import PublicField

__all__ = ["FormField", "FormFieldData", "FormFieldType", "FormFieldsSerializer"]

#: Wagtail's types of form field.
FormFieldType = Literal[
    "singleline",
    "multiline",
    "email",
    "number",
    "url",
    "checkbox",
    "checkboxes",
    "dropdown",
    "multiselect",
    "radio",
    "date",
    "datetime",
    "hidden",
]


class FormField(AbstractFormField):
    """One question of a form. Its machine name is made once from the label and then kept."""

    page = ParentalKey("pages.FormPage", on_delete=models.CASCADE, related_name="form_fields")

    class Meta(AbstractFormField.Meta):
        verbose_name = _("form field")
        verbose_name_plural = _("form fields")

    def __str__(self) -> str:
        return self.label


class FormFieldData(TypedDict):
    """A question as the API serves it. ``name`` is the key of the answer in a submission.

    ``choices`` is empty unless the type offers some. ``default`` is a list for check boxes.
    """

    name: str
    label: str
    type: FormFieldType
    required: bool
    help_text: str
    choices: list[str]
    default: str | list[str]


class FormFieldsSerializer(PublicField):
    """The questions, in their order."""

    def to_representation(self, value: Any) -> list[FormFieldData]:
        """``value`` is the relation's manager."""
        return [form_field_data(row) for row in value.all()]


def form_field_data(row: Any) -> FormFieldData:
    """The public form of a question, with choices split exactly as the form itself splits them."""
    builder = FormBuilder([])
    many = row.field_type in ("checkboxes", "multiselect")
    return FormFieldData(
        name=row.clean_name or row.get_field_clean_name(),
        label=row.label,
        type=row.field_type,
        required=row.required,
        help_text=row.help_text,
        choices=[choice for choice, _label in builder.get_formatted_field_choices(row) if choice],
        default=[entry for entry in builder.get_formatted_field_initial(row) if entry] if many else row.default_value,
    )
