"""Organisation: an agency, company or other body that owns, runs or takes part in something."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.models import PreviewableMixin
from wagtail.search import index

from blocks.people import OrganisationReference, organisation_reference
from pages.serializers import PublicField
from pages.snippets.named import NamedSnippet

__all__ = ["Organisation", "OrganisationSerializer"]


class Organisation(PreviewableMixin, NamedSnippet):  # type: ignore[django-manager-missing]  # pages’ are untyped
    """An agency, company or other body that owns, runs or takes part in something."""

    abbreviation = models.CharField(_("abbreviation"), max_length=32, blank=True)
    url = models.URLField(_("website"), max_length=500, blank=True)
    description = models.TextField(_("description"), blank=True, help_text=_("One or two plain sentences."))

    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("abbreviation"),
        FieldPanel("url"),
        FieldPanel("description"),
        FieldPanel("slug"),
    ]

    search_fields = [
        *NamedSnippet.search_fields,
        index.SearchField("abbreviation", boost=2),
        index.AutocompleteField("abbreviation"),
        index.SearchField("description"),
    ]

    api_fields = [
        APIField("name", writable=True),
        APIField("abbreviation", writable=True),
        APIField("slug", writable=True),
        APIField("url", writable=True),
        APIField("description", writable=True),
    ]

    class Meta(NamedSnippet.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        """The default rendering of an organisation."""
        return "pages/snippets/organisation.html"


class OrganisationSerializer(PublicField):
    """One organisation."""

    def to_representation(self, value: Organisation) -> OrganisationReference:
        """``value`` is the organisation; both versions of the API answer ``null`` without one."""
        return organisation_reference(value)
