"""ProgramPage: a program that people can take part in, with its status, window of application and partners."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index

from blocks.field import SectionsField
from pages.base import BasePage
from pages.dates import PartialDateField, PartialDateSerializer, ends_before_it_starts, span_label
from pages.parts.program import ProgramGoalsSerializer, ProgramPartnersSerializer, ProgramStreamsSerializer
from pages.snippets.audience import AudiencesSerializer
from pages.snippets.location import LocationsSerializer
from pages.snippets.practice import PracticesSerializer

__all__ = ["ProgramPage", "ProgramStatus"]


class ProgramStatus(models.TextChoices):
    """Where a program stands."""

    PLANNED = "planned", _("Planned")
    INTRODUCING = "introducing", _("Being introduced")
    OPEN = "open", _("Open for applications")
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")


class ProgramPage(BasePage):
    """A program that people can take part in."""

    parent_page_types = ["home.HomePage", "pages.IndexPage"]
    subpage_types = ["pages.ContentPage", "pages.FormPage"]
    page_description = _("A program that people can take part in: training, coaching, jobs, events.")

    body = SectionsField("program", blank=True, verbose_name=_("sections"))
    status = models.CharField(
        _("status"), max_length=16, choices=ProgramStatus.choices, default=ProgramStatus.PLANNED
    )
    audiences = ParentalManyToManyField(
        "pages.Audience", verbose_name=_("audiences"), blank=True, related_name="programs"
    )
    eligibility = RichTextField(
        _("who can take part"), blank=True, help_text=_("What someone must be or have. Leave it empty if anyone can.")
    )
    what_you_get = RichTextField(_("what you get"), blank=True, help_text=_("What people take away from it."))
    cost = models.CharField(
        _("cost"), max_length=255, blank=True, help_text=_("For instance “free” or “$200 per person”.")
    )
    starts = PartialDateField(_("starts"), null=True, blank=True, help_text=_("As exactly as you know, not more."))
    ends = PartialDateField(_("ends"), null=True, blank=True)
    applications_open = PartialDateField(_("applications open"), null=True, blank=True)
    applications_close = PartialDateField(_("applications close"), null=True, blank=True)
    locations = ParentalManyToManyField(
        "pages.Location", verbose_name=_("locations"), blank=True, related_name="programs"
    )
    practices = ParentalManyToManyField(
        "pages.Practice", verbose_name=_("practices"), blank=True, related_name="programs"
    )
    how_to_apply = RichTextField(_("how to apply"), blank=True)
    apply_url = models.URLField(_("application form"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("program page")
        verbose_name_plural = _("program pages")
