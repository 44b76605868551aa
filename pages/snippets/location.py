"""Location: a place where a program or a meet-up happens."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.search import index

from pages.serializers import PublicField
from pages.snippets.named import NamedSnippet

__all__ = ["Location", "LocationData", "LocationSerializer", "LocationsSerializer", "location_data"]


class Location(NamedSnippet):  # type: ignore[django-manager-missing]  # pages’ managers are untyped
    """A place where a program or a meet-up happens."""

    address = models.TextField(_("address"), blank=True, help_text=_("As it would stand on an envelope."))
    region = models.CharField(
        _("region"), max_length=255, blank=True, help_text=_("State, territory or region, for instance “ACT”.")
    )

    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("address"),
        FieldPanel("region"),
        FieldPanel("slug"),
    ]

    search_fields = [*NamedSnippet.search_fields, index.SearchField("address"), index.SearchField("region")]

    api_fields = [
        APIField("name", writable=True),
        APIField("slug", writable=True),
        APIField("address", writable=True),
        APIField("region", writable=True),
    ]

    class Meta(NamedSnippet.Meta):
        verbose_name = _("location")
        verbose_name_plural = _("locations")


class LocationData(TypedDict):
    """A location as the API serves it."""

    id: int
    name: str
    slug: str
    address: str
    region: str


def location_data(location: Location) -> LocationData:
    """The public form of a location."""
    return LocationData(
        id=location.pk,
        name=location.name,
        slug=location.slug,
        address=location.address,
        region=location.region,
    )


class LocationSerializer(PublicField):
    """One location."""

    def to_representation(self, value: Location) -> LocationData:
        """``value`` is the location; both versions of the API answer ``null`` without one."""
        return location_data(value)


class LocationsSerializer(PublicField):
    """A list of locations."""

    def to_representation(self, value: Any) -> list[LocationData]:
        """``value`` is the relation's manager."""
        return [location_data(location) for location in value.all()]
