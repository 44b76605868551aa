"""A page type, a snippet, a model that is neither, and settings of a site."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Orderable

from blocks.field import SectionsField
from pages.base import BasePage
from pages.serializers import PublicField

__all__ = ["CoursePage", "CourseSettings", "CourseUnit", "Notice", "Term"]


class UnitsSerializer(PublicField):
    """The titles of the units."""

    def to_representation(self, value: object) -> list[str]:
        """``value`` is the related manager."""
        return [unit.title for unit in value.all()]  # type: ignore[attr-defined]


class CoursePage(BasePage):
    """A page type with a body of its own slot and a child relation."""

    page_description = "A course with its units."

    hours = models.PositiveIntegerField("hours", default=1)
    body = SectionsField("course", blank=True, verbose_name="sections")

    content_panels = [*BasePage.lead_panels, FieldPanel("hours"), InlinePanel("units"), FieldPanel("body")]
    edit_handler = BasePage.tabs(content_panels)

    api_fields = [
        *BasePage.api_fields,
        APIField("hours", writable=True),
        APIField("units", serializer=UnitsSerializer()),
    ]
    api_prefetch = (*BasePage.api_prefetch, "units")

    class Meta:
        verbose_name = "course"


class CourseUnit(Orderable):
    """A unit of a course."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="units")
    title = models.CharField("title", max_length=80)

    panels = [FieldPanel("title")]

    class Meta(Orderable.Meta):
        verbose_name = "unit"

    def __str__(self) -> str:
        return self.title


class Term(models.Model):
    """A snippet."""

    name = models.CharField("name", max_length=80)
    meaning = models.TextField("meaning", blank=True)

    panels = [FieldPanel("name"), FieldPanel("meaning")]

    api_fields = [APIField("name"), APIField("meaning")]

    class Meta:
        verbose_name = "term"

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    """A model of its own, which the ledger keeps because a hook says so."""

    text = models.CharField("text", max_length=80)

    class Meta:
        verbose_name = "notice"

    def __str__(self) -> str:
        return self.text


class CourseSettings(BaseSiteSetting):
    """What an editor sets for each site."""

    enrolment_url = models.URLField("enrolment", blank=True)

    panels = [FieldPanel("enrolment_url")]

    class Meta:
        verbose_name = "courses"
