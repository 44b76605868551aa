"""The admin's form of a page type, bound to what was sent as JSON instead of to what a browser posted.

Every widget hands over the value as it is; what the form checks stays as it is.
"""

from copy import deepcopy
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.panels import get_form_for_model
from wagtail.models import COMMENTS_RELATION_NAME

__all__ = ["NO_CONTENT", "page_form_class"]

#: Fields of the admin's form that are no content: when a page is published and by whom it is discussed.
NO_CONTENT = frozenset({"go_live_at", "expire_at", "comment_notifications", COMMENTS_RELATION_NAME})


class GivenValue:
    """Mixed into a widget: hands over what was sent, by the name of the field."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The value, or ``None``."""
        return data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether nothing was sent."""
        return name not in data


class SentPageForm:
    """Mixed into the form: errors of fields that were not sent are errors of the page as a whole."""

    fields: dict[str, forms.Field]

    def add_error(self, field: str | None, error: Any) -> None:
        """Called by Django."""
        if field is None and hasattr(error, "error_dict"):
            found = {name: errors for name, errors in error.error_dict.items() if name in self.fields}
            others = [
                each
                for name, errors in error.error_dict.items()
                if name not in self.fields and name != NON_FIELD_ERRORS
                for each in errors
            ]
            others += error.error_dict.get(NON_FIELD_ERRORS, [])
            for name, errors in found.items():
                super().add_error(name, errors)  # type: ignore[misc]  # the form's
            if others:
                super().add_error(None, ValidationError(others))  # type: ignore[misc]  # the form's
            return
        super().add_error(field, error)  # type: ignore[misc]  # the form's


@cache
def page_form_class(model: Any) -> Any:
    """The form class of a page type. Its data are what its fields clean, by their names."""
    handler: Any = model.get_edit_handler()
    options = dict(handler.get_form_options())
    options["fields"] = [name for name in options.get("fields", ()) if name not in NO_CONTENT]
    options["formsets"] = {
        name: formset for name, formset in (options.get("formsets") or {}).items() if name not in NO_CONTENT
    }
    base = handler.base_form_class or getattr(model, "base_form_class", None) or WagtailAdminPageForm
    form_class: Any = get_form_for_model(model, form_class=type(base)("SentForm", (SentPageForm, base), {}), **options)
    _hand_over(form_class)
    return form_class


def _hand_over(form_class: Any) -> None:
    form_class.base_fields = deepcopy(form_class.base_fields)  # some are those of the admin's own forms
    for field in form_class.base_fields.values():
        field.widget.__class__ = _given(field.widget.__class__)
    for formset in getattr(form_class, "formsets", {}).values():
        _hand_over(formset.form)


@cache
def _given(widget_class: Any) -> Any:
    return type(widget_class.__name__, (GivenValue, widget_class), {})
