"""The fields of a form page's form."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import AbstractFormField

__all__ = ["FormField"]


class FormField(AbstractFormField):
    """One question of a form. Wagtail keeps its machine name when the label changes."""

    page = ParentalKey("pages.FormPage", on_delete=models.CASCADE, related_name="form_fields")

    class Meta(AbstractFormField.Meta):
        verbose_name = _("form field")
        verbose_name_plural = _("form fields")

    def __str__(self) -> str:
        return self.label
