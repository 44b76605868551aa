"""ContentPage: a page of sections, for whatever has no page type of its own."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from blocks.field import SectionsField
from pages.base import BasePage

__all__ = ["ContentPage"]


class ContentPage(BasePage):
    """A page of sections."""

    page_description = _("Guidance, news or anything else that is made of sections.")

    body = SectionsField("content", blank=True, verbose_name=_("sections"))

    content_panels = [*BasePage.lead_panels, FieldPanel("body")]
    edit_handler = BasePage.tabs(content_panels)

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")
