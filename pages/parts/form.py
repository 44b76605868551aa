"""The questions of a form page, and the schema of the form in the API."""

from typing import Any, Literal

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from typing_extensions import TypedDict
from wagtail.contrib.forms.models import AbstractFormField

from pages.serializers import PublicField
from pages.submissions.builder import BoundedFormBuilder

__all__ = [
    "FormField",
    "FormFieldData",
    "FormFieldType",
    "FormFieldsSerializer",
    "ValueType",
    "form_field_data",
    "value_type",
]

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

#: What the answer to a question is in JSON; ``strings`` is a list of them.
ValueType = Literal["string", "number", "boolean", "strings"]

NOT_TEXT: dict[str, ValueType] = {
    "number": "number",
    "checkbox": "boolean",
    "checkboxes": "strings",
    "multiselect": "strings",
}


class FormField(AbstractFormField):
    """One question of a form. Its machine name is made once from the label and then kept."""

    page = ParentalKey("pages.FormPage", on_delete=models.CASCADE, related_name="form_fields")

    class Meta(AbstractFormField.Meta):
        verbose_name = _("form field")
        verbose_name_plural = _("form fields")

    def __str__(self) -> str:
        return self.label


class FormFieldData(TypedDict):
    """A question as the API serves it. ``name`` is the key of the answer in a submission, ``value_type`` its JSON type.

    ``choices`` is empty unless the type offers some. ``default`` is what the answer is before the reader changes it: a
    list where several can be chosen, a boolean for a single check box, else a string. ``max_length`` is in characters,
    and ``null`` where the type alone limits the answer.
    """

    name: str
    label: str
    type: FormFieldType
    value_type: ValueType
    required: bool
    help_text: str
    choices: list[str]
    default: str | bool | list[str]
    max_length: int | None


class FormFieldsSerializer(PublicField):
    """The questions, in their order."""

    def to_representation(self, value: Any) -> list[FormFieldData]:
        """``value`` is the relation's manager."""
        return [form_field_data(row) for row in value.all()]


def value_type(field_type: str) -> ValueType:
    """The JSON type of the answers to questions of ``field_type``."""
    return NOT_TEXT.get(field_type, "string")


def form_field_data(row: Any) -> FormFieldData:
    """The public form of a question, with choices split and limits set exactly as in the form itself."""
    builder = BoundedFormBuilder([row])
    [(name, field)] = builder.formfields.items()
    return FormFieldData(
        name=name,
        label=row.label,
        type=row.field_type,
        value_type=value_type(row.field_type),
        required=row.required,
        help_text=row.help_text,
        choices=[choice for choice, _label in getattr(field, "choices", ()) if choice],
        default=_default(builder, row),
        max_length=getattr(field, "max_length", None),
    )


def _default(builder: BoundedFormBuilder, row: Any) -> str | bool | list[str]:
    match value_type(row.field_type):
        case "strings":
            return [entry for entry in builder.get_formatted_field_initial(row) if entry]
        case "boolean":
            return bool(row.default_value)
        case _:
            return str(row.default_value)
