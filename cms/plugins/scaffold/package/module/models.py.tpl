"""The page type."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField

from blocks.field import SectionsField
from pages.base import BasePage

__all__ = ["${Name}Page"]


class ${Name}Page(BasePage):
    """A page with sections and a number."""

    page_description = _("A page with sections and a number.")

    number = models.PositiveIntegerField(_("number"), default=1)
    body = SectionsField("$name", blank=True, verbose_name=_("sections"))

    content_panels = [*BasePage.lead_panels, FieldPanel("number"), FieldPanel("body")]
    edit_handler = BasePage.tabs(content_panels)

    api_fields = [*BasePage.api_fields, APIField("number", writable=True)]

    class Meta:
        verbose_name = _("$title")
