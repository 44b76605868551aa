"""IndexPage: a section of the site, with a listing of the pages below it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField

from blocks.field import SectionsField
from pages.base import BasePage
from pages.choice_list import ChoiceListField
from pages.serializers import PublicField

__all__ = ["IndexPage", "ListingFilter", "ListingOrder"]


class ListingOrder(models.TextChoices):
    """In which order a listing shows its pages."""

    TREE = "tree", _("As arranged in the page explorer")
    TITLE = "title", _("By title, A to Z")
    NEWEST = "newest", _("Newest first")


class ListingFilter(models.TextChoices):
    """By what a reader may narrow a listing."""

    STATUS = "status", _("Status")
    AUDIENCE = "audience", _("Audience")
    PRACTICE = "practice", _("Practice")
    LOCATION = "location", _("Location")


def listed_page_types() -> list[tuple[str, Any]]:
    """The page types that may stand below an index, by label (``"pages.ProgramPage"``)."""
    return [(model._meta.label, model.get_verbose_name()) for model in IndexPage.allowed_subpage_models()]


def listing_filters() -> list[tuple[str, Any]]:
    """The filters that a listing can offer."""
    return ListingFilter.choices


class ListTypesSerializer(PublicField):
    """Labels of the listed page types; an empty list means all."""

    def to_representation(self, value: list[str]) -> list[str]:
        """``value`` is the stored list."""
        return value


class ListOrderSerializer(PublicField):
    """The order as its plain value."""

    def to_representation(self, value: str) -> ListingOrder:
        """``value`` is the stored value."""
        return ListingOrder(value)


class ListFiltersSerializer(PublicField):
    """The offered filters as their plain values; what this version does not know is left out."""

    def to_representation(self, value: list[str]) -> list[ListingFilter]:
        """``value`` is the stored list."""
        return [ListingFilter(entry) for entry in value if entry in ListingFilter.values]


class IndexPage(BasePage):
    """A section of the site. It lists its children, so nobody maintains a list by hand."""

    page_description = _("A section of the site that lists the pages below it.")
    admin_default_ordering = "ord"  # menus and listings follow this order

    body = SectionsField("index", blank=True, verbose_name=_("sections"))
    list_types = ChoiceListField(
        _("page types"),
        options=listed_page_types,
        blank=True,
        help_text=_("Which of the pages below are listed. None ticked means all."),
    )
    list_order = models.CharField(_("order"), max_length=16, choices=ListingOrder.choices, default=ListingOrder.TREE)
    list_filters = ChoiceListField(
        _("filters"),
        options=listing_filters,
        blank=True,
        help_text=_("By what readers may narrow the list. A short list needs none."),
    )

    content_panels = [*BasePage.lead_panels, FieldPanel("body")]
    listing_panels = [FieldPanel("list_types"), FieldPanel("list_order"), FieldPanel("list_filters")]
    edit_handler = BasePage.tabs(content_panels, (_("Listing"), listing_panels))

    api_fields = [
        *BasePage.api_fields,
        APIField("list_types", serializer=ListTypesSerializer()),
        APIField("list_order", serializer=ListOrderSerializer()),
        APIField("list_filters", serializer=ListFiltersSerializer()),
    ]

    class Meta:
        verbose_name = _("index page")
        verbose_name_plural = _("index pages")
