"""EventIndexPage: the events of a part of the site, those to come and those that are over."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField

from blocks.field import SectionsField
from pages.base import BasePage
from pages.choice_list import ChoiceListField
from pages.serializers import PublicField

__all__ = ["EventFilter", "EventIndexPage"]


class EventFilter(models.TextChoices):
    """By what a reader may narrow the list."""

    KIND = "kind", _("Kind")
    PRACTICE = "practice", _("Practice")
    LOCATION = "location", _("Location")
    AUDIENCE = "audience", _("Audience")


def event_filters() -> list[tuple[str, Any]]:
    """The filters that a list can offer."""
    return EventFilter.choices


class EventFiltersSerializer(PublicField):
    """The offered filters as their plain values; what this version does not know is left out."""

    def to_representation(self, value: list[str]) -> list[EventFilter]:
        """``value`` is the stored list."""
        return [EventFilter(entry) for entry in value if entry in EventFilter.values]


class EventIndexPage(BasePage):
    """Lists the events below it, so nobody maintains a list by hand."""

    page_description = _("Lists the events below it: what is coming up, and what is over.")
    template = "events/event_index_page.html"

    body = SectionsField("event_index", blank=True, verbose_name=_("sections"))
    list_filters = ChoiceListField(
        _("filters"),
        options=event_filters,
        blank=True,
        help_text=_("By what readers may narrow the list. A short list needs none."),
    )
    show_past = models.BooleanField(
        _("list events that are over"), default=True, help_text=_("Readers then find them behind a link.")
    )

    content_panels = [*BasePage.lead_panels, FieldPanel("body")]
    listing_panels = [FieldPanel("list_filters"), FieldPanel("show_past")]
    edit_handler = BasePage.tabs(content_panels, (_("Listing"), listing_panels))

    api_fields = [
        *BasePage.api_fields,
        APIField("list_filters", serializer=EventFiltersSerializer()),
        APIField("show_past"),
    ]

    class Meta:
        verbose_name = _("events index")
        verbose_name_plural = _("events indexes")
