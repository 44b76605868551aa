"""Practice: a field of work that people learn or share, such as service design or user research."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.search import index

from pages.serializers import PublicField
from pages.snippets.named import NamedSnippet

__all__ = ["Practice", "PracticeData", "PracticeSerializer", "PracticesSerializer"]


class Practice(NamedSnippet):  # type: ignore[django-manager-missing]  # pages’ managers are untyped
    """A field of work that people learn or share, such as service design or user research."""

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
        verbose_name = _("practice")
        verbose_name_plural = _("practices")


class PracticeData(TypedDict):
    """Practice as the API serves it."""

    id: int
    name: str
    slug: str
    description: str


def practice_data(value: Practice) -> PracticeData:
    """The public form of an entry."""
    return PracticeData(id=value.pk, name=value.name, slug=value.slug, description=value.description)


class PracticeSerializer(PublicField):
    """One practice."""

    def to_representation(self, value: Practice) -> PracticeData:
        """``value`` is the entry; both versions of the API answer ``null`` without one."""
        return practice_data(value)


class PracticesSerializer(PublicField):
    """A list of practices."""

    def to_representation(self, value: Any) -> list[PracticeData]:
        """``value`` is the relation's manager."""
        return [practice_data(entry) for entry in value.all()]
