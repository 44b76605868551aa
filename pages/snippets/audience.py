"""Audience: people whom a program is for, such as graduates or people who lead a team."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.search import index

from pages.serializers import PublicField
from pages.snippets.named import NamedSnippet

__all__ = ["Audience", "AudienceData", "AudienceSerializer", "AudiencesSerializer"]


class Audience(NamedSnippet):
    """People whom a program is for, such as graduates or people who lead a team."""

    description = models.TextField(_("description"), blank=True, help_text=_("One or two plain sentences."))

    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("description"),
        FieldPanel("slug"),
    ]

    search_fields = [*NamedSnippet.search_fields, index.SearchField("description")]

    api_fields = [
        APIField("name", writable=True),
        APIField("slug", writable=True),
        APIField("description", writable=True),
    ]

    class Meta(NamedSnippet.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class AudienceData(TypedDict):
    """Audience as the API serves it."""

    id: int
    name: str
    slug: str
    description: str


def audience_data(value: Audience) -> AudienceData:
    """The public form of an entry."""
    return AudienceData(id=value.pk, name=value.name, slug=value.slug, description=value.description)


class AudienceSerializer(PublicField):
    """One audience."""

    def to_representation(self, value: Audience) -> AudienceData:
        """``value`` is the entry; both versions of the API answer ``null`` without one."""
        return audience_data(value)


class AudiencesSerializer(PublicField):
    """A list of audiences."""

    def to_representation(self, value: Any) -> list[AudienceData]:
        """``value`` is the relation's manager."""
        return [audience_data(entry) for entry in value.all()]
